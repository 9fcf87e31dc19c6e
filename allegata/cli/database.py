"""Commands around the local Neo4j that Allegata runs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.filesize import decimal

from allegata.cli.output import Output, OutputOption, show
from allegata.cli.session import confirm, session

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]


@app.callback()
def db() -> None:
    """Start, stop, back up and restore the local Neo4j.

    \b
    Examples:
      allegata db status
      allegata db backup before-the-change.dump
    """


@app.command()
def start(context: typer.Context) -> None:
    """Start the database and leave it running until it is told to stop; print its address.

    Without this, any command that needs the database starts it, and it stops when nobody uses it any more.

    \b
    Examples:
      allegata db start
    """
    here = session(context)
    from allegata import engine
    from allegata.start import connect_database

    engine.status(here.settings)  # refuses where the database is not ours to start
    with connect_database(replace(here.settings, db_keep="yes"), here.terminal) as connection:
        typer.echo(connection.uri)


@app.command()
def stop(context: typer.Context) -> None:
    """Stop the database, whoever uses it.

    \b
    Examples:
      allegata db stop
    """
    here = session(context)
    from allegata import engine

    here.terminal.say("Stopped." if engine.stop(here.settings) else "It was not running.")


@app.command()
def status(context: typer.Context, output: OutputOption = Output.TABLE) -> None:
    """Print whether the database runs, where, since when, and who uses it.

    \b
    Examples:
      allegata db status
      allegata db status --format json
    """
    here = session(context)
    from allegata import engine

    it = engine.status(here.settings)
    facts: dict[str, object] = {"running": it.running, "version": it.version, "store": it.store}
    if it.running:
        facts |= {"uri": it.uri, "pid": it.pid, "uptime": round(it.uptime), "memory": it.memory}
        facts |= {"started_by": it.starter, "kept": it.kept, "users": list(it.users)}
    if output is Output.JSON:
        show(tuple(facts), [tuple(facts.values())], output)
        return
    for size in facts.keys() & {"store", "memory"}:
        facts[size] = decimal(int(str(facts[size])))
    if it.running:
        facts["uptime"] = str(dt.timedelta(seconds=round(it.uptime)))
        facts["pid"] = str(it.pid)
        facts["users"] = " ".join(map(str, it.users)) or "none"
    show(("what", "value"), list(facts.items()))


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="File to write.", show_default=False)],
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Write the database to a file. A running database is stopped for it and started again.

    \b
    Examples:
      allegata db backup before-the-change.dump
    """
    here = session(context)
    from allegata import engine

    size = engine.backup(here.settings, file, here.terminal, force=force)
    here.terminal.say(f"{file} holds the database ({decimal(size)}).")


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A file that `db backup` wrote.", show_default=False)],
    yes: Yes = False,
) -> None:
    """Replace the database by the one in a backup.

    The backup is built and checked beside the database; whatever goes wrong, the old one stays.

    \b
    Examples:
      allegata db restore before-the-change.dump
      allegata db restore before-the-change.dump --yes
    """
    here = session(context)
    from allegata import engine

    engine.status(here.settings)  # refuses where the database is not ours, before anybody is asked
    confirm(f"Replace all that is in the database by {file}?", yes=yes)
    engine.restore(here.settings, file, here.terminal)
    here.terminal.say(f"The database is the one of {file} now.")


@app.command()
def reset(context: typer.Context, yes: Yes = False) -> None:
    """Delete the database with all that is loaded; the next `allegata serve` loads the seed data set anew.

    \b
    Examples:
      allegata db reset
      allegata db reset --yes
    """
    here = session(context)
    from allegata import engine

    engine.status(here.settings)
    confirm(f"Delete the database in {here.settings.home} with all that is loaded?", yes=yes)
    engine.reset(here.settings)
    here.terminal.say("The database is empty now.")
