"""Writing many rows in many transactions: batch after batch, each tried again when the server turns it back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import neo4j

from allegata.progress import Progress
from allegata.settings import Settings
from allegata.store.connection import Connection
from allegata.store.cypher import cypher, identifier
from allegata.store.faults import translated

__all__ = ["Pen", "batch_of"]

HANDS = 1
"""Batches under way at once, while the next one is packed. Two were 6 % faster on two cores, and ran into deadlocks at
the hubs that both hang something on."""

MARK = 2.0
"""Seconds between two marks of how far it is."""

Batch = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes to one database for one data set. Whoever reads meanwhile sees what is written so far.

    Attributes:
        connection: to the database.
        settings: the time limit of a batch.
        dataset: its name; goes into every statement as ``$name``.
        progress: told how far it is; the database is told too, so that the explorer can say it.
    """

    connection: Connection
    settings: Settings
    dataset: str
    progress: Progress

    def run(self, statement: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """One statement of ours by its name, in a transaction of its own; all its rows."""
        with translated(), self.connection.session(neo4j.WRITE_ACCESS) as session:
            query = neo4j.Query(cypher(statement), timeout=self.settings.load_timeout)
            return session.run(query, {"name": self.dataset, **parameters}).data()

    def write(
        self, statement: str, title: str, batches: Iterable[list[Any]], total: int, *, label: str = "", type: str = ""
    ) -> Batch:
        """One statement over all batches.

        Args:
            statement: its name; it takes a batch as ``$rows``, ``$ids`` or ``$claims``.
            title: for the progress bar.
            batches: made one by one while others are written.
            total: rows in all of them; nothing is run when it is 0.
            label, type: put in the place of ``{LABEL}`` and ``{TYPE}``.

        Returns:
            The rows that all batches gave.

        Raises:
            StoreError: a batch could not be written; those before it are.
        """
        if not total:
            return []
        text = cypher(statement)
        for place, name in (("{LABEL}", label), ("{TYPE}", type)):
            text = text.replace(place, identifier(name)) if name else text
        given: Batch = []
        done, marked = 0, 0.0
        with translated(), self.progress.task(title, total, "rows") as advance, ThreadPoolExecutor(HANDS) as hands:
            for size, rows in self._written(hands, text, batches):
                given += rows
                done += size
                advance(size)
                if time.monotonic() - marked > MARK:
                    marked = time.monotonic()
                    self.run("mark_load", step=title, done=done, total=total)
        return given

    def _written(
        self, hands: ThreadPoolExecutor, text: str, batches: Iterable[list[Any]]
    ) -> Iterator[tuple[int, Batch]]:
        waiting: deque[tuple[int, Future[Batch]]] = deque()
        try:
            for batch in batches:
                waiting.append((len(batch), hands.submit(self._batch, text, batch)))
                if len(waiting) > HANDS:
                    size, future = waiting.popleft()
                    yield size, future.result()
            while waiting:
                size, future = waiting.popleft()
                yield size, future.result()
        finally:
            for _, future in waiting:
                future.cancel()

    def _batch(self, text: str, batch: list[Any]) -> Batch:
        named = batch_of(text, batch)

        @neo4j.unit_of_work(timeout=self.settings.load_timeout)
        def work(transaction: neo4j.ManagedTransaction) -> Batch:
            return transaction.run(text, {"name": self.dataset, **named}).data()

        with self.connection.session(neo4j.WRITE_ACCESS) as session:
            return session.execute_write(work)


def batch_of(text: str, batch: list[Any]) -> dict[str, list[Any]]:
    """A batch under the name by which a statement takes it. Under another name too, it would be sent twice."""
    return {key: batch for key in ("rows", "ids", "claims") if f"${key}" in text}
