"""Start one server process and see it come up; stop it and see it gone. The caller holds the lock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from allegata.engine import config, failure, users
from allegata.engine.bolt import HOST, answers, free_port, taken
from allegata.engine.java import command, environment
from allegata.engine.layout import Layout
from allegata.engine.order import Order
from allegata.engine.process import PATIENCE, terminate
from allegata.engine.record import Record
from allegata.errors import StartError
from allegata.settings import Settings

__all__ = ["adopt", "halt", "launch", "running"]

MAIN = "org.neo4j.server.Neo4jCommunity"
STARTUP = 180.0
ATTEMPTS = 3
INTERRUPTED = 3.0

_guards: list[subprocess.Popen[bytes]] = []
"""Guards that this process started: they outlive it; Python warns when a child is forgotten."""


def running(layout: Layout) -> Record | None:
    """The record of the server, if it is alive."""
    record = Record.read(layout.record)
    return record if record is not None and record.server.alive else None


def launch(layout: Layout, settings: Settings, *extra: str, port: int = 0) -> Record:
    """Start the server and wait until it answers.

    Args:
        layout: where it lives; installed, and with a password.
        settings: port, memory and limits.
        extra: further options of the virtual machine.
        port: the port to listen on; 0: that of the settings, or any free one.

    Raises:
        StartError: it did not come up; the text says why and where the log is.
    """
    wanted = port or settings.db_port
    if wanted and taken(wanted):
        raise StartError(
            f"Port {wanted} on {HOST} is taken by another program: end that, or name another port in "
            "ALLEGATA_DB_PORT (0 finds a free one)."
        )
    users.register(layout.users, os.getpid())
    for _ in range(ATTEMPTS - 1):
        try:
            return _attempt(layout, settings, wanted or free_port(), extra)
        except StartError:
            # Between being found free and being used a port can be lost to somebody else.
            if wanted or not failure.port_lost(layout):
                raise
    return _attempt(layout, settings, wanted or free_port(), extra)


def _attempt(layout: Layout, settings: Settings, port: int, extra: tuple[str, ...]) -> Record:
    config.write(layout, settings, port)
    layout.console.unlink(missing_ok=True)
    layout.record.unlink(missing_ok=True)
    line = [
        *command(layout, settings, MAIN, *config.machine_options(), *extra),
        f"--home-dir={layout.database}",
        f"--config-dir={layout.configuration}",
    ]
    guard = _guard(layout, port, line)
    try:
        deadline = time.monotonic() + STARTUP
        while not answers(port):
            if guard.poll() is not None:
                raise StartError(failure.sentence(layout, settings))
            if time.monotonic() > deadline:
                raise StartError(
                    f"Neo4j did not answer within {STARTUP:.0f} seconds; what it said is in {layout.console}."
                )
            time.sleep(0.05)
    except BaseException:
        # Whoever interrupts does not want to wait; a server killed while starting repairs its store later.
        halt(layout, INTERRUPTED)
        guard.terminate()
        guard.wait()
        raise
    record = running(layout)
    if record is None:
        raise StartError(failure.sentence(layout, settings))
    return record


def adopt(layout: Layout, record: Record) -> None:
    """Give a running server a new guard if it has lost its own."""
    if not record.guard.alive:
        _guard(layout, record.port, [])


def halt(layout: Layout, patience: float = PATIENCE) -> bool:
    """Stop the server, giving it `patience` seconds to write its store; whether there was one to stop."""
    record = running(layout)
    if record is not None:
        terminate(record.server, patience)
    layout.record.unlink(missing_ok=True)
    return record is not None


def _guard(layout: Layout, port: int, line: list[str]) -> subprocess.Popen[bytes]:
    starter = f"{Path(sys.argv[0]).name or 'python'} (process {os.getpid()})"
    order = Order(str(layout.home), str(layout.programs), layout.version, port, starter, tuple(line))
    package = str(Path(__file__).resolve().parents[2])
    inherited = environment(layout)
    inherited["PYTHONPATH"] = os.pathsep.join(filter(None, [package, inherited.get("PYTHONPATH")]))
    with (layout.logs / "guard.log").open("wb") as log:
        guard = subprocess.Popen(
            [sys.executable, "-m", "allegata.engine.guard", str(order)],
            cwd=layout.database,
            env=inherited,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            # A session of its own: Ctrl+C and a closed terminal do not reach it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
            | getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    _guards[:] = [running_guard for running_guard in _guards if running_guard.poll() is None]
    _guards.append(guard)
    return guard
