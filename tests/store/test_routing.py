"""The tests of the graph once more over ``neo4j://``, the way to a cluster: with a routing table and bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import neo4j
import pytest
from databases import Database
from neo4j.exceptions import ServiceUnavailable
from store import test_graph
from store.samples import dataset

from allegata.errors import ConnectionLost
from allegata.settings import load
from allegata.start import connect_database
from allegata.store import Graph, Reader, connect


@pytest.fixture(scope="module")
def database(database: Database) -> Iterator[Database]:
    """The session's database, reached by way of its routing table."""
    address = replace(database.address, uri=database.address.uri.replace("bolt://", "neo4j://"))
    with connect(address.uri, address.username, address.password, address.database) as connection:
        yield replace(database, address=address, connection=connection)


def bookmarks(database: Database) -> set[str]:
    """What the next session of this connection asks the server to have reached."""
    return set(database.connection.driver.execute_query_bookmark_manager.get_bookmarks())


def test_the_routing_table_names_the_server_itself(database: Database) -> None:
    rows = database.run("CALL dbms.routing.getRoutingTable({}, $name)", name=database.address.database)
    there = database.address.uri.removeprefix("neo4j://")
    assert {server["role"]: server["addresses"] for server in rows[0]["servers"]} == {
        "ROUTE": [there],
        "READ": [there],
        "WRITE": [there],
    }
    assert isinstance(database.connection.driver, neo4j.Neo4jDriver)


def test_a_reader_sees_what_this_process_wrote_before(empty: Database) -> None:
    before = bookmarks(empty)
    empty.writer.replace(dataset())
    after = bookmarks(empty)
    assert after
    assert after != before
    assert [reading.name for reading in empty.graph.datasets()] == ["sample"]


def test_a_reader_never_goes_back_in_time(empty: Database) -> None:
    empty.graph.stamp()
    before = bookmarks(empty)
    address = empty.address
    with connect(address.uri, address.username, address.password, address.database) as other:
        replace(empty, connection=other).writer.replace(dataset())
    assert bookmarks(empty) == before
    assert empty.graph.stamp()
    assert bookmarks(empty) != before


def test_a_routed_address_is_a_setting_like_any_other(empty: Database) -> None:
    settings = load(
        {
            "ALLEGATA_HOME": str(empty.settings.home),
            "NEO4J_URI": empty.address.uri,
            "NEO4J_PASSWORD": empty.address.password,
        }
    )
    with connect_database(settings) as connection:
        assert connection.alive()
        assert Graph(Reader(connection, settings)).datasets() == ()


def test_no_router_is_told_like_no_server(database: Database) -> None:
    with pytest.raises(ConnectionLost, match="allegata doctor") as caught:
        connect("neo4j://127.0.0.1:9", "neo4j", "x")
    assert isinstance(caught.value.__cause__, ServiceUnavailable)


for _name, _thing in vars(test_graph).items():
    # Its tests and fixtures; they find the fixture `database` of this module.
    if not _name.startswith("_"):
        globals().setdefault(_name, _thing)
