"""Questions for paths that a person keeps by name: one small file each, in the folder ``paths`` of the data folder.

A file is JSON: ``title``, and ``query`` as in an address of the page. What a title says is never part of a file's name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from allegata.errors import UsageError

__all__ = ["LONGEST", "Kept", "forget", "keep", "kept"]

FOLDER = "paths"
LONGEST, MOST, LARGEST = 80, 200, 50_000
"""Characters of a title, questions that are listed, and bytes of a file that is read."""


@dataclass(frozen=True, slots=True, order=True)
class Kept:
    """A question, and what it is called.

    Attributes:
        title: as it was given.
        query: parameters of the page's address.
    """

    title: str
    query: Mapping[str, Sequence[str]]


def kept(home: Path) -> tuple[Kept, ...]:
    """The questions that are kept, by title. A file that cannot be read as one is passed over."""
    folder = home / FOLDER
    files = sorted(folder.glob("*.json"))[:MOST] if folder.is_dir() else ()
    found = [question for file in files if (question := _read(file)) is not None]
    return tuple(sorted(found, key=lambda each: (each.title.casefold(), each.title)))


def keep(home: Path, title: str, query: Mapping[str, Sequence[str]]) -> None:
    """Keep a question; one of the same title gives way.

    Raises:
        UsageError: there is no title, or the folder cannot be written.
    """
    title = " ".join(title.split())[:LONGEST]
    if not title:
        raise UsageError("A question is kept under a name: type one.")
    file = _file(home, title)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(json.dumps({"title": title, "query": {n: list(v) for n, v in query.items()}}), "utf-8")
        part.replace(file)
    except OSError as error:
        raise UsageError(f"The question cannot be kept in {file.parent}: {error.strerror}.") from error


def forget(home: Path, title: str) -> None:
    """A question is kept no longer."""
    _file(home, title).unlink(missing_ok=True)


def _file(home: Path, title: str) -> Path:
    return home / FOLDER / f"{sha256(title.encode()).hexdigest()[:16]}.json"


def _read(file: Path) -> Kept | None:
    try:
        if file.stat().st_size > LARGEST:
            return None
        found = json.loads(file.read_text("utf-8"))
        query = {str(name): [str(each) for each in values] for name, values in found["query"].items()}
        return Kept(str(found["title"])[:LONGEST], query)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
