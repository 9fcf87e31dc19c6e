"""The wall around the server: what it refuses whatever is asked of it."""

from __future__ import annotations

import http.server
import threading
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import neo4j
import psutil
import pytest
from engine_homes import Make, query
from neo4j.exceptions import AuthError, ClientError, Neo4jError, TransientError

from allegata.engine.address import Address
from allegata.engine.config import _table
from allegata.engine.launch import running as record_of
from allegata.engine.layout import Layout
from allegata.settings import Settings

Running = tuple[Settings, Address]


def test_every_setting_is_in_force(running: Running) -> None:
    settings, address = running
    layout = Layout.of(settings)
    rows = query(address, "SHOW SETTINGS YIELD name, value RETURN name, value")
    there = {row["name"]: row["value"] for row in rows}
    port = int(address.uri.rsplit(":", 1)[1])
    for name in _table(layout, settings, port):
        if not name.startswith("internal."):
            assert name in there, name
    assert there["server.directories.import"] == str(layout.imports)
    assert there["db.transaction.timeout"] == "10m"
    assert there["db.memory.transaction.max"] == "358.00MiB"
    assert there["dbms.usage_report.enabled"] == "false"


def test_the_page_cache_holds_the_database_and_has_room_to_grow(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = make()
    layout = Layout.of(settings)
    stores = layout.data / "databases" / "neo4j"
    stores.mkdir(parents=True)

    def told(stored: int, machine: int = 2**34) -> object:
        with (stores / "store").open("wb") as file:
            file.truncate(stored)
        monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=machine))
        return _table(layout, settings, 1)["server.memory.pagecache.size"]

    assert told(0) == "1024m"
    assert told(2**29) == "1664m"
    assert told(2**29, machine=2**32) == "1024m"
    assert told(2**29, machine=2**28) == "128m"
    settings = replace(settings, db_pagecache=77)
    assert told(2**29) == "77m"


def test_it_listens_on_this_machine_only(running: Running) -> None:
    record = record_of(Layout.of(running[0]))
    assert record is not None
    process = record.server.find()
    assert process is not None
    listening = [c.laddr for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN]
    assert [(address.ip.removeprefix("::ffff:"), address.port) for address in listening] == [("127.0.0.1", record.port)]
    assert not [c for c in process.net_connections("udp") if c.laddr]


def test_a_password_is_needed(running: Running) -> None:
    uri = running[1].uri
    for auth in (None, ("neo4j", "neo4j"), ("neo4j", "")):
        with neo4j.GraphDatabase.driver(uri, auth=auth) as driver, pytest.raises((AuthError, ClientError)):
            driver.verify_connectivity()


def test_files_cannot_be_read(running: Running, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("secret\n")
    inside = Layout.of(running[0]).imports / "inside.csv"
    inside.write_text("secret\n")
    try:
        for url in (secret.as_uri(), "file:///etc/passwd", "file:///inside.csv"):
            with pytest.raises(Neo4jError, match="allow_csv_import_from_file_urls"):
                query(running[1], "LOAD CSV FROM $url AS row RETURN row", url=url)
    finally:
        inside.unlink()


def test_other_hosts_cannot_be_asked(running: Running) -> None:
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(Neo4jError, match="blocked"):
                query(
                    running[1],
                    "LOAD CSV FROM $url AS row RETURN row",
                    url=f"http://{host}:{server.server_address[1]}/x.csv",
                )
        server.shutdown()
        thread.join()
    assert not asked


def test_a_greedy_query_ends_and_the_server_lives(running: Running) -> None:
    address = running[1]
    with pytest.raises(TransientError, match=r"memory"):
        query(
            address,
            "UNWIND range(1, 100000000) AS i WITH collect({i: i, s: toString(i)}) AS l RETURN size(l)",
        )
    began = time.monotonic()
    with pytest.raises(Neo4jError):
        query(address, "RETURN range(1, 300000000) AS l")
    assert time.monotonic() - began < 10
    assert query(address, "RETURN 1 AS one") == [{"one": 1}]
    record = record_of(Layout.of(running[0]))
    assert record is not None


def test_a_large_honest_transaction_fits(running: Running) -> None:
    address = running[1]
    rows = [{"i": i, "text": "a row of ordinary length, as a table of events has it"} for i in range(20_000)]
    made = "UNWIND $rows AS row CREATE (n:Row {i: row.i, text: row.text, again: row.text}) RETURN count(*) AS n"
    assert query(address, made, rows=rows) == [{"n": 20_000}]
    assert query(address, "MATCH (n:Row) DETACH DELETE n RETURN count(*) AS n") == [{"n": 20_000}]
