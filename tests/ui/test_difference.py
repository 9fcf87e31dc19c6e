from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from fake_graph import FakeGraph
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from allegata import settings
from allegata.ui.canvas import Event, Wire, events_of
from allegata.ui.difference import Drawing, Picture, difference
from allegata.ui.difference import drawing_of as drawing_of_picture
from allegata.ui.picture import picture
from allegata.ui.state import ViewState
from allegata.ui.verbs import Verbs
from allegata.view import Filters, View
from allegata.view.view import Selected

GRAPH = FakeGraph(extra=40)
VERBS = Verbs(GRAPH, settings.load({}))  # type: ignore[arg-type]
FIRST = VERBS.of(View(actors=("aria", "boreal", "cordia", "boreal-navy", "lund", "orsk", "tam", "strait")))


def picture_of(state: ViewState) -> Picture:
    return picture(state, GRAPH.nodes.__getitem__)  # type: ignore[arg-type]


def drawing_of(state: ViewState) -> Drawing:
    return drawing_of_picture(picture_of(state))


@pytest.fixture
def view() -> ViewState:
    return ViewState.first(FIRST)


def grown_by(view: ViewState, id_: str) -> ViewState:
    return view.doing("expand", VERBS.expanded(view.scene, [id_]).scene)


class Browser:
    """What the canvas does with a message, in few words: the model that the real one is held to in a browser."""

    def __init__(self) -> None:
        self.version: int | None = None
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: dict[str, dict[str, Any]] = {}
        self.off: dict[str, set[str]] = {}

    def receive(self, message: dict[str, Any]) -> None:
        message = json.loads(json.dumps(message))
        if message["from"] is None:
            self.nodes, self.edges, self.off = {}, {}, {"nodes": set(), "edges": set()}
        else:
            assert message["from"] == self.version
        for node in message["nodes"]:
            known = self.nodes.get(node["id"])
            self.nodes[node["id"]] = {**(known or {}), **node}
        self.edges |= {edge["id"]: {**self.edges.get(edge["id"], {}), **edge} for edge in message["edges"]}
        for kind, known in (("nodes", self.nodes), ("edges", self.edges)):
            for id_ in message[f"gone_{kind}"]:
                del known[id_]
                self.off[kind].discard(id_)
            assert set(message["on"][kind]) <= self.off[kind], "only what is off is switched on"
            self.off[kind] -= set(message["on"][kind])
            assert not self.off[kind] & set(message["off"][kind]), "only what is on is switched off"
            self.off[kind] |= set(message["off"][kind])
        self.version = message["to"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["expand", "remove", "pin", "move"]), st.sampled_from(sorted(GRAPH.nodes))),
        st.tuples(st.just("kind"), st.sampled_from(["Person", "State", "Group"])),
        st.tuples(st.sampled_from(["back", "forward", "lost", "layout"]), st.just("")),
    ),
    max_size=8,
)


def step(view: ViewState, verb: str, id_: str) -> ViewState:
    """What somebody may do; nothing where it makes no sense."""
    scene = view.scene
    if verb == "expand" and id_ in scene.places:
        return grown_by(view, id_)
    if verb == "remove":
        return view.doing("hide", VERBS.without(scene, [id_]))
    if verb == "pin" and id_ in scene.places:
        return view.doing("pin", VERBS.pinned(scene, [id_], fast=True))
    if verb == "move":
        return view.doing("move", VERBS.moved(scene, {id_: (7.0, 8.0)}))
    if verb == "kind":
        return view.doing("filter", VERBS.filtered(scene, Filters(kinds_off=frozenset({id_}))))
    if verb == "layout":
        return view.doing("layout", VERBS.laid_out(scene, "circular"))
    return view.at_step(view.at + {"back": -1, "forward": 1}.get(verb, 0))


@hypothesis(deadline=None, max_examples=40)
@given(STEPS)
def test_differences_bring_the_browser_to_what_is_to_be_seen(steps: list[tuple[str, str]]) -> None:
    view, browser, sent = ViewState.first(FIRST), Browser(), None
    browser.receive(difference(None, sent := drawing_of(view)))
    for verb, id_ in steps:
        view = step(view, verb, id_)
        after = drawing_of(view)
        browser.receive(difference(None if verb == "lost" else sent, after))
        sent = after
    assert browser.nodes == {id_: dict(node) for id_, node in sent.nodes.items()}
    assert browser.edges == {key: dict(edge) for key, edge in sent.edges.items()}
    assert browser.off == {"nodes": set(sent.off_nodes), "edges": set(sent.off_edges)}
    assert browser.version == view.version


def test_a_click_costs_what_is_new_and_not_what_is_there(view: ViewState) -> None:
    before = drawing_of(view)
    grown = grown_by(view, "orsk")
    told = difference(before, drawing_of(grown))
    assert len([node for node in told["nodes"] if "x" in node]) == len(grown.scene.places) - len(view.scene.places)
    assert told["gone_nodes"] == told["gone_edges"] == []
    assert len(json.dumps(told)) < len(json.dumps(difference(None, drawing_of(grown))))


def test_a_filter_crosses_as_identifiers(view: ViewState) -> None:
    less = view.doing("filter", VERBS.filtered(view.scene, Filters(kinds_off=frozenset({"Person"}))))
    told = difference(drawing_of(view), drawing_of(less))
    assert told["nodes"] == told["edges"] == told["gone_nodes"] == told["gone_edges"] == []
    assert set(told["off"]["nodes"]) >= {"lund", "orsk", "tam"}
    back = difference(drawing_of(less), drawing_of(less.at_step(0)))
    assert set(back["on"]["nodes"]) == set(told["off"]["nodes"])


def test_a_node_tells_how_much_of_it_is_not_drawn(view: ViewState) -> None:
    assert drawing_of(view).nodes["boreal-navy"]["hidden"] > 0
    whole = ViewState.first(VERBS.of(View(actors=tuple(GRAPH.nodes))))
    assert all(each["hidden"] == 0 for each in drawing_of(whole).nodes.values())


def test_the_first_message_holds_everything_and_the_style(view: ViewState) -> None:
    message = Wire().telling(picture_of(view)).message
    assert message["from"] is None
    assert len(message["nodes"]) == len(FIRST.shown.nodes)
    assert message["style"]["families"].keys() >= {edge["family"] for edge in message["edges"]}
    assert message["style"]["lines"].keys() >= {edge["status"] for edge in message["edges"]}
    json.dumps(dict(message), allow_nan=False)


def test_a_run_that_changes_nothing_sends_the_same_again(view: ViewState) -> None:
    wire = Wire().telling(picture_of(view))
    assert wire.telling(picture_of(view)) is wire


def test_a_selection_crosses_without_the_graph(view: ViewState) -> None:
    wire = Wire().telling(picture_of(view)).hearing(3).telling(picture_of(view.selecting(Selected.NODE, "aria")))
    assert wire.message["selected"] == {"what": "node", "ids": ["aria"]}
    assert wire.message["ack"] == 3
    assert wire.message["from"] == wire.message["to"] == view.version
    assert wire.message["nodes"] == wire.message["edges"] == []
    assert "style" not in wire.message


def test_a_browser_that_lost_its_picture_is_told_everything(view: ViewState) -> None:
    grown = grown_by(view, "boreal-navy")
    wire = Wire().telling(picture_of(view)).telling(picture_of(grown))
    again = wire.lost().telling(picture_of(grown))
    assert wire.message["from"] == view.version
    assert again.message["from"] is None
    assert again.session == wire.session
    assert len(again.message["nodes"]) == len(grown.scene.places)


PICTURES = st.builds(
    lambda size, off, marked, pinned, moved, count: (size, off, marked, pinned, moved, count),
    st.integers(1, 40),
    st.integers(1, 5),
    st.sampled_from(["", "a", "b", "both", "against"]),
    st.integers(1, 6),
    st.sampled_from([0.0, 12.5]),
    st.integers(0, 3),
)


def some_picture(version: int, size: int, off: int, mark: str, pinned: int, moved: float, count: int) -> Picture:
    """Some picture or other: every so-maniest node is off or pinned."""
    drawn = GRAPH.overview(size)
    ids, keys = [node.id for node in drawn.nodes], [edge.key for edge in drawn.edges]
    return Picture(
        version,
        drawn,
        {id_: (number * 10 + moved, -moved) for number, id_ in enumerate(ids)},
        off_nodes=frozenset(ids[::off]) if off > 1 else frozenset(),
        off_edges=frozenset([*keys[:: off + 1], "not drawn"]),
        pinned=frozenset(ids[::pinned]),
        marks=dict.fromkeys(keys, mark) if mark else {},
        counts=dict.fromkeys(keys[::2], count),
    )


@hypothesis(deadline=None, max_examples=60)
@given(st.lists(PICTURES, min_size=2, max_size=6))
def test_whatever_changes_of_a_picture_the_browser_comes_to_it(each: list[Any]) -> None:
    browser, wire = Browser(), Wire()
    for number, one in enumerate(each):
        wanted = some_picture(number + 1, *one)
        wire = wire.telling(wanted)
        browser.receive(dict(wire.message))
        drawing = drawing_of_picture(wanted)
        assert browser.nodes == {id_: dict(node) for id_, node in drawing.nodes.items()}
        assert browser.edges == {key: dict(edge) for key, edge in drawing.edges.items()}
        assert browser.off == {"nodes": set(drawing.off_nodes), "edges": set(drawing.off_edges)}


def test_a_filter_crosses_as_identifiers_and_never_as_elements() -> None:
    drawn = GRAPH.overview(30)
    everything = Picture(1, drawn, {node.id: (0.0, 0.0) for node in drawn.nodes})
    persons = frozenset(node.id for node in drawn.nodes if node.kind == "Person")
    edge = drawn.edges[0].key
    less = replace(everything, version=2, off_nodes=persons, off_edges=frozenset({edge}))
    wire = Wire().telling(everything).telling(less)
    assert wire.message["nodes"] == wire.message["edges"] == []
    assert wire.message["gone_nodes"] == wire.message["gone_edges"] == []
    assert wire.message["off"] == {"nodes": sorted(persons), "edges": [edge]}
    assert wire.message["on"] == {"nodes": [], "edges": []}
    wire = wire.telling(replace(everything, version=3))
    assert wire.message["on"] == {"nodes": sorted(persons), "edges": [edge]}
    assert wire.message["off"] == {"nodes": [], "edges": []}
    whole = wire.lost().telling(replace(less, version=4)).message
    assert whole["off"]["nodes"] == sorted(persons)
    assert len(whole["nodes"]) == 30


def test_a_window_of_time_crosses_as_numbers_alone() -> None:
    drawn = GRAPH.overview(30)
    everything = Picture(1, drawn, {node.id: (0.0, 0.0) for node in drawn.nodes})
    edge = next(edge for edge in drawn.edges if edge.statements > 1)
    wire = Wire().telling(everything).telling(replace(everything, version=2, counts={edge.key: 1}))
    assert wire.message["edges"] == [{"id": edge.key, "count": 1}]
    by_events = replace(everything, version=3, counts={edge.key: 1}, unit="claim")
    wire = wire.telling(by_events)
    assert wire.message["edges"] == [{"id": edge.key, "unit": "claim"}], "what is counted is told"
    wire = wire.telling(replace(everything, version=4, unit="claim"))
    assert wire.message["edges"] == [{"id": edge.key, "count": edge.statements, "unit": "statement"}]


def test_what_a_view_tells_of_itself_is_in_every_message() -> None:
    told = Picture(
        1,
        GRAPH.overview(3),
        dict.fromkeys(GRAPH.nodes, (0.0, 0.0)),
        selected=("node", ("aria", "boreal")),
        undo="expand Aria",
        redo="hide Boreal",
        layout="time",
        switched_off={"kind": frozenset({"State", "Person"})},
        mark_words={"a": "only Aria"},
        note="more",
        empty="nothing",
    )
    message = Wire().telling(told).message
    assert message["selected"] == {"what": "node", "ids": ["aria", "boreal"]}
    assert (message["undo"], message["redo"]) == ("expand Aria", "hide Boreal")
    assert (message["layout"], message["layouts"]) == ("time", ["force", "circular", "concentric", "time"])
    assert message["switched_off"] == {"kind": ["Person", "State"]}
    assert (message["note"], message["empty"], message["mark_words"]) == ("more", "nothing", {"a": "only Aria"})


def test_events_come_with_all_their_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = [
        {"kind": "expand", "ids": ["aria", "boreal"], "n": 4, "moved": {"aria": [1, 2.5]}},
        {"kind": "back", "ids": [], "n": 5, "moved": {}},
        {"kind": "clear", "ids": [], "n": 3, "moved": {}},
    ]
    monkeypatch.setattr("streamlit.session_state", {"canvas": {"act": raw}})
    assert events_of("canvas", 3) == (
        Event("expand", "aria", 4, {"aria": (1.0, 2.5)}, ("aria", "boreal")),
        Event("back", "", 5),
    )
