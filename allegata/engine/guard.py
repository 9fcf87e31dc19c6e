"""The guard: a small process that owns the server and stops it when nobody uses it any more.

``python -m allegata.engine.guard ORDER`` is started by `allegata.engine.launch`, in a session of its own, so
that neither Ctrl+C nor the end of a terminal reaches it. It lives exactly as long as the server does.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

from filelock import Timeout

from allegata.engine import users
from allegata.engine.layout import Layout
from allegata.engine.order import Order
from allegata.engine.process import Process, terminate
from allegata.engine.record import Record

__all__ = ["main"]

PERIOD = 0.5


def main(order: Order) -> None:
    """Start the server, or take over a running one; return when it has ended."""
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    os.umask(0o077)
    layout = order.layout
    if order.command:
        child = _launch(order)
        server = Process.of(child.pid)
        guard = Process.of(os.getpid())
        Record(server, guard, order.port, order.version, order.starter, time.time()).write(layout.record)
        _watch(layout, server, told)
        child.wait()
    else:
        record = Record.read(layout.record)
        if record is not None:
            replace(record, guard=Process.of(os.getpid())).write(layout.record)
            _watch(layout, record.server, told)


def _launch(order: Order) -> subprocess.Popen[bytes]:
    layout = order.layout
    with layout.console.open("wb") as console:
        return subprocess.Popen(
            order.command,
            cwd=layout.database,
            stdin=subprocess.DEVNULL,
            stdout=console,
            stderr=subprocess.STDOUT,
        )


def _watch(layout: Layout, server: Process, told: threading.Event) -> None:
    """Return when the server has ended: by itself, by order of a signal, or since nobody uses it."""
    while server.alive:
        if told.wait(PERIOD):
            _end(layout, server)
        elif not _used(layout):
            _stop_unused(layout, server)


def _stop_unused(layout: Layout, server: Process) -> None:
    try:
        with layout.lock().acquire(timeout=0):
            # Under the lock nobody can begin to use the server between this look and its end.
            if not _used(layout):
                _end(layout, server)
    except Timeout:
        # Somebody is just starting to use it, or is stopping it: the next round will see.
        return


def _end(layout: Layout, server: Process) -> None:
    """Stop the server; a record that is left behind tells that it ended by itself."""
    terminate(server)
    layout.record.unlink(missing_ok=True)


def _used(layout: Layout) -> bool:
    return users.kept(layout.users) or bool(users.live(layout.users))


if __name__ == "__main__":
    main(Order.parse(sys.argv[1]))
