"""What a figure is to look like: how large, on which ground, with which parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from allegata.errors import UsageError
from allegata.render.style import DARK, LIGHT, Ground

__all__ = ["DPI", "GROUNDS", "LABELS", "PAGES", "Design", "Page", "page_of"]


@dataclass(frozen=True, slots=True)
class Page:
    """How large a figure is.

    Attributes:
        label: in words.
        width, height: millimetres; a height of 0 is as much as the figure needs.
        points: size of names, in points.
    """

    label: str
    width: float
    height: float
    points: float


PAGES: Mapping[str, Page] = MappingProxyType(
    {
        "column": Page("One column, 85 mm", 85.0, 0.0, 6.5),
        "full": Page("Full width, 180 mm", 180.0, 0.0, 7.0),
        "slide": Page("Slide 16:9, 254 × 143 mm", 254.0, 142.9, 10.5),
        "square": Page("Square, 120 mm", 120.0, 120.0, 7.0),
    }
)
"""Sizes with a name."""

GROUNDS: Mapping[str, tuple[Ground, str]] = MappingProxyType(
    {
        "white": (replace(LIGHT, paper="#ffffff", rim="#ffffff"), "light"),
        "light": (LIGHT, "light"),
        "dark": (DARK, "dark"),
        "transparent": (replace(LIGHT, paper="", rim=""), "light"),
    }
)
"""What is drawn on: the ground, and which of two inks is used on it. No paper: what lies below shows through."""

LABELS = ("auto", "relations", "numbers", "counts", "none")
"""What stands on lines: numbers that lead to the sources, names of relations, how many statements there are. ``auto``:
numbers where sources are listed, and names of relations where there are few of them."""

DPI = (72, 150, 300, 600)

_SMALLEST, _LARGEST = 40.0, 1200.0


@dataclass(frozen=True, slots=True)
class Design:
    """What a figure is to look like.

    Attributes:
        page: how large.
        ground: one of `GROUNDS`.
        dpi: dots per inch, of a PNG.
        labels: one of `LABELS`.
        legend: families, lines and shapes in use.
        words: title and caption.
        sources: edges are numbered, and their sources listed.
        filters: those in force, how much they hide, and what else is left out.
        origin: where it came from, and the day.
    """

    page: Page = PAGES["full"]
    ground: str = "white"
    dpi: int = 300
    labels: str = "auto"
    legend: bool = True
    words: bool = True
    sources: bool = False
    filters: bool = True
    origin: bool = False

    def __post_init__(self) -> None:
        if self.ground not in GROUNDS:
            raise UsageError(f"There is no ground {self.ground!r}: choose {', '.join(GROUNDS)}.")
        if self.labels not in LABELS:
            raise UsageError(f"Lines cannot be labelled with {self.labels!r}: choose {', '.join(LABELS)}.")
        if not 36 <= self.dpi <= 1200:
            raise UsageError(f"{self.dpi} dots per inch are out of range: between 36 and 1200 can be drawn.")


def page_of(text: str) -> Page:
    """A page by its name, or by its size in millimetres: ``140`` (as high as need be), ``140x90``.

    Raises:
        UsageError: it is neither.
    """
    word = text.strip().lower()
    if word in PAGES:
        return PAGES[word]
    found = re.fullmatch(r"(\d{1,4}(?:\.\d+)?)(?:\s*[x×]\s*(\d{1,4}(?:\.\d+)?))?(?:\s*mm)?", word)
    if not found:
        raise UsageError(f"There is no size {text!r}: say {', '.join(PAGES)}, or millimetres, as in 140 or 140x90.")
    width, height = float(found[1]), float(found[2] or 0)
    if not all(_SMALLEST <= side <= _LARGEST for side in (width, height or width)):
        raise UsageError(f"A figure of {text} mm cannot be drawn: sides have {_SMALLEST:.0f} to {_LARGEST:.0f} mm.")
    points = min(max(6.5, 7.0 * min(width, (height or width) * 1.6) / 180.0), 14.0)
    return Page(f"{text.strip()} mm", width, height, points)
