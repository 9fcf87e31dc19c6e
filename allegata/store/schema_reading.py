"""What kinds of nodes and relationships a database has that Allegata did not load, read from a few of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from allegata.errors import LimitReached, QueryFailed, QueryRefused
from allegata.store.caption import USUAL, Sampled, ranked, usual
from allegata.store.choices import Captions
from allegata.store.cypher import cypher
from allegata.store.reader import Reader

__all__ = ["FullText", "Schema", "read_schema"]

SAMPLED = 100
"""Nodes of each label that are looked at."""

FIRST = 20_000
"""Nodes that are looked at where labels cannot be looked up quickly."""

PATIENCE = 5.0
"""Seconds that the look at the labels may take."""

MOST_LABELS, MOST_TYPES, MOST_KEYS = 300, 1_000, 100
"""Labels and relationship types that are known by name, and properties of one node that are looked at."""

MOST_RELATIONSHIPS = 50_000
"""Relationships that are looked at to find the frequent types."""


@dataclass(frozen=True, slots=True)
class FullText:
    """A full-text index on nodes that the database has."""

    name: str
    labels: tuple[str, ...]
    properties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """What a database holds.

    Attributes:
        labels: for each label, in the order of the alphabet, properties as some nodes have them.
        types: relationship types, the frequent ones first.
        indexes: full-text indexes on nodes.
    """

    labels: tuple[tuple[str, tuple[Sampled, ...]], ...] = ()
    types: tuple[str, ...] = ()
    indexes: tuple[FullText, ...] = ()

    def candidates(self, label: str) -> tuple[str, ...]:
        """The properties that the nodes of a label can be named by, the best first."""
        return ranked(dict(self.labels).get(label, ()))

    def captions(self, captions: Captions) -> dict[str, list[str]]:
        """For each label the properties whose first value names a node: the one chosen, then those that usually do."""
        found = {label: list(usual(sampled)) for label, sampled in self.labels}
        for label, name in captions.chosen:
            found[label] = [name, *(each for each in found.get(label, USUAL) if each != name)]
        return found


def read_schema(reader: Reader) -> Schema:
    """Look at a few nodes of each label, at the relationship types and at the indexes.

    Raises:
        StoreError: the database does not answer.
    """
    given: dict[str, Any] = {"labels": MOST_LABELS, "keys": MOST_KEYS}
    try:
        rows = reader.read(cypher("foreign_labels"), timeout=PATIENCE, most=SAMPLED, **given).rows
    except (LimitReached, QueryFailed, QueryRefused):
        rows = reader.read(cypher("foreign_sample"), most=FIRST, keys=MOST_KEYS).rows
    types = reader.read(cypher("foreign_types"), most=MOST_RELATIONSHIPS, types=MOST_TYPES).rows
    return Schema(_labels(rows), tuple(row["type"] for row in types), _indexes(reader))


def _labels(rows: Iterable[Mapping[str, Any]]) -> tuple[tuple[str, tuple[Sampled, ...]], ...]:
    found: dict[str, list[Sampled]] = defaultdict(list)
    for row in rows:
        found[row["label"]].append(Sampled(row["key"], row["number"], row["texts"]))
    return tuple((label, tuple(found[label])) for label in sorted(found))


def _indexes(reader: Reader) -> tuple[FullText, ...]:
    try:
        rows = reader.read(cypher("foreign_indexes")).rows
    except (QueryRefused, QueryFailed):
        # A user who may not see the indexes searches without.
        return ()
    return tuple(FullText(row["name"], tuple(row["labels"]), tuple(row["properties"])) for row in rows)
