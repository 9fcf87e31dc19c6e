"""The only place that talks to Neo4j: `connect` opens, `Reader`, `Graph` and `ForeignGraph` read, `Writer` writes."""

from __future__ import annotations

from allegata.store import driver as _driver  # noqa: F401 - before all that import it themselves
from allegata.store.choices import Captions, Colours, database_key
from allegata.store.connection import Connection, connect
from allegata.store.explorable import Explorable
from allegata.store.foreign import ForeignGraph, graph_of, types_of
from allegata.store.gate import Gate
from allegata.store.graph import Graph
from allegata.store.halt import Halt
from allegata.store.plan import Plan, Step
from allegata.store.reader import Reader, Rows
from allegata.store.seeking import Seeker, seeker_of
from allegata.store.writer import Change, TableChange, Writer

__all__ = [
    "Captions",
    "Change",
    "Colours",
    "Connection",
    "Explorable",
    "ForeignGraph",
    "Gate",
    "Graph",
    "Halt",
    "Plan",
    "Reader",
    "Rows",
    "Seeker",
    "Step",
    "TableChange",
    "Writer",
    "connect",
    "database_key",
    "graph_of",
    "seeker_of",
    "types_of",
]
