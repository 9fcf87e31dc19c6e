"""Steps back and forth: every kind of change, by button, by key, in the list of steps."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browser.chromium import until
from browser.desk import Desk

pytestmark = pytest.mark.browser

Change = Callable[[Desk], None]


def on(id_: str, tool: str) -> Change:
    def change(desk: Desk) -> None:
        desk.click_node(id_)
        until(lambda: desk.selection() == [id_])
        desk.tool(tool).click()

    return change


def on_several(tool: str) -> Change:
    def change(desk: Desk) -> None:
        desk.select("north-korea", "russia")
        desk.tool(tool).click()

    return change


def hide_edge(desk: Desk) -> None:
    desk.click_edge(desk.edge("north-korea", "deploys troops to", "russia"))
    desk.tool("Hide").click()


def in_file(name: str) -> Change:
    def change(desk: Desk) -> None:
        desk.begin(name)
        desk.rest()

    return change


CHANGES: dict[str, Change] = {
    "expand": on("nato", "Expand"),
    "hide": on("ukraine", "Hide"),
    "keep only": on("ukraine", "Keep only"),
    "pin": on("ukraine", "Pin"),
    "edges among": on_several("Edges among"),
    "common neighbours": on_several("Common"),
    "hide an edge": hide_edge,
    "drag": lambda desk: desk.drag("ukraine", -25, 30),
    "layout": lambda desk: desk.layout("Rings"),
    "legend": lambda desk: desk.toggle("kind:Person"),
    "filter": lambda desk: desk.number("holders", 2),
    "level": lambda desk: desk.press("level", "States"),
    "claims": lambda desk: desk.switch("claims"),
    "empty canvas": in_file("Empty canvas"),
}


def test_every_kind_of_change_is_taken_back_and_done_again(desk: Desk) -> None:
    """One session for all of them: each leaves the picture as it was."""
    desk.filters()
    before = desk.print()
    for number, change in enumerate(CHANGES.values()):
        change(desk)
        until(lambda: desk.print() != before)
        desk.rest()
        after = desk.print()
        by_key = number % 2 == 0
        step(desk, by_key, "Control+z", desk.undo)
        until(lambda: desk.print() == before, 10)
        desk.rest()
        step(desk, by_key, "Control+Shift+Z", desk.redo)
        until(lambda after=after: desk.print() == after, 10)
        desk.rest()
        step(desk, not by_key, "Control+z", desk.undo)
        until(lambda: desk.print() == before, 10)
        desk.rest()


def step(desk: Desk, by_key: bool, key: str, tool: Callable[[], None]) -> None:
    if by_key:
        desk.page.evaluate("document.activeElement?.blur()")
        desk.page.keyboard.press(key)
    else:
        tool()


def test_the_list_of_steps_leads_to_any_of_them_and_reset_is_a_step_too(desk: Desk) -> None:
    first = desk.print()
    desk.toggle("kind:Person")
    second = desk.print()
    on("nato", "Hide")(desk)
    until(lambda: "nato" not in desk.nodes())
    desk.rest()
    third = desk.print()
    steps = desk.menu("History")
    # The list is made when it is looked at.
    until(lambda: "Step 3 of 3" in steps.inner_text())
    until(lambda: "Begin" in steps.inner_text())
    assert [line for line in steps.inner_text().splitlines() if line][1:] == ["Hide NATO", "Without person", "Begin"]
    steps.get_by_role("button", name="Begin").click()
    until(lambda: desk.print() == first)
    desk.rest()
    steps.get_by_role("button", name="Hide NATO").click()
    until(lambda: desk.print() == third)
    desk.rest()
    steps.get_by_role("button", name="Without person").click()
    until(lambda: desk.print() == second)
    desk.rest()
    desk.page.keyboard.press("Escape")
    desk.page.get_by_test_id("stPopoverBody").wait_for(state="detached")
    desk.tool("Redo: hide NATO").wait_for()
    desk.tool("Reset").click()
    until(lambda: desk.print() == first)
    desk.tool("Undo: reset").click()
    until(lambda: desk.print() == second)
