"""The proof: what is derived is reckoned again from the records, in Python, and compared with the database.

The graph is read in parts, by ranges of the keys of its edges: an edge and its claims have the same key and so come
together. What crosses parts (pairs, degrees) is gathered in a DuckDB file that is gone afterwards. Neither grows the
memory of the process with the database.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

from allegata.analysis.evidence import Weights, grade
from allegata.model import edge_key
from allegata.progress import Progress
from allegata.settings import Settings
from allegata.stage import Tables
from allegata.store.connection import Connection
from allegata.store.cypher import cypher
from allegata.store.reader import Reader
from allegata.store.reckoning import Problems, Reckoner, Sum, Triple, day_of
from allegata.store.renewal import reckoned

__all__ = ["Report", "check"]

TOLD = 100
"""Problems told in full."""

PART = 4_000
"""Claims in a part, roughly."""

BATCH = 10_000
"""Rows put into the file at once."""

MEMORY = 128
"""Megabytes that DuckDB may hold."""

LAST = "\U0010ffff"
"""After every key."""

Row = Mapping[str, Any]

_TABLES = {
    "link": "subject VARCHAR, relation VARCHAR, object VARCHAR, statements BIGINT, grade BIGINT, direct BOOLEAN",
    "entity": "id VARCHAR, degree BIGINT, claimed BIGINT, neighbours BIGINT, owned BOOLEAN",
    "pair": "a VARCHAR, b VARCHAR, rank BIGINT, relations VARCHAR[], weights BIGINT[], evidence BIGINT",
}
"""Edges and standing facts, entities and dyads as they stand in the database."""

_DEGREES = """
WITH ends AS (
  SELECT subject AS id, object AS other, direct FROM link
  -- A relationship from a node to itself is met once.
  UNION ALL SELECT object, subject, direct FROM link WHERE subject <> object),
met AS (SELECT id, count(*) AS degree, count(*) FILTER (direct) AS claimed FROM ends GROUP BY id),
near AS (
  SELECT id, count(*) AS neighbours FROM (SELECT DISTINCT id, other FROM ends WHERE id <> other) GROUP BY id),
beside AS (
  SELECT e.id, e.owned, e.degree, e.claimed, e.neighbours, coalesce(m.degree, 0) AS degree_reckoned,
    coalesce(m.claimed, 0) AS claimed_reckoned, coalesce(n.neighbours, 0) AS neighbours_reckoned
  FROM entity e LEFT JOIN met m ON m.id = e.id LEFT JOIN near n ON n.id = e.id)
SELECT * FROM beside
WHERE (degree, claimed, neighbours) IS DISTINCT FROM (degree_reckoned, claimed_reckoned, neighbours_reckoned)
  OR NOT owned
ORDER BY id"""

_PAIRS = """
WITH ways AS (
  SELECT CASE WHEN subject < object THEN subject ELSE object END AS a,
    CASE WHEN subject < object THEN object ELSE subject END AS b,
    (CASE WHEN subject < object THEN '>' ELSE '<' END) || relation AS way, sum(statements)::BIGINT AS weight,
    min(grade) AS grade
  FROM link WHERE subject <> object GROUP BY ALL),
reckoned AS (
  SELECT a, b, -sum(weight)::BIGINT AS rank, list(way ORDER BY way) AS relations, list(weight ORDER BY way) AS weights,
    min(grade) AS evidence
  FROM ways GROUP BY a, b)
SELECT coalesce(p.a, r.a) AS a, coalesce(p.b, r.b) AS b, p.a IS NOT NULL AS there, p.rank, p.relations, p.weights,
  p.evidence,
  r.a IS NOT NULL AS due, r.rank AS rank_reckoned, r.relations AS relations_reckoned, r.weights AS weights_reckoned,
  r.evidence AS evidence_reckoned
FROM pair p FULL JOIN reckoned r ON r.a = p.a AND r.b = p.b
WHERE p.rank IS DISTINCT FROM r.rank OR p.relations IS DISTINCT FROM r.relations
  OR p.weights IS DISTINCT FROM r.weights OR p.evidence IS DISTINCT FROM r.evidence
ORDER BY 1, 2"""


@dataclass(frozen=True, slots=True)
class Report:
    """What was counted, and what does not agree: nothing, if all is well.

    Attributes:
        counts: of records and edges.
        problems: the first of them.
        more: how many there are besides.
    """

    counts: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]
    more: int = 0


def check(connection: Connection, settings: Settings, progress: Progress) -> Report:
    """Prove the derived from the records, and count what there is.

    Every claim's status and days, every direct edge, every pair, every degree and whom each holder speaks for is
    reckoned anew; every identifier and reference is followed.

    Raises:
        StoreError: the database does not answer.
    """
    reader = Reader(connection, settings)
    problems = Problems(TOLD)
    counts = {row["what"]: row["number"] for row in reader.stream(cypher("counts"))}
    rule = _rule(reader, settings, problems)
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (
        tempfile.TemporaryDirectory(prefix="check-", dir=settings.home) as folder,
        Tables.new(Path(folder) / "links.duckdb", MEMORY, _TABLES) as tables,
    ):
        facts = list(reader.stream(cypher("check_facts")))
        tables.put("link", [{**row, "statements": 0, "grade": None, "direct": False} for row in facts])
        reckoner = Reckoner(rule, facts, problems)
        del facts
        _prove_edges(reader, reckoner, tables, problems, progress, counts.get("claims", 0))
        _prove_pairs_and_degrees(reader, tables, problems, progress)
    for row in reader.stream(cypher("check_loose")):
        problems.add(f"{row['id']}: {row['what']}")
    return Report(tuple(counts.items()), tuple(problems.told), problems.number - len(problems.told))


def _rule(reader: Reader, settings: Settings, problems: Problems) -> int:
    """How many independent holders confirm, by the rule that the database was reckoned with."""
    meta = next(reader.stream(cypher("rule")), {"confirm_holders": None})
    rule: int = meta["confirm_holders"] or 0
    if meta["confirm_holders"] not in (None, settings.confirm_holders):
        problems.add(
            f"reckoned with ALLEGATA_CONFIRM_HOLDERS={rule}, which now is {settings.confirm_holders}: "
            "load any data set anew"
        )
    graph = reckoned(reader.connection, settings)
    if graph.trouble:
        problems.add(f"{graph.trouble}: {graph.mend}")
    return rule


def _prove_edges(
    reader: Reader, reckoner: Reckoner, tables: Tables, problems: Problems, progress: Progress, claims: int
) -> None:
    """Claims, statements and direct edges, one range of keys after the other; the edges go into the table ``link``."""
    links: list[Row] = []
    with progress.task("proving claims and edges", claims, "claims") as advance:
        for told, edges in _parts(reader, claims):
            _compare_edges(reckoner.sums(told), edges, problems)
            links += map(_link, edges)
            if len(links) >= BATCH:
                tables.put("link", links)
                links.clear()
            advance(len(told))
    for row in reader.stream(cypher("check_unkeyed")):
        problems.add(f"edge {row['source']} {row['relation']} {row['target']}: stands there without a claim")
        links.append(_link({**row, "edge": row}))
    tables.put("link", links)


def _parts(reader: Reader, claims: int) -> Iterator[tuple[list[Row], list[Row]]]:
    """Claims and direct edges by ranges of keys; the next range is read while one is reckoned."""
    number = max(1, min(claims // PART, 16**4))
    bounds = ["", *(f"{16**6 * each // number:06x}" for each in range(1, number)), LAST]

    def read(low: str, high: str) -> tuple[list[Row], list[Row]]:
        told = list[Row](reader.stream(cypher("check_claims"), low=low, high=high))
        return told, list(reader.stream(cypher("check_edges"), low=low, high=high))

    with ThreadPoolExecutor(1) as ahead:
        coming = ahead.submit(read, bounds[0], bounds[1])
        for low, high in pairwise(bounds[1:]):
            part, coming = coming.result(), ahead.submit(read, low, high)
            yield part
        yield coming.result()


def _link(row: Row) -> Row:
    edge = row["edge"]
    statements = edge.get("n_statements") or 0
    cost = Weights().of(edge.get("status") or "", edge.get("n_holders") or 0, edge.get("n_sources") or 0)
    return {
        "subject": row["source"],
        "relation": row["relation"],
        "object": row["target"],
        "statements": statements,
        "grade": grade(cost, statements),
        "direct": True,
    }


def _compare_edges(sums: Mapping[Triple, Sum], edges: Iterable[Row], problems: Problems) -> None:
    there: dict[Triple, Row] = {}
    for row in edges:
        triple = (row["source"], row["relation"], row["target"])
        if triple in there:
            problems.add(f"edge {' '.join(triple)}: stands there twice")
        there[triple] = row["edge"]
    for triple in sorted(sums.keys() - there.keys()):
        problems.add(f"edge {' '.join(triple)}: missing, though there are claims")
    for triple in sorted(there.keys() - sums.keys()):
        problems.add(f"edge {' '.join(triple)}: stands there without a claim")
    for triple in sums.keys() & there.keys():
        expected = sums[triple].summary(edge_key(*triple))
        held = {**there[triple], "first": day_of(there[triple]["first"]), "last": day_of(there[triple]["last"])}
        # A list that is empty is not stored.
        held |= {name: sorted(held.get(name) or []) for name in ("held_by", "denied_by")}
        held |= {name: held.get(name) or [] for name in ("happened", "said")}
        if held != expected:
            for name in sorted(expected.keys() | held.keys()):
                if expected.get(name) != held.get(name):
                    told = f"{name} {held.get(name)!r}, reckoned {expected.get(name)!r}"
                    problems.add(f"edge {' '.join(triple)}: {told}")


def _prove_pairs_and_degrees(reader: Reader, tables: Tables, problems: Problems, progress: Progress) -> None:
    with progress.task("proving pairs and degrees", None, "rows") as advance:
        for name, table in (("check_entities", "entity"), ("check_dyads", "pair")):
            for rows in reader.batches(cypher(name), BATCH):
                tables.put(table, rows)
                advance(len(rows))
        for row in _all(tables, _PAIRS):
            problems.add(f"pair {row['a']} {row['b']}: {_told_of_pair(row)}")
        for row in _all(tables, _DEGREES):
            for name in ("claimed", "degree", "neighbours"):
                if row[name] != row[f"{name}_reckoned"]:
                    problems.add(f"entity {row['id']}: {name} {row[name]}, reckoned {row[f'{name}_reckoned']}")
            if not row["owned"]:
                problems.add(f"entity {row['id']}: belongs to no data set")


def _all(tables: Tables, query: str) -> Iterator[Row]:
    return chain.from_iterable(tables.rows(query, BATCH))


def _told_of_pair(row: Row) -> str:
    """What stands there and what was reckoned; weights and evidence only where nothing else differs."""
    held = (row["rank"], row["relations"]) if row["there"] else None
    reckoned = (row["rank_reckoned"], row["relations_reckoned"]) if row["due"] else None
    if held != reckoned:
        return f"{held!r}, reckoned {reckoned!r}"
    name = "weights" if row["weights"] != row["weights_reckoned"] else "evidence"
    return f"{name} {row[name]!r}, reckoned {row[f'{name}_reckoned']!r}"
