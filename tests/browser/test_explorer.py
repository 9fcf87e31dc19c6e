"""The explorer as ``make run`` starts it: a new data folder, a real Neo4j, the seed, a real browser."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.chromium import Explorer, chromium, until
from engine_homes import settings_in
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ARTICLE = Path(__file__).parents[3] / "shared" / "seed-article" / "afp-2024-10-31.txt"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where ``allegata serve`` answers, in a data folder that did not exist before."""
    home = settings_in(tmp_path_factory.mktemp("served")).home
    environ = {**os.environ, "ALLEGATA_HOME": str(home), "NEO4J_URI": ""}
    command = [sys.executable, "-m", "allegata", "serve", "--no-browser", "--port", str(free_port())]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as serve:
        assert serve.stdout is not None
        line = serve.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", line), line
        yield line
        serve.send_signal(signal.SIGTERM)
        assert serve.wait(30) == 128 + signal.SIGTERM
    until(lambda: not (home / "database" / "server.json").exists())


@pytest.fixture
def explorer(browser: Browser, address: str) -> Iterator[Explorer]:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        made = Explorer(context.new_page(), address).open()
        yield made
        assert made.strangers() == []
        assert made.complaints() == []


def test_the_seed_is_drawn_and_fits_the_window(explorer: Explorer) -> None:
    positions = explorer.positions()
    assert {"north-korea", "russia", "united-states", "ukraine", "vassily-nebenzia"} <= positions.keys()
    size = explorer.page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
    assert size[0] <= size[1]
    for id_ in positions:
        at = explorer.ask("domOf(args[0])", id_)
        assert 0 < at["x"] < 900, id_
        assert 50 < at["y"] < 760, id_


def test_a_click_on_an_actor_tells_about_him_and_a_double_click_draws_his_neighbours(explorer: Explorer) -> None:
    explorer.click_node("nato")
    explorer.says("North Atlantic Treaty Organization")
    explorer.says("Draw the next 25 of")
    before = explorer.positions()
    explorer.click_node("nato", double=True)
    until(lambda: len(explorer.positions()) >= len(before) + 25)
    after = explorer.positions()
    assert {id_: after[id_] for id_ in before} == before
    explorer.says("Draw 6 more neighbours")
    explorer.page.get_by_role("button", name="Draw 6 more neighbours").click()
    until(lambda: len(explorer.positions()) == len(after) + 6)
    explorer.page.get_by_role("button", name="Undo: ").click()
    until(lambda: explorer.positions() == after)


def test_a_click_on_an_edge_reads_whose_word_it_is(explorer: Explorer) -> None:
    explorer.click_edge(explorer.edge("north-korea", "deploys troops to", "russia"))
    for text in (
        "Somebody asserts it, somebody else denies it",
        "Versions side by side",
        "about 10,000",
        "12,000",
        "a small number",
        "dismisses",
        "cannot confirm",
        "no comment",
        "Agence France-Presse, 31 October 2024, paragraph 2",
    ):
        explorer.says(text)


def attach(explorer: Explorer, file: Path) -> None:
    explorer.click_edge(explorer.edge("north-korea", "deploys troops to", "russia"))
    explorer.says("Versions side by side")
    explorer.idle()
    explorer.page.get_by_text("Attach the text").click()
    explorer.page.locator("input[type=file]").set_input_files(file)


def test_another_text_than_the_one_that_was_read_is_refused(explorer: Explorer, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Something else.\n", encoding="utf-8")
    attach(explorer, other)
    explorer.says("is not the text of any document here")


def test_the_text_is_known_by_its_sum_and_shows_the_passage(explorer: Explorer) -> None:
    if not ARTICLE.is_file():
        pytest.skip("the article is not here")
    attach(explorer, ARTICLE)
    explorer.says("Text attached")
    assert explorer.page.locator("mark").count() >= 10


@pytest.mark.parametrize(
    ("typed", "shown"), [("Pyongyang", "North Korea"), ("the pentagon", "US Department of Defense")]
)
def test_search_knows_other_names(explorer: Explorer, typed: str, shown: str) -> None:
    explorer.page.get_by_role("textbox", name="Search").fill(typed)
    explorer.page.keyboard.press("Enter")
    explorer.page.get_by_role("heading", name=shown).wait_for(timeout=15_000)
    until(lambda: (explorer.ask("selected()") or {}).get("what") == "node")
    explorer.page.get_by_role("textbox", name="Search").fill("nobody of that name")
    explorer.page.keyboard.press("Enter")
    explorer.says("Nothing here is called")


def test_the_keyboard_is_enough(explorer: Explorer) -> None:
    explorer.canvas().evaluate("canvas => canvas.focus()")
    explorer.page.keyboard.press("]")
    selected = until(lambda: explorer.ask("selected()"))
    before = len(explorer.positions())
    explorer.page.keyboard.press("Enter")
    until(lambda: len(explorer.positions()) > before)
    explorer.page.keyboard.press("z")
    until(lambda: len(explorer.positions()) == before)
    assert selected["what"] == "node"
    explorer.page.keyboard.press("Escape")
    explorer.says("On whose word?")


def test_two_people_do_not_see_each_others_view(explorer: Explorer, browser: Browser, address: str) -> None:
    with browser.new_context() as context:
        other = Explorer(context.new_page(), address).open()
        before = other.positions()
        explorer.click_node("nato", double=True)
        until(lambda: len(explorer.positions()) > len(before))
        other.click_node("russia")
        other.says("Russian Federation")
        assert other.positions() == before


def test_leaving_the_page_and_coming_back_keeps_the_view(explorer: Explorer) -> None:
    explorer.click_node("nato", double=True)
    until(lambda: len(explorer.positions()) > 40)
    before = explorer.positions()
    explorer.page.get_by_role("link", name="Help").click()
    explorer.says("Keys on the canvas")
    explorer.page.get_by_role("link", name="Explorer").click()
    explorer.ready()
    assert explorer.positions() == before
