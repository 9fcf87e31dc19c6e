"""Paths between actors: the best of them, all shortest, what surrounds several actors, and why there is none.

The search is the database's. Chains are looked for length by length, from the shortest there is, until as many are
found as were asked for: what is longer cannot come before what is shorter. Of each length the database finds all
chains, ranks them by their evidence and hands over the best.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from typing import Any

from allegata.analysis.evidence import Weights
from allegata.analysis.path import Answer, Dated, Path, Reasons, Relaxed, named
from allegata.analysis.question import MOST_RINGS, MOST_TOGETHER, Question
from allegata.errors import LimitReached, NotFound, UsageError
from allegata.model import Node, Subgraph
from allegata.settings import Settings
from allegata.store import shapes
from allegata.store.bridges import Bridges, Near
from allegata.store.chains import Chains
from allegata.store.cypher import cypher, mentioned
from allegata.store.graph import Graph

__all__ = ["Paths", "weights_of"]

AT_ONCE = 60
"""Pairs of actors whose edges are read in one statement: what it brings back stays below the limit of rows."""

GRACE = 5.0
"""Seconds for reading the edges of what was found before the time was over."""

NEAR = 2
"""So many steps are looked for at once. How long the shortest chain is, is asked when there is none of one more."""

SOON = 0.1
"""Seconds: a search that was stopped so shortly before the end of its time was stopped by the server's own clock."""

LESS = "ask for less (fewer steps, some relations only, a span of days), or raise ALLEGATA_QUERY_TIMEOUT"
"""What can be done when the time was too short."""

ANYBODY = Question(("",), ("*",))
"""A question without constraints, where the ends come from elsewhere."""


def weights_of(settings: Settings) -> Weights:
    """The weights of the evidence that are in force."""
    return Weights(
        settings.path_confirmed,
        settings.path_reported,
        settings.path_unconfirmed,
        settings.path_contested,
        settings.path_denied,
        settings.path_standing,
        settings.path_single_holder,
        settings.path_single_source,
    )


@dataclass(frozen=True, slots=True)
class Paths:
    """Searches for paths, within the time limit of the settings: it holds for a question as a whole.

    Attributes:
        graph: that is searched.
        heed: told of each length, in steps, that is looked at from now on.
    """

    graph: Graph
    heed: Callable[[int], None] | None = None

    @property
    def weights(self) -> Weights:
        """Of the evidence."""
        return weights_of(self.graph.reader.settings)

    def best(self, question: Question) -> Answer:
        """The best paths (see `Path.rank`).

        When the time limit ends the search, the answer holds what had been found: of every length up to
        `Answer.searched` all that belongs into it, and nothing longer.

        Raises:
            NotFound: one of the actors is not in the database.
            StoreError: the database does not answer.
        """
        # Who stands on a path is there: the others are asked for only then.
        answer = self._best(question, self._limit())
        ends = {*question.sources, *question.targets, *filter(None, [question.through])}
        self._present(ends.difference(*(path.ids for path in answer.paths)))
        return answer

    def why_none(self, question: Question) -> Reasons:
        """Which constraints, each left out alone, would give a path, with the best path then.

        All of them together have the time of one question.

        Raises:
            StoreError: the database does not answer.
        """
        found, untried, until = [], [], self._limit()
        for constraint in question.constraints:
            answer = self._best(replace(question.without(constraint), most=1), until)
            if answer.paths:
                found.append(Relaxed(constraint, answer.paths[0]))
            elif answer.cut:
                untried.append(constraint)
        return Reasons(tuple(found), tuple(untried))

    def _limit(self) -> float:
        return time.monotonic() + self.graph.reader.settings.query_timeout

    def _best(self, question: Question, until: float) -> Answer:
        return self.graph.steady(lambda: _Search(self.graph, question, self.weights, until, self.heed).answer())

    def shortest(self, question: Question, most: int = 400) -> Subgraph:
        """All shortest paths as one picture: their actors, and the strongest edges that the question allows.

        Time order and "through" are no part of it. ``hidden`` counts the edges beyond ``most``.

        Raises:
            LimitReached: it takes longer than the time limit.
        """
        question = replace(question, in_time_order=False, through="")

        def read() -> Subgraph:
            search = _Search(self.graph, question, self.weights, self._limit())
            length = search.first()
            if not length:
                return Subgraph()
            rows = search.read(Chains(question).steps(length))
            nodes, between = search.edges([(row["source"], row["target"]) for row in rows])
            edges = {each.edge.key: each.edge for some in between.values() for each in some}
            return Subgraph(tuple(nodes[id_] for id_ in sorted(nodes)), tuple(edges.values())).strongest(most)

        return self.graph.steady(read)

    def around(self, ids: Collection[str], hops: int, limit: int, like: Question | None = None) -> Subgraph:
        """What surrounds several actors: everybody within so many steps of one of them, the nearest first.

        Args:
            ids: of the actors; those that are not in the database are passed over.
            hops: 1 to `MOST_RINGS`.
            limit: most actors; of the same distance those first who are linked to more of the actors reached before,
                then those of whom most was said there. ``left_out`` counts the others of the last distance looked at.
            like: whose constraints hold for edges and actors; its ends, direction, length and time order do not.

        Raises:
            UsageError: the steps are out of range.
        """
        if not 1 <= hops <= MOST_RINGS:
            raise UsageError(f"Surroundings of {hops} steps cannot be asked for: 1 to {MOST_RINGS} steps can.")
        given = sorted(set(ids))
        like = replace(like, directed=False, in_time_order=False) if like else ANYBODY

        def read() -> Subgraph:
            reached = list(self.graph.nodes(given))
            ring, left_out = reached, 0
            search = _Search(self.graph, like, self.weights, self._limit())
            for _ in range(hops):
                room = limit - len(reached)
                if room <= 0 or not ring or not like.types:
                    break
                rows = search.read(Chains(like).ring(), ring=ring, seen=reached, most=room, ends=given)
                ring = [row["id"] for row in rows]
                left_out = max(0, rows[0]["total"] - len(rows)) if rows else 0
                reached += ring
            return replace(self.graph.among(reached), left_out=left_out)

        return self.graph.steady(read)

    def connections(self, ids: Sequence[str], like: Question | None = None) -> tuple[Path, ...]:
        """The best path between each two of some actors, where there is one: what `analysis.joining` makes a tree of.

        All searches together have the time of one question.

        Args:
            ids: of 2 to `MOST_TOGETHER` actors.
            like: whose constraints hold; its ends, direction and number do not.

        Raises:
            UsageError: too few or too many.
            NotFound: one of the actors is not in the database.
            LimitReached: it takes longer than the time limit; the text says between whom.
        """
        ids = list(dict.fromkeys(ids))
        if not 2 <= len(ids) <= MOST_TOGETHER:
            raise UsageError(f"Connections are sought among 2 to {MOST_TOGETHER} actors: {len(ids)} were given.")
        self._present(ids)
        found: list[Path] = []
        until = self._limit()
        for one, other in combinations(ids, 2):
            question = replace(like or ANYBODY, sources=(one,), targets=(other,), most=1, directed=False)
            answer = self._best(question, until)
            if answer.cut:
                raise LimitReached(f"Between {one} and {other}: {answer.cut}")
            found += answer.paths
        return tuple(found)

    def _present(self, ids: Iterable[str]) -> None:
        wanted = sorted(ids)
        there = self.graph.nodes(wanted) if wanted else {}
        for id_ in wanted:
            if id_ not in there:
                raise NotFound(f"There is no entity {id_!r} in the database: search for it by name.")


@dataclass(frozen=True, slots=True)
class _Search:
    """One question being answered; ``until`` is when its time is over, by the clock of `time.monotonic`."""

    graph: Graph
    question: Question
    weights: Weights
    until: float
    heed: Callable[[int], None] | None = None

    def read(self, statement: str, grace: float = 0.0, **more: Any) -> Sequence[Mapping[str, Any]]:
        """Rows of a statement of `Chains`; with ``grace``, for at least so many seconds, however late it is."""
        left = max(self.until - time.monotonic(), grace)
        if left <= 0:
            raise LimitReached(f"The time for this question is over: {LESS}.")
        given = mentioned(statement, Chains(self.question).parameters(self.weights) | more)
        found = self.graph.reader.read(statement, timeout=left, **given)
        if found.cut:
            limit = self.graph.reader.settings.row_limit
            raise LimitReached(f"There is more than {limit:,} rows hold: ask for less, or raise ALLEGATA_ROW_LIMIT.")
        return found.rows

    def first(self) -> int:
        """The length of the shortest chain, 0 for none."""
        if not self.question.types:
            return 0
        rows = self.read(Chains(self.question).shortest())
        return rows[0]["length"] or 0 if rows else 0

    def answer(self) -> Answer:
        """The best paths."""
        it, searched, cut = self.question, 0, ""
        if not it.types:
            return Answer(it, (), it.hops)
        chains: list[Sequence[str]] = []
        try:
            few, near = self._near()
            chains += near
            searched, length, known = min(NEAR, it.hops), NEAR + 1, bool(near)
            while length <= it.hops and len(chains) < it.most:
                if self.heed:
                    self.heed(length)
                chains += [row["ids"] for row in self.read(few.between(length), most=it.most - len(chains))]
                searched, length = length, length + 1
                if not chains and not known and length <= it.hops:
                    # Who is named to be led through may be away from the shortest way.
                    length, known = max(self.first() or it.hops + 1, length), True
                    searched = length - 1
        except LimitReached as limit:
            cut = self._told(limit, searched)
        return Answer(it, tuple(self._named(chains)), searched, cut)

    def _near(self) -> tuple[Chains, list[Sequence[str]]]:
        """The chains of one step and of two; and the statements for longer ones, from the end on which less hangs."""
        it = self.question
        most, longest = it.most, min(NEAR, it.hops)
        if it.through and longest < NEAR:
            return Chains(it), []
        if self.heed:
            self.heed(longest)
        if bridged := self._bridged(longest):
            return Chains(it, backwards=bridged.thin in it.targets), bridged.chains
        few = Chains(it, backwards=self._from_targets())
        # In one statement: in a graph of some density there are enough of them.
        rows = self.read(few.upto(longest), most=most)
        return few, sorted((row["ids"] for row in rows), key=len)[:most]

    def _bridged(self, longest: int) -> Near | None:
        """The best chains of so many steps where nothing is asked of them; else None.

        The links of actors lie ordered by the weights that hold where nobody sets others.
        """
        it = self.question
        plain = set(it.constraints) <= {"hops"} and len(it.sources) == len(it.targets) == 1
        if not plain or self.weights != Weights():
            return None
        bridges = Bridges(self.read, it.sources[0], it.targets[0], self.graph.reader.settings.row_limit)
        return bridges.best(it.most, longest)

    def _from_targets(self) -> bool:
        """Whether less hangs on the targets than on the sources: a hub is then reached, and not set out from.

        In time order only the way forwards tells which of several edges to carry on.
        """
        it = self.question
        if it.in_time_order or it.through:
            return False
        rows = self.read(cypher("paths_ends"))
        return bool(rows) and rows[0]["targets"] < rows[0]["sources"]

    def _told(self, limit: LimitReached, searched: int) -> str:
        """Why the search ended, and what is known all the same."""
        seconds = self.graph.reader.settings.query_timeout
        reason = str(limit)
        if time.monotonic() > self.until - SOON:
            reason = f"The search took longer than {seconds:g} seconds: {LESS}."
        if not searched:
            return reason
        return f"{reason} Paths of up to {searched} {'step' if searched == 1 else 'steps'} were all looked at."

    def _named(self, chains: Sequence[Sequence[str]]) -> list[Path]:
        # One read for all lengths: between near actors the ways there and back take longer than the search.
        nodes, between = self.edges(sorted({pair for ids in chains for pair in pairwise(ids)}), GRACE)
        paths = []
        for ids in chains:
            path = named(self.question, ids, nodes, [between.get(pair, ()) for pair in pairwise(ids)], self.weights)
            if path is None:
                raise ValueError("an edge of a path went away while it was read")
            paths.append(path)
        return paths

    def edges(
        self, pairs: Sequence[tuple[str, str]], grace: float = 0.0
    ) -> tuple[Mapping[str, Node], Mapping[tuple[str, str], Sequence[Dated]]]:
        """The actors of pairs by id, and the edges between them that the question allows, by pair."""
        nodes: dict[str, Node] = {}
        found: dict[tuple[str, str], list[Dated]] = {}
        for start in range(0, len(pairs), AT_ONCE):
            some = [list(pair) for pair in pairs[start : start + AT_ONCE]]
            for row in self.read(Chains(self.question).edges(), grace, pairs=some):
                days = iter(row["days"])
                spans = tuple((first, last) for first, last, _ in zip(days, days, days, strict=True))
                edge = shapes.edge(row["source"], row["target"], row["relation"], row["edge"])
                found.setdefault((row["pair"][0], row["pair"][1]), []).append(Dated(edge, spans))
                for end in ("one", "other"):
                    nodes.setdefault(row[end]["id"], shapes.node(row[end]))
        return nodes, found
