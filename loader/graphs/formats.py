"""The formats of graphs, for the table in `loader.format`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from allegata.errors import UsageError
from allegata.model import Dataset
from allegata.progress import Progress
from loader.check import Registry
from loader.graphs.found import Found
from loader.graphs.gexf import read_gexf
from loader.graphs.graphml import read_graphml
from loader.graphs.mapping import Mapping, mapping_beside, read_mapping
from loader.graphs.records import dataset_of, name_of
from loader.graphs.source import head
from loader.graphs.table import is_table, read_table

__all__ = ["GRAPHS", "GraphFile"]


@dataclass(frozen=True, slots=True)
class GraphFile:
    """A file of a graph.

    Attributes:
        name: how the command line calls the format.
        recognizes: whether a file looks like it, at a glance.
        found: reads it; gets the mapping for the sheet of a workbook.
        dataset: the name that the data set is to have; "": that of the mapping or of the file.
        mapping: the mapping file; None: the one beside the file, if there is one.
    """

    name: str
    recognizes: Callable[[Path], bool]
    found: Callable[[Path, Mapping], Found]
    dataset: str = ""
    mapping: Path | None = None

    def read(self, path: Path, registry: Registry, progress: Progress, documents: Path | None = None) -> Dataset:
        """Read and check everything.

        Raises:
            LoadError: what is wrong with the file or its mapping.
            NotFound: it cannot be read.
            UsageError: documents were given.
        """
        if documents is not None:
            raise UsageError("--documents goes with folders of tables: a graph has no documents.")
        file = self.mapping or mapping_beside(path)
        mapping = read_mapping(file) if file else Mapping()
        with progress.task(f"reading {path.name}", None, "edges") as advance:
            found = self.found(path, mapping)
            advance(len(found.edges))
        made, remarks = dataset_of(found, mapping, self.dataset or name_of(path), registry)
        for remark in remarks:
            progress.say(f"{path.name}: {remark}")
        return made


def _xml(element: str) -> Callable[[Path], bool]:
    def recognizes(path: Path) -> bool:
        return path.is_file() and f"<{element}" in head(path)

    return recognizes


def _edges(path: Path) -> bool:
    return path.is_file() and is_table(path) and mapping_beside(path) is not None


GRAPHS: tuple[GraphFile, ...] = (
    GraphFile("graphml", _xml("graphml"), lambda path, _: read_graphml(path)),
    GraphFile("gexf", _xml("gexf"), lambda path, _: read_gexf(path)),
    GraphFile("edges", _edges, lambda path, mapping: read_table(path, mapping.sheet)),
)
"""Every format of graphs."""
