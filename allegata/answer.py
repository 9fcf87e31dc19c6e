"""What a query of somebody's own gave: rows as a table, and what of them can be drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Answer", "Link", "Point", "cell"]


@dataclass(frozen=True, slots=True)
class Point:
    """A node of the database, whatever its labels.

    Attributes:
        element_id: the server's own name for it; lasts as long as the node.
        labels: in the order of the alphabet.
        properties: plain values (see `Answer.rows`).
    """

    element_id: str
    labels: tuple[str, ...] = ()
    properties: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of the database; ``source`` and ``target`` are element ids of `Point`."""

    element_id: str
    type: str
    source: str
    target: str
    properties: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave.

    Attributes:
        columns: their names, in order.
        rows: one tuple a row, of plain values: None, bool, int, float, str, dates and times of the standard library,
            lists and dicts of such. A node is a dict of its properties, a relationship one with ``type`` besides, a
            path a list of both in turn; what has no plain form is text.
        points: every node in the rows, once, in the order of first sight; ends of relationships that were not
            returned themselves have no labels and no properties.
        links: every relationship in the rows, once.
        drawn: for each column, whether it holds nodes, relationships or paths, alone or in lists.
        cut: "" when this is all there is; else a sentence that says where it was cut.
        seconds: from the question to the last row.
        more: "" or a sentence that says why there may be more, though nothing was cut.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    points: tuple[Point, ...] = ()
    links: tuple[Link, ...] = ()
    drawn: tuple[bool, ...] = ()
    cut: str = ""
    seconds: float = 0.0
    more: str = ""

    @property
    def drawable(self) -> bool:
        """Whether there is a graph in it."""
        return bool(self.points)

    @property
    def entities(self) -> tuple[str, ...]:
        """Ids of the entities in it, for the explorer: of a database that Allegata loaded."""
        return tuple(_texts(each.properties.get("id") for each in self.points if "Entity" in each.labels))

    @property
    def edge_keys(self) -> tuple[str, ...]:
        """Keys of the direct edges in it, of a database that Allegata loaded."""
        return tuple(_texts(each.properties.get("edge_key") for each in self.links))

    @property
    def table(self) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """Columns and rows to be read as a table: without what is to be drawn, unless that is all there is."""
        places = [at for at in range(len(self.columns)) if not (self.drawn and self.drawn[at])]
        if not places:
            return self.columns, self.rows
        return tuple(self.columns[at] for at in places), tuple(tuple(row[at] for at in places) for row in self.rows)

    @property
    def cells(self) -> tuple[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
        """`table` with nothing in its cells that takes more than one: lists and maps are texts."""
        columns, rows = self.table
        return columns, tuple(tuple(map(cell, row)) for row in rows)

    def records(self) -> list[dict[str, Any]]:
        """The rows as objects."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def as_json(self) -> str:
        """`records` as a JSON text."""
        return json.dumps(self.records(), ensure_ascii=False, indent=2, default=str) + "\n"


def cell(value: Any) -> Any:
    """A plain value as one cell holds it: of a map its name, where it has one."""
    if isinstance(value, Mapping):
        return str(value.get("name") or json.dumps(value, ensure_ascii=False, default=str))
    if isinstance(value, list):
        return ", ".join(str(cell(each)) for each in value)
    return value


def _texts(values: Iterable[object]) -> Iterable[str]:
    return (each for each in dict.fromkeys(values) if isinstance(each, str))
