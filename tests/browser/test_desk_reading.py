"""The same view without the picture, and without a mouse."""

from __future__ import annotations

import csv
import io
import re

import pytest
from browser.chromium import until
from browser.desk import Desk
from browser.test_desk_filters import sentences, table

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const names = [at?.getAttribute('aria-label'), at?.title, at?.innerText, at?.placeholder];
  return names.find((name) => name?.trim())?.trim() ?? at?.tagName;
}"""


def test_tables_and_sentences_hold_what_the_canvas_holds(desk: Desk) -> None:
    edges = {edge["id"]: edge for edge in desk.edges()}
    names = {id_: desk.ask("node(args[0])", id_)["name"] for id_ in desk.nodes()}
    rows = {row["key"]: row for row in table(desk)}
    assert rows.keys() == edges.keys()
    for key, row in rows.items():
        edge = edges[key]
        assert (row["source"], row["relation"], row["target"]) == (
            names[edge["from"]],
            edge["label"],
            names[edge["to"]],
        )
        assert row["status"] == (edge["status"].lower() or "standing fact")
        assert int(row["statements"]) == edge["count"]
    with desk.page.expect_download() as saved:
        desk.page.locator(".st-key-csv-actors button").first.click()
    raw = saved.value.path().read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "a spreadsheet knows that it is UTF-8"
    actors = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert {row["id"]: row["name"] for row in actors} == names
    lines = sentences(desk)
    assert len(lines) == len(edges)
    contested = next(line for line in lines if line.startswith("North Korea deploys troops to Russia"))
    assert "reported by Agence France-Presse" in contested
    assert "(contested)" in contested
    assert " 1 others" not in "".join(lines)
    desk.button("Evidence").click()
    desk.says("Somebody asserts it, somebody else denies it")
    desk.mode("Canvas")
    desk.ready()
    assert {edge["id"] for edge in desk.edges()} == edges.keys()


def test_everything_is_reached_by_tab_and_enter(desk: Desk) -> None:
    desk.page.locator("body").press("Tab")
    reached: list[str] = []
    for _ in range(60):
        reached.append(desk.page.evaluate(FOCUSED))
        desk.page.keyboard.press("Tab")
    for wanted in (
        *("Filters", "Search for an actor", "Canvas", "History", "File", "Inspector", "Graph: 23 actors", "Reset"),
        *("Layout: ", "Copy link", "See everything", "Hide contested", "Hide State", "The most contested edge"),
    ):
        assert any(name.startswith(wanted) for name in reached), (wanted, reached)


def test_a_view_is_made_and_read_with_the_keyboard_alone(desk: Desk) -> None:
    to(desk, "Search for an actor")
    desk.page.keyboard.type("pyongyng")
    desk.page.locator(".panel").get_by_role("option").first.wait_for()
    until(lambda: desk.page.locator(".searchbox.waiting").count() == 0)
    desk.page.keyboard.press("Enter")
    until(lambda: desk.selection() == ["north-korea"])
    desk.rest()
    before = len(desk.positions())
    to(desk, "Graph: ")
    desk.page.keyboard.press("Enter")
    until(lambda: len(desk.positions()) > before)
    desk.rest()
    desk.page.keyboard.press("Control+z")
    until(lambda: len(desk.positions()) == before)
    desk.rest()
    to(desk, "Canvas")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("ArrowRight")
    desk.page.keyboard.press("Enter")
    desk.page.locator(".st-key-sentences-text").wait_for()
    desk.rest()
    to(desk, "Evidence")
    desk.page.keyboard.press("Enter")
    desk.says("Somebody asserts it, somebody else denies it")


def to(desk: Desk, name: str) -> None:
    """Tab from the top of the page to what has this name."""
    desk.page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0); }")
    wanted = re.compile("^" + re.escape(name))
    for _ in range(70):
        desk.page.keyboard.press("Tab")
        if wanted.match(desk.page.evaluate(FOCUSED) or ""):
            return
    pytest.fail(f"Tab does not lead to {name}")
