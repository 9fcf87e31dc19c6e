"""Where nodes go: pure functions from a subgraph to positions, the same for the same seed.

`place` lays out a whole subgraph, `place_around` finds room for what has been added to one and moves nothing, `bends`
curves parallel edges apart. Units are pixels at a zoom of one, x to the right and y downwards. A node takes up a box:
its disc, and its name below. Boxes do not overlap.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

from allegata.model import Edge, Node, Subgraph
from allegata.render.style import radius_of
from allegata.vocabulary import FAMILIES

__all__ = ["Positions", "bends", "box_of", "place", "place_around"]

Positions = Mapping[str, tuple[float, float]]
"""Where the middle of each node's disc is, by its identifier."""

Numbers = NDArray[np.float64]
Lines = NDArray[np.int64]

ASPECT = 1.6
CHARACTER = 7.0
LINE = 18.0
LINE_CHARACTERS = 22
GAP = 8.0
ROOM = 15500.0
"""Area given to one node, names and air included."""
TIDYINGS, STEPS_OFF, MOST_PAIRS = 8, 12, 120_000
"""How often and how long nodes are pushed off lines, and up to how many pairs of node and line it is tried."""
LEAST_LINK, NEXT_LINK = 130.0, 22.0
"""Room for the label of a line between two nodes, and for each further line between them."""
STARTS, MOST_LINES = 8, 300
"""How many layouts are tried, and up to how many lines; of those tried the least tangled is taken."""
RINGS, FIRST_RING, NEXT_RING, SPOKES = 6, 130.0, 46.0, 28
AT_ONCE = 16
"""Candidates for the place of a new node that are held against lines and nodes together, the nearest first."""


def place(subgraph: Subgraph, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Positions for all nodes of a subgraph, in a landscape area around the origin.

    Args:
        subgraph: what is to be laid out.
        seed: the same seed gives the same layout.
    """
    if not subgraph.nodes:
        return {}
    boxes = _boxes(subgraph.nodes)
    lines, lengths = _ends(subgraph)
    starts = STARTS if len(lines) <= MOST_LINES else 1
    tried = [_settled(boxes, lines, lengths, seed * starts + number) for number in range(starts)]
    points = min(tried, key=lambda each: _tangle(each, lines)) if starts > 1 else tried[0]
    low, high = points.min(axis=0), points.max(axis=0)
    return _rounded(subgraph.nodes, points - (low + high) / 2)


def place_around(
    subgraph: Subgraph, positions: Positions, anchor: str = "", seed: int = 0
) -> dict[str, tuple[float, float]]:
    """Positions for all nodes: those known stay where they are, the others find free room near their anchor.

    Args:
        subgraph: what is drawn from now on; its nodes without a position are the new ones.
        positions: of the nodes drawn so far. Those of nodes that are not in the subgraph are kept, but not avoided.
        anchor: the node that the new ones were expanded from; "" when there is none.
        seed: the same seed gives the same layout.
    """
    drawn = [node for node in subgraph.nodes if node.id in positions]
    fresh = [node for node in subgraph.nodes if node.id not in positions]
    if not drawn:
        return {**positions, **place(subgraph, seed)}
    placed = dict(positions)
    links = _neighbours(subgraph.edges)
    fresh.sort(key=lambda node: (-len(links[node.id] & placed.keys()), node.id))
    boxes = _boxes(drawn)
    points = np.array([placed[node.id] for node in drawn], dtype=float)
    centre = np.array(placed[anchor]) if anchor in placed else points.mean(axis=0)
    segments = _segments(subgraph.edges, placed)
    for node in fresh:
        box = _boxes([node])
        near = [placed[id_] for id_ in sorted(links[node.id] & placed.keys())]
        friends = np.array(near, dtype=float) if near else centre[None]
        spot = _free_spot(box, friends, centre, points, boxes, segments, seed)
        placed[node.id] = _place(spot)
        points = np.vstack([points, placed[node.id]])
        boxes = np.vstack([boxes, box])
        segments = np.vstack([segments, *([[*placed[node.id], *friend]] for friend in friends)])
    return placed


def bends(edges: Iterable[Edge]) -> dict[str, float]:
    """How far each edge is bent, so that no two between the same nodes lie on each other.

    0 is a straight line; a positive number bends to the right as seen from source to target, a negative one to the
    left. A self-loop gets its number among the loops of its node instead: 0, 1, 2...
    """
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        pairs[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    found: dict[str, float] = {}
    for (low, high), group in pairs.items():
        group.sort(key=_legend_order)
        step = min(0.2, 1.0 / len(group))
        for number, edge in enumerate(group):
            offset = round((number - (len(group) - 1) / 2) * step, 3)
            found[edge.key] = number if low == high else offset if edge.source == low else -offset
    return found


def _legend_order(edge: Edge) -> tuple[int, str, str, str]:
    family = FAMILIES.index(edge.family) if edge.family in FAMILIES else len(FAMILIES)
    return family, edge.relation, edge.source, edge.key


# ── Boxes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def box_of(node: Node) -> tuple[float, float, float]:
    """Half the width of a node with its name, and the extent above and below the middle of its disc."""
    radius = radius_of(node.degree)
    lines = 1 if len(node.name) <= LINE_CHARACTERS else 2
    width = min(len(node.name), LINE_CHARACTERS) * CHARACTER
    return max(radius, width / 2) + GAP, radius + GAP, radius + lines * LINE + GAP


def _boxes(nodes: Sequence[Node]) -> Numbers:
    """Of all nodes, one row each (see `box_of`)."""
    return np.array([box_of(node) for node in nodes], dtype=float)


def _overlaps(points: Numbers, boxes: Numbers) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """For each pair: how deep the boxes lie in each other, and the way from the first to the second."""
    middle = points + np.column_stack([np.zeros(len(points)), (boxes[:, 2] - boxes[:, 1]) / 2])
    half = np.column_stack([boxes[:, 0], (boxes[:, 1] + boxes[:, 2]) / 2])
    across = middle[None, :, 0] - middle[:, None, 0]
    down = middle[None, :, 1] - middle[:, None, 1]
    deep_x = half[:, None, 0] + half[None, :, 0] - np.abs(across)
    deep_y = half[:, None, 1] + half[None, :, 1] - np.abs(down)
    return deep_x, deep_y, across, down


def _separate(points: Numbers, boxes: Numbers) -> bool:
    """Pushes overlapping boxes apart, in place, along the way that is shorter. True when none overlap any more."""
    for _ in range(max(12, 60_000 // len(points) ** 2)):
        deep_x, deep_y, across, down = _overlaps(points, boxes)
        both = (deep_x > 0) & (deep_y > 0)
        np.fill_diagonal(both, False)
        if not both.any():
            return True
        sideways = both & (deep_x < deep_y * ASPECT)
        push_x = np.where(sideways, np.sign(across) * deep_x, 0.0)
        push_y = np.where(both & ~sideways, np.sign(down) * deep_y, 0.0)
        points -= 0.52 * np.column_stack([push_x.sum(axis=1), push_y.sum(axis=1)]) / _crowd(both)
    return False


def _step_off(points: Numbers, boxes: Numbers, lines: Lines) -> None:
    """Pushes nodes, in place, off the lines that would run through their discs: such a line seems to end there."""
    if not len(lines) or len(lines) * len(points) > MOST_PAIRS:
        return
    reach = (boxes[:, 1] + 4.0)[:, None]
    own = np.zeros((len(points), len(lines)), dtype=bool)
    own[lines[:, 0], np.arange(len(lines))] = own[lines[:, 1], np.arange(len(lines))] = True
    for _ in range(STEPS_OFF):
        start, way = points[lines[:, 0]], points[lines[:, 1]] - points[lines[:, 0]]
        length = np.maximum((way**2).sum(axis=1), 1e-9)
        along = ((points[:, None] - start[None]) * way[None]).sum(axis=2) / length
        aside = points[:, None] - (start[None] + np.clip(along, 0, 1)[:, :, None] * way[None])
        distance = np.linalg.norm(aside, axis=2)
        hit = (distance < reach) & (along > 0) & (along < 1) & ~own
        if not hit.any():
            return
        normal = np.column_stack([-way[:, 1], way[:, 0]]) / np.sqrt(length)[:, None]
        side = np.where((aside * normal[None]).sum(axis=2) >= 0, 1.0, -1.0)
        push = np.where(hit, side * (reach - distance + 1.0), 0.0)
        points += 0.5 * (push[:, :, None] * normal[None]).sum(axis=1)


def _stretch(points: Numbers, lines: Lines, lengths: Numbers) -> None:
    """Draws linked nodes, in place, towards the least distance at which their lines can be told apart."""
    way = points[lines[:, 1]] - points[lines[:, 0]]
    length = np.maximum(np.linalg.norm(way, axis=1), 1e-9)
    push = (np.clip(lengths - length, 0.0, None) / length * 0.3)[:, None] * way
    np.add.at(points, lines[:, 0], -push)
    np.add.at(points, lines[:, 1], push)


def _ends(subgraph: Subgraph) -> tuple[Lines, Numbers]:
    """The pairs of nodes that lines join, as numbers of the nodes, each pair once; and how long these should be."""
    index = {node.id: number for number, node in enumerate(subgraph.nodes)}
    pairs = Counter(
        (min(index[edge.source], index[edge.target]), max(index[edge.source], index[edge.target]))
        for edge in subgraph.edges
        if edge.source != edge.target
    )
    ordered = sorted(pairs)
    lengths = [LEAST_LINK + NEXT_LINK * min(pairs[pair] - 1, 5) for pair in ordered]
    return np.array(ordered, dtype=np.int64).reshape(-1, 2), np.array(lengths, dtype=float)


def _crowd(both: NDArray[np.bool_]) -> Numbers:
    """A divisor that calms a node which is pushed from many sides."""
    return np.asarray(np.sqrt(np.maximum(both.sum(axis=1, keepdims=True), 1)), dtype=float)


# ── A whole subgraph ─────────────────────────────────────────────────────────────────────────────────────────────


def _settled(boxes: Numbers, lines: Lines, lengths: Numbers, seed: int) -> Numbers:
    """One layout, without overlaps."""
    points = _spread(_springs(len(boxes), lines, seed), seed)
    for _ in range(TIDYINGS):
        _stretch(points, lines, lengths)
        _step_off(points, boxes, lines)
        while not _separate(points, boxes):
            points *= 1.08
    return points


def _springs(count: int, lines: Lines, seed: int) -> Numbers:
    """A force layout in which a weak pull to one common point keeps separate parts together."""
    graph = rx.PyGraph()
    graph.add_nodes_from(range(count + 1))
    graph.add_edges_from([(int(a), int(b), 1.0) for a, b in lines])
    graph.add_edges_from([(a, count, 0.12) for a in range(count)])
    start = np.random.default_rng(seed).uniform(-1.0, 1.0, (count + 1, 2))
    found = rx.spring_layout(
        graph,
        pos={number: (float(x), float(y)) for number, (x, y) in enumerate(start)},
        k=1.6 / math.sqrt(count),
        num_iter=max(60, min(400, 60_000 // count)),
        weight_fn=float,
        seed=seed,
    )
    return np.array([found[number] for number in range(count)], dtype=float)


def _spread(points: Numbers, seed: int) -> Numbers:
    """The same arrangement, stretched to a landscape area in which each node has its room.

    A part of a coordinate is where the node was, the rest its rank: that opens a dense middle and draws in what is far
    out.
    """
    points = points + np.random.default_rng(seed).uniform(-1e-6, 1e-6, points.shape)
    deviation = np.maximum(points.std(axis=0), 1e-9)
    where = (points - points.mean(axis=0)) / deviation / 3.6
    rank = (points.argsort(axis=0).argsort(axis=0) + 0.5) / len(points) - 0.5
    height = math.sqrt(len(points) * ROOM / ASPECT)
    return np.asarray((0.45 * where + 0.55 * rank) * np.array([height * ASPECT, height]), dtype=float)


def _tangle(points: Numbers, lines: Lines) -> float:
    """How hard a layout is to read: lines that cross, and long ones."""
    if not len(lines):
        return 0.0
    start, end = points[lines[:, 0]], points[lines[:, 1]]
    way = end - start

    def side(of: Numbers) -> Numbers:
        """For each line (rows) and point (columns): on which side the point lies."""
        to = of[None] - start[:, None]
        return np.asarray(np.sign(way[:, None, 0] * to[..., 1] - way[:, None, 1] * to[..., 0]), dtype=float)

    parted = side(start) * side(end) < 0
    # Lines that meet in a node do not cross there: the side of their common end is 0, or nearly so.
    shared = (lines[:, None, :, None] == lines[None, :, None, :]).any(axis=(2, 3))
    crossings = (parted & parted.T & ~shared).sum() / 2
    return float(crossings + 2.0 * np.linalg.norm(way, axis=1).sum() / math.sqrt(len(points) * ROOM))


def _rounded(nodes: Sequence[Node], points: Numbers) -> dict[str, tuple[float, float]]:
    return {node.id: _place(point) for node, point in zip(nodes, points, strict=True)}


def _place(point: Numbers) -> tuple[float, float]:
    return round(float(point[0]), 1), round(float(point[1]), 1)


# ── Additions ────────────────────────────────────────────────────────────────────────────────────────────────────


def _neighbours(edges: Iterable[Edge]) -> defaultdict[str, set[str]]:
    links: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        links[edge.source].add(edge.target)
        links[edge.target].add(edge.source)
    return links


def _segments(edges: Iterable[Edge], placed: Positions) -> Numbers:
    """The straight lines of the edges drawn, one row each: x and y of the one end, x and y of the other."""
    rows = [
        (*placed[edge.source], *placed[edge.target])
        for edge in edges
        if edge.source in placed and edge.target in placed and edge.source != edge.target
    ]
    return np.array(rows, dtype=float).reshape(-1, 4)


def _free_spot(
    box: Numbers,
    friends: Numbers,
    centre: Numbers,
    points: Numbers,
    boxes: Numbers,
    segments: Numbers,
    seed: int,
) -> Numbers:
    """The best place for one box: free of other boxes, near its friends, off the lines if that can be had."""
    turn = np.random.default_rng(seed + len(points)).uniform(0, 2 * math.pi)
    angles = turn + np.linspace(0, 2 * math.pi, SPOKES, endpoint=False)
    for start in itertools.count(0, RINGS):
        radii = FIRST_RING + NEXT_RING * np.arange(start, start + RINGS)
        spokes = np.column_stack([np.cos(angles) * 1.15, np.sin(angles) * 0.85])
        candidates = centre + (radii[:, None, None] * spokes[None]).reshape(-1, 2)
        candidates = candidates[_is_free(candidates, box, points, boxes)]
        if len(candidates):
            away = np.linalg.norm(candidates - centre, axis=1)
            toward = np.linalg.norm(candidates[:, None] - friends[None], axis=2).mean(axis=1)
            return _least(candidates, away + 0.7 * toward, points, segments, box[0, 1] + 6.0)
    raise AssertionError("the plane has room")


def _is_free(candidates: Numbers, box: Numbers, points: Numbers, boxes: Numbers) -> NDArray[np.bool_]:
    across = np.abs(candidates[:, None, 0] - points[None, :, 0])
    down = points[None, :, 1] - candidates[:, None, 1]
    apart = (
        (across >= box[0, 0] + boxes[None, :, 0])
        | (down >= box[0, 2] + boxes[None, :, 1])
        | (-down >= box[0, 1] + boxes[None, :, 2])
    )
    return np.asarray(apart.all(axis=1))


def _least(candidates: Numbers, costs: Numbers, points: Numbers, segments: Numbers, reach: float) -> Numbers:
    """The candidate that costs least when lines it would lie on and nodes it would crowd are counted as well.

    These only add to the costs: who costs more without them than somebody else with them need not be looked at.
    """
    order = np.argsort(costs, kind="stable")
    least, chosen = math.inf, -1
    for first in range(0, len(order), AT_ONCE):
        some = order[first : first + AT_ONCE]
        if costs[some[0]] > least:
            break
        crossed = _nearness(candidates[some], segments, reach).sum(axis=1)
        inward = _nearness(candidates[some], np.hstack([points, points]), 150.0).sum(axis=1)
        whole = costs[some] + 70.0 * crossed + 40.0 * inward
        least, chosen = min((least, chosen), *zip(whole.tolist(), some.tolist(), strict=True))
    return np.asarray(candidates[chosen])


def _nearness(candidates: Numbers, segments: Numbers, reach: float) -> Numbers:
    """For each candidate and segment: 1 on the segment, falling to 0 at this reach."""
    # Each coordinate by itself: numpy is slow where the last axis has two numbers.
    x, y = candidates[:, :1], candidates[:, 1:]
    start_x, start_y = segments[:, 0], segments[:, 1]
    way_x, way_y = segments[:, 2] - start_x, segments[:, 3] - start_y
    length = np.maximum(way_x**2 + way_y**2, 1e-9)
    along = np.clip(((x - start_x) * way_x + (y - start_y) * way_y) / length, 0.0, 1.0)
    distance = np.sqrt((start_x + along * way_x - x) ** 2 + (start_y + along * way_y - y) ** 2)
    return np.asarray(np.clip(1.0 - distance / reach, 0.0, 1.0), dtype=float)
