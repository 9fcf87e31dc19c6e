"""The explorer on a year of events: what a click, a keystroke and a filter cost, and what two hundred clicks leave."""

from __future__ import annotations

import os
import random
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, JSHandle, Page, WebSocket

from allegata import engine, settings
from allegata.start import connect_database
from bench import plot, world
from bench.probes import BACK, EXPAND, FILTER, RESYNC, ROUND_TRIP, SEEK, WIPE, idle
from bench.row import Result, Row
from bench.servers import browser, drawn, explorer, free_port, page_app
from bench.world import Actor, World

__all__ = ["measure"]

CLICKS = int(os.environ.get("BENCH_CLICKS", "45"))
SEARCHES = int(os.environ.get("BENCH_SEARCHES", "40"))
FILTERS = int(os.environ.get("BENCH_FILTERS", "15"))
EXPANDS = int(os.environ.get("BENCH_EXPANDS", "200"))
"""How often each is done; fewer are enough to try whether it works."""

WARM = 6
"""Of each that do not count: the server plans its statements, the browser translates its scripts."""

EDGES = 500
DEEP = 4
"""Expansions after which as many are undone."""

TRIP_AND_CYPHER = "round trip of an empty component + the same by hand in one statement"
TRIP_AND_INDEX = "round trip of an empty component + the bare question to the full-text index"

Span = tuple[float, float]
"""A time and its floor, measured one after the other."""


def measure(home: Path, out: Path) -> list[Result]:
    """All of it; the database is given `bench.world` unless it has it already.

    Args:
        home: a data folder with Neo4j installed; its database is emptied.
        out: the folder for charts.
    """
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    title = world.load(in_force)
    try:
        with connect_database(in_force) as connection, browser() as chromium:
            it = World(connection, in_force, title)
            with _empty(chromium) as floor:
                first = [*_clicks(it, home, chromium, floor, out), *_searches(it, home, chromium, floor)]
                return [*first, *_filters(it, home, chromium, floor), *_wear(it, home, chromium, out)]
    finally:
        engine.stop(in_force)


@dataclass
class Screen:
    """The explorer in a page.

    Attributes:
        page: of the browser.
        root: of its canvas.
        pid: of the command that serves it.
        received: bytes that came over its websocket.
    """

    page: Page
    root: JSHandle
    pid: int
    received: list[int] = field(default_factory=list)

    def do(self, script: str, *arguments: Any) -> float:
        """Milliseconds that it takes on the canvas; then wait until nothing runs."""
        taken: float = self.root.evaluate(script, *arguments)
        idle(self.page)
        return taken

    def nodes(self) -> list[str]:
        """The ids of what is drawn."""
        found: list[str] = self.root.evaluate("root => root.allegata.drawn().nodes")
        return found


@contextmanager
def opened(home: Path, chromium: Browser, query: str, **limits: str) -> Iterator[Screen]:
    """The explorer of this data folder, with the view that the query of the address names."""
    port = free_port()
    with ExitStack() as stack:
        process = stack.enter_context(explorer(home, port, **limits))
        context = stack.enter_context(chromium.new_context(viewport={"width": 1280, "height": 800}))
        page, received = context.new_page(), list[int]()

        def listen(socket: WebSocket) -> None:
            socket.on("framereceived", lambda frame: received.append(len(frame)))

        page.on("websocket", listen)
        root = drawn(page, port, query)
        idle(page)
        yield Screen(page, root, process.pid, received)


@contextmanager
def _empty(chromium: Browser) -> Iterator[JSHandle]:
    """The component that does nothing, warmed up."""
    port = free_port()
    with page_app(Path(__file__).with_name("empty_app.py"), port), chromium.new_context() as context:
        root = drawn(context.new_page(), port)
        for _ in range(WARM):
            root.evaluate(ROUND_TRIP)
        yield root


# ── A click ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _clicks(it: World, home: Path, chromium: Browser, floor: JSHandle, out: Path) -> list[Result]:
    actors = it.chosen()
    ids = [actor.id for actor in actors]
    turns = _turns(it.growing(actors))
    spans: dict[str, Span] = {}
    with opened(home, chromium, it.link(ids)) as screen:
        for actor in turns[:WARM]:
            _click(it, screen, floor, actor, ids)
        for actor in turns[:CLICKS]:
            spans[actor.id] = _click(it, screen, floor, actor, ids)
    _draw_clicks([actor for actor in actors if actor.id in spans], spans, out)
    what = f"click to neighbours drawn, {len(spans)} actors ({it.title})"
    rows: list[Result] = [_row(f"{what}, half of them", list(spans.values()), TRIP_AND_CYPHER, 1.5)]
    rows.append(_row(f"{what}, 19 of 20", list(spans.values()), TRIP_AND_CYPHER, 3.0, 0.95))
    return rows


def _click(it: World, screen: Screen, floor: JSHandle, actor: Actor, ids: Sequence[str]) -> Span:
    taken = screen.do(EXPAND, actor.id)
    screen.do(BACK)
    trip = floor.evaluate(ROUND_TRIP)
    return taken, trip + it.expand(actor.id, ids)


def _turns(actors: Sequence[Actor]) -> list[Actor]:
    """In an order in which hubs, middling and small ones take turns: any first part has a third of each."""
    chance = random.Random(world.SEED)
    sorts: dict[str, list[Actor]] = {sort: [] for sort in world.SORTS}
    for actor in chance.sample(actors, len(actors)):
        sorts[actor.sort].append(actor)
    return [actor for group in zip(*sorts.values(), strict=False) for actor in group]


def _draw_clicks(actors: Sequence[Actor], spans: dict[str, Span], out: Path) -> None:
    ranked = sorted(actors, key=lambda actor: actor.neighbours)
    series = {
        "click": [spans[actor.id][0] for actor in ranked],
        "floor": [spans[actor.id][1] for actor in ranked],
    }
    many = [actor.neighbours for actor in ranked]
    plot.lines(out / "clicks.svg", "From a click to neighbours drawn", many, series, "neighbours of the actor", "ms")


# ── A keystroke ──────────────────────────────────────────────────────────────────────────────────────────────────


def _searches(it: World, home: Path, chromium: Browser, floor: JSHandle) -> list[Result]:
    typed = _beginnings(it)
    spans: list[Span] = []
    with opened(home, chromium, it.link([actor.id for actor in it.ranking()[:60]])) as screen:
        for text in (*typed[:WARM], *typed):
            taken = screen.page.evaluate(SEEK, text)
            idle(screen.page)
            screen.page.evaluate(WIPE)
            spans.append((taken, floor.evaluate(ROUND_TRIP) + it.find(text)))
    counted = spans[WARM:]
    what = f"keystroke to names offered, {len(counted)} beginnings of names"
    return [
        _row(f"{what}, half of them", counted, TRIP_AND_INDEX, 1.5),
        _row(f"{what}, 19 of 20", counted, TRIP_AND_INDEX, 3.0, 0.95),
    ]


def _beginnings(it: World) -> list[str]:
    """Of names of hubs and of others, three to eight letters, no two alike."""
    chance, found = random.Random(world.SEED), dict[str, None]()
    everybody = it.ranking()
    while len(found) < SEARCHES:
        actor = everybody[int(len(everybody) * chance.random() ** 3)]
        text = actor.name[: chance.randint(3, 8)].strip()
        if len(text) >= 3 and text.isascii() and text.replace(" ", "").isalpha():
            found[text] = None
    return list(found)


# ── A filter ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _filters(it: World, home: Path, chromium: Browser, floor: JSHandle) -> list[Result]:
    link = it.link([actor.id for actor in it.ranking()[:150]], EDGES)
    spans: list[Span] = []
    changed: list[float] = []
    whole: list[float] = []
    with opened(home, chromium, link) as screen:
        edges = screen.root.evaluate("root => root.allegata.shown().edges.length")
        families = screen.root.evaluate(
            "root => root.allegata.shown().edges.map((key) => root.allegata.edge(key).family)"
        )
        family = statistics.mode(families)
        for turn in range(2 * FILTERS + WARM):
            screen.received.clear()
            taken = screen.do(FILTER, f"family:{family}")
            if turn >= WARM:
                spans.append((taken, floor.evaluate(ROUND_TRIP)))
                changed.append(sum(screen.received) / 1e3)
        for _ in range(5):
            screen.received.clear()
            screen.root.evaluate(RESYNC)
            while not screen.received:
                screen.page.wait_for_timeout(10)
            idle(screen.page)
            whole.append(sum(screen.received) / 1e3)
    part = f"{families.count(family)} of them"
    return [
        _row(f"filter to redrawn, {edges} edges ({part} off or on)", spans, "round trip of an empty component", 1.5),
        Row("received for it", changed, whole, "received for the whole graph", 0.2, "kB"),
    ]


# ── Wear ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _wear(it: World, home: Path, chromium: Browser, out: Path) -> list[Result]:
    actors = it.chosen()
    at, heaps, held, clicks = list[int](), list[float](), list[float](), list[float]()
    with opened(home, chromium, it.link([actor.id for actor in actors])) as screen:
        devtools = screen.page.context.new_cdp_session(screen.page)
        devtools.send("HeapProfiler.enable")
        for number in range(1, EXPANDS + 1):
            clicks.append(screen.do(EXPAND, actors[number % 20].id))
            if number % DEEP == 0:
                for _ in range(DEEP):
                    screen.do(BACK)
            if number % (EXPANDS // 20) == 0:
                for _ in range(2):
                    devtools.send("HeapProfiler.collectGarbage")
                at.append(number)
                heaps.append(devtools.send("Runtime.getHeapUsage")["usedSize"] / 1e6)
                held.append(_resident(screen.pid) / 1e6)
    series = {"browser's heap": heaps, "explorer's memory": held}
    plot.lines(out / "wear.svg", "Memory over expansions in a row", at, series, "expansions", "MB", log=False)
    early = at.index(EXPANDS // 4)
    first, last = clicks[EXPANDS // 4 - EXPANDS // 8 : EXPANDS // 4], clicks[-EXPANDS // 8 :]
    after, floor_is = f"after {at[-1]} expansions", f"after {at[early]}"
    return [
        Row(f"browser's heap {after}", [heaps[-1]], [heaps[early]], floor_is, 1.15, "MB"),
        Row(f"explorer's memory {after}", [held[-1]], [held[early]], floor_is, 1.15, "MB"),
        Row(f"a click {after}", last, first, f"the clicks up to {at[early]}", 1.15, "ms"),
    ]


def _resident(pid: int) -> int:
    """Bytes that the command and the explorer below it hold; not the database."""
    command = psutil.Process(pid)
    tree = [command, *command.children(recursive=True)]
    return sum(each.memory_info().rss for each in tree if "java" not in each.name())


def _row(what: str, spans: Sequence[Span], floor_is: str, bar: float, share: float = 0.5) -> Row:
    return Row(what, [taken for taken, _ in spans], [least for _, least in spans], floor_is, bar, "ms", share)
