"""Databases that another version of Allegata reckoned."""

from __future__ import annotations

from dataclasses import replace

import pytest
from databases import Database
from store.samples import DAY, claim, dataset, statement

from allegata.errors import StateError
from allegata.progress import Silent
from allegata.start import connect_database, how_reckoned, open_database
from allegata.store import renewal
from allegata.store.check import check
from allegata.store.derivation import DERIVATION

THREAT = claim()
MEETING = claim("minister", "MEETS_WITH", event_from=DAY)
SAMPLE = dataset(THREAT, MEETING, statement(THREAT, "minister"), statement(MEETING, "wire", "DENIES"))


@pytest.fixture
def old(empty: Database) -> Database:
    """A database as an earlier version left it: without dyads, with statuses and degrees of another rule."""
    empty.writer.replace(SAMPLE)
    empty.writer.replace(replace(dataset(name="other"), aliases=()))
    empty.run("MATCH (d:Dyad) DELETE d")
    empty.run("MATCH (n:Entity) REMOVE n.neighbours SET n.degree = 7")
    empty.run("MATCH (c:Claim) REMOVE c.day SET c.status = 'REPORTED'")
    empty.run("MATCH ()-[r:THREATENS]->() REMOVE r.said")
    empty.run("MATCH (m:Allegata) SET m.derivation = $before", before=DERIVATION - 1)
    return empty


def test_a_small_graph_is_reckoned_anew_at_the_start(old: Database) -> None:
    with connect_database(old.settings) as connection:
        assert check(connection, old.settings, Silent()).problems == ()
    renewed = old.dump()
    old.clear()
    old.writer.replace(SAMPLE)
    old.writer.replace(replace(dataset(name="other"), aliases=()))
    assert renewed == old.dump()
    found = how_reckoned(old.settings)
    assert found is not None
    assert found.current


@pytest.mark.parametrize(
    ("derivation", "few", "told"),
    [
        (DERIVATION - 1, 5, "an earlier version of Allegata, .*: begin anew with `allegata db reset`"),
        (2, 20_000, "an earlier version of Allegata, .*: begin anew with `allegata db reset`"),
        (DERIVATION + 1, 20_000, "a newer version of Allegata, .*: update this installation"),
    ],
    ids=["too large", "with ids of another kind", "newer"],
)
def test_what_cannot_be_renewed_is_told_and_not_shown(
    old: Database, monkeypatch: pytest.MonkeyPatch, derivation: int, few: int, told: str
) -> None:
    monkeypatch.setattr(renewal, "FEW", few)
    old.run("MATCH (m:Allegata) SET m.derivation = $derivation", derivation=derivation)
    before = old.dump()
    with pytest.raises(StateError, match=told):
        open_database(old.settings)
    with connect_database(old.settings):  # a command may be the one that mends it
        pass
    assert old.dump() == before
    found = how_reckoned(old.settings)
    assert found is not None
    assert not found.current


def test_a_server_of_ones_own_is_never_written_to(old: Database) -> None:
    own = replace(
        old.settings,
        neo4j_uri=old.address.uri,
        neo4j_username=old.address.username,
        neo4j_password=old.address.password,
    )
    before = old.dump()
    open_database(own).close()
    assert old.dump() == before
    found = how_reckoned(own)
    assert found is not None
    assert "allegata remove NAME" in found.mend


def test_an_empty_database_is_as_it_should_be(empty: Database) -> None:
    open_database(empty.settings).close()
    assert how_reckoned(empty.settings) == renewal.reckoned(empty.connection, empty.settings)
    assert empty.graph.datasets()  # the seed
