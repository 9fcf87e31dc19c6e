from __future__ import annotations

import pytest
from fake_graph import FakeGraph

from allegata.model import Subgraph
from allegata.ui.state import REMEMBERED, Selected, Selection, ViewState


@pytest.fixture
def graph() -> FakeGraph:
    return FakeGraph(extra=40)


@pytest.fixture
def view(graph: FakeGraph) -> ViewState:
    return ViewState.first(graph.overview(12))


def test_a_view_has_a_place_for_each_node(view: ViewState) -> None:
    assert view.ids == {node.id for node in view.drawn.subgraph.nodes}
    assert len(view.ids) == 12


def test_what_is_drawn_stays_when_more_comes(graph: FakeGraph, view: ViewState) -> None:
    grown = view.grown(graph.neighbours("boreal-navy", drawn=view.ids), "boreal-navy")
    assert view.ids < grown.ids
    assert {id_: grown.drawn.positions[id_] for id_ in view.ids} == view.drawn.positions
    assert grown.version == view.version + 1


def test_nothing_new_is_no_new_version(graph: FakeGraph, view: ViewState) -> None:
    assert view.grown(graph.among(view.ids)) is view
    assert view.without("nobody") is view


def test_back_undoes_and_moves_nothing(graph: FakeGraph, view: ViewState) -> None:
    grown = view.grown(graph.neighbours("boreal-navy", drawn=view.ids), "boreal-navy")
    back = grown.pinned({"boreal": (7.0, 8.0)}).back()
    assert back.drawn.subgraph == view.drawn.subgraph
    assert back.drawn.positions == {**view.drawn.positions, "boreal": (7.0, 8.0)}
    assert back.version > grown.version
    assert not back.past
    assert back.back() is back


def test_the_way_back_is_bounded(graph: FakeGraph, view: ViewState) -> None:
    for _ in range(REMEMBERED + 5):
        view = view.anew(graph.overview(12))
    assert len(view.past) == REMEMBERED


def test_removing_a_node_removes_its_edges_and_its_selection(view: ViewState) -> None:
    less = view.selecting(Selected.NODE, "boreal").without("boreal")
    assert "boreal" not in less.ids
    assert less.selected is None
    assert all("boreal" not in (edge.source, edge.target) for edge in less.drawn.subgraph.edges)
    assert view.selecting(Selected.NODE, "aria").without("boreal").selected == Selection(Selected.NODE, "aria")


def test_an_edge_that_is_gone_is_no_longer_selected(view: ViewState) -> None:
    edge = next(edge for edge in view.drawn.subgraph.edges if edge.source == "boreal")
    assert view.selecting(Selected.EDGE, edge.key).without("boreal").selected is None


def test_removed_and_brought_back_a_node_is_where_it_was(view: ViewState) -> None:
    assert view.without("boreal").back().drawn.positions == view.drawn.positions


def test_selecting_and_dragging_are_no_new_version(view: ViewState) -> None:
    touched = view.selecting(Selected.NODE, "aria").pinned({"aria": (1.0, 2.0), "nobody": (0.0, 0.0)})
    assert touched.version == view.version
    assert touched.drawn.positions["aria"] == (1.0, 2.0)
    assert "nobody" not in touched.drawn.positions
    assert view.pinned({}) is view
    assert touched.cleared().selected is None


def test_each_wish_to_see_the_same_node_is_a_new_one(view: ViewState) -> None:
    once = view.looking_at("aria")
    twice = once.looking_at("aria")
    assert once.focus is not None
    assert twice.focus is not None
    assert once.focus.turn < twice.focus.turn
    assert twice.selected == Selection(Selected.NODE, "aria")


def test_anew_is_a_fresh_layout_and_can_be_taken_back(graph: FakeGraph, view: ViewState) -> None:
    moved = view.pinned({"aria": (999.0, 999.0)})
    again = moved.anew(graph.overview(12))
    assert again.drawn.positions == view.drawn.positions
    assert again.back().drawn.subgraph == view.drawn.subgraph


def test_after_a_load_what_is_left_keeps_its_place(view: ViewState) -> None:
    kept = tuple(node for node in view.drawn.subgraph.nodes if node.id != "boreal")
    renewed = view.selecting(Selected.NODE, "boreal").renewed(Subgraph(kept))
    assert renewed.ids == view.ids - {"boreal"}
    assert renewed.selected is None
    assert all(renewed.drawn.positions[id_] == view.drawn.positions[id_] for id_ in renewed.ids)


def test_an_empty_view_does_everything_a_full_one_does(graph: FakeGraph) -> None:
    view = ViewState.first(Subgraph())
    assert view.back().cleared().without("x").pinned({"x": (0.0, 0.0)}) == view
    assert view.grown(graph.overview(3)).ids
