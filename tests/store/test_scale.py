"""What a click costs does not grow with what hangs on a hub: rows that the server touches are counted, not seconds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import neo4j
import pytest
from databases import Database

from allegata.analysis.question import Question
from allegata.model import Claim, Dataset, Document, Entity, Fact, Kind, Locator, Stance, Statement, edge_key
from allegata.progress import Silent
from allegata.store import Graph, Reader, between, graph
from allegata.store.chains import Chains
from allegata.store.check import check
from allegata.store.paths import weights_of
from allegata.store.reader import Rows
from allegata.store.reading import State

HUBS = ("hub-a", "hub-b", "hub-c")
KEY = edge_key("hub-a", "ACCUSES", "hub-b")
START = dt.date(2000, 1, 1)
SMALL, LARGE = 150, 600
"""Neighbours of each hub; five times as many claims lie behind the edge between two of them."""


@dataclass(frozen=True)
class Counting(Reader):
    """Reads as the real one does, and counts what the server touches: "db hits" of all operators."""

    hits: list[int] = field(default_factory=list)
    plans: list[str] = field(default_factory=list)

    def read(
        self,
        statement: str,
        /,
        *,
        timeout: float | None = None,
        rows: int | None = None,
        after: State = frozenset(),
        **parameters: Any,
    ) -> Rows:
        with self.connection.session(neo4j.READ_ACCESS) as session:
            profile = session.run("PROFILE " + statement, parameters).consume().profile
        assert profile is not None
        for operator in _operators(profile):
            self.hits.append(operator.get("dbHits", 0))
            self.plans.append(f"{operator['operatorType']} {operator['args'].get('Details', '')}")
        return super().read(statement, timeout=timeout, rows=rows, after=after, **parameters)


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _statement(claim: Claim, number: int) -> Statement:
    said_on = START + dt.timedelta(days=number)
    return Statement(f"s-{claim.id}", claim.id, "witness", Stance.ASSERTS, "", Locator("report"), said_on=said_on)


def around(neighbours: int) -> Dataset:
    """Three hubs with so many neighbours each, and five times as many claims from the first on the second."""
    claims = []
    for number in range(5 * neighbours):
        day = START + dt.timedelta(days=number)
        claims.append(Claim(f"c-{number}", "hub-a", "ACCUSES", "hub-b", "", event_from=day, event_to=day))
    for hub in HUBS:
        claims += [Claim(f"{hub}-{n}", hub, "CRITICIZES", f"{hub}-near-{n}", "") for n in range(neighbours)]
        claims += [Claim(f"{hub}-met-{n}", f"{hub}-near-{n}", "MEETS_WITH", hub, "") for n in range(neighbours // 10)]
    claims.append(Claim("back", "hub-b", "THREATENS", "hub-a", ""))
    claims.append(Claim("self", "hub-a", "CRITICIZES", "hub-a", ""))
    near = [Entity(f"{hub}-near-{n}", f"{hub} {n}", Kind.GROUP) for hub in HUBS for n in range(neighbours)]
    hubs = [Entity(hub, hub.title(), Kind.STATE) for hub in HUBS]
    return Dataset(
        "hubs",
        "Hubs",
        entities=(*hubs, *near, Entity("witness", "Witness", Kind.PERSON), Entity("paper", "Paper", Kind.ORGANIZATION)),
        facts=(Fact("hub-a", "MEMBER_OF", "hub-c"),),
        documents=(Document("report", "A report", "paper", START),),
        claims=tuple(claims),
        statements=tuple(_statement(claim, number) for number, claim in enumerate(claims)),
    )


READS: dict[str, Callable[[Graph], object]] = {
    "a page of evidence": lambda it: it.evidence(KEY, limit=25),
    "evidence of two weeks": lambda it: it.evidence(KEY, since=dt.date(2001, 1, 1), until=dt.date(2001, 1, 15)),
    "neighbours": lambda it: it.neighbours("hub-a", limit=25),
    "neighbours, two hubs drawn": lambda it: it.neighbours("hub-a", limit=25, drawn=["hub-b", "hub-c"]),
    "neighbours over a type": lambda it: it.neighbours("hub-a", limit=25, relations=["THREATENS"]),
    "neighbours over a frequent type": lambda it: it.neighbours("hub-a", limit=25, relations=["CRITICIZES"]),
    "hubs among themselves": lambda it: it.among(HUBS),
    "days of the edges of hubs": lambda it: it.depths(it.among(HUBS).edges),
    "a hub beside hubs": lambda it: it.neighbours("hub-a", limit=1, drawn=["hub-c"]),
    "an entity": lambda it: it.entity("hub-a"),
    "the overview": lambda it: it.overview(3),
}


def counted(database: Database) -> tuple[dict[str, int], dict[str, object], dict[str, list[str]]]:
    hits, answers, plans = {}, {}, {}
    for name, read in READS.items():
        reader = Counting(database.connection, database.settings)
        answers[name] = read(Graph(reader))
        hits[name], plans[name] = sum(reader.hits), reader.plans
    return hits, answers, plans


Costs = tuple[dict[str, int], dict[str, int], dict[str, Any], dict[str, list[str]]]


@pytest.fixture(scope="module")
def costs(database: Database) -> Iterator[Costs]:
    """Database hits by read with few and with many, and the answers and plans with many."""
    with pytest.MonkeyPatch.context() as patch:
        # Hubs that are quickly made.
        patch.setattr(between, "FEW_EDGES", 100)
        patch.setattr(graph, "FEW_OVER_A_TYPE", 100)
        database.clear()
        database.writer.replace(around(SMALL))
        database.plan_anew()
        few, _, _ = counted(database)
        database.clear()
        database.plan_anew()
        database.writer.replace(around(LARGE))
        database.plan_anew()
        many, answers, plans = counted(database)
        yield few, many, answers, plans
    database.clear()
    database.plan_anew()


@pytest.mark.parametrize("name", READS)
def test_what_a_read_costs_does_not_grow_with_the_hub(costs: Costs, name: str) -> None:
    few, many, _, _ = costs
    assert many[name] < 1.5 * few[name], (few[name], many[name])
    assert many[name] < 5_000


def test_what_is_derived_of_hubs_is_proven(costs: Costs, database: Database) -> None:
    assert check(database.connection, database.settings, Silent()).problems == ()


def test_evidence_comes_out_of_the_index_in_order(costs: Costs) -> None:
    _, _, answers, plans = costs
    page = answers["a page of evidence"]
    assert (page.edge.claims, len(page.claims), page.left_out) == (5 * LARGE, 25, 5 * LARGE - 25)
    assert [each.claim.id for each in page.claims[:2]] == [f"c-{5 * LARGE - 1}", f"c-{5 * LARGE - 2}"]
    weeks = answers["evidence of two weeks"]
    assert (len(weeks.claims), weeks.left_out) == (15, 0)
    top = [line for line in plans["a page of evidence"] if "c.edge_key" in line or "c.day" in line]
    assert not [line for line in top if line.startswith(("Sort", "Top"))], top


@pytest.mark.parametrize("ends", [1, 3, 30])
def test_the_shortest_is_sought_between_one_and_one_however_many_there_are(
    costs: Costs, database: Database, ends: int
) -> None:
    """From one to everybody, it takes minutes in a web of some thousand links, and heeds no time limit."""
    ids = [f"hub-a-near-{number}" for number in range(2 * ends)]
    chains = Chains(Question(tuple(ids[:ends]), tuple(ids[ends:]), hops=6))
    with database.connection.session(neo4j.READ_ACCESS) as session:
        given = chains.parameters(weights_of(database.settings))
        plan = session.run("EXPLAIN " + chains.shortest(), given).consume().plan
    assert plan is not None
    kinds = [operator["operatorType"].partition("@")[0] for operator in _operators(plan)]
    assert [kind for kind in kinds if "ShortestPath" in kind] == ["StatefulShortestPath(Into, Trail)"]


def test_the_answers_about_hubs_are_whole(costs: Costs) -> None:
    _, _, answers, _ = costs
    near = answers["neighbours"]
    assert (len(near.nodes), near.left_out) == (26, LARGE + 2 - 25)
    assert answers["neighbours, two hubs drawn"].left_out == LARGE - 25
    assert [node.id for node in near.nodes[:2]] == ["hub-a", "hub-b"]
    among = {(edge.source, edge.relation, edge.target) for edge in answers["hubs among themselves"].edges}
    assert among == {
        ("hub-a", "ACCUSES", "hub-b"),
        ("hub-b", "THREATENS", "hub-a"),
        ("hub-a", "CRITICIZES", "hub-a"),
        ("hub-a", "MEMBER_OF", "hub-c"),
    }
    assert sum(number for *_, number in answers["days of the edges of hubs"][KEY].happened) == 5 * LARGE
    assert {node.id for node in answers["neighbours over a type"].nodes} == {"hub-a", "hub-b"}
    assert set(answers["an entity"].relations) == {
        ("ACCUSES", "out", 1),
        ("CRITICIZES", "out", LARGE + 1),
        ("MEETS_WITH", "in", LARGE // 10),
        ("THREATENS", "in", 1),
    }
    drawn = answers["the overview"]
    assert {node.id for node in drawn.nodes} == {"hub-a", "hub-b"}
    assert drawn.left_out == len(around(LARGE).entities) - 2
    many = answers["neighbours over a frequent type"]
    assert (len(many.nodes), many.left_out) == (26, LARGE + 1 - 25)
