"""Lines of text with separators between cells, as spreadsheets write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

__all__ = ["MEND", "lines"]

MEND = "close every double quote, and write one that is part of the text twice"
"""What helps where the quotes are broken."""


def lines(
    text: str, broken: Callable[[int, csv.Error], object], separator: str = ","
) -> Iterator[tuple[int, list[str]]]:
    """What is not empty, with the physical line in which it starts.

    Args:
        text: of the file.
        broken: is told the line from which on nothing can be read, and why; it may raise.
        separator: between cells.
    """
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=separator, strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        broken(line, error)
