"""What a person waits for: the second start, a click, and what it all takes in memory."""

from __future__ import annotations

import time
from pathlib import Path

import psutil
from playwright.sync_api import JSHandle

from allegata import engine, settings
from bench.probes import BACK, EXPAND, ROUND_TRIP
from bench.row import Row
from bench.servers import browser, drawn, explorer, free_port, page_app

__all__ = ["measure"]

ROUNDS = 15


def measure(home: Path) -> list[Row]:
    """Start, click and memory on the seed, in a data folder that is there already.

    Args:
        home: a data folder with Neo4j installed; the seed is loaded if it is empty.
    """
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    floor_click = _floor()
    starts, clicks, memory = [], [], 0.0
    own = [_own_start(in_force) for _ in range(3)]
    with browser() as chromium:
        for turn in range(4):
            port = free_port()
            begun = time.monotonic()
            with explorer(home, port) as process:
                page = chromium.new_page(viewport={"width": 1280, "height": 800})
                root = drawn(page, port)
                if turn:  # the first one loads the seed, and fills the system's caches
                    starts.append(time.monotonic() - begun)
                if turn == 3:
                    clicks = _clicks(root)
                    memory = _resident(process.pid, home)
                page.close()
    return [
        Row("second start: command to graph drawn", starts, own, "Neo4j's own start to its first answer", 2.0, "s"),
        Row("click to neighbours drawn", clicks, floor_click, "round trip of an empty component", 2.0, "ms"),
        Row("memory: database, explorer, command", [memory], [1200.0], "the bar of 1.2 GB", 1.0, "MB"),
    ]


def _own_start(in_force: settings.Settings) -> float:
    begun = time.monotonic()
    engine.ensure(in_force)
    taken = time.monotonic() - begun
    engine.stop(in_force)
    return taken


def _floor() -> list[float]:
    port = free_port()
    with browser() as chromium, page_app(Path(__file__).with_name("empty_app.py"), port):
        root = drawn(chromium.new_page(), port)
        return [root.evaluate(ROUND_TRIP) for _ in range(ROUNDS + 5)][5:]


def _clicks(root: JSHandle) -> list[float]:
    time.sleep(3)
    taken = []
    for _ in range(ROUNDS + 5):
        taken.append(root.evaluate(EXPAND, "nato"))
        root.evaluate(BACK)
        time.sleep(0.2)
    return taken[5:]


def _resident(pid: int, home: Path) -> float:
    """Megabytes that the command, the explorer below it, the guard and the server hold."""
    tree = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    pids = {each.pid for each in tree}
    for each in psutil.process_iter(["pid", "cmdline"]):
        if str(home) in " ".join(each.info["cmdline"] or []) and each.pid not in pids:
            tree.append(each)
            pids.add(each.pid)
    return sum(int(each.memory_info().rss) for each in tree) / 1e6
