"""The address of the Queries page: which query, what is given for its parameters, and a text that is not saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from allegata.errors import ViewError
from allegata.ui.links import LONGEST
from allegata.ui.queries.draft import Draft

__all__ = ["read_address", "write_address"]

QUERY, TEXT, GIVEN = "q", "t", "p-"
MOST = 50
"""Parameters that are taken from an address."""

_ID = re.compile(r"id\.[0-9a-f]{16}")


def write_address(draft: Draft, saved: Mapping[str, str], folder: Path) -> dict[str, str]:
    """What the address says of a draft.

    Args:
        draft: to be passed on.
        saved: texts of the saved queries, by name.
        folder: where texts too long for an address are kept; made when it is needed.
    """
    told = {QUERY: draft.name} if draft.name else {}
    if draft.text and draft.text != saved.get(draft.name):
        told[TEXT] = draft.text if len(draft.text.encode()) <= LONGEST else _kept(draft.text, folder)
    return told | {f"{GIVEN}{name}": text for name, text in sorted(draft.given.items())}


def read_address(told: Mapping[str, str], saved: Mapping[str, str], folder: Path) -> Draft | None:
    """The draft that an address names; None when it names none.

    Raises:
        ViewError: it names a query, or a text, that is not here.
    """
    name, text = told.get(QUERY, ""), told.get(TEXT, "")
    if not name and not text:
        return None
    if name and name not in saved and not text:
        raise ViewError(
            f"This link names a query {name[:60]!r} that is not here: it may be somebody's own, or renamed."
        )
    if _ID.fullmatch(text):
        file = folder / text
        if not file.is_file():
            raise ViewError(
                "This link names a text that is not kept here: long ones are kept on the machine they were written on."
            )
        text = file.read_text("utf-8")
    keys = sorted(key for key in told if key.startswith(GIVEN))[:MOST]
    given = {key.removeprefix(GIVEN): told[key] for key in keys}
    return Draft(name, saved.get(name, ""), given).writing(text or saved[name])


def _kept(text: str, folder: Path) -> str:
    name = f"id.{sha256(text.encode()).hexdigest()[:16]}"
    file = folder / name
    if not file.is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(text, "utf-8", newline="")
        part.replace(file)
    return name
