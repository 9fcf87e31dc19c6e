"""A graph that another version of Allegata reckoned: seen, and reckoned anew where that is quickly done."""

from __future__ import annotations

from dataclasses import dataclass

from allegata.progress import Progress
from allegata.settings import Settings
from allegata.store.connection import Connection
from allegata.store.cypher import cypher
from allegata.store.derivation import DERIVATION
from allegata.store.reader import Reader
from allegata.store.writer import Writer

__all__ = ["Reckoned", "reckoned", "renew"]

SINCE = 3
"""The first derivation with today's ids; records of earlier ones have others."""

FEW = 20_000
"""Records whose graph is reckoned anew without asking: some seconds, and in the memory of one transaction."""


@dataclass(frozen=True, slots=True)
class Reckoned:
    """By which rules the graph of a database was reckoned.

    Attributes:
        derivation: their number; `DERIVATION` is ours.
        records: how many there are.
        managed: whether the database is the local one.
    """

    derivation: int
    records: int
    managed: bool

    @property
    def current(self) -> bool:
        """Whether it can be read as it is."""
        return self.derivation == DERIVATION

    @property
    def renewable(self) -> bool:
        """Whether it is reckoned anew at the next start."""
        return self.managed and SINCE <= self.derivation < DERIVATION and self.records <= FEW

    @property
    def trouble(self) -> str:
        """What is wrong; "" when nothing is."""
        if self.current:
            return ""
        which = "a newer" if self.derivation > DERIVATION else "an earlier"
        return f"The graph was reckoned by {which} version of Allegata, and this one would read it wrongly"

    @property
    def mend(self) -> str:
        """What to do about it."""
        if self.current:
            return ""
        if self.renewable:
            return "the next start of the explorer, or any command that needs the database, reckons it anew"
        if self.derivation > DERIVATION:
            return "update this installation"
        if self.managed:
            return "begin anew with `allegata db reset`, and load your data sets again"
        return "take each data set out with `allegata remove NAME`, and load them again"


def reckoned(connection: Connection, settings: Settings) -> Reckoned:
    """By which rules the graph was reckoned; where nothing is loaded, by ours.

    Raises:
        StoreError: the database does not answer.
    """
    reader = Reader(connection, settings)
    # A load that has only begun has no rule yet.
    if not reader.read(cypher("datasets"), rows=1).rows:
        return Reckoned(DERIVATION, 0, settings.managed)
    rule = reader.read(cypher("rule")).one() or {}
    counts = {row["what"]: row["number"] for row in reader.read(cypher("counts")).rows}
    records = sum(number for what, number in counts.items() if what not in ("data sets", "direct edges"))
    return Reckoned(rule.get("derivation") or 0, records, settings.managed)


def renew(connection: Connection, settings: Settings, progress: Progress) -> Reckoned:
    """Reckon the graph anew, in place, if another version reckoned it and it is small; how it stands then.

    Raises:
        StateError: a load is under way.
        StoreError: the database does not answer, or could not finish it. It is as before then.
    """
    found = reckoned(connection, settings)
    if not found.renewable:
        return found
    progress.say("The graph was reckoned by an earlier version of Allegata: reckoning it anew.")
    Writer(connection, settings).renew(progress)
    return reckoned(connection, settings)
