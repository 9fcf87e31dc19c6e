from __future__ import annotations

import itertools
import math
from unittest.mock import patch

from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from allegata.model import Edge, Node, Status, Subgraph
from allegata.render.layout import bends, place, place_around
from allegata.render.style import radius_of

KINDS = st.sampled_from(["State", "Person", "Movie"])
NAMES = st.text(min_size=0, max_size=60)


@st.composite
def subgraphs(draw: st.DrawFn, most: int = 24) -> Subgraph:
    count = draw(st.integers(0, most))
    nodes = tuple(Node(f"n{number}", draw(NAMES), draw(KINDS), draw(st.integers(0, 400))) for number in range(count))
    ends = st.integers(0, max(count - 1, 0))
    pairs = draw(st.lists(st.tuples(ends, ends, st.sampled_from(["ACCUSES", "VISITS"])), max_size=40)) if count else []
    edges = tuple(
        Edge(f"e{number}", f"n{a}", f"n{b}", relation, "verbal conflict", Status.REPORTED)
        for number, (a, b, relation) in enumerate(pairs)
    )
    return Subgraph(nodes, edges)


def discs_apart(subgraph: Subgraph, positions: dict[str, tuple[float, float]]) -> None:
    for one, other in itertools.combinations(subgraph.nodes, 2):
        room = radius_of(one.degree) + radius_of(other.degree)
        assert math.dist(positions[one.id], positions[other.id]) >= room


def label(node: Node, position: tuple[float, float]) -> tuple[float, float, float, float]:
    """A box that the name surely takes up: left, top, right, bottom."""
    half = min(len(node.name), 22) * 6.5 / 2
    top = position[1] + radius_of(node.degree)
    return position[0] - half, top, position[0] + half, top + 16


@hypothesis(deadline=None, max_examples=60)
@given(subgraphs(), st.integers(0, 1000))
def test_a_layout_is_whole_finite_the_same_again_and_free_of_overlaps(subgraph: Subgraph, seed: int) -> None:
    positions = place(subgraph, seed)
    assert positions.keys() == {node.id for node in subgraph.nodes}
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in positions.values())
    assert place(subgraph, seed) == positions
    discs_apart(subgraph, positions)
    boxes = [label(node, positions[node.id]) for node in subgraph.nodes if node.name]
    for one, other in itertools.combinations(boxes, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]


@hypothesis(deadline=None, max_examples=60)
@given(subgraphs(), st.data(), st.integers(0, 1000))
def test_what_is_drawn_stays_and_what_is_added_finds_room(subgraph: Subgraph, data: st.DataObject, seed: int) -> None:
    known = data.draw(st.integers(0, len(subgraph.nodes)))
    ids = {node.id for node in subgraph.nodes[:known]}
    edges = tuple(edge for edge in subgraph.edges if {edge.source, edge.target} <= ids)
    before = place(Subgraph(subgraph.nodes[:known], edges), seed)
    anchor = data.draw(st.sampled_from(["", "nobody", *sorted(ids)]))
    after = place_around(subgraph, before, anchor, seed)
    assert {id_: after[id_] for id_ in before} == before
    assert after.keys() == {node.id for node in subgraph.nodes}
    assert place_around(subgraph, before, anchor, seed) == after
    discs_apart(subgraph, after)


def test_new_nodes_come_near_their_anchor() -> None:
    old = tuple(Node(f"o{n}", f"Old {n}", "State", 3) for n in range(40))
    new = tuple(Node(f"n{n}", f"New {n}", "State", 1) for n in range(10))
    edges = tuple(Edge(f"e{n}", "o0", f"n{n}", "ACCUSES", "verbal conflict", Status.REPORTED) for n in range(10))
    before = place(Subgraph(old))
    after = place_around(Subgraph((*old, *new), edges), before, "o0")
    width = max(x for x, _ in before.values()) - min(x for x, _ in before.values())
    assert all(math.dist(after["o0"], after[node.id]) < width for node in new)


def test_places_known_of_nodes_no_longer_drawn_are_kept() -> None:
    after = place_around(Subgraph((Node("a", "A", "State"),)), {"gone": (5.0, 6.0)})
    assert after["gone"] == (5.0, 6.0)


def test_a_large_graph_fills_a_landscape_area() -> None:
    nodes = tuple(Node(f"n{n}", f"Actor number {n}", "State", 4) for n in range(120))
    edges = tuple(
        Edge(f"e{n}", f"n{n}", f"n{(n * 7 + 3) % 120}", "VISITS", "verbal cooperation", Status.REPORTED)
        for n in range(120)
    )
    positions = place(Subgraph(nodes, edges)).values()
    width = max(x for x, _ in positions) - min(x for x, _ in positions)
    height = max(y for _, y in positions) - min(y for _, y in positions)
    assert 1.1 < width / height < 2.6


@hypothesis(deadline=None)
@given(subgraphs())
def test_no_two_edges_between_the_same_nodes_lie_on_each_other(subgraph: Subgraph) -> None:
    found = bends(subgraph.edges)
    assert found.keys() == {edge.key for edge in subgraph.edges}
    seen = set()
    for edge in subgraph.edges:
        low = min(edge.source, edge.target)
        # As seen from one and the same end, whichever way the arrow points.
        bend = found[edge.key] if edge.source == low else -found[edge.key]
        side = (low, max(edge.source, edge.target), bend)
        assert side not in seen
        seen.add(side)


def test_a_lone_edge_is_straight() -> None:
    assert bends([Edge("1", "a", "b", "ACCUSES", "verbal conflict")]) == {"1": 0}


@hypothesis(deadline=None, max_examples=20)
@given(subgraphs(), st.integers(1, 24))
def test_a_new_node_goes_to_the_same_place_however_many_places_are_weighed_at_once(
    subgraph: Subgraph, known: int
) -> None:
    ids = [node.id for node in subgraph.nodes[:known]]
    before = place(Subgraph(subgraph.nodes[:known]))
    found = []
    for many in (1, 16, 10_000):
        with patch("allegata.render.layout.AT_ONCE", many):
            found.append(place_around(subgraph, before, ids[0] if ids else ""))
    assert found[0] == found[1] == found[2]
