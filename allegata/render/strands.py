"""Where the actors of several paths go: from left to right, as far along as they are on their paths."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from allegata.model import Node, Subgraph
from allegata.render.clearing import cleared
from allegata.render.layout import box_of

__all__ = ["columns", "steps_from", "strands"]

STEP, ROW, GAP, SWAY = 210.0, 112.0, 40.0, 34.0
"""Pixels between columns at least, between rows, between the boxes of two columns, and by which every second column
lies lower, so that a line along a row does not run through the actors on it."""

LANES = 11
"""Paths, beyond the actors they share, of which each can have a row of its own."""


def strands(nodes: Mapping[str, Node], chains: Iterable[Sequence[str]]) -> dict[str, tuple[float, float]]:
    """Positions for the actors of some paths. Of a few paths each has a row of its own; the first is the straightest.

    As far as it can be, no line runs over an actor that it does not touch.

    Args:
        nodes: all of them, by id.
        chains: ids along each path, the best path first.
    """
    chains = list(chains)
    longest = max((len(ids) for ids in chains), default=1) - 1
    shares: dict[str, list[float]] = defaultdict(list)
    lane: dict[str, int] = {}
    lanes = 0
    for ids in chains:
        for at, id_ in enumerate(ids):
            shares[id_].append(at / max(1, len(ids) - 1))
        if fresh := [id_ for id_ in ids[1:-1] if id_ not in lane]:
            lane |= dict.fromkeys(fresh, lanes)
            lanes += 1
    column = {id_: round(sum(found) / len(found) * longest) for id_, found in shares.items()}
    placed = columns(nodes, column)
    if lanes <= LANES and len({(column[id_], row) for id_, row in lane.items()}) == len(lane):
        placed |= {id_: (placed[id_][0], _offset(row) * ROW) for id_, row in lane.items()}
    return cleared(nodes, placed, {pair for ids in chains for pair in pairwise(ids)})


def steps_from(subgraph: Subgraph, sources: Collection[str]) -> dict[str, int]:
    """How many steps each node is away from the nearest of some; what is not linked with them is left out."""
    near: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        near[edge.source].add(edge.target)
        near[edge.target].add(edge.source)
    found = dict.fromkeys((node.id for node in subgraph.nodes if node.id in set(sources)), 0)
    ring, away = set(found), 0
    while ring:
        away += 1
        ring = {other for id_ in ring for other in near[id_]} - found.keys()
        found |= dict.fromkeys(sorted(ring), away)
    return found


def columns(nodes: Mapping[str, Node], at: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    """Positions in columns.

    Args:
        nodes: by id.
        at: the column of each; the first of a column lies on the line through the middle.
    """
    found: dict[int, list[str]] = defaultdict(list)
    for id_, number in at.items():
        found[number].append(id_)
    wide = {number: max(box_of(nodes[id_])[0] for id_ in ids) for number, ids in found.items()}
    placed: dict[str, tuple[float, float]] = {}
    across, before = 0.0, None
    for number in sorted(found):
        if before is not None:
            across += max(STEP, wide[before] + wide[number] + GAP)
        before = number
        for row, id_ in enumerate(found[number]):
            sway = SWAY if number % 2 and len(found[number]) > 1 else 0.0
            placed[id_] = (across, _offset(row) * ROW + sway)
    return {id_: (round(x - across / 2), round(y)) for id_, (x, y) in placed.items()}


def _offset(row: int) -> int:
    """Rows from the middle: on it, below it, above it, further below, and so on."""
    return (row + 1) // 2 * (1 if row % 2 else -1)
