"""The one door for reads: READ access, and a way to stop them. The limits are those of `Reader` and `Gate`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import neo4j

from allegata.errors import AllegataError
from allegata.store.connection import Connection
from allegata.store.faults import translated
from allegata.store.halt import Halt

__all__ = ["State", "noting", "reading"]

FETCHED = 1000
"""Rows that the server sends at once."""

State = frozenset[str]
"""What the database had committed when a read ended: the server's bookmarks, others after every commit."""

_noted: ContextVar[list[State] | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[list[State]]:
    """The states of the database at which the reads of this block have ended, in their order."""
    outer, states = _noted.get(), list[State]()
    token = _noted.set(states)
    try:
        yield states
    finally:
        _noted.reset(token)
        if outer is not None:
            outer += states


@contextmanager
def reading(
    connection: Connection, halt: Halt | None = None, fetched: int = FETCHED, after: State = frozenset()
) -> Iterator[neo4j.Session]:
    """A session that reads; errors of the driver that leave it are ours.

    Args:
        connection: to the database.
        halt: by which somebody may stop what is being read, from another thread; None: nobody.
        fetched: rows that the server sends at once.
        after: what is read is to have all of this state in it.

    Raises:
        QueryStopped: ``halt`` was used.
        StoreError: what went wrong, in a sentence.
    """
    halt = halt or Halt()
    try:
        with translated(), connection.session(neo4j.READ_ACCESS, fetched, after) as session, halt.over(session):
            yield session
            if (noted := _noted.get()) is not None:
                noted.append(frozenset(session.last_bookmarks().raw_values))
    except AllegataError:
        # What the server says of a statement that was stopped is of no interest.
        halt.check()
        raise
    halt.check()
