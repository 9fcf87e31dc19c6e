"""Files of events into the database."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from allegata.errors import LoadError, Problem, StateError, UsageError
from allegata.progress import Progress, Silent
from allegata.settings import Settings
from allegata.stage import Files, Stage, export
from loader.cell import identifier
from loader.events import read_events
from loader.telling import actors, report, told
from loader.telling.report import Outcome
from loader.unfit import Unfit

if TYPE_CHECKING:
    from allegata.store.connection import Connection
    from allegata.store.difference import Change

__all__ = ["Loaded", "finish_interrupted", "load_events", "name_of", "remove_events"]

STAGE_MEMORY = 256
"""Megabytes that DuckDB may hold; with Python, the driver and Arrow the loader then stays below 600."""


IMPORT_FROM = 700_000
"""Rows from which on Neo4j's importer is the faster way into an empty local database."""

Importer = Callable[[Files], None]


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
    flow = Flow(connection, settings)
    if not dry_run and any(each.dataset == name for each in flow.loading()):
        finish_interrupted(connection, settings, progress)
    with _staged(settings, name, "dry-run" if dry_run else "") as stage:
        intake = read_events(paths, stage.connection, progress, format)
        if not skip_bad:
            report.refuse_broken(stage)
        if not stage.one("SELECT count(*) FROM event"):
            raise LoadError([Problem(paths[0].name, 0, "holds no event that could be loaded", "look at its rows")])
        with progress.task("making claims and statements", None, "steps"):
            actors.resolve(stage, flow.names(name), intake.title)
            told.tell(stage)
            stage.number()
        outcome = report.outcome(stage, intake.rows)
        head = {
            "title": f"{intake.title}: {', '.join(intake.files)[:200]}",
            "description": "",
            "licence": "",
            "note": "",
        }
        if not dry_run:
            stage.keep(head)
        wholesale = _wholesale(settings, importer) if importer and intake.rows >= import_from else None
        change = flow.plan(stage, progress) if dry_run else flow.replace(stage, head, progress, wholesale)
        files = () if dry_run else report.write(stage, settings.home / "reports")
        return Loaded(change, replace(outcome, files=files))


def _wholesale(settings: Settings, importer: Importer) -> Callable[[Stage], None]:
    def build(stage: Stage) -> None:
        folder = settings.home / "loads" / f"{stage.name}.files"
        try:
            importer(export(stage, folder))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return build


def finish_interrupted(connection: Connection, settings: Settings, progress: Progress | None = None) -> None:
    """Go on with loads that were interrupted, from what lies ready in the data folder.

    A load that another process is at is left alone. One that was begun elsewhere cannot be finished here; that is told.

    Raises:
        StoreError: the database does not answer.
    """
    from allegata.store.flow import Flow

    progress = progress or Silent()
    flow = Flow(connection, settings)
    for load in flow.loading():
        file = _file(settings, load.dataset)
        try:
            with FileLock(file.with_suffix(".lock"), timeout=0):
                if not file.is_file():
                    progress.say(
                        f"A load of {load.dataset!r} was interrupted, and what it read is not here: load it again, "
                        f"or remove it with `allegata remove {load.dataset}`."
                    )
                    continue
                with Stage.reopen(file, load.dataset, STAGE_MEMORY) as stage:
                    head = stage.kept()
                    if head is not None:
                        progress.say(f"Finishing the load of {load.dataset!r}, which was interrupted.")
                        # Without a head it was being removed.
                        flow.replace(stage, head or None, progress)
                _remove(file)
        except Timeout:
            progress.say(f"A load of {load.dataset!r} is under way in another process.")


def remove_events(name: str, connection: Connection, settings: Settings, progress: Progress | None = None) -> Change:
    """Take a large data set out, in batches.

    Raises:
        LoadError: another data set still uses an entity or a document of this one.
        StateError: another load is under way.
        StoreError: the database does not answer.
    """
    from allegata.store.flow import Flow

    with _staged(settings, name) as stage:
        stage.number()
        stage.keep({})
        return Flow(connection, settings).replace(stage, None, progress or Silent())


def _file(settings: Settings, name: str) -> Path:
    try:
        identifier(name)
    except Unfit as unfit:
        raise UsageError(f"The name {name!r} of a data set {unfit.what}: {unfit.mend}.") from unfit
    folder = settings.home / "loads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{name}.duckdb"


@contextmanager
def _staged(settings: Settings, name: str, apart: str = "") -> Iterator[Stage]:
    """A stage of this name, which nobody else uses; it stays only where a load was interrupted.

    With ``apart`` it is in a file of its own, so that nothing is taken from a load that was interrupted.
    """
    file = _file(settings, name)
    file = file.with_name(f"{file.name}.{apart}") if apart else file
    try:
        with FileLock(file.with_suffix(".lock"), timeout=0):
            with Stage.open(file, name, STAGE_MEMORY) as stage:
                try:
                    yield stage
                except (LoadError, StateError):
                    # Nothing was written: there is nothing to go on with.
                    stage.close()
                    _remove(file)
                    raise
            _remove(file)
    except Timeout as error:
        raise StateError(f"A load of {name!r} is under way in another process: wait for it.") from error


def _remove(file: Path) -> None:
    for each in (file, file.with_name(file.name + ".wal")):
        each.unlink(missing_ok=True)
