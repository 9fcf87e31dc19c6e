"""Denials, admissions and declined comments become stances on what they answer, where the data allow it.

In CAMEO, B may deny responsibility (016) towards A, decline comment (011) or acknowledge responsibility (015). The row
does not say for what. The rule:

1. If B is claimed to have done something to A (a relation of the family *material conflict*) on the day of the
   answer or at most seven days before, the answer is a statement of B, DENIES, NO_COMMENT or CONFIRMS, on each of these claims
   of the latest such day. It makes no edge of its own.
2. Otherwise, if A accused B in that time, a denial stays an edge (B denies A), and its claim is *about* the
   accusations of the latest such day: the accusation is not denied by it (it did take place), but it is answered.
3. Otherwise it is a plain edge.
"""

from __future__ import annotations

from allegata.stage import Stage
from allegata.vocabulary import relations

__all__ = ["DAYS", "deeds", "match"]

DAYS = 7
"""How long after a deed or an accusation a word of the accused counts as the answer to it."""

_ANSWERS = """
CREATE OR REPLACE TEMP TABLE answers AS
SELECT row, subject_id, object_id, event_from AS day,
  CASE WHEN code LIKE '016%' THEN 'DENIES' WHEN code LIKE '015%' THEN 'CONFIRMS' ELSE 'NO_COMMENT' END AS stance
FROM told WHERE code LIKE '016%' OR code LIKE '015%' OR code LIKE '011%'"""

_LATEST = """
CREATE OR REPLACE TABLE {made} AS
SELECT a.row, a.stance, {subject} AS subject_id, {object} AS object_id, d.day FROM answers a
ASOF JOIN (SELECT DISTINCT subject_id, object_id, event_from AS day FROM told WHERE {which}) d
  ON {subject} = d.subject_id AND {object} = d.object_id AND a.day >= d.day
WHERE a.day - d.day <= {days}"""


def deeds() -> str:
    """The relation types that one can be held responsible for, as a list in SQL."""
    return ", ".join(f"'{each.type}'" for each in relations().values() if each.family == "material conflict")


def match(stage: Stage) -> None:
    """Make ``answered`` (row, stance, deed's subject, object and day) and ``replied`` (the same for accusations).

    Args:
        stage: holds the table ``told``, with the ids of actors.
    """
    stage.run(_ANSWERS)
    which = f"relation IN ({deeds()})"
    stage.run(_LATEST.format(made="answered", subject="a.subject_id", object="a.object_id", which=which, days=DAYS))
    stage.run("DELETE FROM answers WHERE row IN (SELECT row FROM answered) OR stance <> 'DENIES'")
    which = "relation = 'ACCUSES'"
    stage.run(_LATEST.format(made="replied", subject="a.object_id", object="a.subject_id", which=which, days=DAYS))
