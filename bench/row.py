"""One line of the table of results."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["HEAD", "Row"]

HEAD = "| what | median (min–max) | floor | floor's median | ratio | bar | |\n|---|---|---|---|---|---|---|"


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
    """

    what: str
    values: Sequence[float]
    floor: Sequence[float]
    floor_is: str
    bar: float
    unit: str

    def __str__(self) -> str:
        middle, floor = statistics.median(self.values), statistics.median(self.floor)
        ratio = middle / floor
        spread = f"{middle:.3g} ({min(self.values):.3g}–{max(self.values):.3g}) {self.unit}"
        kept = "kept" if ratio <= self.bar else "**missed**"
        cells = (self.what, spread, self.floor_is, f"{floor:.3g} {self.unit}", f"{ratio:.2f}", f"{self.bar:g}", kept)
        return f"| {' | '.join(cells)} |"
