"""One open write transaction, in batches, with progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import neo4j

from allegata.progress import Progress
from allegata.store.cypher import cypher, identifier

__all__ = ["Transaction"]

BATCH = 2_000
"""Rows a statement: large enough for few round trips, small enough for a bar that moves."""


@dataclass(frozen=True, slots=True)
class Transaction:
    """What a load does its work through.

    Attributes:
        opened: the driver's transaction; whoever opened it commits it.
        dataset: name of the data set that is written; goes into every statement as ``$name``.
        progress: who is told how far it is.
    """

    opened: neo4j.Transaction
    dataset: str
    progress: Progress

    def run(self, statement: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """One statement of ours by its name; all its rows."""
        return self.opened.run(cypher(statement), parameters).data()

    def batches(
        self,
        statement: str,
        title: str,
        rows: Sequence[Any],
        *,
        label: str = "",
        type: str = "",
        **parameters: Any,
    ) -> list[dict[str, Any]]:
        """One statement over many rows.

        Args:
            statement: its name. It takes the rows as ``$rows``, ``$ids``, ``$claims`` or ``$edges``.
            title: for the progress bar.
            rows: nothing is run when there are none.
            label: put in the place of ``{LABEL}``.
            type: relationship type, put in the place of ``{TYPE}``.
            **parameters: more of the statement.

        Returns:
            The rows that all batches gave.
        """
        if not rows:
            return []
        text = cypher(statement)
        if label:
            text = text.replace("{LABEL}", identifier(label))
        if type:
            text = text.replace("{TYPE}", identifier(type))
        given: list[dict[str, Any]] = []
        with self.progress.task(title, len(rows), "rows") as advance:
            for start in range(0, len(rows), BATCH):
                batch = list(rows[start : start + BATCH])
                names = {"rows": batch, "ids": batch, "claims": batch, "edges": batch}
                used = {key: value for key, value in names.items() if f"${key}" in text}
                given += self.opened.run(text, {**used, "name": self.dataset, **parameters}).data()
                advance(len(batch))
        return given
