from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from fake_graph import ARTICLE, FakeGraph
from screen import unexplained
from streamlit.testing.v1 import AppTest

from allegata import settings
from allegata.errors import ConnectionLost
from allegata.model import Status
from allegata.render.style import CLAIM
from allegata.ui.canvas import Event
from allegata.ui.desk import Desk
from allegata.ui.panels.bar import NEXT
from allegata.ui.papers import Papers, Sheet
from allegata.view import Filters, Standpoint, View, to_address
from allegata.view.view import Selected, Selection
from allegata.vocabulary import relations

HARNESS = Path(__file__).parents[1] / "browser" / "harness_app.py"


def run(**query: str) -> AppTest:
    app = AppTest.from_file(str(HARNESS), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def papers(app: AppTest) -> Papers:
    sheet: Sheet = app.session_state["desk"]
    return sheet.papers


def view(of: AppTest | Desk) -> View:
    return (of if isinstance(of, Desk) else papers(of)).state.scene.view  # type: ignore[union-attr]


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


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_first_view_tells_of_the_data_set() -> None:
    app = run()
    assert "The straits crisis" in told(app)
    assert len(view(app).actors) == 30
    assert [each.label for each in app.toggle] == ["Filters", "Inspector"]


def test_a_database_without_claims_is_drawn_all_the_same() -> None:
    app = run(bare="1")
    press(app, "The best connected actor")
    assert view(app).selection is not None


def test_the_inspector_follows_the_selection() -> None:
    app = run()
    press(app, "The most contested edge")
    selected = view(app).selection
    assert selected is not None
    assert selected.what is Selected.EDGE
    assert "contested" in told(app)


def test_panels_are_opened_and_closed_and_filters_are_what_the_view_says() -> None:
    app = run()
    app.toggle(key="filters-open").set_value(True).run()
    assert not app.exception
    app.selectbox(key="who").set_value("boreal").run()
    assert view(app).filters.standpoint == Standpoint("boreal")
    app.number_input(key="holders").set_value(2).run()
    assert view(app).filters.holders == 2
    assert app.toggle(key="filters-open").label == "Filters (2)"
    press(app, "Clear")
    assert view(app).filters == Filters()
    assert app.selectbox(key="who").value == ""
    app.toggle(key="inspector-open").set_value(False).run()
    assert "The straits crisis" not in told(app)


def test_switches_say_in_every_run_how_they_stand() -> None:
    """A browser that missed the run in which they were set has only this; it told once that the inspector was off."""
    app = run()
    for _ in range(2):
        assert [app.toggle(key=key).proto.default for key in ("filters-open", "inspector-open")] == [False, True]
        app.run()
    app.toggle(key="inspector-open").set_value(False).run()
    app.segmented_control(key="mode").set_value("Tables").run()
    assert not app.toggle(key="inspector-open").proto.default
    assert list(app.segmented_control(key="mode").proto.default) == [1]


def test_tables_and_sentences_hold_every_relation_that_is_seen() -> None:
    app = run()
    edges = papers(app).state.scene.visible.edges
    app.segmented_control(key="mode").set_value("Tables").run()
    assert not app.exception
    relations, actors = app.dataframe
    assert set(relations.value["key"]) == {edge.key for edge in edges}
    assert set(actors.value["id"]) == set(view(app).actors)
    app.segmented_control(key="mode").set_value("Sentences").run()
    assert not app.exception
    assert len([button for button in app.button if button.label == "Evidence"]) == len(edges)


def test_every_control_says_what_it_does_when_a_pointer_rests_on_it() -> None:
    app = run()
    silent = {"nothing selected": unexplained(app)}
    app.toggle(key="filters-open").set_value(True).run()
    app.selectbox(key="who").set_value("boreal").run()
    app.selectbox(key="other").set_value("aria").run()
    silent["filters"] = unexplained(app)
    for mode in ("Tables", "Sentences"):
        app.segmented_control(key="mode").set_value(mode).run()
        silent[mode] = unexplained(app)
    desk = Desk(FakeGraph(), settings.load(), app.session_state["desk"])  # type: ignore[arg-type]
    desk.filter(Filters(), "all")
    desk.claims(True)
    contested = next(edge for edge in desk.scene.base.edges if edge.status is Status.CONTESTED)
    card = next(node.id for node in desk.scene.shown.nodes if node.kind == CLAIM)
    states = {
        "an actor": lambda: desk.select_nodes(["boreal-navy"]),
        "several": lambda: desk.select_nodes(["aria", "boreal", "orsk"]),
        "two": lambda: desk.select_nodes(["aria", "boreal"]),
        "an edge": lambda: desk.select_edge(contested.key),
        "a path": lambda: desk.lay(state=desk.state.looking_along("aria", *(e.key for e in desk.scene.base.edges[:3]))),
        "a claim": lambda: desk.select_nodes([card]),
        "news": lambda: desk.load(desk.saved("T", "N").encode()),
        "away": lambda: desk.lay(away=True, trouble="No answer."),
        "empty": desk.clear,
    }
    app.session_state[NEXT] = math.inf
    for state, arrange in states.items():
        arrange()
        assert state == "away" or not desk.papers.trouble, state
        app.run()
        assert not app.exception
        silent[state] = unexplained(app)
    app.button(key="export").click().run()
    silent["export"] = unexplained(app)
    assert {state: controls for state, controls in silent.items() if controls} == {}


def test_the_help_names_every_status_key_and_relation() -> None:
    app = AppTest.from_string("from allegata.ui.pages.help import help_page\nhelp_page()", default_timeout=60).run()
    assert not app.exception
    status, keys, editor, told = (each.value for each in app.table)
    assert set(status["status"]) == {each.value.lower() for each in Status}
    assert set(told["relation"]) == {each.label for each in relations().values()}
    assert {"Ctrl+Z, Ctrl+Shift+Z", "/ or Ctrl+K"} <= set(keys["key"])
    assert "run the query" in set(editor["does"])
    assert unexplained(app) == []


def test_where_nobody_claims_anything_the_help_does_not_speak_of_it() -> None:
    text = "from allegata.ui.pages.help import help_page\nhelp_page(claims=False)"
    app = AppTest.from_string(text, default_timeout=60).run()
    assert not app.exception
    assert len(app.table) == 2, "the keys"
    told = " ".join(each.value for each in (*app.markdown, *app.caption, *app.header, *app.subheader)).lower()
    assert "relationship" in told
    assert not [word for word in ("claim", "status", "stance", "statement") if word in told]


def test_without_the_canvas_steps_and_switches_of_the_legend_are_there_all_the_same() -> None:
    app = run()
    app.toggle(key="filters-open").set_value(True).run()
    assert not [each for each in app.multiselect if each.label.startswith("Without")], "the legend has them"
    app.segmented_control(key="mode").set_value("Tables").run()
    assert app.button(key="undo").disabled
    before = set(app.dataframe[1].value["kind"])
    app.multiselect(key="off-kind").select("Person").run()
    app.multiselect(key="off-status").select("CONTESTED").run()
    app.multiselect(key="off-family").select("verbal conflict").run()
    assert view(app).filters == Filters(
        kinds_off=frozenset({"Person"}),
        statuses_off=frozenset({"CONTESTED"}),
        families_off=frozenset({"verbal conflict"}),
    )
    assert set(app.dataframe[1].value["kind"]) == before - {"Person"}
    for number in range(3):
        press(app, "Undo")
        assert app.button(key="undo").disabled == (number == 2)
    assert view(app).filters == Filters()
    assert app.multiselect(key="off-kind").value == []
    press(app, "Redo")
    assert view(app).filters.kinds_off == {"Person"}
    press(app, "Reset")
    assert view(app).filters == Filters()


def test_an_address_brings_the_view_and_a_broken_one_a_sentence() -> None:
    wanted = View(actors=("aria", "boreal", "orsk"), filters=Filters(holders=2))
    app = run(v=to_address(wanted))
    assert view(app).actors == wanted.actors
    assert view(app).filters == wanted.filters
    broken = run(v="nothing-of-ours")
    assert len(view(broken).actors) == 30
    (warning,) = broken.warning
    assert warning.value.startswith("This link does not hold a view")


# ── The desk ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_neighbours_are_drawn_from_the_inspector_and_what_is_drawn_stays(desk: Desk) -> None:
    desk.hear(Event("remove", "fleet-00", 1))
    before = desk.scene.places
    desk.hear(Event("expand", "boreal-navy", 2))
    assert view(desk).selection == Selection(Selected.NODE, ("boreal-navy",))
    assert {id_: desk.scene.places[id_] for id_ in before} == before
    assert desk.papers.wire.heard == 2


def test_a_full_canvas_names_the_setting(desk: Desk) -> None:
    desk.hear(Event("expand", "boreal-navy", 1))
    desk.hear(Event("expand", "boreal-navy", 2))
    assert len(view(desk).actors) <= 40
    assert "ALLEGATA_DRAW_LIMIT" in desk.papers.trouble


def test_every_event_of_the_canvas_is_understood(desk: Desk) -> None:
    edge = desk.scene.shown.edges[0].key
    kinds = (
        *("select-node", "select-nodes", "select-edge", "clear", "collapse", "only", "among", "pin", "unpin"),
        *("remove-edge", "remove", "toggle", "solo", "layout", "back", "forward", "reset", "resync", "nonsense"),
    )
    things = {"select-edge": edge, "remove-edge": edge, "toggle": "kind:Person", "solo": "kind:State", "layout": "time"}
    for number, kind in enumerate(kinds, 1):
        desk.hear(Event(kind, things.get(kind, "aria"), number, {"boreal": (1.0, float(number))}))
        assert not desk.papers.trouble, kind
    assert view(desk).selection is None
    assert desk.tell().message["from"] is None


def test_an_event_that_comes_twice_is_heard_once(desk: Desk) -> None:
    desk.hear(Event("toggle", "kind:Person", 1))
    desk.hear(Event("toggle", "kind:Person", 1))
    assert view(desk).filters.kinds_off == {"Person"}


def test_a_dragged_node_is_where_it_was_put(desk: Desk) -> None:
    desk.hear(Event("clear", "", 1, {"boreal": (123.0, 45.0)}))
    assert desk.scene.places["boreal"] == (123, 45)
    assert desk.state.undo == "move Boreal Federation"


def test_a_drag_is_taken_back_in_the_browser_too(desk: Desk) -> None:
    desk.tell()
    before = desk.scene.places["boreal"]
    desk.hear(Event("back", "", 1, {"boreal": (123.0, 45.0)}))
    assert desk.scene.places["boreal"] == before
    (told,) = desk.tell().message["nodes"]
    assert told == {"id": "boreal", "x": before[0], "y": before[1]}


def test_a_database_that_does_not_answer_is_told_and_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise ConnectionLost("The database does not answer.")

    desk.hear(Event("remove", "aria", 1))
    before = desk.scene
    monkeypatch.setattr(FakeGraph, "neighbours", gone)
    desk.hear(Event("expand", "boreal", 2))
    assert desk.papers.trouble == "The database does not answer."
    assert desk.papers.away
    assert desk.scene == before


def test_a_lost_database_is_connected_again_with_the_inspector_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    there = False
    monkeypatch.setattr("allegata.ui.pages.explorer.again", lambda _: there)
    app = run(p="i")
    sheet: Sheet = app.session_state["desk"]
    before = papers(app).state.scene
    sheet.papers = replace(sheet.papers, trouble="The database does not answer.", away=True)
    app.run()
    assert {"The database does not answer\\.", "Connecting again …"} <= {each.value for each in app.toast}
    there = True
    app.run()
    assert papers(app).away, "it was looked for a moment ago"
    press(app, "Connect again")
    assert not papers(app).away
    assert "Connect again" not in {each.label for each in app.button}
    assert papers(app).state.scene == before
    assert any(each.value.startswith("The database was away, and is there again.") for each in app.toast)


def test_neighbours_over_some_relations_are_counted_down() -> None:
    desk = Desk(FakeGraph(extra=40), settings.load({}), Sheet())  # type: ignore[arg-type]
    desk.open()
    ids = [node.id for node in desk.scene.shown.nodes if node.id != "boreal-navy"]
    desk.remove(ids)
    full = desk.graph.entity("boreal-navy").relations
    relation = max(full, key=lambda each: each[2])[0]
    lefts = []
    while desk.state.left("boreal-navy", [relation]) != 0:
        desk.expand(["boreal-navy"], [relation])
        lefts.append(desk.state.left("boreal-navy", [relation]))
        assert not desk.papers.trouble
        assert desk.state.left("boreal-navy", ["ACCUSES"]) is None, "nobody has counted over others"
    assert len(lefts) > 1
    assert lefts == sorted(lefts, reverse=True)
    desk.back()
    assert desk.state.left("boreal-navy", [relation]) is None


def test_a_text_is_attached_by_its_sum_and_a_wrong_one_is_refused(desk: Desk) -> None:
    desk.attach("wrong.txt", b"something else")
    assert "wrong.txt" in desk.papers.trouble
    desk.attach("right.txt", ARTICLE.encode())
    assert not desk.papers.trouble
    assert desk.papers.texts == {"herald-1": ARTICLE}


def test_a_search_shows_an_actor_that_is_not_drawn_with_its_edges(desk: Desk) -> None:
    desk.hear(Event("remove", "vey", 1))
    desk.search("Adele", 7)
    assert "vey" in {hit.node.id for hit in desk.papers.hits}
    assert "vey" not in view(desk).actors, "a keystroke draws nothing"
    desk.pick(["vey"], 8)
    assert "vey" in view(desk).actors
    assert any("vey" in (edge.source, edge.target) for edge in desk.scene.shown.edges)
    assert desk.state.focus is not None
    assert desk.state.focus.id == "vey"


def test_after_a_load_the_view_is_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    places = desk.scene.places
    monkeypatch.setattr(FakeGraph, "stamp", lambda self: "another load")
    desk.open()
    assert desk.papers.stamp == "another load"
    assert desk.scene.places == places


def test_an_exploration_that_is_saved_is_opened_as_it_was(desk: Desk) -> None:
    desk.hear(Event("toggle", "kind:Person", 1, {"aria": (5.0, 6.0)}))
    desk.pin(["boreal"], fast=True)
    kept, seen = desk.saved("Fleets", "of <b>note</b>").encode(), view(desk)
    desk.reset()
    assert view(desk) != seen
    desk.load(kept)
    assert not desk.papers.trouble
    assert view(desk) == seen


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe\x00", "neither an exploration nor a figure"),
        (b"[" * 300_000, "it is not JSON"),
        (b'{"format": "something else"}', "no exploration file"),
        (json.dumps({"format": "allegata exploration", "version": 9, "view": {}}).encode(), "update it"),
        (json.dumps({"format": "allegata exploration", "version": 1, "view": {"actors": 7}}).encode(), "view/actors"),
    ],
)
def test_a_file_that_is_no_exploration_is_refused_in_a_sentence(desk: Desk, content: bytes, why: str) -> None:
    before = desk.state.steps
    desk.load(content)
    assert why in desk.papers.trouble
    assert "\n" not in desk.papers.trouble
    assert desk.state.steps == before


def test_a_view_of_actors_that_are_gone_is_opened_without_them(desk: Desk) -> None:
    gone = replace(view(desk), actors=("aria", "nobody"), pinned=frozenset({"nobody"}))
    other = Desk(desk.graph, desk.settings, Sheet())
    other.open(to_address(gone))
    assert view(other).actors == ("aria",)
    assert view(other).pinned == frozenset()
