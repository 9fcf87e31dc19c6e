"""The four layouts: seeded, each for everything that is seen, and undone like everything else."""

from __future__ import annotations

import pytest
from browser.chromium import until
from browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("word", ["By ties", "Circle", "Rings", "By time"])
def test_a_layout_is_the_same_for_the_same_link_and_expanding_moves_nothing(explore: Open, word: str) -> None:
    one = explore()
    before = one.positions()
    one.layout("Circle" if word == "By ties" else word)
    until(lambda: one.positions() != before)
    if word == "By ties":
        one.rest()
        one.layout(word)
    one.settled()
    laid = one.positions()
    assert laid.keys() == before.keys()
    assert len({(at["x"], at["y"]) for at in laid.values()}) == len(laid), "nobody sits on somebody else"
    box = one.page.locator(".stage").bounding_box()
    assert box is not None
    for at in one.on_page().values():
        assert box["x"] < at["x"] < box["x"] + box["width"]
        assert box["y"] < at["y"] < box["y"] + box["height"]
    one.click_node("nato", double=True)
    until(lambda: len(one.positions()) > len(laid))
    grown = one.positions()
    assert {id_: grown[id_] for id_ in laid} == laid, "displacement is exactly 0"
    one.rest()
    one.undo()
    until(lambda: one.positions() == laid)


def test_laid_out_twice_from_the_same_link_is_the_same(explore: Open) -> None:
    desk = explore()
    desk.toggle("kind:Place")
    desk.settled()
    link = desk.where().removeprefix(desk.address)
    found = []
    for _ in range(2):
        other = explore(link)
        start = other.positions()
        for word in ("Rings", "By ties", "By ties"):
            other.layout(word)
            until(lambda other=other, start=start: other.positions() != start)
            other.rest()
            start = other.positions()
        found.append(other.print())
    assert found[0] == found[1]
