"""The explorer as a person works with it: bar, panels, canvas and tools, and what goes over the line to Python."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from browser.chromium import Explorer, until
from playwright.sync_api import Locator, WebSocket

Place = dict[str, float]


class Desk(Explorer):
    """A page of the explorer, with what was told over its line to Python counted."""

    def watch(self) -> Desk:
        self.sent: list[int] = []
        self.got: list[int] = []
        self.page.on("websocket", self._listen)
        self.page.on("dialog", lambda dialog: (self.told.append("error: a dialog opened"), dialog.dismiss()))
        return self

    def _listen(self, line: WebSocket) -> None:
        line.on("framesent", lambda frame: self.sent.append(len(frame)))
        line.on("framereceived", lambda frame: self.got.append(len(frame)))

    def rest(self) -> None:
        """Wait until nothing is said any more, either way, and no script runs."""
        self.idle()
        count = None
        while count != (len(self.sent), len(self.got)):
            count = len(self.sent), len(self.got)
            self.page.wait_for_timeout(250)

    # ── What is seen ─────────────────────────────────────────────────────────────────────────────────────────────

    def on_page(self) -> dict[str, Place]:
        """Where each node is on the page, in pixels."""
        found: dict[str, Place] = self.canvas().evaluate(
            "canvas => Object.fromEntries(canvas.allegata.shown().nodes.map(id => [id, canvas.allegata.domOf(id)]))"
        )
        return found

    def nodes(self) -> set[str]:
        return set(self.ask("shown()")["nodes"])

    def relations(self) -> set[str]:
        return set(self.ask("shown()")["edges"])

    def edges(self) -> list[dict[str, Any]]:
        """All about the edges that are seen."""
        found: list[dict[str, Any]] = self.canvas().evaluate(
            "canvas => canvas.allegata.shown().edges.map(key => canvas.allegata.edge(key))"
        )
        return found

    def names(self) -> dict[str, str]:
        """Names of the nodes that are seen, by id."""
        told = "canvas => canvas.allegata.network() && canvas.allegata.shown().nodes"
        ids: list[str] = self.canvas().evaluate(told)
        return {id_: self.ask("node(args[0])", id_)["name"] for id_ in ids}

    def count(self) -> str:
        return self.page.locator(".legend .count").inner_text()

    def selection(self) -> list[str]:
        found: list[str] = self.ask("selection()")
        return found

    # ── What is done ─────────────────────────────────────────────────────────────────────────────────────────────

    def tool(self, name: str) -> Locator:
        """A button of the canvas, by what its name begins with."""
        return self.page.locator(".canvas").get_by_role("button", name=re.compile("^" + re.escape(name))).first

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """A button of the page around the canvas."""
        return self.page.get_by_test_id("stMain").get_by_role("button", name=name).first

    def undo(self) -> None:
        self.tool("Undo: ").click()

    def redo(self) -> None:
        self.tool("Redo: ").click()

    def select(self, *ids: str) -> None:
        self.click_node(ids[0])
        for id_ in ids[1:]:
            self.page.keyboard.down("Shift")
            self.click_node(id_)
            self.page.keyboard.up("Shift")
        until(lambda: self.selection() == list(ids))

    def drag(self, id_: str, across: int, down: int) -> None:
        at = self.ask("domOf(args[0])", id_)
        self.page.mouse.move(at["x"], at["y"])
        self.page.mouse.down()
        self.page.mouse.move(at["x"] + across, at["y"] + down, steps=5)
        self.page.mouse.up()

    def layout(self, word: str) -> None:
        self.tool("Layout: ").click()
        self.page.get_by_role("menuitemradio", name=word).click()
        self.tool(f"Layout: {word}").wait_for()

    def mode(self, name: str) -> None:
        self.page.locator(".st-key-mode").get_by_role("radio", name=name).or_(
            self.page.locator(".st-key-mode").get_by_role("button", name=name)
        ).first.click()
        self.rest()

    def filters(self, *, open_: bool = True) -> Desk:
        self._toggle("filters-open", open_)
        panel = self.page.locator(".st-key-sieve")
        panel.wait_for(state="visible" if open_ else "detached")
        self.rest()
        return self

    def inspector(self, *, open_: bool = True) -> Desk:
        self._toggle("inspector-open", open_)
        self.page.locator(".st-key-side").wait_for(state="visible" if open_ else "detached")
        self.rest()
        return self

    def _toggle(self, key: str, wanted: bool) -> None:
        switch = self.page.locator(f".st-key-{key} input")
        if switch.is_checked() != wanted:
            self.page.locator(f".st-key-{key} label").first.click()

    def choose(self, key: str, option: str) -> None:
        """One of a select box or a field of several, by what it begins with."""
        field = self.page.locator(f".st-key-{key} input")
        field.click()
        self.page.get_by_role("option", name=re.compile("^" + re.escape(option))).first.click()

    def file(self) -> Locator:
        """The menu of files, open."""
        self.page.get_by_test_id("stPopover").filter(has_text="File").get_by_role("button").first.click()
        body = self.page.get_by_test_id("stPopoverBody")
        body.wait_for()
        return body

    def close(self) -> None:
        """Whatever menu is open."""
        self.page.keyboard.press("Escape")

    def settled(self) -> None:
        """The address holds the view."""
        until(lambda: "v=" in self.page.url)
        self.rest()

    @contextmanager
    def received(self) -> Iterator[Callable[[], int]]:
        """How many bytes came over the line meanwhile."""
        before = len(self.got)
        yield lambda: sum(self.got[before:])


def open_panels(desk: Desk, left: bool, right: bool) -> None:
    desk.filters(open_=left)
    desk.inspector(open_=right)


def boxes(desk: Desk, *selectors: str) -> dict[str, dict[str, float]]:
    found = {}
    for selector in selectors:
        box = desk.page.locator(selector).first.bounding_box()
        assert box is not None, selector
        found[selector] = dict(box)
    return found


def overlap(one: Place, other: Place) -> bool:
    """Whether two boxes have more than an edge in common."""
    return all(
        one[at] + one[size] > other[at] + 1 and other[at] + other[size] > one[at] + 1
        for at, size in (("x", "width"), ("y", "height"))
    )


def wait_still(desk: Desk, seconds: float = 2.0) -> None:
    """Until nodes do not move on the page."""
    deadline = time.monotonic() + seconds
    before = None
    while time.monotonic() < deadline and before != (now := desk.on_page()):
        before = now
        desk.page.wait_for_timeout(120)


def file_of(text: str, folder: Path, name: str = "kept.allegata.json") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rows_of(text: str) -> Sequence[str]:
    return [line for line in text.splitlines() if line]
