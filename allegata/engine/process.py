"""Which process is meant when all that is left of it is a number."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass

import psutil

__all__ = ["PATIENCE", "Process", "terminate"]

PATIENCE = 60.0
"""Seconds that a server is given to write its store to disk and end."""

# The start of a process is computed from the start of the machine, which moves when the clock is set.
TOLERANCE = 2.0


@dataclass(frozen=True, slots=True)
class Process:
    """A process that may have ended by now; its number may then belong to another one.

    Attributes:
        pid: its number.
        created: when it started, in seconds since 1970.
    """

    pid: int
    created: float

    @classmethod
    def of(cls, pid: int) -> Process:
        """The process that has this number now.

        Raises:
            psutil.NoSuchProcess: there is none.
        """
        return cls(pid, psutil.Process(pid).create_time())

    def find(self) -> psutil.Process | None:
        """A handle on the process, or None when it has ended (a zombie has)."""
        try:
            found = psutil.Process(self.pid)
            same = abs(found.create_time() - self.created) <= TOLERANCE
            return found if same and found.status() != psutil.STATUS_ZOMBIE else None
        except psutil.NoSuchProcess:
            return None

    @property
    def alive(self) -> bool:
        """Whether the process has not ended."""
        return self.find() is not None


def terminate(process: Process, patience: float = PATIENCE) -> None:
    """Ask a process to end, wait up to `patience` seconds, then end it. It may have ended already."""
    for act, seconds in ((psutil.Process.terminate, patience), (psutil.Process.kill, 10.0)):
        found = process.find()
        if found is None:
            return
        with contextlib.suppress(psutil.NoSuchProcess):
            act(found)
        # psutil's own wait would also wait for the parent to take note, which may never happen.
        deadline = time.monotonic() + seconds
        while process.alive and time.monotonic() < deadline:
            time.sleep(0.02)
