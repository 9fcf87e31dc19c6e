"""Constraints and indexes: made once, before the first load."""

from __future__ import annotations

import neo4j

from allegata.store.connection import Connection
from allegata.store.faults import translated

__all__ = ["STATEMENTS", "name_of", "prepare"]

STATEMENTS: tuple[str, ...] = (
    "CREATE CONSTRAINT allegata_meta IF NOT EXISTS FOR (n:Allegata) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_dataset IF NOT EXISTS FOR (n:Dataset) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT allegata_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_alias IF NOT EXISTS FOR (n:Alias) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_claim IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_statement IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX allegata_claim_edge IF NOT EXISTS FOR (n:Claim) ON (n.edge_key)",
    "CREATE INDEX allegata_claim_dataset IF NOT EXISTS FOR (n:Claim) ON (n.dataset)",
    "CREATE INDEX allegata_statement_dataset IF NOT EXISTS FOR (n:Statement) ON (n.dataset)",
    "CREATE INDEX allegata_alias_dataset IF NOT EXISTS FOR (n:Alias) ON (n.dataset)",
    "CREATE INDEX allegata_entity_claimed IF NOT EXISTS FOR (n:Entity) ON (n.claimed)",
    # 'standard-folding' makes accents and case of no account.
    "CREATE FULLTEXT INDEX allegata_names IF NOT EXISTS FOR (n:Entity|Alias) ON EACH [n.name, n.text] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}",
)


def name_of(statement: str) -> str:
    """The name of the index that a statement makes."""
    return statement.partition(" IF NOT EXISTS")[0].rpartition(" ")[2]


def _make(transaction: neo4j.ManagedTransaction, statements: list[str]) -> None:
    for statement in statements:
        transaction.run(statement).consume()


def prepare(connection: Connection) -> None:
    """Make what is missing; what is there stays as it is.

    Raises:
        StoreError: the server does not answer, or the user may not create indexes.
    """
    with translated(), connection.session(neo4j.WRITE_ACCESS) as session:
        there = {row["name"] for row in session.run("SHOW INDEXES YIELD name RETURN name")}
        missing = [statement for statement in STATEMENTS if name_of(statement) not in there]
        if not missing:
            return
        # All in one transaction: a commit each would make the first load some seconds longer. A managed one: two
        # processes that begin at once get in each other's way, and the one that is turned back tries again.
        session.execute_write(_make, missing)
        session.run("CALL db.awaitIndexes(60)").consume()
