from __future__ import annotations

from pathlib import Path

import pytest
from databases import Database

from allegata.errors import StateError, StoreError, UsageError
from allegata.progress import Silent
from allegata.store import flow as flow_module
from allegata.store.check import check
from bench.generator import write
from loader import load, seed_folder
from loader.staging import finish_interrupted, remove_large
from loader.telling import load_events


@pytest.fixture
def half(empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A database with a load that broke off after its claims and before its edges."""
    events = tmp_path / "events.tab"
    write(events, 400)

    def broken(*_: object) -> None:
        raise StoreError("pulled the plug")

    with monkeypatch.context() as patch:
        patch.setattr(flow_module, "_derived", broken)
        with pytest.raises(StoreError, match="pulled the plug"):
            load_events([events], empty.connection, empty.settings)
    assert [each.dataset for each in empty.graph.loading()] == ["events"]
    return empty


def test_the_next_command_finishes_what_was_interrupted(half: Database, tmp_path: Path) -> None:
    finish_interrupted(half.connection, half.settings)
    finished = half.dump()
    assert half.graph.loading() == ()
    assert not list((half.settings.home / "loads").glob("*.duckdb"))
    assert check(half.connection, half.settings, Silent()).problems == ()
    half.clear()
    load_events([tmp_path / "events.tab"], half.connection, half.settings)
    assert half.dump() == finished


def test_nothing_else_is_loaded_into_half_a_load(half: Database) -> None:
    before = half.dump()
    with pytest.raises(StateError, match="'events' is under way, or was interrupted"):
        load(seed_folder(), half.connection, half.settings)
    assert half.dump() == before


def test_half_a_load_can_be_taken_out_again(half: Database) -> None:
    remove_large("events", half.connection, half.settings)
    assert half.graph.loading() == ()
    assert [line for line in half.dump() if '["Allegata"]' not in line] == []


def test_a_name_cannot_leave_the_folder(empty: Database, tmp_path: Path) -> None:
    write(tmp_path / "events.tab", 5)
    with pytest.raises(UsageError, match="is no identifier"):
        load_events([tmp_path / "events.tab"], empty.connection, empty.settings, name="../../elsewhere")
