"""Small Streamlit pages of the tests, served, and explorers whose messages to Python are counted."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser.chromium import Explorer, until

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError):
        return False


@contextmanager
def served(app: str) -> Iterator[str]:
    """Where this page of ours answers."""
    address = f"http://127.0.0.1:{(port := free_port())}"
    command = [sys.executable, "-m", "streamlit", "run", str(Path(__file__).parent / app), f"--server.port={port}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as page:
        try:
            until(lambda: answers(address))
            yield address
        finally:
            page.terminate()


class Watched(Explorer):
    """An explorer whose messages to Python are counted."""

    def watch(self) -> Watched:
        self.sent: list[int] = []
        self.page.on("websocket", lambda line: line.on("framesent", lambda frame: self.sent.append(len(frame))))
        self.page.on("dialog", lambda dialog: (self.told.append("error: a dialog opened"), dialog.dismiss()))
        return self

    def rest(self) -> int:
        """How many messages were sent, once no more are."""
        count = -1
        while count != len(self.sent):
            count = len(self.sent)
            time.sleep(0.4)
        return count
