"""Who looks for paths in a database, whoever loaded it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Protocol

from allegata.analysis.path import Answer, Path, Reasons
from allegata.analysis.question import Question
from allegata.errors import UsageError
from allegata.model import Subgraph
from allegata.store.explorable import Explorable
from allegata.store.foreign import ForeignGraph
from allegata.store.foreign_paths import ForeignPaths
from allegata.store.graph import Graph
from allegata.store.halt import Halt
from allegata.store.paths import Paths

__all__ = ["Seeker", "seeker_of"]


class Seeker(Protocol):
    """What can be asked; `allegata.store.paths.Paths` tells what each of it means."""

    def best(self, question: Question) -> Answer:
        """The best paths."""

    def why_none(self, question: Question) -> Reasons:
        """Which constraints, each left out alone, would give a path."""

    def shortest(self, question: Question, most: int = ...) -> Subgraph:
        """All shortest paths as one picture."""

    def around(self, ids: Collection[str], hops: int, limit: int, like: Question | None = None) -> Subgraph:
        """What surrounds several actors."""

    def connections(self, ids: Sequence[str], like: Question | None = None) -> tuple[Path, ...]:
        """The best path between each two of some actors."""


def seeker_of(graph: Explorable, halt: Halt | None = None, heed: Callable[[int], None] | None = None) -> Seeker:
    """Who looks for paths in this database.

    Args:
        graph: as it was opened.
        halt: by which the search may be stopped from another thread: it then ends with `QueryStopped`.
        heed: told of each length, in steps, that is looked at from now on.

    Raises:
        UsageError: nobody can.
    """
    if isinstance(graph, Graph):
        return Paths(Graph(replace(graph.reader, halt=halt)), heed)
    if isinstance(graph, ForeignGraph):
        return ForeignPaths(replace(graph, reader=replace(graph.reader, halt=halt)), heed)
    raise UsageError("Paths cannot be looked for in this database.")
