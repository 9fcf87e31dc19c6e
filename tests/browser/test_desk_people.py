"""Many people, and what outlasts a restart: of the database, and of the explorer itself."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.chromium import until
from browser.conftest import Open, serving
from browser.desk import Desk
from browser.serving import free_port
from engine_homes import settings_in
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return settings_in(tmp_path_factory.mktemp("restarted")).home


@pytest.fixture
def own(home: Path) -> Iterator[str]:
    """An explorer of this test's own."""
    with serving(home) as address:
        yield address


def test_two_people_never_see_each_others_view(explore: Open) -> None:
    one, other = explore(), explore()
    before = other.print()
    one.click_node("nato", double=True)
    until(lambda: len(one.positions()) > 40)
    one.toggle("kind:Person")
    mine = one.print()
    other.click_node("russia")
    other.says("Russian Federation")
    other.rest()
    assert other.print() == before
    other.toggle("family:verbal conflict")
    one.page.keyboard.press("Escape")
    one.rest()
    assert one.print() == mine
    assert one.tool("Undo").get_attribute("title") != other.tool("Undo").get_attribute("title")


def test_the_explorer_is_started_anew_and_the_view_is_kept(browser: Browser, home: Path) -> None:
    port = free_port()
    # Not by way of `opening`: a browser whose server is gone complains, and rightly.
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    with serving(home, port) as own:
        desk = Desk(context.new_page(), own).watch()
        desk.open()
        desk.toggle("kind:Place")
        desk.drag("nato", -30, -30)
        desk.click_node("ukraine")
        desk.settled()
        before = desk.print()
    desk.says("Connecting")
    assert desk.print() == before, "what was drawn is still drawn"
    with serving(home, port):
        desk.page.locator("[data-testid=stApp][data-test-connection-state=CONNECTED]").wait_for(timeout=60_000)
        desk.page.get_by_text("Connecting").wait_for(state="detached")
        desk.ready()
        desk.rest()
        assert desk.print() == before
        desk.says("Ukraine")
        desk.click_node("nato", double=True)
        until(lambda: len(desk.positions()) > len(before["nodes"]) + 20)
        context.close()


def test_the_database_stops_is_told_of_and_comes_back_with_the_view_kept(opening: Open, own: str, home: Path) -> None:
    desk = opening(own)
    desk.toggle("kind:Place")
    desk.drag("nato", -30, -30)
    desk.click_node("ukraine")
    desk.says("Ukraine")
    desk.rest()
    before = desk.print()
    command = [sys.executable, "-m", "allegata", "db", "stop"]
    environ = {**os.environ, "ALLEGATA_HOME": str(home), "NEO4J_URI": ""}
    subprocess.run(command, env=environ, check=True, capture_output=True, timeout=60)
    desk.inspector(open_=False)
    desk.click_node("nato", double=True)
    desk.button("Connect again").wait_for(timeout=60_000)
    assert desk.print() == before, "what was drawn is still drawn"
    desk.page.get_by_text("The database was away, and is there again").wait_for(timeout=90_000)
    expect(desk.button("Connect again")).to_have_count(0)
    desk.ready()
    desk.rest()
    assert desk.print() == before
    desk.click_node("nato", double=True)
    until(lambda: len(desk.positions()) > len(before["nodes"]) + 20)


NAMES = {
    "img": '<img src=x onerror="alert(1)">',
    "script": "</script><script>alert(2)</script>",
    "turned": "abc \u202e gnirts \u200f \u05d0\u05d1",
    "marked": "😀 **bold** $x^2$ :red[no] [a](javascript:alert(3))",
    "long": "Long " * 1000 + "end",
}
ROLE = "<b onmouseover=alert(4)>role</b>"


def hostile(folder: Path) -> Path:
    """A data set in which all that can be text is an attack."""
    tables = {
        "entities.csv": [("id", "name", "kind"), *((key, name, "Group") for key, name in NAMES.items())],
        "aliases.csv": [("text", "entity", "kind"), ("Zzyzx <i>alias</i>", "img", "name")],
        "facts.csv": [
            ("subject", "relation", "object", "role", "source"),
            *((key, "MEMBER_OF", "img", ROLE, "<script>alert(5)</script>") for key in NAMES if key != "img"),
        ],
        "dataset.yaml": [("name: hostile",), ("title: <i>Hostile</i>",)],
    }
    for name, rows in tables.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


def test_hostile_names_show_as_text(opening: Open, own: str, home: Path, tmp_path: Path) -> None:
    environ = {**os.environ, "ALLEGATA_HOME": str(home), "NEO4J_URI": ""}
    for command in (["load", str(hostile(tmp_path))], ["remove", "hostile", "--yes"]):
        whole = [sys.executable, "-m", "allegata", *command]
        subprocess.run(whole, env=environ, check=True, capture_output=True, timeout=60)
        if command[0] == "load":
            _look_at_hostile_names(opening(own))


def _look_at_hostile_names(desk: Desk) -> None:
    page = desk.page
    desk.emptied()
    box = page.get_by_role("combobox", name="Search for an actor")
    box.press_sequentially("zzyzx", delay=15)
    option = page.locator(".panel").get_by_role("option").first
    expect(option).to_contain_text(NAMES["img"])
    expect(option).to_contain_text("Zzyzx <i>alias</i>")
    page.keyboard.press("Enter")
    until(lambda: desk.nodes() == {"img"})
    desk.rest()
    desk.click_node("img", double=True)
    until(lambda: desk.nodes() == set(NAMES))
    desk.filters()
    for key, name in NAMES.items():
        desk.click_node(key)
        heading = page.locator(".st-key-side").get_by_role("heading").first
        expect(heading).to_have_text(re.compile(re.escape(name[:20].strip())))
        desk.rest()
    expect(page.locator(".st-key-side")).to_contain_text(ROLE)
    for mode in ("Tables", "Sentences", "Canvas"):
        desk.mode(mode)
        assert page.locator("[onerror], [onmouseover], img[src=x], b:text('role'), i:text('alias')").count() == 0, mode
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{mode} is not too wide"
