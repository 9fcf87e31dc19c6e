"""The loader: files in, checked records out, and by way of the store's writer into the database.

::

    change = load(path, connection, settings, progress=progress)     # a data set in our own tables, or a graph
    loaded = load_events(paths, connection, settings, ...)           # files of events, of any size
    dataset = read(path)                                             # checked, without a database

Nothing is written unless all of the input is sound; what is not is told at once, in one `LoadError`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from allegata.errors import UsageError
from allegata.model import Dataset
from allegata.progress import Progress, Silent
from allegata.settings import Settings
from loader.check import Nobody, Registry
from loader.events.formats import FORMATS as EVENT_FORMATS
from loader.events.intake import recognize
from loader.format import AUTO, FORMATS, Format, choose
from loader.graphs.formats import GRAPHS, GraphFile

if TYPE_CHECKING:  # reading needs no database driver
    from allegata.store.connection import Connection
    from allegata.store.writer import Change

__all__ = [
    "AUTO",
    "EVENT_FORMATS",
    "FORMATS",
    "Format",
    "choose",
    "holds_events",
    "load",
    "load_seed_if_empty",
    "read",
    "seed_folder",
]


AT_ONCE = 5_000
"""Claims, statements and standing facts that go in one transaction. Somewhat beyond twice as many, the memory that the
local database gives a transaction is used up."""


def holds_events(paths: Sequence[Path], format: str = AUTO) -> bool:
    """Whether these are files of events (for `loader.telling.load_events`) and not data sets in our own tables.

    Raises:
        NotFound: with ``auto``: there is nothing at a path, or nothing that can be loaded.
        UsageError: there is no such format.
    """
    if format in {each.name for each in EVENT_FORMATS}:
        return True
    if format == AUTO and any(each.recognizes(path) for path in paths for each in GRAPHS):
        return False
    if format == AUTO and all(path.exists() for path in paths) and any(recognize(path) for path in paths):
        return True
    for path in paths:
        choose(format, path)
    return False


def read(
    path: Path,
    registry: Registry | None = None,
    *,
    progress: Progress | None = None,
    documents: Path | None = None,
    format: str = AUTO,
    name: str = "",
    mapping: Path | None = None,
) -> Dataset:
    """Read and check a data set without writing it.

    Args:
        path: file or folder.
        registry: knows what other data sets describe; without one the data set has to stand on its own.
        progress: told how far it is.
        documents: folder with the texts of documents, to be held against the locators.
        format: a name of `FORMATS`, or ``auto``.
        name: of the data set that a graph becomes; a folder of tables has its own.
        mapping: what the cells of a graph mean; None: the file beside it.

    Raises:
        LoadError: everything that is wrong with the input.
        NotFound: the path or the folder is not there.
        UsageError: there is no such format.
    """
    reader = choose(format, path)
    if isinstance(reader, GraphFile):
        reader = replace(reader, dataset=name, mapping=mapping)
    elif name or mapping:
        told = "--name and --mapping go with files of events and graphs: a folder of tables has its own name."
        raise UsageError(told)
    return reader.read(path, registry or Nobody(), progress or Silent(), documents)


def load(
    path: Path,
    connection: Connection,
    settings: Settings,
    *,
    progress: Progress | None = None,
    documents: Path | None = None,
    dry_run: bool = False,
    format: str = AUTO,
    name: str = "",
    mapping: Path | None = None,
) -> Change:
    """Read a data set and make the database hold it; what stood under its name is replaced.

    It goes in one transaction: all of it or nothing. One that is too large for that goes in batches, by way of the data
    folder; what was interrupted is finished by `loader.staging.finish_interrupted`, or by the same load again.

    Args:
        path: file or folder.
        connection: to the database.
        settings: limits.
        progress: told how far it is.
        documents: folder with the texts of documents, to be held against the locators.
        dry_run: check everything and say what would change, but write nothing.
        format: a name of `FORMATS`, or ``auto``.
        name, mapping: of a graph (see `read`).

    Returns:
        What changed, or would change.

    Raises:
        LoadError: everything that is wrong with the input, or a clash with another data set.
        NotFound: the path or the folder is not there.
        UsageError: there is no such format.
        StateError: another load is under way.
        StoreError: the database failed. In each case nothing was written, but of a large data set what went before.
    """
    from allegata.store.writer import Writer

    progress = progress or Silent()
    writer = Writer(connection, settings)
    dataset = read(path, writer, progress=progress, documents=documents, format=format, name=name, mapping=mapping)
    if _is_large(dataset, connection, settings):
        from loader.staging import load_large

        return load_large(dataset, connection, settings, progress, dry_run=dry_run)
    return writer.plan(dataset) if dry_run else writer.replace(dataset, progress)


def _is_large(dataset: Dataset, connection: Connection, settings: Settings) -> bool:
    """Whether it, or what stands under its name, is too much for one transaction, or was begun in batches."""
    from allegata.store.graph import Graph
    from allegata.store.reader import Reader

    graph = Graph(Reader(connection, settings))
    sizes = [len(dataset.claims) + len(dataset.statements) + len(dataset.facts)]
    for each in graph.datasets():
        if each.name == dataset.name:
            sizes.append(sum(number for table, number in each.counts if table in ("claims", "statements", "facts")))
    return max(sizes) > AT_ONCE or any(each.dataset == dataset.name for each in graph.loading())


def load_seed_if_empty(connection: Connection, settings: Settings, progress: Progress | None = None) -> bool:
    """Load the seed data set into a database that holds no data set; whether it did.

    Raises:
        LoadError: the seed is damaged.
        StoreError: the database failed.
    """
    from allegata.store.graph import Graph
    from allegata.store.reader import Reader

    if Graph(Reader(connection, settings)).datasets():
        return False
    load(seed_folder(), connection, settings, progress=progress)
    return True


def seed_folder() -> Path:
    """Where the seed data set lies: in the checkout, beside this package."""
    return Path(__file__).resolve().parent.parent / "seed"
