"""One real Neo4j for the whole session, in a temporary data folder."""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import Database, routed
from engine_homes import hurried, in_memory, settings_in

from allegata import engine
from allegata.store import connect
from allegata.store.schema import prepare

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A job in the background ignores Ctrl+C, and so would the programs that the tests start and end with it.
    signal.signal(signal.SIGINT, signal.default_int_handler)


LONG = ("browser", "engine", "store", "cli", "loader", "ui")
"""Folders with tests that take long, in the order in which several workers take their files."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With several workers, what takes long begins first: what is left in the end is short, and nobody waits long."""
    if not hasattr(config, "workerinput"):
        return
    size = Counter(item.path for item in items)
    folders = {item.path: item.path.relative_to(Path(__file__).parent).parts[0] for item in items}
    rank = {path: LONG.index(folder) if folder in LONG else len(LONG) for path, folder in folders.items()}
    items.sort(key=lambda item: (rank[item.path], -size[item.path], item.path))


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A running local Neo4j of this session's own, with its indexes made.

    It is reached by way of its routing table, as a cluster is: so all tests that read and write take that way, but
    those that run the program (command line, browser) or start a server of their own; these take the plain one.
    """
    # For as long as it runs: some tests have it started anew.
    with in_memory(tmp_path_factory.mktemp("database")) as folder, hurried(keep_plans=True):
        settings = settings_in(folder)
        address = routed(engine.ensure(settings))
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
