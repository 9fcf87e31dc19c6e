"""Every saved query on a year of events: with its defaults, and once more about the best connected actors there are."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from allegata import engine, settings
from allegata.catalog import Kind, Parameter, SavedQuery, ours
from allegata.errors import AllegataError, NotFound
from allegata.start import connect_database
from allegata.store import Gate, Graph, Reader
from allegata.store.naming import resolve
from bench import world
from bench.row import Missing, Result, Row, Table
from bench.world import World

__all__ = ["measure"]

ROUNDS = 3
NAMED = 3
"""The slowest are named."""


@dataclass(frozen=True, slots=True)
class Timed:
    """A query, how long it took each time (seconds), and how many rows it gave; or why it gave none."""

    query: SavedQuery
    seconds: tuple[float, ...]
    rows: int = 0
    trouble: str = ""


def measure(home: Path) -> list[Result]:
    """Run all of them against the default time limit.

    Args:
        home: a data folder with Neo4j installed; what is in its database is replaced by the events.
    """
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    title = world.load(in_force)
    try:
        with connect_database(in_force) as connection:
            gate, graph = Gate(connection, in_force), Graph(Reader(connection, in_force))
            hubs = [each.id for each in World(connection, in_force, title).ranking()[:6]]
            results: list[Result] = []
            for about, words in ((_defaults, "with its defaults"), (_about, "about the best connected actors")):
                timed = [_timed(gate, graph, query, about(graph, query, hubs)) for query in ours().queries]
                results += _told(f"{title}, {words}", timed, in_force.query_timeout)
            return results
    finally:
        engine.stop(in_force)


def _defaults(graph: Graph, query: SavedQuery, hubs: Sequence[str]) -> dict[str, str]:
    """What stands in the form; in place of an entity that is not among these events, one of the best connected."""
    known: dict[str, str] = {}
    spare = iter(hubs)

    def entity(text: str) -> str:
        if text not in known:
            try:
                known[text] = resolve(graph, text.replace("-", " ")).id
            except NotFound:
                known[text] = next(spare)
        return known[text]

    return {each.name: _replaced(each, entity) for each in query.parameters if _of_entities(each)}


def _about(_: Graph, query: SavedQuery, hubs: Sequence[str]) -> dict[str, str]:
    """The best connected in every field for an entity."""
    spare = iter(hubs)
    return {each.name: _replaced(each, lambda text: next(spare)) for each in query.parameters if _of_entities(each)}


def _of_entities(parameter: Parameter) -> bool:
    return Kind.ENTITY in (parameter.kind, parameter.item) and bool(parameter.default)


def _replaced(parameter: Parameter, entity: Callable[[str], str]) -> str:
    return ", ".join(entity(each.strip()) for each in parameter.default.split(","))


def _timed(gate: Gate, graph: Graph, query: SavedQuery, given: dict[str, str]) -> Timed:
    taken: list[float] = []
    rows = 0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        try:
            values = query.bind(given, lambda text: resolve(graph, text).id, gate.listed)
            rows = len(gate.run(query.statement, values).rows)
        except AllegataError as error:
            return Timed(query, (time.perf_counter() - begun,), 0, str(error))
        taken.append(time.perf_counter() - begun)
    return Timed(query, tuple(taken), rows)


def _told(where: str, timed: Sequence[Timed], limit: float) -> list[Result]:
    failed = [Missing(f"saved query {it.query.name} on {where}", it.trouble) for it in timed if it.trouble]
    done = sorted((it for it in timed if not it.trouble), key=lambda it: -max(it.seconds))
    if not done:
        return [*failed]
    first, slowest = f"the slowest of {len(done)} saved queries", done[0]
    bar = Row(f"{first} ({slowest.query.name}), {where}", slowest.seconds, [limit], "the time limit", 1.0, "s", 1.0)
    rows = [
        (it.query.name, f"{max(it.seconds):.2f} s", f"{min(it.seconds):.2f} s", f"{it.rows:,}") for it in done[:NAMED]
    ]
    rest = sum(max(it.seconds) < 0.5 for it in done)
    note = f"{rest} of {len(done)} take less than half a second the first time as well."
    head = ("query", "first and slowest time", "quickest", "rows")
    return [*failed, bar, Table(f"The {NAMED} slowest saved queries: {where}", head, rows, note)]
