"""The page that takes graphs of others, on a real database."""

from __future__ import annotations

import io
import time
from pathlib import Path

import openpyxl
import pytest
from databases import Database
from screen import unexplained
from streamlit.testing.v1 import AppTest

from allegata.progress import Silent
from allegata.store.check import check
from loader import AT_ONCE

PAGE = """
import streamlit as st
from allegata import settings
from allegata.ui.connection import database
from allegata.ui.pages.imports import imports

st.set_page_config(layout="wide")
in_force = settings.load()
imports(database(in_force).graph, in_force)
"""
TIES = b"who,whom,word\nArland,Borland,trades with\nBorland,<b>Cordia,fears\n"


@pytest.fixture
def app(empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("ALLEGATA_HOME", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", empty.address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", empty.address.username)
    monkeypatch.setenv("NEO4J_PASSWORD", empty.address.password)
    monkeypatch.setenv("ALLEGATA_SCHEMA", "allegata")
    monkeypatch.setenv("ALLEGATA_IMPORTS", "yes")
    return AppTest.from_string(PAGE, default_timeout=120)


def offered(app: AppTest, name: str = "ties.csv", content: bytes = TIES) -> AppTest:
    app.run()
    assert not app.exception
    assert unexplained(app) == []
    app.file_uploader[0].upload(name, content, "text/csv").run()
    assert not app.exception
    return app


def pick(app: AppTest, label: str, column: str) -> None:
    next(each for each in app.selectbox if each.label == label).select(column).run()


def press(app: AppTest, label: str) -> None:
    next(each for each in app.button if each.label == label).click().run()


def until(app: AppTest, words: str) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        assert not app.exception
        assert unexplained(app) == []
        if words in [each.value for each in (*app.success, *app.info, *app.error)]:
            return
        time.sleep(0.3)
        app.run()
    pytest.fail(f"{words!r} was never said: {[each.value for each in app.code]}")


def test_columns_are_named_checked_loaded_and_explorable(app: AppTest, empty: Database) -> None:
    offered(app)
    assert "Say which columns" in " ".join(each.value for each in app.caption)
    pick(app, "From", "who")
    pick(app, "To", "whom")
    pick(app, "Relation", "word")
    press(app, "Check")
    until(app, "It can be loaded.")
    assert empty.run("MATCH (n:Entity) RETURN count(n) AS n") == [{"n": 0}]
    press(app, "Import")
    until(app, "It is loaded.")
    (dataset,) = empty.graph.datasets()
    assert (dataset.name, dataset.title) == ("ties", "ties.csv")
    shown = empty.graph.overview(100)
    assert sorted(node.name for node in shown.nodes) == ["<b>Cordia", "Arland", "Borland"]
    assert {edge.word for edge in shown.edges} == {"trades with", "fears"}
    assert check(empty.connection, empty.settings, Silent()).problems == ()
    assert app.get("link_button")


def test_of_a_workbook_a_sheet_is_chosen(app: AppTest) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["notes"])  # type: ignore[union-attr]
    for row in (["from", "to"], ["Arland", "Borland"]):
        (book["Ties"] if "Ties" in book.sheetnames else book.create_sheet("Ties")).append(row)
    book.save(out)
    offered(app, "two.xlsx", out.getvalue())
    assert "Say which columns" in " ".join(each.value for each in app.caption)
    pick(app, "Sheet", "Ties")
    assert [each.value for each in app.selectbox if each.label in ("From", "To")] == ["from", "to"]
    press(app, "Check")
    until(app, "It can be loaded.")


def test_what_was_loaded_is_taken_out_again(app: AppTest, empty: Database) -> None:
    before = held(empty)
    offered(app)
    pick(app, "From", "who")
    pick(app, "To", "whom")
    press(app, "Import")
    until(app, "It is loaded.")
    assert "`allegata remove ties`" in app.caption[-1].value
    press(app, "Take it out again")
    until(app, "It is taken out.")
    assert held(empty) == before


@pytest.mark.parametrize("rows", [4_900, 20_000], ids=["in one transaction", "in batches"])
def test_a_cancelled_import_leaves_the_database_as_it_was(app: AppTest, empty: Database, rows: int) -> None:
    before = held(empty)
    content = "who,whom\n" + "".join(f"Actor {at},Actor {at * 7 % rows}\n" for at in range(1, rows))
    offered(app, content=content.encode())
    pick(app, "From", "who")
    pick(app, "To", "whom")
    press(app, "Import")
    writing(empty, batches=rows > AT_ONCE)
    press(app, "Cancel")
    until(app, "Cancelled: the database is as it was.")
    assert empty.graph.loading() == ()
    assert held(empty) == before


def held(database: Database) -> list[str]:
    """All that the database holds, but for the mark of its last load."""
    return [line for line in database.dump() if '["Allegata"]' not in line]


def writing(database: Database, *, batches: bool) -> None:
    """Until the load writes: its transaction holds locks, as none that reads does, or its first batch is there."""
    shown = "SHOW TRANSACTIONS YIELD activeLockCount WHERE activeLockCount > 50 RETURN count(*) AS n"
    there = "MATCH (n:Entity) RETURN count(n) AS n"
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        if database.run(there if batches else shown) != [{"n": 0}]:
            return
        time.sleep(0.02)
    pytest.fail("It never wrote.")


def test_what_is_wrong_is_told_with_its_line_and_nothing_is_loaded(app: AppTest, empty: Database) -> None:
    offered(app, content=TIES + b",nobody,x\n")
    pick(app, "From", "who")
    pick(app, "To", "whom")
    press(app, "Import")
    until(app, "Nothing was loaded.")
    assert "ties.csv:4: has no source" in app.code[-1].value
    assert empty.graph.datasets() == ()


def test_where_it_is_switched_off_the_command_is_shown(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGATA_IMPORTS", "auto")
    offered(app)
    pick(app, "From", "who")
    pick(app, "To", "whom")
    assert "ALLEGATA_IMPORTS" in app.info[0].value
    assert app.code[0].value.startswith("allegata load ")
    assert not [each for each in app.button if each.label == "Import"]
