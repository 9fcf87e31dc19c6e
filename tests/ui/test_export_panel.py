"""What leaves the explorer and comes back: the dialog, and figures that are opened on a desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_graph import FakeGraph
from test_explorer_page import papers, run

from allegata import settings
from allegata.render.figure import FORMATS, Design, draw
from allegata.ui import address as browser_address
from allegata.ui.desk import Desk
from allegata.ui.difference import drawing_of
from allegata.ui.panels.export import CHOICE, OWN, Choice
from allegata.ui.picture import picture
from allegata.ui.queries.draft import Draft
from allegata.view import Exploration, Filters, Origin, What, from_text, to_text
from allegata.view.leaving import Leaving, fingerprint
from allegata.view.opening import opened


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("streamlit.session_state", {})
    it = Desk(FakeGraph(), settings.load({}))  # type: ignore[arg-type]
    it.open()
    return it


def test_what_leaves_is_what_is_seen(desk: Desk) -> None:
    desk.filter(Filters(statuses_off=frozenset({"CONTESTED"}), kinds_off=frozenset({"Person"})), "less")
    visible = desk.scene.visible
    export = desk.leaving(Leaving("A title", evidence=True))
    assert export.subgraph == visible
    assert export.places == {node.id: desk.scene.places[node.id] for node in visible.nodes}
    # Parallel lines keep the room that a hidden one between them has on the screen.
    drawn = drawing_of(picture(desk.state, desk.name_of)).edges
    assert export.bends == {key: edge["bend"] for key, edge in drawn.items()}
    assert export.evidence.keys() == {edge.key for edge in visible.edges}
    assert export.filters == ("without contested", "without kind Person")
    assert export.hidden_nodes == len(desk.scene.shown.nodes) - len(visible.nodes) > 0
    assert export.hidden_edges == len(desk.scene.shown.edges) - len(visible.edges) > 0
    assert (export.made, export.origin) == (None, "")


def test_day_and_origin_are_asked_for_apart() -> None:
    day, origin, neither = Choice(day=True), Choice(origin=True), Choice()
    assert [each.wish(False).made is not None for each in (day, origin, neither)] == [True, False, False]
    assert [each.design.origin for each in (day, origin, neither)] == [True, True, False]


def test_evidence_is_read_once_for_a_view(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.leaving(Leaving(evidence=True))

    def never(self: FakeGraph, subgraph: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr(FakeGraph, "evidences", never)
    assert desk.leaving(Leaving("Another title", evidence=True)).evidence == first.evidence
    assert desk.leaving(Leaving()).evidence == {}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_figure_brings_its_view_back(desk: Desk, suffix: str) -> None:
    desk.filter(Filters(holders=2), "two holders")
    desk.select_nodes(["aria"])
    view = desk.scene.view
    figure = draw(desk.leaving(Leaving("Kept")), suffix, Design(dpi=36))
    desk.reset()
    assert desk.scene.view != view
    desk.load(figure.content)
    assert desk.scene.view == view
    assert desk.state.steps[desk.state.at].title == "open figure"
    news = desk.papers.news
    assert news is not None
    assert news.changes.empty
    desk.read_news()
    assert desk.papers.news is None


def test_what_was_asked_leaves_with_what_it_found_and_comes_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nobody here goes back in less than a second.
    monkeypatch.setattr(browser_address, "LAG", 0.0)
    first = desk.scene
    ids = [node.id for node in first.base.nodes[:3]]
    asked = Draft("", "MATCH (n:Entity {id: $who}) RETURN n", {"who": ids[0]}).origin
    assert asked == Origin(What.QUERY, "", "MATCH (n:Entity {id: $who}) RETURN n", (("who", ids[0]),))
    desk.bring("own statement", ids, asked, alone=True)
    paths = Origin(What.PATHS, "best", "", (("from", ids[0]), ("to", ids[1])))
    desk.bring("paths", ids, paths, alone=False)
    desk.filter(Filters(holders=2), "two holders")
    assert desk.scene.view.origins == (asked, paths)
    name = desk.name_of(ids[0])
    words = f"(n:Entity {{id: $who}}) RETURN n (who = {name}); Paths (from = {name}, to = {desk.name_of(ids[1])})"
    export = desk.leaving(Leaving("Kept"))
    assert export.origin == f"Query MATCH {words}"
    assert desk.leaving(Leaving("Kept", bare=True)).carried == ""
    figure = draw(export, ".pdf", Design(dpi=36)).content
    # The way back: a step has what was asked to make it, the step before has not.
    desk.back()
    desk.back()
    assert desk.scene.view.origins == (asked,)
    desk.back()
    assert (desk.scene, desk.leaving(Leaving()).origin) == (first, "")
    desk.forward()
    assert desk.scene.view.origins == (asked,)
    desk.reset()
    assert desk.scene.view.origins == ()
    # Opened again, as a figure, as a file and by its address.
    desk.load(figure)
    assert desk.papers.news is not None
    assert desk.scene.view.origins == desk.papers.news.kept.view.origins == (asked, paths)
    assert desk.leaving(Leaving()).origin == f"{export.origin}; Exploration “Kept”"
    assert from_text(desk.saved("", "")).view.origins == (asked, paths)
    address = desk.address()
    desk.clear()
    assert desk.leaving(Leaving()).origin == ""
    assert desk.address() != address
    desk.open(address)
    assert desk.scene.view.origins == (asked, paths)


def test_what_has_changed_since_is_news(desk: Desk) -> None:
    kept = opened(draw(desk.leaving(Leaving()), ".svg", Design()).content)
    (gone, first), *others = [(key, status) for key, status in kept.statuses.items() if status]
    (new, _), (turned, was), *_ = others
    statuses = {**kept.statuses, "no-longer-there": first}
    del statuses[new]
    statuses[turned] = "DENIED" if was != "DENIED" else "REPORTED"
    desk.load(to_text(Exploration(kept.view, statuses=statuses)).encode())
    news = desk.papers.news
    assert news is not None
    assert [edge.key for edge in news.changes.new] == [new]
    assert news.changes.gone == ("no-longer-there",)
    assert [edge.key for edge, _ in news.changes.turned] == [turned]
    assert {row[0] for row in news.rows} == {"new", "gone", "status"}
    assert gone in kept.statuses


def test_a_file_that_is_refused_changes_nothing(desk: Desk) -> None:
    before = desk.state.scene
    desk.load(b"\x89PNG\r\n\x1a\nnothing")
    assert "cut off or damaged" in desk.papers.trouble
    assert desk.state.scene is before
    assert desk.papers.news is None


def test_a_fingerprint_is_that_of_the_data() -> None:
    one = fingerprint({"a": "CONTESTED", "b": ""})
    assert one == fingerprint({"b": "", "a": "CONTESTED"})
    assert len({one, fingerprint({"a": "DENIED", "b": ""}), fingerprint({"a": "CONTESTED"}), fingerprint({})}) == 4


def test_the_dialog_draws_what_is_chosen() -> None:
    app = run()
    next(button for button in app.button if button.label == "Export").click().run()
    assert not app.exception
    assert {"Legend", "Sources", "Filters"} <= {each.label for each in app.toggle}
    assert any(each.value.startswith("180 ×") for each in app.caption)
    assert papers(app).evidence[0] is None, "what nobody asked for is not read"
    choice: Choice = app.session_state[CHOICE]
    assert choice == Choice()
    assert replace(choice, size=OWN, own="140x90").design.page.height == 90
