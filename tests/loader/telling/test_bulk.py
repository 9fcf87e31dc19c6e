from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import Database, plain

from allegata.errors import EngineError
from allegata.progress import Silent
from allegata.stage import Files, Stage
from allegata.start import importer
from allegata.store import Connection, difference
from allegata.store.check import check
from bench.generator import write
from loader.staging import finish_interrupted
from loader.telling import load_events


@pytest.fixture(scope="module")
def database(database: Database) -> Iterator[Database]:
    with plain(database) as local:
        yield local


def test_the_importer_makes_the_same_graph_as_batches_and_is_begun_anew_where_it_broke_off(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    events = tmp_path / "events.tab"
    write(events, 2_000)
    real = importer(empty.settings, Silent())
    assert real is not None
    built, anew, plan = [], [], difference.plan

    def broken(files: Files) -> None:
        raise EngineError("pulled the plug")

    def whole(files: Files) -> None:
        assert not left.exists()
        real(files)
        built.append(files)

    def stopped(connection: Connection, progress: Silent | None = None) -> None:
        """Ctrl+C while indexes are filled, after all of it was imported."""
        if progress is not None:
            raise KeyboardInterrupt

    def planned(stage: Stage, *, everything: bool) -> difference.Plan:
        anew.append(everything)
        return plan(stage, everything=everything)

    with pytest.raises(EngineError):
        load_events([events], empty.connection, empty.settings, importer=broken, import_from=0)
    assert [each.dataset for each in empty.graph.loading()] == ["events"]
    loads = empty.settings.home / "loads"
    assert not list(loads.glob("*.files"))
    # As a process leaves it that was killed at this point.
    left = loads / "events.files" / "left.csv"
    left.parent.mkdir()
    left.touch()

    with monkeypatch.context() as patch:
        patch.setattr("allegata.store.flow.prepare", stopped)
        with pytest.raises(KeyboardInterrupt):
            finish_interrupted(empty.connection, empty.settings, importer=whole, import_from=0)
    assert empty.graph.datasets() == ()
    monkeypatch.setattr(difference, "plan", planned)
    finish_interrupted(empty.connection, empty.settings, importer=whole, import_from=0)
    assert (len(built), anew) == (1, [False])
    assert not list(loads.glob("events.[!l]*"))
    imported = empty.dump()
    assert check(empty.connection, empty.settings, Silent()).problems == ()
    assert empty.graph.loading() == ()
    empty.clear()
    monkeypatch.undo()
    load_events([events], empty.connection, empty.settings)
    assert imported == empty.dump()


def test_a_database_that_holds_something_is_not_replaced(empty: Database, tmp_path: Path) -> None:
    events = tmp_path / "events.tab"
    write(events, 50)
    empty.run("CREATE (:Note {text: 'mine'})")

    def never(files: object) -> None:
        raise AssertionError(files)

    load_events([events], empty.connection, empty.settings, importer=never, import_from=0)
    assert empty.run("MATCH (n:Note) RETURN n.text AS text") == [{"text": "mine"}]
