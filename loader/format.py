"""The formats that can be loaded. A new one is a module with a class like `loader.tables.Tables`, and a line here."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from allegata.errors import NotFound, UsageError
from allegata.model import Dataset
from allegata.progress import Progress
from loader.check import Registry
from loader.events.formats import FORMATS as EVENT_FORMATS
from loader.graphs.formats import GRAPHS
from loader.tables import Tables

__all__ = ["AUTO", "FORMATS", "Format", "choose"]


class Format(Protocol):
    """A way to read."""

    @property
    def name(self) -> str:
        """How the command line calls it."""
        ...

    def recognizes(self, path: Path) -> bool:
        """Whether this looks like the format, at a glance."""
        ...

    def read(self, path: Path, registry: Registry, progress: Progress, documents: Path | None = None) -> Dataset:
        """Read and check everything; writes nothing.

        Args:
            path: file or folder.
            registry: knows what other data sets describe.
            progress: told how far it is.
            documents: folder with the texts of documents, to be held against the locators.

        Raises:
            LoadError: everything that is wrong with the input.
            NotFound: the path or the folder is not there.
        """
        ...


AUTO = "auto"
FORMATS: tuple[Format, ...] = (Tables(), *GRAPHS)


def choose(name: str, path: Path) -> Format:
    """The format of that name; with ``auto`` the first that recognizes the path.

    Raises:
        UsageError: there is no format of that name.
        NotFound: nothing is there, or nothing that a format recognizes.
    """
    if name != AUTO:
        for each in FORMATS:
            if each.name == name:
                return each
        names = (AUTO, *(each.name for each in FORMATS), *(each.name for each in EVENT_FORMATS))
        raise UsageError(f"There is no format {name!r}: choose among {', '.join(names)}.")
    if not path.exists():
        raise NotFound(f"There is nothing at {path}: check the name.")
    for each in FORMATS:
        if each.recognizes(path):
            return each
    raise NotFound(
        f"{path} is of no format that can be loaded: name the folder in which dataset.yaml lies, a graph (GraphML, "
        f"GEXF, or a table with a file NAME.edges.yaml beside it), or files of events "
        f"({', '.join(each.name for each in EVENT_FORMATS)})."
    )
