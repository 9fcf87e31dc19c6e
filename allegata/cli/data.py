"""Commands around data: what is loaded, what is found, whether it is sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegata.cli.output import Output, OutputOption, show
from allegata.cli.session import Session, confirm, session
from allegata.errors import AllegataError, UsageError
from loader import AUTO, EVENT_FORMATS, FORMATS, holds_events
from loader import load as load_dataset

if TYPE_CHECKING:
    from allegata.store import Change
    from loader.telling import Loaded

__all__ = ["check", "datasets", "load", "remove", "search"]

_FORMAT_NAMES = ", ".join((AUTO, *(each.name for each in FORMATS), *(each.name for each in EVENT_FORMATS)))


_AT_ONCE = 20_000
"""Records that one transaction takes out; more go in batches."""


def load(
    context: typer.Context,
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Folders of tables, graphs, or files of events.", show_default=False),
    ],
    format: Annotated[str, typer.Option("--format", help=f"One of {_FORMAT_NAMES}.")] = AUTO,
    name: Annotated[
        str,
        typer.Option("--name", metavar="NAME", help="Name of the data set that event files or a graph become."),
    ] = "",
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What the columns of a graph mean; without it, NAME.edges.yaml beside it."),
    ] = None,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="Leave broken rows of event files out, and load the rest.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check everything and print what would change; write nothing.")
    ] = False,
    documents: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder with the texts of the documents, to be held against the tables."),
    ] = None,
) -> None:
    """Load data sets, and print what changed.

    A folder of tables is replaced whole, in one transaction; a large one in batches, as files of events are.
    Everything in it is checked first; what is wrong is told all at once, as file:line, and then nothing is written.

    Graphs of others (GraphML, GEXF, tables of edges as .csv, .tsv or .xlsx) become entities and edges that nobody
    claims. What the columns mean stands in NAME.edges.yaml beside the table.

    Files of events (plain, .gz, .zst, .zip, folders of them) become one data set, of any size, written in batches:
    a load that was interrupted goes on when it is given again. What became of every row and of every name is
    written to the folder "reports" of the data folder.

    \b
    Examples:
      allegata load my-folder/
      allegata load my-folder/ --dry-run
      allegata load my-folder/ --documents texts/
      allegata load network.gexf --name network
      allegata load ties.xlsx --mapping ties.edges.yaml --dry-run
      allegata load events.2018.tab.gz --name icews-2018
      allegata load 2019*.export.CSV.zip --name gdelt-2019 --skip-bad
    """
    here = session(context)
    events = holds_events(paths, format)  # a slip in the last path is told before the first is loaded
    if events and documents is not None:
        raise UsageError("--documents goes with folders of tables: files of events name their documents only.")
    if events and mapping is not None:
        raise UsageError("--mapping goes with graphs: the mapping of a table of events lies beside it.")
    if not events and skip_bad:
        raise UsageError("--skip-bad can only go with files of events: all else is loaded whole or not at all.")
    if not events and name and len(paths) > 1:
        raise UsageError("--name goes with one graph at a time: each becomes a data set of its own.")
    with here.connection() as connection:
        if events:
            from allegata.start import importer
            from loader.telling import load_events

            loaded = load_events(
                paths,
                connection,
                here.settings,
                name=name,
                format=format,
                skip_bad=skip_bad,
                dry_run=dry_run,
                progress=here.terminal,
                importer=importer(here.settings, here.terminal),
            )
            _show_change(loaded.change)
            _tell_rows(here, loaded)
            here.terminal.say(_summary(loaded.change, dry_run))
            return
        for path in paths:
            change = load_dataset(
                path,
                connection,
                here.settings,
                progress=here.terminal,
                documents=documents,
                dry_run=dry_run,
                format=format,
                name=name,
                mapping=mapping,
            )
            _show_change(change)
            here.terminal.say(_summary(change, dry_run))


def _tell_rows(here: Session, loaded: Loaded) -> None:
    it = loaded.outcome
    here.terminal.say(
        f"{it.rows:,} rows: {it.loaded:,} loaded, {it.duplicates:,} duplicates, {it.rejected:,} rejected"
        + "".join(f"; {kind}: {number:,}" for kind, number in it.kinds)
        + "."
    )
    for problem in it.left_out:
        here.terminal.say(str(problem))
    here.terminal.say("Names: " + ", ".join(f"{number:,} {what}" for what, number in it.names) + ".")
    for file in it.files:
        here.terminal.say(f"Told in {file}.")


def search(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="A name or a part of one.", show_default=False)],
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Most entities to print.")] = 10,
    output: OutputOption = Output.TABLE,
) -> None:
    """Find entities by name or alias, the best match first.

    \b
    Examples:
      allegata search pyongyang
      allegata search "the pentagon" --format json
    """
    here = session(context)
    with here.graph() as graph:
        hits = graph.search(text, limit)
    rows = [(hit.node.id, hit.node.name, hit.node.kind, hit.state, hit.matched, hit.node.degree) for hit in hits]
    show(("id", "name", "kind", "state", "matched", "edges"), rows, output)
    if not rows:
        here.terminal.say(f"Nothing is called {text!r}.")


def datasets(context: typer.Context, output: OutputOption = Output.TABLE) -> None:
    """List the data sets that are loaded.

    \b
    Examples:
      allegata datasets
      allegata datasets --format json
    """
    here = session(context)
    with here.graph() as graph:
        loaded = graph.datasets()
    tables = tuple(dict.fromkeys(table for each in loaded for table, _ in each.counts))
    rows = [
        (
            each.name,
            each.title,
            each.loaded_at.isoformat(sep=" ", timespec="seconds"),
            *(dict(each.counts).get(table, 0) for table in tables),
        )
        for each in loaded
    ]
    show(("name", "title", "loaded_at", *tables), rows, output)
    if not rows:
        here.terminal.say("Nothing is loaded.")


def remove(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="Name of the data set.", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> None:
    """Take a data set out of the database.

    What other data sets describe or use stays; a data set that others depend on is not removed.

    \b
    Examples:
      allegata remove my-data
      allegata remove my-data --yes
    """
    here = session(context)
    confirm(f"Remove the data set {name!r} from the database?", yes=yes)
    from allegata.store import Graph, Reader, Writer
    from loader.staging import remove_large

    with here.connection() as connection:
        graph = Graph(Reader(connection, here.settings))
        sizes = {each.name: sum(number for _, number in each.counts) for each in graph.datasets()}
        halves = {each.dataset for each in graph.loading()}
        if sizes.get(name, 0) > _AT_ONCE or name in halves:
            _show_change(remove_large(name, connection, here.settings, here.terminal))
        else:
            _show_change(Writer(connection, here.settings).remove(name, here.terminal))
    here.terminal.say(f"{name}: removed.")


def check(context: typer.Context, output: OutputOption = Output.TABLE) -> None:
    """Prove that the database is sound, and print what it holds.

    Every direct edge is reckoned anew from its claims and statements and compared with what is stored; ids and
    references are checked. The exit code is 1 when something does not agree.

    \b
    Examples:
      allegata check
      allegata check --format json
    """
    here = session(context)
    from allegata.store.check import check as prove

    with here.connection() as connection:
        report = prove(connection, here.settings, here.terminal)
    show(("what", "number"), report.counts, output)
    if report.problems:
        more = (f"and {report.more:,} more",) if report.more else ()
        number = len(report.problems) + report.more
        raise AllegataError("\n".join((*report.problems, *more, f"{number:,} of the checks failed.")))


def _show_change(change: Change) -> None:
    columns = ("data_set", "table", "added", "changed", "removed", "same")
    show(columns, [(change.dataset, it.table, it.added, it.changed, it.removed, it.same) for it in change.tables])


def _summary(change: Change, dry_run: bool) -> str:
    if dry_run:
        return f"{change.dataset}: nothing was written, this was a dry run."
    if change.empty:
        return f"{change.dataset}: all of it was there already."
    return f"{change.dataset}: loaded; {change.edges:,} direct edges were reckoned anew."
