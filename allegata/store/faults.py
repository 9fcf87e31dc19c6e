"""The driver's errors in words of ours: the one place where they are translated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import exceptions as driver

from allegata.errors import (
    AllegataError,
    ConnectionLost,
    LimitReached,
    QueryFailed,
    QueryRefused,
    StoreError,
    TurnedBack,
)

__all__ = ["too_late", "translate", "translated"]

_TIMED_OUT = "Neo.ClientError.Transaction.TransactionTimedOut"


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the driver that leave this block are ours."""
    try:
        yield
    except (driver.Neo4jError, driver.DriverError) as error:
        raise translate(error) from error


def translate(error: driver.Neo4jError | driver.DriverError) -> AllegataError:
    """What a driver's error means to the person at the screen."""
    if isinstance(error, driver.AuthError | driver.TokenExpired):
        return StoreError(
            "The database does not accept this user name and password: check NEO4J_USERNAME and NEO4J_PASSWORD."
        )
    if isinstance(error, driver.ServiceUnavailable | driver.SessionExpired | driver.ConnectionAcquisitionTimeoutError):
        return ConnectionLost(
            "The database gives no answer: it is starting, was stopped, or is out of reach. "
            "Try again; `allegata doctor` tells more."
        )
    if isinstance(error, driver.ConfigurationError | driver.UnsupportedServerProduct):
        return StoreError(f"The address of the database cannot be used: {error}. Check NEO4J_URI.")
    if isinstance(error, driver.BrokenRecordError):
        return QueryFailed(
            "The answer holds a value that cannot be shown, such as a day before the year 1: return it with toString()."
        )
    if isinstance(error, driver.Neo4jError):
        return _translate_server(error)
    return StoreError(f"The database connection failed: {error}. Try again; `allegata doctor` tells more.")


def too_late() -> LimitReached:
    """What is said of a statement that had to be ended."""
    return LimitReached(
        "The query took longer than the time limit and was stopped: ask for less, or raise ALLEGATA_QUERY_TIMEOUT "
        "(for a load, ALLEGATA_LOAD_TIMEOUT)."
    )


def _translate_server(error: driver.Neo4jError) -> AllegataError:
    code, text = error.code or "", (error.message or str(error)).strip()
    if code.startswith(_TIMED_OUT) or code == "Neo.ClientError.Transaction.LockClientStopped":
        return too_late()
    if code == "Neo.TransientError.Transaction.BookmarkTimeout":
        return ConnectionLost(
            "This member of the cluster has not caught up with what was written last: wait a moment and try again."
        )
    if "MemoryPool" in code or "OutOfMemory" in code:
        return LimitReached(
            "The query needed more memory than the database grants one transaction and was stopped: "
            "ask for less, or raise ALLEGATA_DB_HEAP."
        )
    if code == "Neo.TransientError.Transaction.DeadlockDetected":
        return TurnedBack("Another load was in the way, and the database let that one pass: try again.")
    if code == "Neo.ClientError.Statement.AccessMode" or "Security" in code:
        return QueryRefused(f"The database refuses this here: {text}")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return StoreError(f"There is no such database on the server: {text} Check NEO4J_DATABASE.")
    return QueryFailed(f"The database could not do this: {text}")
