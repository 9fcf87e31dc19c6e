"""The session's database, and the ways to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from allegata.engine import Address
from allegata.settings import Settings
from allegata.store import Connection, Graph, Reader, Writer, connect
from allegata.store.dump import dump
from allegata.store.reading import noting


def routed(address: Address) -> Address:
    """The same server, by way of its routing table."""
    return replace(address, uri=address.uri.replace("bolt://", "neo4j://"))


@contextmanager
def plain(database: Database) -> Iterator[Database]:
    """The same database without a routing table, as the program reaches the server that it runs itself.

    For what puts another store in its place: bookmarks name transactions of the old one, and would bar the way to it.
    """
    address = replace(database.address, uri=database.address.uri.replace("neo4j://", "bolt://"))
    with connect(address.uri, address.username, address.password, address.database) as connection:
        local = replace(database, address=address, connection=connection)
        yield local
        with noting() as states:
            local.reader.read("RETURN 1")
    manager = database.connection.driver.execute_query_bookmark_manager
    manager.update_bookmarks(set(manager.get_bookmarks()), states[-1])


@dataclass(frozen=True)
class Database:
    """The session's database and the ways to it."""

    settings: Settings
    address: Address
    connection: Connection
    environ: dict[str, str] = field(repr=False)

    @property
    def reader(self) -> Reader:
        return Reader(self.connection, self.settings)

    @property
    def graph(self) -> Graph:
        return Graph(self.reader)

    @property
    def writer(self) -> Writer:
        return Writer(self.connection, self.settings)

    def dump(self) -> list[str]:
        return dump(self.reader)

    def run(self, statement: str, **parameters: object) -> list[dict[str, object]]:
        """Anything at all, writes too: for arranging and for looking."""
        with self.connection.driver.session() as session:
            return session.run(statement, parameters).data()

    def clear(self) -> None:
        while self.run("MATCH (n) WITH n LIMIT 4000 DETACH DELETE n RETURN count(*) AS n")[0]["n"]:
            continue

    def plan_anew(self) -> None:
        """Forget how statements are answered: what was planned on a small graph does not do for a large one."""
        self.run("CALL db.clearQueryCaches()")
