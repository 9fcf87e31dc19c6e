"""What a file of a graph holds, before anybody has said what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["MOST", "Found", "Item"]

MOST = 1_000_000
"""Nodes and edges that one file may hold."""


@dataclass(slots=True)
class Item:
    """A node or an edge.

    Attributes:
        line: where it begins, in the file (in a workbook: its row).
        cells: texts by the name of the attribute or the column; what is empty is not among them.
        key: of a node: its identifier in the file.
        ends: of an edge: identifiers of its two nodes; None in a table, whose cells have them.
    """

    line: int
    cells: dict[str, str] = field(default_factory=dict)
    key: str = ""
    ends: tuple[str, str] | None = None


@dataclass(slots=True)
class Found:
    """A graph as a file has it.

    Attributes:
        file: its name, for whoever is told of it.
        title: what the file calls the graph, or "".
        nodes: by their identifiers; empty for a table of edges.
        edges: in the order of the file.
        columns: names of cells of edges, in the order of the file.
        told: whether nodes are described apart from the edges.
        undirected: how many edges lead nowhere in particular, and from their source to their target with us.
    """

    file: str
    title: str = ""
    nodes: dict[str, Item] = field(default_factory=dict)
    edges: list[Item] = field(default_factory=list)
    columns: tuple[str, ...] = ()
    told: bool = True
    undirected: int = 0

    def names(self) -> Mapping[str, str]:
        """Names of cells of edges, by their lower-case form."""
        return {each.lower(): each for each in self.columns}
