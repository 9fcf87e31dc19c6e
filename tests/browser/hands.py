"""What hands do on the canvas, and what came of it, in the words of the tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from browser.chromium import until
from browser.serving import Watched
from playwright.sync_api import Locator

Visit = Callable[..., Watched]
"""Opens a page: path, and options of the browser's context."""


def events(page: Watched) -> list[str]:
    return [line for line in page.page.get_by_test_id("stText").inner_text().splitlines() if line]


def hears(page: Watched, event: str) -> None:
    until(lambda: event in events(page)[-1:])


def button(page: Watched, name: str) -> Locator:
    """A button of the canvas, by what its name begins with."""
    return page.page.locator(".canvas").get_by_role("button", name=re.compile("^" + re.escape(name))).first


@contextmanager
def holding(page: Watched, key: str) -> Iterator[None]:
    page.page.keyboard.down(key)
    yield
    page.page.keyboard.up(key)


def select(page: Watched, *ids: str) -> None:
    page.click_node(ids[0])
    with holding(page, "Shift"):
        for id_ in ids[1:]:
            page.click_node(id_)
    until(lambda: page.ask("selection()") == list(ids))
    hears(page, f"select-node{'s' if ids[1:] else ''} {' '.join(ids)}")


def drag(page: Watched, id_: str, across: int, down: int) -> None:
    at = page.ask("domOf(args[0])", id_)
    page.page.mouse.move(at["x"], at["y"])
    page.page.mouse.down()
    page.page.mouse.move(at["x"] + across, at["y"] + down, steps=5)
    page.page.mouse.up()


def where(page: Watched) -> str:
    return str(page.page.evaluate("location.href"))
