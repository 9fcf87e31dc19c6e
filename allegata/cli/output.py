"""Rows on stdout: a table for people, JSON for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from allegata.terminal import printable

__all__ = ["Output", "OutputOption", "show"]

_UNBOUNDED = 100_000


class Output(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"


OutputOption = Annotated[
    Output, typer.Option("--format", help="A table for people, or JSON: a list of objects.", show_default=True)
]


def show(columns: Sequence[str], rows: Iterable[Sequence[object]], output: Output = Output.TABLE) -> None:
    """Print rows on stdout."""
    if output is Output.JSON:
        show_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    rows = [tuple(row) for row in rows]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, column in enumerate(columns):
        numbers = rows and all(isinstance(row[place], int | float) for row in rows)
        table.add_column(column.replace("_", " "), justify="right" if numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(_text(value))) for value in row))
    # Nothing is wrapped or cut for a program that reads along.
    width = None if sys.stdout.isatty() else _UNBOUNDED
    console = Console(file=sys.stdout, width=width, highlight=False)
    with console.capture() as printed:
        console.print(table)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in printed.get().splitlines())


def show_json(objects: Sequence[Mapping[str, object]]) -> None:
    """Print a list of objects on stdout."""
    json.dump(list(objects), sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value)
