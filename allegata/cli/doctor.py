"""The commands that make the program ready and find out what is wrong."""

from __future__ import annotations

import typer

from allegata.cli.output import Output, OutputOption, show
from allegata.cli.session import Session, session
from allegata.errors import StoreError

__all__ = ["doctor", "setup"]


def doctor(context: typer.Context, output: OutputOption = Output.TABLE) -> None:
    """Print what is installed, where the data lives, what is wrong, and how to mend it.

    Nothing is changed and nothing is fetched. The exit code is 1 when something is wrong.

    \b
    Examples:
      allegata doctor
      allegata doctor --format json
    """
    here = session(context)
    from allegata import engine

    rows = [(it.name, it.ok, it.detail, it.mend) for it in engine.doctor(here.settings)]
    if not here.settings.managed:
        rows.append(_own(here))
    if all(ok for _, ok, _, _ in rows):
        rows.append(_graph(here))
    show(("what", "ok", "found", "mend"), rows, output)
    if not all(ok for _, ok, _, _ in rows):
        raise typer.Exit(1)


def setup(context: typer.Context) -> None:
    """Fetch and prepare the local Neo4j, and start nothing.

    Safe to repeat and to interrupt: what is there already is kept. With NEO4J_URI set there is nothing to do.

    \b
    Examples:
      allegata setup
    """
    here = session(context)
    if not here.settings.managed:
        here.terminal.say("NEO4J_URI names a Neo4j of your own: there is none to install.")
        return
    from allegata.start import install

    install(here.settings, here.terminal)
    here.terminal.say("All is ready: allegata serve opens the explorer.")


def _own(here: Session) -> tuple[str, bool, str, str]:
    """How the user's own Neo4j answers."""
    name = "your own Neo4j"
    try:
        with here.connection() as connection:
            return name, True, f"{connection.version()} at {connection.uri}", ""
    except StoreError as error:
        return name, False, str(error), "check NEO4J_URI, NEO4J_USERNAME and NEO4J_PASSWORD"


def _graph(here: Session) -> tuple[str, bool, str, str]:
    """Whether the graph was reckoned as this version does it."""
    from allegata.start import how_reckoned

    found = how_reckoned(here.settings)
    if found is None:
        return "graph", True, "not looked at: the database is not running", ""
    return "graph", found.current, found.trouble or f"{found.records:,} records, reckoned by this version", found.mend
