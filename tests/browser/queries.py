"""The Queries page in the words of the tests."""

from __future__ import annotations

import re

from browser.chromium import until
from browser.desk import Desk
from playwright.sync_api import Locator


class Queries(Desk):
    """A page with queries."""

    # The editor tells Python of a text when nothing was typed for 400 milliseconds.
    LOOKS = 11

    def at(self, path: str = "") -> Queries:
        self.page.goto(f"{self.address}/queries{path}")
        self.page.locator(".st-key-query-new").wait_for(timeout=90_000)
        self.rest()
        return self

    def press(self, key: str, option: str = "") -> None:
        """A button of the page, by its key."""
        self.page.locator(f".st-key-{key} button").first.click()
        # Away from it: its tip would lie over what is clicked next.
        self.page.mouse.move(640, 4)
        self.rest()

    def cypher(self) -> Locator:
        """The editor, open."""
        if not self.page.locator(".st-key-cypher-open input").is_checked():
            self.page.locator(".st-key-cypher-open label").first.click()
        field = self.page.get_by_role("textbox", name="The query in Cypher")
        field.wait_for()
        return field

    def close_cypher(self) -> None:
        """Without the editor, what was found has room."""
        self.page.locator(".st-key-cypher-open label").first.click()
        self.page.get_by_role("textbox", name="The query in Cypher").wait_for(state="detached")
        self.rest()

    def write(self, text: str) -> Locator:
        """All of the editor's text, as if pasted."""
        field = self.cypher()
        field.fill(text)
        return field

    def typed(self, text: str) -> list[str]:
        """What is offered after this was typed at the end."""
        field = self.cypher()
        field.press("Control+End")
        field.press_sequentially(text, delay=12)
        return self.offers()

    def offers(self) -> list[str]:
        return self.page.locator(".offers:popover-open .word").all_inner_texts()

    def run(self) -> None:
        """As the keyboard does it."""
        self.cypher().press("Control+Enter")
        self.done()

    def done(self) -> None:
        """Nothing is on its way any more."""
        self.rest()
        until(lambda: self.page.locator(".st-key-query-cancel").count() == 0)
        self.rest()

    def look(self, name: str) -> None:
        self.page.locator(".st-key-answer-look").get_by_role("radio", name=name).click()
        self.rest()

    def query(self) -> str:
        """What the address says."""
        return re.sub(r"#.*", "", self.where()).partition("?")[2]

    def open_menu(self, name: str) -> Locator:
        self.page.get_by_test_id("stPopover").filter(has_text=name).get_by_role("button").first.click()
        body = self.page.get_by_test_id("stPopoverBody")
        body.wait_for()
        return body
