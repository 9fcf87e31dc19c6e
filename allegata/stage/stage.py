"""The file in which a data set is staged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from allegata.stage.records import DIGESTS, FOREIGN, IDS, TABLES
from allegata.stage.tables import Tables, connect

__all__ = ["Stage"]


@dataclass(frozen=True, slots=True)
class Stage(Tables):
    """A data set in a DuckDB file.

    Attributes:
        name: of the data set.
    """

    name: str

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
        stage = cls(connect(file, memory), name)
        for table, columns in (TABLES | FOREIGN).items():
            stage.run(f"CREATE TABLE {table} ({columns})")
        return stage

    @classmethod
    def reopen(cls, file: Path, name: str, memory: int) -> Stage:
        """The stage that somebody left in the file, as far as it got; arguments as for `open`."""
        return cls(connect(file, memory), name)

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

    def number(self) -> None:
        """Give ids to the rows that bring none, and a digest to all. The tables are complete then."""
        for table, expression in DIGESTS.items():
            named = f"SELECT * REPLACE ({IDS[table]} AS id) FROM {table}" if table in IDS else f"FROM {table}"
            given = {"name": self.name} if table in IDS else {}
            # Written anew: DuckDB holds all that an UPDATE changes in memory.
            self.run(f"CREATE TABLE numbered AS SELECT *, {expression} AS digest FROM ({named})", **given)
            self.run(f"DROP TABLE {table}")
            self.run(f"ALTER TABLE numbered RENAME TO {table}")
