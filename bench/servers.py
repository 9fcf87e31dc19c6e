"""Programs under measurement, started and ended; a browser to look at them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, JSHandle, Page, sync_playwright

__all__ = ["NAMES", "browser", "drawn", "explorer", "free_port", "page_app", "visited"]

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

FIND = """() => {
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.allegata) return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const found = find(document);
  return found && found.allegata.ready() ? found : null;
}"""
"""The root of the canvas, once it has drawn; else null."""


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def explorer(home: Path, port: int, **limits: str) -> Iterator[subprocess.Popen[str]]:
    """``allegata serve``, from its start; ended by a signal.

    Args:
        home: its data folder.
        port: where it answers.
        limits: more of its environment, as in ``ALLEGATA_EXPAND_LIMIT="10"``.
    """
    command = [sys.executable, "-m", "allegata", "-q", "serve", "--no-browser", "--port", str(port)]
    environ = {**os.environ, "ALLEGATA_HOME": str(home), "NEO4J_URI": "", **limits}
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


@contextmanager
def page_app(app: Path, port: int, python: str = sys.executable, *arguments: str) -> Iterator[None]:
    """A Streamlit page of its own, once it answers.

    Args:
        app: its script.
        port: where it answers.
        python: of the environment that it needs.
        arguments: of the script.
    """
    options = [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"]
    command = [python, "-m", "streamlit", "run", str(app), *options, "--", *arguments]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            deadline = time.monotonic() + 60
            while not _answers(port) and time.monotonic() < deadline:
                time.sleep(0.05)
            yield
        finally:
            process.terminate()


@contextmanager
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        raise SystemExit("no Chromium found: install the package chromium to measure what a person sees")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield found
        found.close()


def visited(page: Page, address: str) -> None:
    """Go there; wait while nobody answers yet."""
    while True:
        try:
            page.goto(address)
            return
        except Error as error:
            # The page that the browser shows of a refusal may still be on its way.
            if "ERR_CONNECTION_REFUSED" not in str(error) and "chrome-error" not in str(error):
                raise
            time.sleep(0.05)


def drawn(page: Page, port: int, query: str = "") -> JSHandle:
    """The root of the canvas, or of the empty component, once it is drawn."""
    visited(page, f"http://127.0.0.1:{port}/{query}")
    page.wait_for_function(FIND, timeout=120_000, polling=20)
    return page.evaluate_handle(FIND)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
            return True
    except (urllib.error.URLError, TimeoutError):
        return False
