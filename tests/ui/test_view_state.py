from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from fake_graph import FakeGraph

from allegata import settings
from allegata.errors import UsageError
from allegata.model import Subgraph
from allegata.ui.state import REMEMBERED, ViewState
from allegata.ui.verbs import Verbs
from allegata.view import Filters, Scene, View, from_address, to_address
from allegata.view.told import left_out
from allegata.view.view import Selected

VERBS = Verbs(FakeGraph(extra=40), settings.load({"ALLEGATA_DRAW_LIMIT": "60"}))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def first() -> Scene:
    return VERBS.of(View(actors=("aria", "boreal", "cordia", "boreal-navy", "lund", "orsk", "tam", "strait")))


@pytest.fixture
def state(first: Scene) -> ViewState:
    return ViewState.first(first)


def ids(scene: Scene) -> set[str]:
    return {node.id for node in scene.shown.nodes}


def test_what_is_drawn_stays_when_more_comes_and_collapses_again(first: Scene) -> None:
    grown = VERBS.expanded(first, ["boreal-navy"])
    assert ids(first) < ids(grown.scene)
    assert {id_: grown.scene.places[id_] for id_ in ids(first)} == first.places
    assert grown.to_come["boreal-navy"] > 0
    again = VERBS.collapsed(grown.scene, ["boreal-navy"])
    assert (ids(again), again.places) == (ids(first), first.places)


def test_pinned_neighbours_survive_a_collapse(first: Scene) -> None:
    grown = VERBS.expanded(first, ["boreal-navy"]).scene
    held = VERBS.pinned(grown, ["fleet-00"], fast=True)
    assert ids(VERBS.collapsed(held, ["boreal-navy"])) == ids(first) | {"fleet-00"}


def test_expanding_over_one_relation_brings_only_its_ends(first: Scene) -> None:
    grown = VERBS.expanded(first, ["boreal"], ["SANCTIONS"]).scene
    assert ids(grown) - ids(first) == {"fennland"}


def test_common_neighbours_only_and_among(first: Scene) -> None:
    more = VERBS.common(first, ["aria", "boreal"])
    assert {"league", "assembly"} <= ids(more) - ids(first)
    few = VERBS.only(more, ["lund"])
    assert "lund" in ids(few)
    assert ids(few) == {"lund"} | {
        end for edge in more.visible.edges if "lund" in (edge.source, edge.target) for end in (edge.source, edge.target)
    }
    among = VERBS.among(more, ["aria", "boreal", "league"])
    assert ids(among) == {"aria", "boreal", "league"}
    with pytest.raises(UsageError, match="no neighbour in common"):
        VERBS.common(first, ["lund", "tam"])


def test_the_canvas_holds_so_many_and_says_so(first: Scene) -> None:
    full = Verbs(VERBS.graph, settings.load({"ALLEGATA_DRAW_LIMIT": "10"}))
    grown = full.expanded(first, ["boreal"]).scene
    assert len(ids(grown)) == 10
    with pytest.raises(UsageError, match="ALLEGATA_DRAW_LIMIT"):
        full.expanded(grown, ["boreal"])


def test_of_how_many_the_best_connected_are_drawn_is_said_and_kept() -> None:
    first = VERBS.first()
    assert left_out(first) == "60 of 70 actors, the best connected first"
    again = VERBS.of(from_address(to_address(first.view)))
    assert left_out(again) == left_out(first)
    less = VERBS.without(VERBS.changed(again, lambda view: replace(view, most=500), anew=True), ["aria"])
    assert left_out(less) == "59 of 70 actors, the best connected first"
    for chosen in (VERBS.only(less, ["boreal"]), VERBS.among(less, ["boreal", "cordia"]), VERBS.of(View())):
        assert "actors" not in left_out(chosen)
    assert not left_out(Verbs(FakeGraph(), settings.load({})).first())  # type: ignore[arg-type]


def test_another_layout_moves_all_but_the_pinned_and_is_seeded(first: Scene) -> None:
    held = VERBS.pinned(first, ["aria"], fast=True)
    circle = VERBS.laid_out(held, "circular")
    assert circle.places["aria"] == first.places["aria"]
    assert circle.places != first.places
    assert VERBS.laid_out(held, "circular").places == circle.places
    assert VERBS.laid_out(circle, "force").view.seed == 0
    assert VERBS.laid_out(VERBS.laid_out(circle, "force"), "force").view.seed == 1


def test_filters_move_nothing_and_hiding_an_edge_is_a_view_of_its_own(first: Scene) -> None:
    less = VERBS.filtered(first, Filters(kinds_off=frozenset({"Person"})))
    assert less.places == first.places
    assert less.shown == first.shown
    key = first.shown.edges[0].key
    hidden = VERBS.without_edge(first, key)
    assert key not in {edge.key for edge in hidden.shown.edges}
    assert hidden.places == first.places


def test_every_step_can_be_taken_back_and_done_again(state: ViewState, first: Scene) -> None:
    grown = VERBS.expanded(first, ["boreal-navy"]).scene
    moved = VERBS.moved(grown, {"aria": (900.4, 7.0)})
    steps = state.doing("expand", grown).doing("move", moved)
    assert (steps.undo, steps.redo) == ("move", "")
    back = steps.at_step(1)
    assert back.scene.places == grown.places
    assert (back.undo, back.redo) == ("expand", "move")
    assert back.at_step(0).scene.places == first.places
    assert back.at_step(2).scene.places["aria"] == (900, 7)
    assert back.version > steps.version
    assert back.at_step(9) is back
    other = back.doing("hide", VERBS.without(back.scene, ["aria"]))
    assert (other.redo, len(other.steps)) == ("", 3)


def test_nothing_new_is_no_step(state: ViewState, first: Scene) -> None:
    assert state.doing("nothing", first) is state
    assert state.doing("nothing", VERBS.without(first, ["nobody"])) is state


def test_the_history_is_bounded(state: ViewState, first: Scene) -> None:
    for number in range(REMEMBERED + 5):
        state = state.doing("move", VERBS.moved(first, {"aria": (number, number)}))
    assert (len(state.steps), state.at) == (REMEMBERED, REMEMBERED - 1)


def test_selecting_is_no_step_and_no_new_version(state: ViewState) -> None:
    chosen = state.selecting(Selected.NODE, "aria", "boreal")
    assert (chosen.version, len(chosen.steps)) == (state.version, 1)
    assert chosen.scene.view.selection is not None
    assert chosen.selecting(None).scene.view.selection is None


def test_what_is_taken_away_is_no_longer_selected(state: ViewState) -> None:
    chosen = state.selecting(Selected.NODE, "aria")
    assert chosen.doing("hide", VERBS.without(chosen.scene, ["aria"])).scene.view.selection is None
    kept = chosen.doing("hide", VERBS.without(chosen.scene, ["boreal"])).scene.view.selection
    assert kept is not None
    assert kept.ids == ("aria",)


def test_each_wish_to_see_the_same_node_is_a_new_one(state: ViewState) -> None:
    once = state.looking_at("aria")
    twice = once.looking_at("aria")
    assert once.focus is not None
    assert twice.focus is not None
    assert once.focus.turn < twice.focus.turn


def test_beginnings_draw_something(first: Scene) -> None:
    overview = VERBS.first()
    for what in ("contested", "actor", "path"):
        title, drawn, key = VERBS.beginning(overview, what)
        scene = VERBS.shown(VERBS.of(View()), drawn)
        assert title
        assert scene.shown.edges
        assert (key in {edge.key for edge in scene.shown.edges}) == bool(key)
    with pytest.raises(UsageError):
        VERBS.beginning(VERBS.of(View()), "contested")


def test_a_path_to_begin_with_is_seen_under_the_filters() -> None:
    overview = VERBS.first()
    _, anyhow, _ = VERBS.beginning(overview, "path")
    steps = {frozenset(pair) for pair in pairwise(anyhow)}
    off = {edge.relation for edge in overview.base.edges if frozenset((edge.source, edge.target)) in steps}
    filters = Filters(relations=frozenset(edge.relation for edge in overview.base.edges) - off)
    _, other, _ = VERBS.beginning(overview, "path", filters)
    ends = {frozenset((edge.source, edge.target)) for edge in overview.base.edges if edge.relation in filters.relations}
    assert {frozenset(pair) for pair in pairwise(other)} <= ends
    assert other != anyhow
    with pytest.raises(UsageError, match="filters hide"):
        VERBS.beginning(overview, "path", Filters(holders=99))


def test_after_a_load_what_is_left_keeps_its_place(state: ViewState, first: Scene) -> None:
    kept = tuple(node for node in first.base.nodes if node.id != "boreal")
    again = VERBS.of(first.view, Subgraph(kept))
    seen = state.seeing(again)
    assert ids(seen.scene) == ids(first) - {"boreal"}
    assert all(seen.scene.places[id_] == first.places[id_] for id_ in ids(seen.scene))
    assert seen.version == state.version + 1


def test_rolled_up_and_unrolled_the_picture_is_the_same(first: Scene) -> None:
    up = VERBS.changed(first, lambda view: replace(view, level="states"))
    assert "lund" not in ids(up)
    down = VERBS.changed(up, lambda view: replace(view, level="actors"))
    assert (down.places, down.shown) == (first.places, first.shown)
