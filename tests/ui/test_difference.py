from __future__ import annotations

import json
from typing import Any

import pytest
from fake_graph import FakeGraph
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from allegata.ui.canvas import Wire, picture_of
from allegata.ui.difference import Drawing, difference
from allegata.ui.difference import drawing_of as drawing_of_picture
from allegata.ui.state import Selected, ViewState

GRAPH = FakeGraph(extra=40)


def drawing_of(view: ViewState) -> Drawing:
    return drawing_of_picture(picture_of(view))


@pytest.fixture
def view() -> ViewState:
    return ViewState.first(GRAPH.overview(12))


class Browser:
    """What the canvas does with a message, in few words: the model that the real one is held to in a browser."""

    def __init__(self) -> None:
        self.version: int | None = None
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: dict[str, dict[str, Any]] = {}

    def receive(self, message: dict[str, Any]) -> None:
        message = json.loads(json.dumps(message))
        if message["from"] is None:
            self.nodes, self.edges = {}, {}
        else:
            assert message["from"] == self.version
        for node in message["nodes"]:
            known = self.nodes.get(node["id"])
            assert known is None or "x" not in node, "nodes that are drawn do not move"
            self.nodes[node["id"]] = {**(known or {}), **node}
        self.edges |= {edge["id"]: {**self.edges.get(edge["id"], {}), **edge} for edge in message["edges"]}
        for key in message["gone_edges"]:
            del self.edges[key]
        for id_ in message["gone_nodes"]:
            del self.nodes[id_]
        self.version = message["to"]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("expand"), st.sampled_from(sorted(GRAPH.nodes))),
        st.tuples(st.just("remove"), st.sampled_from(sorted(GRAPH.nodes))),
        st.tuples(st.sampled_from(["back", "lost"]), st.just("")),
    ),
    max_size=8,
)


@hypothesis(deadline=None, max_examples=50)
@given(STEPS)
def test_differences_bring_the_browser_to_what_is_to_be_seen(steps: list[tuple[str, str]]) -> None:
    view, browser, sent = ViewState.first(GRAPH.overview(8)), Browser(), None
    browser.receive(difference(None, sent := drawing_of(view)))
    for verb, id_ in steps:
        if verb == "expand" and id_ in view.ids:
            view = view.grown(GRAPH.neighbours(id_, drawn=view.ids, limit=5), id_)
        elif verb == "remove":
            view = view.without(id_)
        elif verb == "back":
            view = view.back()
        after = drawing_of(view)
        browser.receive(difference(None if verb == "lost" else sent, after))
        sent = after
    assert browser.nodes == {id_: dict(node) for id_, node in sent.nodes.items()}
    assert browser.edges == {key: dict(edge) for key, edge in sent.edges.items()}
    assert browser.version == view.version


def test_a_click_costs_what_is_new_and_not_what_is_there(view: ViewState) -> None:
    before = drawing_of(view)
    grown = view.grown(GRAPH.neighbours("orsk", drawn=view.ids, limit=2), "orsk")
    told = difference(before, drawing_of(grown))
    assert len([node for node in told["nodes"] if "x" in node]) == len(grown.ids - view.ids)
    assert told["gone_nodes"] == told["gone_edges"] == []
    assert len(json.dumps(told)) < len(json.dumps(difference(None, drawing_of(grown)))) / 2


def test_a_node_tells_how_much_of_it_is_not_drawn(view: ViewState) -> None:
    node = drawing_of(view).nodes["boreal-navy"]
    assert node["hidden"] > 0
    whole = drawing_of(ViewState.first(GRAPH.overview(1000)))
    assert all(each["hidden"] == 0 for each in whole.nodes.values())


def test_the_first_message_holds_everything_and_the_style(view: ViewState) -> None:
    message = Wire().telling(picture_of(view)).message
    assert message["from"] is None
    assert len(message["nodes"]) == 12
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
    grown = view.grown(GRAPH.neighbours("boreal-navy", drawn=view.ids), "boreal-navy")
    wire = Wire().telling(picture_of(view)).telling(picture_of(grown))
    again = wire.lost().telling(picture_of(grown))
    assert wire.message["from"] == view.version
    assert again.message["from"] is None
    assert again.session == wire.session
    assert len(again.message["nodes"]) == len(grown.ids)
