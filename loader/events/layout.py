"""What a reader of one format is: how its files are recognized, and how their rows become events."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from loader.events.lines import Shape

__all__ = ["Layout", "Match", "Reader", "statement"]


@dataclass(frozen=True, slots=True)
class Match:
    """A file that fits a layout.

    Attributes:
        layout: the one it fits.
        width: cells that each of its rows must have.
        picks: for each column of the layout, the place (from 1) of its cell; a place beyond the row gives NULL.
        header: whether the first line is a header.
        constants: cells that every row of the file gets, after its own.
        words: words of the file for relation types, where it comes with a mapping.
    """

    layout: Layout
    width: int
    picks: tuple[int, ...]
    header: bool
    constants: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of table.

    Attributes:
        name: what it is called where a format has several.
        sql: the statements that turn its rows into the table ``reading_projected``: names of ``sql/NAME.sql``, run in
            this order.
        shape: how its rows are written.
        columns: its columns, as its header calls them, in the order in which the statement knows them.
        looks_like: says of the cells of a row, where there is no header, whether they are of this table.
        bare: how many cells a row may have where there is no header; () when there must be one.
        optional: those of the columns that need not be there.
    """

    name: str
    sql: tuple[str, ...]
    shape: Shape
    columns: tuple[str, ...]
    looks_like: Callable[[Sequence[str]], bool] | None = None
    bare: tuple[int, ...] = ()
    optional: tuple[str, ...] = ()

    def match(self, first_lines: Sequence[str]) -> Match | None:
        """How a file that begins with these lines fits this layout; None when it does not."""
        rows = [self.split(line) for line in first_lines]
        if not rows:
            return None
        return self._by_header(rows[0]) or self._by_row(rows)

    def split(self, line: str) -> list[str]:
        """The cells of a line."""
        if self.shape is Shape.TAB:
            return line.split("\t")
        try:
            return next(csv.reader([line], delimiter="," if self.shape is Shape.CSV else "\t"), [])
        except csv.Error:  # no line of such a table
            return []

    def _by_header(self, cells: Sequence[str]) -> Match | None:
        place = {cell.strip().casefold(): number for number, cell in reversed(list(enumerate(cells, 1)))}
        needed = [column for column in self.columns if column not in self.optional]
        if not needed or any(column.casefold() not in place for column in needed):
            return None
        nowhere = len(cells) + 1
        picks = tuple(place.get(column.casefold(), nowhere) for column in self.columns)
        return Match(self, len(cells), picks, header=True)

    def _by_row(self, rows: Sequence[Sequence[str]]) -> Match | None:
        for cells in rows:
            if self.looks_like is not None and len(cells) in self.bare and self.looks_like(cells):
                return Match(self, len(cells), tuple(range(1, len(self.columns) + 1)), header=False)
        return None


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader of one format.

    Attributes:
        name: what one calls it, as in ``icews``.
        title: what it is, in a line.
        scheme: whose quad classes its events carry: ``GDELT``, ``PLOVER`` or "".
        layouts: its kinds of tables; files of an earlier kind are read first.
    """

    name: str
    title: str
    scheme: str
    layouts: tuple[Layout, ...]

    def match(self, first_lines: Sequence[str]) -> Match | None:
        """How a file that begins with these lines fits this format; None when it does not."""
        return next((found for layout in self.layouts if (found := layout.match(first_lines))), None)


@cache
def statement(name: str) -> str:
    """The SQL of ``sql/NAME.sql``."""
    return (files("loader.events") / "sql" / f"{name}.sql").read_text("utf-8")
