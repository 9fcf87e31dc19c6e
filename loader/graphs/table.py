"""A table of edges: CSV, TSV or a sheet of an Excel workbook, with a header. One row is one edge."""

from __future__ import annotations

import csv
import datetime as dt
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from allegata.errors import LoadError
from loader import separated
from loader.graphs.found import MOST, Found, Item
from loader.graphs.source import whole
from loader.graphs.xml import wrong
from loader.separated import MEND

if TYPE_CHECKING:
    from openpyxl import Workbook

__all__ = ["WIDEST", "header_and_rows", "is_table", "preview", "read_table", "sheets"]

LARGEST = 100_000_000
"""Bytes of a table, when unpacked: it is held in memory whole, as no XML is."""

WIDEST = 500
"""Columns that a table may have."""

_ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx")


def is_table(path: Path) -> bool:
    """Whether this looks like one, by its name."""
    name = path.name.removesuffix(".gz")
    return name.lower().endswith(_ENDINGS)


def read_table(path: Path, sheet: str = "") -> Found:
    """The edges of a table, each with its cells by the names of the columns.

    Args:
        path: of the table.
        sheet: of a workbook; "" for the first.

    Raises:
        LoadError: what is wrong with it, by line (in a workbook: by row).
        NotFound: it cannot be read.
    """
    lines = header_and_rows(path, sheet)
    line, header = next(lines, (1, []))
    names = [each.strip() for each in header]
    if not any(names):
        raise wrong(path.name, line, "has no header", "name the columns in its first row")
    if len(names) > WIDEST:
        raise wrong(path.name, line, f"has {len(names):,} columns", f"keep at most {WIDEST}")
    for at, name in enumerate(names):
        if name and name in names[:at]:
            raise wrong(path.name, line, f"there are two columns {name}", "rename one")
    found = Found(path.name, columns=tuple(filter(None, names)), told=False)
    for line, cells in lines:
        if len(found.edges) == MOST:
            raise wrong(path.name, line, f"has more than {MOST:,} rows", "split it")
        if len(cells) > len(names) and any(cell.strip() for cell in cells[len(names) :]):
            what = f"has {len(cells)} cells where the header has {len(names)}"
            raise wrong(path.name, line, what, "put cells that hold a separator in double quotes")
        told = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()}
        if told:
            found.edges.append(Item(line, told))
    return found


def header_and_rows(path: Path, sheet: str = "") -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with its line; the first one is the header.

    Raises:
        LoadError, NotFound: as for `read_table`.
    """
    return _of_workbook(path, sheet) if path.suffix.lower() == ".xlsx" else _of_text(path)


def _of_text(path: Path) -> Iterator[tuple[int, list[str]]]:
    data = whole(path, LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {data[error.start]:#04x} does not belong to UTF-8 text"
        raise wrong(path.name, line, what, "save the file as UTF-8") from error
    del data
    first = text.partition("\n")[0]
    separator = max(("\t", ";", ","), key=first.count)

    def broken(line: int, error: csv.Error) -> None:
        raise wrong(path.name, line, f"cannot be read from here on ({error})", MEND) from error

    yield from separated.lines(text, broken, separator)


_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, ParseError, DefusedXmlException, OSError, EOFError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError, NotImplementedError, RuntimeError),
)
"""What a reader of workbooks raises of one that is none, or is damaged, encrypted or hostile."""


def sheets(path: Path) -> tuple[str, ...]:
    """The names of the sheets of a workbook; none of any other table.

    Raises:
        LoadError, NotFound: as for `read_table`.
    """
    if path.suffix.lower() != ".xlsx":
        return ()
    try:
        return tuple(each.title for each in _opened(path).worksheets)
    except _DAMAGED as error:
        raise _unreadable(path) from error


def _of_workbook(path: Path, sheet: str) -> Iterator[tuple[int, list[str]]]:
    try:
        book = _opened(path)
        names = [each.title for each in book.worksheets]
        if sheet not in ("", *names) or not names:
            raise wrong(path.name, 0, f"has no sheet {sheet!r}", f"name one of {', '.join(names)}")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for line, row in enumerate(book[sheet or names[0]].iter_rows(values_only=True), 1):
                cells = [_text(value) for value in row]
                if any(cells):
                    yield line, cells
    except _DAMAGED as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> LoadError:
    return wrong(path.name, 0, "is no Excel workbook that can be read", "save it as .xlsx, or as CSV")


def _opened(path: Path) -> Workbook:
    """A workbook, to be read row by row. It raises whatever its reader does, of one that is damaged."""
    from openpyxl import load_workbook

    data = io.BytesIO(whole(path, LARGEST))
    with zipfile.ZipFile(data) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > LARGEST:
        raise wrong(path.name, 0, f"has {unpacked:,} bytes when unpacked", f"keep it below {LARGEST:,}")
    with warnings.catch_warnings():
        # It warns of styles and validations, which are none of our business.
        warnings.simplefilter("ignore")
        return load_workbook(data, read_only=True, data_only=True, keep_links=False)


def _text(value: object) -> str:
    """A cell of a workbook as somebody would type it."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def preview(path: Path, rows: int, sheet: str = "") -> tuple[Sequence[str], list[Sequence[str]]]:
    """Header and first rows."""
    lines = header_and_rows(path, sheet)
    _, header = next(lines, (1, []))
    return header, [cells for _, (_, cells) in zip(range(rows), lines, strict=False)]
