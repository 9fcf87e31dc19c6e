"""Commands around views: an exploration that was kept is read again, without a browser."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from allegata.cli.output import Output, OutputOption, show
from allegata.cli.session import Session, session
from allegata.errors import ViewError
from allegata.view import Exploration, Scene, build, describe
from allegata.view.changes import Changes, changes, told
from allegata.view.origin import told as came_from
from allegata.view.tables import as_csv, relations_table, sentences, tellings
from allegata.wording import counted, label_of

__all__ = ["diff", "read_view", "replay", "say_changes"]


class Form(StrEnum):
    """How a view is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TEXT = "text"


def replay(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="An exploration that was saved, or a figure.", show_default=False)
    ],
    form: Annotated[Form, typer.Option("--format", help="Table, JSON, CSV, or text: a sentence a line.")] = Form.TABLE,
) -> None:
    """Read a saved exploration again, and print what it shows now.

    What has changed in the data since it was saved is told on stderr: relations that are new, gone, or have another
    status.

    \b
    Examples:
      allegata replay troops.allegata.json
      allegata replay troops.allegata.json --format text
      allegata replay troops.pdf
      allegata replay troops.allegata.json --format csv > relations.csv
    """
    here = session(context)
    kept = read_view(file)
    with here.explorable() as graph:
        scene = build(kept.view, graph)
        told = tellings(scene, graph, scene.visible.edges) if form is Form.TEXT else {}
        claims = graph.claims
    head, rows = relations_table(scene, claims=claims)
    if form is Form.TEXT:
        sys.stdout.writelines(f"{sentence}\n" for _, sentence in sentences(scene, told))
    elif form is Form.CSV:
        sys.stdout.write(as_csv(head, rows))
    else:
        show(head, rows, Output(form.value))
    if kept.title:
        here.terminal.say(kept.title)
    if kept.view.filters.active:
        here.terminal.say("Filters: " + "; ".join(describe(kept.view.filters)) + ".")
    _say_origin(here, kept)
    say_changes(here, kept, scene)


def read_view(file: Path) -> Exploration:
    """The exploration in a file, or in a figure.

    Raises:
        ViewError: there is none that can be opened; the text names the file.
    """
    # What reads figures takes its time to import.
    from allegata.render.figure import LARGEST_FILE
    from allegata.view.opening import opened

    try:
        if file.stat().st_size > LARGEST_FILE:
            raise ViewError(f"It is larger than {LARGEST_FILE // 1_000_000} MB: it is not opened.")
        return opened(file.read_bytes())
    except OSError as error:
        raise ViewError(f"{file}: cannot be read: {error.strerror or error}.") from None
    except ViewError as error:
        raise ViewError(f"{file}: {error}") from None


COLUMNS = ("change", "source", "relation", "target", "then", "now", "key")


def diff(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A figure, or an exploration.", show_default=False)],
    output: OutputOption = Output.TABLE,
) -> None:
    """Print what has changed in the data since a figure was made, or an exploration saved.

    Relations that are new, gone, or have another status, and actors that are gone. The figure must carry its view: one
    made with --bare does not.

    \b
    Examples:
      allegata diff figure.svg
      allegata diff troops.pdf --format json
    """
    here = session(context)
    kept = read_view(file)
    with here.explorable() as graph:
        scene = build(kept.view, graph)
    found = changes(kept.statuses, kept.view.actors, scene)
    show(COLUMNS, told(found, scene, kept.view.actors), output)
    _say_origin(here, kept)
    _say(here, kept, found)


def say_changes(here: Session, kept: Exploration, scene: Scene) -> None:
    """Say what has changed in the data since a view was kept; ``scene``: the view as it is read now."""
    found = changes(kept.statuses, kept.view.actors, scene)
    _say(here, kept, found)
    names = {node.id: node.name for node in scene.base.nodes}
    for edge, before in found.turned[:20]:
        now = edge.status.value.lower() if edge.status else "standing fact"
        what = f"{names[edge.source]} {label_of(edge.relation)} {names[edge.target]}"
        here.terminal.say(f"  {what}: {before.lower() or 'standing fact'} then, {now} now")


def _say_origin(here: Session, kept: Exploration) -> None:
    if kept.view.origins:
        here.terminal.say(f"It came from: {came_from(kept.view.origins)}.")


def _say(here: Session, kept: Exploration, found: Changes) -> None:
    since = f" since {kept.saved.isoformat(sep=' ', timespec='minutes')}" if kept.saved else ""
    if found.empty:
        here.terminal.say(f"Nothing has changed{since}.")
        return
    here.terminal.say(
        f"Changed{since}: {counted(len(found.new), 'relation')} new, {len(found.gone)} gone, "
        f"{len(found.turned)} with another status, {counted(len(found.absent), 'actor')} gone."
    )
