"""What every command needs: the settings, and somebody to tell how far it is."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import typer

from allegata import settings as settings_table
from allegata.cli import journal
from allegata.errors import UsageError
from allegata.settings import Settings
from allegata.terminal import Terminal

if TYPE_CHECKING:
    from allegata.store import Connection, Explorable, Graph

__all__ = ["Call", "Session", "confirm", "session"]


@dataclass(frozen=True, slots=True)
class Call:
    """How the program was called, before any setting is looked at: help needs none.

    Attributes:
        args: the words after ``allegata``.
        quiet: no progress, no messages.
        verbose: more of both.
    """

    args: tuple[str, ...] = ()
    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, slots=True)
class Session:
    """A command at work.

    Attributes:
        settings: in force.
        terminal: progress and messages, on stderr.
    """

    settings: Settings
    terminal: Terminal

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The database, started if need be, until the block ends."""
        # The driver and the engine take a third of a second to import: --help and completion do without.
        from allegata.start import connect_database

        with connect_database(self.settings, self.terminal) as connection:
            yield connection

    @contextmanager
    def graph(self) -> Iterator[Graph]:
        """The graph, to be read."""
        from allegata.store import Graph, Reader

        with self.connection() as connection:
            yield Graph(Reader(connection, self.settings))

    @contextmanager
    def explorable(self) -> Iterator[Explorable]:
        """The database, to be read, whoever loaded it."""
        from allegata.store import Reader, graph_of

        with self.connection() as connection:
            yield graph_of(Reader(connection, self.settings))


def session(context: typer.Context) -> Session:
    """Begin the work of a command: settings are read, the log is opened.

    Raises:
        SettingsError: a setting holds a value that cannot be used.
    """
    call = cast(Call, context.obj)
    settings = settings_table.load()
    terminal = Terminal(quiet=call.quiet, verbose=call.verbose)
    if trouble := journal.open_journal(settings, verbose=call.verbose):
        terminal.say(trouble)
    journal.LOG.info("allegata %s", shlex.join(call.args))
    sys.excepthook = journal.Unforeseen(journal.file(settings), verbose=call.verbose)
    return Session(settings, terminal)


def confirm(question: str, *, yes: bool) -> None:
    """Ask before something is lost.

    Args:
        question: to be answered with yes or no.
        yes: it has been answered already (``--yes``).

    Raises:
        UsageError: there is nobody to ask.
        typer.Exit: the answer is no.
    """
    if yes:
        return
    # Not typer.confirm: it writes a blank to stdout, which is for results.
    typer.echo(f"{question} [y/N] ", nl=False, err=True)
    answer = sys.stdin.readline()
    if not answer:
        raise UsageError("Nobody is there to confirm this: say --yes. Nothing was changed.")
    if answer.strip().lower() not in ("y", "yes"):
        typer.echo("Nothing was changed.", err=True)
        raise typer.Exit(1)
