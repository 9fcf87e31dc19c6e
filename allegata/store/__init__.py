"""The only place that talks to Neo4j: `connect` opens, `Reader` and `Graph` read, `Writer` writes."""

from __future__ import annotations

from allegata.store.connection import Connection, connect
from allegata.store.graph import Graph
from allegata.store.reader import Reader, Rows
from allegata.store.writer import Change, TableChange, Writer

__all__ = ["Change", "Connection", "Graph", "Reader", "Rows", "TableChange", "Writer", "connect"]
