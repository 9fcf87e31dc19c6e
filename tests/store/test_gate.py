"""What somebody typed: nothing gets through that does more than read, and nothing that only reads is kept out."""

from __future__ import annotations

import datetime as dt
import os
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import neo4j
import pytest
from databases import Database
from store.corpus import RUNAWAYS, read

import loader
from allegata.errors import AllegataError, LimitReached, QueryFailed, QueryRefused, QueryStopped, StoreError
from allegata.progress import Silent
from allegata.store import Connection, Gate, Halt, gate, halt

PARAMETERS = {
    "type": "ACCUSES",
    "id": "russia",
    "map": {"key": 1},
    "ids": ["russia"],
    "key": "name",
    "label": "Decoy",
    "address": "file:///etc/passwd",
    "node": "4:9d2e6f00-19d2-4e61-8e77-9d2e60123456:7",
}
LEGITIMATE = read("legitimate")
WAITING = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a * b = -1 RETURN a"

TOLERATED = 1.0
"""Seconds for ``RETURN 1`` after a runaway: some milliseconds are usual, and the rest is for memory that it has filled,
which the server clears away before it does anything else.
"""

QUESTIONS = 5
"""A busy machine may hold one of so many up for longer; a server that is in trouble holds them all."""


@pytest.fixture(scope="module")
def seeded(database: Database) -> Iterator[Database]:
    database.clear()
    loader.load(loader.seed_folder(), database.connection, database.settings, progress=Silent())
    yield database
    database.clear()


@pytest.fixture
def door(seeded: Database) -> Gate:
    return Gate(seeded.connection, seeded.settings)


class Decoy:
    """A socket that listens, and remembers whether somebody came."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]

    def visited(self) -> bool:
        self.socket.settimeout(0.2)
        try:
            self.socket.accept()[0].close()
        except TimeoutError:
            return False
        return True


class Pipe:
    """A file that remembers whether somebody opened it to read."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._opened = threading.Event()
        os.mkfifo(file)
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        # Opening it to write lasts until somebody opens it to read.
        os.close(os.open(self.file, os.O_WRONLY))
        self._opened.set()

    def visited(self) -> bool:
        return self._opened.wait(0.2)

    def read(self) -> None:
        os.close(os.open(self.file, os.O_RDONLY | os.O_NONBLOCK))


def sentence(told: object) -> bool:
    text = str(told)
    return len(text) > 15 and text[0].isupper() and text.rstrip()[-1] in ".?:`'\"" and "neo4j_code" not in text


def test_nothing_hostile_gets_through(seeded: Database, door: Gate, tmp_path: Path) -> None:
    pipe, decoy = Pipe(tmp_path / "decoy.csv"), Decoy()
    hostile = read("hostile", FILE=str(pipe.file).lstrip("/"), PORT=decoy.port)
    assert len(set(hostile)) == len(hostile) >= 150
    before, through, poor, refused = seeded.dump(), [], [], set()
    for statement in hostile:
        for attempt in (door.run, door.profile, door.explain):
            try:
                attempt(statement, PARAMETERS)
            except (QueryRefused, QueryFailed) as error:
                if isinstance(error, QueryRefused):
                    refused.add(statement)
                if not sentence(error):
                    poor.append((statement, str(error)))
            else:
                through.append((statement, attempt))
    assert (through, poor) == ([], [])
    # The others the server itself does not understand: they show that no way round is taken, and not that we judge.
    assert len(refused) >= 80
    assert not decoy.visited()
    assert not pipe.visited()
    pipe.read()
    assert pipe.visited(), "or it could not have told"
    assert seeded.dump() == before
    assert door.run("RETURN 1 AS x").records() == [{"x": 1}]
    assert answers_soon(door.connection)


def test_there_are_enough_legitimate_ones() -> None:
    assert len(LEGITIMATE) >= 80
    assert len(set(LEGITIMATE)) == len(LEGITIMATE)


def test_what_only_reads_runs(seeded: Database, door: Gate) -> None:
    refused, before = [], seeded.dump()
    for statement in LEGITIMATE:
        try:
            door.run(statement, PARAMETERS)
        except AllegataError as error:
            refused.append((statement, str(error)))
    assert refused == []
    assert seeded.dump() == before


@pytest.mark.parametrize("name", RUNAWAYS)
def test_a_runaway_ends_and_troubles_nobody(
    seeded: Database, door: Gate, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "PLANNING", 2.0)
    monkeypatch.setattr(halt, "SILENCE", 1.0)
    hasty = Gate(seeded.connection, replace(seeded.settings, query_timeout=2.0))
    begun = time.monotonic()
    try:
        told = hasty.run(RUNAWAYS[name], {"nothing": None}).cut
    except (LimitReached, QueryRefused) as error:
        told = str(error)
    assert sentence(told)
    assert time.monotonic() - begun < 20, "its own two seconds ended it, and not the server's thirty"
    assert answers_soon(door.connection)
    # The planner heeds no end that comes while it joins: it is over when that is.
    assert left(seeded.connection, 20.0) == []


def answers_soon(connection: Connection) -> bool:
    """Whether somebody else has an answer within `TOLERATED` seconds."""
    return any(answered(connection) < TOLERATED for _ in range(QUESTIONS))


def answered(connection: Connection) -> float:
    """Seconds until the server has answered a question of somebody else, the first that comes."""
    begun = time.monotonic()
    with connection.session(neo4j.READ_ACCESS) as session:
        assert session.run("RETURN 1 AS x").single(strict=True)["x"] == 1
    return time.monotonic() - begun


def left(connection: Connection, seconds: float) -> list[str]:
    """Statements of other transactions that the server still works on, after waiting for their end."""
    deadline = time.monotonic() + seconds
    while True:
        with connection.session(neo4j.READ_ACCESS) as session:
            rows = session.run("SHOW TRANSACTIONS YIELD currentQuery, database").data()
        running = [row["currentQuery"][:80] for row in rows if "SHOW TRANSACTIONS" not in row["currentQuery"]]
        if not running or time.monotonic() > deadline:
            return running
        time.sleep(0.05)


def test_cancelling_ends_the_transaction_on_the_server(seeded: Database, door: Gate) -> None:
    left(seeded.connection, 0.1)  # planned once, so that it is seen at once below
    halt, ended = Halt(), []

    def work() -> None:
        try:
            door.run(WAITING, halt=halt)
        except QueryStopped as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    deadline = time.monotonic() + 20
    while left(seeded.connection, 0.0) == [] and time.monotonic() < deadline:
        time.sleep(0.05)
    assert halt.cancel()
    assert left(seeded.connection, 5.0) == [], "it would run for the thirty seconds of its time limit"
    thread.join(5)
    assert len(ended) == 1
    assert door.run("RETURN 1").rows == ((1,),)


def test_what_was_stopped_before_it_began_does_not_begin(door: Gate) -> None:
    halt = Halt()
    assert halt.cancel()
    with pytest.raises(QueryStopped):
        door.run("RETURN 1", halt=halt)


def test_rows_are_cut_with_a_word(door: Gate) -> None:
    answer = door.run("UNWIND range(1, 100) AS x RETURN x", rows=10)
    assert (len(answer.rows), answer.cut) == (10, "Cut after 10 rows: there is more.")
    assert door.run("UNWIND range(1, 10) AS x RETURN x", rows=10).cut == ""
    limited = "UNWIND range(1, $n) AS x RETURN x LIMIT $limit"
    told = [door.run(limited, {"n": n, "limit": 10}) for n in (9, 10, 11)]
    full = "As many rows as $limit lets through: there may be more."
    assert [(len(each.rows), each.cut, each.more) for each in told] == [(9, "", ""), (10, "", full), (10, "", full)]
    assert door.run("RETURN $limit AS x", {"limit": True}).more == ""


def test_bytes_are_cut_with_a_word(seeded: Database) -> None:
    small = Gate(seeded.connection, replace(seeded.settings, byte_limit=1000))
    answer = small.run("UNWIND range(1, 100) AS x RETURN 'a text of some length ' + x AS text")
    assert answer.cut.startswith(f"Cut after {len(answer.rows)} rows: the answer is larger than 1,000 bytes")
    assert 20 < len(answer.rows) < 50
    with pytest.raises(LimitReached, match="One row alone"):
        small.run("RETURN range(1, 1000) AS list")


def test_an_error_names_the_place_in_what_was_typed(door: Gate) -> None:
    with pytest.raises(QueryFailed) as told:
        door.run("RETRUN 1")
    assert (told.value.line, told.value.column) == (1, 1)
    with pytest.raises(QueryFailed, match=r"^Line 2, column 8: Variable `x` not defined") as told:
        door.run("MATCH (n)\nRETURN x")
    assert (told.value.line, told.value.column) == (2, 8)
    with pytest.raises(StoreError, match="missing"):
        door.run("RETURN $missing")
    for nothing in ("", " \n", "// only a comment"):
        with pytest.raises((QueryRefused, QueryFailed)):
            door.run(nothing)


def test_an_answer_holds_the_graph_and_plain_values(door: Gate) -> None:
    answer = door.run(
        "MATCH p = (a:Entity {id: 'north-korea'})-[r:DEPLOYS_TROOPS_TO]->(b) "
        "RETURN a.name AS name, r.last AS last, p, [r] AS list, duration('P1D') AS span"
    )
    assert answer.drawn == (False, False, True, True, False)
    assert answer.table[0] == ("name", "last", "span")
    assert answer.rows[0][:2] == ("North Korea", dt.date(2024, 10, 31)) or isinstance(answer.rows[0][1], dt.date)
    assert set(answer.entities) == {"north-korea", "russia"}
    assert len(answer.edge_keys) == len(answer.links) == 1
    assert "Entity" in answer.points[0].labels
    alone = door.run("MATCH (:Entity {id: 'north-korea'})-[r:DEPLOYS_TROOPS_TO]->() RETURN r")
    assert {each.labels for each in alone.points} == {()}
    assert alone.table == (alone.columns, alone.rows)


def test_plans_can_be_read(door: Gate) -> None:
    statement = "MATCH (n:Entity {id: 'russia'}) RETURN n"
    plan = door.explain(statement)
    assert [(depth, step.name) for depth, step in plan.lines()] == [(0, "ProduceResults"), (1, "NodeUniqueIndexSeek")]
    assert plan.root.rows is None
    profile = door.profile(statement)
    assert profile.root.rows == 1
    assert (profile.root.children[0].hits or 0) > 0
