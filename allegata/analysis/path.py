"""Paths as values, and the choice of the edges that a path is named by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allegata.analysis.evidence import POWERS, Weights, order
from allegata.analysis.question import Question
from allegata.model import EPOCH, Edge, Node, Subgraph

__all__ = ["Answer", "Dated", "Path", "Reasons", "Relaxed", "Span", "Step", "named"]

FAR = 10_000_000
"""Days from 1970 that lie before and after everything."""

Span = tuple[int, int]
"""First and last day, since 1970-01-01."""


@dataclass(frozen=True, slots=True)
class Dated:
    """An edge and the spans of days on which something on it happened."""

    edge: Edge
    spans: tuple[Span, ...] = ()

    def earliest(self, low: int, high: int) -> int | None:
        """The first day of it between two days, both included."""
        days = (max(first, low) for first, last in self.spans if first <= high and last >= low)
        return min(days, default=None)


@dataclass(frozen=True, slots=True)
class Step:
    """From one actor to the next.

    Attributes:
        source, target: the actors, in the way of the path, which need not be the way of the edge.
        edge: the best, by which the step is named.
        alternatives: the other edges that could take its place, the best first. In time order: those that fit
            somewhere into the order, whichever edges the other steps are taken over.
        cost: of the edge (see `allegata.analysis.evidence`).
        day: in time order, the earliest on which it can be taken; else None. None too when no day is known to bound
            a standing fact.
    """

    source: Node
    target: Node
    edge: Edge
    alternatives: tuple[Edge, ...] = ()
    cost: int = 0
    day: dt.date | None = None

    @property
    def forward(self) -> bool:
        """Whether the edge goes the way of the path."""
        return self.edge.source == self.source.id


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of actors with the edges that link them."""

    steps: tuple[Step, ...]

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The actors, in order."""
        return (self.steps[0].source, *(step.target for step in self.steps))

    @property
    def ids(self) -> tuple[str, ...]:
        """Of the actors, in order."""
        return tuple(node.id for node in self.nodes)

    @property
    def weakest(self) -> int:
        """Which step decides over its rank, counted from 0: the dearest; of several, the one of fewest statements."""
        steps = range(len(self.steps))
        return max(steps, key=lambda at: (self.steps[at].cost, -self.steps[at].edge.statements, -at))

    @property
    def rank(self) -> tuple[int, int, int, tuple[str, ...]]:
        """What paths are sorted by, the best first; no two have the same: length, evidence, thinnest step, ids."""
        weakness = sum(POWERS[step.cost] for step in self.steps)
        return len(self.steps), weakness, -min(step.edge.statements for step in self.steps), self.ids

    @property
    def subgraph(self) -> Subgraph:
        """The actors and the edges named."""
        return Subgraph(self.nodes, tuple(step.edge for step in self.steps))


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A constraint (see `Question.constraints`) without which there would be a path: the best of them."""

    constraint: str
    path: Path


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why there is no path: what would give one, and the constraints for which the time was too short to tell."""

    relaxed: tuple[Relaxed, ...] = ()
    untried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The best paths.

    Attributes:
        question: that was asked.
        paths: the best first. They are all there are, or as many as were asked for, unless it was cut.
        searched: the length up to which every path was looked at.
        cut: why the search ended before it was done, as a sentence; "" when it did not.
    """

    question: Question
    paths: tuple[Path, ...] = ()
    searched: int = 0
    cut: str = ""

    @property
    def subgraph(self) -> Subgraph:
        """All paths together."""
        whole = Subgraph()
        for path in self.paths:
            whole = whole.joined(path.subgraph)
        return whole


@dataclass(frozen=True, slots=True)
class _Chain:
    """Edges for the first steps of a path: their weight, the fewest statements, what they are sorted by, the day."""

    weakness: int
    least: int
    keys: tuple[tuple[int, int, str, bool, str], ...]
    edges: tuple[Dated, ...]
    days: tuple[int, ...]

    def better(self, other: _Chain) -> bool:
        """No worse in anything, whatever follows."""
        return (
            self.weakness <= other.weakness
            and self.least >= other.least
            and self.keys <= other.keys
            and self.days[-1:] <= other.days[-1:]
        )


def named(
    question: Question,
    ids: Sequence[str],
    nodes: Mapping[str, Node],
    between: Sequence[Sequence[Dated]],
    weights: Weights,
) -> Path | None:
    """A path with the edges that speak best for it.

    Args:
        question: that was asked.
        ids: of the actors in order.
        nodes: the actors.
        between: for each step, the edges that the question allows.
        weights: of the evidence.

    Returns:
        The path; None when there is no chain of these edges.
    """
    low, high = bounds(question)
    chains = [_Chain(0, FAR, (), (), ())]
    for at, edges in enumerate(between):
        longer = []
        for each in sorted(edges, key=lambda it: order(it.edge, ids[at], weights)):
            key = order(each.edge, ids[at], weights)
            for chain in chains:
                day = each.earliest(chain.days[-1] if chain.days else low, high) if question.in_time_order else low
                if day is not None:
                    longer.append(_longer(chain, each, key, day))
        chains = _foremost(longer)
    if not chains:
        return None
    best = min(chains, key=lambda chain: (chain.weakness, -chain.least, chain.keys))
    usable = _usable(between, low, high) if question.in_time_order else between
    return Path(tuple(_step(question, at, ids, nodes, best, usable[at], weights) for at in range(len(between))))


def bounds(question: Question) -> Span:
    """The window as days."""
    low = (question.since - EPOCH).days if question.since else -FAR
    return low, (question.until - EPOCH).days if question.until else FAR


def _longer(chain: _Chain, each: Dated, key: tuple[int, int, str, bool, str], day: int) -> _Chain:
    weakness, least = chain.weakness + POWERS[key[0]], min(chain.least, each.edge.statements)
    return _Chain(weakness, least, (*chain.keys, key), (*chain.edges, each), (*chain.days, day))


def _foremost(chains: list[_Chain]) -> list[_Chain]:
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda it: (it.weakness, -it.least, it.keys, it.days)):
        if not any(other.better(chain) for other in kept):
            kept.append(chain)
    return kept


def _usable(between: Sequence[Sequence[Dated]], low: int, high: int) -> list[list[Dated]]:
    """Of each step the edges with a day after some chain of the steps before, and before some chain of those after."""
    arrivals, departures = [low], [high]
    for edges in between:
        days = [day for each in edges if (day := each.earliest(arrivals[-1], high)) is not None]
        arrivals.append(min(days, default=FAR))
    for edges in reversed(between):
        latest = [
            min(last, departures[-1])
            for each in edges
            for first, last in each.spans
            if first <= departures[-1] and last >= low
        ]
        departures.append(max(latest, default=-FAR))
    after = departures[::-1]
    return [
        [each for each in edges if each.earliest(arrivals[at], after[at + 1]) is not None]
        for at, edges in enumerate(between)
    ]


def _step(
    question: Question,
    at: int,
    ids: Sequence[str],
    nodes: Mapping[str, Node],
    chain: _Chain,
    edges: Sequence[Dated],
    weights: Weights,
) -> Step:
    edge = chain.edges[at].edge
    others = sorted((each.edge for each in edges), key=lambda it: order(it, ids[at], weights))
    day = chain.days[at]
    return Step(
        nodes[ids[at]],
        nodes[ids[at + 1]],
        edge,
        tuple(each for each in others if each.key != edge.key),
        weights.cost(edge),
        EPOCH + dt.timedelta(days=day) if question.in_time_order and abs(day) < FAR else None,
    )
