"""The local server as the rest of Allegata sees it: one for each data folder, shared by all who use it."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from pathlib import Path

from allegata.engine import credentials, users
from allegata.engine.address import DATABASE, USERNAME, Address
from allegata.engine.bolt import HOST, answers
from allegata.engine.installation import Exercise, install, installed
from allegata.engine.launch import adopt, halt, launch, running
from allegata.engine.layout import Layout
from allegata.engine.record import Record
from allegata.engine.swap import heal
from allegata.errors import StartError
from allegata.progress import Progress, Silent
from allegata.settings import Settings

__all__ = ["Status", "ensure", "start", "status", "stop"]

HANGING = 60.0


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the local server.

    Attributes:
        running: whether it runs; when not, the fields from `pid` to `users` are empty or 0.
        version: version of Neo4j.
        store: size of the databases and their transaction logs on disk, in bytes.
        pid: number of its process.
        uri: where it listens.
        uptime: seconds since it was started.
        memory: memory that its process holds, in bytes.
        starter: who started it, in words.
        kept: whether it runs on when nobody uses it any more.
        users: numbers of the processes that use it.
    """

    running: bool
    version: str
    store: int
    pid: int = 0
    uri: str = ""
    uptime: float = 0.0
    memory: int = 0
    starter: str = ""
    kept: bool = False
    users: tuple[int, ...] = ()


def ensure(settings: Settings, progress: Progress | None = None, exercise: Exercise | None = None) -> Address:
    """The address of the running server; it is installed and started if need be.

    The calling process counts as a user of the server until it ends, in whatever way; the server stops when
    it has no user any more, unless ``ALLEGATA_DB_KEEP`` is yes or it was started by `start`.

    Args:
        settings: data folder, port, memory and limits.
        progress: told of what takes long.
        exercise: see `allegata.engine.installation.install`.

    Raises:
        PlatformError: there is no Java runtime for this machine.
        InstallError: the program files could not be had.
        StartError: the server did not come up.
        StateError: the settings name a Neo4j of the user's own, or the data folder cannot be used.
    """
    layout = Layout.of(settings)
    layout.create()
    if running(layout) is None and not installed(layout):
        install(settings, progress or Silent(), exercise)
    with layout.locked():
        record = running(layout)
        if record is None:
            heal(layout)
            credentials.prepare(layout, settings)
            users.forget_keep(layout.users)
            record = launch(layout, settings)
        else:
            users.register(layout.users, os.getpid())
            adopt(layout, record)
            _await(layout, record)
        if settings.db_keep == "yes":
            users.keep(layout.users)
        return Address(_uri(record), USERNAME, credentials.password(layout), DATABASE)


def start(settings: Settings, progress: Progress | None = None, exercise: Exercise | None = None) -> Address:
    """Like `ensure`, but the server then runs until it is told to stop. Raises what `ensure` raises."""
    return ensure(replace(settings, db_keep="yes"), progress, exercise)


def stop(settings: Settings) -> bool:
    """Stop the server, whoever uses it; whether it was running.

    Raises:
        StateError: the settings name a Neo4j of the user's own, or the data folder cannot be used.
    """
    layout = Layout.of(settings)
    with layout.locked():
        users.forget_keep(layout.users)
        return halt(layout)


def status(settings: Settings) -> Status:
    """The state of the server now; nothing is started or changed.

    Raises:
        StateError: the settings name a Neo4j of the user's own, or the data folder cannot be used.
    """
    layout = Layout.of(settings)
    with layout.access():
        store = sum(map(_size, layout.data.rglob("*")))
        record = running(layout)
    process = record.server.find() if record is not None else None
    if record is None or process is None:
        return Status(False, layout.version, store)
    return Status(
        running=True,
        version=record.version,
        store=store,
        pid=process.pid,
        uri=_uri(record),
        uptime=record.uptime,
        memory=process.memory_info().rss,
        starter=record.starter,
        kept=users.kept(layout.users),
        users=tuple(users.live(layout.users)),
    )


def _uri(record: Record) -> str:
    return f"bolt://{HOST}:{record.port}"


def _size(path: Path) -> int:
    """Length of a file; 0 for a folder, and for what a running server has removed meanwhile."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0
    return found.st_size if stat.S_ISREG(found.st_mode) else 0


def _await(layout: Layout, record: Record) -> None:
    """Wait for a server that is there but may still be starting, if who started it was killed."""
    if not answers(record.port, HANGING):
        raise StartError(
            f"Neo4j runs as process {record.server.pid} but does not answer on port {record.port}: stop it "
            f"with allegata db stop and try again; its log is {layout.console}."
        )
