"""One connection to a Neo4j, whoever runs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

import neo4j

from allegata.errors import StoreError
from allegata.store.faults import translated

__all__ = ["Connection", "connect"]

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
"""What an address may begin with: plain, or routed to the members of a cluster, each also encrypted."""

OLDEST = (5, 26)
"""The oldest Neo4j that is supported."""


@dataclass(frozen=True, slots=True)
class Connection:
    """An open driver and the database it is meant for.

    Attributes:
        driver: shared by all threads of the process.
        database: name of the database, or None for the user's home database.
        uri: for people; holds no password.
    """

    driver: neo4j.Driver = field(repr=False)
    database: str | None
    uri: str

    def session(self, access: str, fetch_size: int = 1000, after: Collection[str] = ()) -> neo4j.Session:
        """A session that sees what earlier sessions of this process wrote, on a cluster too (bookmarks).

        ``fetch_size`` is how many rows the server sends at once; ``after``, bookmarks of what must be there to be seen.

        One server needs no more of them; there they would only bar the way after its database was restored or imported
        anew, since they name transactions of the old one.
        """
        return self.driver.session(
            database=self.database,
            default_access_mode=access,
            fetch_size=fetch_size,
            bookmarks=neo4j.Bookmarks.from_raw_values(after) if after else None,
            bookmark_manager=self.driver.execute_query_bookmark_manager if self.uri.startswith("neo4j") else None,
        )

    def alive(self) -> bool:
        """Whether the database answers now."""
        try:
            self.driver.verify_connectivity()
        except (neo4j.exceptions.DriverError, neo4j.exceptions.Neo4jError):
            return False
        return True

    def version(self) -> str:
        """The server's version, as in ``2026.08.1``.

        Raises:
            StoreError: the server does not answer.
        """
        with translated():
            return self.driver.get_server_info().agent.removeprefix("Neo4j/")

    def close(self) -> None:
        """End it; a second time does nothing."""
        self.driver.close()

    def __enter__(self) -> Connection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def connect(uri: str, username: str, password: str, database: str = "") -> Connection:
    """Connect, and make sure that somebody answers who can be understood.

    Raises:
        StoreError: no answer, wrong password, or a server older than Neo4j 5.26; the text says which.
    """
    if urlsplit(uri).scheme not in SCHEMES:
        raise StoreError(
            f"The address {uri!r} of the database cannot be used: it begins with one of {', '.join(SCHEMES)} "
            "and ://, as in bolt://localhost:7687. Check NEO4J_URI."
        )
    with translated():
        try:
            driver = neo4j.GraphDatabase.driver(
                uri,
                auth=(username, password),
                connection_acquisition_timeout=20,
                connection_timeout=10,
                max_transaction_retry_time=10,
                notifications_min_severity="OFF",
            )
        except ValueError as error:
            raise StoreError(f"The address of the database cannot be used: {error}. Check NEO4J_URI.") from error
        try:
            driver.verify_connectivity()
            agent = driver.get_server_info().agent.removeprefix("Neo4j/")
        except BaseException:
            driver.close()
            raise
    numbers = tuple(int(part) for part in agent.split("-")[0].split(".")[:2] if part.isdigit())
    if numbers < OLDEST:
        driver.close()
        raise StoreError(f"The server at {uri} is Neo4j {agent}: Allegata needs 5.26 or newer.")
    return Connection(driver, database or None, uri)
