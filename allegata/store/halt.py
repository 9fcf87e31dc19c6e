"""Stopping a statement from outside: by a person who pressed Cancel, or by the clock."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import neo4j
from neo4j import exceptions as driver

from allegata.errors import AllegataError, QueryStopped

__all__ = ["Halt", "Watch", "sever", "within"]

PATIENCE = 2.0
"""Seconds in which a statement that is stopped must have ended."""

SILENCE = 2.0
"""Seconds that a server may be silent beyond a limit of its own before the connection is given up."""


def sever(session: neo4j.Session) -> None:
    """Close the connection that a session uses at this moment; the server ends the transaction when it sees that.

    The synchronous session has no cancel of its own. Terminating the transaction from a second session takes a second
    where the server has to plan that first, and does not reach a statement whose parser never comes back.
    """
    connection = getattr(session, "_connection", None)
    if connection is not None:
        connection.kill()


class Halt:
    """Handed to `Gate.run` or a `Reader` by who may want to stop it later, from another thread.

    Good for one statement, or for several one after the other: once it was used, none of them begins any more.
    """

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._ended = threading.Event()
        self._session: neo4j.Session | None = None

    @property
    def asked(self) -> bool:
        """Whether somebody wants it stopped."""
        return self._asked.is_set()

    def cancel(self) -> bool:
        """Stop the statement; one that has not begun will not begin.

        Returns:
            Whether it has ended by now, or has not begun.
        """
        self._asked.set()
        deadline = time.monotonic() + PATIENCE
        # Again and again: the session may be about to take another connection.
        while self._session is not None and not self._ended.is_set() and time.monotonic() < deadline:
            sever(self._session)
            self._ended.wait(0.01)
        return self._session is None or self._ended.is_set()

    @contextmanager
    def over(self, session: neo4j.Session) -> Iterator[None]:
        """The block in which a session can be stopped."""
        self._ended.clear()
        self._session = session
        try:
            self.check()
            yield
        finally:
            self._session = None
            self._ended.set()

    def check(self) -> None:
        """Go on, or not.

        Raises:
            QueryStopped: somebody wants it stopped.
        """
        if self.asked:
            raise QueryStopped("Stopped.")


class Watch:
    """Severs a session when a time has passed: some statements make the server silent, past all its limits.

    (A term of three hundred additions is more than its parser's stack holds; the thread dies and nobody answers. No
    limit holds while a statement is planned, either.)
    """

    def __init__(self, session: neo4j.Session, seconds: float) -> None:
        self.late = False
        self._session = session
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True

    def _end(self) -> None:
        self.late = True
        sever(self._session)

    def __enter__(self) -> Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()


@contextmanager
def within(session: neo4j.Session, seconds: float, late: Callable[[], AllegataError]) -> Iterator[None]:
    """The block in which the server answers within its limit, or `SILENCE` after it at the latest.

    Args:
        session: that reads.
        seconds: the limit that the server was given.
        late: makes what is raised where it did not heed it.

    Raises:
        AllegataError: that of ``late``.
    """
    with Watch(session, seconds + SILENCE) as watch:
        try:
            yield
        except (driver.Neo4jError, driver.DriverError) as error:
            if watch.late:
                raise late() from error
            raise
