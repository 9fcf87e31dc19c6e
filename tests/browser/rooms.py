"""Contexts of the browser, used again: the scripts of a page are fetched and compiled for the first test only."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext

PLAIN = {"viewport": {"width": 1280, "height": 800}}
PATIENCE = 60_000
"""Milliseconds."""


@dataclass
class Rooms:
    """Contexts of one browser, by their options. Nobody is let in before the last one has left and all is cleared."""

    browser: Browser
    free: dict[str, list[BrowserContext]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def one(self, **options: Any) -> Iterator[BrowserContext]:
        """One that nobody else uses: two at a time are two people."""
        wanted = PLAIN | options
        free = self.free[json.dumps(wanted, sort_keys=True)]
        context = free.pop() if free else self.browser.new_context(**wanted)
        context.set_default_timeout(PATIENCE)
        try:
            yield context
        finally:
            _clear(context)
        free.append(context)


def _clear(context: BrowserContext) -> None:
    """Nothing is kept but what was fetched: no page, no cookie, no permission, nothing stored."""
    for page in context.pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    context.clear_cookies()
    context.clear_permissions()
