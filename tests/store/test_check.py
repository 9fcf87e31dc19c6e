"""That the check proves the graph part by part, and tells what does not agree."""

from __future__ import annotations

import pytest
from databases import Database
from store.samples import DAY, claim, dataset, statement

from allegata.progress import Silent
from allegata.store import check as checking
from allegata.store.check import Report, check

THREAT = claim()
AGAIN = claim(value="10,000")
MEETING = claim(predicate="MEETS_WITH", event_from=DAY, event_to=DAY)
SELF = claim(predicate="ACCUSES", object_="arland")
OTHERS = [claim(one, "CRITICIZES", other) for one in ("wire", "paper", "minister") for other in ("borland", "ministry")]
SAMPLE = dataset(
    *(THREAT, AGAIN, MEETING, SELF, *OTHERS),
    *(statement(each, "minister", said_on=DAY) for each in (THREAT, AGAIN, MEETING, SELF, *OTHERS)),
    statement(THREAT, "borland", "DENIES", via="wire"),
)


@pytest.fixture
def parted(empty: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A small graph that is proved in as many parts as it has claims."""
    empty.writer.replace(SAMPLE)
    monkeypatch.setattr(checking, "PART", 1)
    return empty


def proof(database: Database) -> Report:
    return check(database.connection, database.settings, Silent())


def test_every_edge_is_proved_whatever_the_part_it_is_in(parted: Database) -> None:
    report = proof(parted)
    assert report.problems == ()
    assert dict(report.counts)["direct edges"] == 9
    parted.run("MATCH ()-[r:CRITICIZES|ACCUSES|MEETS_WITH|THREATENS]->() SET r.n_sources = 99")
    assert len([each for each in proof(parted).problems if "n_sources 99, reckoned" in each]) == 9
    assert not list(parted.settings.home.glob("check-*"))


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        ("MATCH (:Statement {stance: 'DENIES'})-[r:ON]->() DELETE r", "its claims do not fit its relationships"),
        (
            "MATCH (s:Statement {stance: 'DENIES'}), (c:Claim {predicate: 'MEETS_WITH'}) CREATE (s)-[:ON]->(c)",
            "its claims do not fit its relationships",
        ),
        ("MATCH (c:Claim {predicate: 'MEETS_WITH'}) REMOVE c.day", "has no edge_key or no day"),
        ("MATCH (c:Claim {predicate: 'MEETS_WITH'}) SET c.edge_key = 7", "has no edge_key or no day"),
        ("MATCH (c:Claim {predicate: 'MEETS_WITH'}) SET c.edge_key = 'zz'", "its edge_key is not that of its subject"),
        ("MATCH ()-[r:MEETS_WITH]->() REMOVE r.edge_key", "edge arland MEETS_WITH borland: stands there without a cl"),
        ("MATCH ()-[r:MEETS_WITH]->() SET r.edge_key = 'zz'", "edge arland MEETS_WITH borland: missing, though"),
        (
            "MATCH (a)-[r:MEETS_WITH]->(b) CREATE (a)-[s:MEETS_WITH]->(b) SET s = properties(r)",
            "edge arland MEETS_WITH borland: stands there twice",
        ),
        (
            "MATCH (d:Dyad {a: 'arland', b: 'borland'}) SET d.weights = [3, 1]",
            "pair arland borland: weights [3, 1], re",
        ),
        ("MATCH (d:Dyad {a: 'arland', b: 'borland'}) REMOVE d.evidence", "pair arland borland: evidence None, re"),
        ("MATCH (n:Entity {id: 'wire'}) SET n.datasets = []", "entity wire: belongs to no data set"),
        ("MATCH (m:Allegata) SET m.derivation = 1", "reckoned by an earlier version of Allegata"),
    ],
)
def test_what_stands_outside_the_parts_is_seen_too(parted: Database, tamper: str, told: str) -> None:
    parted.run(tamper)
    problems = proof(parted).problems
    assert any(told in problem for problem in problems), problems


def test_no_more_is_told_than_can_be_read(parted: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "TOLD", 3)
    parted.run("MATCH (n:Entity) SET n.degree = 99")
    report = proof(parted)
    assert (len(report.problems), report.more) == (3, 3)
