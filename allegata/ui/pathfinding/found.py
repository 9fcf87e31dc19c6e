"""What was found for a question for paths, and the way it is found: values, and one function for the work."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from allegata.analysis.draft import Draft, Task
from allegata.analysis.joining import join
from allegata.analysis.path import Path, Reasons
from allegata.errors import QueryStopped
from allegata.model import Node, Subgraph, Telling
from allegata.render.layout import Positions, place
from allegata.render.strands import columns, steps_from, strands
from allegata.store import Explorable, Halt, seeker_of
from allegata.wording import counted

__all__ = ["Found", "find"]

AROUND, SHORTEST = 120, 300
"""Actors of surroundings, and edges of all shortest paths, that are drawn."""


@dataclass(frozen=True, slots=True)
class Found:
    """An answer.

    Attributes:
        draft: what was asked.
        paths: the best first.
        subgraph: all that is drawn.
        places: of its nodes.
        tellings: of the edges that paths are named by.
        reasons: why there is none; None: nobody asked, or the search for them was stopped.
        cut: why the search ended before it was done, as a sentence; "" when it did not.
        groups: names of those who are connected with one another, group by group.
    """

    draft: Draft
    paths: tuple[Path, ...] = ()
    subgraph: Subgraph = field(default_factory=Subgraph)
    places: Positions = field(default_factory=dict)
    tellings: Mapping[str, Telling] = field(default_factory=dict)
    reasons: Reasons | None = None
    cut: str = ""
    groups: tuple[tuple[str, ...], ...] = ()

    @property
    def nodes(self) -> Mapping[str, Node]:
        """All actors in it, by id."""
        return {node.id: node for node in self.subgraph.nodes}


def find(graph: Explorable, draft: Draft, halt: Halt, tell: Callable[[str], None]) -> Found:
    """Do the work.

    Args:
        graph: that is searched.
        draft: what is asked, actors by their ids.
        halt: to stop it.
        tell: how far it is.

    Raises:
        UsageError: it makes no sense as asked.
        QueryStopped: ``halt`` was used before anything was found.
        StoreError: the database does not answer, or a limit ended the work.
    """
    question = draft.question()
    seeker = seeker_of(graph, halt, lambda length: tell(f"looking at paths of {counted(length, 'step')}"))
    if draft.task is Task.SHORTEST:
        tell("looking for the shortest")
        return _drawn(Found(draft, subgraph=seeker.shortest(question, SHORTEST)))
    if draft.task is Task.AROUND:
        tell("looking around")
        return _drawn(Found(draft, subgraph=seeker.around(draft.whom, draft.rings, AROUND, question)))
    if draft.task is Task.CONNECT:
        tell("looking for paths between each two")
        paths = seeker.connections(draft.whom, question)
        joined = join(draft.whom, paths)
        names = {node.id: node.name for node in joined.subgraph.nodes}
        names |= {node.id: node.name for node in graph.among(draft.whom).nodes}
        groups = tuple(tuple(names.get(id_, id_) for id_ in group) for group in joined.groups)
        whole = joined.subgraph.joined(Subgraph(graph.among(draft.whom).nodes))
        kept = {edge.key for edge in joined.subgraph.edges}
        inside = tuple(path for path in paths if {step.edge.key for step in path.steps} <= kept)
        return _drawn(Found(draft, inside, whole, groups=groups, tellings=_told(graph, inside)))
    tell("looking for the shortest")
    answer = seeker.best(question)
    found = _drawn(Found(draft, answer.paths, answer.subgraph, cut=answer.cut, tellings=_told(graph, answer.paths)))
    if answer.paths or answer.cut:
        return found
    tell("there is none: leaving out one demand after the other")
    try:
        return replace(found, reasons=seeker.why_none(question))
    except QueryStopped:
        # That there is none is known all the same.
        return found


def _told(graph: Explorable, paths: tuple[Path, ...]) -> Mapping[str, Telling]:
    edges = {step.edge.key: step.edge for path in paths for step in path.steps}
    return graph.tellings(list(edges.values())) if edges else {}


def _drawn(found: Found) -> Found:
    """With places: what leads somewhere from left to right, everything else by forces."""
    if found.draft.task is Task.BEST:
        return replace(found, places=strands(found.nodes, [path.ids for path in found.paths]))
    if found.draft.task is Task.SHORTEST:
        return replace(found, places=columns(found.nodes, steps_from(found.subgraph, found.draft.sources)))
    return replace(found, places=place(found.subgraph))
