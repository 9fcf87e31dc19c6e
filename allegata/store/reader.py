"""The one way to read: READ access, a time limit, a row cap and a byte cap on everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import neo4j

from allegata.errors import LimitReached
from allegata.settings import Settings
from allegata.store.connection import Connection
from allegata.store.faults import too_late
from allegata.store.halt import Halt, within
from allegata.store.reading import State, reading

__all__ = ["Reader", "Rows"]

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """What a read gave.

    Attributes:
        columns: their names, in order.
        rows: one mapping a row.
        cut: whether there was more than the row cap lets through.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    cut: bool

    def one(self) -> Row | None:
        """The first row, or None."""
        return self.rows[0] if self.rows else None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads from one connection, within the limits of the settings.

    Attributes:
        connection: to the database.
        settings: with the limits.
        halt: by which somebody may stop whatever it is at, from another thread; None: nobody.
    """

    connection: Connection
    settings: Settings
    halt: Halt | None = None

    def read(
        self,
        statement: str,
        /,
        *,
        timeout: float | None = None,
        rows: int | None = None,
        after: State = frozenset(),
        **parameters: Any,
    ) -> Rows:
        """Run one statement of ours and fetch its rows.

        Args:
            statement: from `allegata.store.cypher`; what a person typed does not come this way.
            timeout: seconds; the setting ``ALLEGATA_QUERY_TIMEOUT`` is the longest there can be.
            rows: most rows; the setting ``ALLEGATA_ROW_LIMIT`` is the most there can be.
            after: what is read is to have all of this state in it.
            **parameters: of the statement.

        Raises:
            StoreError: what went wrong, in a sentence; `LimitReached` when a limit of ours ended it, `QueryStopped`
                when ``halt`` was used.
        """
        settings = self.settings
        seconds = min(timeout or settings.query_timeout, settings.query_timeout)
        most = min(rows or settings.row_limit, settings.row_limit)
        query = neo4j.Query(statement, timeout=seconds)
        with reading(self.connection, self.halt, after=after) as session, within(session, seconds, too_late):
            # Auto-commit: a managed transaction would retry a memory error for half a minute.
            result = session.run(query, parameters)
            columns = tuple(result.keys())
            kept: list[Row] = []
            size = 0
            # One row more than is shown tells whether the answer was cut.
            for record in result:
                if len(kept) == most:
                    result.consume()
                    return Rows(columns, tuple(kept), True)
                # Not `data`, which looks through every value for nodes: ours return none.
                row = dict(zip(columns, record.values(), strict=True))
                size += _size(row)
                if size > settings.byte_limit:
                    raise LimitReached(
                        f"The answer is larger than {settings.byte_limit:,} bytes: ask for less, "
                        "or raise ALLEGATA_BYTE_LIMIT."
                    )
                kept.append(row)
        return Rows(columns, tuple(kept), False)

    def stream(self, statement: str, /, **parameters: Any) -> Iterator[Row]:
        """Run one statement of ours and give its rows one by one, without a cap: for loads and checks, not for screens.

        Raises:
            StoreError: what went wrong; the time limit is the setting ``ALLEGATA_LOAD_TIMEOUT``.
        """
        query = neo4j.Query(statement, timeout=self.settings.load_timeout)
        with reading(self.connection, self.halt) as session:
            for record in session.run(query, parameters):
                # Not `data`, which looks through every value for nodes: ours return none, and it costs as much again.
                yield dict(zip(record.keys(), record.values(), strict=True))

    def batches(self, statement: str, /, size: int, **parameters: Any) -> Iterator[list[Row]]:
        """The rows of `stream` in lists of ``size``; the last one may be shorter."""
        batch: list[Row] = []
        for row in self.stream(statement, **parameters):
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch


def _size(value: Any) -> int:
    """Bytes of a value, roughly as text. By exact types, which is what the driver makes: it is asked of every value."""
    kind = type(value)
    if kind is str:
        return len(value)
    if kind is dict:
        return sum([len(key) + (len(item) if type(item) is str else _size(item)) for key, item in value.items()])
    if kind is list or kind is tuple:
        return sum([len(item) if type(item) is str else _size(item) for item in value])
    return 8
