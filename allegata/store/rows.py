"""Records of a data set as rows for the database, each with an id and a digest of all it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from allegata.model import Alias, Claim, Dataset, Document, Entity, Fact, Statement, content_id

__all__ = ["LABEL", "TABLES", "Row", "rows_of"]

TABLES: tuple[str, ...] = ("entities", "aliases", "facts", "documents", "claims", "statements")
"""The tables of a data set, in the order in which they are written."""

LABEL = {
    "entities": "Entity",
    "aliases": "Alias",
    "documents": "Document",
    "claims": "Claim",
    "statements": "Statement",
}
"""Labels of the tables whose records are nodes."""


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


def digest(table: str, *values: object) -> str:
    """What changes whenever one of the values does. `allegata.stage.sql` reckons the same in SQL."""
    return content_id(table, *map(_text, values))


def _text(value: object) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, tuple) else str(value)


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """What is not known is not stored."""
    return {key: None if value == "" else value for key, value in values.items()}


def _entity(it: Entity) -> Row:
    values = {"id": it.id, "name": it.name, "kind": it.kind.value, "description": it.description}
    made = digest("entities", *values.values())
    return Row(it.id, made, _known({**values, "digest": made}))


def _alias(it: Alias, dataset: str) -> Row:
    id_, made = content_id("alias", dataset, it.text, it.entity), digest("aliases", it.text, it.entity, it.kind)
    return Row(id_, made, {"id": id_, "text": it.text, "kind": it.kind, "entity": it.entity, "digest": made})


def _fact(it: Fact, dataset: str) -> Row:
    made = digest("facts", it.subject, it.relation, it.object, it.start, it.end, it.role, it.source, it.url)
    key = content_id("fact", dataset, made)
    properties = {
        "edge_key": key,
        "from": it.start,
        "to": it.end,
        "role": it.role,
        "source": it.source,
        "url": it.url,
        "digest": made,
    }
    values = {"subject": it.subject, "relation": it.relation, "object": it.object, "properties": _known(properties)}
    return Row(key, made, values)


def _document(it: Document) -> Row:
    values: dict[str, Any] = {field.name: getattr(it, field.name) for field in fields(it)}
    values["characters"] = it.characters or None
    made = digest("documents", *values.values())
    return Row(it.id, made, _known({**values, "digest": made}))


def _claim(it: Claim) -> Row:
    values = {
        "id": it.id,
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
        "goldstein": it.goldstein,
        "quad_class": it.quad_class or None,
        "quad_scheme": it.quad_scheme,
        "date_precision": it.date_precision,
        "place_precision": it.place_precision,
    }
    made = digest("claims", *values.values(), it.place, it.about, it.varies_from)
    links = {
        "about": list(it.about),
        "varies_from": it.varies_from,
        "varies_on": it.varies_on or None,
        "place": it.place,
    }
    claim = _known({**values, "edge_key": it.edge_key, "digest": made})
    return Row(it.id, made, {"claim": claim, "links": {"id": it.id, "digest": made, **links}})


def _statement(it: Statement) -> Row:
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
        "record": it.record,
    }
    where = {
        "paragraph": it.where.paragraph or None,
        "start": it.where.start if it.where.start >= 0 else None,
        "end": it.where.end if it.where.end >= 0 else None,
        "sha256": it.where.sha256,
        "sentence": it.where.sentence or None,
    }
    made = digest("statements", *properties.values(), it.via, *where.values())
    return Row(
        it.id, made, {"properties": _known({**properties, "digest": made}), "where": _known(where), "via": it.via}
    )
