"""Many people, and what outlasts a restart: of the database, and of the explorer itself."""

from __future__ import annotations

import os
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
from playwright.sync_api import Browser

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
    desk.click_node("nato", double=True)
    desk.page.get_by_test_id("stAlert").first.wait_for(timeout=60_000)
    assert desk.print() == before, "what was drawn is still drawn"
    again = desk.button("Connect again").or_(desk.button("Try again")).first
    again.wait_for()
    again.click()
    until(lambda: desk.page.get_by_test_id("stAlert").count() == 0, 90)
    desk.ready()
    desk.rest()
    assert desk.print() == before
    desk.click_node("nato", double=True)
    until(lambda: len(desk.positions()) > len(before["nodes"]) + 20)
