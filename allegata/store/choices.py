"""What persons chose for the labels of a database that Allegata did not load: one file of the data folder a sort.

In each file stands, by database, one text for a label. Whoever opens the database next finds the choice there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Self

from filelock import FileLock

from allegata.store.connection import Connection

__all__ = ["Captions", "Choices", "Colours", "database_key"]

COLOUR = re.compile(r"#[0-9a-f]{6}")


def database_key(connection: Connection) -> str:
    """A database as these files know it."""
    return f"{connection.uri}/{connection.database or ''}"


@dataclass(frozen=True, slots=True)
class Choices:
    """A text for a label, where a person chose one."""

    FILE: ClassVar[str]

    chosen: tuple[tuple[str, str], ...] = ()

    def of(self, label: str) -> str:
        """What was chosen, or ""."""
        return dict(self.chosen).get(label, "")

    def choosing(self, label: str, value: str) -> Self:
        """With a choice for a label; "" takes it back."""
        pairs = {**dict(self.chosen), label: value}
        return type(self)(tuple(sorted((each, text) for each, text in pairs.items() if text)))

    @classmethod
    def load(cls, home: Path, key: str) -> Self:
        """What was chosen for this database; nothing, where there is no file or it cannot be read.

        Args:
            home: the data folder.
            key: `database_key`.
        """
        pairs = _kept(home / cls.FILE).get(key)
        if not isinstance(pairs, Mapping):
            return cls()
        return cls(tuple(sorted((str(label), str(text)) for label, text in pairs.items() if text)))

    def save(self, home: Path, key: str) -> None:
        """Keep these for this database, and those of others as they are.

        Raises:
            OSError: the data folder cannot be written.
        """
        home.mkdir(parents=True, exist_ok=True)
        with FileLock(home / f"{self.FILE}.lock"):
            kept = {**_kept(home / self.FILE), key: dict(self.chosen)}
            fresh = home / f"{self.FILE}.new"
            fresh.write_text(json.dumps(kept, indent=1, sort_keys=True), "utf-8")
            fresh.replace(home / self.FILE)


@dataclass(frozen=True, slots=True)
class Captions(Choices):
    """The property that names the nodes of a label."""

    FILE: ClassVar[str] = "captions.json"


@dataclass(frozen=True, slots=True)
class Colours(Choices):
    """The colour in which the nodes of a label are drawn, as ``#rrggbb``."""

    FILE: ClassVar[str] = "colours.json"

    @property
    def discs(self) -> dict[str, str]:
        """By label; what is no colour, as somebody may have written into the file, is left out."""
        return {label: colour for label, colour in self.chosen if COLOUR.fullmatch(colour)}


def _kept(file: Path) -> dict[str, Any]:
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        # A choice is soon made again: no reason to keep a person from his graph.
        return {}
    return kept if isinstance(kept, dict) else {}
