"""Claims, statements and documents out of rows.

Rows that say the same (subject, relation, object, code, days, place, value) make one claim; each publisher and document
that says so makes a statement on it. A row whose statement another row has made already is a duplicate: the same
document is counted once, however often it was coded.
"""

from __future__ import annotations

from collections.abc import Callable

from allegata.progress import Progress
from allegata.stage import Stage
from allegata.stage.sql import content_id
from loader.telling import answers

__all__ = ["tell"]

_TOLD = f"""
CREATE OR REPLACE TABLE told AS
SELECT e.row, e.file, e.line, e.record, s.id AS subject_id, e.relation, o.id AS object_id, e.code, e.event_from, e.event_to,
  e.date_precision, p.id AS place_id, e.place_precision, e.value, e.goldstein, e.quad_class, e.quad_scheme,
  h.id AS holder_id, {content_id("'document'", "$name", "h.id", "e.document")} AS document_id,
  e.title, e.url, e.published, e.said_on, e.sentence
FROM event e JOIN actors s ON s.name = e.subject JOIN actors o ON o.name = e.object
JOIN actors h ON h.name = e.publisher LEFT JOIN places p ON p.name = e.place"""

_PARTS = (
    *("subject_id", "relation", "object_id", "code", "event_from", "event_to", "date_precision", "place_id"),
    *("place_precision", "value", "goldstein", "quad_class", "quad_scheme"),
)

_CLAIM_ID = content_id("'claim'", "$name", *_PARTS)

_SAYS = f"""
CREATE OR REPLACE TABLE says AS
SELECT t.*, {_CLAIM_ID} AS claim_id FROM told t WHERE row NOT IN (SELECT row FROM answered)"""

_CLAIMS = """
INSERT INTO claims BY NAME
SELECT claim_id AS id, any_value(subject_id) AS subject, any_value(relation) AS predicate, any_value(object_id) AS object,
  '' AS text, any_value(code) AS code, any_value(value) AS value, any_value(event_from) AS event_from,
  any_value(event_to) AS event_to, 'actual' AS modality, '' AS varies_on, any_value(goldstein) AS goldstein,
  any_value(quad_class) AS quad_class, any_value(quad_scheme) AS quad_scheme,
  any_value(date_precision) AS date_precision, coalesce(any_value(place_precision), '') AS place_precision,
  any_value(place_id) AS place, NULL::VARCHAR[] AS about, '' AS varies_from
FROM says GROUP BY claim_id"""

_ABOUT = """
UPDATE claims SET about = a.ids FROM (
  SELECT s.claim_id, list_sort(list_distinct(list(c.claim_id))) AS ids
  FROM replied r JOIN says s ON s.row = r.row
  JOIN says c ON c.subject_id = r.subject_id AND c.object_id = r.object_id AND c.event_from = r.day AND c.relation = 'ACCUSES'
  GROUP BY s.claim_id) a
WHERE claims.id = a.claim_id"""

_STATEMENT_ID = content_id("'statement'", "claim", "holder", "document", "stance")

# An answer is the word of the one who gives it, on every claim of the day that it answers.
_WORDS = f"""
CREATE OR REPLACE TABLE word AS
SELECT *, {_STATEMENT_ID} AS id FROM (
  SELECT row, claim_id AS claim, holder_id AS holder, document_id AS document, 'ASSERTS' AS stance, said_on, record,
    sentence FROM says
  UNION ALL
  SELECT t.row, c.claim_id, t.subject_id, t.document_id, a.stance, coalesce(t.said_on, t.event_from), t.record, t.sentence
  FROM answered a JOIN told t ON t.row = a.row
  JOIN (SELECT DISTINCT claim_id, subject_id, object_id, event_from FROM says
        WHERE relation IN ({{DEEDS}})
          AND (subject_id, object_id, event_from) IN (SELECT subject_id, object_id, day FROM answered)) c
    ON c.subject_id = a.subject_id AND c.object_id = a.object_id AND c.event_from = a.day)"""

# The row that makes each statement: the first.
_FIRST = """
INSERT INTO made SELECT id, min(row) AS row FROM word WHERE hash(id) % {PARTS} = {PART} GROUP BY id"""

_STATEMENTS = """
INSERT INTO statements BY NAME
SELECT w.id, w.claim, w.holder, w.document, w.stance, 'unspecified' AS certainty, w.said_on, '' AS paraphrase, '' AS note,
  w.record, NULL AS via, w.sentence, '' AS sha256
FROM word w JOIN made f ON f.id = w.id AND f.row = w.row
WHERE hash(w.id) % {PARTS} = {PART} AND hash(f.id) % {PARTS} = {PART}
QUALIFY row_number() OVER (PARTITION BY w.id ORDER BY w.record) = 1"""

_DOCUMENTS = """
INSERT INTO documents BY NAME
SELECT document_id AS id, min(title) AS title, any_value(holder_id) AS publisher, min(published) AS published,
  '' AS language, coalesce(min(url), '') AS url, '' AS sha256, '' AS note
FROM told WHERE hash(document_id) % {PARTS} = {PART}
  AND document_id IN (SELECT document FROM statements WHERE hash(document) % {PARTS} = {PART}) GROUP BY document_id"""

# Every row of input once, with what became of it: one that names several publishers is told several times.
_OUTCOMES = """
INSERT INTO outcome
SELECT DISTINCT row, file, line, CASE WHEN row IN (SELECT row FROM made WHERE row % {PARTS} = {PART}) THEN 'loaded'
  ELSE 'duplicate' END, '' FROM told
WHERE row % {PARTS} = {PART} AND row IN (SELECT row FROM word WHERE row % {PARTS} = {PART})"""

_REJECTED = """
INSERT INTO outcome SELECT row, file, line, 'rejected', concat_ws(': ', kind, detail) FROM rejected"""

ROWS_A_PART = 1_000_000
"""Rows that are sorted, joined or grouped by their identifiers at once: what that takes does not grow with the file."""


def tell(stage: Stage, progress: Progress) -> None:
    """Fill the tables of records from ``event`` and ``actors``, and make ``outcome``.

    Args:
        stage: holds them.
        progress: told how far it is.
    """
    whole: tuple[Callable[[], object], ...] = (
        lambda: stage.run(_TOLD, name=stage.name),
        lambda: answers.match(stage),
        lambda: stage.run(_SAYS, name=stage.name),
        lambda: stage.run(_CLAIMS),
        lambda: stage.run(_ABOUT),
        lambda: stage.run(_WORDS.replace("{DEEDS}", answers.deeds())),
    )
    with progress.task("making claims", len(whole), "steps") as advance:
        for work in whole:
            work()
            advance(1)
    stage.run("CREATE OR REPLACE TABLE made (id VARCHAR, row BIGINT)")
    stage.run(
        "CREATE OR REPLACE TABLE outcome (row BIGINT, file VARCHAR, line BIGINT, outcome VARCHAR, reason VARCHAR)"
    )
    parts = 1 + stage.one("SELECT count(*) FROM word") // ROWS_A_PART
    steps = (_FIRST, _STATEMENTS, _DOCUMENTS, _OUTCOMES)
    with progress.task("making statements", parts * len(steps), "steps") as advance:
        for step in steps:
            stage.run_in_parts((step,), parts, advance)
    stage.run(_REJECTED)
