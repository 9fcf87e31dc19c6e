from __future__ import annotations

import json
from typing import Any

import pytest
from fake_graph import FakeGraph
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from allegata import settings
from allegata.ui.canvas import Wire
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
        self.off_nodes: set[str] = set()
        self.off_edges: set[str] = set()

    def receive(self, message: dict[str, Any]) -> None:
        message = json.loads(json.dumps(message))
        if message["from"] is None:
            self.nodes, self.edges, self.off_nodes, self.off_edges = {}, {}, set(), set()
        else:
            assert message["from"] == self.version
        for node in message["nodes"]:
            self.nodes[node["id"]] = {**self.nodes.get(node["id"], {}), **node}
        self.edges |= {edge["id"]: {**self.edges.get(edge["id"], {}), **edge} for edge in message["edges"]}
        for key in message["gone_edges"]:
            del self.edges[key]
        for id_ in message["gone_nodes"]:
            del self.nodes[id_]
        self.off_nodes = (self.off_nodes | set(message["off"]["nodes"])) - set(message["on"]["nodes"])
        self.off_edges = (self.off_edges | set(message["off"]["edges"])) - set(message["on"]["edges"])
        self.off_nodes &= self.nodes.keys()
        self.off_edges &= self.edges.keys()
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
    assert (browser.off_nodes, browser.off_edges) == (sent.off_nodes, sent.off_edges)
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
