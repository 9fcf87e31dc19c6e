"""What can be done with nodes, on the real graph."""

from __future__ import annotations

import re

import pytest
from browser.chromium import until
from browser.desk import Desk

pytestmark = pytest.mark.browser


def heading(desk: Desk, name: str) -> None:
    desk.page.get_by_test_id("stMain").get_by_role("heading", name=name).first.wait_for()
    desk.rest()


def test_neighbours_come_by_relation_with_numbers_before_and_what_is_drawn_stays(desk: Desk) -> None:
    desk.select("north-korea", "russia")
    desk.rest()
    desk.tool("Edges among").click()
    until(lambda: desk.nodes() == {"north-korea", "russia"})
    desk.rest()
    desk.click_node("north-korea")
    heading(desk, "North Korea")
    desk.page.get_by_text("Draw neighbours over some relations only").click()
    desk.rest()
    offered = desk.offered("over-north-korea").filter(has_text=re.compile(r"^accuses \(\d+\)$"))
    assert int(offered.inner_text().split()[-1].strip("()")) >= 2
    before = desk.positions()
    offered.click()
    desk.page.keyboard.press("Escape")
    desk.rest()
    desk.page.locator(".st-key-over-go-north-korea button").first.click()
    until(lambda: len(desk.positions()) > 2)
    after = desk.positions()
    assert {id_: after[id_] for id_ in before} == before
    accused = [{edge["from"], edge["to"]} for edge in desk.edges() if edge["label"] == "accuses"]
    assert all({"north-korea", id_} in accused for id_ in after.keys() - before.keys())


def test_the_next_25_then_the_rest_and_collapse(desk: Desk) -> None:
    before = desk.positions()
    desk.click_node("nato")
    heading(desk, "NATO")
    desk.button("Draw the next 25 of 31").click()
    until(lambda: len(desk.positions()) == len(before) + 25)
    first = desk.positions()
    assert {id_: first[id_] for id_ in before} == before
    desk.button("Draw 6 more neighbours").click()
    until(lambda: len(desk.positions()) == len(before) + 31)
    second = desk.positions()
    assert {id_: second[id_] for id_ in first} == first, "displacement is exactly 0"
    assert len({(at["x"], at["y"]) for at in second.values()}) == len(second), "nobody sits on somebody else"
    assert desk.button("All neighbours are drawn").is_disabled()
    desk.tool("Collapse").click()
    until(lambda: desk.positions() == before)


def test_hide_and_keep_only_and_the_way_back(desk: Desk) -> None:
    before = desk.print()
    desk.click_node("ukraine")
    heading(desk, "Ukraine")
    desk.tool("Hide").click()
    until(lambda: "ukraine" not in desk.nodes())
    assert all("ukraine" not in (edge["from"], edge["to"]) for edge in desk.edges())
    desk.undo()
    until(lambda: desk.print() == before)
    desk.click_node("wang-yi")
    heading(desk, "Wang Yi")
    near = {
        end for edge in desk.edges() for end in (edge["from"], edge["to"]) if "wang-yi" in (edge["from"], edge["to"])
    }
    desk.tool("Keep only").click()
    until(lambda: desk.nodes() == near)
    assert {id_: desk.positions()[id_] for id_ in near} == {id_: before["nodes"][id_] for id_ in near}
    desk.undo()
    until(lambda: desk.print() == before)


def test_a_pinned_node_stays_in_a_new_layout(desk: Desk) -> None:
    before = desk.positions()
    desk.click_node("nato")
    heading(desk, "NATO")
    desk.tool("Pin").click()
    desk.tool("Unpin").wait_for()
    desk.layout("Circle")
    until(lambda: desk.positions() != before)
    after = desk.positions()
    assert after["nato"] == before["nato"]
    assert sum(after[id_] != before[id_] for id_ in before) > len(before) / 2


def test_several_by_shift_click_and_by_box(desk: Desk) -> None:
    desk.select("nato", "ukraine", "united-states")
    desk.says("3 nodes selected")
    desk.page.keyboard.press("Escape")
    until(lambda: desk.selection() == [])
    at = desk.on_page()
    wanted = {"choe-son-hui", "kim-yong-hyun"} & at.keys()
    assert wanted
    xs, ys = ([at[id_][axis] for id_ in wanted] for axis in "xy")
    desk.page.keyboard.down("Shift")
    desk.page.mouse.move(min(xs) - 12, min(ys) - 12)
    desk.page.mouse.down()
    desk.page.mouse.move(max(xs) + 12, max(ys) + 12, steps=4)
    desk.page.mouse.up()
    desk.page.keyboard.up("Shift")
    until(lambda: wanted <= set(desk.selection()))
    inside = {
        id_
        for id_, place in at.items()
        if min(xs) - 12 <= place["x"] <= max(xs) + 12 and min(ys) - 12 <= place["y"] <= max(ys) + 12
    }
    assert set(desk.selection()) == inside


def test_edges_among_and_common_neighbours(desk: Desk) -> None:
    before = desk.print()
    desk.select("north-korea", "russia", "united-states")
    desk.says("3 nodes selected")
    desk.rest()
    desk.tool("Edges among").click()
    until(lambda: desk.nodes() == {"north-korea", "russia", "united-states"})
    assert {id_: desk.positions()[id_] for id_ in desk.nodes()} == {id_: before["nodes"][id_] for id_ in desk.nodes()}
    assert {frozenset((edge["from"], edge["to"])) for edge in desk.edges()} <= {
        frozenset((one, other)) for one in desk.nodes() for other in desk.nodes()
    }
    desk.rest()
    desk.select("north-korea", "russia")
    desk.says("2 nodes selected")
    desk.rest()
    desk.tool("Common").click()
    until(lambda: len(desk.nodes()) > 3)
    linked = {id_: set() for id_ in ("north-korea", "russia")}
    for edge in desk.edges():
        for end, other in ((edge["from"], edge["to"]), (edge["to"], edge["from"])):
            if end in linked:
                linked[end].add(other)
    new = desk.nodes() - {"north-korea", "russia", "united-states"}
    assert new <= linked["north-korea"] & linked["russia"]


def test_a_drag_keeps_its_place_through_what_follows_and_can_be_taken_back(desk: Desk) -> None:
    before = desk.positions()
    desk.drag("nato", -60, -45)
    dragged = desk.positions()["nato"]
    assert dragged != before["nato"]
    desk.tool("Undo: move NATO").wait_for()
    desk.click_node("ukraine", double=True)
    until(lambda: len(desk.positions()) > len(before))
    desk.rest()
    assert desk.positions()["nato"] == dragged
    desk.undo()
    until(lambda: len(desk.positions()) == len(before))
    assert desk.positions()["nato"] == dragged
    desk.undo()
    until(lambda: desk.positions() == before)
    desk.drag("russia", 30, 30)
    desk.page.keyboard.press("Control+z")
    until(lambda: desk.positions() == before)
    desk.redo()
    until(lambda: desk.positions()["russia"] != before["russia"])


def test_states_are_rolled_up_and_unrolled_to_the_same_picture(desk: Desk) -> None:
    desk.filters()
    before = desk.print()
    desk.press("level", "States")
    until(lambda: len(desk.nodes()) < len(before["nodes"]))
    rolled = desk.print()
    kinds = {desk.ask("node(args[0])", id_)["name"]: desk.ask("node(args[0])", id_)["kind"] for id_ in desk.nodes()}
    assert "Vassily Nebenzia" not in kinds
    assert kinds["Russia"] == "State"
    stay = before["nodes"].keys() & rolled["nodes"].keys()
    assert {id_: rolled["nodes"][id_] for id_ in stay} == {id_: before["nodes"][id_] for id_ in stay}
    single = {key for key, *_ in before["edges"]}
    desk.click_edge(max((edge for edge in desk.edges() if edge["id"] not in single), key=lambda it: it["count"])["id"])
    desk.says("It stands for")
    desk.press("level", "Actors")
    until(lambda: desk.print() == before)
