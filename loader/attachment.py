"""The texts of documents, which are not part of a data set: found by their SHA-256, and held against its locators.

A paragraph is a line that holds more than blanks; they are counted from 1. A passage belongs to the paragraph in which
it begins.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from allegata.errors import NotFound
from allegata.progress import Progress
from loader.check import Entry
from loader.folder import LARGEST

__all__ = ["check", "paragraphs"]

_PARAGRAPH = re.compile(r"[^\S\r\n]*\S[^\r\n]*")


def paragraphs(text: str) -> tuple[int, ...]:
    """Where each paragraph of a text begins."""
    return tuple(match.start() for match in _PARAGRAPH.finditer(text))


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's text, where its paragraphs begin, and whether the table has told its length."""

    text: str
    paragraphs: tuple[int, ...]
    measured: bool


def check(folder: Path, documents: Iterable[Entry], statements: Iterable[Entry], progress: Progress) -> None:
    """Report where the documents' texts contradict the tables, and say which texts or documents are left alone.

    Args:
        folder: holds the texts under any name.
        documents: rows of the table; those with a sha256 are looked for.
        statements: rows of the table.
        progress: told what was not found.

    Raises:
        NotFound: there is no such folder, or it cannot be read.
    """
    told = [row for row in documents if {"id", "sha256"} <= row.values.keys()]
    found = _find(folder, {row.values["sha256"] for row in told}, progress)
    texts = {}
    for row in told:
        file = found.get(row.values["sha256"])
        if file is None:
            progress.say(f"No file in {folder} is the text of the document {row.values['id']}.")
        elif (text := _text(file, row)) is not None:
            texts[row.values["id"]] = _Text(text, paragraphs(text), "characters" in row.values)
    for row in statements:
        if there := texts.get(row.values.get("document", "")):
            _passage(row, there)


def _find(folder: Path, wanted: Collection[str], progress: Progress) -> dict[str, Path]:
    """The files in a folder by their SHA-256."""
    found = {}
    try:
        files = [file for file in sorted(folder.iterdir()) if file.is_file() and not file.name.startswith(".")]
        with progress.task("reading documents", len(files), "files") as advance:
            for file in files:
                digest = _digest(file)
                if digest in wanted:
                    found[digest] = file
                else:
                    progress.say(f"{file.name} is the text of no document of this data set and is left alone.")
                advance(1)
    except OSError as error:
        raise NotFound(f"{error.filename or folder} cannot be read: {error.strerror}.") from error
    return found


def _digest(file: Path) -> str:
    if file.stat().st_size > LARGEST:
        return ""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _text(file: Path, row: Entry) -> str | None:
    try:
        text = file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        row.wrong("sha256", f"its text {file.name} is not UTF-8", "take the SHA-256 of the text in UTF-8")
        return None
    characters = row.values.get("characters", len(text))
    if characters != len(text):
        what = f"its text {file.name} has {len(text)} characters, not {characters}"
        row.wrong("characters", what, "correct the number; it counts Unicode code points")
    return text


def _passage(row: Entry, document: _Text) -> None:
    """Report where a locator does not fit the text; a passage beyond a length that was told has been reported."""
    where, text, starts = row.values, document.text, document.paragraphs
    start, end, paragraph = where.get("start"), where.get("end"), where.get("paragraph")
    if paragraph is not None and paragraph > len(starts):
        row.wrong("paragraph", f"there is no paragraph {paragraph}; the text has {len(starts)}", "correct it")
    if start is None or end is None or end <= start:
        return
    if end > len(text):
        if not document.measured:
            row.wrong("end", f"the passage ends at {end}, the text has {len(text)} characters", "correct it")
        return
    digest = hashlib.sha256(text[start:end].encode()).hexdigest()
    if where.get("sha256", digest) != digest:
        row.wrong("sha256", f"it is not that of the passage {start} to {end}", "correct start and end, or the sha256")
    there = bisect_right(starts, start)
    if paragraph is not None and paragraph != there:
        row.wrong("paragraph", f"the passage begins in paragraph {there}, not {paragraph}", "correct it")
