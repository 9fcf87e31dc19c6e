"""How large a graph is on paper: what nodes take up with their names, and how many millimetres a pixel may be."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from allegata.model import Node
from allegata.render import style
from allegata.render.export import Export
from allegata.render.figure.labels import size_of
from allegata.render.figure.shapes import Box
from allegata.render.figure.text import Line, clean, wrapped

__all__ = ["Extent", "card_of", "card_words", "disc_of", "fit", "turn_of", "unit_of", "ways_of"]

Point = tuple[float, float]

LARGEST = 0.23
"""Millimetres a pixel of the screen, at most: a graph of few nodes is not blown up."""

WIDEST = 12.0
"""Of a name, in ems; as on the screen."""

MOST_LINES = 6
"""Of a name."""


def fit(export: Export, width: float, height: float, em: float) -> tuple[float, float]:
    """How many millimetres a pixel of the screen is, so that nodes and names fit; and how high the graph is then."""
    extent = Extent(export, em)

    def needs(scale: float) -> tuple[float, float]:
        box = extent.at(scale)
        return box.right - box.left + 0.5 * em, box.bottom - box.top + 0.8 * em

    low, high = 0.0, LARGEST * em / 2.47
    for _ in range(20):
        middle = (low + high) / 2
        wide, tall = needs(middle)
        if wide <= width and tall <= height:
            low = middle
        else:
            high = middle
    return low, min(needs(low)[1], height)


class Extent:
    """What nodes take up at any scale, with names below them and loops; the place (0, 0) is at (0, 0)."""

    def __init__(self, export: Export, em: float) -> None:
        nodes = export.subgraph.nodes
        loops = Counter(edge.source for edge in export.subgraph.edges if edge.source == edge.target)
        self._em = em
        self._at = np.array([export.places[node.id] for node in nodes], dtype=float).T
        self._card = np.array([node.kind == style.CLAIM for node in nodes])
        self._radius = np.array([style.radius_of(node.degree) for node in nodes])
        self._loops = np.array([float(loops[node.id]) for node in nodes])
        sizes = [card_of(it, em) if it.kind == style.CLAIM else size_of(ways_of(it.name)[0], em) for it in nodes]
        self._size = np.array(sizes, dtype=float).T

    def at(self, scale: float) -> Box:
        """At so many millimetres a pixel."""
        disc, unit = disc_of(scale, self._em), unit_of(scale, self._em)
        (x, y), (wide, high), card = self._at * scale, self._size, self._card
        radius = self._radius * disc
        beside = np.where(self._loops > 0, radius + 1.9 * turn_of(self._loops - 1, disc, unit), 0.0)
        side = np.where(card, wide, wide / 2)
        up = np.where(card, high, np.maximum(radius, beside))
        down = np.where(card, high, radius + high + 0.4 * self._em)
        right = np.where(card, wide, np.maximum(side, beside))
        return Box(float((x - side).min()), float((y - up).min()), float((x + right).max()), float((y + down).max()))


def turn_of(number: Any, disc: float, unit: float) -> Any:
    """Radius of a loop: the first, second ... of its node."""
    return (14.0 + 7.0 * number) * max(disc, 0.8 * unit)


def disc_of(scale: float, em: float) -> float:
    """Millimetres a pixel for the size of nodes: as the whole, within bounds at which they can be told apart."""
    return min(max(scale, 0.062 * em / 2.47), 0.125 * em / 2.47)


def unit_of(scale: float, em: float) -> float:
    """Millimetres a pixel for the width of lines: thinner, where much is on the page."""
    return 0.11 * em / 2.47 * min(1.0, max(0.5, scale / (0.075 * em / 2.47)))


def ways_of(name: str) -> tuple[tuple[Line, ...], ...]:
    """Ways to break a name, the usual one first."""
    text = clean(name) or "?"
    usual = wrapped(text, WIDEST, MOST_LINES)
    narrow, wide = wrapped(text, 0.62 * WIDEST, 4), wrapped(text, 1.7 * WIDEST, MOST_LINES // 2)
    return tuple(dict.fromkeys((usual, *(way for way in (narrow, wide) if way[-1].text[-1:] != "…"))))


def card_of(node: Node, em: float) -> Point:
    """Half the width and height of the card of a claim."""
    wide, high = size_of(card_words(node), 0.9 * em)
    return wide / 2 + 0.6 * em, high / 2 + 0.5 * em


def card_words(node: Node) -> tuple[Line, ...]:
    """The wording of a claim, as it stands on its card."""
    return wrapped(clean(node.name) or "?", 14.0, 6)
