from __future__ import annotations

import pytest
from neo4j import exceptions as driver

from allegata.errors import (
    ConnectionLost,
    LimitReached,
    QueryFailed,
    QueryRefused,
    StoreError,
    TurnedBack,
)
from allegata.store.faults import translated


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("Neo.TransientError.Transaction.BookmarkTimeout", ConnectionLost, "has not caught up"),
        ("Neo.ClientError.Transaction.TransactionTimedOut", LimitReached, "ALLEGATA_QUERY_TIMEOUT"),
        ("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", LimitReached, "ALLEGATA_LOAD_TIMEOUT"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", LimitReached, "ALLEGATA_DB_HEAP"),
        ("Neo.TransientError.Transaction.DeadlockDetected", TurnedBack, "try again"),
        ("Neo.ClientError.Statement.AccessMode", QueryRefused, "refuses this here: as the server says"),
        ("Neo.ClientError.Security.Unauthorized", StoreError, "NEO4J_PASSWORD"),
        ("Neo.ClientError.Database.DatabaseNotFound", StoreError, "NEO4J_DATABASE"),
        ("Neo.ClientError.Statement.SyntaxError", QueryFailed, "could not do this: as the server says"),
    ],
)
def test_what_the_server_says_is_told_in_a_sentence(code: str, kind: type[StoreError], said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught, translated():
        raise driver.Neo4jError._hydrate_neo4j(code=code, message="as the server says")
    assert type(caught.value) is kind
