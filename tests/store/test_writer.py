from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from databases import Database
from hypothesis import HealthCheck, given, settings
from store.samples import DAY, DOCUMENTS, ENTITIES, claim, dataset, datasets, statement

from allegata.errors import LoadError, NotFound
from allegata.model import Dataset, Entity, Fact, Kind
from allegata.progress import Silent
from allegata.store import Writer
from allegata.store.check import check
from allegata.store.schema import STATEMENTS, name_of

THREAT = claim()
MEETING = claim(predicate="MEETS_WITH", event_from=DAY, event_to=DAY)
FIRST = dataset(THREAT, MEETING, statement(THREAT, "borland"), statement(MEETING, "minister", said_on=DAY))
SECOND = dataset(THREAT, statement(THREAT, "borland"), statement(THREAT, "minister", "DENIES"))


def proved(database: Database) -> None:
    assert check(database.connection, database.settings, Silent()).problems == ()


def test_loading_twice_changes_nothing(empty: Database) -> None:
    empty.writer.replace(FIRST)
    dump, stamp = empty.dump(), empty.graph.stamp()
    change = empty.writer.replace(FIRST)
    assert change.empty
    assert (empty.dump(), empty.graph.stamp()) == (dump, stamp)
    assert [(each.table, each.same) for each in change.tables] == [
        ("entities", 6),
        ("aliases", 1),
        ("facts", 2),
        ("documents", 2),
        ("claims", 2),
        ("statements", 2),
    ]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(datasets(), datasets())
def test_a_corrected_version_leaves_what_it_alone_would_have_made(
    database: Database, first: Dataset, second: Dataset
) -> None:
    database.clear()
    database.writer.replace(second)
    alone = database.dump()
    proved(database)
    database.clear()
    database.writer.replace(first)
    proved(database)
    plan = database.writer.plan(second)
    change = database.writer.replace(second)
    assert change.tables == plan.tables
    assert database.dump() == alone
    proved(database)


def test_a_plan_writes_nothing(empty: Database) -> None:
    plan = empty.writer.plan(FIRST)
    assert not plan.empty
    assert empty.dump() == []


def test_data_sets_share_entities_and_keep_their_own_claims(empty: Database) -> None:
    other = claim(predicate="ACCUSES")
    guest = Dataset("guest", "Refers only", claims=(other,), statements=(statement(other, "minister"),))
    empty.writer.replace(FIRST)
    before = empty.dump()
    empty.writer.replace(guest)
    proved(empty)
    twin = replace(THREAT, id="its own")
    empty.writer.replace(dataset(twin, statement(twin, "minister", "DENIES"), name="third"))
    proved(empty)
    empty.writer.remove("third")
    empty.writer.remove("guest")
    proved(empty)
    assert empty.dump() == before


def test_two_data_sets_with_the_same_edge_share_it(empty: Database) -> None:
    denial = replace(THREAT, id="its own")
    empty.writer.replace(FIRST)
    empty.writer.replace(Dataset("b", "B", claims=(denial,), statements=(statement(denial, "minister", "DENIES"),)))
    evidence = empty.graph.evidence(THREAT.edge_key)
    assert {each.status for each in evidence.claims} == {"REPORTED", "DENIED"}
    assert (evidence.edge.status, evidence.edge.claims) == ("REPORTED", 2)
    proved(empty)


def test_a_clash_with_another_data_set_is_refused_whole(empty: Database) -> None:
    empty.writer.replace(FIRST)
    before = empty.dump()
    clash = Dataset(
        "clash", "Clash", entities=(Entity("arland", "Aland", Kind.PLACE), Entity("new", "New", Kind.GROUP))
    )
    for attempt in (empty.writer.plan, empty.writer.replace):
        with pytest.raises(LoadError, match=r"'arland' \(Arland\) is described differently by the data set 'sample'"):
            attempt(clash)
    assert empty.dump() == before


def test_an_entity_that_others_use_cannot_go(empty: Database) -> None:
    empty.writer.replace(FIRST)
    empty.writer.replace(Dataset("guest", "Guest", facts=(Fact("minister", "MEMBER_OF", "borland"),)))
    before = empty.dump()
    with pytest.raises(LoadError, match="data set 'guest' still uses it"):
        empty.writer.remove("sample")
    assert empty.dump() == before


def test_removing_what_is_not_there_names_what_is(empty: Database) -> None:
    empty.writer.replace(FIRST)
    with pytest.raises(NotFound, match=r"'nothing'.*there are sample"):
        empty.writer.remove("nothing")


def test_a_changed_fact_changes_whose_word_it_is(empty: Database) -> None:
    own = dataset(THREAT, statement(THREAT, "minister", said_on=DAY))
    empty.writer.replace(own)
    assert empty.graph.evidence(THREAT.edge_key).edge.status == "CONFIRMED"
    ended = replace(own.facts[0], end=DAY.replace(month=9))
    empty.writer.replace(replace(own, facts=(ended, own.facts[1])))
    assert empty.graph.evidence(THREAT.edge_key).edge.status == "REPORTED"
    proved(empty)


def test_the_rule_of_independent_holders_is_a_setting(empty: Database) -> None:
    told = dataset(
        THREAT,
        statement(THREAT, "borland"),
        statement(THREAT, "wire", document="reprint"),
    )
    empty.writer.replace(told)
    assert empty.graph.evidence(THREAT.edge_key).edge.status == "REPORTED"
    strict = replace(empty.settings, confirm_holders=2)
    assert check(empty.connection, strict, Silent()).problems
    Writer(empty.connection, strict).replace(told)
    assert empty.graph.evidence(THREAT.edge_key).edge.status == "CONFIRMED"
    assert check(empty.connection, strict, Silent()).problems == ()


def test_a_loader_killed_in_the_middle_leaves_the_state_before(empty: Database, tmp_path: Path) -> None:
    empty.writer.replace(FIRST)
    before = empty.dump()
    code = """
import os, time
from contextlib import contextmanager
from allegata.store import Writer, connect
from allegata.settings import load
from store.test_writer import SECOND

class Stuck:
    def say(self, message): pass
    @contextmanager
    def task(self, title, total, unit):
        yield lambda amount: None
        if title == "status of claims":
            print("in the middle", flush=True)
            time.sleep(60)

connection = connect(os.environ["TEST_URI"], os.environ["TEST_USER"], os.environ["TEST_PASSWORD"])
Writer(connection, load()).replace(SECOND, Stuck())
"""
    address = empty.address
    secrets = {"TEST_URI": address.uri, "TEST_USER": address.username, "TEST_PASSWORD": address.password}
    environ = {**empty.environ, **secrets, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen([sys.executable, "-c", code], env=environ, stdout=subprocess.PIPE, text=True) as loader:
        assert loader.stdout is not None
        assert loader.stdout.readline() == "in the middle\n"
        loader.send_signal(signal.SIGKILL)
    assert empty.dump() == before
    empty.writer.replace(SECOND)
    after = empty.dump()
    empty.clear()
    empty.writer.replace(SECOND)
    assert empty.dump() == after


def test_readers_never_see_half_a_load(empty: Database) -> None:
    full = dataset(*FIRST.claims, *FIRST.statements, *SECOND.statements)
    bare = Dataset("sample", "Bare", entities=ENTITIES, documents=DOCUMENTS)
    empty.writer.replace(full)
    seen: set[tuple[int, int]] = set()
    broken: list[str] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            drawn = empty.graph.overview(100)
            seen.add((len(drawn.nodes), len(drawn.edges)))
            try:
                evidence = empty.graph.evidence(THREAT.edge_key)
            except NotFound:
                continue
            if sum(len(each.statements) for each in evidence.claims) != evidence.edge.statements:
                broken.append(repr(evidence))

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(look), pool.submit(look)]
        try:
            for _ in range(8):
                empty.writer.replace(bare)
                empty.writer.replace(full)
        finally:
            done.set()
        for reader in readers:
            reader.result()
    assert broken == []
    assert seen <= {(2, 2), (0, 0)}


def test_several_that_begin_at_once_on_an_empty_database_load_one_graph(empty: Database) -> None:
    for index in empty.run("SHOW CONSTRAINTS YIELD name RETURN 'CONSTRAINT ' + name AS what"):
        empty.run(f"DROP {index['what']}")
    for index in empty.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN 'INDEX ' + name AS what"):
        empty.run(f"DROP {index['what']}")
    start = threading.Barrier(4)

    def load(_: int) -> bool:
        start.wait()
        return empty.writer.replace(FIRST).empty

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(load, range(4))) == [False, True, True, True]
    names = {row["name"] for row in empty.run("SHOW INDEXES YIELD name RETURN name")}
    assert set(map(name_of, STATEMENTS)) <= names
    proved(empty)


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        ("MATCH ()-[r:THREATENS]->() SET r.n_claims = 7", "n_claims 7, reckoned 1"),
        ("MATCH ()-[r:THREATENS]->() DELETE r", "missing, though there are claims"),
        ("MATCH (c:Claim) WHERE c.predicate = 'THREATENS' SET c.status = 'DENIED'", "status DENIED, reckoned REPORTED"),
        ("MATCH (:Claim)-[r:SUBJECT]->() DELETE r", "subject or object do not fit"),
        ("MATCH (:Statement)-[r:BY]->() DELETE r", "its holders do not fit"),
        ("MATCH (a:Entity {id: 'arland'}) SET a.degree = 99", "entity arland: degree 99"),
        ("MATCH (a {id: 'wire'}), (b {id: 'paper'}) CREATE (a)-[:MEETS_WITH {held_by: [], denied_by: []}]->(b)",
         "stands there without a claim"),
        ("MATCH (:Alias)-[r]->() DELETE r", "alias without an entity"),
    ],
)  # fmt: skip
def test_the_check_finds_what_was_tampered_with(empty: Database, tamper: str, told: str) -> None:
    empty.writer.replace(FIRST)
    proved(empty)
    empty.run(tamper)
    problems = check(empty.connection, empty.settings, Silent()).problems
    assert any(told in problem for problem in problems), problems
