"""Reads that belong together see the graph before a load or after it, never half of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from allegata.errors import QueryFailed
from allegata.store.cypher import cypher
from allegata.store.reader import Reader
from allegata.store.reading import State, noting

__all__ = ["Seen", "Steady"]

T = TypeVar("T")

TRIES, PAUSE = 5, 0.02
"""How often a read that meets half a record is begun anew though no load came between, and the seconds of a pause."""

PATIENCE = 5.0
"""Seconds for which reads that belong together are begun anew when one load after the other comes between."""

UNSOUND = (KeyError, TypeError, ValueError, QueryFailed)
"""What half a record looks like: properties that are gone, an edge without its end, an entity the server lost."""


@dataclass(frozen=True, slots=True)
class Look:
    """The load stamp, and the state of the database that all of it was seen in; None: not known."""

    stamp: str
    state: State | None


@dataclass(slots=True)
class Seen:
    """What was looked at last, by whichever thread; None: nothing was."""

    last: Look | None = None


@dataclass(frozen=True, slots=True)
class Steady:
    """Reads by a reader, and compares the load stamp with the one that was seen last.

    Attributes:
        reader: by which the stamp is read, and all the rest.
        seen: what is remembered from one time to the next.
    """

    reader: Reader
    seen: Seen

    def stamp(self) -> str:
        """A text that changes with every load; "" for a database that Allegata never loaded."""
        return self._look().stamp

    def read(self, read: Callable[[], T]) -> T:
        """What ``read`` gives when no load comes in between: it is begun anew then.

        Where the server tells after each of its reads that nothing at all was committed since, nobody asks for the
        stamp: a way there and back takes as long as many a read.
        """
        # Any stamp from before will do, however old: when it is still the one afterwards, nothing came in between.
        before = self.seen.last or self._look()
        until, faults = time.monotonic() + PATIENCE, 0
        while True:
            try:
                with noting() as states:
                    value = read()
            except UNSOUND:
                # A load may be taking away just what was read. When none came, the trouble is real and comes again.
                after = self._look()
                faults = faults + 1 if after.stamp == before.stamp else 0
                if faults > TRIES or time.monotonic() > until:
                    raise
                time.sleep(PAUSE)
            else:
                if before.state and set(states) == {before.state}:
                    return value
                after = self._look(states[-1] if states else frozenset())
                if after.stamp == before.stamp or time.monotonic() > until:
                    return value
            before = after

    def _look(self, state: State = frozenset()) -> Look:
        """The stamp; and ``state``, once all of it can be seen, where nothing has been committed since.

        A state tells of transactions that are committed, and of the last of them others may see a part only as yet.
        """
        with noting() as states:
            row = self.reader.read(cypher("stamp"), after=state).one()
        last = self.seen.last = Look(str(row["stamp"]) if row else "", state if states == [state] else None)
        return last
