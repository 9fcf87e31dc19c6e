"""The program itself: global options, the commands, and the one place where errors become exit codes."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from allegata.cli import data, database, doctor, export, paths, queries, serve, surroundings, view
from allegata.cli.journal import LOG
from allegata.cli.session import Call
from allegata.errors import AllegataError, UsageError
from allegata.terminal import printable

__all__ = ["app", "main", "run"]

INTERRUPTED = 130

app = typer.Typer(
    name="allegata",
    rich_markup_mode=None,  # texts in help are texts: square brackets stay what they are
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("serve")(serve.serve)
app.command("load")(data.load)
app.command("search")(data.search)
app.command("paths")(paths.paths)
app.command("around")(surroundings.around)
app.command("connect")(surroundings.connect)
app.command("datasets")(data.datasets)
app.command("export")(export.export)
app.command("replay")(view.replay)
app.command("diff")(view.diff)
app.command("query")(queries.query)
app.command("queries")(queries.queries)
app.command("remove")(data.remove)
app.command("check")(data.check)
app.add_typer(database.app, name="db")
app.command("setup")(doctor.setup)
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command that the program was called with, and end the process."""
    sys.exit(run(sys.argv[1:]))


def run(args: Sequence[str]) -> int:
    """Run one command.

    Args:
        args: the words after ``allegata``.

    Returns:
        The exit code.
    """
    begun = time.monotonic()
    code = _outcome(list(args))
    LOG.info("exit %d after %.1f s", code, time.monotonic() - begun)
    return code


def _outcome(args: list[str]) -> int:
    try:
        typer.main.get_command(app).main(args, prog_name="allegata", obj=args)
    except AllegataError as error:
        LOG.error("%s", error, exc_info=error)
        print(printable(str(error)), file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except SystemExit as end:
        if end.code == INTERRUPTED:
            print("Stopped by Ctrl+C.", file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"allegata {version('allegata')}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages, only errors.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="More messages; details of errors.")] = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Explore who accuses, supports, warns and meets whom, and on whose word each of it stands.

    Results go to stdout; progress and messages go to stderr. The exit code is 0 when all is well, 1 when
    something is wrong that the message explains, 2 when the request makes no sense as asked.

    \b
    Examples:
      allegata serve                  open the explorer in the browser
      allegata load my-folder/        load a data set
      allegata search pyongyang       find an entity by any of its names
      allegata queries                list the saved queries; `allegata query NAME` runs one
      allegata paths russia nato      how the two are linked, and on whose word
      allegata export --around nato -o nato.pdf    a figure that can be opened again
      allegata doctor                 what is installed, what is wrong, how to mend it
    """
    if quiet and verbose:
        raise UsageError("--quiet and --verbose contradict each other: choose one.")
    context.obj = Call(tuple(context.obj or ()), quiet, verbose)
