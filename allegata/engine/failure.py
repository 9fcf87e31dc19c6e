"""Why the server did not come up, read from what it left behind."""

from __future__ import annotations

from pathlib import Path

from allegata.engine.layout import Layout
from allegata.settings import Settings

__all__ = ["port_lost", "sentence", "tail"]

TAIL = 40

PORT = "address already in use"

CAUSES = (
    (PORT, "its port is taken by another program: set ALLEGATA_DB_PORT to a free one, or to 0"),
    ("lock file has been locked", "another Neo4j has this database open: stop that one first"),
    ("storelock", "another Neo4j has this database open: stop that one first"),
    (
        "could not reserve enough space",
        "there is not enough memory: close programs, or lower ALLEGATA_DB_HEAP",
    ),
    ("insufficient memory", "there is not enough memory: close programs, or lower ALLEGATA_DB_HEAP"),
    ("outofmemoryerror", "its memory did not suffice: raise ALLEGATA_DB_HEAP"),
    ("no space left on device", "the disk is full: make room"),
    ("permission denied", "it may not write its files: give the data folder to yourself"),
    ("accessdenied", "it may not write its files: give the data folder to yourself"),
    ("could not find or load main class", "its program files are not all there: run allegata doctor"),
)
"""A piece of what the server prints, in lower case, and what it means for the user."""


def sentence(layout: Layout, settings: Settings) -> str:
    """What happened and what to do about it, for a server that ended while starting."""
    log = tail(layout.console) + tail(layout.logs / "neo4j.log") + tail(layout.logs / "guard.log")
    text = "\n".join(log).lower()
    for piece, meaning in CAUSES:
        if piece in text:
            return f"Neo4j did not start, since {meaning} (heap {settings.db_heap} MB, log {layout.console})."
    reason = next((line for line in log if "Exception" in line or "ERROR" in line or "Error" in line), "")
    said = f"; it said: {reason[:200]}" if reason else ""
    return f"Neo4j ended while it was starting{said} (log {layout.console}); allegata doctor may tell more."


def port_lost(layout: Layout) -> bool:
    """Whether the last start failed since somebody else took the port meanwhile."""
    return PORT in "\n".join(tail(layout.console) + tail(layout.logs / "neo4j.log")).lower()


def tail(log: Path, lines: int = TAIL) -> list[str]:
    """The last lines of a log; none when it does not exist."""
    try:
        with log.open("rb") as stream:
            stream.seek(max(0, log.stat().st_size - 200 * lines))
            return stream.read().decode("utf-8", "replace").splitlines()[-lines:]
    except FileNotFoundError:
        return []
