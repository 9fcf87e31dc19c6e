"""Where the lines of edges run, by the geometry of the screen (vis-network's): bent apart, from border to border.

Every line is a quadratic Bézier curve, or for a loop an arc. It begins at the border of the one node, and ends where
the head of its arrow begins, whose tip touches the border of the other.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from allegata.render.figure.shapes import Box, Step, polygon, rounded

__all__ = ["Mark", "Route", "head_length", "loop", "mark", "route"]

Point = tuple[float, float]

SEARCH = 18
"""Halvings by which the crossing of a border is found: far finer than a printer's dot."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A node as drawn.

    Attributes:
        at: the middle of its disc.
        steps: its outline.
        box: what it takes up.
        holds: whether a point lies in it.
    """

    at: Point
    steps: tuple[Step, ...]
    box: Box
    holds: Callable[[Point], bool]


def mark(shape: str, at: Point, radius: float, card: tuple[float, float] = (0.0, 0.0)) -> Mark:
    """A node of a shape (see `allegata.render.style.SHAPES`), as vis-network draws it.

    Args:
        shape: by vis-network's name; ``claim`` is a card.
        at: the middle.
        radius: half its size.
        card: half the width and half the height of a card.
    """
    x, y = at
    if shape == "claim":
        box = Box(x - card[0], y - card[1], x + card[0], y + card[1])
        return Mark(
            at, rounded(box, min(card) * 0.22), box, lambda p: abs(p[0] - x) < card[0] and abs(p[1] - y) < card[1]
        )
    if shape == "dot":
        box = Box(x - radius, y - radius, x + radius, y + radius)
        return Mark(at, rounded(box, radius), box, lambda p: math.hypot(p[0] - x, p[1] - y) < radius)
    corners = tuple((x + radius * across, y + radius * down) for across, down in _CORNERS[shape])
    across, down = zip(*corners, strict=True)
    box = Box(min(across), min(down), max(across), max(down))
    return Mark(at, polygon(corners), box, lambda p: _inside(corners, p))


_HALF, _LOW = 1.15, 0.275 * 1.15
_TALL, _BASE = math.sqrt(3) - math.sqrt(3) / 3, math.sqrt(3) / 3
_CORNERS: dict[str, tuple[Point, ...]] = {
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, _LOW - _HALF * _TALL), (_HALF, _LOW + _HALF * _BASE), (-_HALF, _LOW + _HALF * _BASE)),
    "triangleDown": ((-_HALF, -_LOW - _HALF * _BASE), (_HALF, -_LOW - _HALF * _BASE), (0, _HALF * _TALL - _LOW)),
    "hexagon": tuple((math.cos(k * math.pi / 3), math.sin(k * math.pi / 3)) for k in range(6)),
}


def _inside(corners: tuple[Point, ...], point: Point) -> bool:
    """Corners go round clockwise as seen."""
    x, y = point
    return all(
        (bx - ax) * (y - ay) - (by - ay) * (x - ax) > 0
        for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True)
    )


@dataclass(frozen=True, slots=True)
class Route:
    """A line as it runs.

    Attributes:
        steps: of its path; none, where the nodes lie so close that there is nothing between them.
        head: corners of the arrow's head.
        point: where it is at a share of its way, from 0 to 1.
    """

    steps: tuple[Step, ...]
    head: tuple[Point, ...]
    point: Callable[[float], Point]


def head_length(width: float) -> float:
    """Of an arrow's head on a line of this width; both in pixels of the screen."""
    return 15.0 * (0.32 + 0.08 * width) + 3.0 * width


def route(source: Mark, target: Mark, bend: float, length: float) -> Route:
    """The line between two nodes.

    Args:
        source, target: its ends.
        bend: see `allegata.render.layout.bends`.
        length: of the arrow's head.
    """
    a, b = source.at, target.at
    via = _via(a, b, bend)

    def at(t: float) -> Point:
        u = 1.0 - t
        p, q, r = u * u, 2.0 * u * t, t * t
        return p * a[0] + q * via[0] + r * b[0], p * a[1] + q * via[1] + r * b[1]

    first = _crossing(at, source.holds, 0.0, 0.5) if source.holds(at(0.0)) else 0.0
    last = 1.0 - _crossing(lambda t: at(1.0 - t), target.holds, 0.0, 0.5)
    tip = at(last)
    span = math.dist(at(first), tip)
    if first >= last or span < 1e-6:
        return Route((), (), at)
    length = min(length, 0.7 * span)
    back = _away(at, tip, first, last, 0.88 * length)
    whole = last - first
    curve = _cut(a, via, b, first, back)
    steps: tuple[Step, ...] = (
        ("M", curve[0]), ("L", curve[2]) if bend == 0 else ("Q", (*curve[1], *curve[2]))
    )  # fmt: skip
    return Route(steps, _head(at(_away(at, tip, first, last, length)), tip, length), lambda t: at(first + t * whole))


def loop(node: Mark, radius: float, length: float) -> Route:
    """A line from a node to itself: an arc at its upper right, of a circle that the border of the node cuts.

    On the screen the middle of the circle lies on the border; a small node would then lie within its own loop.
    """
    reach = math.dist(node.at, _ray(node, _crossing(lambda t: _ray(node, t), node.holds, 0.0, 1.0)))
    half = min(math.radians(38.0), math.asin(min(1.0, 0.9 * radius / reach)))
    away = reach * math.cos(half) + math.sqrt(max(radius**2 - (reach * math.sin(half)) ** 2, 0.0))
    cx, cy = node.at[0] + away * math.cos(math.pi / 4), node.at[1] - away * math.sin(math.pi / 4)

    def on(turn: float) -> Point:
        return cx + radius * math.cos(turn), cy + radius * math.sin(turn)

    # The middle of the arc is as far from the node as can be; both ends are where the circle enters it.
    top = -math.pi / 4
    begin = top - math.pi * _crossing(lambda t: on(top - math.pi * t), lambda p: not node.holds(p), 0.0, 1.0)
    end = top + math.pi * _crossing(lambda t: on(top + math.pi * t), lambda p: not node.holds(p), 0.0, 1.0)
    whole = end - begin
    length = min(length, 0.5 * whole * radius)
    head = _head(on(end - length / radius), on(end), length)
    return Route(_arc((cx, cy), radius, begin, end - 0.88 * length / radius), head, lambda t: on(begin + t * whole))


def _ray(node: Mark, t: float) -> Point:
    far = 2.0 * max(node.box.right - node.box.left, node.box.bottom - node.box.top)
    return node.at[0] + t * far * math.cos(math.pi / 4), node.at[1] - t * far * math.sin(math.pi / 4)


def _via(a: Point, b: Point, bend: float) -> Point:
    """The control point of vis-network's curvedCW (bend > 0) and curvedCCW (bend < 0)."""
    across, up = b[0] - a[0], a[1] - b[1]
    reach = math.hypot(across, up) * (0.5 * abs(bend) + 0.5)
    turn = math.atan2(up, across) + (0.5 * bend + 0.5) * math.pi
    return a[0] + reach * math.sin(turn), a[1] + reach * math.cos(turn)


def _crossing(at: Callable[[float], Point], holds: Callable[[Point], bool], low: float, high: float) -> float:
    """Where a curve that begins within leaves, just outside; ``high``, when it does not."""
    for _ in range(SEARCH):
        middle = (low + high) / 2
        if holds(at(middle)):
            low = middle
        else:
            high = middle
    return high


def _away(at: Callable[[float], Point], tip: Point, first: float, last: float, length: float) -> float:
    """The place on a curve before its end that is so far from the tip."""
    low, high = first, last
    for _ in range(SEARCH):
        middle = (low + high) / 2
        if math.dist(at(middle), tip) > length:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _cut(a: Point, via: Point, b: Point, first: float, last: float) -> tuple[Point, Point, Point]:
    """A stretch of a quadratic Bézier curve (blossoming)."""

    def blossom(s: float, t: float) -> Point:
        p, q, r = (1 - s) * (1 - t), s * (1 - t) + t * (1 - s), s * t
        return p * a[0] + q * via[0] + r * b[0], p * a[1] + q * via[1] + r * b[1]

    return blossom(first, first), blossom(first, last), blossom(last, last)


def _head(back: Point, tip: Point, length: float) -> tuple[Point, ...]:
    """An arrow's head of vis-network's form."""
    way = math.dist(back, tip) or 1.0
    x, y = (tip[0] - back[0]) / way, (tip[1] - back[1]) / way
    corners = ((0.0, 0.0), (-1.0, 0.32), (-0.88, 0.0), (-1.0, -0.32))
    return tuple((tip[0] + length * (u * x - v * y), tip[1] + length * (u * y + v * x)) for u, v in corners)


def _arc(center: Point, radius: float, begin: float, end: float) -> tuple[Step, ...]:
    """An arc as cubic curves of at most a quarter turn."""
    parts = max(1, math.ceil(abs(end - begin) / (math.pi / 2)))
    step = (end - begin) / parts
    k = radius * 4.0 / 3.0 * math.tan(step / 4.0)
    cx, cy = center
    steps: list[Step] = [("M", (cx + radius * math.cos(begin), cy + radius * math.sin(begin)))]
    for part in range(parts):
        one, two = begin + part * step, begin + (part + 1) * step
        x1, y1 = cx + radius * math.cos(one), cy + radius * math.sin(one)
        x2, y2 = cx + radius * math.cos(two), cy + radius * math.sin(two)
        steps.append(
            (
                "C",
                (
                    x1 - k * math.sin(one),
                    y1 + k * math.cos(one),
                    x2 + k * math.sin(two),
                    y2 - k * math.cos(two),
                    x2,
                    y2,
                ),
            )
        )
    return tuple(steps)
