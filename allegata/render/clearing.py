"""Actors in columns, moved up or down until no straight line runs over one that it does not touch."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allegata.model import Node
from allegata.render.layout import box_of

__all__ = ["cleared"]

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

STEP, REACH = 28.0, 40
"""Pixels by which an actor is moved at least, and how many places are tried for each, half of them above."""

SWEEPS = 6
"""How often all actors are looked at."""

MOST = 160
"""Lines up to which it is tried: among more of them nobody follows a single one."""

TOUCHING = 4
"""What two actors that lie upon one another weigh, in lines that run over one."""


def cleared(
    nodes: Mapping[str, Node], placed: Mapping[str, tuple[float, float]], lines: Collection[tuple[str, str]]
) -> dict[str, tuple[float, float]]:
    """The positions with as few actors on lines of others as can be; who is on none stays where he is.

    Args:
        nodes: by id.
        placed: their positions.
        lines: both ends of each, by id.
    """
    ids = list(placed)
    at = {id_: number for number, id_ in enumerate(ids)}
    pairs = sorted({(min(at[a], at[b]), max(at[a], at[b])) for a, b in lines if a != b})
    if not pairs or len(pairs) > MOST:
        return dict(placed)
    points = np.array([placed[id_] for id_ in ids], dtype=float)
    sheet = _Sheet(points, np.array([box_of(nodes[id_]) for id_ in ids]), np.array(pairs))
    ends = {points[:, 0].min(), points[:, 0].max()}
    # Those at both ends are what a reader holds on to: they move last.
    order = sorted(range(len(ids)), key=lambda each: (points[each, 0] in ends, *points[each], each))
    for _ in range(SWEEPS):
        if not sum(sheet.settle(each) for each in order):
            break
    return {id_: (placed[id_][0], float(y)) for id_, y in zip(ids, sheet.y, strict=True)}


class _Sheet:
    """Boxes and lines on a plane, where boxes only move up and down.

    What is within the width of a box is the same wherever it goes, so that of each line, and each box that it may run
    over, two fractions are enough: how far along it comes to the box, and how far along it leaves it.
    """

    def __init__(self, points: Numbers, boxes: Numbers, lines: Places) -> None:
        x, half = points[:, 0], boxes[:, 0]
        self.y = points[:, 1].copy()
        self._wanted = points[:, 1]
        self._above, self._below = boxes[:, 1], boxes[:, 2]
        ways = np.arange(1, REACH + 1)
        self._moves = np.concatenate([[0.0], (ways + 1) // 2 * STEP * np.where(ways % 2, 1, -1)])
        self._near = np.abs(x[:, None] - x) < half[:, None] + half
        np.fill_diagonal(self._near, False)
        one, other = np.repeat(lines, len(x), axis=0).T
        box = np.tile(np.arange(len(x)), len(lines))
        within = (np.minimum(x[one], x[other]) < x[box] + half[box]) & (
            np.maximum(x[one], x[other]) > x[box] - half[box]
        )
        kept = within & (box != one) & (box != other)
        self._one, self._other, self._box = one[kept], other[kept], box[kept]
        run = x[self._other] - x[self._one]
        steep = run == 0
        run = np.where(steep, 1.0, run)
        reach = half[self._box], x[self._box] - x[self._one]
        self._first = np.where(steep, 0.0, np.clip((reach[1] - reach[0]) / run, 0, 1))
        self._last = np.where(steep, 1.0, np.clip((reach[1] + reach[0]) / run, 0, 1))

    def settle(self, each: int) -> bool:
        """Whether it was moved to a better place: the nearest of the best ones."""
        tried = np.concatenate([self.y[each : each + 1], self._wanted[each] + self._moves])
        trouble = self._trouble(each, tried)
        best = int(np.argmin(trouble))
        if trouble[best] == trouble[0]:
            return False
        self.y[each] = tried[best]
        return True

    def _trouble(self, each: int, tried: Numbers) -> NDArray[Any]:
        """How much is wrong with each place that is tried for an actor."""
        concerned = (self._box == each) | (self._one == each) | (self._other == each)
        one, other, box = self._one[concerned], self._other[concerned], self._box[concerned]
        rows = np.repeat(self.y[None, :], len(tried), axis=0)
        rows[:, each] = tried
        begin, end = rows[:, one], rows[:, other]
        first = begin + (end - begin) * self._first[concerned]
        last = begin + (end - begin) * self._last[concerned]
        top, bottom = rows[:, box] - self._above[box], rows[:, box] + self._below[box]
        over = (np.minimum(first, last) < bottom) & (np.maximum(first, last) > top)
        near = np.flatnonzero(self._near[each])
        down = self.y[near][None, :] - tried[:, None]
        upon = (down < self._below[each] + self._above[near]) & (down > -self._below[near] - self._above[each])
        found: NDArray[Any] = over.sum(axis=1) + TOUCHING * upon.sum(axis=1)
        return found
