from __future__ import annotations

from pathlib import Path

import pytest
from fake_graph import ARTICLE, FakeGraph
from streamlit.testing.v1 import AppTest

from allegata import settings
from allegata.errors import ConnectionLost
from allegata.ui.canvas import Event
from allegata.ui.desk import Desk, Papers, Sheet
from allegata.ui.state import Selected, Selection

HARNESS = Path(__file__).parents[1] / "browser" / "harness_app.py"


def run(**query: str) -> AppTest:
    app = AppTest.from_file(str(HARNESS), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def papers(app: AppTest) -> Papers:
    sheet: Sheet = app.session_state["desk"]
    return sheet.papers


def told(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label.startswith(label)).click().run()
    assert not app.exception


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with a session of its own, without a page around it."""
    monkeypatch.setattr("streamlit.session_state", {})
    it = Desk(FakeGraph(extra=40), settings.load({"ALLEGATA_DRAW_LIMIT": "40"}))  # type: ignore[arg-type]
    it.open()
    return it


def test_the_first_view_tells_of_the_data_set() -> None:
    app = run()
    assert "The straits crisis" in told(app)
    assert len(papers(app).view.ids) == 30


def test_a_load_that_is_under_way_is_told() -> None:
    (told,) = run(half="1").toast
    assert "claims and statements (25%)" in told.value
    assert "<b>" not in told.value.replace("\\<b\\>", "")


def test_a_database_without_claims_is_drawn_all_the_same() -> None:
    app = run(bare="1")
    press(app, "The best connected actor")
    assert papers(app).view.selected is not None


def test_search_knows_other_names() -> None:
    app = run()
    app.text_input[0].set_value("Norrgard").run()
    assert papers(app).view.selected == Selection(Selected.NODE, "boreal")
    assert "Boreal Federation" in told(app)


def test_a_search_that_finds_nothing_says_so() -> None:
    app = run()
    app.text_input[0].set_value("Zzyzx :red[x]").run()
    assert any("Zzyzx" in caption.value for caption in app.caption)
    assert not app.exception


def test_the_inspector_follows_the_selection() -> None:
    app = run()
    press(app, "The most contested edge")
    selected = papers(app).view.selected
    assert selected is not None
    assert selected.what is Selected.EDGE
    assert "contested" in told(app)


def test_neighbours_are_drawn_from_the_inspector_and_what_is_drawn_stays(desk: Desk) -> None:
    before = dict(desk.papers.view.drawn.positions)
    desk.hear(Event("remove", "fleet-00", 1))
    desk.hear(Event("expand", "boreal-navy", 2))
    after = desk.papers.view
    assert after.selected == Selection(Selected.NODE, "boreal-navy")
    assert {id_: after.drawn.positions[id_] for id_ in before if id_ != "fleet-00"} == {
        id_: place for id_, place in before.items() if id_ != "fleet-00"
    }
    assert desk.papers.wire.heard == 2


def test_a_full_canvas_names_the_setting(desk: Desk) -> None:
    desk.hear(Event("expand", "boreal-navy", 1))
    desk.hear(Event("expand", "boreal-navy", 2))
    assert len(desk.papers.view.ids) <= 40
    assert "ALLEGATA_DRAW_LIMIT" in desk.papers.trouble


def test_every_event_of_the_canvas_is_understood(desk: Desk) -> None:
    edge = desk.papers.view.drawn.subgraph.edges[0].key
    kinds = ("select-node", "select-edge", "clear", "remove", "back", "reset", "resync", "nonsense")
    for number, kind in enumerate(kinds):
        id_ = edge if kind == "select-edge" else "aria"
        desk.hear(Event(kind, id_, number, {"boreal": (1.0, 2.0)}))
        assert not desk.papers.trouble
    assert desk.papers.view.selected is None
    assert desk.tell().message["from"] is None


def test_a_dragged_node_is_where_it_was_put(desk: Desk) -> None:
    desk.hear(Event("clear", "", 1, {"boreal": (123.0, 45.0)}))
    assert desk.papers.view.drawn.positions["boreal"] == (123.0, 45.0)


def test_a_database_that_does_not_answer_is_told_and_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise ConnectionLost("The database does not answer.")

    desk.hear(Event("remove", "aria", 1))
    before = desk.papers.view.drawn
    monkeypatch.setattr(FakeGraph, "neighbours", gone)
    desk.hear(Event("expand", "boreal", 2))
    assert desk.papers.trouble == "The database does not answer."
    assert desk.papers.view.drawn == before


def test_a_text_is_attached_by_its_sum_and_a_wrong_one_is_refused(desk: Desk) -> None:
    desk.attach("wrong.txt", b"something else")
    assert "wrong.txt" in desk.papers.trouble
    desk.attach("right.txt", ARTICLE.encode())
    assert not desk.papers.trouble
    assert desk.papers.texts == {"herald-1": ARTICLE}


def test_a_search_shows_an_actor_that_is_not_drawn_with_its_edges(desk: Desk) -> None:
    desk.hear(Event("remove", "vey", 1))
    desk.search("Adele")
    assert "vey" in desk.papers.view.ids
    assert any("vey" in (edge.source, edge.target) for edge in desk.papers.view.drawn.subgraph.edges)
    assert desk.papers.view.focus is not None
    assert desk.papers.view.focus.id == "vey"


def test_after_a_load_the_view_is_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    positions = desk.papers.view.drawn.positions
    monkeypatch.setattr(FakeGraph, "stamp", lambda self: "another load")
    desk.open()
    assert desk.papers.stamp == "another load"
    assert desk.papers.view.drawn.positions == positions
