"""Arrangements besides the force layout: a circle, circles around what is selected, layers by time.

Pure functions as in `allegata.render.layout`: the same subgraph and seed give the same positions, and no two boxes
(disc and name) overlap.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from allegata.model import Node, Subgraph
from allegata.render.layout import Positions, box_of, place

__all__ = ["arrange", "arrange_again"]

RING, BREADTH = 150.0, 150.0
"""Pixels between rings, and between layers."""


def arrange(
    layout: str, subgraph: Subgraph, seed: int = 0, focus: Collection[str] = ()
) -> dict[str, tuple[float, float]]:
    """Positions for all nodes.

    Args:
        layout: ``force``; ``circular``: the best connected beside whom they deal with, on one circle; ``concentric``:
            around the focus, a ring for each step away from it; ``time``: from left to right by the first day of each
            one's edges, those without a day last.
        subgraph: what is to be laid out.
        seed: of the force layout.
        focus: ids of what ``concentric`` lies around; nothing: the best connected node.
    """
    if not subgraph.nodes:
        return {}
    if layout == "circular":
        return _circle(subgraph, seed)
    if layout == "concentric":
        return _rings(subgraph, focus, seed)
    if layout == "time":
        return _layers(subgraph, seed)
    return place(subgraph, seed)


def arrange_again(
    layout: str, subgraph: Subgraph, fixed: Positions, seed: int = 0, focus: Collection[str] = ()
) -> dict[str, tuple[float, float]]:
    """As `arrange`, but what is pinned stays where it is, and the others give way to it."""
    found = arrange(layout, subgraph, seed, focus)
    nodes = {node.id: node for node in subgraph.nodes}
    pinned = {id_: (float(x), float(y)) for id_, (x, y) in fixed.items() if id_ in nodes}
    if not pinned:
        return found
    # The rest is moved so that the pinned keep their places in it as well as they can.
    across = sum(x - found[id_][0] for id_, (x, _) in pinned.items()) / len(pinned)
    down = sum(y - found[id_][1] for id_, (_, y) in pinned.items()) / len(pinned)
    placed = dict(pinned)
    for id_, (x, y) in found.items():
        if id_ not in pinned:
            placed[id_] = _beside(nodes, id_, (x + across, y + down), placed)
    return placed


def _beside(nodes: Mapping[str, Node], id_: str, wanted: tuple[float, float], placed: Positions) -> tuple[float, float]:
    """The free place nearest to the one that is wanted, on a spiral around it."""
    turn = 0.0
    x, y = wanted
    while any(_overlap(nodes[id_], (x, y), nodes[other], at) for other, at in placed.items()):
        turn += 0.5
        x, y = wanted[0] + 9 * turn * math.cos(turn), wanted[1] + 6 * turn * math.sin(turn)
    return x, y


def _overlap(one: Node, at: tuple[float, float], other: Node, there: tuple[float, float]) -> bool:
    (half, above, below), (half_too, above_too, below_too) = box_of(one), box_of(other)
    down = there[1] - at[1]
    return abs(there[0] - at[0]) < half + half_too and -below_too - above < down < below + above_too


def _beside_friends(subgraph: Subgraph, seed: int) -> list[Node]:
    """All nodes in an order in which those who deal with each other are near: around the middle of a force layout."""
    at = place(subgraph, seed)
    return sorted(subgraph.nodes, key=lambda node: (math.atan2(at[node.id][1], at[node.id][0]), node.id))


def _circle(subgraph: Subgraph, seed: int) -> dict[str, tuple[float, float]]:
    return _ring(_beside_friends(subgraph, seed), 0.0)[0]


def _ring(nodes: Sequence[Node], least: float) -> tuple[dict[str, tuple[float, float]], float]:
    """These on an ellipse around the origin, wide enough for all their names; and its height from the middle."""
    if len(nodes) == 1 and least == 0.0:
        return {nodes[0].id: (0.0, 0.0)}, 0.0
    radius = max(least, 60.0)
    while True:
        step = 2 * math.pi / len(nodes)
        found = {
            node.id: (
                1.5 * radius * math.cos(number * step - math.pi / 2),
                radius * math.sin(number * step - math.pi / 2),
            )
            for number, node in enumerate(nodes)
        }
        pairs = zip(nodes, [*nodes[1:], nodes[0]], strict=True)
        # Those at the far left and right stand above each other: more than the next two may meet there.
        skipping = zip(nodes, [*nodes[2:], *nodes[:2]], strict=True)
        close = [(one, other) for one, other in (*pairs, *skipping) if one is not other]
        if not any(_overlap(one, found[one.id], other, found[other.id]) for one, other in close):
            return found, radius
        radius *= 1.08


def _rings(subgraph: Subgraph, focus: Collection[str], seed: int) -> dict[str, tuple[float, float]]:
    ids = {node.id for node in subgraph.nodes}
    links: dict[str, set[str]] = defaultdict(set)
    for edge in subgraph.edges:
        links[edge.source].add(edge.target)
        links[edge.target].add(edge.source)
    middle = ids.intersection(focus) or {min(ids, key=lambda id_: (-len(links[id_]), id_))}
    away = dict.fromkeys(middle, 0)
    frontier = set(middle)
    while frontier:
        step = max(away.values()) + 1
        frontier = {other for id_ in frontier for other in links[id_]} - away.keys()
        away |= dict.fromkeys(frontier, step)
    last = max(away.values()) + 1
    order = _beside_friends(subgraph, seed)
    found: dict[str, tuple[float, float]] = {}
    radius = 0.0
    for step in range(last + 1):
        ring = [node for node in order if away.get(node.id, last) == step]
        if ring:
            placed, reached = _ring(ring, radius)
            found |= placed
            radius = reached + RING
    return found


def _layers(subgraph: Subgraph, seed: int) -> dict[str, tuple[float, float]]:
    """A column for each month (or year, when there are more than a dozen months) in which somebody first appears."""
    first: dict[str, dt.date] = {}
    for edge in subgraph.edges:
        if edge.first and edge.status is not None:
            for end in (edge.source, edge.target):
                first[end] = min(first.get(end, edge.first), edge.first)
    days = sorted(set(first.values()))
    span = (days[-1] - days[0]).days if days else 0
    unit = (
        (lambda day: (day.year, day.month, day.day))
        if len(days) <= 14
        else ((lambda day: (day.year, day.month)) if span <= 400 else (lambda day: (day.year,)))
    )
    columns: dict[tuple[int, ...], list[Node]] = defaultdict(list)
    at = place(subgraph, seed)
    for node in sorted(subgraph.nodes, key=lambda node: (at[node.id][1], node.id)):
        day = first.get(node.id)
        columns[unit(day) if day else (dt.MAXYEAR + 1,)].append(node)
    found: dict[str, tuple[float, float]] = {}
    x = 0.0
    for key in sorted(columns):
        # A long column is broken into several that stand close together.
        for part in _parts(columns[key], 16):
            half = max(box_of(node)[0] for node in part)
            x += half
            tall = sum(sum(box_of(node)[1:]) for node in part)
            y = -tall / 2
            for node in part:
                _, over, under = box_of(node)
                found[node.id] = (x, y + over)
                y += over + under
            x += half + 40.0
        x += BREADTH - 40.0
    return {id_: (across - x / 2, down) for id_, (across, down) in found.items()}


def _parts(nodes: Sequence[Node], most: int) -> list[Sequence[Node]]:
    return [nodes[start : start + most] for start in range(0, len(nodes), most)]
