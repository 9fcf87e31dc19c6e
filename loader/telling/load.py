"""Files of events into the database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from allegata.errors import LoadError, Problem
from allegata.progress import Progress, Silent
from allegata.settings import Settings
from loader.events import read_events
from loader.staging import IMPORT_FROM, MEMORY, Importer, finish_interrupted, staged, wholesale
from loader.telling import actors, report, told
from loader.telling.report import Outcome

if TYPE_CHECKING:
    from allegata.store.connection import Connection
    from allegata.store.difference import Change

__all__ = ["Loaded", "load_events", "name_of"]

_MEND = "mend it, or leave such rows out with --skip-bad"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load of events did: in the database, and with the rows."""

    change: Change
    outcome: Outcome


def name_of(paths: Sequence[Path]) -> str:
    """The name of a data set that was given none: that of its first file or folder, without endings."""
    stem = paths[0].resolve().name.split(".")[0]
    return re.sub(r"[^A-Za-z0-9._:-]+", "-", stem).strip("-._:")[:80] or "events"


def load_events(
    paths: Sequence[Path],
    connection: Connection,
    settings: Settings,
    *,
    name: str = "",
    format: str = "auto",
    skip_bad: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
    importer: Importer | None = None,
    import_from: int = IMPORT_FROM,
) -> Loaded:
    """Read files of events and make the database hold them as one data set; what stood under its name is replaced.

    Args:
        paths: files or folders, all of one format.
        connection: to the database.
        settings: data folder and limits.
        name: of the data set; "": that of the first file.
        format: name of the format; ``auto`` looks at the files.
        skip_bad: load what is sound and leave out what is broken.
        dry_run: say what would happen, and write nothing.
        progress: told how far it is.
        importer: builds a database out of files, where the database is a local one; taken when it holds nothing yet.
        import_from: rows from which on that is worth its while.

    Raises:
        LoadError: broken rows (by kind, with examples), or files that cannot be read. Nothing is written.
        StateError: another load is under way.
        UsageError: the name cannot be one.
        StoreError: the database failed; the same load goes on from where it was.
    """
    from allegata.store.flow import Flow

    progress = progress or Silent()
    name = name or name_of(paths)
    flow, reports = Flow(connection, settings), settings.home / "reports"
    if not dry_run and any(each.dataset == name for each in flow.loading()):
        finish_interrupted(connection, settings, progress, importer, import_from)
    with staged(settings, name, "dry-run" if dry_run else "") as stage:
        intake = read_events(paths, stage.connection, progress, format)
        stage.allow(MEMORY)
        if not skip_bad and (broken := report.broken(stage, _MEND)):
            if not dry_run:
                progress.say(f"Every broken row is told in {report.write_refused(stage, reports)}.")
            raise LoadError(broken)
        if not stage.one("SELECT count(*) FROM event"):
            raise LoadError([Problem(paths[0].name, 0, "holds no event that could be loaded", "look at its rows")])
        actors.resolve(stage, flow.names(name), intake.title, progress)
        told.tell(stage, progress)
        stage.number()
        outcome = report.outcome(stage, intake.rows)
        head = {
            "title": f"{intake.title}: {', '.join(intake.files)[:200]}",
            "description": "",
            "licence": "",
            "note": "",
        }
        if dry_run:
            return Loaded(flow.plan(stage, progress), outcome)
        stage.keep(head)
        fast = wholesale(settings, importer, intake.rows, import_from)
        change = flow.replace(stage, head, progress, fast)
        return Loaded(change, replace(outcome, files=report.write(stage, reports)))
