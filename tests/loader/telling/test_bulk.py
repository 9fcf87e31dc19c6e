from __future__ import annotations

from pathlib import Path

import pytest
from databases import Database

from allegata.errors import EngineError
from allegata.progress import Silent
from allegata.stage import Files
from allegata.start import importer
from allegata.store.check import check
from bench.generator import write
from loader.staging import finish_interrupted
from loader.telling import load_events


def test_the_importer_makes_the_same_graph_as_batches_and_is_begun_anew_where_it_broke_off(
    empty: Database, tmp_path: Path
) -> None:
    events = tmp_path / "events.tab"
    write(events, 3_000)
    real = importer(empty.settings, Silent())
    assert real is not None
    built = []

    def broken(files: Files) -> None:
        files.relationships[-1].write_text(":START_ID,:END_ID,:TYPE\n1,nobody,ACCUSES\n", "utf-8")
        real(files)

    def whole(files: Files) -> None:
        assert not left.exists()
        real(files)
        built.append(files)

    with pytest.raises(EngineError):
        load_events([events], empty.connection, empty.settings, importer=broken, import_from=0)
    assert [each.dataset for each in empty.graph.loading()] == ["events"]
    loads = empty.settings.home / "loads"
    assert not list(loads.glob("*.files"))
    # As a process leaves it that was killed at this point.
    left = loads / "events.files" / "left.csv"
    left.parent.mkdir()
    left.touch()

    finish_interrupted(empty.connection, empty.settings, importer=whole, import_from=0)
    assert len(built) == 1
    assert not list(loads.glob("events.[!l]*"))
    imported = empty.dump()
    assert check(empty.connection, empty.settings, Silent()).problems == ()
    assert empty.graph.loading() == ()
    empty.clear()
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
