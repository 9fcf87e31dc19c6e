"""What Streamlit makes of escaped text can be seen in a browser only: it looks for more than Markdown."""

from __future__ import annotations

import re

import pytest
from browser.rooms import Rooms
from browser.serving import served
from browser.text_app import TEXTS

pytestmark = pytest.mark.browser

MADE = re.compile(
    r"<(a|code|strong|em|del|h\d|li|blockquote|img|table|hr|sup|b)\b|katex|stMarkdownColored|stIconMaterial"
)


def test_text_is_shown_as_it_is(rooms: Rooms) -> None:
    with served("text_app.py") as address, rooms.one() as context:
        page = context.new_page()
        page.goto(address)
        page.locator(f".st-key-pill-{len(TEXTS) - 1} button").wait_for()
        for number, text in enumerate(TEXTS):
            for place in (
                f".st-key-text-{number} [data-testid=stCaptionContainer]",
                f".st-key-button-{number} button",
                f".st-key-pill-{number} button",
            ):
                shown = page.locator(place).first
                assert shown.inner_text().replace("\u2060", "").strip() == text
                assert not MADE.search(shown.inner_html()), f"{text} in {place}"
