"""What the screen is measured on: a year of events, a choice of actors, and the same reads written by hand."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from allegata import engine
from allegata.progress import Silent
from allegata.settings import Settings
from allegata.start import connect_database, importer
from allegata.store import Connection, Graph, Reader
from allegata.store.cypher import cypher
from allegata.store.schema import prepare
from allegata.ui import links
from allegata.view import View
from bench.generator import write
from loader.telling import load_events

__all__ = ["ICEWS14", "Actor", "World", "load"]

DATA = Path(os.environ.get("BENCH_DATA", Path(__file__).parents[2] / "shared" / "data"))
ICEWS14 = DATA / "icews14" / "icews14.tsv.gz"
ROWS = 90_000
NAME = "bench-world"
SEED = 14
ON_CANVAS = 60
SORTS = ("hub", "middling", "small")

EXPAND = """
MATCH (n:Entity {id: $id})-[r:TYPES]-(m:Entity) WHERE NOT m.id IN $drawn
WITH m, sum(r.n_statements) AS weight ORDER BY weight DESC LIMIT 25
WITH collect(m) AS new
WITH new, [m IN new | m.id] AS ids
UNWIND new AS n
OPTIONAL MATCH (n)-[r:TYPES]-(m:Entity) WHERE m.id IN $drawn OR m.id IN ids
RETURN n.id AS id, n.name AS name, n.kind AS kind, n.degree AS degree,
  collect([startNode(r).id, type(r), endNode(r).id, r.status, r.n_claims, r.n_statements]) AS edges
"""
"""An expansion as somebody would write it by hand: one statement gives the new nodes and all edges to what is drawn.

On a year of events it is faster than the same by way of the index of strongest pairs, which does not grow with a hub.
"""

FIND = """
CALL db.index.fulltext.queryNodes('allegata_names', $query, {limit: 8}) YIELD node, score
OPTIONAL MATCH (node:Alias)-[:REFERS_TO]->(owner:Entity)
WITH coalesce(owner, node) AS n, score
RETURN n.id AS id, n.name AS name, n.kind AS kind, n.degree AS degree, score
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody to be clicked on.

    Attributes:
        id: of the entity.
        name: of it.
        neighbours: how many it has.
        sort: one of `SORTS`.
    """

    id: str
    name: str
    neighbours: int
    sort: str


@dataclass(frozen=True, slots=True)
class World:
    """An open connection to a database with a year of events in it.

    Attributes:
        connection: to it.
        in_force: settings of its data folder.
        title: what is in it.
    """

    connection: Connection
    in_force: Settings
    title: str

    def ranking(self) -> list[Actor]:
        """All who have neighbours, the best connected first."""
        text = (
            "MATCH (n:Entity) WHERE n.neighbours > 0 "
            "RETURN n.id AS id, n.name AS name, n.neighbours AS neighbours ORDER BY neighbours DESC, id"
        )
        return [Actor(row["id"], row["name"], row["neighbours"], "") for row in self._run(text)[1]]

    def chosen(self) -> list[Actor]:
        """`ON_CANVAS` actors, a third of each of `SORTS`."""
        everybody, chance = self.ranking(), random.Random(SEED)
        pools = (
            everybody[:60],
            [each for each in everybody[300:] if each.neighbours > 12][:1500],
            [each for each in everybody if 2 <= each.neighbours <= 6],
        )
        return [
            replace(each, sort=sort)
            for sort, pool in zip(SORTS, pools, strict=True)
            for each in chance.sample(pool, ON_CANVAS // 3)
        ]

    def growing(self, actors: Sequence[Actor]) -> list[Actor]:
        """Those of them who have a neighbour that is none of them: something is drawn when they are expanded."""
        ids = [actor.id for actor in actors]
        text = (
            "UNWIND $ids AS id MATCH (n:Entity {id: id}) "
            "RETURN id, COUNT { (d:Dyad {a: id}) WHERE NOT d.b IN $ids } "
            "+ COUNT { (d:Dyad {b: id}) WHERE NOT d.a IN $ids } AS number"
        )
        number = {row["id"]: row["number"] for row in self._run(text, ids=ids)[1]}
        return [actor for actor in actors if number[actor.id]]

    def link(self, actors: Sequence[str], most: int = 400) -> str:
        """The query of an address that opens a canvas with these actors."""
        view = View(actors=tuple(actors), most=most)
        return f"?v={links.written(view, self.in_force.home / 'views')}"

    def expand(self, id_: str, drawn: Sequence[str]) -> float:
        """Milliseconds that an expansion by hand takes."""
        text = EXPAND.replace("TYPES", _types())
        return self._run(text, id=id_, drawn=list(drawn))[0]

    def find(self, text: str) -> float:
        """Milliseconds that the bare question to the index of names takes."""
        words = text.lower().split()
        return self._run(FIND, query=" AND ".join(f"{word}*" for word in words))[0]

    def _run(self, text: str, **parameters: Any) -> tuple[float, list[dict[str, Any]]]:
        begun = time.perf_counter()
        with self.connection.session("READ") as session:
            rows = session.run(text, parameters).data()
        return (time.perf_counter() - begun) * 1000, rows


def _types() -> str:
    """The types of edges, as the statements of the program name them."""
    text = cypher("links")
    return text.partition("[r:")[2].partition("]")[0]


def load(in_force: Settings) -> str:
    """Make the database hold the events; done already, it is left alone.

    Returns:
        What is in it.
    """
    there = ICEWS14.is_file()
    title = "ICEWS14, 90,730 events" if there else f"{ROWS:,} generated events"
    with connect_database(in_force) as connection:
        datasets = Graph(Reader(connection, in_force)).datasets()
        if [each.name for each in datasets] == [NAME]:
            return title
    engine.reset(in_force)
    with tempfile.TemporaryDirectory() as folder, connect_database(in_force) as connection:
        events = ICEWS14
        if not there:
            events = Path(folder) / "generated.tab"
            write(events, ROWS)
        prepare(connection)
        load_events([events], connection, in_force, name=NAME, importer=importer(in_force, Silent()), import_from=0)
    return title
