"""Commands around views: an exploration that was kept is read again, without a browser."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from allegata.cli.output import Output, show
from allegata.cli.session import Session, session
from allegata.errors import ViewError
from allegata.view import Exploration, Scene, build, describe, from_text
from allegata.view.changes import Changes, changes
from allegata.view.tables import RELATIONS, as_csv, relations_of, sentences

__all__ = ["replay"]


class Form(StrEnum):
    """How a view is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TEXT = "text"


def replay(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An exploration that was saved.", show_default=False)],
    form: Annotated[Form, typer.Option("--format", help="Table, JSON, CSV, or text: a sentence a line.")] = Form.TABLE,
) -> None:
    """Read a saved exploration again, and print what it shows now.

    What has changed in the data since it was saved is told on stderr: relations that are new, gone, or have another
    status.

    \b
    Examples:
      allegata replay troops.allegata.json
      allegata replay troops.allegata.json --format text
      allegata replay troops.allegata.json --format csv > relations.csv
    """
    here = session(context)
    kept = _read(file)
    with here.graph() as graph:
        scene = build(kept.view, graph)
        told = graph.tellings(scene.visible.edges) if form is Form.TEXT else {}
    if form is Form.TEXT:
        sys.stdout.writelines(f"{sentence}\n" for _, sentence in sentences(scene, told))
    elif form is Form.CSV:
        sys.stdout.write(as_csv(RELATIONS, relations_of(scene)))
    else:
        show(RELATIONS, relations_of(scene), Output(form.value))
    if kept.title:
        here.terminal.say(kept.title)
    if kept.view.filters.active:
        here.terminal.say("Filters: " + "; ".join(describe(kept.view.filters)) + ".")
    _tell(here, kept, scene, changes(kept.statuses, kept.view.actors, scene))


def _read(file: Path) -> Exploration:
    try:
        return from_text(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ViewError(f"{file}: cannot be read as an exploration: {error}.") from None
    except ViewError as error:
        raise ViewError(f"{file}: {error}") from None


def _tell(here: Session, kept: Exploration, scene: Scene, found: Changes) -> None:
    since = f" since {kept.saved.isoformat(sep=' ', timespec='minutes')}" if kept.saved else ""
    if found.empty:
        here.terminal.say(f"Nothing has changed{since}.")
        return
    names = {node.id: node.name for node in scene.base.nodes}
    here.terminal.say(
        f"Changed{since}: {len(found.new)} relations new, {len(found.gone)} gone, "
        f"{len(found.turned)} with another status, {len(found.absent)} actors gone."
    )
    for edge, before in found.turned[:20]:
        now = edge.status.value.lower() if edge.status else "standing fact"
        what = f"{names[edge.source]} {edge.relation} {names[edge.target]}"
        here.terminal.say(f"  {what}: {before.lower() or 'standing fact'} then, {now} now")
