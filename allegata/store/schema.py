"""Constraints and indexes: made once, before the first load."""

from __future__ import annotations

import time

import neo4j

from allegata.errors import QueryFailed
from allegata.progress import Progress, Silent
from allegata.store.connection import Connection
from allegata.store.cypher import identifier
from allegata.store.faults import translated
from allegata.vocabulary import relations

__all__ = ["STATEMENTS", "name_of", "prepare"]

STATEMENTS: tuple[str, ...] = (
    "CREATE CONSTRAINT allegata_meta IF NOT EXISTS FOR (n:Allegata) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_dataset IF NOT EXISTS FOR (n:Dataset) REQUIRE n.name IS UNIQUE",
    "CREATE CONSTRAINT allegata_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_alias IF NOT EXISTS FOR (n:Alias) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_document IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_claim IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_statement IF NOT EXISTS FOR (n:Statement) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT allegata_dyad IF NOT EXISTS FOR (n:Dyad) REQUIRE (n.a, n.b) IS UNIQUE",
    # Ordered: the newest claims behind an edge, and the strongest neighbours, are read off without the rest.
    "CREATE INDEX allegata_claim_edge_day IF NOT EXISTS FOR (n:Claim) ON (n.edge_key, n.day)",
    "CREATE INDEX allegata_dyad_of_a IF NOT EXISTS FOR (n:Dyad) ON (n.a, n.rank, n.b)",
    "CREATE INDEX allegata_dyad_of_b IF NOT EXISTS FOR (n:Dyad) ON (n.b, n.rank, n.a)",
    # As ordered: the best links of an actor, for paths.
    "CREATE INDEX allegata_evidence_of_a IF NOT EXISTS FOR (n:Dyad) ON (n.a, n.evidence, n.b)",
    "CREATE INDEX allegata_evidence_of_b IF NOT EXISTS FOR (n:Dyad) ON (n.b, n.evidence, n.a)",
    "CREATE INDEX allegata_claim_dataset IF NOT EXISTS FOR (n:Claim) ON (n.dataset)",
    "CREATE INDEX allegata_statement_dataset IF NOT EXISTS FOR (n:Statement) ON (n.dataset)",
    "CREATE INDEX allegata_alias_dataset IF NOT EXISTS FOR (n:Alias) ON (n.dataset)",
    "CREATE INDEX allegata_entity_claimed IF NOT EXISTS FOR (n:Entity) ON (n.claimed)",
    # 'standard-folding' makes accents and case of no account.
    "CREATE FULLTEXT INDEX allegata_names IF NOT EXISTS FOR (n:Entity|Alias) ON EACH [n.name, n.text] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}",
    # An edge by its key, without a look at what else hangs on its ends.
    *(
        f"CREATE INDEX allegata_edge_{identifier(type_).lower()} IF NOT EXISTS FOR ()-[r:{type_}]-() ON (r.edge_key)"
        for type_ in relations()
    ),
)

RETIRED: tuple[str, ...] = ("allegata_claim_edge",)
"""Indexes of earlier versions, which only cost: they go."""


PATIENCE = 600.0
"""Seconds without any progress after which indexes are given up; on an empty database they are filled at once."""

LONGEST = 24 * 3600.0
"""Seconds that the transaction may take which makes them: constraints are filled within it, and the limit of the server
is for what people ask."""


def name_of(statement: str) -> str:
    """The name of the index that a statement makes."""
    return statement.partition(" IF NOT EXISTS")[0].rpartition(" ")[2]


@neo4j.unit_of_work(timeout=LONGEST)
def _make(transaction: neo4j.ManagedTransaction, statements: list[str]) -> None:
    for statement in statements:
        transaction.run(statement).consume()


def _await(session: neo4j.Session, names: set[str], progress: Progress) -> None:
    """Wait until these can be used. Not for all indexes: one of another process may be on its way in, or out again."""
    told, filled, missing, deadline = 0, 0.0, names, time.monotonic() + PATIENCE
    with progress.task("filling indexes", len(names), "indexes") as advance:
        while time.monotonic() < deadline:
            rows = session.run("SHOW INDEXES YIELD name, state, populationPercent AS share").data()
            missing = names - {row["name"] for row in rows if row["state"] == "ONLINE"}
            # As many as are full, and as the shares of the others make up together.
            now = 100.0 * (len(names) - len(missing)) + sum(row["share"] for row in rows if row["name"] in missing)
            advance(max(0, int(now / 100) - told))
            told = max(told, int(now / 100))
            if not missing:
                return
            if now > filled:
                filled, deadline = now, time.monotonic() + PATIENCE
            time.sleep(0.05)
    raise QueryFailed(f"The database did not get its indexes ready: {', '.join(sorted(missing))}.")


def prepare(connection: Connection, progress: Progress | None = None) -> None:
    """Make what is missing; what is there stays as it is.

    Args:
        connection: to the database.
        progress: told how far it is, which takes long where there is much in the database already.

    Raises:
        StoreError: the server does not answer, or the user may not create indexes.
    """
    with translated(), connection.session(neo4j.WRITE_ACCESS) as session:
        there = {row["name"] for row in session.run("SHOW INDEXES YIELD name RETURN name")}
        missing = [statement for statement in STATEMENTS if name_of(statement) not in there]
        missing += [f"DROP INDEX {name} IF EXISTS" for name in RETIRED if name in there]
        if not missing:
            return
        # All in one transaction: a commit each would make the first load some seconds longer. A managed one: two
        # processes that begin at once get in each other's way, and the one that is turned back tries again.
        session.execute_write(_make, missing)
        _await(session, {name_of(statement) for statement in STATEMENTS}, progress or Silent())
