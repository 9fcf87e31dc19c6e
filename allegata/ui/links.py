"""Addresses of views: in full where they are short enough, else under a short id that is kept in the data folder."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from allegata.errors import ViewError
from allegata.view import View, from_address, to_address

__all__ = ["LONGEST", "opened", "written"]

LONGEST = 1_800
"""Characters of an address that every browser, mail program and proxy passes on."""

_ID = re.compile(r"[0-9a-f]{16}")


def written(view: View, folder: Path) -> str:
    """What stands for a view in an address: the view itself, or ``id.`` and sixteen digits.

    Args:
        view: to be passed on.
        folder: where views too long for an address are kept; made when it is needed.
    """
    text = to_address(view)
    if len(text) <= LONGEST:
        return text
    name = sha256(text.encode()).hexdigest()[:16]
    file = folder / name
    if not file.is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = file.with_suffix(".part")
        part.write_text(text, "ascii")
        part.replace(file)
    return f"id.{name}"


def opened(text: str, folder: Path) -> View:
    """The view that an address names.

    Raises:
        ViewError: it names none, or one that is kept on another machine.
    """
    if not text.startswith("id."):
        return from_address(text)
    name = text.removeprefix("id.")
    file = folder / name
    if not _ID.fullmatch(name) or not file.is_file():
        raise ViewError(
            "This link names a view that is not kept here: long views are kept in the data folder of the machine they "
            "were made on. Ask for the exploration file instead (Save exploration)."
        )
    return from_address(file.read_text("ascii"))
