"""Paths in a database that Allegata did not load: by length and relationship type. Nothing is known of evidence there.

Paths of the same length come in the order of their nodes' ids; a step is named by the type of most relationships. What
can be asked of claims is refused (see `allegata.analysis.question.Question.schema`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

from allegata.analysis.evidence import Weights
from allegata.analysis.path import Answer, Dated, Path, Reasons, Relaxed, named
from allegata.analysis.question import MOST_RINGS, MOST_TOGETHER, Question
from allegata.errors import LimitReached, NotFound, UsageError
from allegata.model import Edge, Subgraph
from allegata.store.cypher import cypher, mentioned
from allegata.store.foreign import MOST_BESIDE, ForeignGraph

__all__ = ["ForeignPaths"]

FEW_STEPS = 4
"""Up to so many steps are taken one by one."""

MOST_CHAINS = 200
"""Chains that a picture of all shortest paths is made of."""


@dataclass(frozen=True, slots=True)
class ForeignPaths:
    """Searches for paths, within the time limit of the settings; `allegata.store.paths.Paths` tells what each means.

    Attributes:
        graph: that is searched.
        heed: told of each length, in steps, that is looked at from now on.
    """

    graph: ForeignGraph
    heed: Callable[[int], None] | None = None

    def best(self, question: Question) -> Answer:
        """The shortest paths.

        Raises:
            NotFound: one of the nodes is not in the database.
            StoreError: the database does not answer.
        """
        self._present({*question.sources, *question.targets, *filter(None, [question.through])})
        return self._best(self._of_here(question), self._limit())

    def why_none(self, question: Question) -> Reasons:
        """Which constraints, each left out alone, would give a path.

        Raises:
            StoreError: the database does not answer.
        """
        found, untried, until = [], [], self._limit()
        for constraint in question.constraints:
            answer = self._best(self._of_here(replace(question.without(constraint), most=1)), until)
            if answer.paths:
                found.append(Relaxed(constraint, answer.paths[0]))
            elif answer.cut:
                untried.append(constraint)
        return Reasons(tuple(found), tuple(untried))

    def shortest(self, question: Question, most: int = 400) -> Subgraph:
        """All shortest paths as one picture; of very many, the first `MOST_CHAINS`.

        Raises:
            LimitReached: it takes longer than the time limit.
        """
        question, until = self._of_here(replace(question, through="")), self._limit()
        length = self._first(question, until)
        if not length:
            return Subgraph()
        chains = self._chains(question, length, MOST_CHAINS, until)
        nodes = {id_ for ids in chains for id_ in ids}
        pairs = {frozenset(pair) for ids in chains for pair in pairwise(ids)}
        found = self.graph.linked(nodes, question.types, most * 4)
        edges = tuple(edge for edge in found.edges if frozenset((edge.source, edge.target)) in pairs)
        return Subgraph(found.nodes, edges).strongest(most)

    def around(self, ids: Collection[str], hops: int, limit: int, like: Question | None = None) -> Subgraph:
        """What surrounds several nodes.

        Raises:
            UsageError: the steps are out of range.
        """
        if not 1 <= hops <= MOST_RINGS:
            raise UsageError(f"Surroundings of {hops} steps cannot be asked for: 1 to {MOST_RINGS} steps can.")
        like, until = self._of_here(like or Question(("",), ("*",))), self._limit()
        reached = list(self.graph.nodes(sorted(set(ids))))
        ring, left_out = reached, 0
        for _ in range(hops):
            room = limit - len(reached)
            if room <= 0 or not ring:
                break
            text = cypher("foreign_paths_ring")
            rows = self._read(text, like, until, ring=ring, seen=reached, most=room, beside=MOST_BESIDE)
            ring = [row["id"] for row in rows]
            left_out = max(0, rows[0]["total"] - len(rows)) if rows else 0
            reached += ring
        return replace(self.graph.linked(reached, like.types, 400), left_out=left_out)

    def connections(self, ids: Sequence[str], like: Question | None = None) -> tuple[Path, ...]:
        """A shortest path between each two of some nodes, where there is one.

        Raises:
            UsageError: too few or too many.
            NotFound: one of them is not in the database.
            LimitReached: it takes longer than the time limit; the text says between whom.
        """
        ids = list(dict.fromkeys(ids))
        if not 2 <= len(ids) <= MOST_TOGETHER:
            raise UsageError(f"Connections are sought among 2 to {MOST_TOGETHER} actors: {len(ids)} were given.")
        self._present(ids)
        like, until = self._of_here(like or Question(("",), ("*",))), self._limit()
        found: list[Path] = []
        for one, other in combinations(ids, 2):
            question = replace(like, sources=(one,), targets=(other,), most=1, directed=False)
            answer = self._best(question, until)
            if answer.cut:
                raise LimitReached(f"Between {one} and {other}: {answer.cut}")
            found += answer.paths
        return tuple(found)

    # ── How ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _of_here(self, question: Question) -> Question:
        return replace(question, schema=question.schema or self.graph.schema.types)

    def _limit(self) -> float:
        return time.monotonic() + self.graph.reader.settings.query_timeout

    def _present(self, ids: Collection[str]) -> None:
        there = self.graph.nodes(ids)
        for id_ in sorted(ids):
            if id_ not in there:
                raise NotFound(f"There is no node {id_!r} in the database: search for it by name.")

    def _best(self, question: Question, until: float) -> Answer:
        found: list[Path] = []
        searched, cut = 0, ""
        try:
            length = self._first(question, until)
            searched = max(0, length - 1) if length else question.hops
            while length and length <= question.hops and len(found) < question.most:
                if self.heed:
                    self.heed(length)
                chains = self._chains(question, length, question.most - len(found), until)
                found += self._paths(question, chains)
                searched, length = length, length + 1
        except LimitReached as limit:
            cut = str(limit)
        return Answer(question, tuple(found), searched, cut)

    def _first(self, question: Question, until: float) -> int:
        if not question.types:
            return 0
        text = cypher("foreign_paths_shortest").replace("{PATTERN}", _pattern(question, 0, question.hops - 1))
        rows = self._read(text, question, until)
        return rows[0]["length"] or 0 if rows else 0

    def _chains(self, question: Question, length: int, most: int, until: float) -> list[list[str]]:
        text = cypher("foreign_paths_between").replace("{CHAINS}", _chains(question, length))
        return [row["ids"] for row in self._read(text, question, until, most=most)]

    def _read(self, text: str, question: Question, until: float, **more: Any) -> Sequence[Mapping[str, Any]]:
        left = until - time.monotonic()
        if left <= 0:
            raise LimitReached("The time for this question is over: raise ALLEGATA_QUERY_TIMEOUT.")
        given: dict[str, Any] = {
            "sources": list(question.sources),
            "targets": list(question.targets),
            "ends": [*question.sources, *question.targets],
            "types": list(question.types),
            "only": [*question.actors, *filter(None, [question.through])],
            "never": list(question.never_actors),
            "anyone": not question.actors,
            "through": question.through,
        }
        return self.graph.reader.read(text, timeout=left, **mentioned(text, given | more)).rows

    def _paths(self, question: Question, chains: Sequence[Sequence[str]]) -> list[Path]:
        ids = {id_ for chain in chains for id_ in chain}
        drawn = self.graph.linked(ids, question.types, 100 * len(ids))
        nodes = {node.id: node for node in drawn.nodes}
        between: dict[tuple[str, str], list[Edge]] = {}
        for edge in drawn.edges:
            between.setdefault((edge.source, edge.target), []).append(edge)
            if not question.directed and edge.source != edge.target:
                between.setdefault((edge.target, edge.source), []).append(edge)
        paths = []
        for chain in chains:
            steps = [[Dated(edge) for edge in between.get(pair, ())] for pair in pairwise(chain)]
            if path := named(question, chain, nodes, steps, Weights()):
                paths.append(path)
        return paths


def _chains(question: Question, length: int) -> str:
    """The part of a statement that finds chains of one length, as ``chain``."""
    if length > FEW_STEPS:
        pattern = _pattern(question, length - 1, length - 1)
        return f"WITH DISTINCT a, b\nMATCH p = ALL SHORTEST {pattern}\nWITH nodes(p) AS chain"
    # Step by step: after each, parallel relationships are one.
    names = ["a", *(f"n{at}" for at in range(1, length)), "b"]
    lines = []
    for at in range(1, length + 1):
        end = names[at] if at == length else f"{names[at]} WHERE {_inner(names[at])}"
        lines.append(f"MATCH ({names[at - 1]})-[r{at} WHERE type(r{at}) IN $types]-{_arrow(question)}({end})")
        lines.append(f"WITH DISTINCT {', '.join(dict.fromkeys(['a', 'b', *names[1 : at + 1]]))}")
    return "\n".join([*lines, f"WITH [{', '.join(names)}] AS chain"])


def _pattern(question: Question, fewest: int, most: int) -> str:
    """Steps to nodes on the way, and the last one."""
    arrow = _arrow(question)
    last = f"-[z WHERE type(z) IN $types]-{arrow}(b)"
    if not most:
        return f"(a){last}"
    step = f"()-[r WHERE type(r) IN $types]-{arrow}(n WHERE {_inner('n')})"
    return f"(a) ({step}){{{fewest},{most}}} (){last}"


def _arrow(question: Question) -> str:
    return ">" if question.directed else ""


def _inner(name: str) -> str:
    """Whom a path may lead by way of."""
    id_ = f"elementId({name})"
    return f"NOT {id_} IN $ends AND NOT {id_} IN $never AND ($anyone OR {id_} IN $only)"
