"""Where somebody may begin who knows nothing of a graph: with those who have much to do, but not with one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from allegata.model import Node, Subgraph
from allegata.vocabulary import STANDING

__all__ = ["apart", "foremost", "strangers"]

KNOWN, PAIRS = 12, 6
"""Of the best connected so many are looked at, and so many pairs of them are told."""


def foremost(subgraph: Subgraph) -> list[Node]:
    """Its actors, the best connected first: by relations in it, of which membership and office are none."""
    number = Counter(end for edge in subgraph.edges if edge.family != STANDING for end in {edge.source, edge.target})
    return sorted(subgraph.nodes, key=lambda node: (-number[node.id], -node.degree, node.id))


def apart(subgraph: Subgraph) -> list[tuple[Node, Node]]:
    """Pairs of the best connected between whom there is something to see: they are not next to each other.

    Where all are, the two best connected; none, when there are no two.
    """
    linked = _linked(subgraph)
    pairs = list(combinations(foremost(subgraph)[:KNOWN], 2))
    found = [(one, other) for one, other in pairs if frozenset((one.id, other.id)) not in linked]
    return found[:PAIRS] or pairs[:1]


def strangers(subgraph: Subgraph, number: int) -> Sequence[Node]:
    """So many of the best connected, of whom as few as can be are next to each other."""
    linked, nodes = _linked(subgraph), foremost(subgraph)[:KNOWN]
    found: list[Node] = []
    for node in nodes:
        if not any(frozenset((node.id, each.id)) in linked for each in found):
            found.append(node)
    return [*found, *(node for node in nodes if node not in found)][:number]


def _linked(subgraph: Subgraph) -> set[frozenset[str]]:
    return {frozenset((edge.source, edge.target)) for edge in subgraph.edges}
