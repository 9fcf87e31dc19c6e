"""What a path costs: our search, the best statement by hand for the same question, and libraries that hold the graph.

On ICEWS14, where it is, else on a generated year. The hand-written statements are those of somebody who knows the graph
and the rule of evidence, and who writes one for each length; they give the same paths, which is checked. networkx and
igraph get the same weights; beyond them they do not rank, so that of equally good paths they may name others.
``BENCH_PATHS`` says how many pairs of actors are asked about.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from pathlib import Path as File
from typing import Any

import networkx as nx

from allegata import settings
from allegata.analysis.question import Question
from allegata.start import connect_database
from allegata.store import Graph, Reader
from allegata.store.paths import Paths
from bench import world
from bench.row import Result, Row, Table
from bench.world import SORTS, World

__all__ = ["measure"]

PAIRS = int(os.environ.get("BENCH_PATHS", "45"))
MOST, HOPS = 5, 4
IGRAPH = "igraph==1.0.0"
BAR, BAR_CONSTRAINED = 1.3, 3.0
STEP = 10**12
"""What a step weighs beside its evidence, for the libraries: more than the worst evidence of a whole path."""

LENGTH = """
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = SHORTEST 1 (a)-[:TYPES]-{1,4}(b)
RETURN length(p) AS length
"""

COST = """CASE R.status WHEN 'CONFIRMED' THEN 1 WHEN 'REPORTED' THEN 64 WHEN 'UNCONFIRMED' THEN 32768
  WHEN 'CONTESTED' THEN 262144 WHEN 'DENIED' THEN 134217728 ELSE 1 END
  * CASE WHEN R.n_holders = 1 THEN 8 ELSE 1 END * CASE WHEN R.n_sources = 1 THEN 8 ELSE 1 END"""
"""What an edge weighs (see `allegata.analysis.evidence`), with the weights that are set from the start."""

BY_HAND = {
    1: """
MATCH (a:Entity {id: $source})-[r1:TYPES]-(b:Entity {id: $target})
WITH a, b, min([COST1, -r1.n_statements]) AS e1
RETURN [a.id, b.id] AS ids, e1[0] AS weakness, e1[1] AS thin
""",
    2: """
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH (a)-[r1:TYPES]-(n) WHERE n <> a AND n <> b
WITH a, b, n, min([COST1, -r1.n_statements]) AS e1
MATCH (n)-[r2:TYPES]-(b)
WITH a, b, n, e1, min([COST2, -r2.n_statements]) AS e2
RETURN [a.id, n.id, b.id] AS ids, e1[0] + e2[0] AS weakness,
  CASE WHEN e1[1] > e2[1] THEN e1[1] ELSE e2[1] END AS thin
ORDER BY weakness, thin, ids LIMIT $most
""",
    3: """
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH (a)-[r1:TYPES]-(n) WHERE n <> a AND n <> b
WITH a, b, n, min([COST1, -r1.n_statements]) AS e1
MATCH (n)-[r2:TYPES]-(m) WHERE m <> a AND m <> b AND m <> n
WITH a, b, n, m, e1, min([COST2, -r2.n_statements]) AS e2
MATCH (m)-[r3:TYPES]-(b)
WITH a, b, n, m, e1, e2, min([COST3, -r3.n_statements]) AS e3
WITH [a.id, n.id, m.id, b.id] AS ids, e1[0] + e2[0] + e3[0] AS weakness,
  reduce(thin = e1[1], it IN [e2[1], e3[1]] | CASE WHEN it > thin THEN it ELSE thin END) AS thin
RETURN ids, weakness, thin ORDER BY weakness, thin, ids LIMIT $most
""",
}
"""The best paths of a length, by hand: parallel edges are one, the evidence is summed up on the way."""

EDGES = """
UNWIND $pairs AS pair
MATCH (a:Entity {id: pair[0]})-[r:TYPES]-(b:Entity {id: pair[1]})
RETURN pair, startNode(r).id AS source, type(r) AS relation,
  r {.edge_key, .status, .n_claims, .n_statements, .n_documents, .n_holders, .n_sources, .first, .last} AS edge
"""

BARE = """
MATCH (a:Entity {id: $source}), (b:Entity {id: $target})
MATCH p = SHORTEST 5 (a)-[:TYPES]-{1,4}(b)
RETURN [n IN nodes(p) | n.id] AS ids
"""
"""Five shortest chains of edges, of no order and with the same actors many times: another question, beside ours."""

Rival = Callable[[str, str], list[tuple[str, ...]]]


def measure(home: File) -> Sequence[Result]:
    """Our search against the hand-written one, and beside two libraries.

    Args:
        home: a data folder with Neo4j installed; its database is emptied, unless it has `bench.world` in it.
    """
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    title = world.load(in_force)
    with connect_database(in_force) as connection:
        graph = Graph(Reader(connection, in_force))
        it = _Search(World(connection, in_force, title), Paths(graph), Reader(connection, in_force))
        pairs = it.pairs()
        rows = it.against_hand(pairs)
        return [*rows, *it.constrained(pairs), it.beside(pairs)]


@dataclass
class _Search:
    world: World
    paths: Paths
    reader: Reader

    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of actors, hubs with hubs, hubs with small ones, small ones with small ones."""
        chosen = self.world.chosen()
        each = {sort: [actor.id for actor in chosen if actor.sort == sort] for sort in SORTS}
        sorts = [(a, b) for a in SORTS for b in SORTS]
        found = []
        for number in range(PAIRS):
            one, other = sorts[number % len(sorts)]
            turn = number // len(sorts)
            a = each[one][turn % len(each[one])]
            b = each[other][(turn * 7 + 3) % len(each[other])]
            if a != b:
                found.append((a, b))
        return found

    def ours(self, question: Question) -> list[tuple[str, ...]]:
        return [path.ids for path in self.paths.best(question).paths]

    def by_hand(self, source: str, target: str) -> list[tuple[str, ...]]:
        """What somebody gets by statements of his own, in the order of the rule; up to three steps."""
        length = self.reader.read(_typed(LENGTH), source=source, target=target).rows
        found: list[tuple[str, ...]] = []
        at = length[0]["length"] if length else 0
        while at and at in BY_HAND and len(found) < MOST:
            given: dict[str, Any] = {
                "source": source,
                "target": target,
                "most": MOST - len(found),
            }
            found += [tuple(row["ids"]) for row in self.reader.read(_typed(BY_HAND[at]), **given).rows]
            at += 1
        steps = sorted({pair for ids in found for pair in pairwise(ids)})
        self.reader.read(_typed(EDGES), pairs=[list(pair) for pair in steps])
        return found

    def against_hand(self, pairs: Sequence[tuple[str, str]]) -> list[Result]:
        questions = [Question((a,), (b,), MOST, 3) for a, b in pairs]
        ours, hand = [], []
        for warm in (False, True, True):
            for question in questions:
                source, target = question.sources[0], question.targets[0]
                first, mine = _timed(self.ours, question)
                second, theirs = _timed(self.by_hand, source, target)
                assert mine == theirs, (question, mine, theirs)
                if warm:
                    ours.append(first)
                    hand.append(second)
        return [
            Row(f"{MOST} best paths of up to 3 steps, median", ours, hand, "the same by hand", BAR, "ms"),
            Row(f"{MOST} best paths of up to 3 steps, p95", ours, hand, "the same by hand", BAR, "ms", 0.95, True),
        ]

    def constrained(self, pairs: Sequence[tuple[str, str]]) -> list[Result]:
        """With demands, against the unconstrained question by hand."""
        year = dt.date(2014, 4, 1), dt.date(2014, 9, 30)
        demands: dict[str, dict[str, Any]] = {
            "without contested and denied": {"without_statuses": frozenset({"CONTESTED", "DENIED"})},
            "only cooperation": {"relations": frozenset({"MEETS_WITH", "VISITS", "AGREES_WITH", "COOPERATES_WITH"})},
            "within half a year": {"since": year[0], "until": year[1]},
            "states only": {"kinds": frozenset({"State"})},
            "in the way of the edges": {"directed": True},
            "in time order": {"in_time_order": True},
        }
        found: list[Result] = []
        for name, more in demands.items():
            ours, hand, late = [], [], 0
            for warm in (False, True):
                for a, b in pairs:
                    question = replace(Question((a,), (b,), MOST, 3), **more)
                    first, answer = _timed(self.paths.best, question)
                    second, _ = _timed(self.by_hand, a, b)
                    if warm:
                        late += bool(answer.cut)
                        ours.append(first)
                        hand.append(second)
            told = f"the same, {name}" + (f" ({late} beyond the time limit)" if late else "")
            found.append(Row(told, ours, hand, "the unconstrained by hand", BAR_CONSTRAINED, "ms"))
        return found

    def beside(self, pairs: Sequence[tuple[str, str]]) -> Result:
        """Up to four steps, beside libraries that hold the graph in memory."""
        rows, late, taken = [], 0, []
        for a, b in [*pairs[:1], *pairs]:  # the first once more: its statements are planned then
            took, answer = _timed(self.paths.best, Question((a,), (b,), MOST, HOPS))
            taken.append(took)
            late += bool(answer.cut)
        taken = taken[1:]
        rows.append(_row("Allegata", "–", taken, f"ranked by evidence; {late} of {len(pairs)} beyond the time limit"))
        bare = [_timed(self.bare, a, b)[0] for _ in range(2) for a, b in pairs][len(pairs) :]
        rows.append(_row("Cypher, SHORTEST 5 alone", "–", bare, "chains of edges, unranked, the same actors again"))
        with tempfile.TemporaryDirectory() as folder:
            _fetch(IGRAPH, File(folder))
            for name, load in (("networkx", _networkx), ("igraph", _igraph)):
                loading, rival = _timed(load, self.links())
                if rival is None:
                    rows.append((name, "not installed", "", "", ""))
                    continue
                each = [_timed(rival, a, b)[0] for a, b in pairs]
                rows.append(_row(name, f"{loading / 1000:.1f} s", each, "weighed by evidence, ties as they come"))
        return Table(
            f"Five best paths of up to four steps, {self.world.title}, {len(pairs)} pairs",
            ("who", "loading", "median", "p95", "what it gives"),
            rows,
            "The libraries hold the whole graph in memory, parallel edges as one; ours asks the database.",
        )

    def bare(self, source: str, target: str) -> int:
        return len(self.reader.read(_typed(BARE), source=source, target=target).rows)

    def links(self) -> list[tuple[str, str, int]]:
        """Who is linked with whom, and the weight of the best edge."""
        text = "MATCH (a:Entity)-[r1:TYPES]->(b:Entity) WHERE a <> b RETURN a.id AS a, b.id AS b, min(COST1) AS weight"
        found: dict[tuple[str, str], int] = {}
        for row in self.reader.stream(_typed(text)):
            pair = min(row["a"], row["b"]), max(row["a"], row["b"])
            found[pair] = min(found.get(pair, STEP), row["weight"])
        return [(a, b, STEP + weight) for (a, b), weight in found.items()]


def _networkx(links: Sequence[tuple[str, str, int]]) -> Rival:
    graph = nx.Graph()
    graph.add_weighted_edges_from(links)

    def best(source: str, target: str) -> list[tuple[str, ...]]:
        if not nx.has_path(graph, source, target):
            return []
        paths = nx.shortest_simple_paths(graph, source, target, weight="weight")
        return [tuple(path) for path in islice(paths, MOST) if len(path) <= HOPS + 1]

    return best


def _fetch(pinned: str, folder: File) -> None:
    """igraph is under the GPL: it is fetched for this comparison alone, and never a part of the program."""
    if importlib.util.find_spec(pinned.partition("=")[0]) is None:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), pinned]
        subprocess.run(pip, check=False, capture_output=True)
        sys.path.append(str(folder))
        importlib.invalidate_caches()


def _igraph(links: Sequence[tuple[str, str, int]]) -> Rival | None:
    if importlib.util.find_spec("igraph") is None:
        return None
    igraph = importlib.import_module("igraph")
    graph = igraph.Graph.TupleList(links, weights=True)
    there = {name: number for number, name in enumerate(graph.vs["name"])}

    def best(source: str, target: str) -> list[tuple[str, ...]]:
        if source not in there or target not in there:
            return []
        found = graph.get_k_shortest_paths(there[source], there[target], k=MOST, weights="weight")
        return [tuple(graph.vs[ids]["name"]) for ids in found if len(ids) <= HOPS + 1]

    return best


def _typed(text: str) -> str:
    for number in (1, 2, 3):
        text = text.replace(f"COST{number}", COST.replace("R.", f"r{number}."))
    return text.replace(":TYPES", f":{'|'.join(Question(('a',), ('b',)).types)}")


def _timed(work: Callable[..., Any], *args: Any) -> tuple[float, Any]:
    """Milliseconds, and what it gives."""
    begun = time.perf_counter()
    value = work(*args)
    return (time.perf_counter() - begun) * 1000, value


def _row(name: str, loading: str, taken: Sequence[float], told: str) -> tuple[str, ...]:
    ranked = sorted(taken)
    median, most = statistics.median(ranked), ranked[int(0.95 * (len(ranked) - 1))]
    return name, loading, f"{median:.1f} ms", f"{most:.1f} ms", told
