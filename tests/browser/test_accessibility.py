"""Every page as a person with a screen reader, a keyboard or weak eyes meets it, as far as axe-core can tell."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.axe import violations
from browser.chromium import Explorer, chromium, until
from browser.test_canvas import answers, free_port
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
HARNESS = ROOT / "tests" / "browser" / "pages_app.py"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the explorer answers."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(HARNESS), f"--server.port={port}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as harness:
        until(lambda: answers(f"http://127.0.0.1:{port}"))
        yield f"http://127.0.0.1:{port}"
        harness.terminate()


@pytest.fixture(params=["light", "dark"])
def explorer(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Explorer]:
    with browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme=request.param) as context:
        yield Explorer(context.new_page(), address)


def test_the_explorer(explorer: Explorer) -> None:
    explorer.open()
    explorer.says("On whose word?")
    explorer.idle()
    told = {"nothing selected": violations(explorer.page)}
    explorer.click_node("boreal")
    explorer.says("Norrgard")
    explorer.idle()
    told["an actor"] = violations(explorer.page)
    explorer.click_edge(explorer.edge("boreal", "attacks", "aria"))
    explorer.says("Somebody asserts it")
    explorer.idle()
    told["an edge"] = violations(explorer.page)
    assert told == {"nothing selected": [], "an actor": [], "an edge": []}


def test_the_help(explorer: Explorer) -> None:
    explorer.page.goto(f"{explorer.address}/help")
    explorer.says("Keys on the canvas")
    explorer.idle()
    assert violations(explorer.page) == []


def test_it_finds_what_is_wrong_in_a_shadow_root_too(explorer: Explorer) -> None:
    explorer.open()
    explorer.canvas().evaluate(
        """canvas => {
          const button = document.createElement('button');
          button.className = 'nameless';
          canvas.append(button);
        }"""
    )
    assert any(line.startswith("button-name:") and ".nameless" in line for line in violations(explorer.page))
