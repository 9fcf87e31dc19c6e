"""What stands behind many edges at once: held against the same reckoned from the records."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import pytest
from databases import Database
from hypothesis import HealthCheck, given, settings
from store.samples import DAY, claim, dataset, datasets, statement

from allegata.model import Claim, Dataset, Depth, Stance, StanceTold, Status, Voice

EPOCH = dt.date(1970, 1, 1)
HOLDS, AGAINST = {Stance.ASSERTS, Stance.CONFIRMS}, {Stance.DENIES, Stance.DISMISSES}

BASE = claim(event_from=DAY)
LATER = claim(event_from=dt.date(2024, 11, 5), event_to=dt.date(2024, 11, 7))
REPLY = claim("borland", "ACCUSES", "arland")
SAMPLE = dataset(
    BASE,
    LATER,
    REPLY,
    statement(BASE, "borland", said_on=DAY, via="wire"),
    statement(BASE, "minister", "DENIES", said_on=DAY),
    statement(LATER, "borland"),
    statement(REPLY, "borland"),
)


def test_days_and_disputes_and_sentences(empty: Database) -> None:
    empty.writer.replace(SAMPLE)
    graph = empty.graph
    edges = {edge.relation: edge for edge in graph.among(["arland", "borland"]).edges}
    threat, reply = edges["THREATENS"], edges["ACCUSES"]
    first, second, last = ((day - EPOCH).days for day in (DAY, dt.date(2024, 11, 5), dt.date(2024, 11, 7)))
    depths = graph.depths([threat, reply])
    assert depths[threat.key] == Depth(((first, first, 1), (second, last, 1)), ((first, 2), (first + 1, 1)))
    (dispute,) = graph.disputes([threat, reply])
    assert dispute.claim.id == BASE.id
    assert {(holder.id, stance) for holder, stance, _ in dispute.stances} == {
        ("borland", Stance.ASSERTS),
        ("minister", Stance.DENIES),
    }
    told = graph.tellings([threat, reply])
    assert told[threat.key].status is Status.CONTESTED
    assert told[threat.key].claim.id == BASE.id
    published = dt.date(2024, 10, 31)
    assert StanceTold("Borland", Stance.ASSERTS, "Ärla Paper", "The Wire", DAY, published) in told[threat.key].stances
    assert (told[reply.key].stances[0].said_on, told[reply.key].stances[0].published) == (None, published)
    assert graph.above(["minister", "ministry", "arland", "wire"]).keys() == {"minister", "ministry"}


@pytest.mark.parametrize(
    ("since", "until", "threats", "replies"),
    [
        (None, None, [BASE, LATER], [REPLY]),
        (DAY, DAY, [BASE], []),
        (dt.date(2024, 11, 6), None, [LATER], []),
        (dt.date(2024, 11, 6), dt.date(2024, 11, 6), [LATER], []),
        (None, dt.date(2024, 11, 5), [BASE, LATER], [REPLY]),
        (dt.date(2024, 11, 8), None, [], []),
    ],
)
def test_a_window_keeps_to_what_happened_in_it(
    empty: Database, since: dt.date | None, until: dt.date | None, threats: list[Claim], replies: list[Claim]
) -> None:
    empty.writer.replace(SAMPLE)
    graph = empty.graph
    subgraph = graph.among(["arland", "borland"])
    threat, reply = (
        next(edge for edge in subgraph.edges if edge.relation == relation) for relation in ("THREATENS", "ACCUSES")
    )
    found = graph.evidences(subgraph, since=since, until=until)
    told = graph.tellings(subgraph.edges, since=since, until=until)
    for edge, claims in ((threat, threats), (reply, replies)):
        assert (edge.key in found) == (edge.key in told) == bool(claims)
        if claims:
            assert {each.claim.id for each in found[edge.key].claims} == {each.id for each in claims}
            assert found[edge.key].left_out == 0
            single = graph.evidence(edge.key, since=since, until=until)
            assert {each.claim.id for each in single.claims} == {each.id for each in claims}
            # The one with the status of the edge, where it lies within, and else another.
            assert told[edge.key].claim.id == claims[0].id
    if threats == [LATER]:
        assert (threat.status, told[threat.key].status) == (Status.CONTESTED, Status.REPORTED)


def test_who_speaks_for_whom_and_who_reported(empty: Database) -> None:
    empty.writer.replace(SAMPLE)
    graph = empty.graph
    edges = graph.among(["arland", "borland"]).edges
    threat = next(edge.key for edge in edges if edge.relation == "THREATENS")
    assert graph.voices("arland", edges) == {threat: Voice(against=1)}
    assert graph.voices("arland", edges, alone=True) == {}
    assert graph.voices("wire", edges)[threat] == Voice(holds=1), "the agency that it came through"
    assert graph.voices("wire", edges, alone=True) == {}


def test_common_neighbours(empty: Database) -> None:
    empty.writer.replace(SAMPLE)
    assert empty.graph.common(["borland", "ministry"]) == ("arland",)
    assert empty.graph.common(["borland", "ministry"], drawn=["arland"]) == ()
    assert empty.graph.common(["borland"]) == ()


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(datasets())
def test_voices_and_days_agree_with_the_records(database: Database, it: Dataset) -> None:
    database.clear()
    database.writer.replace(it)
    graph = database.graph
    edges = [edge for edge in graph.among([entity.id for entity in it.entities], 1000).edges if edge.status]
    of = {each.id: each.edge_key for each in it.claims}
    for holder in {each.holder for each in it.statements}:
        expected: dict[str, list[Stance]] = defaultdict(list)
        for each in it.statements:
            if each.holder == holder:
                expected[of[each.claim]].append(each.stance)
        voices = {
            key: Voice(
                sum(s in HOLDS for s in said),
                sum(s in AGAINST for s in said),
                sum(s not in HOLDS | AGAINST for s in said),
            )
            for key, said in expected.items()
        }
        assert graph.voices(holder, edges, alone=True) == voices
    depths = graph.depths(edges)
    for edge in edges:
        assert sum(number for _, number in depths[edge.key].said) == edge.statements
        assert sum(number for *_, number in depths[edge.key].happened) <= edge.claims
