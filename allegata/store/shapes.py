"""Rows of the database into the values of the model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from allegata.model import (
    EPOCH,
    Alias,
    Certainty,
    Claim,
    ClaimReading,
    DatasetReading,
    Document,
    Edge,
    EdgeEvidence,
    Entity,
    EntityReading,
    Fact,
    Kind,
    Locator,
    Modality,
    Node,
    Stance,
    Statement,
    StatementReading,
    Status,
)
from allegata.vocabulary import LINKED_TO, STANDING, relations

__all__ = [
    "claim",
    "dataset",
    "day_number",
    "document",
    "edge",
    "entity_reading",
    "evidence",
    "fact",
    "node",
    "overlap",
    "standing",
    "standing_evidence",
    "statement_of",
    "told",
    "worded",
]

Row = Mapping[str, Any]


def _date(value: Any) -> dt.date | None:
    """A day as the driver gives it, or as text."""
    return None if value is None else dt.date.fromisoformat(value) if isinstance(value, str) else value.to_native()


def node(row: Row) -> Node:
    """A node as drawn."""
    return Node(row["id"], row["name"], row["kind"], row["degree"] or 0)


def edge(source: str, target: str, relation: str, row: Row) -> Edge:
    """A direct edge, or a standing fact."""
    family = relations()[relation].family
    if family == STANDING:
        return Edge(
            row["edge_key"],
            source,
            target,
            relation,
            family,
            first=_date(row.get("from")),
            last=_date(row.get("to")),
            word=(row.get("role") or "") if relation == LINKED_TO else "",
        )
    counts = tuple((status, row[f"n_{status.lower()}"]) for status in Status if row[f"n_{status.lower()}"])
    return Edge(
        row["edge_key"],
        source,
        target,
        relation,
        family,
        Status(row["status"]),
        row["n_claims"],
        row["n_statements"],
        row["n_holders"],
        row["n_documents"],
        row["n_sources"],
        _date(row.get("first")),
        _date(row.get("last")),
        counts,
    )


def fact(subject: str, relation: str, object_: str, row: Row) -> Fact:
    """A standing fact out of the properties of its relationship."""
    return Fact(
        subject,
        relation,
        object_,
        _date(row.get("from")),
        _date(row.get("to")),
        row.get("role", ""),
        row.get("source", ""),
        row.get("url", ""),
    )


def _numbers(degrees: Sequence[tuple[str, int, int]]) -> tuple[tuple[str, str, int], ...]:
    """Edges by type and way, the most frequent first. An edge from an entity to itself leaves it."""
    ways = [(type_, way, number) for type_, out, all_ in degrees for way, number in (("out", out), ("in", all_ - out))]
    return tuple(sorted((each for each in ways if each[2]), key=lambda each: (-each[2], each[0], each[1])))


def entity_reading(row: Row, degrees: Sequence[tuple[str, int, int]], neighbours: Sequence[Node]) -> EntityReading:
    """An entity with what stands beside it.

    Args:
        row: of the statement ``entity``.
        degrees: relation type, number of edges that leave the entity, number of all its edges.
        neighbours: the strongest first.
    """
    it = row["entity"]
    facts = row["facts"]
    return EntityReading(
        Entity(it["id"], it["name"], Kind(it["kind"]), it["description"] or ""),
        tuple(Alias(alias["text"], it["id"], alias["kind"]) for alias in row["aliases"]),
        tuple(fact(each["subject"], each["relation"], each["object"], each["fact"]) for each in facts),
        _numbers(degrees),
        tuple(neighbours),
        tuple({each["other"]: each["name"] for each in facts}.items()),
    )


def document(row: Row) -> Document:
    """A document; its publisher is an id."""
    return Document(
        row["id"],
        row["title"],
        row["publisher"],
        row["published"].to_native(),
        row.get("language") or "",
        row.get("url") or "",
        row.get("characters") or 0,
        row.get("sha256") or "",
        row.get("note") or "",
    )


def claim(row: Row, place: str | None = "") -> Claim:
    """A claim; its links to other claims are told beside it (see `ClaimReading`)."""
    return Claim(
        row["id"],
        row["subject"],
        row["predicate"],
        row["object"],
        row.get("text") or "",
        row.get("code") or "",
        row.get("value") or "",
        _date(row.get("event_from")),
        _date(row.get("event_to")),
        place or "",
        Modality(row["modality"]),
        varies_on=row.get("varies_on") or "",
        goldstein=row.get("goldstein"),
        quad_class=row.get("quad_class") or 0,
        quad_scheme=row.get("quad_scheme") or "",
        date_precision=row.get("date_precision") or "",
        place_precision=row.get("place_precision") or "",
    )


def _locator(document: str, where: Row) -> Locator:
    start, end = where.get("start"), where.get("end")
    return Locator(
        document,
        where.get("paragraph") or 0,
        -1 if start is None else start,
        -1 if end is None else end,
        where.get("sha256") or "",
        where.get("sentence") or 0,
    )


def statement_of(row: Row) -> Statement:
    """A statement by itself: its properties, ``where`` it is reported, and the id of whom it came ``via``."""
    it = row["statement"]
    return Statement(
        it["id"],
        it["claim"],
        it["holder"],
        Stance(it["stance"]),
        it.get("paraphrase") or "",
        _locator(it["document"], row["where"]),
        row["via"] or "",
        Certainty(it["certainty"]),
        _date(it.get("said_on")),
        it.get("note") or "",
        it.get("record") or "",
    )


def _statement(row: Row, claim_id: str) -> StatementReading:
    via = row["via"]["id"] if row["via"] else ""
    statement = replace(statement_of({**row, "via": via}), claim=claim_id)
    return StatementReading(
        statement,
        node(row["holder"]),
        node(row["via"]) if row["via"] else None,
        document(row["document"]),
        row["publisher"]["name"],
        tuple(node(each) for each in row["speaks_for"]),
    )


def day_number(day: dt.date) -> int:
    """The days since 1970-01-01, as edges hold them."""
    return (day - EPOCH).days


def overlap(
    happened: Sequence[int] | None, since: dt.date | None, until: dt.date | None
) -> tuple[int, dt.date, dt.date]:
    """How many claims of an edge overlap a window, and the earliest and the latest first day among them.

    Args:
        happened: of a direct edge: first day, last day and number of claims, again and again.
        since, until: the window, both included; None: open.
    """
    low, high = day_number(since or dt.date.min), day_number(until or dt.date.max)
    spans = zip(*(iter(happened or ()),) * 3, strict=True)
    inside = [(first, claims) for first, last, claims in spans if first <= high and last >= low]
    days = [first for first, _ in inside] or [low]
    first, last = (EPOCH + dt.timedelta(days=day) for day in (min(days), max(days)))
    return sum(claims for _, claims in inside), first, last


def _order(it: ClaimReading) -> tuple[bool, int, str]:
    """Versions of other claims come last, the newest first before that; what has no day comes before all days."""
    day = it.claim.event_from or dt.date.max
    return bool(it.claim.varies_on), -day.toordinal(), it.claim.id


def _worded(it: Claim, names: Mapping[str, str]) -> Claim:
    """A claim out of a table of events as a sentence: it has none of its own."""
    if it.text:
        return it
    said = f"{names.get(it.subject, it.subject)} {relations()[it.predicate].label} {names.get(it.object, it.object)}"
    return replace(it, text=f"{said} ({it.value})." if it.value else f"{said}.")


def worded(row: Row) -> Claim:
    """A claim as a sentence, out of a row with the names of its subject and object."""
    it = claim(row["claim"])
    return _worded(it, {it.subject: row["subject"], it.object: row["object"]})


def evidence(row: Row, claims: Sequence[Row], total: int) -> EdgeEvidence:
    """A direct edge with the newest of its claims; ``total``: how many there are."""
    source, target = node(row["source"]), node(row["target"])
    return told(edge(source.id, target.id, row["relation"], row["edge"]), source, target, claims, total)


def told(drawn: Edge, source: Node, target: Node, claims: Sequence[Row], total: int = -1) -> EdgeEvidence:
    """An edge that is known with the newest of its claims; ``total``: how many there are, -1: as it says itself."""
    names = {source.id: source.name, target.id: target.name}
    readings = (
        ClaimReading(
            _worded(claim(each["claim"], each["place"]), names),
            Status(each["claim"]["status"]),
            tuple(_statement(statement, each["claim"]["id"]) for statement in each["statements"]),
            tuple(_worded(claim(other), names) for other in each["variants"]),
            tuple(_worded(claim(other), names) for other in each["about"]),
            tuple(_worded(claim(other), names) for other in each["alleged_by"]),
        )
        for each in claims
    )
    ordered = tuple(sorted(readings, key=_order))
    number = drawn.claims if total < 0 else total
    return EdgeEvidence(drawn, source, target, ordered, left_out=max(0, number - len(ordered)))


def standing_evidence(row: Row) -> EdgeEvidence:
    """A standing fact as an edge."""
    source, target = node(row["source"]), node(row["target"])
    return standing(edge(source.id, target.id, row["relation"], row["edge"]), source, target, row["edge"])


def standing(drawn: Edge, source: Node, target: Node, row: Row) -> EdgeEvidence:
    """A standing fact, as an edge that is known."""
    return EdgeEvidence(drawn, source, target, fact=fact(source.id, drawn.relation, target.id, row))


def dataset(row: Row) -> DatasetReading:
    """A data set as it stands in the database."""
    counts = ((name[2:], row[name]) for name in row if name.startswith("n_"))
    order = ("entities", "aliases", "facts", "documents", "claims", "statements")
    return DatasetReading(
        row["name"],
        row["title"],
        row["description"],
        row["licence"],
        row["note"],
        row["loaded_at"].to_native(),
        tuple(sorted(counts, key=lambda pair: order.index(pair[0]))),
    )
