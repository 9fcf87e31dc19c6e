"""The steps of the derivation, in SQL, in their order.

No table is a temporary one: of those DuckDB keeps more in memory than of tables in its file.
"""

from __future__ import annotations

from allegata.analysis.evidence import Weights, grade
from allegata.stage.sql import content_id

__all__ = ["steps"]

REACH = 4
"""Steps over PART_OF and REPRESENTS that a word is carried upwards."""

_OPEN, _END = "DATE '0001-01-01'", "DATE '9999-12-31'"

_KINDS = """
CREATE OR REPLACE TABLE kinds AS
SELECT id, kind FROM entities UNION SELECT id, kind FROM foreign_entities"""

_UP = f"""
CREATE OR REPLACE TABLE up AS
SELECT row_number() OVER () AS number, * FROM (
  SELECT subject AS below, object AS above, coalesce(since, {_OPEN}) AS since, coalesce(until, {_END}) AS until
  FROM facts WHERE relation IN ('PART_OF', 'REPRESENTS')
  UNION ALL
  SELECT subject, object, coalesce(since, {_OPEN}), coalesce(until, {_END})
  FROM foreign_facts WHERE relation IN ('PART_OF', 'REPRESENTS'))"""

# Every way up that uses no fact twice, with the days on which all of it holds (none, when since lies after until).
_WALK = f"""
CREATE OR REPLACE TABLE walk AS
WITH RECURSIVE walk AS (
  SELECT below AS entity, above, since, until, 1 AS far, [number] AS used FROM up
  UNION ALL
  SELECT w.entity, u.above, greatest(w.since, u.since), least(w.until, u.until), w.far + 1, list_append(w.used, u.number)
  FROM walk w JOIN up u ON u.below = w.above
  WHERE w.far < {REACH} AND NOT list_contains(w.used, u.number))
SELECT entity, above, since, until, far FROM walk"""

_SAID = """
CREATE OR REPLACE TABLE said AS
SELECT s.id, s.claim, s.holder, s.document, s.stance, s.certainty, s.via, c.subject, d.publisher,
  coalesce(s.said_on, d.published) AS day
FROM statements s
JOIN claims c ON c.id = s.claim
JOIN (SELECT id, publisher, published FROM documents UNION ALL SELECT id, publisher, published FROM foreign_documents) d
  ON d.id = s.document"""

_SPEAKS = """
CREATE OR REPLACE TABLE speaks AS
SELECT holder, day, list(above ORDER BY far, above) AS ups FROM (
  SELECT h.holder, h.day, w.above, max(w.far) AS far
  FROM (SELECT DISTINCT holder, day FROM said WHERE holder IN (SELECT entity FROM walk)) h
  JOIN walk w ON w.entity = h.holder AND h.day BETWEEN w.since AND w.until
  WHERE w.above <> h.holder
  GROUP BY ALL)
GROUP BY holder, day"""

_WORDS = """
CREATE OR REPLACE TABLE words AS
SELECT s.id, s.claim, s.holder, s.document, s.day, s.stance,
  s.stance IN ('ASSERTS', 'CONFIRMS') AS held, s.stance IN ('DENIES', 'DISMISSES') AS against,
  s.stance IN ('NO_COMMENT', 'CANNOT_CONFIRM') AS open, s.certainty IN ('certain', 'unspecified') AS sure,
  p.ups AS speaks_for, coalesce(p.ups[-1], s.holder) AS root,
  s.holder = s.subject
    OR EXISTS (SELECT 1 FROM walk w
               WHERE w.entity = s.holder AND w.above = s.subject AND s.day BETWEEN w.since AND w.until)
    OR EXISTS (SELECT 1 FROM walk w
               WHERE w.entity = s.subject AND w.above = s.holder AND s.day BETWEEN w.since AND w.until) AS own,
  CASE WHEN s.via IS NULL OR k.kind IS DISTINCT FROM 'Organization' OR s.via = s.holder
      OR EXISTS (SELECT 1 FROM walk w WHERE w.entity = s.via AND w.above = s.holder)
    THEN s.publisher ELSE s.via END AS source
FROM said s
LEFT JOIN speaks p ON p.holder = s.holder AND p.day = s.day
LEFT JOIN kinds k ON k.id = s.via"""

_SAID_DONE = "DROP TABLE said"

_FIRM = "held AND sure"

_VOICES = f"""
CREATE OR REPLACE TABLE voices AS
SELECT claim, bool_or(held) AS held, bool_or(against) AS against, bool_or(open) AS open, bool_or({_FIRM}) AS firm,
  bool_or({_FIRM} AND own) AS own, min(day) AS said_first, max(day) AS said_last
FROM words GROUP BY claim"""

# Independent holders only count where the setting asks for them.
_BACKED = f"""
CREATE OR REPLACE TABLE backed AS
SELECT r.claim FROM
  (SELECT claim, count(*) AS n FROM (SELECT DISTINCT claim, root FROM words WHERE {_FIRM} AND {{CONFIRM}} > 0)
   GROUP BY claim) r
JOIN
  (SELECT claim, count(*) AS n FROM (SELECT DISTINCT claim, source FROM words WHERE {_FIRM} AND {{CONFIRM}} > 0)
   GROUP BY claim) s ON s.claim = r.claim
WHERE least(r.n, s.n) >= {{CONFIRM}}"""

_STANDING = f"""
CREATE OR REPLACE TABLE standing AS
SELECT id, subject, predicate, object, edge_key, status, first, last, coalesce(first, {_OPEN}) AS day FROM (
  SELECT c.id, c.subject, c.predicate, c.object,
    {content_id("'edge'", "c.subject", "c.predicate", "c.object")} AS edge_key,
    CASE
      WHEN v.against AND v.held THEN 'CONTESTED'
      WHEN v.against THEN 'DENIED'
      WHEN v.held IS NOT TRUE THEN 'UNCONFIRMED'
      WHEN c.modality = 'actual' AND v.own THEN 'CONFIRMED'
      WHEN c.modality = 'actual' AND b.claim IS NOT NULL THEN 'CONFIRMED'
      WHEN v.open OR v.firm IS NOT TRUE THEN 'UNCONFIRMED'
      ELSE 'REPORTED' END AS status,
    coalesce(c.event_from, c.event_to, v.said_first) AS first,
    coalesce(c.event_to, c.event_from, v.said_last) AS last
  FROM claims c LEFT JOIN voices v ON v.claim = c.id LEFT JOIN backed b ON b.claim = c.id)"""

_ON_EDGES = """
CREATE OR REPLACE TABLE on_edges AS
SELECT s.edge_key, w.holder, w.document, w.source, w.held, w.against, w.day
FROM words w JOIN standing s ON s.id = w.claim"""

_HEADLINE = """CASE WHEN n_contested > 0 THEN 'CONTESTED' WHEN n_confirmed > 0 THEN 'CONFIRMED'
  WHEN n_reported > 0 THEN 'REPORTED' WHEN n_unconfirmed > 0 THEN 'UNCONFIRMED' ELSE 'DENIED' END"""

_DAYS = "- DATE '1970-01-01'"

_NO_EDGES = """
CREATE OR REPLACE TABLE edges (edge_key VARCHAR, subject VARCHAR, predicate VARCHAR, object VARCHAR, n_claims BIGINT,
  first DATE, last DATE, n_contested BIGINT, n_confirmed BIGINT, n_reported BIGINT, n_unconfirmed BIGINT, n_denied BIGINT,
  status VARCHAR, n_statements BIGINT, n_holders BIGINT, n_documents BIGINT, n_sources BIGINT, held_by VARCHAR[],
  denied_by VARCHAR[], happened BIGINT[], said BIGINT[])"""

# All that is grouped by the key of an edge is grouped part by part: lists are not taken to disk.
_SOME = tuple(
    f"""
CREATE OR REPLACE TABLE some_{table} AS SELECT * FROM {table} WHERE hash(edge_key) % {{PARTS}} = {{PART}}"""
    for table in ("standing", "on_edges")
)

_EDGES = f"""
INSERT INTO edges
SELECT c.*, {_HEADLINE} AS status, coalesce(h.n_statements, 0) AS n_statements, coalesce(h.n_holders, 0) AS n_holders,
  coalesce(d.n, 0) AS n_documents, coalesce(o.n, 0) AS n_sources, h.held_by, h.denied_by, w.happened, t.said
FROM (
  SELECT edge_key, any_value(subject) AS subject, any_value(predicate) AS predicate, any_value(object) AS object,
    count(*) AS n_claims, min(first) AS first, max(last) AS last,
    count(*) FILTER (status = 'CONTESTED') AS n_contested, count(*) FILTER (status = 'CONFIRMED') AS n_confirmed,
    count(*) FILTER (status = 'REPORTED') AS n_reported, count(*) FILTER (status = 'UNCONFIRMED') AS n_unconfirmed,
    count(*) FILTER (status = 'DENIED') AS n_denied
  FROM some_standing GROUP BY edge_key) c
LEFT JOIN (
  SELECT edge_key, sum(n)::BIGINT AS n_statements, count(*) AS n_holders,
    list(holder ORDER BY holder) FILTER (held) AS held_by, list(holder ORDER BY holder) FILTER (against) AS denied_by
  FROM (SELECT edge_key, holder, count(*) AS n, bool_or(held) AS held, bool_or(against) AS against
        FROM some_on_edges GROUP BY ALL)
  GROUP BY edge_key) h USING (edge_key)
LEFT JOIN (SELECT edge_key, count(*) AS n FROM (SELECT DISTINCT edge_key, document FROM some_on_edges) GROUP BY edge_key) d
  USING (edge_key)
LEFT JOIN (SELECT edge_key, count(*) AS n FROM (SELECT DISTINCT edge_key, source FROM some_on_edges) GROUP BY edge_key) o
  USING (edge_key)
LEFT JOIN (
  SELECT edge_key, flatten(list([first {_DAYS}, last {_DAYS}, n] ORDER BY first, last)) AS happened
  FROM (SELECT edge_key, first, last, count(*) AS n FROM some_standing WHERE first IS NOT NULL GROUP BY ALL)
  GROUP BY edge_key) w USING (edge_key)
LEFT JOIN (
  SELECT edge_key, flatten(list([day {_DAYS}, n] ORDER BY day)) AS said
  FROM (SELECT edge_key, day, count(*) AS n FROM some_on_edges WHERE day IS NOT NULL GROUP BY ALL)
  GROUP BY edge_key) t USING (edge_key)"""

# As `allegata.analysis.evidence.grade`, with the weights that hold where nobody sets others.
_WEIGHTS = Weights()
_COST = f"""CASE status {" ".join(f"WHEN '{each}' THEN {cost}" for each, cost in _WEIGHTS.by_status.items() if each)} END
  + CASE WHEN n_holders = 1 THEN {_WEIGHTS.single_holder} ELSE 0 END
  + CASE WHEN n_sources = 1 THEN {_WEIGHTS.single_source} ELSE 0 END"""

_LINKS = f"""
CREATE OR REPLACE TABLE links AS
SELECT subject, predicate AS relation, object, n_statements, {grade(1, 0)}::BIGINT * ({_COST}) - n_statements AS grade,
  true AS direct FROM edges
UNION ALL
SELECT subject, relation, object, 0, NULL, false FROM facts"""

_NO_DYADS = """
CREATE OR REPLACE TABLE dyads (a VARCHAR, b VARCHAR, rank BIGINT, relations VARCHAR[], weights BIGINT[],
  evidence BIGINT)"""

_DYADS = """
INSERT INTO dyads
SELECT a, b, -sum(weight)::BIGINT, list(way ORDER BY way), list(weight ORDER BY way), min(grade) FROM (
  SELECT least(subject, object) AS a, greatest(subject, object) AS b,
    CASE WHEN subject < object THEN '>' ELSE '<' END || relation AS way, sum(n_statements)::BIGINT AS weight,
    min(grade) AS grade
  FROM links WHERE subject <> object AND hash(least(subject, object)) % {PARTS} = {PART} GROUP BY ALL)
GROUP BY a, b"""

# A relationship from a node to itself is met once.
_DEGREES = """
CREATE OR REPLACE TABLE degrees AS
SELECT id, sum(degree)::BIGINT AS degree, sum(claimed)::BIGINT AS claimed, sum(neighbours)::BIGINT AS neighbours FROM (
  SELECT subject AS id, count(*) AS degree, count(*) FILTER (direct) AS claimed, 0 AS neighbours FROM links GROUP BY ALL
  UNION ALL
  SELECT object, count(*), count(*) FILTER (direct), 0 FROM links WHERE subject <> object GROUP BY ALL
  UNION ALL SELECT a, 0, 0, count(*) FROM dyads GROUP BY ALL
  UNION ALL SELECT b, 0, 0, count(*) FROM dyads GROUP BY ALL
  UNION ALL SELECT id, 0, 0, 0 FROM entities)
GROUP BY id"""

_STEPS: tuple[tuple[str, ...], ...] = (
    *(
        (each,)
        for each in (_KINDS, _UP, _WALK, _SAID, _SPEAKS, _WORDS, _SAID_DONE, _VOICES, _BACKED, _STANDING, _ON_EDGES)
    ),
    *((_NO_EDGES,), (*_SOME, _EDGES), (_LINKS,), (_NO_DYADS,), (_DYADS,), (_DEGREES,)),
)


def steps(confirm_holders: int) -> list[tuple[str, ...]]:
    """Groups of steps, in their order; one that speaks of parts is to be done for each part.

    Args:
        confirm_holders: the setting of this name.
    """
    confirm = str(int(confirm_holders))
    return [tuple(step.replace("{CONFIRM}", confirm) for step in group) for group in _STEPS]
