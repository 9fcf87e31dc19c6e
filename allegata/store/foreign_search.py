"""Looking for a name in a database that Allegata did not load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allegata.errors import LimitReached, QueryFailed, QueryRefused
from allegata.store.caption import USUAL
from allegata.store.choices import Captions
from allegata.store.cypher import cypher
from allegata.store.likeness import Typed
from allegata.store.reader import Reader
from allegata.store.schema_reading import FullText, Schema

__all__ = ["Search"]

SCANNED = 1_000_000
"""Nodes whose names are looked at."""

HURRIED = 100_000
"""Nodes whose names are looked at when so many took too long."""

FOREMOST = 3
"""Properties of each label that are looked at: the foremost of those that name its nodes."""

PATIENCE = 10.0
"""Seconds that the look at names may take."""

Scores = dict[str, tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Search:
    """One search: over the full-text indexes that there are, then over names, whatever the index left out.

    A full-text index counts when it holds a property that names nodes. Names are looked at one by one where no index
    gave enough: of all nodes, if there are no more than `SCANNED`; else of so many in all, shared by the labels.
    """

    reader: Reader
    schema: Schema
    captions: Captions

    def scores(self, text: str, pool: int) -> Scores:
        """For each node found the name under which it was, and how well that fits.

        Args:
            text: as typed.
            pool: most nodes.
        """
        typed = Typed(text)
        if not typed.words:
            return {}
        found = self._indexed(typed, pool)
        if not any(score >= 50 for _, score in found.values()):
            found = self._scanned(typed, pool) | found
        best = sorted(found.items(), key=lambda item: (-item[1][1], item[0]))[:pool]
        return dict(best)

    def _indexed(self, typed: Typed, pool: int) -> Scores:
        """What full-text indexes hold. What they call alike is compared here too: nobody knows how they take words."""
        names = self.schema.captions(self.captions)
        ids: list[str] = []
        for index in self.schema.indexes:
            if not _names_things(index, names):
                continue
            # Only letters and digits reach the index's query language: nothing of it can be meant by accident.
            words = [word for word in typed.words if word.isalnum()]
            query = " AND ".join(f"({w}^3 OR {w}*{f' OR {w}~1' if len(w) > 3 else ''})" for w in words)
            if not query:
                continue
            try:
                rows = self.reader.read(cypher("foreign_found"), index=index.name, query=query, pool=pool).rows
            except (QueryFailed, QueryRefused):
                # Dropped since the database was opened, or not for this user: names are looked at instead.
                continue
            ids += [row["id"] for row in rows]
        return self._compared(typed, ids, names)

    def _compared(self, typed: Typed, ids: list[str], names: Mapping[str, list[str]]) -> Scores:
        given: dict[str, Any] = {"captions": names, "usual": list(USUAL), "longest": 200}
        rows = self.reader.read(cypher("foreign_nodes"), ids=ids, **given).rows if ids else ()
        found: Scores = {}
        for row in rows:
            told = [name for _, values in row["names"] for name in values if name]
            if told:
                best = max(told, key=typed.likeness)
                # What the index found and we do not see why comes last.
                found[row["id"]] = best, typed.likeness(best) or 1.0
        return found

    def _scanned(self, typed: Typed, pool: int) -> Scores:
        try:
            return self._scan(typed, pool, SCANNED)
        except LimitReached:
            return self._scan(typed, pool, HURRIED)

    def _scan(self, typed: Typed, pool: int, most: int) -> Scores:
        names = {label: each[:FOREMOST] for label, each in self.schema.captions(self.captions).items()}
        usual = list(USUAL[:FOREMOST])
        given: dict[str, Any] = {"captions": names, "usual": usual, "pool": pool, "timeout": PATIENCE}
        word = max(typed.words, key=len)
        # Wherever a slip is, one half of the text is without it.
        head, tail = typed.halves or (word, word)
        given |= {"words": typed.words, "text": typed.text, "word": word, "head": head, "tail": tail}
        size = self.reader.read(cypher("foreign_size")).rows[0]["nodes"]
        labels = [label for label, properties in names.items() if properties]
        if size <= most or not labels:
            rows = self.reader.read(cypher("foreign_search"), most=most, **given).rows
        else:
            given |= {"labels": labels, "most": max(1, most // len(labels))}
            rows = self.reader.read(cypher("foreign_search_labels"), **given).rows
        ids = list(dict.fromkeys(row["id"] for row in rows))
        return {each: hit for each, hit in self._compared(typed, ids, names).items() if hit[1] > 1}


def _names_things(index: FullText, names: Mapping[str, list[str]]) -> bool:
    return any(name in names.get(label, ()) for label in index.labels for name in index.properties)
