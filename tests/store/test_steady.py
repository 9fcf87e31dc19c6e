"""Reads that belong together see one state of the database; a stamp is read for them only when something changed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from databases import Database
from store.samples import ENTITIES, claim, dataset, statement

from allegata.store import Graph, Reader
from allegata.store.cypher import cypher
from allegata.store.reader import Rows

MADE = dataset(claim(), statement(claim(), "borland"))
IDS = [each.id for each in ENTITIES]


class Counting:
    """Reads what the reader reads, and remembers what was asked."""

    def __init__(self, reader: Reader) -> None:
        self.reader, self.settings = reader, reader.settings
        self.asked: list[str] = []

    def read(self, statement: str, /, **given: Any) -> Rows:
        self.asked.append(statement)
        return self.reader.read(statement, **given)

    def stamps(self) -> int:
        return self.asked.count(cypher("stamp"))


def test_no_stamp_is_read_where_nothing_is_committed(database: Database) -> None:
    counting = Counting(database.reader)
    graph = Graph(counting)  # type: ignore[arg-type]
    graph.among(())
    assert counting.stamps() == 2
    graph.among(())
    assert counting.stamps() == 2


def test_what_is_committed_and_is_no_load_makes_nothing_begin_anew(empty: Database) -> None:
    counting = Counting(empty.reader)
    graph = Graph(counting)  # type: ignore[arg-type]
    turns: list[int] = []

    def read() -> int:
        graph.datasets()
        turns.append(len(turns))
        empty.run("CREATE (:Decoy)")
        graph.datasets()
        return turns[-1]

    assert [graph.steady(read) for _ in range(3)] == [0, 1, 2]
    assert counting.stamps() == 4


def test_what_was_loaded_since_the_last_read_is_seen_and_read_once_more(empty: Database) -> None:
    counting = Counting(empty.reader)
    graph = Graph(counting)  # type: ignore[arg-type]
    assert graph.among(IDS).nodes == ()
    before = counting.stamps()
    empty.writer.replace(MADE)
    assert len(graph.among(IDS).nodes) == len(IDS)
    assert counting.stamps() == before + 1


def test_reads_between_which_something_was_loaded_are_begun_anew(empty: Database) -> None:
    graph = Graph(empty.reader)
    empty.writer.replace(MADE)
    turns: list[str] = []

    def read() -> str:
        turns.append(graph.datasets()[0].title)
        if len(turns) < 8:
            empty.writer.replace(replace(MADE, title=f"another {len(turns)}"))
        return turns[-1]

    assert graph.steady(read) == "another 7"
    assert len(turns) == 8, "however many of them one after the other"
