"""The desk as ``make run`` starts it: a new data folder, a real Neo4j, the seed, a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.chromium import until
from browser.desk import Desk

pytestmark = pytest.mark.browser

ARTICLE = Path(__file__).parents[3] / "shared" / "seed-article" / "afp-2024-10-31.txt"


def test_the_seed_is_drawn_and_fits_the_window(desk: Desk) -> None:
    positions = desk.positions()
    assert {"north-korea", "russia", "united-states", "ukraine", "vassily-nebenzia"} <= positions.keys()
    size = desk.page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert size[0] <= size[1]
    for id_ in positions:
        at = desk.ask("domOf(args[0])", id_)
        assert 0 < at["x"] < 900, id_
        assert 50 < at["y"] < 760, id_


def attach(desk: Desk, file: Path) -> None:
    desk.click_edge(desk.edge("north-korea", "deploys troops to", "russia"))
    desk.says("Versions side by side")
    desk.idle()
    desk.page.get_by_text("Attach the text").click()
    desk.page.locator("input[type=file]").set_input_files(file)


def test_another_text_than_the_one_that_was_read_is_refused(desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Something else.\n", encoding="utf-8")
    attach(desk, other)
    desk.says("is not the text of any document here")


def test_the_text_is_known_by_its_sum_and_shows_the_passage(desk: Desk) -> None:
    if not ARTICLE.is_file():
        pytest.skip("the article is not here")
    attach(desk, ARTICLE)
    desk.says("Text attached")
    assert desk.page.locator("mark").count() >= 10


def test_the_keyboard_is_enough(desk: Desk) -> None:
    desk.canvas().evaluate("canvas => canvas.focus()")
    desk.page.keyboard.press("]")
    selected = until(lambda: desk.ask("selected()"))
    before = len(desk.positions())
    desk.page.keyboard.press("Enter")
    until(lambda: len(desk.positions()) > before)
    desk.page.keyboard.press("z")
    until(lambda: len(desk.positions()) == before)
    assert selected["what"] == "node"
    desk.page.keyboard.press("Escape")
    desk.says("On whose word?")


def test_leaving_the_page_and_coming_back_keeps_the_view(desk: Desk) -> None:
    desk.click_node("nato", double=True)
    until(lambda: len(desk.positions()) > 40)
    before = desk.positions()
    desk.page.get_by_role("link", name="Help").click()
    desk.says("Keys on the canvas")
    desk.page.get_by_role("link", name="Explorer").click()
    desk.ready()
    assert desk.positions() == before
