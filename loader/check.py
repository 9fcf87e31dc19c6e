"""From rows of text to values, with everything that is wrong on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from allegata.vocabulary import nearest
from loader.column import DATASET, TABLES, Column, Columns
from loader.report import Sheet
from loader.table import Row, Table
from loader.unfit import Unfit

__all__ = ["Entry", "Nobody", "Registry", "entries", "references", "values"]


class Registry(Protocol):
    """Who knows what other data sets hold: `allegata.store.writer.Writer` does."""

    def known(
        self, entities: Collection[str], documents: Collection[str], *, outside: str
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Which of these ids other data sets than ``outside`` define."""
        ...


class Nobody:
    """A `Registry` without a database: a data set has to stand on its own."""

    def known(
        self, entities: Collection[str], documents: Collection[str], *, outside: str
    ) -> tuple[frozenset[str], frozenset[str]]:
        """None of them."""
        return frozenset(), frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A row with its values.

    Attributes:
        sheet: the file it stands in.
        row: its text.
        values: what could be understood, by column; empty cells are not among them.
        sound: whether every cell is as it should be.
    """

    sheet: Sheet
    row: Row
    values: dict[str, Any]
    sound: bool

    def wrong(self, column: str, what: str, mend: str) -> None:
        """Something is wrong with this cell."""
        self.sheet.wrong(self.row.at(column), what, mend)


def values(row: Row, sheet: Sheet, columns: Columns = DATASET) -> Entry:
    """The values of one row."""
    found: dict[str, Any] = {}
    sound = True
    for column in columns:
        raw = row.cells.get(column.name, "")
        if raw:
            try:
                found[column.name] = column.parse(raw)
            except Unfit as unfit:
                sound = False
                sheet.wrong(row.at(column.name), f"{column.name} {_shown(raw)} {unfit.what}", unfit.mend)
        elif raw is None:
            sound = False
        elif column.needed:
            sound = False
            sheet.wrong(row.at(column.name), f"{column.name} is missing", "fill it in")
    return Entry(sheet, row, found, sound)


def entries(table: Table, columns: Columns) -> tuple[Entry, ...]:
    """The values of all rows; an id that an earlier row has is reported."""
    found = tuple(values(row, table.sheet, columns) for row in table.rows)
    if columns[0].name == "id":
        first: dict[str, int] = {}
        for entry in found:
            id_, line = entry.values.get("id"), entry.row.at("id")
            if id_ is None:
                continue
            if id_ in first:
                entry.wrong("id", f"the id {id_} is taken by line {first[id_]}", "give each row its own")
            first.setdefault(id_, line)
    return found


def references(
    tables: dict[str, tuple[Entry, ...]], sheets: dict[str, Sheet], registry: Registry, dataset: str
) -> None:
    """Report every reference to something that is nowhere.

    Args:
        tables: the rows of every table.
        sheets: the files of every table; where one could not be read whole, nothing is said against its ids.
        registry: asked for entities and documents that the data set itself does not describe.
        dataset: its name.
    """
    there = {name: {id_ for entry in rows if (id_ := entry.row.cells.get("id"))} for name, rows in tables.items()}
    dangling = [
        (entry, column, id_)
        for entry, column, id_ in _references(tables)
        if sheets[column.table].whole and id_ not in there[column.table]
    ]
    missing = {table: {id_ for _, column, id_ in dangling if column.table == table} for table in TABLES}
    entities, documents = registry.known(missing["entities"], missing["documents"], outside=dataset)
    elsewhere = {"entities": entities, "documents": documents}
    hint = _Hint()
    for entry, column, id_ in dangling:
        if id_ not in elsewhere.get(column.table, ()):
            what = f"{column.name} names {id_!r}, which is not in the table {column.table}"
            mend = hint.near(id_, there[column.table]) or f"add it to {column.table}, or correct the id"
            entry.wrong(column.name, what, mend)


class _Hint:
    """Likely spellings; looking for one takes long, so only the first few ids get it."""

    def __init__(self) -> None:
        self._left = 50

    def near(self, id_: str, choices: set[str]) -> str:
        if not self._left or len(choices) > 5000:
            return ""
        self._left -= 1
        return nearest(id_, sorted(choices))


def _references(tables: dict[str, tuple[Entry, ...]]) -> Iterator[tuple[Entry, Column, str]]:
    for name, columns in TABLES.items():
        pointing = [column for column in columns if column.table]
        for entry in tables[name]:
            for column in pointing:
                value = entry.values.get(column.name, ())
                for id_ in (value,) if isinstance(value, str) else value:
                    yield entry, column, id_


def _shown(raw: str) -> str:
    return repr(raw) if len(raw) <= 60 else f"{raw[:60]!r}..."
