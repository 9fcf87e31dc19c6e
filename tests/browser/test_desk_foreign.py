"""The explorer on a database that Allegata did not load, with whatever names Neo4j allows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.chromium import until
from browser.conftest import Open, serving
from browser.desk import Desk
from databases import Database
from playwright.sync_api import expect
from store.strangers import PARALLEL, build

pytestmark = pytest.mark.browser


@pytest.fixture
def strange(database: Database, tmp_path: Path) -> Iterator[str]:
    """Where the explorer answers; it draws 60 nodes at most in the beginning."""
    build(database, fans=100, others=20)
    at = database.address
    environ = {"NEO4J_URI": at.uri, "NEO4J_USERNAME": at.username, "NEO4J_PASSWORD": at.password}
    with serving(tmp_path, **environ, ALLEGATA_DRAW_LIMIT="120") as address:
        yield address
    database.clear()


def test_a_database_of_somebody_elses_is_explored(opening: Open, strange: str) -> None:
    desk = opening(strange)
    page = desk.page
    desk.says("What is drawn")
    _found_and_read(desk)
    hub = next(id_ for id_ in desk.nodes() if desk.ask("node(args[0])", id_)["name"] == "Hub")
    before = len(desk.positions())
    desk.click_node(hub, double=True)
    until(lambda: len(desk.positions()) > before)
    desk.rest()
    desk.undo()
    until(lambda: len(desk.positions()) == before)
    desk.filters()
    desk.choose("relations", "knows")
    assert {edge["family"] for edge in desk.edges()} == {"KNOWS"}
    desk.undo()
    until(lambda: "CALLED" in {edge["family"] for edge in desk.edges()})
    desk.rest()
    _coloured(desk)
    desk.mode("Tables")
    desk.choose("off-kind", "Agent")
    until(lambda: "Agent" not in page.locator(".st-key-reading").inner_text())
    desk.mode("Sentences")
    expect(page.locator(".st-key-reading")).not_to_contain_text("Ada Lovelace")
    page.locator("body").press("Control+z")
    expect(page.locator(".st-key-reading")).to_contain_text(f"({PARALLEL:,} relationships).")
    desk.rest()
    desk.mode("Canvas")
    desk.ready()
    assert "CALLED" in {edge["family"] for edge in desk.edges()}


def _found_and_read(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("combobox").first.press_sequentially("ada lovelase", delay=10)
    page.locator(".panel").get_by_role("option").first.wait_for()
    until(lambda: page.locator(".searchbox.waiting").count() == 0)
    page.keyboard.press("Enter")
    desk.says("Augusta Ada")
    desk.rest()
    ada = desk.selection()[0]
    called = next(edge["id"] for edge in desk.edges() if edge["from"] == ada and edge["family"] == "CALLED")
    desk.click_edge(called)
    desk.says(f"{PARALLEL:,} relationships")
    desk.rest()


def _coloured(desk: Desk) -> None:
    """A colour is chosen for a label, drawn at once, and taken back."""
    page = desk.page
    sample = desk.legend("kind:Agent").locator("svg > *")
    plain = sample.get_attribute("fill")
    page.get_by_text("Names and colours of nodes").click()
    page.locator(".st-key-colour-Agent").get_by_role("button").click()
    field = page.get_by_test_id("stColorPickerPopover").locator("input").first
    field.fill("#aa3377")
    page.keyboard.press("Escape")
    expect(sample).to_have_attribute("fill", "#aa3377")
    desk.rest()
    page.locator(".st-key-colourless-Agent button").first.click()
    expect(sample).to_have_attribute("fill", plain or "")
    expect(page.locator(".legend button").filter(has_text="DETACH DELETE").first).to_be_visible()
    desk.rest()
