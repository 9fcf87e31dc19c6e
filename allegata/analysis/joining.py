"""How several actors are connected: a small tree that holds all of them.

The smallest such tree (Steiner tree) is hard to find; this is an approximation that is at most twice as heavy, within
the union of the best paths between each two (Kou, Markowsky & Berman 1981, Mehlhorn 1988, as networkx has it).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import networkx as nx
from networkx.algorithms.approximation import steiner_tree

from allegata.analysis.path import Path, Step
from allegata.model import Subgraph

__all__ = ["Joined", "join"]


@dataclass(frozen=True, slots=True)
class Joined:
    """How some actors are connected.

    Attributes:
        subgraph: of the trees: one for each group.
        groups: ids of the given actors that are connected with one another; more than one when not all are.
    """

    subgraph: Subgraph
    groups: tuple[tuple[str, ...], ...]


def join(ids: Collection[str], paths: Iterable[Path]) -> Joined:
    """A tree among some actors.

    Args:
        ids: of the actors.
        paths: between them. Fewer steps make a lighter tree, then stronger evidence.
    """
    steps: dict[tuple[str, str], Step] = {}
    for path in paths:
        for step in path.steps:
            a, b = sorted((step.source.id, step.target.id))
            steps.setdefault((a, b), step)
    graph = nx.Graph()
    graph.add_nodes_from(sorted(ids))
    graph.add_weighted_edges_from((a, b, 1 + step.cost / 1000) for (a, b), step in sorted(steps.items()))
    whole, groups = Subgraph(), []
    for part in nx.connected_components(graph):
        inside = sorted(part & set(ids))
        groups.append(tuple(inside))
        if len(inside) > 1:
            tree = steiner_tree(graph.subgraph(part), inside, weight="weight", method="kou")
            for a, b in sorted(tuple(sorted(pair)) for pair in tree.edges):
                step = steps[a, b]
                whole = whole.joined(Subgraph((step.source, step.target), (step.edge,)))
    return Joined(whole, tuple(sorted(groups, key=lambda group: (-len(group), group))))
