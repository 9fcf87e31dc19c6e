"""Data sets that are too large for one transaction: staged in the data folder, written in batches, finished later.

What lies in the data folder is a load that is under way, or one that was interrupted and can be gone on with.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
from filelock import FileLock, Timeout

from allegata.errors import LoadError, StateError, UsageError
from allegata.model import Alias, Claim, Dataset, Document, Entity, Fact, Statement
from allegata.progress import Progress, Silent
from allegata.settings import Settings
from allegata.stage import Files, Stage, export
from loader.cell import identifier
from loader.unfit import Unfit

if TYPE_CHECKING:
    from allegata.store.connection import Connection
    from allegata.store.difference import Change

__all__ = [
    "IMPORT_FROM",
    "MEMORY",
    "Importer",
    "finish_interrupted",
    "head_of",
    "load_large",
    "put",
    "remove_large",
    "staged",
    "wholesale",
]

Importer = Callable[[Files], None]
"""Builds a database out of files and puts it in the place of an empty one."""

IMPORT_FROM = 700_000
"""Rows of events from which on Neo4j's importer is the faster way into an empty local database."""

MEMORY, READING = 180, 155
"""Megabytes that DuckDB may hold: where it works alone, and while files are read, which takes memory of Arrow's too.
With Python and the driver the loader then stays below 600."""

BATCH = 5_000
"""Records put on a stage at once."""


def load_large(
    dataset: Dataset, connection: Connection, settings: Settings, progress: Progress, *, dry_run: bool = False
) -> Change:
    """Make the database hold this data set, in batches; what stood under its name is replaced.

    Raises:
        LoadError: another data set describes something differently, or still uses what is gone here; nothing is
            written.
        StateError: another load is under way.
        StoreError: the database failed; the same load goes on from where it was.
    """
    from allegata.store.flow import Flow

    flow = Flow(connection, settings)
    if not dry_run and any(each.dataset == dataset.name for each in flow.loading()):
        finish_interrupted(connection, settings, progress)
    with staged(settings, dataset.name, "dry-run" if dry_run else "") as stage:
        put(dataset, stage, progress)
        if dry_run:
            return flow.plan(stage, progress)
        head = head_of(dataset)
        stage.keep(head)
        return flow.replace(stage, head, progress)


def finish_interrupted(
    connection: Connection,
    settings: Settings,
    progress: Progress | None = None,
    importer: Importer | None = None,
    import_from: int = IMPORT_FROM,
) -> None:
    """Go on with loads that were interrupted, from what lies ready in the data folder, and write their reports.

    A load that another process is at is left alone. One that was begun elsewhere cannot be finished here; that is told.

    Args:
        connection: to the database.
        settings: data folder and limits.
        progress: told what is gone on with, and how far it is.
        importer, import_from: as for `wholesale`; taken where nothing was written yet.

    Raises:
        StoreError: the database does not answer.
    """
    from allegata.store.flow import Flow
    from loader.telling import report

    progress = progress or Silent()
    flow = Flow(connection, settings)
    for load in flow.loading():
        file = _file(settings, load.dataset)
        try:
            with FileLock(file.with_suffix(".lock"), timeout=0), _ctrl_c():
                if not file.is_file():
                    progress.say(
                        f"A load of {load.dataset!r} was interrupted, and what it read is not here: load it again, "
                        f"or remove it with `allegata remove {load.dataset}`."
                    )
                    continue
                with Stage.reopen(file, load.dataset, MEMORY) as stage:
                    head = stage.kept()
                    if head is not None:
                        progress.say(f"Finishing the load of {load.dataset!r}, which was interrupted.")
                        rows = report.counted(stage)
                        # Without a head it was being removed.
                        flow.replace(stage, head or None, progress, wholesale(settings, importer, rows, import_from))
                        if rows:
                            for told in report.write(stage, settings.home / "reports"):
                                progress.say(f"Told in {told}.")
                _remove(file)
        except Timeout:
            progress.say(f"A load of {load.dataset!r} is under way in another process.")


def remove_large(name: str, connection: Connection, settings: Settings, progress: Progress | None = None) -> Change:
    """Take a large data set out, in batches.

    Raises:
        LoadError: another data set still uses an entity or a document of this one.
        StateError: another load is under way.
        StoreError: the database does not answer.
    """
    from allegata.store.flow import Flow

    with staged(settings, name) as stage:
        stage.number()
        stage.keep({})
        return Flow(connection, settings).replace(stage, None, progress or Silent())


@contextmanager
def staged(settings: Settings, name: str, apart: str = "") -> Iterator[Stage]:
    """A stage of this name, which nobody else uses; it stays only where a load was interrupted.

    With ``apart`` it is in a file of its own, so that nothing is taken from a load that was interrupted.
    """
    file = _file(settings, name)
    file = file.with_name(f"{file.name}.{apart}") if apart else file
    try:
        with FileLock(file.with_suffix(".lock"), timeout=0), _ctrl_c():
            _remove(file)
            with Stage.open(file, name, READING) as stage:
                try:
                    yield stage
                except BaseException as error:
                    # Nothing was written, or it was not read to its end: there is nothing to go on with.
                    if isinstance(error, LoadError | StateError) or not _whole(stage):
                        stage.close()
                        _remove(file)
                    raise
            _remove(file)
    except Timeout as error:
        raise StateError(f"A load of {name!r} is under way in another process: wait for it.") from error


def wholesale(
    settings: Settings, importer: Importer | None, rows: int, import_from: int = IMPORT_FROM
) -> Callable[[Stage], None] | None:
    """The fast way to write a derived stage, as `allegata.store.flow.Flow.replace` takes it.

    Args:
        settings: data folder.
        importer: builds a database out of files; None where the database is not a local one.
        rows: rows of events that were read.
        import_from: rows from which on it is worth its while; with fewer the answer is None.
    """
    if importer is None or not rows or rows < import_from:
        return None

    def build(stage: Stage) -> None:
        folder = _files(_file(settings, stage.name))
        shutil.rmtree(folder, ignore_errors=True)
        try:
            importer(export(stage, folder))
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    return build


def put(dataset: Dataset, stage: Stage, progress: Progress | None = None) -> None:
    """Put all records of a data set on an empty stage, and number them."""
    tables: tuple[tuple[str, int, Iterable[Mapping[str, Any]]], ...] = (
        ("entities", len(dataset.entities), map(_columns, dataset.entities)),
        ("aliases", len(dataset.aliases), map(_columns, dataset.aliases)),
        ("facts", len(dataset.facts), map(_fact, dataset.facts)),
        ("documents", len(dataset.documents), map(_document, dataset.documents)),
        ("claims", len(dataset.claims), map(_claim, dataset.claims)),
        ("statements", len(dataset.statements), map(_statement, dataset.statements)),
    )
    total = sum(number for _, number, _ in tables)
    with (progress or Silent()).task("staging", total, "records") as advance:
        for table, _, rows in tables:
            left = iter(rows)
            while batch := list(islice(left, BATCH)):
                stage.put(table, batch)
                advance(len(batch))
    stage.number()


def head_of(dataset: Dataset) -> dict[str, str]:
    """What is said of a data set as a whole."""
    return {key: getattr(dataset, key) for key in ("title", "description", "licence", "note")}


def _columns(it: Entity | Alias | Fact | Document | Claim | Statement) -> dict[str, Any]:
    return {each.name: getattr(it, each.name) for each in fields(it)}


def _fact(it: Fact) -> dict[str, Any]:
    return _columns(it) | {"since": it.start, "until": it.end}


def _document(it: Document) -> dict[str, Any]:
    return _columns(it) | {"characters": it.characters or None}


def _claim(it: Claim) -> dict[str, Any]:
    return _columns(it) | {"about": list(it.about), "quad_class": it.quad_class or None}


def _statement(it: Statement) -> dict[str, Any]:
    where = {
        "document": it.where.document,
        "paragraph": it.where.paragraph or None,
        "start": None if it.where.start < 0 else it.where.start,
        "stop": None if it.where.end < 0 else it.where.end,
        "sha256": it.where.sha256,
        "sentence": it.where.sentence or None,
    }
    return _columns(it) | where | {"via": it.via or None}


def _file(settings: Settings, name: str) -> Path:
    try:
        identifier(name)
    except Unfit as unfit:
        raise UsageError(f"The name {name!r} of a data set {unfit.what}: {unfit.mend}.") from unfit
    folder = settings.home / "loads"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / f"{name}.duckdb"


def _files(file: Path) -> Path:
    """Where a stage lies as files for the importer."""
    return file.with_suffix(".files")


def _remove(file: Path) -> None:
    """The stage, and what a process that was killed left beside it."""
    for each in (file, file.with_name(file.name + ".wal")):
        each.unlink(missing_ok=True)
    for folder in (_files(file), file.with_name(file.name + ".tmp")):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ctrl_c() -> Iterator[None]:
    """Ctrl+C is Ctrl+C within DuckDB too, which makes another error of it."""
    try:
        yield
    except RuntimeError as error:
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise


def _whole(stage: Stage) -> bool:
    """Whether all that was to be loaded lies on the stage; it counts as such where that cannot be seen any more."""
    try:
        return stage.kept() is not None
    except duckdb.Error:
        return True
