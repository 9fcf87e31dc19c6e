"""Every error that Allegata raises on purpose, in one tree.

::

    AllegataError
    ├── UsageError            the request makes no sense as asked (command line: exit code 2)
    │   └── SettingsError     a setting holds a value that cannot be used
    ├── EngineError           the managed local Neo4j
    │   ├── PlatformError     no runtime for this operating system or processor
    │   ├── InstallError      fetching or verifying the server's files failed
    │   ├── StartError        the server did not come up
    │   └── StateError        the command needs a running (or a stopped) server
    ├── StoreError            talking to the database
    │   ├── ConnectionLost    no answer from the database
    │   ├── QueryRefused      the statement is not allowed here
    │   ├── QueryFailed       the server rejected or could not finish the statement; may hold line and column
    │   ├── QueryStopped      somebody stopped the statement
    │   ├── TurnedBack        another writer was in the way; trying again helps
    │   └── LimitReached      a limit of ours ended the work; the message names the setting
    ├── LoadError             input that cannot be loaded; holds every `Problem` found
    ├── CatalogError          a saved query that cannot be used
    ├── NotFound              no such entity, claim, query, file
    │   └── Ambiguous         several fit; the message lists them
    ├── ViewError             an exploration file or an address that cannot be opened
    └── RenderError           a figure or an export that cannot be made

The text of an error is for the person at the screen: what happened, where, and what to do about it.
Errors of other libraries are translated where they enter: the driver's in ``store``, the operating
system's in ``engine`` and ``loader``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "AllegataError",
    "Ambiguous",
    "CatalogError",
    "ConnectionLost",
    "EngineError",
    "InstallError",
    "LimitReached",
    "LoadError",
    "NotFound",
    "PlatformError",
    "Problem",
    "QueryFailed",
    "QueryRefused",
    "QueryStopped",
    "RenderError",
    "SettingsError",
    "StartError",
    "StateError",
    "StoreError",
    "TurnedBack",
    "UsageError",
    "ViewError",
]


class AllegataError(Exception):
    """The root: whatever is caught under this name has a text fit to be shown."""


class UsageError(AllegataError):
    """The request makes no sense as asked."""


class SettingsError(UsageError):
    """A setting holds a value that cannot be used."""


class EngineError(AllegataError):
    """The managed local Neo4j."""


class PlatformError(EngineError):
    """There is no runtime for this operating system or processor."""


class InstallError(EngineError):
    """The server's files could not be fetched or verified."""


class StartError(EngineError):
    """The server did not come up."""


class StateError(EngineError):
    """The command needs a running, or a stopped, server."""


class StoreError(AllegataError):
    """Talking to the database."""


class ConnectionLost(StoreError):
    """The database gives no answer."""


class QueryRefused(StoreError):
    """The statement is not allowed here."""


class QueryFailed(StoreError):
    """The server rejected the statement, or could not finish it.

    Attributes:
        line, column: the place in what was typed, counted from 1; 0 when the server names none.
    """

    def __init__(self, text: str, line: int = 0, column: int = 0) -> None:
        self.line = line
        self.column = column
        super().__init__(text)


class QueryStopped(StoreError):
    """Somebody stopped the statement before it was done."""


class TurnedBack(StoreError):
    """Another writer was in the way, and the database let that one pass: trying again helps."""


class LimitReached(StoreError):
    """A limit of ours ended the work; the text names the setting that holds it."""


class CatalogError(AllegataError):
    """A saved query that cannot be used."""


class NotFound(AllegataError):
    """There is no such entity, claim, query or file."""


class Ambiguous(NotFound):
    """Several things fit; the text lists them."""


class ViewError(AllegataError):
    """An exploration file or an address that cannot be opened."""


class RenderError(AllegataError):
    """A figure or an export that cannot be made."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong with the input.

    Attributes:
        file: name of the file, relative to what was loaded.
        line: line in that file, counted from 1; 0 when the file as a whole is meant.
        what: what is wrong.
        mend: what to do about it.
    """

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.what}: {self.mend}"


class LoadError(AllegataError):
    """Input that cannot be loaded. Nothing of it was written.

    Attributes:
        problems: everything that is wrong, by file and line.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''}; nothing was loaded."
        super().__init__("\n".join([*map(str, self.problems), head]))
