"""The display list: what a figure is made of before it is a file. Millimetres, x to the right, y downwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from allegata.render.figure.text import ASCENT, DESCENT, Line

__all__ = ["Box", "Group", "Path", "Picture", "Words", "lettering", "polygon", "rounded"]

Step = tuple[str, tuple[float, ...]]
"""A letter of the language of SVG's paths (M, L, Q, C, Z), and its numbers."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two have any area in common."""
        return (
            self.left < other.right - 1e-9
            and other.left < self.right - 1e-9
            and self.top < other.bottom - 1e-9
            and other.top < self.bottom - 1e-9
        )

    def within(self, other: Box) -> bool:
        """Whether this lies in the other."""
        return (
            self.left >= other.left - 1e-6
            and self.right <= other.right + 1e-6
            and self.top >= other.top - 1e-6
            and self.bottom <= other.bottom + 1e-6
        )


@dataclass(frozen=True, slots=True)
class Path:
    """An outline, filled or drawn; inks are ``#rrggbb``, "" for none."""

    steps: tuple[Step, ...]
    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text: its left end, the base of its letters, size of the em."""

    line: Line
    x: float
    y: float
    size: float
    ink: str
    bold: bool = False

    @property
    def box(self) -> Box:
        """What it takes up."""
        right = self.x + self.line.width * self.size
        return Box(self.x, self.y - ASCENT * self.size, right, self.y + DESCENT * self.size)


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together; ``name``: for who looks into the file. ``title``: what it is, in words."""

    name: str
    items: tuple[Path | Words | Group, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page: its size, its paper ("" for none), what is on it, and what it is in words."""

    width: float
    height: float
    paper: str
    groups: tuple[Group, ...]
    title: str = ""
    caption: str = ""


def lettering(items: tuple[Path | Words | Group, ...]) -> Iterator[Words]:
    """All words in these."""
    for item in items:
        if isinstance(item, Words):
            yield item
        elif isinstance(item, Group):
            yield from lettering(item.items)


def polygon(points: tuple[tuple[float, float], ...]) -> tuple[Step, ...]:
    """A closed outline through these points."""
    (first, *others) = points
    return (("M", first), *(("L", point) for point in others), ("Z", ()))


_ROUND = 0.5522847498


def rounded(box: Box, radius: float) -> tuple[Step, ...]:
    """A rectangle with round corners; a circle, when the radius is half its sides."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    k = radius * (1 - _ROUND)
    return (
        ("M", (left + radius, top)),
        ("L", (right - radius, top)),
        ("C", (right - k, top, right, top + k, right, top + radius)),
        ("L", (right, bottom - radius)),
        ("C", (right, bottom - k, right - k, bottom, right - radius, bottom)),
        ("L", (left + radius, bottom)),
        ("C", (left + k, bottom, left, bottom - k, left, bottom - radius)),
        ("L", (left, top + radius)),
        ("C", (left, top + k, left + k, top, left + radius, top)),
        ("Z", ()),
    )
