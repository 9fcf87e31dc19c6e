"""The whole database as text in one canonical order: two databases with the same dump hold the same graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from allegata.store.cypher import cypher
from allegata.store.reader import Reader

__all__ = ["dump"]

_PASSING = frozenset({"stamp", "locked", "loaded_at"})
"""Properties that tell when something was loaded, not what."""


def dump(reader: Reader) -> list[str]:
    """A line a node and a line a relationship, sorted; what merely tells when it was loaded is left out."""
    return sorted((*_nodes(reader), *_relationships(reader)))


def _nodes(reader: Reader) -> Iterator[str]:
    for row in reader.stream(cypher("dump_nodes")):
        yield _line("node", sorted(row["labels"]), row["properties"])


def _relationships(reader: Reader) -> Iterator[str]:
    for row in reader.stream(cypher("dump_relationships")):
        yield _line("relationship", row["type"], row["source"], row["target"], row["properties"])


def _line(*parts: Any) -> str:
    return json.dumps([_plain(part) for part in parts], ensure_ascii=False, sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key not in _PASSING}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
