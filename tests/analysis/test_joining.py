"""Trees among several actors, held against all trees there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from allegata.analysis.joining import join
from allegata.analysis.path import Path, Step
from allegata.model import Edge, Node, Status

Costs = Mapping[tuple[int, int], int]
"""What a step between two actors costs; pairs in order."""


@st.composite
def graphs(draw: st.DrawFn) -> tuple[Costs, tuple[int, ...]]:
    """A graph of few actors, and some of them, seldom all."""
    number = draw(st.integers(4, 8))
    pairs = draw(st.lists(st.sampled_from(list(combinations(range(number), 2))), min_size=3, max_size=16, unique=True))
    ends = draw(st.lists(st.integers(0, number - 1), min_size=2, max_size=min(5, number - 1), unique=True))
    return {pair: draw(st.integers(0, 14)) for pair in pairs}, tuple(ends)


def weight(cost: int) -> float:
    return 1 + cost / 1000


def graph_of(costs: Costs, ends: Iterable[int]) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(ends)
    graph.add_weighted_edges_from((a, b, weight(cost)) for (a, b), cost in costs.items())
    return graph


def step(costs: Costs, a: int, b: int) -> Step:
    nodes = Node(str(a), str(a), "State", 1), Node(str(b), str(b), "State", 1)
    pair = min(a, b), max(a, b)
    key = "-".join(map(str, pair))
    edge = Edge(key, str(pair[0]), str(pair[1]), "ACCUSES", "verbal conflict", Status.REPORTED, 1, 1)
    return Step(*nodes, edge, cost=costs[pair])


def best_paths(costs: Costs, ends: Collection[int]) -> list[Path]:
    """The best path between each two, as a search for them gives it."""
    graph = graph_of(costs, ends)
    found = []
    for one, other in combinations(ends, 2):
        chains = nx.all_simple_paths(graph, one, other) if nx.has_path(graph, one, other) else ()
        paths = [Path(tuple(step(costs, a, b) for a, b in pairwise(ids))) for ids in chains]
        found += [min(paths, key=lambda path: path.rank)] if paths else []
    return found


def lightest(graph: nx.Graph, ends: Collection[int]) -> float:
    """The weight of the lightest tree that holds some: with each choice of others a tree of all chosen is tried."""
    others = [each for each in graph if each not in ends]
    weights = []
    for size in range(len(others) + 1):
        for more in combinations(others, size):
            chosen = graph.subgraph({*ends, *more})
            if nx.is_connected(chosen):
                weights.append(nx.minimum_spanning_tree(chosen).size("weight"))
    return min(weights)


@settings(max_examples=300, deadline=None)
@given(graphs())
def test_a_tree_is_at_most_twice_as_heavy_as_the_lightest(asked: tuple[Costs, tuple[int, ...]]) -> None:
    costs, ends = asked
    paths = best_paths(costs, ends)
    joined = join([str(each) for each in ends], paths)
    whole = graph_of(costs, ends)
    parts = [set(part) & set(ends) for part in nx.connected_components(whole)]
    assert {frozenset(map(int, group)) for group in joined.groups} == {frozenset(part) for part in parts if part}
    drawn = nx.Graph((int(edge.source), int(edge.target)) for edge in joined.subgraph.edges)
    used = {tuple(sorted((int(a.source.id), int(a.target.id)))) for path in paths for a in path.steps}
    union = graph_of({pair: cost for pair, cost in costs.items() if pair in used}, ends)
    for group in (tuple(map(int, group)) for group in joined.groups if len(group) > 1):
        tree = drawn.subgraph(nx.node_connected_component(drawn, group[0]))
        assert nx.is_tree(tree)
        assert set(group) <= set(tree), "it holds all of them"
        assert {each for each in tree if tree.degree(each) == 1} <= set(group), "and nothing hangs on it for nothing"
        heavy = sum(weight(costs[min(pair), max(pair)]) for pair in tree.edges)
        inside = union.subgraph(nx.node_connected_component(union, group[0]))
        assert heavy <= 2 * lightest(inside, group) + 1e-9
    assert len(drawn.edges) == sum(len(tree) - 1 for tree in nx.connected_components(drawn)), (
        "trees of the groups, and no others"
    )
