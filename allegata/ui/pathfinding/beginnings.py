"""What an empty page offers to ask: three questions about the best connected of the database, each a click away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allegata.analysis.beginning import apart, foremost, strangers
from allegata.analysis.draft import Draft, Task
from allegata.errors import UsageError
from allegata.model import Subgraph
from allegata.store import Explorable

__all__ = ["BEGINNINGS", "Beginning", "begun"]

TOGETHER = 4
"""Actors of whom it is asked how they are connected."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """A question that is offered: what it asks, how it is called, and what it shows."""

    task: Task
    label: str
    help: str


BEGINNINGS: Sequence[Beginning] = (
    Beginning(Task.BEST, "A path between two", "How two who are not next to each other are linked."),
    Beginning(Task.AROUND, "Who surrounds one", "The best connected actor, and everybody next to him."),
    Beginning(Task.CONNECT, "How several are connected", "A small tree that holds the best connected actors."),
)


def begun(graph: Explorable, overview: Subgraph, task: Task) -> Draft:
    """The question for a beginning, whole.

    Raises:
        UsageError: there are not enough actors in the database.
        StoreError: the database does not answer.
    """
    if task is Task.AROUND and (nodes := foremost(overview)):
        return Draft(task, whom=(nodes[0].id,))
    if task is Task.CONNECT and len(whom := strangers(overview, TOGETHER)) > 1:
        return Draft(task, whom=tuple(node.id for node in whom))
    if task is Task.BEST:
        for one, other in apart(overview):
            if graph.path(one.id, other.id):
                return Draft(task, (one.id,), (other.id,))
    raise UsageError("There is nothing of the kind in this database yet.")
