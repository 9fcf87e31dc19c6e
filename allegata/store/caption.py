"""What nodes of a database that Allegata did not load are called: a property a label, chosen here or by a person.

The choices of persons are kept in ``captions.json`` of the data folder, by database.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock

from allegata.store.connection import Connection

__all__ = ["NO_LABEL", "USUAL", "Captions", "Sampled", "database_key", "kind_of", "name_of", "ranked", "usual"]

USUAL = (
    *("name", "title", "label", "caption", "fullname", "full_name", "displayname", "display_name"),
    *("preferredname", "heading", "headline", "text", "value", "code", "key", "id", "uuid", "uri", "url"),
)
"""Properties that name things, the best first; case does not matter."""

NAMELIKE = ("name", "title", "label")
"""Endings of further properties that name things, as in ``companyName``. They come between the words and the codes."""

CODES = USUAL.index("text")
"""Where in `USUAL` those begin that name a thing only for want of something better."""

NO_LABEL = "Node"
"""The kind of a node without a label."""

FILE = "captions.json"


@dataclass(frozen=True, slots=True)
class Sampled:
    """A property as some nodes of a label have it.

    Attributes:
        number: of the nodes looked at, those that have it.
        texts: of those, the ones on which it is a text, a number or a date, and not empty.
    """

    name: str
    number: int
    texts: int


def kind_of(labels: Sequence[str]) -> str:
    """Of a node's labels the one that it is drawn and named by: the first in the alphabet that is not technical.

    Technical are labels that begin with an underscore, as tools make them (``_Bloom_Perspective_``, ``__Entity__``).
    A node of none but those takes the first of them.
    """
    return min(labels, key=lambda label: (label.startswith("_"), label), default=NO_LABEL)


def ranked(properties: Sequence[Sampled]) -> tuple[str, ...]:
    """The properties that can name a node, the best first.

    Those on most of the nodes come before the rarer ones; among them the usual names first (see `USUAL`), then whatever
    ends in a usual name, then codes. Others can be chosen, but are never chosen here.
    """
    most = max((each.number for each in properties), default=0)
    able = [each for each in properties if each.texts]
    return tuple(each.name for each in sorted(able, key=lambda it: (*_rank(it, most), it.name)))


def usual(properties: Sequence[Sampled]) -> tuple[str, ...]:
    """As `ranked`, but only those that usually name things."""
    named = {each.name for each in properties if _order(each.name) < len(USUAL) + 1}
    return tuple(name for name in ranked(properties) if name in named)


def _order(name: str) -> float:
    low = name.lower()
    if low in USUAL:
        return USUAL.index(low)
    return CODES - 0.5 if low.endswith(NAMELIKE) else len(USUAL) + 1


def _rank(it: Sampled, most: int) -> tuple[bool, float, int]:
    return 2 * it.texts < most, _order(it.name), -it.texts


def name_of(id: str, kind: str, names: Sequence[str | None]) -> str:
    """A node's name: the first of the values that says something, else its label and the end of its id."""
    told = (" ".join(name.split()) for name in names if name)
    return next((name for name in told if name), "") or f"{kind} {id.rpartition(':')[2]}"


def database_key(connection: Connection) -> str:
    """A database as the file of captions knows it."""
    return f"{connection.uri}/{connection.database or ''}"


@dataclass(frozen=True, slots=True)
class Captions:
    """The property that names the nodes of a label, where a person chose one."""

    chosen: tuple[tuple[str, str], ...] = ()

    def of(self, label: str) -> str:
        """The property, or ""."""
        return dict(self.chosen).get(label, "")

    def choosing(self, label: str, property: str) -> Captions:
        """With a property for a label; "" takes the choice back."""
        pairs = {**dict(self.chosen), label: property}
        return Captions(tuple(sorted((each, name) for each, name in pairs.items() if name)))

    @classmethod
    def load(cls, home: Path, key: str) -> Captions:
        """What was chosen for this database; nothing, where there is no file or it cannot be read.

        Args:
            home: the data folder.
            key: `database_key`.
        """
        pairs = _kept(home / FILE).get(key)
        if not isinstance(pairs, Mapping):
            return cls()
        return cls(tuple(sorted((str(label), str(name)) for label, name in pairs.items() if name)))

    def save(self, home: Path, key: str) -> None:
        """Keep these for this database, and those of others as they are.

        Raises:
            OSError: the data folder cannot be written.
        """
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / f"{FILE}.lock"):
            kept = {**_kept(home / FILE), key: dict(self.chosen)}
            fresh = home / f"{FILE}.new"
            fresh.write_text(json.dumps(kept, indent=1, sort_keys=True), "utf-8")
            fresh.replace(home / FILE)


def _kept(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        # A choice of captions is soon made again: no reason to keep a person from his graph.
        return {}
    return kept if isinstance(kept, dict) else {}
