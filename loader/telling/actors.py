"""Names become entities.

A name is somebody that other data sets know when it is, to the letter but for case, accents and blanks, the name or an
alias of exactly one entity. Nothing is guessed: a name that fits several entities, or none, becomes an entity of its
own, and the report lists it. A place is only looked for among states and places, and not under the name of a capital:
an event in Pyongyang, the city, is not one in North Korea, the state.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allegata.progress import Progress
from allegata.stage import Stage

__all__ = ["resolve"]

_FOLD = "lower(strip_accents(trim(regexp_replace({}, '\\s+', ' ', 'g'))))"

# What a name is in the first place: a state before an actor, an actor before a publisher.
_NAMED = """
CREATE OR REPLACE TEMP TABLE named AS
SELECT name, kind, mentions FROM (
  SELECT name, kind, sum(n) OVER (PARTITION BY name) AS mentions,
    row_number() OVER (PARTITION BY name ORDER BY rank, n DESC, kind) AS place
  FROM (
    SELECT name, kind, min(rank) AS rank, sum(n)::BIGINT AS n FROM (
      SELECT subject AS name, subject_kind AS kind, CASE subject_kind WHEN 'State' THEN 0 ELSE 1 END AS rank, count(*) AS n
        FROM event GROUP BY ALL
      UNION ALL
      SELECT object, object_kind, CASE object_kind WHEN 'State' THEN 0 ELSE 1 END, count(*) FROM event GROUP BY ALL
      UNION ALL SELECT subject_part_of, 'State', 0, 0 FROM event WHERE subject_part_of IS NOT NULL GROUP BY ALL
      UNION ALL SELECT object_part_of, 'State', 0, 0 FROM event WHERE object_part_of IS NOT NULL GROUP BY ALL
      UNION ALL SELECT publisher, 'Organization', 2, count(*) FROM event GROUP BY ALL)
    GROUP BY name, kind))
WHERE place = 1"""

_KNOWN = f"""
CREATE OR REPLACE TEMP TABLE known AS
SELECT {_FOLD.format("text")} AS folded, list_sort(list_distinct(list(id))) AS ids,
  list_sort(list_distinct(list(id) FILTER (kind IN ('State', 'Place') AND sort NOT IN ('capital', 'seat')))) AS places
FROM names GROUP BY 1"""

# Names alone make actors: of which states the rows say that one is tells where several bodies share a name.
_STATED = """
CREATE OR REPLACE TEMP TABLE stated AS
SELECT name, list_sort(list_distinct(list(state))) AS states FROM (
  SELECT subject AS name, subject_part_of AS state FROM event WHERE subject_part_of IS NOT NULL GROUP BY ALL
  UNION ALL SELECT object, object_part_of FROM event WHERE object_part_of IS NOT NULL GROUP BY ALL)
GROUP BY name"""

_SLUG = """coalesce(nullif(trim(left(
  regexp_replace(lower(strip_accents(n.name)), '[^a-z0-9]+', '-', 'g'), 80), '-'), ''), 'x') || '-' || left(sha256(n.name), 6)"""

_OUTCOME = "CASE WHEN len(fits) = 1 THEN 'known' WHEN len(fits) > 1 THEN 'several fit' ELSE 'new' END"

_ACTORS = f"""
CREATE OR REPLACE TABLE actors AS
SELECT n.name, n.kind, n.mentions, CASE WHEN len(fits) = 1 THEN fits[1] ELSE {_SLUG} END AS id, {_OUTCOME} AS outcome, fits, states
FROM (
  SELECT n.*, coalesce(k.ids, []) AS fits, coalesce(s.states, []) AS states FROM named n
  LEFT JOIN known k ON k.folded = {_FOLD.format("n.name")} LEFT JOIN stated s ON s.name = n.name) n"""

# A place that is called like a state of the same files is that state; one called like another actor is not.
_PLACES = f"""
CREATE OR REPLACE TABLE places AS
SELECT n.name, 'Place' AS kind, n.mentions,
  CASE WHEN len(n.fits) = 1 THEN n.fits[1] WHEN a.id IS NOT NULL THEN a.id ELSE 'place-' || {_SLUG} END AS id,
  CASE WHEN a.id IS NOT NULL AND len(n.fits) <> 1 THEN 'an actor too' ELSE {_OUTCOME.replace("fits", "n.fits")} END AS outcome,
  n.fits, []::VARCHAR[] AS states
FROM (
  SELECT p.*, coalesce(k.places, []) AS fits
  FROM (SELECT place AS name, count(*) AS mentions FROM event WHERE place IS NOT NULL GROUP BY place) p
  LEFT JOIN known k ON k.folded = {_FOLD.format("p.name")}) n
LEFT JOIN actors a ON a.name = n.name AND a.kind = 'State' AND a.outcome <> 'known'"""

# A coder may have taken somebody for another country's once: what most rows say counts.
_FACTS = """
INSERT INTO facts BY NAME
SELECT a.id AS subject, 'PART_OF' AS relation, b.id AS object, $source AS source, '' AS role, '' AS url
FROM (
  SELECT name, state, row_number() OVER (PARTITION BY name ORDER BY count(*) DESC, state) AS place FROM (
    SELECT subject AS name, subject_part_of AS state FROM event WHERE subject_part_of IS NOT NULL
    UNION ALL SELECT object, object_part_of FROM event WHERE object_part_of IS NOT NULL)
  GROUP BY name, state) p
JOIN actors a ON a.name = p.name JOIN actors b ON b.name = p.state
WHERE p.place = 1 AND a.id <> b.id"""


def resolve(stage: Stage, names: Iterable[list[dict[str, Any]]], source: str, progress: Progress) -> None:
    """Make the tables ``actors`` and ``places`` (name to id, and what is known of a name), and the entities and facts that are new.

    Args:
        stage: holds the table ``event``.
        names: batches of text, id, kind and sort of what other data sets know.
        source: of the standing facts, by name.
        progress: told how many of these names were read.
    """
    stage.run("CREATE OR REPLACE TEMP TABLE names (text VARCHAR, id VARCHAR, kind VARCHAR, sort VARCHAR)")
    with progress.task("reading names that are known", None, "names") as advance:
        for batch in names:
            stage.put("names", batch)
            advance(len(batch))
    for step in (_NAMED, _KNOWN, _STATED, _ACTORS, _PLACES):
        stage.run(step)
    for table in ("actors", "places"):
        which = "outcome NOT IN ('known', 'an actor too')"
        stage.run(f"INSERT INTO entities SELECT id, name, kind, '' FROM {table} WHERE {which}")
    stage.run(_FACTS, source=source)
