"""The vis-network file that pyvis ships, made into something a browser can fetch from us.

It is copied into the component's folder when that folder can be written to, so that the browser keeps it in its
cache; from an installation that cannot be written to, its text is sent once per page instead. The copy is not part of
the project: it is made again whenever it does not match what pyvis brings.
"""

from __future__ import annotations

import os
import tempfile
from importlib.resources import files
from pathlib import Path

__all__ = ["COPY", "script"]

COPY = "vis-network.generated.js"
SOURCE = "lib/vis-9.1.2/vis-network.min.js"
TAIL = "\nexport default function () {}\n"
"""Streamlit calls the default export of a component's script; the library itself sets ``globalThis.vis``."""


def script(folder: Path) -> str:
    """What to register as the library's script: the name of the copy in this folder, or its whole text."""
    text = files("pyvis").joinpath(SOURCE).read_text("utf-8").rpartition("//# sourceMappingURL")[0] + TAIL
    copy = folder / COPY
    if copy.is_file() and copy.read_text("utf-8") == text:
        return COPY
    try:
        _write(copy, text)
    except OSError:
        # A read-only installation: slower by the time it takes to send the text, and nothing else.
        return text
    return COPY


def _write(copy: Path, text: str) -> None:
    """Writes the whole file or nothing, also when two processes start at once."""
    handle, name = tempfile.mkstemp(dir=copy.parent, suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        temporary.chmod(0o644)
        temporary.replace(copy)
    finally:
        temporary.unlink(missing_ok=True)
