"""What is installed, where the data lives, what is wrong and how to mend it, without network or change."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allegata.engine import bolt, failure
from allegata.engine.java import cache_file, runtime
from allegata.engine.launch import running
from allegata.engine.layout import Layout
from allegata.engine.manifest import Manifest
from allegata.engine.record import Record
from allegata.errors import PlatformError
from allegata.settings import Settings

__all__ = ["Finding", "doctor"]

PYTHON = (3, 11)
ROOM = 400 << 20


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        name: what was looked at.
        ok: whether it is as it should be.
        detail: what was found.
        mend: what to do about it; empty when all is well.
    """

    name: str
    ok: bool
    detail: str
    mend: str = ""


def doctor(settings: Settings) -> list[Finding]:
    """Examine the local server, or say that there is none to examine.

    Every jar's sum is computed anew, which takes about half a second.
    """
    found = [_python(), _runtime()]
    if not settings.managed:
        own = f"NEO4J_URI names {settings.neo4j_uri}: Allegata runs no database of its own"
        return [*found, Finding("local Neo4j", True, own)]
    layout = Layout.of(settings)
    found.append(_folder(layout))
    if not found[-1].ok:
        return found
    checks: tuple[Callable[[Layout], Finding], ...] = (_privacy, _room, _programs, _cache, _server)
    return [*found, *(check(layout) for check in checks), _port(layout, settings)]


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= PYTHON
    return Finding("Python", ok, version, "" if ok else "install Python 3.11 or newer")


def _runtime() -> Finding:
    try:
        java = runtime()
    except PlatformError as error:
        return Finding("Java runtime", False, str(error), "name a Neo4j of your own in NEO4J_URI")
    return Finding("Java runtime", True, f"{java.version} in {java.home}")


def _folder(layout: Layout) -> Finding:
    place = _existing(layout.home)
    for folder in (place, layout.database):
        if not place.is_dir() or (folder.exists() and not os.access(folder, os.W_OK | os.X_OK)):
            mend = "give the folder to yourself, or name another one in ALLEGATA_HOME"
            return Finding("data folder", False, f"{folder} cannot be written to", mend)
    state = "" if place == layout.home else " (not made yet)"
    return Finding("data folder", True, f"{layout.home}{state}")


def _privacy(layout: Layout) -> Finding:
    name = "privacy"
    wanted = ((layout.database, 0o700), (layout.password, 0o600))
    modes = [(path, stat.S_IMODE(path.stat().st_mode), most) for path, most in wanted if path.exists()]
    # Windows has no such modes; a user's folders are private there by inheritance.
    wide = [(path, mode, most) for path, mode, most in modes if mode & ~most and os.name != "nt"]
    if wide:
        path, mode, most = wide[0]
        return Finding(name, False, f"{path} has mode {mode:o}", f"chmod {most:o} {path}")
    if layout.data.exists() and not layout.password.exists():
        mend = f"put {layout.password} back, or begin anew: allegata db reset"
        return Finding(name, False, "the password file is gone", mend)
    return Finding(name, True, ", ".join(f"{path.name} {mode:o}" for path, mode, _ in modes) or "nothing yet")


def _room(layout: Layout) -> Finding:
    free = shutil.disk_usage(_existing(layout.home)).free
    ok = free >= ROOM
    mend = "" if ok else f"free {ROOM >> 20} MB, or name a folder on another disk in ALLEGATA_HOME"
    return Finding("disk space", ok, f"{free / (1 << 30):.1f} GB free", mend)


def _programs(layout: Layout) -> Finding:
    name, install = (
        f"Neo4j {layout.version}",
        "make setup, or any command that needs the database, fetches them",
    )
    missing, damaged = [], []
    for artifact in Manifest.read().artifacts:
        file = layout.library / artifact.name
        if not file.is_file():
            missing.append(artifact.name)
        elif not artifact.intact(layout.library):
            damaged.append(file)
    if damaged:
        detail = f"{len(damaged)} files are damaged, {damaged[0].name} among them"
        return Finding(name, False, detail, f"delete {damaged[0].parent}; {install}")
    if missing:
        return Finding(name, False, f"{len(missing)} of its files are not here", install)
    return Finding(name, True, f"{len(Manifest.read().artifacts)} files, all sums right, in {layout.library}")


def _cache(layout: Layout) -> Finding:
    name = "start cache"
    try:
        file = cache_file(layout)
    except PlatformError:
        return Finding(name, True, "none without a Java runtime")
    if file.is_file() and file.stat().st_size:
        return Finding(name, True, f"{file.stat().st_size >> 20} MB")
    mend = f"delete {file} and run make setup" if file.exists() else "make setup makes it"
    return Finding(name, False, "none: Neo4j works, but starts take twice as long", mend)


def _server(layout: Layout) -> Finding:
    name = "server"
    record = running(layout)
    if record is None:
        left = Record.read(layout.record)
        if left is None:
            return Finding(name, True, "not running")
        said = " | ".join(line for line in failure.tail(layout.console, 5) if line.strip()) or "it said nothing"
        return Finding(name, True, f"ended without being stopped; the next start repairs its store ({said})")
    here = f"process {record.server.pid}, port {record.port}, started by {record.starter}"
    if not bolt.answers(record.port):
        return Finding(name, False, f"{here}, does not answer; its log is {layout.console}", "allegata db stop")
    if not record.guard.alive:
        return Finding(name, False, f"{here}, has lost its guard", "any command that uses the database mends it")
    return Finding(name, True, here)


def _port(layout: Layout, settings: Settings) -> Finding:
    wanted, record = settings.db_port, running(layout)
    if not wanted or (record is not None and record.port == wanted):
        return Finding("port", True, f"{record.port if record else 'a free one is found at each start'}")
    if record is not None:
        detail = f"the server runs on {record.port}, not on {wanted}"
        return Finding("port", False, detail, "allegata db stop; the next start uses ALLEGATA_DB_PORT")
    if bolt.taken(wanted):
        mend = "end that program, or name another port in ALLEGATA_DB_PORT (0 finds a free one)"
        return Finding("port", False, f"{wanted} is taken by another program", mend)
    return Finding("port", True, f"{wanted} is free")


def _existing(path: Path) -> Path:
    """The path itself or the nearest folder above it that exists."""
    return next(place for place in (path, *path.parents) if os.access(place, os.F_OK))
