"""Where a running server is found and who may enter."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["DATABASE", "USERNAME", "Address"]

USERNAME = "neo4j"
DATABASE = "neo4j"


@dataclass(frozen=True, slots=True)
class Address:
    """What a driver needs to connect to the local server.

    Attributes:
        uri: as in ``bolt://127.0.0.1:40123``.
        username: name of the only user.
        password: not shown by ``repr``.
        database: name of the database that holds the graph.
    """

    uri: str
    username: str
    password: str = field(repr=False)
    database: str
