"""Lines and tables of results."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["HEAD", "Missing", "Result", "Row", "Table", "table"]

HEAD = "| what | measured (min–max) | floor | floor's median | ratio | bar | |\n|---|---|---|---|---|---|---|"


@dataclass(frozen=True)
class Row:
    """A measurement beside its floor.

    Attributes:
        what: is measured.
        values: measured, in `unit`.
        floor: measured in the same run, in `unit`.
        floor_is: what the floor is.
        bar: the ratio that is to be kept.
        unit: of both.
        share: of the values that lie below the one that counts; 0.5: the median.
        like_floor: whether the same share counts of the floor; else always its median.
    """

    what: str
    values: Sequence[float]
    floor: Sequence[float]
    floor_is: str
    bar: float
    unit: str
    share: float = 0.5
    like_floor: bool = False

    @property
    def value(self) -> float:
        """The one that counts."""
        return _at(self.values, self.share)

    def __str__(self) -> str:
        floor = _at(self.floor, self.share if self.like_floor else 0.5)
        ratio = self.value / floor
        of = "" if self.share == 0.5 else f"p{self.share * 100:.0f} "
        spread = f"{of}{_figure(self.value)} ({_figure(min(self.values))}–{_figure(max(self.values))}) {self.unit}"
        kept = "kept" if ratio <= self.bar else "**missed**"
        cells = (self.what, spread, self.floor_is, f"{_figure(floor)} {self.unit}", f"{ratio:.2f}", f"{self.bar:g}")
        return f"| {' | '.join(cells)} | {kept} |"


@dataclass(frozen=True)
class Missing:
    """What could not be measured.

    Attributes:
        what: was to be measured.
        why: it was not.
    """

    what: str
    why: str

    def __str__(self) -> str:
        return f"| {self.what} | not measured: {self.why} | | | | | |"


@dataclass(frozen=True)
class Table:
    """Results that have no floor but stand beside each other.

    Attributes:
        title: what is compared.
        head: of the columns.
        rows: their cells.
        note: below it.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def __str__(self) -> str:
        lines = [f"**{self.title}**", "", _line(self.head), _line(["---"] * len(self.head)), *map(_line, self.rows)]
        return "\n".join([*lines, "", self.note] if self.note else lines)


Result = Row | Missing | Table


def table(results: Iterable[Result]) -> str:
    """All of it as Markdown: first the one table of the rows, then the other tables."""
    found = list(results)
    rows = [str(each) for each in found if not isinstance(each, Table)]
    blocks = ["\n".join([HEAD, *rows])] if rows else []
    return "\n\n".join([*blocks, *(str(each) for each in found if isinstance(each, Table))])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _figure(number: float) -> str:
    """Three digits, and no power of ten: 0.412, 5.03, 108, 1,250."""
    size = abs(number)
    return f"{number:,.0f}" if size >= 100 else f"{number:.3g}"


def _at(values: Sequence[float], share: float) -> float:
    ranked = sorted(values)
    return statistics.median(ranked) if share == 0.5 else ranked[min(len(ranked) - 1, int(share * len(ranked)))]
