"""What Streamlit makes of escaped text can be seen in a browser only: it looks for more than Markdown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from browser.chromium import chromium, until
from browser.serving import answers, free_port
from browser.text_app import TEXTS

pytestmark = pytest.mark.browser

MADE = re.compile(
    r"<(a|code|strong|em|del|h\d|li|blockquote|img|table|hr|sup|b)\b|katex|stMarkdownColored|stIconMaterial"
)


def test_text_is_shown_as_it_is() -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    app = Path(__file__).with_name("text_app.py")
    command = [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}"]
    with (
        subprocess.Popen(command, cwd=app.parents[2], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server,
        chromium() as browser,
    ):
        until(lambda: answers(address))
        page = browser.new_page()
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
        server.terminate()
