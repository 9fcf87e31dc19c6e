"""Where words go: beside their node or on their line, without covering each other or a node where there is room.

Every name is tried in places around its node, the one below it first, as on the screen. A place counts the worse, the
more it covers of nodes and other words (which is avoided wherever it can be), of lines, and the farther it is from the
first. Names of large nodes choose first; those that found no free place then try again, and so do those in their way.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from allegata.render.figure.shapes import Box
from allegata.render.figure.text import LEADING, Line

__all__ = ["Label", "Placed", "Room", "place_names", "place_on_line", "shares", "size_of"]

Numbers = NDArray[np.float64]

ROUNDS = 4
"""How often names that are in each other's way try again."""

CELL = 0.5
"""Millimetres of the grid by which lines are counted that run under words."""

COVERED, OUTSIDE, CROSSED, FARTHER = 1000.0, 1500.0, 0.9, 0.6
"""What a place costs: for each square millimetre of words or nodes that it covers, or outside of the page; for each
line that runs under it; for each step down the list of places."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name that is to be placed.

    Attributes:
        id: of its node.
        ways: ways to break it into lines, the best first.
        size: of the em.
        node: what the node takes up.
        rank: who chooses first: the largest.
    """

    id: str
    ways: tuple[tuple[Line, ...], ...]
    size: float
    node: Box
    rank: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A name in its place: how it is broken, the box around it, whether it covers a node or other words."""

    lines: tuple[Line, ...]
    box: Box
    covers: bool
    far: bool = False
    """Whether it is so far from its node that a line must lead to it."""


def size_of(lines: Sequence[Line], size: float) -> tuple[float, float]:
    """Width and height of lines of text, with a little air at the sides."""
    return max(line.width for line in lines) * size + 0.3 * size, len(lines) * LEADING * size


class Room:
    """What is taken of a page: by lines, as a grid, and by nodes and words, as boxes."""

    def __init__(self, page: Box, lines: Iterable[Sequence[tuple[float, float]]]) -> None:
        self.page = page
        self._taken = np.zeros((64, 4))
        self._count = 0
        wide = max(1, math.ceil((page.right - page.left) / CELL))
        high = max(1, math.ceil((page.bottom - page.top) / CELL))
        grid = np.zeros((high + 1, wide + 1))
        points = np.array([point for line in lines for point in line], dtype=float).reshape(-1, 2)
        across = np.clip(((points[:, 0] - page.left) / CELL).astype(int), 0, wide - 1)
        down = np.clip(((points[:, 1] - page.top) / CELL).astype(int), 0, high - 1)
        np.add.at(grid, (down + 1, across + 1), 1.0)
        self._sums: Numbers = grid.cumsum(axis=0).cumsum(axis=1)

    def take(self, box: Box) -> int:
        """This is taken from now on; its number, to give it back."""
        if self._count == len(self._taken):
            self._taken = np.vstack([self._taken, np.zeros_like(self._taken)])
        self._taken[self._count] = box.left, box.top, box.right, box.bottom
        self._count += 1
        return self._count - 1

    def give(self, number: int) -> None:
        """What has this number is free again."""
        self._taken[number] = 0.0, 0.0, -1.0, -1.0

    def covered(self, boxes: Numbers) -> Numbers:
        """Of each box (left, top, right, bottom): square millimetres that are taken already."""
        taken = self._taken[: self._count]
        # Only what lies in the neighbourhood can be covered: all the rest need not be held against every box.
        near = (taken[:, 0] < boxes[:, 2].max()) & (taken[:, 2] > boxes[:, 0].min())
        near &= (taken[:, 1] < boxes[:, 3].max()) & (taken[:, 3] > boxes[:, 1].min())
        taken = taken[near]
        wide = np.minimum(boxes[:, None, 2], taken[None, :, 2]) - np.maximum(boxes[:, None, 0], taken[None, :, 0])
        high = np.minimum(boxes[:, None, 3], taken[None, :, 3]) - np.maximum(boxes[:, None, 1], taken[None, :, 1])
        return np.asarray((np.clip(wide, 0, None) * np.clip(high, 0, None)).sum(axis=1), dtype=float)

    def outside(self, boxes: Numbers) -> Numbers:
        """Of each box: square millimetres that lie beyond the page."""
        page = self.page
        wide = np.minimum(boxes[:, 2], page.right) - np.maximum(boxes[:, 0], page.left)
        high = np.minimum(boxes[:, 3], page.bottom) - np.maximum(boxes[:, 1], page.top)
        whole = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        return np.asarray(whole - np.clip(wide, 0, None) * np.clip(high, 0, None), dtype=float)

    def crossed(self, boxes: Numbers) -> Numbers:
        """Of each box: points of lines in it, about two a millimetre."""
        rows, columns = self._sums.shape
        page = self.page
        left = np.clip(((boxes[:, 0] - page.left) / CELL).astype(int), 0, columns - 1)
        right = np.clip(((boxes[:, 2] - page.left) / CELL).astype(int) + 1, 0, columns - 1)
        top = np.clip(((boxes[:, 1] - page.top) / CELL).astype(int), 0, rows - 1)
        bottom = np.clip(((boxes[:, 3] - page.top) / CELL).astype(int) + 1, 0, rows - 1)
        sums = self._sums
        return np.asarray(sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left], dtype=float)


def place_names(labels: Sequence[Label], room: Room) -> dict[str, Placed]:
    """A place for every name. Nodes must have been taken of the room."""
    order = sorted(labels, key=lambda label: (-label.rank, label.id))
    held: dict[str, tuple[Placed, int]] = {}
    places = {label.id: _places(label) for label in order}
    for label in order:
        found = _best(places[label.id], room)
        held[label.id] = found, room.take(found.box)
    for _ in range(ROUNDS):
        bad = [label for label in order if _covers(held[label.id], room)]
        if not bad:
            break
        boxes = [held[label.id][0].box for label in bad]
        beside = [label for label in order if any(held[label.id][0].box.meets(box) for box in boxes)]
        # Those in the way step aside first, with the names that suffer in mind as they are.
        for label in sorted(beside, key=lambda each: (each.rank, each.id)):
            room.give(held[label.id][1])
            found = _best(places[label.id], room)
            held[label.id] = found, room.take(found.box)
    return {
        id_: Placed(found.lines, found.box, _covers((found, number), room), found.far)
        for id_, (found, number) in held.items()
    }


def _covers(held: tuple[Placed, int], room: Room) -> bool:
    """Whether it covers more than itself."""
    box = held[0].box
    own = (box.right - box.left) * (box.bottom - box.top)
    at = np.array([[box.left, box.top, box.right, box.bottom]])
    return bool(room.covered(at)[0] > own + 1e-6 or room.outside(at)[0] > 1e-6)


def _best(places: Places, room: Room) -> Placed:
    lines, boxes, steps = places
    costs = COVERED * room.covered(boxes) + OUTSIDE * room.outside(boxes) + FARTHER * steps
    costs += CROSSED * room.crossed(boxes) / np.maximum(boxes[:, 3] - boxes[:, 1], 0.1)
    at = int(np.argmin(costs))
    box = Box(*(float(side) for side in boxes[at]))
    return Placed(lines[at], box, False, far=float(steps[at]) >= _FAR)


_FAR = 100.0
_AROUND = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Below, above, at the right and left, and the corners."""


Places = tuple[list[tuple[Line, ...]], Numbers, Numbers]
"""Places around a node: lines, boxes, and how far down the list."""


def _places(label: Label) -> Places:
    node, size = label.node, label.size
    cx, cy = (node.left + node.right) / 2, (node.top + node.bottom) / 2
    lines, boxes, steps = [], [], []
    for ring, gap in enumerate((0.18 * size, 0.8 * size, 1.7 * size, 2.8 * size, 4.2 * size, 6.0 * size)):
        for way, broken in enumerate(label.ways):
            wide, high = size_of(broken, size)
            for at, (across, down) in enumerate(_AROUND):
                diagonal = across and down
                push = 0.7 * gap if diagonal else gap
                # At a corner the words begin where the disc ends, not where its box does.
                inward = 0.3 * (node.right - node.left) / 2 if diagonal else 0.0
                left = cx - wide / 2 if not across else node.right + push - inward if across > 0 else 0.0
                left = node.left - push + inward - wide if across < 0 else left
                top = cy - high / 2 if not down else node.bottom + push - inward if down > 0 else 0.0
                top = node.top - push + inward - high if down < 0 else top
                lines.append(broken)
                boxes.append((left, top, left + wide, top + high))
                steps.append(at + 3.0 * way + 14.0 * ring + (_FAR if ring >= 3 else 0.0))
    return lines, np.array(boxes), np.array(steps)


_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)


def place_on_line(
    points: Sequence[tuple[float, float]], wide: float, high: float, room: Room, *, must: bool
) -> tuple[Box, bool] | None:
    """A place for words on a line, near its middle, and whether it covers anything; None when there is none.

    Args:
        points: places on the line that may be its middle, the best first (see `shares`).
        wide, high: of the words.
        room: what is taken.
        must: it is placed all the same, where it covers least.
    """
    boxes = np.array([(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in points])
    costs = room.covered(boxes) + 10.0 * room.outside(boxes)
    at = int(np.argmin(costs > 1e-6)) if (costs <= 1e-6).any() else int(np.argmin(costs))
    covers = bool(costs[at] > 1e-6)
    if covers and not must:
        return None
    return Box(*(float(side) for side in boxes[at])), covers


def shares(many: bool = False) -> tuple[float, ...]:
    """Shares of a line at which its label may stand."""
    return (*_SHARES, *(0.1 + 0.8 * step / 32 for step in range(33))) if many else _SHARES
