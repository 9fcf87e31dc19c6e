"""What a read costs as the database grows: the same questions, answers of the same size, on tables of several sizes.

``BENCH_SIZES`` names the sizes in event rows (100,000 and 1,000,000 when not set); ``BENCH_KEEP`` a folder in which
databases that were made once are kept, so that they need not be made again. The servers of all sizes run at the same
time and are asked in turn: what else the machine does, it does to all of them.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from allegata import engine, settings
from allegata.analysis.question import Question as Asked
from allegata.model import Edge, Node
from allegata.render.figure import Design, draw, page_of
from allegata.settings import Settings
from allegata.start import connect_database
from allegata.store import Graph, Reader
from allegata.store.paths import Paths
from allegata.view import View, build
from allegata.view.leaving import Leaving, leaving
from bench.generator import write
from bench.plot import lines
from bench.row import Row

__all__ = ["measure"]

SIZES = tuple(int(each) for each in os.environ.get("BENCH_SIZES", "100000,1000000").split(","))
ACTORS, NEIGHBOURS, EDGES, CLAIMS, FIGURE_EDGES = 60, 25, 200, 25, 60
"""How many actors are asked about, and how large each answer is."""

BAR = 2.0


@dataclass
class World:
    """A database of one size, and what is asked of it."""

    rows: int
    settings: Settings
    graph: Graph
    hubs: Sequence[Node] = ()
    actors: Sequence[Node] = ()
    edges: Sequence[Edge] = ()
    taken: dict[str, list[float]] = field(default_factory=dict)


def measure(home: Path, out: Path) -> list[Row]:
    """Every read at every size, against the same read at the smallest size.

    Args:
        home: a data folder with Neo4j installed.
        out: where the chart goes.
    """
    keep = os.environ.get("BENCH_KEEP")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        homes = [_made(rows, Path(keep or folder), home / "neo4j") for rows in SIZES]
        starts = [_starts(each) for each in homes]
        worlds = [stack.enter_context(_open(rows, each)) for rows, each in zip(SIZES, homes, strict=True)]
        for world in worlds:
            _choose(world)
        for warm in (False, True):
            _ask(worlds, warm)
        memory = [_resident(world.settings) for world in worlds]
    found = [*_loads(homes), *_rows(worlds)]
    for rows, each, held in zip(SIZES, starts, memory, strict=True):
        found.append(Row(f"start of the database, {rows:,} rows", each, starts[0], "the smallest", BAR, "s"))
        found.append(Row(f"memory of the server, {rows:,} rows", [held], [memory[0]], "the smallest", BAR, "MB"))
    for share, name in ((0.5, "median"), (0.95, "p95")):
        lines(
            out / f"scale-{name}.svg",
            f"One read, {name}, answers of the same size",
            [float(rows) for rows in SIZES],
            {
                what: [_share(world.taken[what], share) for world in worlds]
                for what in worlds[0].taken
                if "first" not in what
            },
            "event rows in the database",
            "milliseconds",
        )
    return found


# ── Databases ────────────────────────────────────────────────────────────────────────────────────────────────────


def _made(rows: int, folder: Path, program: Path) -> Path:
    """A data folder with so many generated rows in it; kept from another run, or made now by the command."""
    home = folder / f"generated-{rows}"
    if (home / "made").exists():
        return home
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700, parents=True)
    (home / "neo4j").symlink_to(program.resolve())
    events = home / "generated.tab"
    write(events, rows)
    environ = {**os.environ, "ALLEGATA_HOME": str(home), "NEO4J_URI": ""}
    begun = time.monotonic()
    command = [sys.executable, "-m", "allegata", "load", str(events), "--name", "generated"]
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL) as process:
        peak = _peak(process)
    if process.returncode:
        raise SystemExit(f"loading {rows:,} rows ended with {process.returncode}")
    (home / "made").write_text(json.dumps({"seconds": time.monotonic() - begun, "peak": peak}))
    events.unlink()
    return home


def _peak(process: subprocess.Popen[bytes]) -> float:
    """The most megabytes that the loader itself held; the server is another process."""
    seen = psutil.Process(process.pid)
    peak = 0.0
    while process.poll() is None:
        try:
            peak = max(peak, seen.memory_info().rss / 1e6)
        except psutil.NoSuchProcess:
            break
        time.sleep(0.2)
    process.wait()
    return peak


def _starts(home: Path) -> list[float]:
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    taken = []
    for _ in range(3):
        begun = time.monotonic()
        engine.ensure(in_force)
        taken.append(time.monotonic() - begun)
        engine.stop(in_force)
    return taken


@contextmanager
def _open(rows: int, home: Path) -> Iterator[World]:
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    with connect_database(in_force) as connection:
        yield World(rows, in_force, Graph(Reader(connection, in_force)))
    engine.stop(in_force)


def _resident(in_force: Settings) -> float:
    address = engine.status(in_force)
    pid = getattr(address, "pid", None)
    return psutil.Process(pid).memory_info().rss / 1e6 if pid else 0.0


# ── Questions ────────────────────────────────────────────────────────────────────────────────────────────────────


def _choose(world: World) -> None:
    """Actors who have neighbours enough for an answer of full size, hubs and others; and edges among them."""
    drawn = world.graph.overview(1500, most=EDGES)
    world.hubs = drawn.nodes
    chance = random.Random(7)
    near = [node for hub in drawn.nodes[:20] for node in world.graph.neighbours(hub.id, limit=NEIGHBOURS).nodes]
    others = sorted({node.id: node for node in near}.values(), key=lambda node: node.id)
    full = [node for node in others if node.degree >= 4 * NEIGHBOURS]
    world.actors = chance.sample(full, min(ACTORS, len(full)))
    world.edges = sorted(drawn.edges, key=lambda edge: (-edge.claims, edge.key))[:ACTORS]
    world.graph.rehearse()


Question = Callable[[World, int], object]

QUESTIONS: dict[str, Question] = {
    "click: 25 neighbours and their edges": lambda it, n: it.graph.neighbours(
        it.actors[n % len(it.actors)].id, limit=NEIGHBOURS, most=EDGES
    ),
    "click on the best connected": lambda it, n: it.graph.neighbours(
        it.hubs[n % min(10, len(it.hubs))].id, limit=NEIGHBOURS, most=EDGES
    ),
    "inspector of an actor": lambda it, n: it.graph.entity(it.actors[n % len(it.actors)].id),
    "evidence: 25 claims": lambda it, n: it.graph.evidence(it.edges[n % len(it.edges)].key, limit=CLAIMS),
    "search": lambda it, n: it.graph.search(it.actors[n % len(it.actors)].name[:6], 8),
    "days of 60 edges": lambda it, n: it.graph.depths(it.edges),
    "shortest path": lambda it, n: it.graph.path(
        it.actors[n % len(it.actors)].id, it.actors[(n * 7 + 3) % len(it.actors)].id
    ),
    "five best paths of up to two steps": lambda it, n: Paths(it.graph).best(_asked(it, n)),
    "figure of 25 neighbours with its sources": lambda it, n: _figure(it, n),
}


def _asked(it: World, n: int) -> Asked:
    one, other = it.actors[n % len(it.actors)].id, it.actors[(n * 7 + 3) % len(it.actors)].id
    return Asked((one,), (other if one != other else it.hubs[0].id,), most=5, hops=2)


def _figure(it: World, n: int) -> bytes:
    actor = it.actors[n % len(it.actors)].id
    near = it.graph.neighbours(actor, limit=NEIGHBOURS, most=FIGURE_EDGES)
    scene = build(View(actors=tuple(node.id for node in near.nodes), most=FIGURE_EDGES), it.graph, near)
    return draw(leaving(scene, it.graph, Leaving(evidence=True)), ".pdf", Design(page=page_of("full"))).content


def _ask(worlds: Sequence[World], warm: bool) -> None:
    """All questions in turn, one size after another."""
    for name, question in QUESTIONS.items():
        for number in range(ACTORS):
            for world in worlds:
                begun = time.perf_counter()
                question(world, number)
                taken = 1000 * (time.perf_counter() - begun)
                world.taken.setdefault(name if warm else f"{name}, first time", []).append(taken)


def _loads(homes: Sequence[Path]) -> list[Row]:
    """What it took to make the databases, in this run or in the one that they were kept from."""
    made = [json.loads((home / "made").read_text()) for home in homes]
    each = [1_000_000 * it["seconds"] / rows for it, rows in zip(made, SIZES, strict=True)]
    found = []
    for rows, seconds, it in zip(SIZES, each, made, strict=True):
        found.append(Row(f"loading a million of {rows:,} rows", [seconds], [each[0]], "of the smallest", 1.0, "s"))
        found.append(Row(f"loader's memory, {rows:,} rows", [it["peak"]], [600.0], "600 MB", 1.0, "MB"))
    return found


def _rows(worlds: Sequence[World]) -> list[Row]:
    """Every question the second time it is asked, and the first, when the pages may yet lie on the disk."""
    floor = worlds[0]
    return [
        Row(
            f"{name}, {world.rows:,} rows",
            world.taken[name],
            floor.taken[name],
            f"{floor.rows:,} rows",
            BAR,
            "ms",
            share,
            like_floor=True,
        )
        for question in QUESTIONS
        for name in (question, f"{question}, first time")
        for world in worlds[1:]
        for share in (0.5, 0.95)
    ]


def _share(values: Sequence[float], share: float) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
