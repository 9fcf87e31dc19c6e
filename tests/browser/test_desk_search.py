"""Search on the real graph: slips, other names, several at once."""

from __future__ import annotations

import pytest
from browser.chromium import until
from browser.desk import Desk
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser


def typed(desk: Desk, text: str) -> Locator:
    """The options offered for what was typed like somebody types."""
    box = desk.page.get_by_role("combobox", name="Search for an actor")
    box.fill("")
    box.press_sequentially(text, delay=15)
    until(lambda: not box.evaluate("it => it.closest('.searchbox').classList.contains('waiting')"))
    return desk.page.locator(".panel").get_by_role("option")


def test_a_slip_is_forgiven_and_enter_adds_the_actor(desk: Desk) -> None:
    desk.emptied()
    options = typed(desk, "pyongyng")
    expect(options.first).to_contain_text("North Korea")
    expect(options.first).to_contain_text("also: Pyongyang")
    expect(options.first.locator(".meta")).to_contain_text("State")
    assert desk.nodes() == set(), "a keystroke draws nothing"
    desk.page.keyboard.press("Enter")
    until(lambda: desk.nodes() == {"north-korea"})
    until(lambda: desk.selection() == ["north-korea"])
    desk.page.get_by_test_id("stMain").get_by_role("heading", name="North Korea").wait_for()


def test_several_are_added_at_once_with_their_edges(desk: Desk) -> None:
    desk.emptied()
    for text in ("pyongyang", "moscow", "the pentagon"):
        expect(typed(desk, text).first).to_be_visible()
        desk.page.keyboard.press("Control+Enter")
    desk.page.get_by_role("button", name="Add 3 to the canvas").click()
    until(lambda: desk.nodes() == {"north-korea", "russia", "us-dod"} or len(desk.nodes()) == 3)
    assert {"north-korea", "russia"} <= desk.nodes()
    assert desk.edge("north-korea", "deploys troops to", "russia")
    until(lambda: len(desk.selection()) == 3)
    desk.says("3 nodes selected")
    desk.undo()
    until(lambda: not desk.positions())


def test_what_is_drawn_already_is_brought_into_sight_and_nothing_is_drawn_twice(desk: Desk) -> None:
    before = desk.positions()
    for _ in range(6):
        desk.tool("Closer").click()
    desk.rest()
    expect(typed(desk, "nato").first.locator(".drawn")).to_have_text("on the canvas")
    desk.page.keyboard.press("Enter")
    until(lambda: desk.selection() == ["nato"])
    desk.ready()
    box = desk.page.locator(".stage").bounding_box()
    assert box is not None
    until(lambda: box["x"] < desk.on_page()["nato"]["x"] < box["x"] + box["width"], 5)
    assert desk.positions() == before


def test_nothing_found_is_said(desk: Desk) -> None:
    typed(desk, "zzyzx <b>x</b>")
    desk.says("Nothing is called “zzyzx <b>x</b>”, or nearly so.")
    assert desk.page.locator(".panel b").count() == 0
