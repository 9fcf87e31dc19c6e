"""Copies of the database, and what must not be lost on the way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from engine_homes import Make, query

from allegata import engine
from allegata.engine import swap
from allegata.engine.layout import Layout
from allegata.errors import EngineError, NotFound, StateError

COUNT = "MATCH (n) RETURN count(n) AS n"


def test_there_and_back(make: Make, tmp_path: Path) -> None:
    settings = make()
    file = tmp_path / "copy.dump"
    address = engine.ensure(settings)
    query(address, "UNWIND range(1, 1000) AS i CREATE (:X {i: i})")
    assert engine.backup(settings, file) == file.stat().st_size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy.dump", "home"]
    # It was running before, so it runs after, and nobody has to ask for the address again.
    assert query(address, COUNT) == [{"n": 1000}]
    engine.reset(settings)
    empty = engine.ensure(settings)
    assert empty.uri == address.uri
    assert empty.password != address.password
    assert query(empty, COUNT) == [{"n": 0}]
    engine.restore(settings, file)
    assert query(empty, COUNT) == [{"n": 1000}]
    # Not running before, not running after; and a file is not overwritten by accident.
    engine.stop(settings)
    with pytest.raises(StateError, match=r"copy\.dump exists already.*--force"):
        engine.backup(settings, file)
    engine.backup(settings, file, force=True)
    engine.restore(settings, file)
    assert not engine.status(settings).running
    assert query(engine.ensure(settings), COUNT) == [{"n": 1000}]
    assert not {"incoming", "outgoing", "rubbish"} & {p.name for p in Layout.of(settings).database.iterdir()}


def test_a_bad_backup_is_refused_and_nothing_is_lost(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = make()
    good, bad = tmp_path / "good.dump", tmp_path / "bad.dump"
    query(engine.ensure(settings), "CREATE (:Old)")
    engine.stop(settings)
    engine.backup(settings, good)
    whole = good.read_bytes()
    for content in (b"no backup at all", whole[: len(whole) // 2]):
        bad.write_bytes(content)
        with pytest.raises(EngineError, match=r"bad\.dump is not a whole backup .* the database is as it was"):
            engine.restore(settings, bad)
    with pytest.raises(NotFound, match="no backup"):
        engine.restore(settings, tmp_path / "nothing.dump")

    # Killed between the two halves of the exchange: the next start puts the old one back.
    class Killed(BaseException):
        pass

    def half(layout: Layout) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(swap, "PARTS", ("databases",))
            whole_swap(layout)
        raise Killed

    whole_swap = swap.swap
    monkeypatch.setattr(swap, "swap", half)
    monkeypatch.setattr(swap, "heal", lambda layout: None)
    with pytest.raises(Killed):
        engine.restore(settings, good)
    monkeypatch.undo()
    assert swap._outgoing(Layout.of(settings)).exists()
    monkeypatch.undo()
    assert query(engine.ensure(settings), "MATCH (n:Old) RETURN count(n) AS n") == [{"n": 1}]
    assert not swap._outgoing(Layout.of(settings)).exists()


def test_nothing_to_back_up(make: Make, tmp_path: Path) -> None:
    settings = make()
    with pytest.raises(StateError, match="no database to back up"):
        engine.backup(settings, tmp_path / "copy.dump")
    with pytest.raises(StateError, match="name a file in a folder that exists"):
        engine.backup(settings, tmp_path / "no" / "copy.dump")
