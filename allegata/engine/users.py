"""Who uses the running server: one file for each process, so that it is not stopped under somebody."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from allegata.engine.process import Process
from allegata.engine.record import write_whole

__all__ = ["forget_keep", "keep", "kept", "live", "register", "release"]

KEEP = "keep"


def register(folder: Path, pid: int) -> None:
    """Note that process `pid` uses the server; it counts until it ends or is released."""
    write_whole(folder / str(pid), json.dumps(asdict(Process.of(pid))))


def release(folder: Path, pid: int) -> None:
    """Note that process `pid` does not use the server any more."""
    (folder / str(pid)).unlink(missing_ok=True)


def keep(folder: Path) -> None:
    """Let the server run on without users, until it is told to stop."""
    (folder / KEEP).touch()


def forget_keep(folder: Path) -> None:
    """Let the server stop when nobody uses it, as is usual."""
    (folder / KEEP).unlink(missing_ok=True)


def kept(folder: Path) -> bool:
    """Whether the server runs on without users."""
    return (folder / KEEP).exists()


def live(folder: Path) -> list[int]:
    """The processes that use the server now. Notes of those that have ended are removed."""
    found = []
    for file in folder.iterdir():
        if not file.name.isdecimal():
            continue
        try:
            process = Process(**json.loads(file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            continue
        if process.alive:
            found.append(process.pid)
        else:
            file.unlink(missing_ok=True)
    return sorted(found)
