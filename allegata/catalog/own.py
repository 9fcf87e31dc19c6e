"""The user's own queries: files in the folder ``queries`` of the data folder, and in no other place."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path

from allegata.catalog.header import parse
from allegata.catalog.query import SavedQuery
from allegata.errors import CatalogError, NotFound

__all__ = ["bring_back", "check_name", "delete", "own_folder", "rename", "save"]

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9_-]{0,58}[a-z0-9])?")
_TAKEN_BY_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def own_folder(home: Path) -> Path:
    """Where the user's queries lie."""
    return home / "queries"


def check_name(name: str) -> None:
    """A name is the name of a file too: nothing in it may lead anywhere.

    Raises:
        CatalogError: it cannot be used.
    """
    if not _NAME.fullmatch(name) or _TAKEN_BY_WINDOWS.fullmatch(name):
        raise CatalogError(
            f"A query cannot be called {name!r}: use up to 60 small letters a to z, digits, hyphens and underscores."
        )


def save(home: Path, name: str, text: str, *, taken: frozenset[str] = frozenset(), over: bool = True) -> SavedQuery:
    """Write a query of the user's.

    Args:
        home: the data folder.
        name: by which it is called.
        text: the whole file, header and statement; it gets an end of line, if it has none.
        taken: names of ours, which cannot be shadowed (`ours`).
        over: whether one that is there may be replaced.

    Raises:
        CatalogError: the name cannot be used or is taken, the text is no query (as file:line), or it cannot be written.
    """
    check_name(name)
    if name in taken:
        raise CatalogError(f"{name!r} is the name of a query that comes with Allegata: choose another one.")
    file = _find(home, name) or own_folder(home) / f"{name}.cypher"
    if file.exists() and not over:
        raise CatalogError(f"You have a query {name!r} already: choose another name.")
    text = text if text.endswith("\n") else f"{text}\n"
    query, problems = parse(text, file=file.name, name=name, group=_group(home, file))
    if query is None:
        raise CatalogError("\n".join(map(str, problems)))
    try:
        _write(file, text)
    except OSError as error:
        raise CatalogError(f"{file} cannot be written: {error.strerror or error}.") from error
    return replace(query, file=file, own=True)


def rename(home: Path, name: str, new: str, *, taken: frozenset[str] = frozenset()) -> Path:
    """Give a query of the user's another name.

    Raises:
        CatalogError: the new name cannot be used or is taken, or the file cannot be moved.
        NotFound: the user has no such query.
    """
    file = _existing(home, name)
    check_name(new)
    if new in taken or _find(home, new) is not None:
        raise CatalogError(f"There is a query {new!r} already: choose another name.")
    target = file.with_name(f"{new}.cypher")
    try:
        file.rename(target)
    except OSError as error:
        raise CatalogError(f"{file} cannot be renamed: {error.strerror or error}.") from error
    return target


def delete(home: Path, name: str) -> Path:
    """Delete a query of the user's.

    Returns:
        Where its file lay, for `bring_back`.

    Raises:
        CatalogError: the file cannot be deleted.
        NotFound: the user has no such query.
    """
    file = _existing(home, name)
    try:
        file.unlink()
    except OSError as error:
        raise CatalogError(f"{file} cannot be deleted: {error.strerror or error}.") from error
    return file


def bring_back(home: Path, file: Path, text: str) -> None:
    """Write a query file again that was deleted, to where it lay.

    Raises:
        CatalogError: there is another one by now, or it cannot be written.
    """
    check_name(file.stem)
    if not _inside(own_folder(home), file):
        raise CatalogError(f"{file} is not in the folder of your queries.")
    if _find(home, file.stem) is not None:
        raise CatalogError(f"You have a query {file.stem!r} again: rename it first.")
    try:
        _write(file, text)
    except OSError as error:
        raise CatalogError(f"{file} cannot be written: {error.strerror or error}.") from error


def _existing(home: Path, name: str) -> Path:
    check_name(name)
    file = _find(home, name)
    if file is None:
        raise NotFound(f"You have no query {name!r}.")
    return file


def _find(home: Path, name: str) -> Path | None:
    """The file of a name that was checked, in the folder or in one of its groups."""
    folder = own_folder(home)
    here = [folder / f"{name}.cypher", *sorted(folder.glob(f"*/{name}.cypher"))]
    return next((file for file in here if file.is_file() and _inside(folder, file)), None)


def _inside(folder: Path, file: Path) -> bool:
    """Whether a file really lies there: a link may lead elsewhere."""
    return file.resolve().is_relative_to(folder.resolve())


def _group(home: Path, file: Path) -> str:
    return "own" if file.parent == own_folder(home) else file.parent.name.replace("-", " ")


def _write(file: Path, text: str) -> None:
    """All of it or nothing: a full disk must not leave half a query."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=".saving-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        Path(temporary).replace(file)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
