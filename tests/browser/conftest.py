"""The page that holds the canvas alone, opened as often as a test wants."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from browser.chromium import chromium
from browser.hands import Visit
from browser.serving import Watched, served
from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def alone() -> Iterator[str]:
    """Where the canvas alone answers."""
    with served("canvas_app.py") as found:
        yield found


@pytest.fixture
def visit(browser: Browser, alone: str) -> Iterator[Visit]:
    opened: list[Watched] = []

    def open_(path: str = "/", **options: Any) -> Watched:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        page = Watched(context.new_page(), alone).watch()
        opened.append(page)
        page.open(path)
        return page

    yield open_
    for page in opened:
        assert page.complaints() == []
        assert page.strangers() == []
        page.page.context.close()
