"""What has to change in the database for it to hold a stage: reckoned in the stage, in SQL."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from allegata.model import content_id
from allegata.stage import Stage
from allegata.store.rows import TABLES

__all__ = [
    "REFERRED",
    "Change",
    "Plan",
    "TableChange",
    "change",
    "compare",
    "counts",
    "digest",
    "order",
    "plan",
    "removed",
]


@dataclass(frozen=True, slots=True)
class TableChange:
    """How many records of a table are added, changed, removed, and stay as they are."""

    table: str
    added: int
    changed: int
    removed: int
    same: int


@dataclass(frozen=True, slots=True)
class Change:
    """What a load did, or would do.

    Attributes:
        dataset: its name.
        tables: one entry a table.
        edges: direct edges reckoned anew; 0 for a plan.
    """

    dataset: str
    tables: tuple[TableChange, ...]
    edges: int = 0

    @property
    def empty(self) -> bool:
        """Whether all records stay as they are."""
        return not any(each.added or each.changed or each.removed for each in self.tables)


REFERRED = {
    "foreign_entities": """
        SELECT DISTINCT id FROM (
          SELECT via AS id FROM statements WHERE via IS NOT NULL) WHERE id NOT IN (SELECT id FROM entities)""",
    "foreign_documents": "SELECT DISTINCT document AS id FROM statements WHERE document NOT IN (SELECT id FROM documents)",
}
"""What the stage refers to and other data sets describe, as far as it matters for what follows from it."""


def compare(stage: Stage) -> None:
    """Hold the records against those that are ``there``: the table ``diff``, without those that stay the same."""
    parts = (
        f"SELECT '{table}' AS tbl, coalesce(n.id, o.id) AS id, "
        "CASE WHEN o.id IS NULL THEN 'added' WHEN n.id IS NULL THEN 'removed' ELSE 'changed' END AS how "
        f"FROM {table} n FULL JOIN (SELECT id, digest FROM there WHERE tbl = '{table}') o ON n.id = o.id "
        "WHERE n.digest IS DISTINCT FROM o.digest"
        for table in TABLES
    )
    stage.run(f"CREATE OR REPLACE TABLE diff AS {' UNION ALL '.join(parts)}")


def removed(table: str) -> str:
    """A query for the ids of records that have to go."""
    return f"SELECT id FROM diff WHERE tbl = '{table}' AND how = 'removed'"


def counts(stage: Stage) -> dict[str, int]:
    """Records by table, as the ``:Dataset`` node keeps them."""
    return {f"n_{table}": stage.one(f"SELECT count(*) FROM {table}") for table in TABLES}


def digest(stage: Stage, head: dict[str, Any] | None) -> str:
    """What changes whenever any record, or what is said of the data set, does."""
    if head is None:
        return ""
    # A sum does not depend on the order, and no list of ten million digests is held.
    sums = [
        stage.one(f"SELECT sum(('0x' || left(digest, 15))::BIGINT::HUGEINT)::VARCHAR FROM {table}") for table in TABLES
    ]
    return content_id(stage.name, *head.values(), *counts(stage).values(), *sums)


def change(stage: Stage) -> Change:
    """The numbers of the ``diff``."""
    found = {
        (row[0], row[1]): row[2] for row in stage.run("SELECT tbl, how, count(*) FROM diff GROUP BY ALL").fetchall()
    }
    tables = []
    for table in TABLES:
        added, changed, gone = (found.get((table, how), 0) for how in ("added", "changed", "removed"))
        same = stage.one(f"SELECT count(*) FROM {table}") - added - changed
        tables.append(TableChange(table, added, changed, gone, same))
    return Change(stage.name, tuple(tables))


def unchanged(stage: Stage) -> Change:
    """Of a load that finds all of it there."""
    return Change(stage.name, tuple(TableChange(t, 0, 0, 0, stage.one(f"SELECT count(*) FROM {t}")) for t in TABLES))


_CLAIM = """struct_pack(id := c.id, edge_key := d.edge_key, subject := c.subject, predicate := c.predicate,
  object := c.object, text := nullif(c.text, ''), code := nullif(c.code, ''), value := nullif(c.value, ''),
  event_from := c.event_from, event_to := c.event_to, modality := c.modality, varies_on := nullif(c.varies_on, ''),
  goldstein := c.goldstein, quad_class := c.quad_class, quad_scheme := nullif(c.quad_scheme, ''),
  date_precision := nullif(c.date_precision, ''), place_precision := nullif(c.place_precision, ''),
  digest := c.digest, status := d.status, first := d.first, last := d.last, day := d.day)"""

_PROPERTIES = """id := s.id, claim := s.claim, holder := s.holder, document := s.document, stance := s.stance,
  certainty := s.certainty, said_on := s.said_on, paraphrase := nullif(s.paraphrase, ''), note := nullif(s.note, ''),
  record := nullif(s.record, ''), digest := s.digest"""

_STATEMENT = f"""struct_pack({_PROPERTIES}, speaks_for := w.speaks_for, own := w.own, root := w.root,
  source := w.source)"""

_PLACE = """struct_pack(paragraph := s.paragraph, start := s.start, "end" := s.stop, sha256 := nullif(s.sha256, ''),
  sentence := s.sentence)"""

_SUMMARY = """struct_pack(edge_key := e.edge_key, n_claims := n_claims, n_statements := n_statements,
  n_holders := n_holders, n_documents := n_documents, n_sources := n_sources, held_by := held_by,
  denied_by := denied_by, first := first, last := last, n_contested := n_contested, n_confirmed := n_confirmed,
  n_reported := n_reported, n_unconfirmed := n_unconfirmed, n_denied := n_denied, status := status,
  happened := happened, said := said)"""


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes, as queries of the stage.

    Attributes:
        fresh: whether nothing of the data set is in the database yet.
        new_claims: number of claims that are new.
        edges: number of direct edges to be reckoned.
    """

    fresh: bool
    new_claims: int
    edges: int

    def ids(self, table: str, how: str) -> str:
        """Ids of records by what happens to them: ``added``, ``changed``, or ``put`` for both."""
        hows = "('added', 'changed')" if how == "put" else f"('{how}')"
        return f"SELECT id FROM diff WHERE tbl = '{table}' AND how IN {hows}"

    def records(self, table: str, how: str) -> str:
        """Rows as the ``put_*`` statement of the table takes them."""
        if self.fresh and how != "changed":
            return f"SELECT * FROM {table}"
        return f"SELECT * FROM {table} WHERE id IN ({self.ids(table, how)})"

    def facts(self, relation: str) -> str:
        """New facts of one relation type."""
        return f"""
          SELECT subject, relation, object, struct_pack(edge_key := id, "from" := since, "to" := until,
            role := nullif(role, ''), source := nullif(source, ''), url := nullif(url, ''), digest := digest) AS properties
          FROM facts WHERE relation = '{relation}' AND id IN ({self.ids("facts", "added")})"""

    def told(self, stage: Stage, size: int) -> Iterator[list[dict[str, Any]]]:
        """New claims, each with its new statements, those of one edge beside each other in the database."""
        for low in range(0, self.new_claims, size):
            span = f"WHERE n > {low} AND n <= {low + size}"
            claims = stage.fetch(f"SELECT n, claim, place FROM out_claims {span}")
            rows = {row["n"]: {"claim": row["claim"], "place": row["place"], "statements": []} for row in claims}
            for row in stage.fetch(f"SELECT n, statement, place FROM out_statements {span}"):
                rows[row["n"]]["statements"].append({"statement": row["statement"], "place": row["place"]})
            yield list(rows.values())

    def more_statements(self) -> str:
        """Statements that are new on a claim that is not."""
        return f"""
          SELECT struct_pack({_PROPERTIES}) AS properties, {_PLACE} AS "where", '' AS via FROM statements s
          WHERE id IN ({self.ids("statements", "put")}) AND claim NOT IN (SELECT id FROM out_claims)"""

    def vias(self) -> str:
        """Through whom new statements came."""
        return f"SELECT id, via FROM statements WHERE via IS NOT NULL AND id IN ({self.ids('statements', 'put')})"

    def links(self) -> str:
        """Links of new and changed claims to others."""
        return f"""
          SELECT id, digest, nullif(varies_on, '') AS varies_on, coalesce(about, []) AS about, varies_from FROM claims
          WHERE id IN ({self.ids("claims", "changed")})
            OR (id IN ({self.ids("claims", "added")}) AND (len(about) > 0 OR varies_from <> ''))"""

    def words(self) -> str:
        """Whose word old statements are."""
        return """
          SELECT id, speaks_for, own, root, source FROM words
          WHERE claim IN (SELECT id FROM touched_claims) AND claim NOT IN (SELECT id FROM out_claims)"""

    def statuses(self) -> str:
        """Where old claims stand."""
        return """
          SELECT id, status, first, last, day FROM standing
          WHERE id IN (SELECT id FROM touched_claims) AND id NOT IN (SELECT id FROM out_claims)"""

    def predicates(self, stage: Stage) -> list[str]:
        """Relation types of the edges that come out of the stage."""
        return [row[0] for row in stage.run("SELECT DISTINCT predicate FROM own_edges ORDER BY 1").fetchall()]

    def summaries(self, stage: Stage, predicate: str = "") -> list[str]:
        """Direct edges that no other data set has a part in, by subject; of one relation type, or of all."""
        which = f"predicate = '{predicate}'" if predicate else "true"
        return [
            f"""
          SELECT e.subject, e.predicate, e.object, {_SUMMARY} AS summary FROM edges e
          WHERE {part.format("e.subject")} AND {which}
            AND e.edge_key IN (SELECT edge_key FROM own_edges WHERE {part.format("subject")} AND {which})
          ORDER BY e.subject"""
            for part in _parts(stage.one(f"SELECT count(*) FROM own_edges WHERE {which}"))
        ]

    def dyads(self, stage: Stage) -> list[str]:
        """Dyads that no other data set has a part in."""
        return [
            f"""
          SELECT d.* FROM dyads d WHERE {part.format("d.a")}
            AND (d.a, d.b) IN (SELECT (a, b) FROM touched_pairs WHERE {part.format("a")})
            AND (d.a, d.b) NOT IN (SELECT (a, b) FROM foreign_pairs WHERE {part.format("a")})"""
            for part in _parts(stage.one("SELECT count(*) FROM touched_pairs"))
        ]

    def degrees(self) -> str:
        """Degrees of entities that no other data set has a part in."""
        return """
          SELECT * FROM degrees WHERE id IN (SELECT id FROM touched_ends) AND id NOT IN (SELECT id FROM foreign_ends)"""

    def shared(self, stage: Stage) -> list[dict[str, Any]]:
        """Direct edges that other data sets have a part in, and those that lost their last claim here."""
        query = "SELECT * FROM touched_edges WHERE edge_key NOT IN (SELECT edge_key FROM own_edges)"
        return [row for batch in stage.rows(query, 50_000) for row in batch]

    def shared_pairs(self, stage: Stage) -> list[tuple[str, str]]:
        """Pairs whose facts change, where other data sets have a part or ours has none any more."""
        return stage.run("""
          SELECT a, b FROM touched_pairs WHERE a <> b AND ((a, b) IN (SELECT (a, b) FROM foreign_pairs)
            OR (a, b) IN (SELECT (least(subject, object), greatest(subject, object)) FROM there_facts))""").fetchall()

    def shared_entities(self, stage: Stage) -> list[str]:
        """Entities whose degree the database counts."""
        query = "SELECT id FROM touched_ends WHERE id IN (SELECT id FROM foreign_ends)"
        return [row["id"] for batch in stage.rows(query, 50_000) for row in batch]

    def climbers(self, stage: Stage) -> list[str]:
        """Who may speak for somebody else now, in other data sets too."""
        if not stage.one("SELECT count(*) FROM foreign_edges"):
            return []
        query = f"""
          SELECT DISTINCT subject AS id FROM facts
          WHERE relation IN ('PART_OF', 'REPRESENTS') AND id IN ({self.ids("facts", "added")})
          UNION SELECT subject FROM there_facts WHERE relation <> 'MEMBER_OF'"""
        return [row["id"] for batch in stage.rows(query, 50_000) for row in batch]


_ADDED = "SELECT id FROM diff WHERE tbl = 'claims' AND how = 'added'"

_NO_ORDER = "CREATE OR REPLACE TABLE out_order (n BIGINT, id VARCHAR)"

# Those of one edge beside each other, in the order of their days. ``{NEW}``: which claims are.
_ORDER = """
INSERT INTO out_order
SELECT (SELECT count(*) FROM out_order) + row_number() OVER (), id FROM (
  SELECT s.id FROM standing s WHERE {NEW} AND hash(s.edge_key) % {PARTS} = {PART} ORDER BY s.edge_key, s.day, s.id)"""

# Sorted and whole: a batch is read from one place in the file.
_OUT = (
    f"""{{INTO}} out_claims {{AS}}
       SELECT o.n, o.id, {_CLAIM} AS claim, c.place AS place
       FROM (SELECT * FROM out_order WHERE n > {{AFTER}} AND n <= {{UPTO}}) o
       JOIN claims c ON c.id = o.id JOIN standing d ON d.id = o.id ORDER BY o.n""",
    f"""{{INTO}} out_statements {{AS}}
       SELECT o.n, {_STATEMENT} AS statement, {_PLACE} AS place
       FROM (SELECT * FROM out_order WHERE n > {{AFTER}} AND n <= {{UPTO}}) o
       JOIN statements s ON s.claim = o.id JOIN words w ON w.id = s.id ORDER BY o.n""",
)

# What is reckoned anew: all there is, ...
_ALL_TOUCHED = (
    "CREATE OR REPLACE VIEW touched_claims AS SELECT id FROM claims",
    """CREATE OR REPLACE VIEW touched_edges AS
       SELECT edge_key, subject, predicate, object FROM edges
       UNION ALL
       SELECT DISTINCT edge_key, subject, predicate, object FROM there_claims
       WHERE edge_key NOT IN (SELECT edge_key FROM edges)""",
)

# ... or what has to do with a record that changes.
_SOME_TOUCHED = (
    """CREATE OR REPLACE TABLE touched_claims AS
       SELECT id FROM diff WHERE tbl = 'claims' AND how IN ('added', 'changed')
       UNION SELECT claim FROM statements WHERE id IN (SELECT id FROM diff WHERE tbl = 'statements' AND how <> 'removed')
       UNION SELECT id FROM there_claims WHERE id IN (SELECT id FROM claims)""",
    """CREATE OR REPLACE TABLE touched_edges AS
       SELECT DISTINCT edge_key, subject, predicate, object FROM standing WHERE id IN (SELECT id FROM touched_claims)
       UNION SELECT DISTINCT edge_key, subject, predicate, object FROM there_claims""",
)

# ``{EVERYTHING}`` is true when all of it has to be reckoned anew.
_BESIDE = (
    """CREATE OR REPLACE TABLE touched_pairs AS
       SELECT DISTINCT least(subject, object) AS a, greatest(subject, object) AS b FROM (
         SELECT subject, object FROM touched_edges
         UNION ALL SELECT subject, object FROM facts WHERE {EVERYTHING}
         UNION ALL SELECT subject, object FROM facts
           WHERE id IN (SELECT id FROM diff WHERE tbl = 'facts' AND how = 'added')
         UNION ALL SELECT subject, object FROM there_facts)""",
    """CREATE OR REPLACE TABLE foreign_pairs AS
       SELECT DISTINCT least(subject, object) AS a, greatest(subject, object) AS b FROM (
         SELECT subject, object FROM foreign_edges UNION ALL SELECT subject, object FROM foreign_facts)""",
    """CREATE OR REPLACE TABLE own_edges AS
       SELECT edge_key, subject, predicate FROM touched_edges WHERE edge_key IN (SELECT edge_key FROM edges)
       AND (least(subject, object), greatest(subject, object)) NOT IN (SELECT (a, b) FROM foreign_pairs)""",
    """CREATE OR REPLACE TABLE touched_ends AS
       SELECT a AS id FROM touched_pairs UNION SELECT b FROM touched_pairs
       UNION SELECT id FROM diff WHERE tbl = 'entities' AND how <> 'removed'
       UNION SELECT id FROM entities WHERE {EVERYTHING}""",
    """CREATE OR REPLACE TABLE foreign_ends AS
       SELECT a AS id FROM foreign_pairs UNION SELECT b FROM foreign_pairs""",
)

CLAIMS_A_PART = 400_000
"""Claims that are joined with their statements and sorted at once: the memory that takes does not grow with the stage."""


EDGES_A_PART = 50_000
"""Edges, or pairs, that are sought out and sorted at once, with lists of days: a sort that is read while it is written
from cannot go to disk."""


def _parts(number: int) -> list[str]:
    """Conditions on an id, to be put in at ``{}``, each of which holds for a part of so many edges."""
    parts = 1 + number // EDGES_A_PART
    return [f"hash({{}}) % {parts} = {part}" for part in range(parts)]


def _ranges(stage: Stage, step: str) -> Iterator[str]:
    """A step that speaks of a range of claims, for one range after another."""
    claims = stage.one("SELECT count(*) FROM out_order")
    for start in range(0, max(1, claims), CLAIMS_A_PART):
        into, as_ = ("INSERT INTO", "") if start else ("CREATE OR REPLACE TABLE", "AS")
        filled = step.replace("{INTO}", into).replace("{AS}", as_)
        yield filled.replace("{AFTER}", str(start)).replace("{UPTO}", str(start + CLAIMS_A_PART))


def order(stage: Stage) -> bool:
    """Put new claims and their statements in the order in which they are written; whether all of them are new.

    Args:
        stage: compared and derived.
    """
    fresh = not stage.one("SELECT count(*) FROM there")
    stage.run(_NO_ORDER)
    ordered = _ORDER.replace("{NEW}", "true" if fresh else f"s.id IN ({_ADDED})")
    stage.run_in_parts((ordered,), 1 + stage.one("SELECT count(*) FROM standing") // (2 * CLAIMS_A_PART))
    for step in _OUT:
        for statement in _ranges(stage, step):
            stage.run(statement)
    return fresh


def plan(stage: Stage, *, everything: bool) -> Plan:
    """The changes that lead from the database as it is (`compare`) to the derived stage.

    Args:
        stage: compared and derived.
        everything: reckon all that follows from the records anew, not only where records change.
    """
    fresh = order(stage)
    # What a record says of somebody else (a day of publication, a kind, who speaks for whom) reaches far.
    reaching = stage.one("""
      SELECT count(*) FROM diff WHERE tbl = 'facts' OR (tbl IN ('entities', 'documents') AND how = 'changed')""")
    whole = bool(everything or fresh or reaching)
    for table in ("touched_claims", "touched_edges"):
        stage.drop(table)
    for step in (*(_ALL_TOUCHED if whole else _SOME_TOUCHED), *_BESIDE):
        stage.run(step.replace("{EVERYTHING}", str(whole)))
    return Plan(
        fresh,
        stage.one("SELECT count(*) FROM out_claims"),
        stage.one("SELECT count(*) FROM touched_edges"),
    )
