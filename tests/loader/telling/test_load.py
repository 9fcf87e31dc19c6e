"""Files of events into a real database: what becomes of rows, names and answers, and of loads that break off."""

from __future__ import annotations

import csv
import gzip
import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from databases import Database

from allegata.errors import LoadError, StateError, StoreError
from allegata.model import Alias, Dataset, Entity, Kind
from allegata.progress import Silent
from allegata.stage import Stage
from allegata.store.check import check
from loader.staging import finish_interrupted, remove_large
from loader.telling import Loaded, load_events

HEADER = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\t"
    "Country\tLatitude\tLongitude"
)

Load = Callable[..., Loaded]


def row(day: str, subject: str, code: str, target: str, **more: str) -> str:
    """A row as ICEWS has them."""
    usual = {"event": "1", "story": "s1", "sentence": "1", "publisher": "The Wire", "city": "NA", "country": "NA"}
    cells = usual | more
    return "\t".join(
        (
            *(
                cells["event"],
                f"2020-02-{day}",
                subject,
                "NA",
                cells["country"],
                "some text",
                code,
                "-1.0",
                target,
                "NA",
                "NA",
            ),
            *(cells["story"], cells["sentence"], cells["publisher"], cells["city"], "NA", "NA", "NA", "1.0", "2.0"),
        )
    )


def triple(subject: str, relation: str, target: str, day: str) -> str:
    """A row as temporal knowledge graphs have them."""
    return f"{subject}\t{relation}\t{target}\t2020-02-{day}"


@pytest.fixture
def load(empty: Database, tmp_path: Path) -> Iterator[Load]:
    """Loads rows; what is in the database at the end is sound."""

    def go(*rows: str, name: str = "events", **more: Any) -> Loaded:
        lines = (HEADER, *rows) if rows[0].count("\t") == 19 else rows
        file = tmp_path / "events.tab"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return load_events([file], empty.connection, replace(empty.settings, home=tmp_path), name=name, **more)

    yield go
    if not empty.run("MATCH (n:Load) RETURN n"):
        assert check(empty.connection, empty.settings, Silent()).problems == ()


def reported(loaded: Loaded) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows and the names of the reports."""
    rows, names = loaded.outcome.files
    with gzip.open(rows, "rt", encoding="utf-8", newline="") as one, names.open(encoding="utf-8", newline="") as other:
        return list(csv.DictReader(one)), list(csv.DictReader(other))


def edges(database: Database) -> dict[tuple[str, str, str], str]:
    """Status of the direct edges, by the names of their ends."""
    found = database.run(
        "MATCH (a:Entity)-[r]->(b:Entity) WHERE r.n_claims > 0 "
        "RETURN a.name AS one, type(r) AS relation, b.name AS other, r.status AS status"
    )
    return {(str(it["one"]), str(it["relation"]), str(it["other"])): str(it["status"]) for it in found}


def words(database: Database, relation: str) -> list[tuple[Any, ...]]:
    """Day of the claim, holder, stance and day of the statement: all statements on claims of a relation type."""
    found = database.run(
        "MATCH (h:Entity)<-[:BY]-(s:Statement)-[:ON]->(c:Claim {predicate: $relation}) "
        "RETURN c.event_from.day AS day, h.name AS holder, s.stance AS stance, s.said_on.day AS said "
        "ORDER BY day, stance, holder",
        relation=relation,
    )
    return [tuple(it.values()) for it in found]


def test_every_row_and_every_name_is_accounted_for(empty: Database, load: Load) -> None:
    known = Entity("freedonia", "Freedonia", Kind.STATE)
    empty.writer.replace(Dataset("known", "Known", entities=(known,)))
    loaded = load(
        row("01", "Freedonia", "190", "Sylvania"),
        row("01", "Freedonia", "190", "Sylvania", event="2", sentence="5"),
        row("01", "Freedonia", "190", "NA"),
        row("31", "Freedonia", "190", "Sylvania"),
        row("01", "=Osterlich", "112", "Sylvania", story="s2"),
        skip_bad=True,
    )
    it = loaded.outcome
    assert (it.rows, it.loaded, it.duplicates, it.rejected) == (5, 2, 1, 2)
    assert dict(it.kinds) == {"only one actor": 1, "impossible date": 1}
    assert list(map(str, it.left_out)) == ["events.tab:5: impossible date (2020-02-31): left out (1 of this kind)"]
    rows, names = reported(loaded)
    assert [(each["file"], each["line"], each["outcome"]) for each in rows] == [
        ("events.tab", "2", "loaded"),
        ("events.tab", "3", "duplicate"),
        ("events.tab", "4", "rejected"),
        ("events.tab", "5", "rejected"),
        ("events.tab", "6", "loaded"),
    ]
    assert rows[2]["reason"] == "only one actor: Freedonia"
    assert rows[3]["reason"] == "impossible date: 2020-02-31"
    assert [(each["name"], each["outcome"]) for each in names] == [
        ("Sylvania", "new"),
        ("The Wire", "new"),
        ("'=Osterlich", "new"),  # no formula in a spreadsheet
        ("Freedonia", "known"),
    ]
    assert names[-1]["id"] == "freedonia"
    assert dict(it.names) == {"known": 1, "new": 3}


def test_one_event_of_two_publishers_is_one_claim_with_two_statements(empty: Database, load: Load) -> None:
    loaded = load(
        row("01", "Freedonia", "190", "Sylvania"),
        row("01", "Freedonia", "190", "Sylvania", event="2", publisher="The Paper"),
        row("01", "Freedonia", "190", "Sylvania", event="3", publisher="The Paper", sentence="9"),
    )
    assert (loaded.outcome.loaded, loaded.outcome.duplicates) == (2, 1)
    (edge,) = empty.run("MATCH ()-[r:FIGHTS]->() RETURN r.n_claims, r.n_statements, r.n_sources, r.n_documents")
    assert list(edge.values()) == [1, 2, 2, 2]  # two stories, though of one number
    assert words(empty, "FIGHTS") == [(1, "The Paper", "ASSERTS", 1), (1, "The Wire", "ASSERTS", 1)]


def test_a_name_that_rows_give_to_several_states_is_told_with_all_of_them(load: Load) -> None:
    _, names = reported(
        load(
            row("01", "Ministry of Peace", "190", "Sylvania", country="Marshovia"),
            row("02", "Ministry of Peace", "190", "Sylvania", country="Carpania"),
            row("03", "Ministry of Peace", "190", "Sylvania"),
            row("04", "Ministry of War (Osterlich)", "190", "Sylvania", country="Osterlich"),
        )
    )
    stated = {each["name"]: each["states"] for each in names}
    assert stated["Ministry of Peace"] == "Carpania; Marshovia"
    assert (stated["Ministry of War (Osterlich)"], stated["Sylvania"]) == ("Osterlich", "")


def test_broken_rows_are_told_by_kind_and_nothing_is_written(empty: Database, load: Load, tmp_path: Path) -> None:
    load(row("01", "Freedonia", "190", "Sylvania"))
    before = empty.dump()
    rows = [row("30", "Freedonia", "190", "Sylvania") for _ in range(7)]
    rows += [row("02", "Freedonia", "999", "Sylvania"), row("02", "Freedonia", "190", "Sylvania")]
    with pytest.raises(LoadError) as caught:
        load(*rows)
    told = str(caught.value).splitlines()
    assert [line.split(": ")[0] for line in told[:-1]] == [f"events.tab:{line}" for line in (2, 3, 4, 5, 6, 9)]
    assert "impossible date (2020-02-30)" in told[0]
    assert "--skip-bad (7 of this kind)" in told[0]
    assert "unknown code (999)" in told[5]
    assert empty.dump() == before
    refused = tmp_path / "reports" / "events-refused.csv.gz"
    with gzip.open(refused, "rt", encoding="utf-8", newline="") as file:
        found = [tuple(each.values()) for each in csv.DictReader(file)]
    assert found[0] == ("events.tab", "2", "impossible date: 2020-02-30")
    assert [int(line) for _, line, _ in found] == [*range(2, 10)]
    loaded = load(*rows, skip_bad=True)
    assert not refused.exists()
    assert [problem.line for problem in loaded.outcome.left_out] == [2, 3, 4, 5, 6, 9]
    assert (loaded.outcome.loaded, loaded.outcome.rejected) == (1, 8)
    assert [day for day, *_ in words(empty, "FIGHTS")] == [2]
    with pytest.raises(LoadError, match="no event that could be loaded"):
        load(*rows[:8], skip_bad=True)


def test_who_answers_a_deed_within_a_week_stands_on_its_claim(empty: Database, load: Load) -> None:
    load(
        # Two deeds; the answer to the later one, on the seventh day.
        row("01", "Freedonia", "190", "Sylvania"),
        row("03", "Freedonia", "190", "Sylvania"),
        row("10", "Freedonia", "016", "Sylvania", story="s2"),
        # An accusation beside the deed is not what is answered.
        row("04", "Sylvania", "112", "Freedonia"),
        # Too late, and too early.
        row("01", "Osterlich", "190", "Sylvania"),
        row("09", "Osterlich", "016", "Sylvania"),
        row("11", "Marshovia", "016", "Sylvania"),
        row("12", "Marshovia", "190", "Sylvania"),
        # Declined, and admitted.
        row("01", "Carpania", "190", "Sylvania"),
        row("02", "Carpania", "011", "Sylvania"),
        row("01", "Tomainia", "190", "Sylvania"),
        row("01", "Tomainia", "015", "Sylvania"),
    )
    assert words(empty, "FIGHTS") == [
        *[(1, "The Wire", "ASSERTS", 1)] * 4,
        (1, "Tomainia", "CONFIRMS", 1),
        (1, "Carpania", "NO_COMMENT", 2),
        (3, "The Wire", "ASSERTS", 3),
        (3, "Freedonia", "DENIES", 10),
        (12, "The Wire", "ASSERTS", 12),
    ]
    drawn = edges(empty)
    assert drawn["Freedonia", "FIGHTS", "Sylvania"] == "CONTESTED"
    assert drawn["Tomainia", "FIGHTS", "Sylvania"] == "CONFIRMED"
    assert drawn["Carpania", "FIGHTS", "Sylvania"] == "UNCONFIRMED"
    assert sorted(each for each in drawn if each[1] != "FIGHTS") == [
        ("Marshovia", "DENIES", "Sylvania"),
        ("Osterlich", "DENIES", "Sylvania"),
        ("Sylvania", "ACCUSES", "Freedonia"),
    ]
    assert empty.run("MATCH (:Claim)-[r:ABOUT]->() RETURN r") == []


def test_a_denial_of_an_accusation_alone_is_about_it_and_does_not_contest_it(empty: Database, load: Load) -> None:
    load(
        row("01", "Sylvania", "112", "Freedonia"),
        row("03", "Sylvania", "112", "Freedonia"),
        row("08", "Freedonia", "016", "Sylvania"),
        row("20", "Freedonia", "016", "Sylvania"),
    )
    assert edges(empty) == {
        ("Sylvania", "ACCUSES", "Freedonia"): "REPORTED",
        ("Freedonia", "DENIES", "Sylvania"): "REPORTED",
    }
    (about,) = empty.run(
        "MATCH (a:Claim)-[:ABOUT]->(b:Claim) RETURN a.predicate, a.event_from.day, b.predicate, b.event_from.day"
    )
    assert list(about.values()) == ["DENIES", 8, "ACCUSES", 3]


def test_a_name_is_resolved_only_where_it_fits_exactly_one(empty: Database, load: Load) -> None:
    known = Dataset(
        "known",
        "Known",
        entities=(
            Entity("freedonia", "Freedonia", Kind.STATE),
            Entity("guard-f", "Guard of Freedonia", Kind.ORGANIZATION),
            Entity("guard-s", "Guard of Sylvania", Kind.ORGANIZATION),
            Entity("bay", "Menn Bay", Kind.PLACE),
        ),
        aliases=(
            Alias("the Frée", "freedonia"),
            Alias("Fredon", "freedonia", "capital"),
            Alias("the Guard", "guard-f"),
            Alias("the Guard", "guard-s"),
        ),
    )
    empty.writer.replace(known)
    loaded = load(
        row("01", "THE  free", "190", "The Guard", city="Fredon"),
        row("02", "the Free", "190", "The Guard", city="Menn Bay"),
        row("03", "Frédon", "190", "The Guard", city="Free Town"),
    )
    _, names = reported(loaded)
    outcome = {each["name"]: (each["outcome"], each["id"], each["fits"]) for each in names}
    assert outcome["THE free"] == ("known", "freedonia", "freedonia")
    assert outcome["the Free"] == ("known", "freedonia", "freedonia")
    assert outcome["Frédon"] == ("known", "freedonia", "freedonia")  # an actor may be called by his capital
    assert outcome["Menn Bay"] == ("known", "bay", "bay")
    what, id_, fits = outcome["The Guard"]
    assert (what, fits) == ("several fit", "guard-f guard-s")
    assert id_ not in ("guard-f", "guard-s")
    assert outcome["Fredon"][0] == "new"  # a place is not the state whose capital it is
    assert [each["outcome"] for each in names] == sorted(
        (each["outcome"] for each in names), key=lambda outcome: outcome == "known"
    )
    places = empty.run(
        "MATCH (c:Claim)-[:PLACE]->(p:Entity) "
        "RETURN c.event_from.day AS day, p.name AS name, 'Place' IN labels(p) AS is ORDER BY day"
    )
    assert [(it["day"], it["name"], it["is"]) for it in places] == [
        (1, "Fredon", True),
        (2, "Menn Bay", True),
        (3, "Free Town", True),
    ]
    (edge,) = empty.run("MATCH (:Entity {id: 'freedonia'})-[r:FIGHTS]->(g) RETURN g.name AS name, r.n_claims AS n")
    assert edge == {"name": "The Guard", "n": 3}


FIRST = (
    triple("Freedonia", "fight with small arms and light weapons", "Sylvania", "01"),
    triple("Freedonia", "accuse", "Sylvania", "02"),
    triple("Police (India)", "accuse", "Osterlich", "02"),
    triple("Sylvania", "make a visit", "Osterlich", "03"),
)
SECOND = (
    FIRST[0],
    triple("Freedonia", "deny responsibility", "Sylvania", "04"),
    triple("Freedonia", "accuse", "Sylvania", "05"),
    triple("Police (India)", "accuse", "Sylvania", "02"),
)
"""Corrected: a claim gets a denial, one gets another day, edges and a pair of actors go, and so does an actor."""


def test_the_same_again_changes_nothing_and_a_corrected_file_leaves_what_it_alone_would(
    empty: Database, load: Load
) -> None:
    load(*SECOND)
    alone = empty.dump()
    empty.clear()
    assert not load(*FIRST).change.empty
    before = empty.dump()
    assert load(*FIRST, dry_run=True).change.empty
    again = load(*FIRST)
    assert again.change.empty
    assert (again.outcome.loaded, again.change.edges) == (4, 0)
    assert empty.dump() == before
    assert not load(*SECOND, dry_run=True).change.empty
    assert empty.dump() == before
    load(*SECOND)
    assert empty.dump() == alone


@pytest.mark.parametrize("where", ["_derived", "_leave", "Flow._shared", "after the sums"])
@pytest.mark.parametrize("earlier", [False, True], ids=["at first", "over an earlier version"])
def test_a_load_that_broke_off_goes_on(
    empty: Database, load: Load, monkeypatch: pytest.MonkeyPatch, where: str, earlier: bool
) -> None:
    from allegata.store import flow

    load(*SECOND)
    whole = empty.dump()
    empty.clear()
    if earlier:
        load(*FIRST)

    def fail(*_: object) -> None:
        raise StoreError("The database gives no answer.")

    with monkeypatch.context() as patch:
        if where == "after the sums":
            leave = flow._leave
            tables: list[object] = []

            def late(pen: Any, stage: Any, which: tuple[str, ...]) -> None:
                tables.append(which)
                leave(pen, stage, which) if len(tables) == 1 else fail()

            patch.setattr(flow, "_leave", late)
        else:
            patch.setattr(f"allegata.store.flow.{where}", fail)
        with pytest.raises(StoreError):
            load(*SECOND)
    (mark,) = empty.run("MATCH (l:Load) RETURN l.dataset AS dataset, l.began AS began")
    assert mark["dataset"] == "events"
    assert mark["began"] is not None

    with pytest.raises(StateError, match="'events'"):
        load(*FIRST, name="others")
    with pytest.raises(StateError, match="'events'"):
        empty.writer.replace(Dataset("others", "Others"))
    load(*SECOND)
    assert empty.run("MATCH (l:Load) RETURN l") == []
    assert empty.dump() == whole


def broken_off(load: Load, monkeypatch: pytest.MonkeyPatch, *rows: str) -> None:
    def fail(*_: object) -> None:
        raise StoreError("The database gives no answer.")

    with monkeypatch.context() as patch:
        patch.setattr("allegata.store.flow._derived", fail)
        with pytest.raises(StoreError):
            load(*rows)


def test_a_load_that_broke_off_is_finished_from_what_it_had_read(
    empty: Database, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = load(*SECOND)
    whole, told = empty.dump(), reported(loaded)
    empty.clear()
    load(*FIRST)
    broken_off(load, monkeypatch, *SECOND)
    assert reported(loaded) != told  # those of the earlier version
    finish_interrupted(empty.connection, replace(empty.settings, home=tmp_path))
    assert empty.dump() == whole
    assert reported(loaded) == told
    assert list((tmp_path / "loads").glob("*.duckdb*")) == []


def test_one_that_is_stopped_before_it_writes_leaves_nothing(
    empty: Database, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(stage: Stage, _: object) -> None:
        """Ctrl+C while DuckDB is at something."""
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
        stage.run("CREATE TABLE hashed AS SELECT md5(range::VARCHAR) AS it FROM range(300_000_000) ORDER BY it")

    monkeypatch.setattr("loader.telling.told.tell", stop)
    with pytest.raises(KeyboardInterrupt):
        load(*FIRST)
    assert list((tmp_path / "loads").glob("*.duckdb*")) == []
    assert empty.dump() == []


@pytest.mark.parametrize("earlier", [False, True], ids=["at first", "over an earlier version"])
def test_a_load_that_broke_off_can_be_removed(
    empty: Database, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: bool
) -> None:
    if earlier:
        load(*FIRST)
    broken_off(load, monkeypatch, *SECOND)
    with pytest.raises(StateError, match="allegata remove events"):
        load(*FIRST, name="others")
    remove_large("events", empty.connection, replace(empty.settings, home=tmp_path))
    assert empty.run("MATCH (n) WHERE NOT n:Allegata RETURN labels(n) AS labels") == []
    load(*FIRST, name="others")


def test_a_dry_run_leaves_what_a_load_that_broke_off_had_read(
    empty: Database, load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_off(load, monkeypatch, *SECOND)
    load(*SECOND, dry_run=True)
    finish_interrupted(empty.connection, replace(empty.settings, home=tmp_path))
    assert empty.run("MATCH (l:Load) RETURN l.dataset AS dataset") == []


def test_a_place_is_not_the_state_whose_capital_it_is_even_where_an_actor_is_called_so(
    empty: Database, load: Load
) -> None:
    state, capital = Entity("freedonia", "Freedonia", Kind.STATE), Alias("Fredon", "freedonia", "capital")
    empty.writer.replace(Dataset("known", "Known", entities=(state,), aliases=(capital,)))
    load(row("01", "Fredon", "190", "Sylvania", city="Fredon"))
    assert empty.run("MATCH (:Entity {id: 'freedonia'})-[r:FIGHTS]->() RETURN r.n_claims AS n") == [{"n": 1}]
    (place,) = empty.run("MATCH (:Claim)-[:PLACE]->(p:Entity) RETURN p.id AS id")
    assert place["id"] != "freedonia"
