"""Filters: each of them changes canvas, counts, tables and sentences alike; nothing moves, and only ids are sent."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from browser.chromium import until
from browser.desk import Desk

pytestmark = pytest.mark.browser

Filter = Callable[[Desk], None]


def day(key: str, digits: str) -> Filter:
    def set_(desk: Desk) -> None:
        desk.page.locator(f".st-key-{key}").get_by_role("spinbutton").first.click()
        desk.page.keyboard.type(digits, delay=30)
        desk.page.keyboard.press("Escape")
        desk.rest()
        if desk.page.get_by_test_id("stDateInputCalendar").count():
            desk.page.keyboard.press("Escape")
        desk.page.keyboard.press("Tab")
        desk.rest()

    return set_


def by_said(desk: Desk) -> None:
    desk.press("clock", "Said")
    day("since", "31102024")(desk)


def compared(desk: Desk) -> None:
    desk.choose("who", "United States")
    desk.choose("other", "Russia")


FILTERS: dict[str, Filter] = {
    "family": lambda desk: desk.toggle("family:verbal conflict"),
    "status": lambda desk: desk.toggle("status:REPORTED"),
    "kind": lambda desk: desk.toggle("kind:Person"),
    "relation": lambda desk: desk.choose("relations", "accuses"),
    "happened": day("since", "31102024"),
    "said": by_said,
    "holders": lambda desk: desk.number("holders", 3),
    "standpoint": lambda desk: desk.choose("who", "United States"),
    "two standpoints": compared,
}


def table(desk: Desk) -> list[dict[str, str]]:
    """The rows of the table of relations, as it is saved."""
    desk.mode("Tables")
    with desk.page.expect_download() as saved:
        desk.page.locator(".st-key-csv-relations button").first.click()
    text = saved.value.path().read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sentences(desk: Desk) -> list[str]:
    desk.mode("Sentences")
    with desk.page.expect_download() as saved:
        desk.page.locator(".st-key-sentences-text button").first.click()
    return saved.value.path().read_text("utf-8").splitlines()


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_acts_on_everything_alike_and_moves_nothing(desk: Desk, name: str) -> None:
    desk.filters()
    before, places, whole = desk.print(), desk.on_page(), sum(map(len, desk.got))
    start = len(desk.got)
    FILTERS[name](desk)
    until(lambda: desk.relations() != {key for key, *_ in before["edges"]})
    desk.rest()
    told = b"".join(desk.got[start:])
    after, edges = desk.print(), desk.edges()
    assert 0 < len(after["edges"]) < len(before["edges"])
    assert {id_: before["nodes"][id_] for id_ in after["nodes"]} == after["nodes"]
    left = desk.on_page()
    assert all(abs(left[id_][axis] - places[id_][axis]) < 25 for id_ in left for axis in "xy"), "only the legend grew"
    assert desk.positions().keys() == before["nodes"].keys(), "what is off is kept"
    assert b'"radius"' not in told, "nodes are told by their ids alone"
    assert b'"family":"' not in told.replace(b'"family": "', b'"family":"'), "so are edges"
    assert len(told) < whole
    numbers = (len(after["nodes"]), len(before["nodes"]), len(after["edges"]), len(before["edges"]))
    seen = (
        "{0} of {1} actors, {2} of {3} relations shown"
        if numbers[0] < numbers[1]
        else "{0} actors, {2} of {3} relations"
    )
    assert desk.count().startswith(seen.format(*numbers))
    rows = table(desk)
    assert {row["key"] for row in rows} == {key for key, *_ in after["edges"]}
    if name in ("happened", "said"):
        column = "claims" if name == "happened" else "statements"
        shown = {key: count for key, count, _ in after["edges"]}
        claimed = [row for row in rows if row["status (whole edge)"] != "standing fact"]
        assert all(int(row[column]) == shown[row["key"]] for row in claimed)
        units = {edge["id"]: edge["unit"] for edge in edges}
        assert {units[row["key"]] for row in claimed} == {column.removesuffix("s")}
    lines = sentences(desk)
    assert len(lines) == len(rows)
    for row in rows:
        assert any(f"{row['source']} {row['relation']} {row['target']}" in line for line in lines), row
    desk.mode("Canvas")
    desk.ready()
    desk.undo()
    if name in ("two standpoints", "said"):
        desk.rest()
        desk.undo()
    until(lambda: desk.print() == before)


def test_two_standpoints_are_told_apart_and_their_classes_can_be_chosen(desk: Desk) -> None:
    desk.filters()
    compared(desk)
    desk.rest()
    marks = {mark for _, _, mark in desk.print()["edges"]}
    assert {"a", "b"} <= marks
    legend = desk.page.locator(".legend").inner_text()
    assert "only United States" in legend
    assert "only Russia" in legend
    desk.page.locator(".st-key-classes").get_by_role("button", name="only Russia").click()
    until(lambda: "b" not in {mark for _, _, mark in desk.print()["edges"]})
    desk.rest()
    assert {mark for _, _, mark in desk.print()["edges"]} == marks - {"b"}
    desk.button("Clear").click()
    until(lambda: len(desk.relations()) > 40)


def test_one_entry_of_the_legend_alone(desk: Desk) -> None:
    before = desk.print()
    desk.toggle("status:CONTESTED", alone=True)
    assert {edge["status"] for edge in desk.edges() if edge["status"]} == {"CONTESTED"}
    desk.toggle("status:CONTESTED", alone=True)
    until(lambda: desk.print() == before)


def test_a_filter_of_the_legend_costs_a_fraction_of_the_graph(desk: Desk) -> None:
    whole = max(map(len, desk.got))
    desk.rest()
    start = len(desk.got)
    desk.toggle("family:verbal conflict")
    assert max(map(len, desk.got[start:])) < whole / 4
    assert sum(map(len, desk.got[start:])) < whole
