"""A table as text: rows of named cells, each knowing the line it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loader.report import Sheet

__all__ = ["Row", "Table"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        line: where it starts, counted in physical lines from 1.
        cells: text by column; None where it cannot be used and that has been reported. A column that may be left
            out and is, is not among them.
        lines: where a single cell stands, when that is known better.
    """

    line: int
    cells: Mapping[str, str | None]
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, column: str) -> int:
        """The line to cite for this cell."""
        return self.lines.get(column, self.line)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a file.

    Attributes:
        sheet: the file, and what is wrong with it.
        rows: those that could be read, empty ones left out.
    """

    sheet: Sheet
    rows: tuple[Row, ...] = ()
