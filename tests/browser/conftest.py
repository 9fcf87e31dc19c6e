"""One browser, one explorer as ``allegata serve`` starts it, and the canvas alone, for all tests of this folder."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser.chromium import chromium, until
from browser.desk import Desk
from browser.hands import Visit
from browser.rooms import PATIENCE, Rooms
from browser.serving import Watched, free_port, served
from engine_homes import settings_in
from playwright.sync_api import Browser, expect

# Five seconds, as Playwright has it, are short on a machine on which a server plans a question for the first time.
expect.set_options(timeout=PATIENCE)

TESTS = Path(__file__).parents[1]

Open = Callable[..., Desk]
"""Opens an explorer: path, and options of the browser's context."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In CI a browser test that fails is tried once more: the summary names it, and it is a bug to be looked for.

    Two at a time, with two databases and two browsers on two cores, now and then one of them is too late.
    """
    if os.environ.get("CI"):
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@contextmanager
def serving(home: Path, port: int = 0, **more: str) -> Iterator[str]:
    """Where ``allegata serve`` answers with this data folder; afterwards nothing of it runs any more.

    Args:
        home: the data folder.
        port: 0: one that is free.
        **more: of its environment, as for a server of the user's own.
    """
    found = os.pathsep.join(map(str, (TESTS, TESTS / "engine")))
    environ = {**os.environ, "PYTHONPATH": found, "ALLEGATA_HOME": str(home), "NEO4J_URI": "", **more}
    command = [sys.executable, "-m", "browser.hurried", "serve", "--no-browser", "--port", str(port or free_port())]
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True) as serve:
        assert serve.stdout is not None
        line = serve.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", line), line
        yield line
        serve.send_signal(signal.SIGTERM)
        assert serve.wait(30) == 128 + signal.SIGTERM
    until(lambda: not (home / "database" / "server.json").exists())


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="package")
def rooms(browser: Browser) -> Rooms:
    return Rooms(browser)


@pytest.fixture(scope="package")
def seed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of `seed`: one that did not exist before, or that of an explorer that somebody has started."""
    if os.environ.get("ALLEGATA_TEST_SERVED"):
        return Path(os.environ["ALLEGATA_HOME"])
    return settings_in(tmp_path_factory.mktemp("served")).home


@pytest.fixture(scope="package")
def seed(seed_home: Path) -> Iterator[str]:
    """Where the explorer answers."""
    if address := os.environ.get("ALLEGATA_TEST_SERVED"):
        yield address
        return
    with serving(seed_home) as address:
        yield address


@pytest.fixture
def opening(rooms: Rooms) -> Iterator[Open]:
    """Opens explorers, each in a browser context of its own: nobody of them complains, or asks another host."""
    opened: list[Desk] = []
    stack = ExitStack()

    def visit(address: str, path: str = "", *, ready: bool = True, **options: Any) -> Desk:
        desk = Desk(stack.enter_context(rooms.one(**options)).new_page(), address).watch()
        opened.append(desk)
        if ready:
            desk.open(path)
        else:
            desk.page.goto(address + path)
        return desk

    with stack:
        yield visit
        told = {number: (desk.complaints(), desk.strangers()) for number, desk in enumerate(opened)}
    assert told == dict.fromkeys(told, ([], [])), json.dumps(told, indent=1)


@pytest.fixture
def explore(opening: Open, seed: str) -> Open:
    """Opens explorers on the seed."""
    return lambda path="", **options: opening(seed, path, **options)


@pytest.fixture
def desk(explore: Open) -> Desk:
    """The explorer on the seed, just opened."""
    return explore()


@pytest.fixture(scope="package")
def alone() -> Iterator[str]:
    """Where the canvas alone answers."""
    with served("canvas_app.py") as found:
        yield found


@pytest.fixture
def visit(rooms: Rooms, alone: str) -> Iterator[Visit]:
    opened: list[Watched] = []
    stack = ExitStack()

    def open_(path: str = "/", **options: Any) -> Watched:
        page = Watched(stack.enter_context(rooms.one(**options)).new_page(), alone).watch()
        opened.append(page)
        page.open(path)
        return page

    with stack:
        yield open_
        for page in opened:
            assert page.complaints() == []
            assert page.strangers() == []
