from __future__ import annotations

from pathlib import Path

from databases import Database

from allegata.progress import Silent
from allegata.start import importer
from allegata.store.check import check
from bench.generator import write
from loader.telling import load_events


def test_the_importer_makes_the_same_graph_as_batches(empty: Database, tmp_path: Path) -> None:
    events = tmp_path / "events.tab"
    write(events, 3_000)
    build = importer(empty.settings, Silent())
    load_events([events], empty.connection, empty.settings, importer=build, import_from=0)
    imported = empty.dump()
    assert check(empty.connection, empty.settings, Silent()).problems == ()
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


def test_an_importer_that_fails_leaves_a_database_that_can_be_loaded(empty: Database, tmp_path: Path) -> None:
    events = tmp_path / "events.tab"
    write(events, 50)

    class Broken(Exception):
        pass

    def broken(files: object) -> None:
        raise Broken

    try:
        load_events([events], empty.connection, empty.settings, importer=broken, import_from=0)
    except Broken:
        load_events([events], empty.connection, empty.settings)
    assert check(empty.connection, empty.settings, Silent()).problems == ()
    assert empty.run("MATCH (l:Load) RETURN l") == []
    assert not list((empty.settings.home / "loads").glob("*.files"))
