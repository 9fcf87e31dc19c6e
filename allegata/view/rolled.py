"""The level of states: ministers, ministries and ambassadors rolled up into their state."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from allegata.model import Edge, Node, Status, Subgraph, content_id
from allegata.status import headline

__all__ = ["members", "rolled"]


def rolled(subgraph: Subgraph, above: Mapping[str, Node]) -> Subgraph:
    """The subgraph with everybody who belongs to a state drawn as that state.

    Args:
        subgraph: of actors.
        above: the state of each actor that has one.

    Returns:
        An edge that stands for several has a key of its own (see `members`), their numbers of claims and statements
        added up, and the largest of their numbers of holders, documents and sources: at least so many are behind it.
    """
    nodes = {node.id: node for node in (above.get(node.id, node) for node in subgraph.nodes)}
    edges = tuple(_sum(*ends, group) for ends, group in _groups(subgraph, above).items())
    return Subgraph(tuple(nodes.values()), edges, subgraph.left_out, subgraph.hidden)


def members(subgraph: Subgraph, above: Mapping[str, Node]) -> Mapping[str, tuple[Edge, ...]]:
    """The edges of actors that each edge of the level of states stands for, by its key; arguments as for `rolled`."""
    return {_key(*ends, group): tuple(group) for ends, group in _groups(subgraph, above).items()}


_Ends = tuple[str, str, str]
"""Source, relation, target."""


def _groups(subgraph: Subgraph, above: Mapping[str, Node]) -> Mapping[_Ends, list[Edge]]:
    state = {node.id: above.get(node.id, node).id for node in subgraph.nodes}
    groups: dict[_Ends, list[Edge]] = defaultdict(list)
    for edge in subgraph.edges:
        source, target = state[edge.source], state[edge.target]
        if edge.status is None and source == target:
            continue  # that a ministry is part of its state is what the level says already
        groups[source, edge.relation, target].append(edge)
    return groups


def _lone(source: str, target: str, group: Sequence[Edge]) -> bool:
    """Whether there is but one, and that between these two themselves: it stands for itself."""
    return len(group) == 1 and (group[0].source, group[0].target) == (source, target)


def _key(source: str, relation: str, target: str, group: Sequence[Edge]) -> str:
    return group[0].key if _lone(source, target, group) else content_id("rolled", source, relation, target)


def _sum(source: str, relation: str, target: str, group: list[Edge]) -> Edge:
    if _lone(source, target, group):
        return group[0]
    by_status = Counter[Status]()
    for edge in group:
        by_status.update(dict(edge.by_status))
    claimed = [edge for edge in group if edge.status is not None]
    return Edge(
        _key(source, relation, target, group),
        source,
        target,
        relation,
        group[0].family,
        headline(edge.status for edge in claimed if edge.status) if claimed else None,
        sum(edge.claims for edge in group),
        sum(edge.statements for edge in group),
        max(edge.holders for edge in group),
        max(edge.documents for edge in group),
        max(edge.sources for edge in group),
        _first(edge.first for edge in group),
        _last(edge.last for edge in group),
        tuple((status, by_status[status]) for status in Status if by_status[status]),
    )


def _first(days: Iterable[dt.date | None]) -> dt.date | None:
    return min((day for day in days if day), default=None)


def _last(days: Iterable[dt.date | None]) -> dt.date | None:
    return max((day for day in days if day), default=None)
