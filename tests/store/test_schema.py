from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from databases import Database

from allegata.progress import Advance
from allegata.store.schema import STATEMENTS, name_of, prepare


class Listener:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, int | None, str]] = []
        self.done = 0

    @contextmanager
    def task(self, title: str, total: int | None, unit: str) -> Iterator[Advance]:
        self.told.append((title, total, unit))

        def advance(amount: int) -> None:
            assert amount >= 0
            self.done += amount

        yield advance

    def say(self, message: str) -> None:
        raise AssertionError(message)


def test_what_is_missing_is_made_and_how_far_it_is_is_counted_in_indexes(database: Database) -> None:
    listener = Listener()
    prepare(database.connection, listener)
    assert listener.told == [], "nothing is missing"
    lost = name_of(STATEMENTS[-1])
    database.run(f"DROP INDEX {lost}")
    prepare(database.connection, listener)
    assert listener.told == [("filling indexes", len(STATEMENTS), "indexes")]
    assert listener.done == len(STATEMENTS)
    assert lost in {row["name"] for row in database.run("SHOW INDEXES YIELD name RETURN name")}
