"""Small random multigraphs, straight into the database, and the answers of a search that tries everything."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, pairwise, product
from typing import Any

import networkx as nx
from databases import Database
from hypothesis import strategies as st

from allegata.analysis.evidence import Weights, grade, order
from allegata.analysis.path import Dated
from allegata.analysis.question import Question
from allegata.model import Edge, Kind, Status
from allegata.vocabulary import STANDING, relations

EPOCH = dt.date(1970, 1, 1)
DAYS = 6
TYPES = ("ACCUSES", "MEETS_WITH", "THREATENS", "MEMBER_OF")
NAMES = ("a", "b", "c", "d", "é", "\uffee", "\U0001f600")
"""In the order of code points, which is not that of UTF-16."""


def day(number: int) -> dt.date:
    return EPOCH + dt.timedelta(days=number)


@dataclass(frozen=True)
class Web:
    """Actors with their kinds, and edges with their spans of days."""

    kinds: tuple[str, ...]
    edges: tuple[Dated, ...]
    mark: str = ""
    """What its ids begin with: several webs lie in one database, and none knows of the others."""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(f"{self.mark}{name}" for name in NAMES[: len(self.kinds)])

    def marked(self, mark: str) -> Web:
        """The same web under other ids."""

        def of(it: Dated) -> Dated:
            edge = it.edge
            ends = {"source": f"{mark}{edge.source}", "target": f"{mark}{edge.target}", "key": f"{mark}{edge.key}"}
            return replace(it, edge=replace(edge, **ends))  # type: ignore[arg-type]

        return Web(self.kinds, tuple(map(of, self.edges)), mark)

    @staticmethod
    def write(database: Database, webs: Sequence[Web]) -> None:
        """The database holds these and nothing else."""
        nodes = [
            {"id": id_, "name": id_.upper(), "kind": kind}
            for web in webs
            for id_, kind in zip(web.ids, web.kinds, strict=True)
        ]
        rows = [
            {"source": each.edge.source, "target": each.edge.target, "type": each.edge.relation, "of": properties(each)}
            for web in webs
            for each in web.edges
        ]
        database.clear()
        database.run(
            "UNWIND $nodes AS row CREATE (n:Entity) SET n = row, n.degree = 0 WITH count(*) AS _ "
            "UNWIND $rows AS row MATCH (a:Entity {id: row.source}), (b:Entity {id: row.target}) "
            "CREATE (a)-[r:$(row.type)]->(b) SET r = row.of",
            nodes=nodes,
            rows=rows,
        )
        dyads = [
            {"a": a, "b": b, "evidence": min(map(_grade, edges))}
            for web in webs
            for (a, b), edges in _between(web.edges).items()
        ]
        database.run("UNWIND $rows AS row CREATE (d:Dyad) SET d = row", rows=dyads)


def _between(edges: Iterable[Dated]) -> dict[tuple[str, str], list[Edge]]:
    """Direct edges by the two that they lie between."""
    found: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in (each.edge for each in edges):
        if edge.status and edge.source != edge.target:
            found[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    return found


def _grade(edge: Edge) -> int:
    return grade(Weights().cost(edge), edge.statements)


def properties(it: Dated) -> dict[str, Any]:
    edge = it.edge
    if edge.status is None:
        return {"edge_key": edge.key, "from": edge.first, "to": edge.last}
    found = {f"n_{status.lower()}": int(status is edge.status) for status in Status}
    return found | {
        "edge_key": edge.key,
        "status": edge.status.value,
        "n_claims": edge.claims,
        "n_statements": edge.statements,
        "n_holders": edge.holders,
        "n_documents": edge.documents,
        "n_sources": edge.sources,
        "first": edge.first,
        "last": edge.last,
        "happened": [number for first, last in it.spans for number in (first, last, 1)] or None,
    }


def _edge(number: int, at: tuple[int, ...], ids: tuple[str, ...], spans: list[tuple[int, int]]) -> Dated:
    """An edge of some whole numbers: its ends, type, status, statements, holders, sources, key, documents."""
    relation = TYPES[at[2]]
    family = relations()[relation].family
    ends = ids[at[0] % len(ids)], ids[at[1] % len(ids)]
    found = sorted({(first, first + length) for first, length in spans})
    first = day(min(low for low, _ in found)) if found else None
    last = day(max(high for _, high in found)) if found else None
    key = f"{at[7]}-{number}"
    if family == STANDING:
        low, high = (found[0] if found else (-(10**7), 10**7)) if at[6] else (found[0][0] if found else 0, 10**7)
        first = day(low) if low > -(10**7) else None
        return Dated(
            Edge(key, *ends, relation, family, first=first, last=day(high) if high < 10**7 else None), ((low, high),)
        )
    status = tuple(Status)[at[3]]
    return Dated(
        Edge(key, *ends, relation, family, status, 1, at[4], at[5], at[8], at[6] + 1, first, last, ((status, 1),)),
        tuple(found),
    )


def webs(*, even: bool = False) -> st.SearchStrategy[Web]:
    """Webs of three to seven actors, with cycles, loops and parallel edges; ``even``: of the same evidence all over."""
    few = st.just(1) if even else st.integers(1, 3)
    numbers = st.tuples(
        *(st.integers(0, 6), st.integers(0, 6), st.integers(0, 3), st.just(1) if even else st.integers(0, 4), few),
        *(few, st.just(0) if even else st.integers(0, 1), st.integers(0, 9), few),
    )
    spans = st.lists(st.tuples(st.integers(0, DAYS), st.integers(0, 1)), max_size=3)
    kinds = st.lists(st.sampled_from(["State", "Person"]), min_size=3, max_size=7).map(tuple)

    def made(kinds: tuple[str, ...], edges: list[tuple[tuple[int, ...], list[tuple[int, int]]]]) -> Web:
        ids = NAMES[: len(kinds)]
        return Web(kinds, tuple(_edge(number, at, ids, days) for number, (at, days) in enumerate(edges)))

    return st.builds(made, kinds, st.lists(st.tuples(numbers, spans), min_size=10, max_size=24))


INNER = frozenset(("actors", "never_actors", "kinds"))
EVIDENCE = frozenset(("without_statuses", "holders", "documents"))


@dataclass(frozen=True)
class Form:
    """What decides over the text of the statements; questions of one form are planned by the server once."""

    directed: bool
    relations: frozenset[str]
    never_relations: frozenset[str]
    inner: frozenset[str]
    evidence: frozenset[str]
    window: bool
    in_time_order: bool
    through: bool
    ends: tuple[int, int] = (1, 1)
    """How many actors there are at either end."""
    hops: tuple[int, ...] = (1, 2, 3, 4)
    """The longest path allowed is one of these: each has statements of its own."""


def forms() -> st.SearchStrategy[Form]:
    """Each constraint now and then."""
    seldom = st.sampled_from([False, False, False, True])
    some = st.just(frozenset[str]()) | st.just(frozenset[str]()) | st.frozensets(st.sampled_from(TYPES), min_size=1)
    more = st.just(frozenset[str]()) | st.just(frozenset[str]()) | st.frozensets(st.sampled_from(TYPES), max_size=2)
    inner, evidence = (seldom.map(lambda yes, all_=all_: all_ if yes else frozenset()) for all_ in (INNER, EVIDENCE))
    ends = st.sampled_from([(1, 1), (1, 1), (1, 2), (2, 1), (2, 2)])
    hops = st.sampled_from([(2, 3, 4), (3, 4), (3, 5), (4, 6)])
    return st.builds(Form, st.booleans(), some, more, inner, evidence, seldom, seldom, seldom, ends, hops)


NONE = Form(False, frozenset(), frozenset(), frozenset(), frozenset(), False, False, False)


SHAPES = (((1, 1), (1, 2, 3, 4)), ((1, 2), (2, 3, 5)), ((2, 1), (3, 4)), ((1, 1), (2, 3, 6)))


def alone() -> tuple[Form, ...]:
    """Each constraint by itself, with one or several at an end, and with shorter and longer paths, in turn."""
    return tuple(
        replace(form, ends=ends, hops=hops) for form, (ends, hops) in zip(_alone(), cycle(SHAPES), strict=False)
    )


def _alone() -> tuple[Form, ...]:
    return (
        *(replace(NONE, directed=True), replace(NONE, relations=frozenset({"THREATENS", "MEMBER_OF"}))),
        replace(NONE, never_relations=frozenset({"ACCUSES"})),
        *(replace(NONE, inner=frozenset({name})) for name in sorted(INNER)),
        *(replace(NONE, evidence=frozenset({name})) for name in sorted(EVIDENCE)),
        *(replace(NONE, window=True), replace(NONE, in_time_order=True), replace(NONE, through=True)),
    )


@st.composite
def questions(draw: st.DrawFn, web: Web, form: Form) -> Question:
    """A question of this form that makes sense of a web."""
    ids = draw(st.permutations(web.ids))
    first, last = form.ends
    sources, targets = ids[:first], ids[first : first + last]
    others = ids[len(sources) + len(targets) :]

    def some(choices: Any, name: str) -> frozenset[str]:
        wanted = form.inner | form.evidence
        if not choices or name not in wanted:
            return frozenset()
        # By itself it says something, and not just everything.
        low, high = (1, max(1, len(choices) - 1)) if len(wanted) == 1 else (0, len(choices))
        return draw(st.frozensets(st.sampled_from(choices), min_size=low, max_size=high))

    since, until = (day(draw(st.integers(0, DAYS))) if form.window and draw(st.booleans()) else None for _ in range(2))
    if since and until and until < since:
        since, until = until, since
    hops = draw(st.sampled_from(form.hops))
    through = draw(st.sampled_from(others)) if others and hops > 1 and form.through else ""
    return Question(
        tuple(sources),
        tuple(targets),
        draw(st.sampled_from([1, 2, 3, 5, 8])),
        hops,
        form.directed,
        form.relations,
        form.never_relations,
        some(others, "actors"),
        some(others[:3], "never_actors") - {through},
        some((Kind.STATE, Kind.PERSON), "kinds"),
        frozenset(str(each) for each in some(tuple(Status), "without_statuses")),
        draw(st.integers(0, 3)) if "holders" in form.evidence else 0,
        draw(st.integers(0, 3)) if "documents" in form.evidence else 0,
        since,
        until,
        form.in_time_order,
        through,
    )


def marked(question: Question, mark: str) -> Question:
    """The same question of the web under other ids (see `Web.marked`)."""

    def told(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{mark}{id_}" for id_ in ids)

    return replace(
        question,
        sources=told(question.sources),
        targets=told(question.targets),
        actors=frozenset(told(question.actors)),
        never_actors=frozenset(told(question.never_actors)),
        through=f"{mark}{question.through}" if question.through else "",
    )


def allowed(it: Dated, question: Question) -> bool:
    """Whether a step may lead over an edge, word by word as the question has it."""
    edge, standing = it.edge, it.edge.status is None
    if question.relations and edge.relation not in question.relations:
        return False
    if edge.relation in question.never_relations or (standing and not question.relations):
        return False
    if standing and (question.holders > 1 or question.documents > 1):
        return False
    if not standing and (edge.holders < question.holders or edge.documents < question.documents):
        return False
    if edge.status and edge.status.value in question.without_statuses:
        return False
    if question.since or question.until or question.in_time_order:
        return any(True for _ in _days(it, question))
    return True


def _days(it: Dated, question: Question) -> list[int]:
    low = (question.since - EPOCH).days if question.since else -1
    high = (question.until - EPOCH).days if question.until else DAYS + 2
    return [at for at in range(low, high + 1) if any(first <= at <= last for first, last in it.spans)]


def in_order(chain: tuple[Dated, ...], question: Question) -> bool:
    """Whether some days, one of each edge, do not go back: all are tried."""
    return any(
        all(one <= other for one, other in pairwise(days)) for days in product(*(_days(it, question) for it in chain))
    )


Found = tuple[tuple[Any, ...], tuple[str, ...], tuple[str, ...], tuple[frozenset[str], ...]]


def all_paths(web: Web, question: Question, weights: Weights) -> list[Found]:
    """Every path there is, the best first: what it is sorted by, actors, edges named, edges of each step."""
    inner = {
        id_
        for id_, kind in zip(web.ids, web.kinds, strict=True)
        if id_ == question.through
        or (
            (not question.actors or id_ in question.actors)
            and id_ not in question.never_actors
            and (not question.kinds or kind in question.kinds)
        )
    } - {*question.sources, *question.targets}
    steps: dict[tuple[str, str], list[Dated]] = defaultdict(list)
    for it in web.edges:
        if allowed(it, question):
            steps[it.edge.source, it.edge.target].append(it)
            if not question.directed and it.edge.source != it.edge.target:
                steps[it.edge.target, it.edge.source].append(it)
    found = []
    for source, target in product(question.sources, question.targets):
        graph = nx.DiGraph()
        graph.add_nodes_from({source, target, *inner})
        graph.add_edges_from(pair for pair in steps if set(pair) <= {source, target, *inner})
        for ids in nx.all_simple_paths(graph, source, target, question.hops):
            if question.through and question.through not in ids:
                continue
            chains = [
                chain
                for chain in product(*(steps[pair] for pair in pairwise(ids)))
                if not question.in_time_order or in_order(chain, question)
            ]
            if chains:
                found.append(_best(ids, chains, weights))
    return sorted(found)


def _best(ids: list[str], chains: list[tuple[Dated, ...]], weights: Weights) -> Found:
    def evidence(chain: tuple[Dated, ...]) -> tuple[Any, ...]:
        costs = sorted((weights.cost(it.edge) for it in chain), reverse=True)
        return costs, -min(it.edge.statements for it in chain)

    def precise(chain: tuple[Dated, ...]) -> tuple[Any, ...]:
        return *evidence(chain), [order(it.edge, source, weights) for source, it in zip(ids[:-1], chain, strict=True)]

    best = min(chains, key=precise)
    usable = tuple(frozenset(chain[at].edge.key for chain in chains) for at in range(len(best)))
    return (len(best), *evidence(best)), tuple(ids), tuple(it.edge.key for it in best), usable
