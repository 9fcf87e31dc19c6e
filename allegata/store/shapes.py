"""Rows of the database into the values of the model."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from allegata.model import (
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
from allegata.vocabulary import STANDING, relations

__all__ = ["claim", "dataset", "document", "edge", "entity_reading", "evidence", "node", "standing_evidence"]

Row = Mapping[str, Any]


def _date(value: Any) -> dt.date | None:
    return None if value is None else value.to_native()


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


def _fact(subject: str, relation: str, object_: str, row: Row) -> Fact:
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


def entity_reading(row: Row) -> EntityReading:
    """An entity with what stands beside it."""
    it = row["entity"]
    facts = row["facts"]
    return EntityReading(
        Entity(it["id"], it["name"], Kind(it["kind"]), it["description"] or ""),
        tuple(Alias(alias["text"], it["id"], alias["kind"]) for alias in row["aliases"]),
        tuple(_fact(each["subject"], each["relation"], each["object"], each["fact"]) for each in facts),
        tuple((each["relation"], each["way"], each["number"]) for each in row["relations"]),
        tuple(node(each) for each in row["neighbours"]),
        tuple({each["other"]: each["name"] for each in facts}.items()),
    )


def document(row: Row) -> Document:
    """A document; its publisher is an id."""
    return Document(
        row["id"],
        row["title"],
        row["publisher"],
        row["published"].to_native(),
        row["language"],
        row["url"],
        row["characters"],
        row["sha256"],
        row["note"],
    )


def claim(row: Row, place: str | None = "") -> Claim:
    """A claim; its links to other claims are told beside it (see `ClaimReading`)."""
    return Claim(
        row["id"],
        row["subject"],
        row["predicate"],
        row["object"],
        row["text"],
        row["code"],
        row["value"],
        _date(row.get("event_from")),
        _date(row.get("event_to")),
        place or "",
        Modality(row["modality"]),
        varies_on=row["varies_on"],
    )


def _statement(row: Row, claim_id: str) -> StatementReading:
    it, where = row["statement"], row["where"]
    statement = Statement(
        it["id"],
        claim_id,
        row["holder"]["id"],
        Stance(it["stance"]),
        it["paraphrase"],
        Locator(row["document"]["id"], where["paragraph"], where["start"], where["end"], where["sha256"]),
        row["via"]["id"] if row["via"] else "",
        Certainty(it["certainty"]),
        _date(it.get("said_on")),
        it["note"],
    )
    return StatementReading(
        statement,
        node(row["holder"]),
        node(row["via"]) if row["via"] else None,
        document(row["document"]),
        row["publisher"]["name"],
        tuple(node(each) for each in row["speaks_for"]),
    )


def evidence(row: Row, claims: Sequence[Row]) -> EdgeEvidence:
    """A direct edge with its claims."""
    readings = tuple(
        ClaimReading(
            claim(each["claim"], each["place"]),
            Status(each["claim"]["status"]),
            tuple(_statement(statement, each["claim"]["id"]) for statement in each["statements"]),
            tuple(claim(other) for other in each["variants"]),
            tuple(claim(other) for other in each["about"]),
            tuple(claim(other) for other in each["alleged_by"]),
        )
        for each in claims
    )
    total = claims[0]["total"] if claims else 0
    source, target = node(row["source"]), node(row["target"])
    drawn = edge(source.id, target.id, row["relation"], row["edge"])
    return EdgeEvidence(drawn, source, target, readings, left_out=total - len(readings))


def standing_evidence(row: Row) -> EdgeEvidence:
    """A standing fact as an edge."""
    source, target = node(row["source"]), node(row["target"])
    drawn = edge(source.id, target.id, row["relation"], row["edge"])
    return EdgeEvidence(drawn, source, target, fact=_fact(source.id, row["relation"], target.id, row["edge"]))


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
