"""Copies of the database in a file, and the way back from one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from allegata.engine import credentials, swap
from allegata.engine.address import DATABASE
from allegata.engine.installation import install, installed
from allegata.engine.java import admin
from allegata.engine.launch import halt, launch, running
from allegata.engine.layout import Layout
from allegata.errors import EngineError, NotFound, StateError
from allegata.progress import Progress, Silent
from allegata.settings import Settings

__all__ = ["backup", "offline", "ready", "reset", "restore"]


def backup(settings: Settings, file: Path, progress: Progress | None = None, *, force: bool = False) -> int:
    """Write the database to a file, in the format of ``neo4j-admin database dump``.

    A running server is stopped for it and started again at the same port; its users keep their address. The
    password is not part of the file.

    Args:
        settings: data folder and memory.
        file: where to write; its folder must exist.
        progress: told what is done.
        force: whether a file that is there may be replaced.

    Returns:
        The length of the file in bytes.

    Raises:
        StateError: there is no database, the file exists already, or it cannot be written.
        EngineError: the server's administration command failed; `file` is as it was.
    """
    progress = progress or Silent()
    layout = ready(settings, progress)
    file = file.absolute()
    if file.is_dir() or not file.parent.is_dir():
        raise StateError(f"{file} cannot be written: name a file in a folder that exists.")
    if file.exists() and not force:
        raise StateError(f"{file} exists already: name another file, or say --force to replace it.")
    part = file.with_name(f"{file.name}.part")
    with offline(layout, settings, recover=True):
        progress.say("Writing the backup.")
        try:
            with part.open("wb") as stream:
                admin(layout, settings, "database", "dump", DATABASE, "--to-stdout", stdout=stream)
            part.replace(file)
        except OSError as error:
            raise StateError(f"{file} cannot be written: {error.strerror or error}.") from error
        finally:
            part.unlink(missing_ok=True)
    return file.stat().st_size


def restore(settings: Settings, file: Path, progress: Progress | None = None) -> None:
    """Replace the database by the one in a file that `backup` wrote.

    The new one is built and checked beside the old one; only then does it take the old one's place. Whatever
    goes wrong before, the old database is there afterwards. The password stays as it is. A running server is
    stopped for the exchange and started again at the same port.

    Args:
        settings: data folder and memory.
        file: the backup.
        progress: told what is done.

    Raises:
        NotFound: there is no such file.
        EngineError: the file is not a whole backup; the database is as it was.
    """
    progress = progress or Silent()
    layout = ready(settings, progress)
    if not file.is_file():
        raise NotFound(f"There is no backup {file}: check the name.")
    with offline(layout, settings):
        credentials.prepare(layout, settings)
        try:
            progress.say("Reading and checking the backup.")
            _unpack(layout, settings, file)
            swap.swap(layout)
        except BaseException:
            swap.heal(layout)
            raise
        swap.discard(layout)


def reset(settings: Settings) -> None:
    """Delete the database and its password; program files stay. The next start makes an empty one.

    A running server is stopped, and started again with an empty database at the same port.

    Raises:
        StateError: the settings name a Neo4j of the user's own.
    """
    layout = Layout.of(settings)
    with offline(layout, settings):
        shutil.rmtree(layout.data, ignore_errors=True)
        layout.password.unlink(missing_ok=True)
        if layout.data.exists():
            raise StateError(f"{layout.data} cannot be deleted: check whose it is.")


def ready(settings: Settings, progress: Progress) -> Layout:
    """The layout, installed."""
    layout = Layout.of(settings)
    if not installed(layout):
        install(settings, progress)
    return layout


@contextmanager
def offline(layout: Layout, settings: Settings, *, recover: bool = False) -> Iterator[None]:
    """Hold the server down; a server that ran before runs again afterwards, whatever happened in between.

    Args:
        layout: where it lives.
        settings: to start it again with.
        recover: whether the store must be whole. One that was not closed (a crash, a power cut) is repaired
            by the server itself when it starts, so one that does not run is started and stopped once.
    """
    with layout.locked():
        record = running(layout)
        if record is None:
            swap.heal(layout)
        if recover and record is None:
            if not (layout.data / "databases" / DATABASE).exists():
                raise StateError("There is no database to back up yet: load something first.")
            launch(layout, settings)
        halt(layout)
        try:
            yield
        finally:
            if record is not None:
                credentials.prepare(layout, settings)
                launch(layout, settings, port=record.port)


def _unpack(layout: Layout, settings: Settings, file: Path) -> None:
    """Build the incoming database from a backup, and check that it is consistent."""
    elsewhere = swap.receive(layout)
    try:
        with file.open("rb") as stream:
            admin(
                layout,
                settings,
                "database",
                "load",
                DATABASE,
                "--from-stdin",
                elsewhere,
                stdin=stream,
            )
        admin(layout, settings, "database", "check", DATABASE, elsewhere)
    except EngineError as error:
        raise EngineError(
            f"{file} is not a whole backup of Neo4j: take another one; the database is as it was ({error})."
        ) from error
