"""Texts of documents that the person at the screen has: known by their sum, kept for the session."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from allegata.errors import NotFound, UsageError
from allegata.model import Document, Locator

__all__ = ["Passage", "attach", "attach_folder", "passage"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in its paragraph: what comes before, the passage, what comes after."""

    before: str
    passage: str
    after: str


def attach(name: str, content: bytes, documents: Iterable[Document]) -> tuple[str, str]:
    """Recognize a text by its SHA-256.

    Args:
        name: of the file, for the message.
        content: its bytes.
        documents: those that are known.

    Returns:
        The id of the document, and its text.

    Raises:
        NotFound: no document has this sum.
        UsageError: it is no UTF-8 text.
    """
    digest = hashlib.sha256(content).hexdigest()
    for document in documents:
        if document.sha256 == digest:
            try:
                return document.id, content.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise UsageError(
                    f"{name} is no UTF-8 text: byte {error.start} cannot be read. Save it as UTF-8."
                ) from error
    raise NotFound(
        f"{name} is not the text of any document here: no document has a SHA-256 that begins with {digest[:12]}. "
        "The file must be the very one that was read, to the byte."
    )


def attach_folder(folder: Path, documents: Iterable[Document]) -> Mapping[str, str]:
    """The texts of all documents that lie in a folder, by document id; other files are passed over.

    Raises:
        UsageError: there is no such folder.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}: ALLEGATA_DOCUMENTS names it.")
    known = {document.sha256: document for document in documents if document.sha256}
    found = {}
    for file in sorted(folder.iterdir()):
        if file.is_file():
            content = file.read_bytes()
            if hashlib.sha256(content).hexdigest() in known:
                id_, text = attach(file.name, content, known.values())
                found[id_] = text
    return found


def passage(text: str, where: Locator) -> Passage | None:
    """The passage with the paragraph around it; None when the locator does not fit this text."""
    if not 0 <= where.start < where.end <= len(text):
        return None
    inside = text[where.start : where.end]
    if where.sha256 and hashlib.sha256(inside.encode()).hexdigest() != where.sha256:
        return None
    first = text.rfind("\n", 0, where.start) + 1
    last = text.find("\n", where.end)
    return Passage(text[first : where.start], inside, text[where.end : last if last >= 0 else len(text)])
