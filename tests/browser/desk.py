"""The explorer as a person works with it: bar, panels, canvas and tools, and what goes over the line to Python."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from typing import Any

from browser.chromium import Explorer, dressed, until
from playwright.sync_api import Error, Locator, WebSocket

Place = dict[str, float]


class Desk(Explorer):
    """A page of the explorer, with what was told over its line to Python counted."""

    def watch(self) -> Desk:
        self.sent: list[int] = []
        self.got: list[bytes] = []
        self.page.on("websocket", self._listen)
        self.page.on("dialog", lambda dialog: (self.told.append("error: a dialog opened"), dialog.dismiss()))
        return self

    def _listen(self, line: WebSocket) -> None:
        line.on("framesent", lambda frame: self.sent.append(len(frame)))
        line.on("framereceived", lambda frame: self.got.append(frame.encode() if isinstance(frame, str) else frame))

    def ready(self) -> None:
        """Wait until the canvas is drawn, and lies where it will: the look may come after what it arranges."""
        dressed(self.page)
        super().ready()

    def rest(self) -> None:
        """Wait until nothing is said any more, either way, and no script runs."""
        count, deadline = None, time.monotonic() + 60
        while count != (len(self.sent), len(self.got)):
            assert time.monotonic() < deadline, "the page never comes to rest"
            count = len(self.sent), len(self.got)
            self.idle()

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
        self.page.locator(".st-key-mode").get_by_role("radio", name=name).click()
        self.rest()

    def filters(self, *, open_: bool = True) -> Desk:
        self._switch("filters-open", open_)
        self.page.locator(".st-key-sieve").wait_for(state="visible" if open_ else "detached")
        self.rest()
        return self

    def inspector(self, *, open_: bool = True) -> Desk:
        self._switch("inspector-open", open_)
        self.page.locator(".st-key-side").wait_for(state="visible" if open_ else "detached")
        self.rest()
        return self

    def _switch(self, key: str, wanted: bool) -> None:
        if self.page.locator(f".st-key-{key} input").is_checked() != wanted:
            self.page.locator(f".st-key-{key} label").first.click()

    def switch(self, key: str, wanted: bool = True) -> None:
        """A switch of the filters."""
        self._switch(key, wanted)
        self.rest()

    def press(self, key: str, option: str) -> None:
        """One of the segments of a control."""
        self.page.locator(f".st-key-{key}").get_by_role("radio", name=option).click()
        self.rest()

    def offered(self, key: str) -> Locator:
        """What a select box or a field of several offers, open."""
        field = self.page.locator(f".st-key-{key} input")
        found = self.page.get_by_role("option")
        # A run that ends at this moment draws the field anew, and closed.
        for _ in range(5):
            field.focus()
            self.page.keyboard.press("ArrowDown")
            with suppress(Error):
                found.first.wait_for(timeout=5_000)
                break
        found.first.wait_for()
        return found

    def choose(self, key: str, option: str) -> None:
        """One of a select box or of a field of several, by its whole name or what it begins with."""
        offered = self.offered(key)
        exact = offered.filter(has_text=re.compile(f"^{re.escape(option)}$"))
        (exact if exact.count() else offered.filter(has_text=re.compile("^" + re.escape(option)))).first.click()
        self.rest()
        field = self.page.locator(f".st-key-{key} input")
        if field.get_attribute("aria-expanded") == "true":
            self.page.keyboard.press("Escape")

    def number(self, key: str, value: int) -> None:
        field = self.page.locator(f".st-key-{key} input")
        field.fill(str(value))
        field.press("Enter")
        self.rest()

    def legend(self, entry: str) -> Locator:
        """A switch of the legend, as in "kind:State"."""
        return self.page.locator(f'.legend button[data-id="{entry}"]')

    def toggle(self, entry: str, *, alone: bool = False) -> None:
        """Switch an entry of the legend."""
        version = self.ask("version()")
        self.legend(entry).click(modifiers=["Shift"] if alone else [])
        until(lambda: self.ask("version()") != version)
        self.rest()

    def menu(self, name: str) -> Locator:
        """A menu of the bar, open."""
        self.page.get_by_test_id("stPopover").filter(has_text=name).get_by_role("button").first.click()
        body = self.page.get_by_test_id("stPopoverBody")
        body.wait_for()
        return body

    def begin(self, name: str) -> None:
        """By a button of the file menu, which is out of the way afterwards."""
        body = self.menu("File")
        body.get_by_role("button", name=name).click()
        body.wait_for(state="detached")

    def emptied(self) -> None:
        """Nothing is drawn."""
        self.begin("Empty canvas")
        until(lambda: not self.positions())

    def where(self) -> str:
        """The address; what Playwright thinks it is lags behind."""
        return str(self.page.evaluate("location.href"))

    def settled(self) -> Desk:
        """The address holds the view."""
        until(lambda: "v=" in self.where())
        self.rest()
        self.page.wait_for_timeout(400)
        return self

    def print(self) -> dict[str, Any]:
        """What is on the canvas and where, without the camera: the same for the same picture."""
        found: dict[str, Any] = self.canvas().evaluate(
            """canvas => {
              const { nodes, edges } = canvas.allegata.shown();
              const all = canvas.allegata.positions();
              return {
                edges: edges.map(key => [key, canvas.allegata.edge(key).count, canvas.allegata.edge(key).mark]).sort(),
                nodes: Object.fromEntries(nodes.map(id => [id, all[id]])),
                pinned: nodes.filter(id => canvas.allegata.node(id).pinned).sort(),
              };
            }"""
        )
        return found


def overlap(one: Place, other: Place) -> bool:
    """Whether two boxes have more than an edge in common."""
    return all(
        one[at] + one[size] > other[at] + 1 and other[at] + other[size] > one[at] + 1
        for at, size in (("x", "width"), ("y", "height"))
    )


def near(one: dict[str, Place], other: dict[str, Place], pixels: float = 0.01) -> bool:
    """Whether the same nodes are in the same places."""
    return one.keys() == other.keys() and all(
        abs(one[id_][axis] - other[id_][axis]) <= pixels for id_ in one for axis in "xy"
    )
