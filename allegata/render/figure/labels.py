"""Where words go: beside their node or on their line, without covering each other or a node where there is room.

Every name is tried in places around its node, the one below it first, as on the screen. A place counts the worse, the
more it covers of nodes and other words (which is avoided wherever it can be), of lines, and the farther it is from the
first. The head of an arrow counts for more than its line: under a name it could not be seen which way an edge leads.
Names of large nodes choose first; those that found no free place then try again, and so do those in their way.
Who is still in somebody's way then may take the place of others, if these find free ones.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allegata.render.figure.shapes import Box
from allegata.render.figure.text import LEADING, Line

__all__ = ["Label", "Placed", "Room", "place_names", "place_on_line", "shares", "size_of"]

Numbers = NDArray[np.float64]
Points = Sequence[tuple[float, float]]

ROUNDS = 4
"""How often names that are in each other's way try again."""

MOST_MOVED = 3
"""Names that one other may move away."""

CELL = 0.5
"""Millimetres of the grid by which lines are counted that run under words."""

COVERED, OUTSIDE, CROSSED, FARTHER = 1000.0, 1500.0, 1.6, 0.6
"""What a place costs: for each square millimetre of words or nodes that it covers, or outside of the page; for each
line that runs under it; for each step down the list of places."""

HEAD, MOST_HEADS = 14.0, 3
"""What the head of an arrow under a name costs: more than the next ring; and how many count: no name goes far away,
to the end of a thin line, for that."""

ERASED, MOST_ERASED = 3.0, 2.5
"""What it costs that a label hides a stretch of another line; and of how many it may."""

HIDDEN = 0.3
"""Share of the head of an arrow under words from which on it is not seen."""


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
    """What is taken of a page: by lines, as a grid, by heads of arrows, and by nodes and words, as boxes.

    Lines are points, about one a millimetre.
    """

    def __init__(self, page: Box, lines: Iterable[Points], heads: Iterable[Box] = ()) -> None:
        self.page = page
        self._heads = np.array([(it.left, it.top, it.right, it.bottom) for it in heads], dtype=float).reshape(-1, 4)
        self._taken = np.zeros((64, 4))
        self._count = 0
        wide = max(1, math.ceil((page.right - page.left) / CELL))
        high = max(1, math.ceil((page.bottom - page.top) / CELL))
        grid = np.zeros((high + 1, wide + 1))
        points = np.array([point for line in lines for point in line], dtype=float).reshape(-1, 2)
        self._cells = high, wide
        np.add.at(grid, tuple(each + 1 for each in self._cell(points)), 1.0)
        self._sums: Numbers = grid.cumsum(axis=0).cumsum(axis=1)

    def _cell(self, points: Numbers) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Row and column of the grid that points are in."""
        high, wide = self._cells
        across = np.clip(((points[:, 0] - self.page.left) / CELL).astype(int), 0, wide - 1)
        return np.clip(((points[:, 1] - self.page.top) / CELL).astype(int), 0, high - 1), across

    def take(self, box: Box) -> None:
        """This is taken from now on."""
        if self._count == len(self._taken):
            self._taken = np.vstack([self._taken, np.zeros_like(self._taken)])
        self._taken[self._count] = box.left, box.top, box.right, box.bottom
        self._count += 1

    def covered(self, boxes: Numbers) -> Numbers:
        """Of each box (left, top, right, bottom): square millimetres that are taken already."""
        taken = self._taken[: self._count]
        # Only what lies in the neighbourhood can be covered: all the rest need not be held against every box.
        near = (taken[:, 0] < boxes[:, 2].max()) & (taken[:, 2] > boxes[:, 0].min())
        near &= (taken[:, 1] < boxes[:, 3].max()) & (taken[:, 3] > boxes[:, 1].min())
        return _sums(boxes, taken[near])

    def outside(self, boxes: Numbers) -> Numbers:
        """Of each box: square millimetres that lie beyond the page."""
        page = self.page
        wide = np.minimum(boxes[:, 2], page.right) - np.maximum(boxes[:, 0], page.left)
        high = np.minimum(boxes[:, 3], page.bottom) - np.maximum(boxes[:, 1], page.top)
        whole = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        return np.asarray(whole - np.clip(wide, 0, None) * np.clip(high, 0, None), dtype=float)

    def headed(self, boxes: Numbers) -> Numbers:
        """Of each box: heads of arrows in it; of those that it covers a little of, a part."""
        heads = self._heads
        near = (heads[:, 0] < boxes[:, 2].max()) & (heads[:, 2] > boxes[:, 0].min())
        near &= (heads[:, 1] < boxes[:, 3].max()) & (heads[:, 3] > boxes[:, 1].min())
        heads = heads[near]
        size = HIDDEN * (heads[:, 2] - heads[:, 0]) * (heads[:, 3] - heads[:, 1])
        return np.asarray(np.minimum(_common(boxes, heads) / size, 1.0).sum(axis=1), dtype=float)

    def hidden(self, boxes: Iterable[Box]) -> int:
        """How many heads of arrows are not seen under these."""
        words = np.array([(it.left, it.top, it.right, it.bottom) for it in boxes], dtype=float).reshape(-1, 4)
        size = (self._heads[:, 2] - self._heads[:, 0]) * (self._heads[:, 3] - self._heads[:, 1])
        return int((_sums(self._heads, words) > HIDDEN * size).sum())

    def crossed(self, boxes: Numbers, own: Points = ()) -> Numbers:
        """Of each box: points of lines in it, but for those of one's own line."""
        rows, columns = self._sums.shape
        page = self.page
        left = np.clip(((boxes[:, 0] - page.left) / CELL).astype(int), 0, columns - 1)
        right = np.clip(((boxes[:, 2] - page.left) / CELL).astype(int) + 1, 0, columns - 1)
        top = np.clip(((boxes[:, 1] - page.top) / CELL).astype(int), 0, rows - 1)
        bottom = np.clip(((boxes[:, 3] - page.top) / CELL).astype(int) + 1, 0, rows - 1)
        sums = self._sums
        found = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
        down, over = self._cell(np.array(own, dtype=float).reshape(-1, 2))
        within = (over >= left[:, None]) & (over < right[:, None]) & (down >= top[:, None]) & (down < bottom[:, None])
        return np.asarray(found - within.sum(axis=1), dtype=float)


def place_names(labels: Sequence[Label], room: Room, hopeless: float = 1.0) -> dict[str, Placed]:
    """A place for every name. Nodes must have been taken of the room.

    Args:
        labels: the names.
        room: what is taken already.
        hopeless: where more than this share of them is in somebody's way at first, they stay as they are.
    """
    order = sorted(labels, key=lambda label: (-label.rank, label.id))
    table = _Table(order, room)
    for number in range(len(order)):
        table.choose(number)
    covering = table.covering()
    if covering.any() and covering.mean() <= hopeless:
        _give_way(table, covering)
        covering = table.covering()
    return {label.id: table.placed(number, covers=bool(covering[number])) for number, label in enumerate(order)}


def _give_way(table: _Table, bad: NDArray[np.bool_]) -> None:
    """Names that are in each other's way try again, then move others away."""
    for _ in range(ROUNDS):
        # Those in the way step aside first, with the names that suffer in mind as they are.
        for other in np.flatnonzero(table.beside(bad))[::-1]:
            table.choose(int(other))
        bad = table.covering()
        if not bad.any():
            return
    for other in np.flatnonzero(bad):
        table.make_way(int(other))


class _Table:
    """The names on their way to their places, those who choose first at the top.

    What a place costs for nodes, lines and the edge of the page is reckoned once; what for other names, whenever
    somebody chooses, and only for those who may come near.
    """

    def __init__(self, labels: Sequence[Label], room: Room) -> None:
        found = [_places(label) for label in labels]
        self._ways = [label.ways for label in labels]
        self._boxes = [boxes for _, boxes, _ in found]
        self._way = [way for way, _, _ in found]
        self._steps = [steps for _, _, steps in found]
        whole = np.concatenate([*self._boxes, np.zeros((0, 4))])
        outside, crossed = room.outside(whole), room.crossed(whole) / np.maximum(whole[:, 3] - whole[:, 1], 0.1)
        headed = [np.minimum(room.headed(boxes), MOST_HEADS) for boxes in self._boxes]
        ends = np.cumsum([len(boxes) for boxes in self._boxes])[:-1]
        self._covered = [room.covered(boxes) for boxes in self._boxes]
        costs = zip(self._covered, np.split(outside, ends), np.split(crossed, ends), self._steps, strict=False)
        self._costs = [
            COVERED * a + OUTSIDE * b + CROSSED * c + FARTHER * d + HEAD * e
            for (a, b, c, d), e in zip(costs, headed, strict=True)
        ]
        self._bad = [a + b for a, b in zip(self._covered, np.split(outside, ends), strict=False)]
        self._at = np.full(len(labels), -1)
        self._held = np.tile((0.0, 0.0, -1.0, -1.0), (len(labels), 1))
        self._near = _near(self._boxes)
        self._reach = [(each[:, :2].min(axis=0), each[:, 2:].max(axis=0)) for each in self._boxes]

    def choose(self, number: int) -> None:
        """The best place for a name, as the others are."""
        costs = self._costs[number] + COVERED * self._beneath(number, self._boxes[number])
        self._put(number, int(np.argmin(costs)))

    def _put(self, number: int, at: int) -> None:
        self._at[number] = at
        self._held[number] = self._boxes[number][at]

    def _beneath(self, number: int, boxes: Numbers) -> Numbers:
        """Of each box: square millimetres of other names in it."""
        held = self._held[self._near[number]]
        if len(boxes) > 1:
            low, high = self._reach[number]
            held = held[(held[:, :2] < high).all(axis=1) & (held[:, 2:] > low).all(axis=1)]
        return _sums(boxes, held)

    def covering(self) -> NDArray[np.bool_]:
        """Which names cover a node or another name, or leave the page."""
        found = [
            self._bad[number][at] + self._beneath(number, self._held[number, None])[0]
            for number, at in enumerate(self._at)
        ]
        return np.array(found) > 1e-6

    def beside(self, bad: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """These names, and those that have anything in common with them."""
        found = bad.copy()
        for number in np.flatnonzero(bad):
            near = self._near[number]
            found[near[_common(self._held[number, None], self._held[near])[0] > 1e-9]] = True
        return found

    def make_way(self, number: int) -> None:
        """A name that covers something goes where it covers names alone, and these find free places elsewhere.

        Where that cannot be, all stays as it is.
        """
        near, before = self._near[number], (self._at.copy(), self._held.copy())
        for at in np.argsort(self._costs[number], kind="stable"):
            if self._bad[number][at] > 1e-6:
                continue
            self._put(number, int(at))
            blocking = near[_common(self._held[number, None], self._held[near])[0] > 1e-9]
            if len(blocking) <= MOST_MOVED and all(self._free(int(other)) for other in blocking):
                return
            self._at[:], self._held[:] = before

    def _free(self, number: int) -> bool:
        """The best free place for a name, taken; whether there is one."""
        taken = self._bad[number] + self._beneath(number, self._boxes[number])
        if not (free := taken <= 1e-6).any():
            return False
        self._put(number, int(np.argmin(np.where(free, self._costs[number], np.inf))))
        return True

    def placed(self, number: int, *, covers: bool) -> Placed:
        """A name in its place."""
        at = self._at[number]
        box = Box(*(float(side) for side in self._held[number]))
        return Placed(
            self._ways[number][self._way[number][at]], box, covers, far=float(self._steps[number][at]) >= _FAR
        )


def _common(boxes: Numbers, others: Numbers) -> Numbers:
    """Square millimetres that each of the first has in common with each of the others."""
    wide = np.minimum(boxes[:, None, 2], others[None, :, 2]) - np.maximum(boxes[:, None, 0], others[None, :, 0])
    high = np.minimum(boxes[:, None, 3], others[None, :, 3]) - np.maximum(boxes[:, None, 1], others[None, :, 1])
    # In place, and without np.clip, which is slow for small arrays.
    return np.asarray(np.maximum(wide, 0.0, out=wide) * np.maximum(high, 0.0, out=high), dtype=float)


def _sums(boxes: Numbers, others: Numbers) -> Numbers:
    """Square millimetres that each of the first has in common with all of the others."""
    return np.asarray(_common(boxes, others).sum(axis=1), dtype=float)


def _near(boxes: Sequence[Numbers]) -> list[NDArray[np.intp]]:
    """Of each name, the others that some of its places may have something in common with."""
    low = np.array([each[:, :2].min(axis=0) for each in boxes]).reshape(-1, 2)
    high = np.array([each[:, 2:].max(axis=0) for each in boxes]).reshape(-1, 2)
    found = []
    for number in range(len(boxes)):
        meets = (low < high[number]).all(axis=1) & (high > low[number]).all(axis=1)
        meets[number] = False
        found.append(np.flatnonzero(meets))
    return found


_FAR = 100.0
_AROUND = ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1))
"""Below, above, at the right and left, and the corners."""

_GAPS = (0.18, 0.8, 1.7, 2.8, 4.2, 6.0)
"""Ems between a node and its name: the rings around it."""


Places = tuple[NDArray[np.intp], Numbers, Numbers]
"""Places around a node: number of the way to break the name, boxes, and how far down the list."""


def _pattern(ways: int) -> tuple[NDArray[Any], ...]:
    """Of each place, ring by ring, way by way: ring, way, number of the direction, across, down."""
    ring, way, at = (each.ravel() for each in np.indices((len(_GAPS), ways, len(_AROUND))))
    across, down = np.array(_AROUND, dtype=float)[at].T
    return ring, way, at, across, down


_PATTERNS = {ways: _pattern(ways) for ways in (1, 2, 3)}


def _places(label: Label) -> Places:
    node, size = label.node, label.size
    ring, way, at, across, down = _PATTERNS[len(label.ways)]
    wide, high = np.array([size_of(broken, size) for broken in label.ways])[way].T
    gap = np.array(_GAPS)[ring] * size
    diagonal = (across != 0) & (down != 0)
    # At a corner the words begin where the disc ends, not where its box does.
    inward = np.where(diagonal, 0.3 * (node.right - node.left) / 2, 0.0)
    push = np.where(diagonal, 0.7, 1.0) * gap - inward
    middle_x, middle_y = (node.left + node.right - wide) / 2, (node.top + node.bottom - high) / 2
    left = np.where(across > 0, node.right + push, np.where(across < 0, node.left - push - wide, middle_x))
    top = np.where(down > 0, node.bottom + push, np.where(down < 0, node.top - push - high, middle_y))
    steps = at + 3.0 * way + 14.0 * ring + np.where(ring >= 3, _FAR, 0.0)
    return way, np.column_stack([left, top, left + wide, top + high]), steps


_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.27, 0.73, 0.2, 0.8)


def place_on_line(
    points: Points, wide: float, high: float, room: Room, own: Points, *, must: bool
) -> tuple[Box, bool] | None:
    """A place for words on a line, near its middle, and whether it covers anything; None when there is none.

    Where it covers neither words nor a node it hides as little of other lines, and of heads of arrows, as can be.

    Args:
        points: places on the line that may be its middle, the best first (see `shares`).
        wide, high: of the words.
        room: what is taken.
        own: the line itself, which it may hide.
        must: it is placed all the same, where it covers least.
    """
    boxes = np.array([(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in points])
    taken = room.covered(boxes) + 10.0 * room.outside(boxes)
    erased, headed = room.crossed(boxes, own) / high, room.headed(boxes)
    costs = COVERED * taken + HEAD * headed + ERASED * erased + FARTHER * np.arange(len(boxes))
    at = int(np.argmin(costs))
    covers = bool(taken[at] > 1e-6)
    if not must and (covers or headed[at] >= 1.0 or erased[at] > MOST_ERASED):
        return None
    return Box(*(float(side) for side in boxes[at])), covers


def shares(many: bool = False) -> tuple[float, ...]:
    """Shares of a line at which its label may stand."""
    return (*_SHARES, *(0.1 + 0.8 * step / 32 for step in range(33))) if many else _SHARES
