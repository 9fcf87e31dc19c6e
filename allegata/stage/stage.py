"""The file in which a data set is staged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from allegata.stage.records import DIGESTS, FOREIGN, IDS, TABLES

__all__ = ["Stage"]

THREADS = 2


@dataclass(frozen=True, slots=True)
class Stage:
    """A data set in a DuckDB file.

    Attributes:
        name: of the data set.
        connection: to the file; for whoever fills it.
    """

    name: str
    connection: duckdb.DuckDBPyConnection = field(repr=False)

    @classmethod
    def open(cls, file: Path, name: str, memory: int) -> Stage:
        """Make an empty stage; what stood in the file is gone.

        Args:
            file: where; files beside it with its name and an ending are its own too.
            name: of the data set.
            memory: megabytes that DuckDB may hold; what does not fit goes to disk.
        """
        file.unlink(missing_ok=True)
        file.with_name(file.name + ".wal").unlink(missing_ok=True)
        stage = cls(name, _connect(file, memory))
        for table, columns in (TABLES | FOREIGN).items():
            stage.run(f"CREATE TABLE {table} ({columns})")
        return stage

    @classmethod
    def reopen(cls, file: Path, name: str, memory: int) -> Stage:
        """The stage that somebody left in the file, as far as it got; arguments as for `open`."""
        return cls(name, _connect(file, memory))

    def keep(self, head: Mapping[str, str]) -> None:
        """Write down what is said of the data set as a whole: with it the stage is complete, and can be gone on with."""
        self.run("CREATE OR REPLACE TABLE head (key VARCHAR, value VARCHAR)")
        for key, value in head.items():
            self.run("INSERT INTO head VALUES ($key, $value)", key=key, value=value)
        self.run("CHECKPOINT")

    def kept(self) -> dict[str, str] | None:
        """What `keep` wrote down; None when the stage is not complete."""
        if not self.one("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'head'"):
            return None
        return dict(self.run("SELECT key, value FROM head").fetchall())

    def close(self) -> None:
        """End it; the file stays."""
        self.connection.close()

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(self, statement: str, **parameters: Any) -> duckdb.DuckDBPyConnection:
        """One statement of ours."""
        return self.connection.execute(statement, parameters or None)

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

    def number(self) -> None:
        """Give ids to the rows that bring none, and a digest to all. The tables are complete then."""
        for table, expression in IDS.items():
            self.connection.execute(f"UPDATE {table} SET id = {expression}", {"name": self.name})
        for table, expression in DIGESTS.items():
            self.connection.execute(f"ALTER TABLE {table} ADD COLUMN digest VARCHAR")
            self.connection.execute(f"UPDATE {table} SET digest = {expression}")


def _connect(file: Path, memory: int) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        str(file),
        config={
            "memory_limit": f"{memory}MB",
            "threads": THREADS,
            "temp_directory": str(file.with_name(file.name + ".tmp")),
            "preserve_insertion_order": False,
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
    "VARCHAR[]": pa.list_(pa.string()),
}
