from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from databases import Database
from hypothesis import HealthCheck, given
from hypothesis import settings as tuned
from hypothesis import strategies as st
from neo4j import exceptions as driver
from store.samples import DAY, claim, dataset, statement

from allegata.errors import ConnectionLost, LimitReached, NotFound, QueryFailed, QueryRefused, StoreError
from allegata.model import Subgraph
from allegata.progress import Silent
from allegata.store import Graph, Reader, between, connect, graph, halt
from allegata.store.check import check
from allegata.store.cypher import cypher, identifier
from allegata.store.derivation import pair_of
from allegata.store.faults import translate

BASE = claim(value="")
MANY = claim(value="10,000", varies_from=BASE.id, varies_on="number")
ACCUSATION = claim("borland", "ACCUSES", "arland", about=(BASE.id,))
SAMPLE = dataset(
    BASE,
    MANY,
    ACCUSATION,
    statement(BASE, "borland", said_on=DAY, via="wire"),
    statement(BASE, "minister", "DENIES", said_on=DAY),
    statement(MANY, "borland", certainty="probable"),
    statement(ACCUSATION, "borland"),
)


@pytest.fixture
def loaded(empty: Database) -> Database:
    empty.writer.replace(SAMPLE)
    return empty


def test_the_overview_holds_who_is_claimed_of_and_no_more(loaded: Database) -> None:
    drawn = loaded.graph.overview(10)
    assert {node.id for node in drawn.nodes} == {"arland", "borland"}
    assert {(edge.relation, edge.status, edge.statements) for edge in drawn.edges} == {
        ("THREATENS", "CONTESTED", 3),
        ("ACCUSES", "CONFIRMED", 1),
    }


def test_expanding_brings_new_neighbours_and_tells_how_many_are_left(loaded: Database) -> None:
    first = loaded.graph.neighbours("arland", limit=1)
    assert ({node.id for node in first.nodes}, first.left_out) == ({"arland", "borland"}, 1)
    second = loaded.graph.neighbours("arland", drawn=["arland", "borland"], limit=1)
    assert ({node.id for node in second.nodes}, second.left_out) == ({"arland", "ministry"}, 0)
    assert [(edge.relation, edge.status) for edge in second.edges] == [("PART_OF", None)]
    assert loaded.graph.neighbours("arland", relations=["PART_OF"]).left_out == 0


def test_evidence_tells_who_holds_and_who_denies(loaded: Database) -> None:
    evidence = loaded.graph.evidence(BASE.edge_key)
    base, variant = evidence.claims
    assert (base.status, variant.status) == ("CONTESTED", "UNCONFIRMED")
    assert {(each.holder.name, each.statement.stance) for each in base.statements} == {
        ("Ana Arlova", "DENIES"),
        ("Borland", "ASSERTS"),
    }
    minister = next(each for each in base.statements if each.holder.id == "minister")
    assert [node.id for node in minister.speaks_for] == ["ministry", "arland"]
    assert [other.id for other in variant.variants] == [BASE.id]
    assert [other.id for other in base.alleged_by] == [ACCUSATION.id]
    assert evidence.edge.sources == 2


SPRING = claim(event_from=dt.date(2024, 3, 1), event_to=dt.date(2024, 5, 31), value="spring")
APRIL = claim(event_from=dt.date(2024, 4, 10), event_to=dt.date(2024, 4, 10), value="a day")
AUTUMN = claim(event_from=dt.date(2024, 10, 1), event_to=dt.date(2024, 10, 1), value="autumn")
UNTOLD = claim(value="nobody said it")
DATED = dataset(
    *(SPRING, APRIL, AUTUMN, UNTOLD),
    statement(SPRING, "borland", said_on=dt.date(2024, 6, 1)),
    statement(APRIL, "borland", said_on=dt.date(2024, 6, 1)),
    statement(AUTUMN, "borland"),
)


@pytest.mark.parametrize(
    ("since", "until", "values"),
    [
        (None, None, ["nobody said it", "autumn", "a day", "spring"]),
        (dt.date(2024, 4, 10), dt.date(2024, 4, 10), ["a day", "spring"]),
        (dt.date(2024, 5, 31), dt.date(2024, 6, 30), ["spring"]),
        (dt.date(2024, 6, 1), dt.date(2024, 9, 30), []),
        (dt.date(2024, 6, 1), None, ["autumn"]),
        (None, dt.date(2024, 3, 1), ["spring"]),
    ],
)
def test_a_window_keeps_the_claims_that_overlap_it(
    empty: Database, since: dt.date | None, until: dt.date | None, values: list[str]
) -> None:
    empty.writer.replace(DATED)
    key = SPRING.edge_key
    evidence = empty.graph.evidence(key, since=since, until=until)
    assert ([each.claim.value for each in evidence.claims], evidence.left_out) == (values, 0)
    if len(values) > 1:
        assert empty.graph.evidence(key, since=since, until=until, limit=1).left_out == len(values) - 1


def test_hubs_are_read_as_others_are(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = [entity.id for entity in SAMPLE.entities]
    reads: tuple[Callable[[Graph], Subgraph], ...] = (
        lambda it: it.among(everyone),
        lambda it: it.neighbours("arland"),
        lambda it: it.neighbours("arland", drawn=["borland"]),
        lambda it: it.neighbours("arland", relations=["ACCUSES", "PART_OF", "NONSENSE"]),
        lambda it: it.neighbours("arland", relations=["ACCUSES"], drawn=["borland"]),
        *((lambda it, most=most: it.among(everyone, most)) for most in range(1, 7)),
        *((lambda it, most=most: it.neighbours("arland", drawn=["borland"], most=most)) for most in range(1, 5)),
    )
    before = [read(loaded.graph) for read in reads]
    monkeypatch.setattr(between, "FEW_EDGES", 0)
    monkeypatch.setattr(graph, "FEW_OVER_A_TYPE", 0)
    for read, few in zip(reads, before, strict=True):
        many = read(loaded.graph)
        assert (many.nodes, set(many.edges)) == (few.nodes, set(few.edges))
        assert (many.left_out, many.hidden) == (few.left_out, few.hidden)


def test_what_the_row_limit_would_cut_is_read_in_parts(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = between.Between(Reader(loaded.connection, replace(loaded.settings, row_limit=1)))
    wide = between.Between(loaded.reader)
    nodes = {node.id: node for node in loaded.graph.among([entity.id for entity in SAMPLE.entities]).nodes}
    pairs = sorted({pair_of(a, b) for a in nodes for b in nodes if a != b})
    assert len(wide.dyads(pairs)) > 2
    assert narrow.dyads(pairs) == wide.dyads(pairs)
    for few in (between.FEW_EDGES, 0):
        monkeypatch.setattr(between, "FEW_EDGES", few)
        found, left_out = wide.edges(nodes, None, 100)
        again = narrow.edges(nodes, None, 100)
        assert (len(again[0]), set(again[0]), again[1]) == (len(found), set(found), left_out)
    loaded.run(
        "MATCH (a:Entity {id: 'ministry'})-[r:PART_OF]->(b) CREATE (a)-[s:PART_OF]->(b) "
        "SET s = properties(r), s.edge_key = 'twice'"
    )
    with pytest.raises(LimitReached, match="raise ALLEGATA_ROW_LIMIT"):
        narrow.edges(nodes, None, 100)


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        ("MATCH (d:Dyad {a: 'arland', b: 'borland'}) SET d.rank = 0", "pair arland borland: (0, "),
        ("MATCH (d:Dyad {a: 'arland', b: 'borland'}) SET d.relations = []", "pair arland borland: (-4, [])"),
        (
            "MATCH (d:Dyad {a: 'arland', b: 'ministry'}) DELETE d",
            "pair arland ministry: None, reckoned (0, ['<PART_OF'])",
        ),
        ("CREATE (:Dyad {a: 'paper', b: 'wire', rank: 0, relations: []})", "pair paper wire: (0, []), reckoned None"),
        ("MATCH (n:Entity {id: 'arland'}) SET n.neighbours = 7", "entity arland: neighbours 7, reckoned 2"),
        ("MATCH (c:Claim) SET c.day = date('2000-01-01')", "day 2000-01-01, reckoned"),
        ("MATCH ()-[r:THREATENS]->() SET r.happened = [0, 0, 1]", "happened [0, 0, 1], reckoned"),
        ("MATCH ()-[r:THREATENS]->() REMOVE r.said", "said [], reckoned"),
    ],
)
def test_the_check_finds_what_reading_relies_on(loaded: Database, tamper: str, told: str) -> None:
    assert check(loaded.connection, loaded.settings, Silent()).problems == ()
    loaded.run(tamper)
    problems = check(loaded.connection, loaded.settings, Silent()).problems
    assert any(told in problem for problem in problems), problems


def test_a_large_database_is_not_drawn_whole(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(loaded.graph.overview(3).edges) == 2
    monkeypatch.setattr(graph, "HUBS", 2)
    drawn = loaded.graph.overview(2, most=1)
    assert ([edge.relation for edge in drawn.edges], drawn.left_out, drawn.hidden) == (["THREATENS"], 0, 1)


def test_a_standing_fact_is_an_edge_with_a_source(loaded: Database) -> None:
    drawn = loaded.graph.among(["ministry", "arland", "not there"])
    (edge,) = drawn.edges
    evidence = loaded.graph.evidence(edge.key)
    assert evidence.claims == ()
    assert evidence.fact is not None
    assert (evidence.fact.relation, evidence.fact.source) == ("PART_OF", "gazette")


def test_an_entity_with_what_stands_beside_it(loaded: Database) -> None:
    reading = loaded.graph.entity("arland")
    assert [alias.text for alias in reading.aliases] == ["the Arlish"]
    assert set(reading.relations) == {("THREATENS", "out", 1), ("ACCUSES", "in", 1)}
    assert [node.id for node in reading.neighbours] == ["borland", "ministry"]
    assert dict(reading.names) == {"ministry": "Ministry of Arland"}


def test_what_is_not_there_is_said(loaded: Database) -> None:
    with pytest.raises(NotFound, match="no entity 'nobody'"):
        loaded.graph.entity("nobody")
    with pytest.raises(NotFound, match="no edge 'nothing'"):
        loaded.graph.evidence("nothing")


def test_an_empty_database_gives_empty_answers(empty: Database) -> None:
    graph = empty.graph
    assert (graph.stamp(), graph.datasets(), graph.documents()) == ("", (), ())
    assert graph.overview(10) == graph.among(["x"]) == graph.neighbours("x") == Subgraph()
    assert graph.search("x") == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Arland", "arland"),
        ("the arlish", "arland"),
        ("arl", "arland"),
        ("Borlnd", "borland"),
        ("arla paper", "paper"),
        ("ÄRLA", "paper"),
        ("arlova ana", "minister"),
    ],
)
def test_search_forgives_case_accents_and_a_slip(loaded: Database, typed: str, found: str) -> None:
    assert loaded.graph.search(typed)[0].node.id == found


@tuned(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=40) | st.sampled_from(['"', "a AND", "*:*", "name:[a TO b]", "(", "\\", "~1 OR", "/a/"]))
def test_no_text_breaks_the_search(database: Database, typed: str) -> None:
    for hit in database.graph.search(typed):
        assert hit.node.id


def test_reading_cannot_write(empty: Database) -> None:
    with pytest.raises(QueryRefused, match="refuses"):
        empty.reader.read("CREATE (n:Entity {id: 'x'})")
    assert empty.dump() == []


def test_the_row_cap_tells_that_there_is_more(database: Database) -> None:
    rows = database.reader.read("UNWIND range(1, 10) AS x RETURN x", rows=4)
    assert ([row["x"] for row in rows.rows], rows.cut) == ([1, 2, 3, 4], True)
    assert not database.reader.read("UNWIND range(1, 4) AS x RETURN x", rows=4).cut


def test_limits_name_the_setting_that_holds_them(database: Database) -> None:
    small = replace(database.settings, byte_limit=1000, query_timeout=0.3)
    with pytest.raises(LimitReached, match="ALLEGATA_BYTE_LIMIT"):
        Reader(database.connection, small).read("UNWIND range(1, 100) AS x RETURN 'a long enough text' AS text")
    started = time.monotonic()
    with pytest.raises(LimitReached, match="ALLEGATA_QUERY_TIMEOUT"):
        Reader(database.connection, small).read("UNWIND range(1, 100000000) AS x RETURN count(x % 7)", timeout=99)
    assert time.monotonic() - started < 10
    with pytest.raises(LimitReached, match="ALLEGATA_DB_HEAP"):
        database.reader.read("UNWIND range(1, 100000000) AS x RETURN collect(toString(x))")


def test_a_server_that_passes_over_its_limit_is_not_waited_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halt, "SILENCE", 0.5)
    small = replace(database.settings, query_timeout=0.5)
    with pytest.raises(LimitReached, match="ALLEGATA_QUERY_TIMEOUT"):
        # More than its parser's stack holds: nobody ever answers.
        Reader(database.connection, small).read("RETURN " + " + ".join(["1"] * 3000))
    assert database.reader.read("RETURN 1 AS x").rows == ({"x": 1},)


def test_a_database_that_does_not_answer_is_told(database: Database) -> None:
    with pytest.raises(ConnectionLost, match="allegata doctor"):
        connect("bolt://127.0.0.1:9", "neo4j", "x")
    with pytest.raises(StoreError, match="NEO4J_PASSWORD"):
        connect(database.address.uri, "neo4j", "wrong password")
    with pytest.raises(StoreError, match="NEO4J_URI"):
        connect("http://127.0.0.1", "neo4j", "x")
    with connect(database.address.uri, "neo4j", database.address.password, "nowhere") as other:
        with pytest.raises(StoreError, match="NEO4J_DATABASE"):
            Graph(Reader(other, database.settings)).stamp()
        assert other.alive()


@pytest.mark.parametrize("kind", [driver.ServiceUnavailable, driver.SessionExpired, driver.ResultError])
def test_every_error_of_the_driver_becomes_one_of_ours(kind: type[driver.DriverError]) -> None:
    assert isinstance(translate(kind("x", "y") if kind is driver.ResultError else kind("x")), StoreError)


def test_a_rejected_statement_is_told_with_the_servers_words(database: Database) -> None:
    with pytest.raises(QueryFailed, match="could not do this: "):
        database.reader.read("RETURN nonsense(")


def test_statements_fill_in_only_the_vocabulary() -> None:
    names = sorted(path.stem for path in (Path(__file__).parents[2] / "allegata/store/statements").glob("*.cypher"))
    assert len(names) > 20
    for name in names:
        assert "{DIRECT}" not in cypher(name)
        assert "{STANDING}" not in cypher(name)
    for hostile in ("A`B", "A B", "", "a", "A\\u0060", "A" * 99, "A)-[:B"):
        with pytest.raises(ValueError, match="cannot be a label"):
            identifier(hostile)
