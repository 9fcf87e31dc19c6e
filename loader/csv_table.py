"""Rows out of comma-separated text."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from loader import column, separated
from loader.cell import clean
from loader.column import Columns
from loader.report import Sheet
from loader.separated import MEND
from loader.table import Row
from loader.unfit import Unfit

__all__ = ["rows"]


def rows(text: str, columns: Columns, sheet: Sheet) -> Iterator[Row]:
    """The rows, each with the cells of the columns that are known; empty lines and rows are left out."""

    def broken(line: int, error: csv.Error) -> None:
        sheet.lose(line, f"the rows from here on cannot be read ({error})", MEND)

    lines = separated.lines(text, broken)
    first = next(lines, None)
    if first is None:
        if sheet.whole:
            sheet.lose(0, "is empty", "give it a header line with the names of the columns, or remove it")
        return
    names = _header(*first, columns, sheet)
    if names is None:
        return
    wanted = [(place, name) for place, name in enumerate(names) if column.known(name, columns)]
    absent = [each.name for each in columns if each.needed and each.name not in names]
    for line, cells in lines:
        if len(cells) != len(names):
            what = f"has {len(cells)} cells where the header has {len(names)}"
            sheet.lose(line, what, "put cells that hold a comma in double quotes, and count the commas")
            continue
        found: dict[str, str | None] = dict.fromkeys(absent)
        for place, name in wanted:
            found[name] = _clean(name, cells[place], line, sheet)
        yield Row(line, found)


def _clean(name: str, raw: str, line: int, sheet: Sheet) -> str | None:
    try:
        return clean(raw)
    except Unfit as unfit:
        sheet.lose(line, f"{name} {unfit.what}", unfit.mend)
        return None


def _header(line: int, cells: list[str], columns: Columns, sheet: Sheet) -> list[str] | None:
    """The names of the columns, or None when no row can be read under them."""
    names = [cell.strip() for cell in cells]
    if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
        sheet.lose(line, "the columns are not separated by commas", "save the table as CSV with commas")
        return None
    for place, name in enumerate(names):
        if not name:
            sheet.wrong(line, f"column {place + 1} has no name", "name it, or delete it")
        elif name in names[:place]:
            sheet.lose(line, f"there are two columns {name}", "keep one")
        elif not column.known(name, columns):
            sheet.wrong(line, f"there is no column {name!r}", column.unknown(name, columns))
    for each in columns:
        if each.needed and each.name not in names:
            sheet.lose(line, f"the column {each.name} is missing", "add it")
    return names
