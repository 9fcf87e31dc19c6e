"""Blocks of bytes become rows of cells, in Arrow batches, each row with its place in the file.

Lines are split here, and not by DuckDB's reader of CSV: that one refuses a whole file because of a single NUL in it
("state machine reached an invalid state"), and tells no line numbers of good rows. Everything after the splitting is
SQL. Memory stays flat: a block, the batch being filled, and at most one unfinished line of `MAX_LINE` bytes.

A row with a fault (not UTF-8, endless) is a row all the same, so that every line of the input is accounted for.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import pyarrow as pa

__all__ = ["BATCH", "ENCODING", "MAX_CELL", "MAX_LINE", "OVERLONG", "Shape", "batches"]

BATCH = 50_000
"""Rows in a batch."""

MAX_CELL = 20_000
"""Characters in a cell."""

MAX_LINE = 4 << 20
"""Bytes in a line."""

ENCODING = "broken encoding"
OVERLONG = "over-long cell"

_BOM = b"\xef\xbb\xbf"
_KEPT = 200
"""Characters kept of a line that is dropped, to show where it was."""


class Shape(StrEnum):
    """How a row is written."""

    TAB = "tab"
    """One line, one row; cells between tabs; quote characters are data."""
    CSV = "csv"
    """RFC 4180: cells between commas, in quotes where needed, and then with line ends in them."""
    QUOTED_TAB = "quoted tab"
    """The same, with tabs for commas."""


@dataclass(slots=True)
class _Batch:
    first: int
    lines: list[int] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    cells: list[list[str] | None] = field(default_factory=list)
    faults: list[str | None] = field(default_factory=list)

    def add(self, line: int, text: str | None, cells: list[str] | None, fault: str | None) -> None:
        self.lines.append(line)
        self.texts.append(text)
        self.cells.append(cells)
        self.faults.append(fault)

    def arrow(self) -> pa.RecordBatch:
        rows = range(self.first, self.first + len(self.lines))
        columns = [
            pa.array(rows, pa.int64()),
            pa.array(self.lines, pa.int64()),
            pa.array(self.texts, pa.large_string()),
            pa.array(self.cells, pa.list_(pa.string())),
            pa.array(self.faults, pa.string()),
        ]
        return pa.RecordBatch.from_arrays(columns, ["row", "line", "text", "cells", "fault"])


def batches(blocks: Iterable[bytes], shape: Shape, first_row: int, header: bool) -> Iterator[pa.RecordBatch]:
    """The rows of a file.

    Args:
        blocks: its bytes.
        shape: how rows are written.
        first_row: the number of its first row.
        header: whether the first line that is not empty is one, and no row.

    Returns:
        Batches of ``row``, ``line`` (the physical one where the row starts), ``text`` (of a `Shape.TAB` row),
        ``cells`` (of the others) and ``fault`` (`ENCODING`, `OVERLONG` or NULL).
    """
    rows = _whole_lines(blocks) if shape is Shape.TAB else _quoted(blocks, "," if shape is Shape.CSV else "\t")
    batch = _Batch(first_row)
    for line, text, cells, fault in rows:
        if header:
            header = False
            continue
        batch.add(line, text, cells, fault)
        if len(batch.lines) == BATCH:
            yield batch.arrow()
            batch = _Batch(batch.first + BATCH)
    if batch.lines:
        yield batch.arrow()


_Row = tuple[int, str | None, list[str] | None, str | None]


def _whole_lines(blocks: Iterable[bytes]) -> Iterator[_Row]:
    """Rows of one line each, without their ends; empty ones are left out."""
    for line, text, fault in _lines(blocks):
        if fault is not None or (text and not text.isspace()):
            yield line, text, None, fault


def _quoted(blocks: Iterable[bytes], delimiter: str) -> Iterator[_Row]:
    """Rows of quoted cells."""
    read = 0
    faults: list[str] = []

    def feed() -> Iterator[str]:
        nonlocal read
        for line, text, fault in _lines(blocks):
            read = line
            if fault is not None:
                faults.append(fault)
                if fault == OVERLONG:  # a line without its end must not open a cell that never closes
                    text = text.replace('"', "")
            yield text.replace("\r", " ") + "\n"  # within a line it is a break within a cell, as a line end is

    reader = csv.reader(feed(), delimiter=delimiter)
    while True:
        start = read + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a quote that never closes ends here, at the limit of the csv module: 131,072 characters
            faults.append(OVERLONG)
            cells = [""]
        fault = faults[0] if faults else None
        faults.clear()
        if fault is not None:
            yield start, None, None, fault
        elif any(cell and not cell.isspace() for cell in cells):
            yield start, None, cells, None


def _lines(blocks: Iterable[bytes]) -> Iterator[tuple[int, str, str | None]]:
    """Number, text and fault of every line."""
    number = 0
    for block, cut in _at_line_ends(blocks):
        if cut:
            number += 1
            yield number, block.decode("utf-8", "replace")[:_KEPT], OVERLONG
            continue
        try:
            texts = block.decode("utf-8").split("\n")
        except UnicodeDecodeError:
            for raw in block.split(b"\n"):
                number += 1
                yield number, *_decoded(raw)
            continue
        for text in texts:
            number += 1
            yield number, (text[:-1] if text.endswith("\r") else text), None


def _decoded(raw: bytes) -> tuple[str, str | None]:
    try:
        return raw.removesuffix(b"\r").decode("utf-8"), None
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")[:_KEPT], ENCODING


def _at_line_ends(blocks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    """The same bytes in pieces of whole lines, without the end of the last; True for the head of an endless line."""
    rest = b""
    dropping = False
    first = True
    for block in blocks:
        if first:
            block = block.removeprefix(_BOM)
            first = False
        if dropping:
            end = block.find(b"\n")
            if end < 0:
                continue
            block, dropping = block[end + 1 :], False
        whole, newline, tail = (rest + block).rpartition(b"\n")
        if newline:
            yield whole, False
        rest = tail
        if len(rest) > MAX_LINE:
            yield rest[: _KEPT * 4], True
            rest, dropping = b"", True
    if rest:
        yield rest, False
