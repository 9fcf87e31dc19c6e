"""The system's Chromium, driven by Playwright, and ways to find what the canvas draws."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, ConsoleMessage, JSHandle, Page, sync_playwright

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Parts of the browser's own window that are pages: each tab would start a process for them.
    "--disable-features=InitialWebUI,WebUIToolbar,WebUILocationBar,WebUIHomeButton,WebUISplitTabsButton,WebUIReloadButton,"
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup",
)
PROBES = ("/_stcore/host-config", "/_stcore/health")
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

IDLE = """looks => {
  const still = document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning';
  window.looks = still ? (window.looks ?? 0) + 1 : 0;
  return window.looks > looks;
}"""
FIND = """() => {
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.allegata) return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  return find(document);
}"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. Without one the test is skipped, but under CI it fails."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        told = "no Chromium found: install the package chromium to run the browser tests"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


def until(condition: Callable[[], Any], seconds: float = 30.0) -> Any:
    """What the condition gives once it is true; fails when it does not come true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.05)
    pytest.fail(f"waited {seconds:.0f} s in vain")


def dressed(page: Page) -> None:
    """Wait for our look: Streamlit fetches what brings it while the rest may be on the page already."""
    page.locator(".stHtml style").first.wait_for(state="attached")


@dataclass
class Explorer:
    """A page with the explorer in it, and what it told and asked for meanwhile."""

    LOOKS: ClassVar[int] = 6
    """So often in a row no script runs, by the clock of the page: when the machine is busy, that is waited for too."""

    page: Page
    address: str
    told: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.told.append(f"error: {error}"))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def _said(self, message: ConsoleMessage) -> None:
        # On a page below the first one Streamlit looks for its server there before it looks where it is.
        if not message.location["url"].endswith(PROBES):
            self.told.append(f"{message.type}: {message.text}")

    def open(self, path: str = "") -> Explorer:
        self.page.goto(self.address + path)
        self.ready()
        return self

    def canvas(self) -> JSHandle:
        return self.page.evaluate_handle(FIND)

    def ask(self, expression: str, *arguments: object) -> Any:
        """Something of the canvas, as in ``ask("positions()")``."""
        # Between an empty canvas and one with something on it there may be none for a moment.
        canvas = self.page.wait_for_function(FIND)
        return canvas.evaluate(f"(canvas, args) => canvas.allegata.{expression}", list(arguments))

    def ready(self) -> None:
        until(lambda: self.canvas().evaluate("canvas => Boolean(canvas && canvas.allegata.ready())"), 90)

    def positions(self) -> dict[str, dict[str, float]]:
        found: dict[str, dict[str, float]] = self.ask("positions()")
        return found

    def edge(self, source: str, label: str, target: str) -> str:
        for edge in self.ask("edges()"):
            if (edge["from"], edge["label"], edge["to"]) == (source, label, target):
                return str(edge["id"])
        pytest.fail(f"no edge {source} {label} {target} is drawn")

    def click_node(self, id_: str, *, double: bool = False) -> None:
        at = self.ask("domOf(args[0])", id_)
        (self.page.mouse.dblclick if double else self.page.mouse.click)(at["x"], at["y"])

    def click_edge(self, key: str) -> None:
        at = self.ask("edgeMid(args[0])", key)
        self.page.mouse.click(at["x"], at["y"])

    def says(self, text: str) -> None:
        """Wait until the page shows this text."""
        self.page.get_by_text(text).first.wait_for(timeout=60_000)

    def idle(self) -> None:
        """Wait until no script runs: what is on the page then is what the last run left, and no older piece of it."""
        self.page.evaluate("delete window.looks")
        self.page.wait_for_function(IDLE, arg=self.LOOKS, polling=50, timeout=60_000)

    def strangers(self) -> list[str]:
        """Requests to anybody but the explorer itself."""
        own = (self.address, self.address.replace("http", "ws"), "data:", "blob:")
        return [url for url in self.asked if not url.startswith(own)]

    def complaints(self) -> list[str]:
        return [line for line in self.told if line.startswith("error")]
