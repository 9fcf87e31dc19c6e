"""The values that have a little arithmetic of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from allegata.model import Edge, Node, Status, Subgraph

NODES = tuple(Node(each, each, "State") for each in "abcd")


def _edge(number: int, source: str, target: str, statements: int) -> Edge:
    return Edge(f"k{number}", source, target, f"R{number % 3}", "verbal conflict", Status.REPORTED, 1, statements)


ENDS = st.sampled_from("abcd")
EDGES = st.lists(st.tuples(ENDS, ENDS, st.integers(0, 3)), max_size=20).map(
    lambda rows: tuple(_edge(number, *row) for number, row in enumerate(rows))
)


def _of(edges: tuple[Edge, ...]) -> Subgraph:
    return Subgraph(NODES, edges)


@given(EDGES, st.sets(ENDS), st.integers(0, 12))
def test_the_strongest_of_all_are_the_strongest_of_the_strongest_of_the_parts(
    edges: tuple[Edge, ...], ends: set[str], most: int
) -> None:
    whole = _of(edges).strongest(most)
    # A pair is in one part or in the other, as when a node is expanded.
    one = tuple(edge for edge in edges if {edge.source, edge.target} & ends)
    other = tuple(edge for edge in edges if not {edge.source, edge.target} & ends)
    joined = _of(one).strongest(most).joined(_of(other).strongest(most)).strongest(most)
    assert set(joined.edges) == set(whole.edges)
    assert joined.hidden == whole.hidden == max(0, len(edges) - most)


@given(EDGES)
def test_each_pair_has_its_strongest_edge_before_any_has_two(edges: tuple[Edge, ...]) -> None:
    pairs = {frozenset((edge.source, edge.target)) for edge in edges}
    kept = _of(edges).strongest(len(pairs)).edges
    assert {frozenset((edge.source, edge.target)) for edge in kept} == pairs
