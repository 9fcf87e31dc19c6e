"""Records of a data set as rows for the database, each with an id and a digest of all it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from allegata.model import Alias, Claim, Dataset, Document, Entity, Fact, Statement, content_id

__all__ = ["TABLES", "Row", "rows_of"]

TABLES: tuple[str, ...] = ("entities", "aliases", "facts", "documents", "claims", "statements")
"""The tables of a data set, in the order in which they are written."""


@dataclass(frozen=True, slots=True)
class Row:
    """A record ready to be written.

    Attributes:
        id: in the graph.
        digest: changes whenever anything that the record says changes.
        values: what the ``put_*`` statement of its table takes.
    """

    id: str
    digest: str
    values: dict[str, Any]


def rows_of(dataset: Dataset) -> dict[str, dict[str, Row]]:
    """All records of a data set: by table, then by id."""
    made: dict[str, Iterator[Row]] = {
        "entities": (_entity(each) for each in dataset.entities),
        "aliases": (_alias(each, dataset.name) for each in dataset.aliases),
        "facts": (_fact(each, dataset.name) for each in dataset.facts),
        "documents": (_document(each) for each in dataset.documents),
        "claims": (_claim(each) for each in dataset.claims),
        "statements": (_statement(each) for each in dataset.statements),
    }
    return {table: {row.id: row for row in made[table]} for table in TABLES}


def _digest(record: Any) -> str:
    return content_id(type(record).__name__, *(repr(getattr(record, field.name)) for field in fields(record)))


def _entity(it: Entity) -> Row:
    digest = _digest(it)
    return Row(
        it.id,
        digest,
        {
            "id": it.id,
            "name": it.name,
            "kind": it.kind.value,
            "description": it.description,
            "digest": digest,
        },
    )


def _alias(it: Alias, dataset: str) -> Row:
    id_, digest = content_id("alias", dataset, it.text, it.entity), _digest(it)
    return Row(id_, digest, {"id": id_, "text": it.text, "kind": it.kind, "entity": it.entity, "digest": digest})


def _fact(it: Fact, dataset: str) -> Row:
    digest = _digest(it)
    key = content_id("fact", dataset, digest)
    properties = {
        "edge_key": key,
        "from": it.start,
        "to": it.end,
        "role": it.role,
        "source": it.source,
        "url": it.url,
        "digest": digest,
    }
    values = {"subject": it.subject, "relation": it.relation, "object": it.object, "properties": properties}
    return Row(key, digest, values)


def _document(it: Document) -> Row:
    digest = _digest(it)
    values = {field.name: getattr(it, field.name) for field in fields(it)}
    return Row(it.id, digest, {**values, "digest": digest})


def _claim(it: Claim) -> Row:
    digest = _digest(it)
    values = {
        "id": it.id,
        "edge_key": it.edge_key,
        "subject": it.subject,
        "predicate": it.predicate,
        "object": it.object,
        "text": it.text,
        "code": it.code,
        "value": it.value,
        "event_from": it.event_from,
        "event_to": it.event_to,
        "modality": it.modality.value,
        "varies_on": it.varies_on,
        "digest": digest,
    }
    links = {
        "about": list(it.about),
        "varies_from": it.varies_from,
        "varies_on": it.varies_on,
        "place": it.place,
    }
    return Row(it.id, digest, {"claim": values, "links": {"id": it.id, "digest": digest, **links}})


def _statement(it: Statement) -> Row:
    digest = _digest(it)
    properties = {
        "id": it.id,
        "claim": it.claim,
        "holder": it.holder,
        "document": it.where.document,
        "stance": it.stance.value,
        "certainty": it.certainty.value,
        "said_on": it.said_on,
        "paraphrase": it.paraphrase,
        "note": it.note,
        "digest": digest,
    }
    where = {
        "paragraph": it.where.paragraph,
        "start": it.where.start,
        "end": it.where.end,
        "sha256": it.where.sha256,
    }
    return Row(it.id, digest, {"properties": properties, "where": where, "via": it.via})
