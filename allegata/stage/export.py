"""A derived stage as files for Neo4j's importer (``neo4j-admin database import``).

Every node gets a whole number, counted through all tables; relationships name their ends by it. Of claims and
statements, of which there are most, it is the place in their table, so that nothing has to be looked up. What is not
known is an empty cell, which the importer does not store; there are no empty texts.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from allegata.stage.stage import Stage

__all__ = ["Files", "export"]


@dataclass(frozen=True, slots=True)
class Files:
    """What the importer is given.

    Attributes:
        nodes: files of nodes, each with its labels in a column.
        relationships: files of relationships, each with the types in a column.
    """

    nodes: tuple[Path, ...]
    relationships: tuple[Path, ...]


_NO_NUMBERS = "CREATE OR REPLACE TABLE numbers (tbl INTEGER, id VARCHAR, n BIGINT)"

# One table after another, each in the order in which it lies: nothing has to be sorted.
_NUMBERS = tuple(
    f"""
INSERT INTO numbers
SELECT {number}, id, (SELECT count(*) FROM numbers) + row_number() OVER () - 1 FROM {table}"""
    for number, table in enumerate(("entities", "aliases", "documents"), 1)
)

_ENTITY, _ALIAS, _DOCUMENT = range(1, 4)

# Rows of a table that was only ever added to are counted from nought, without a gap.
_PLACES = (
    "CREATE OR REPLACE TABLE after AS SELECT count(*) AS claims, count(*) + (SELECT count(*) FROM out_claims) AS statements"
    ", count(*) + (SELECT count(*) FROM out_claims) + (SELECT count(*) FROM out_statements) AS dyads FROM numbers",
    "CREATE OR REPLACE VIEW placed_claims AS SELECT (SELECT claims FROM after) + out_claims.n - 1 AS n, * EXCLUDE (n) FROM out_claims",
    """CREATE OR REPLACE VIEW placed_statements AS
       SELECT (SELECT statements FROM after) + rowid AS n, (SELECT claims FROM after) + out_statements.n - 1 AS claim,
         * EXCLUDE (n)
       FROM out_statements""",
)

_NODES: dict[str, str] = {
    "entities": f"""
      SELECT n.n AS ":ID", 'Entity;' || e.kind AS ":LABEL", e.id, e.name, e.kind, nullif(e.description, '') AS description,
        e.digest, $name AS "datasets:string[]", d.degree AS "degree:long", d.claimed AS "claimed:long",
        d.neighbours AS "neighbours:long"
      FROM entities e JOIN numbers n ON n.tbl = {_ENTITY} AND n.id = e.id JOIN degrees d ON d.id = e.id""",
    "aliases": f"""
      SELECT n.n AS ":ID", 'Alias' AS ":LABEL", a.id, a.text, a.kind, a.entity, a.digest, $name AS dataset
      FROM aliases a JOIN numbers n ON n.tbl = {_ALIAS} AND n.id = a.id""",
    "documents": f"""
      SELECT n.n AS ":ID", 'Document' AS ":LABEL", d.id, d.title, d.publisher, d.published AS "published:date",
        nullif(d.language, '') AS language, nullif(d.url, '') AS url, d.characters AS "characters:long",
        nullif(d.sha256, '') AS sha256, nullif(d.note, '') AS note, d.digest, $name AS "datasets:string[]"
      FROM documents d JOIN numbers n ON n.tbl = {_DOCUMENT} AND n.id = d.id""",
    "claims": """
      SELECT n AS ":ID", 'Claim' AS ":LABEL", claim.id AS id, claim.edge_key AS edge_key, claim.subject AS subject,
        claim.predicate AS predicate, claim.object AS object, claim.text AS text, claim.code AS code,
        claim.value AS value, claim.event_from AS "event_from:date", claim.event_to AS "event_to:date",
        claim.modality AS modality, claim.varies_on AS varies_on, claim.goldstein AS "goldstein:double",
        claim.quad_class AS "quad_class:long", claim.quad_scheme AS quad_scheme, claim.date_precision AS date_precision,
        claim.place_precision AS place_precision, claim.digest AS digest, claim.status AS status,
        claim.first AS "first:date", claim.last AS "last:date", claim.day AS "day:date", $name AS dataset
      FROM placed_claims""",
    "statements": """
      SELECT n AS ":ID", 'Statement' AS ":LABEL", statement.id AS id, statement.claim AS claim,
        statement.holder AS holder, statement.document AS document, statement.stance AS stance,
        statement.certainty AS certainty, statement.said_on AS "said_on:date", statement.paraphrase AS paraphrase,
        statement.note AS note, statement.record AS record, statement.digest AS digest,
        array_to_string(statement.speaks_for, ';') AS "speaks_for:string[]", statement.own AS "own:boolean",
        statement.root AS root, statement.source AS source, $name AS dataset
      FROM placed_statements""",
    "dyads": """
      SELECT (SELECT dyads FROM after) + rowid AS ":ID", 'Dyad' AS ":LABEL", d.a, d.b, d.rank AS "rank:long",
        array_to_string(d.relations, ';') AS "relations:string[]",
        array_to_string(d.weights, ';') AS "weights:long[]", d.evidence AS "evidence:long"
      FROM dyads d""",
}


def _link(relation: str, source: str, target: str, table: str, more: str = "", which: str = "") -> str:
    """A query for relationships; source and target are pairs of a kind of node and the column that holds its id."""
    (from_kind, from_id), (to_kind, to_id) = source.split(" ", 1), target.split(" ", 1)
    return f"""
      SELECT a.n AS ":START_ID", b.n AS ":END_ID", {relation} AS ":TYPE" {more} FROM {table}
      JOIN numbers a ON a.tbl = {from_kind} AND a.id = {from_id}
      JOIN numbers b ON b.tbl = {to_kind} AND b.id = {to_id} {which}"""


def _from(relation: str, place: str, table: str, kind: int, id_: str, more: str = "") -> str:
    """A query for relationships of something that lies in ``table`` at the number ``place`` to what has a number."""
    return f"""
      SELECT {place} AS ":START_ID", b.n AS ":END_ID", '{relation}' AS ":TYPE" {more}
      FROM {table} t JOIN numbers b ON b.tbl = {kind} AND b.id = {id_}"""


_RELATIONSHIPS: dict[str, str] = {
    "refers_to": _link("'REFERS_TO'", f"{_ALIAS} t.id", f"{_ENTITY} t.entity", "aliases t"),
    "facts": _link(
        "t.relation",
        f"{_ENTITY} t.subject",
        f"{_ENTITY} t.object",
        "facts t",
        """, t.id AS edge_key, t.since AS "from:date", t.until AS "to:date", nullif(t.role, '') AS role,
           nullif(t.source, '') AS source, nullif(t.url, '') AS url, t.digest, $name AS dataset""",
    ),
    "published_by": _link("'PUBLISHED_BY'", f"{_DOCUMENT} t.id", f"{_ENTITY} t.publisher", "documents t"),
    "subject": _from("SUBJECT", "t.n", "placed_claims", _ENTITY, "t.claim.subject"),
    "object": _from("OBJECT", "t.n", "placed_claims", _ENTITY, "t.claim.object"),
    "place": _from("PLACE", "t.n", "placed_claims", _ENTITY, "t.place"),
    "about": """
      SELECT a.n AS ":START_ID", b.n AS ":END_ID", 'ABOUT' AS ":TYPE"
      FROM (SELECT id, unnest(about) AS other FROM claims) t
      JOIN placed_claims a ON a.id = t.id JOIN placed_claims b ON b.id = t.other""",
    "varies_from": """
      SELECT a.n AS ":START_ID", b.n AS ":END_ID", 'VARIES_FROM' AS ":TYPE", nullif(t.varies_on, '') AS "on"
      FROM (SELECT id, varies_from, varies_on FROM claims WHERE varies_from <> '') t
      JOIN placed_claims a ON a.id = t.id JOIN placed_claims b ON b.id = t.varies_from""",
    "on": """SELECT n AS ":START_ID", claim AS ":END_ID", 'ON' AS ":TYPE" FROM placed_statements""",
    "by": _from("BY", "t.n", "placed_statements", _ENTITY, "t.statement.holder"),
    "via": f"""
      SELECT a.n AS ":START_ID", b.n AS ":END_ID", 'VIA' AS ":TYPE"
      FROM (SELECT id, via FROM statements WHERE via IS NOT NULL) t
      JOIN placed_statements a ON a.statement.id = t.id JOIN numbers b ON b.tbl = {_ENTITY} AND b.id = t.via""",
    "reported_in": _from(
        "REPORTED_IN",
        "t.n",
        "placed_statements",
        _DOCUMENT,
        "t.statement.document",
        """, t.place.paragraph AS "paragraph:long", t.place.start AS "start:long", t.place.\"end\" AS "end:long",
           t.place.sha256 AS sha256, t.place.sentence AS "sentence:long" """,
    ),
    "edges": _link(
        "t.predicate",
        f"{_ENTITY} t.subject",
        f"{_ENTITY} t.object",
        "edges t",
        """, t.edge_key, t.status, t.n_claims AS "n_claims:long", t.n_statements AS "n_statements:long",
           t.n_holders AS "n_holders:long", t.n_documents AS "n_documents:long", t.n_sources AS "n_sources:long",
           t.n_contested AS "n_contested:long", t.n_confirmed AS "n_confirmed:long", t.n_reported AS "n_reported:long",
           t.n_unconfirmed AS "n_unconfirmed:long", t.n_denied AS "n_denied:long",
           array_to_string(t.held_by, ';') AS "held_by:string[]", array_to_string(t.denied_by, ';') AS "denied_by:string[]",
           t.first AS "first:date", t.last AS "last:date", array_to_string(t.happened, ';') AS "happened:long[]",
           array_to_string(t.said, ';') AS "said:long[]" """,
    ),
}


def export(stage: Stage, folder: Path) -> Files:
    """Write the files.

    Args:
        stage: derived, and put in order by `allegata.store.difference.order`.
        folder: is made; whoever called removes it.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for step in (_NO_NUMBERS, *_NUMBERS, *_PLACES):
        stage.run(step)
    return Files(
        tuple(_write(stage, folder, name, query) for name, query in _NODES.items()),
        tuple(_write(stage, folder, name, query) for name, query in _RELATIONSHIPS.items()),
    )


def _write(stage: Stage, folder: Path, name: str, query: str) -> Path:
    path = folder / f"{name}.csv"
    place = str(path).replace("'", "''")
    quoted = stage.name.replace("'", "''")
    # COPY takes no parameters.
    stage.run(f"COPY ({query.replace('$name', chr(39) + quoted + chr(39))}) TO '{place}' (FORMAT csv, HEADER)")
    return path
