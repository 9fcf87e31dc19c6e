"""Tables in a DuckDB file: more rows than memory holds, in and out in batches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import duckdb
import pyarrow as pa

from allegata.progress import Advance

__all__ = ["Tables", "connect"]

THREADS = 2

FINEST = 4_096
"""Parts beyond which nothing is halved: what does not fit then, never will."""


@dataclass(frozen=True, slots=True)
class Tables:
    """An open DuckDB file.

    Attributes:
        connection: to the file; for whoever fills it.
    """

    connection: duckdb.DuckDBPyConnection = field(repr=False)

    @staticmethod
    def new(file: Path, memory: int, tables: Mapping[str, str]) -> Tables:
        """Empty tables in a new file.

        Args:
            file: where; files beside it with its name and an ending are its own too.
            memory: megabytes that DuckDB may hold; what does not fit goes to disk.
            tables: columns with their types, by table.
        """
        made = Tables(connect(file, memory))
        for table, columns in tables.items():
            made.run(f"CREATE TABLE {table} ({columns})")
        return made

    def close(self) -> None:
        """End it; the file stays."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, statement: str, **parameters: Any) -> duckdb.DuckDBPyConnection:
        """One statement of ours.

        What does not fit into the memory allowed with two threads is done again by one, which needs about half of it.
        """
        try:
            return _execute(self.connection, statement, parameters)
        except duckdb.OutOfMemoryException:
            self.connection.execute("SET threads = 1")
            try:
                return _execute(self.connection, statement, parameters)
            finally:
                self.connection.execute(f"SET threads = {THREADS}")

    def run_in_parts(self, statements: Sequence[str], parts: int, advance: Advance | None = None) -> None:
        """Statements of ours that speak of ``{PARTS}`` and ``{PART}``, all of them for one part after another.

        A part that does not fit into the memory allowed is halved, and those still to come with it: what is in part p
        of n is in part p or p + n of 2 n. Only the last statement may add to a table that stays.

        ``advance`` is told of every part of those there were to be.
        """
        todo = [(parts, part) for part in reversed(range(parts))]
        while todo:
            of, part = todo.pop()
            try:
                for statement in statements:
                    _execute(self.connection, statement.replace("{PARTS}", str(of)).replace("{PART}", str(part)))
            except duckdb.OutOfMemoryException:
                if of >= FINEST:
                    raise
                todo = [(2 * of, half) for _, each in [*todo, (of, part)] for half in (each + of, each)]
            else:
                # A part that was halved counts when its second half is done.
                if advance and part >= of - parts:
                    advance(1)

    def drop(self, name: str) -> None:
        """Take away a table or a view, if it is there."""
        found = self.connection.execute(
            "SELECT 'TABLE' FROM duckdb_tables() WHERE table_name = $name "
            "UNION ALL SELECT 'VIEW' FROM duckdb_views() WHERE view_name = $name",
            {"name": name},
        ).fetchone()
        if found:
            self.run(f"DROP {found[0]} {name}")

    def allow(self, memory: int) -> None:
        """So many megabytes may DuckDB hold from now on."""
        self.run(f"SET memory_limit = '{int(memory)}MB'")

    def one(self, statement: str, **parameters: Any) -> Any:
        """The first cell of the first row."""
        row = self.run(statement, **parameters).fetchone()
        return row[0] if row else None

    def fetch(self, statement: str) -> list[dict[str, Any]]:
        """All rows of a query that gives few; another query may run meanwhile."""
        with self.connection.cursor() as cursor:
            rows: list[dict[str, Any]] = cursor.sql(statement).to_arrow_table().to_pylist()
            return rows

    def rows(self, statement: str, size: int) -> Iterator[list[dict[str, Any]]]:
        """The rows of a query in batches of ``size``; another query may run meanwhile."""
        with self.connection.cursor() as cursor:
            # DuckDB's batches hold as many rows as its vectors allow: gathered until there are enough.
            gathered: list[dict[str, Any]] = []
            for batch in cursor.sql(statement).to_arrow_reader(size):
                gathered += batch.to_pylist()
                while len(gathered) >= size:
                    yield gathered[:size]
                    del gathered[:size]
            if gathered:
                yield gathered

    def put(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows to a table; columns that a row does not have are NULL."""
        if not rows:
            return
        info = self.connection.execute(f"DESCRIBE {table}").fetchall()
        types = {row[0]: _ARROW[row[1]] for row in info}
        given = pa.table({name: pa.array([row.get(name) for row in rows], kind) for name, kind in types.items()})
        self.connection.register("given", given)
        self.connection.execute(f"INSERT INTO {table} SELECT * FROM given")
        self.connection.unregister("given")


def _execute(
    connection: duckdb.DuckDBPyConnection, statement: str, parameters: Mapping[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    """Run a statement that may take long: Ctrl+C ends it at once.

    DuckDB itself looks for signals only between the steps of a plan, of which one can take minutes. So another thread
    runs the statement, and this one listens.
    """
    with ThreadPoolExecutor(1) as hand:
        done = hand.submit(connection.execute, statement, parameters or None)
        try:
            return done.result()
        except KeyboardInterrupt:
            # Before it has begun there is nothing to interrupt.
            while not done.done():
                connection.interrupt()
                wait([done], 0.05)
            raise


def connect(file: Path, memory: int) -> duckdb.DuckDBPyConnection:
    """Open a file.

    Args:
        file: where; made if it is not there.
        memory: megabytes that DuckDB may hold; what does not fit goes to disk.
    """
    # Arrow's own allocator keeps what it once had.
    pa.set_memory_pool(pa.system_memory_pool())
    return duckdb.connect(
        str(file),
        config={
            "memory_limit": f"{memory}MB",
            "threads": THREADS,
            "temp_directory": str(file.with_name(file.name + ".tmp")),
            "preserve_insertion_order": False,
            # What is no longer needed goes back to the system at once; else it counts twice.
            "allocator_flush_threshold": "16MB",
            "allocator_bulk_deallocation_flush_threshold": "16MB",
            # Texts of data never become code, and nothing is fetched.
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "allow_community_extensions": False,
        },
    )


_ARROW = {
    "VARCHAR": pa.string(),
    "DATE": pa.date32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "VARCHAR[]": pa.list_(pa.string()),
    "BIGINT[]": pa.list_(pa.int64()),
}
