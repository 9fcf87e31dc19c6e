"""One real Neo4j for the whole session, in a temporary data folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from engine_homes import settings_in

from allegata import engine
from allegata.engine import Address
from allegata.settings import Settings
from allegata.store import Connection, Graph, Reader, Writer, connect
from allegata.store.dump import dump
from allegata.store.schema import prepare


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
        self.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS")


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A running local Neo4j of this session's own, with its indexes made."""
    settings = settings_in(tmp_path_factory.mktemp("database"))
    address = engine.ensure(settings)
    with connect(address.uri, address.username, address.password, address.database) as connection:
        prepare(connection)
        environ = {**os.environ, "ALLEGATA_HOME": str(settings.home), "NEO4J_URI": ""}
        yield Database(settings, address, connection, environ)
    engine.stop(settings)


@pytest.fixture
def empty(database: Database) -> Database:
    """The session's database with nothing in it."""
    database.clear()
    return database
