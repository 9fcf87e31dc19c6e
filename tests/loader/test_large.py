"""Folders of tables that are too large for one transaction."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from databases import Database

import loader
from allegata.errors import StateError, StoreError
from allegata.progress import Silent
from allegata.store.check import check
from loader import load, seed_folder
from loader.staging import finish_interrupted

RELATIONS = ("ACCUSES", "CRITICIZES", "MEETS_WITH", "THREATENS", "SUPPLIES")
DAY = dt.date(2020, 1, 1)


def write(folder: Path, claims: int, *, said: str = "ASSERTS") -> Path:
    """A folder of tables with so many claims, and a statement on each."""
    folder.mkdir(exist_ok=True)
    (folder / "dataset.yaml").write_text("name: large\ntitle: Many claims\n", "utf-8")
    states = [f"state-{number}" for number in range(60)]
    tables = {
        "entities": ["id,name,kind", *(f"{it},{it.title()},State" for it in states), "wire,The Wire,Organization"],
        "documents": [
            "id,title,publisher,published",
            *(f"d{n},Day {n},wire,{DAY + dt.timedelta(n)}" for n in range(500)),
        ],
        "claims": ["id,subject,predicate,object,event_from,text,varies_from,varies_on"],
        "statements": ["id,claim,holder,stance,paraphrase,document"],
    }
    for n in range(claims):
        subject, object_ = states[n % 60], states[(n // 60 + n + 1) % 60]
        varies = f"c{n - 1},number" if n % 1000 == 999 else ","
        day = DAY + dt.timedelta(n % 900)
        tables["claims"].append(f"c{n},{subject},{RELATIONS[n % 5]},{object_},{day},Claim {n}.,{varies}")
        tables["statements"].append(f"s{n},c{n},{states[n % 7]},{said},Word {n}.,d{n % 500}")
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def proved(database: Database) -> None:
    assert check(database.connection, database.settings, Silent()).problems == ()


def canonical(database: Database) -> list[str]:
    """Without the line of the data set itself: the two ways make its digest differently."""
    return [line for line in database.dump() if '["Dataset"]' not in line and '["Allegata"]' not in line]


def test_a_folder_of_30_000_claims(empty: Database, tmp_path: Path) -> None:
    empty.plan_anew()
    folder = write(tmp_path / "large", 30_000)
    planned = load(folder, empty.connection, empty.settings, dry_run=True)
    assert not empty.graph.datasets()
    change = load(folder, empty.connection, empty.settings)
    assert change.tables == planned.tables
    assert {it.table: it.added for it in change.tables}["claims"] == 30_000
    proved(empty)
    assert load(folder, empty.connection, empty.settings).empty


@pytest.fixture
def half(empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Database, list[str]]:
    """A database with a folder whose load broke off, and what it holds when the load goes through in one piece."""
    folder = write(tmp_path / "large", 300)
    load(folder, empty.connection, empty.settings)
    narrow = canonical(empty)
    empty.clear()
    monkeypatch.setattr(loader, "AT_ONCE", 100)

    def broken(*_: object) -> None:
        raise StoreError("pulled the plug")

    with monkeypatch.context() as patch:
        patch.setattr("allegata.store.flow._derived", broken)
        with pytest.raises(StoreError, match="pulled the plug"):
            load(folder, empty.connection, empty.settings)
    assert [each.dataset for each in empty.graph.loading()] == ["large"]
    with pytest.raises(StateError, match="'large' is under way, or was interrupted"):
        load(seed_folder(), empty.connection, empty.settings)
    return empty, narrow


def test_the_next_command_finishes_what_was_interrupted(half: tuple[Database, list[str]]) -> None:
    database, narrow = half
    finish_interrupted(database.connection, database.settings)
    assert canonical(database) == narrow
    assert database.graph.loading() == ()
    assert not list((database.settings.home / "loads").glob("*.duckdb"))
    proved(database)


def test_a_version_that_has_become_small_takes_the_large_one_out_in_batches(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "AT_ONCE", 100)
    load(write(tmp_path / "large", 300), empty.connection, empty.settings)
    monkeypatch.setattr("allegata.store.writer.Writer.replace", None)
    change = load(write(tmp_path / "large", 20, said="DENIES"), empty.connection, empty.settings)
    assert {it.table: it.removed for it in change.tables}["claims"] == 280
    proved(empty)


def test_the_same_load_finishes_it_too_however_small_it_has_become(
    half: tuple[Database, list[str]], tmp_path: Path
) -> None:
    database, _ = half
    change = load(write(tmp_path / "large", 20), database.connection, database.settings)
    assert {it.table: it.same for it in change.tables}["claims"] == 20
    assert database.graph.loading() == ()
    proved(database)
