"""Loading event tables: batches against the same rows written by hand, a reload against a load, the importer."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import neo4j

from allegata import engine, settings
from allegata.progress import Silent
from allegata.settings import Settings
from allegata.stage import Stage, derive
from allegata.start import connect_database, importer
from allegata.store import Connection, Graph, Reader, difference, flow
from allegata.store.cypher import cypher, identifier
from allegata.store.pen import batch_of
from allegata.store.schema import prepare
from bench.generator import write
from bench.row import Row
from bench.world import ICEWS14
from loader.events import read_events
from loader.telling import actors, load_events, told

__all__ = ["DATASET", "finished", "measure", "write_by_hand"]

DATASET = "generated"

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))

BY_HAND = 300_000
"""Rows up to which the floor is measured: it holds all finished records in memory."""


def measure(home: Path) -> list[Row]:
    """Load ``BENCH_ROWS`` generated rows (100,000 when not set) in each way, each into an empty database; and ICEWS14.

    Args:
        home: a data folder with Neo4j installed; its database is emptied.
    """
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    with tempfile.TemporaryDirectory() as folder:
        events = Path(folder) / "generated.tab"
        write(events, ROWS)
        floor = _by_hand(in_force, events, events.with_suffix(".duckdb")) if ROWS <= BY_HAND else 0.0
        ours, again = _ours(in_force, events)
        fast = _imported(in_force, events)
        real = _icews14(in_force, Path(folder))
    engine.stop(in_force)
    told_of = f"{ROWS:,} event rows"
    hand = Row(f"load in batches: file to graph, {told_of}", [ours], [floor], "the same records by hand", 1.25, "s")
    return [
        *([hand] if floor else []),
        Row(f"load again, {told_of}", [again], [ours], "the first load", 1.0, "s"),
        Row(f"load by the importer, {told_of}", [fast], [ours], "the load in batches", 0.25, "s"),
        *real,
    ]


def _icews14(in_force: Settings, folder: Path) -> list[Row]:
    """From the file to the first picture of it, where the file is at hand."""
    if not ICEWS14.is_file():
        return []
    floor = _by_hand(in_force, ICEWS14, folder / "icews14.duckdb")
    engine.reset(in_force)
    with connect_database(in_force) as connection:
        begun = time.monotonic()
        load_events([ICEWS14], connection, in_force, name="icews14")
        Graph(Reader(connection, in_force)).overview(in_force.draw_limit)
        taken = time.monotonic() - begun
    return [Row("ICEWS14: file to explorable", [taken], [floor], "the same records by hand", 1.3, "s")]


def _ours(in_force: Settings, events: Path) -> tuple[float, float]:
    engine.reset(in_force)
    taken = []
    with connect_database(in_force) as connection:
        prepare(connection)
        for _ in range(2):
            begun = time.monotonic()
            load_events([events], connection, in_force)
            taken.append(time.monotonic() - begun)
    return taken[0], taken[1]


def _imported(in_force: Settings, events: Path) -> float:
    engine.reset(in_force)
    with connect_database(in_force) as connection:
        begun = time.monotonic()
        load_events([events], connection, in_force, importer=importer(in_force, Silent()), import_from=0)
        return time.monotonic() - begun


@dataclass
class Notes:
    """Stands where a `Pen` stands, and notes what would be written."""

    said: list[tuple[str, list[list[Any]]]] = field(default_factory=list)

    def write(
        self, statement: str, title: str, batches: Iterable[list[Any]], total: int, *, label: str = "", type: str = ""
    ) -> list[Any]:
        text = cypher(statement)
        for place, name in (("{LABEL}", label), ("{TYPE}", type)):
            text = text.replace(place, identifier(name)) if name else text
        if total:
            self.said.append((text, list(batches)))
        return []


def _by_hand(in_force: Settings, events: Path, file: Path) -> float:
    """Seconds that one connection takes for the finished rows, from memory, in the same statements."""
    engine.reset(in_force)
    with connect_database(in_force) as connection:
        prepare(connection)
        notes = finished(in_force, connection, events, file)
        begun = time.monotonic()
        write_by_hand(connection, notes)
        return time.monotonic() - begun


def write_by_hand(connection: Connection, notes: Notes) -> None:
    """All that was noted, batch after batch, with nothing around it."""
    for text, batches in notes.said:
        with connection.session("WRITE") as session:
            for batch in batches:
                session.execute_write(_run, text, {"name": DATASET, **batch_of(text, batch)})


def _run(transaction: neo4j.ManagedTransaction, text: str, parameters: dict[str, Any]) -> None:
    transaction.run(text, parameters).consume()


def finished(in_force: Settings, connection: Connection, events: Path, file: Path) -> Notes:
    """All that a load of these files would write into an empty database.

    Args:
        in_force: with the limits.
        connection: to the database.
        events: rows in a format of events.
        file: where they are staged.
    """
    notes = Notes()
    with Stage.open(file, DATASET, 1024) as stage:
        intake = read_events([events], stage.connection, Silent())
        actors.resolve(stage, [], intake.title, Silent())
        told.tell(stage, Silent())
        stage.number()
        flow.Flow(connection, in_force).plan(stage)
        derive(stage, 0)
        plan = difference.plan(stage, everything=False)
        flow._records(notes, stage, plan)  # type: ignore[arg-type]
        flow._derived(notes, stage, plan)  # type: ignore[arg-type]
    return notes
