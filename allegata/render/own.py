"""A data set in Allegata's own table format (docs/format.md), so that `allegata load` reads it again."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from allegata.model import Alias, Claim, Dataset, Document, Entity, Fact, Modality, Statement
from allegata.render.fitting import in_utf8, risky
from allegata.render.tables import zipped
from allegata.wording import label_of

__all__ = ["UNSAID", "own_files", "own_zip"]

UNSAID = "Recorded as an event."
"""Stands for the paraphrase of a statement out of a table of events, which has none."""

NO_SOURCE = "not given"

_PLAIN = re.compile(r"[+-][0-9.]+")
"""A number, which a spreadsheet takes for a number and for nothing else."""

Row = dict[str, str]


def own_files(dataset: Dataset) -> Mapping[str, bytes]:
    """The files of the folder, by name.

    A table is CSV. One in which a spreadsheet would take a cell for a formula is YAML instead, which the format allows
    as well: nothing has to be changed in it then. What the format asks for and a table of events does not give is put
    in its place: a sentence made of its parts for a claim, `UNSAID` for a statement.
    """
    names = {entity.id: entity.name for entity in dataset.entities}
    head = {key: getattr(dataset, key) for key in ("name", "title", "description", "licence", "note")}
    files = {"dataset.yaml": _yaml({key: value for key, value in head.items() if value})}
    tables: Sequence[tuple[str, Iterator[Row]]] = (
        ("entities", map(_entity, dataset.entities)),
        ("aliases", map(_alias, dataset.aliases)),
        ("facts", map(_fact, dataset.facts)),
        ("documents", map(_document, dataset.documents)),
        ("claims", (_claim(each, names) for each in dataset.claims)),
        ("statements", map(_statement, dataset.statements)),
    )
    for name, rows in tables:
        if found := list(rows):
            suffix, content = _table(found)
            files[f"{name}.{suffix}"] = content
    return files


def own_zip(dataset: Dataset) -> bytes:
    """The folder as one archive. It has to be unpacked before it is loaded."""
    return zipped({f"{dataset.name}/{name}": content for name, content in own_files(dataset).items()})


def _table(rows: Sequence[Row]) -> tuple[str, bytes]:
    if any(risky(cell) and not _PLAIN.fullmatch(cell) for row in rows for cell in row.values()):
        return "yaml", _yaml([{key: cell for key, cell in row.items() if cell} for row in rows])
    # Columns that nothing stands in are left out.
    used = [name for name in rows[0] if any(row[name] for row in rows)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(used)
    writer.writerows([row[name] for name in used] for row in rows)
    return "csv", in_utf8(out.getvalue()).encode("utf-8")


def _yaml(value: object) -> bytes:
    text = yaml.safe_dump(value, allow_unicode=True, default_style='"', sort_keys=False, width=10**6)
    return in_utf8(text).encode("utf-8")


def _entity(it: Entity) -> Row:
    return {"id": it.id, "name": it.name, "kind": it.kind.value, "description": it.description}


def _alias(it: Alias) -> Row:
    return {"text": it.text, "entity": it.entity, "kind": it.kind}


def _fact(it: Fact) -> Row:
    return {
        "subject": it.subject,
        "relation": it.relation,
        "object": it.object,
        "from": _day(it.start),
        "to": _day(it.end),
        "role": it.role,
        "source": it.source or NO_SOURCE,
        "url": it.url,
    }


def _document(it: Document) -> Row:
    return {
        "id": it.id,
        "title": it.title,
        "publisher": it.publisher,
        "published": _day(it.published),
        "language": it.language,
        "url": it.url,
        "characters": _number(it.characters),
        "sha256": it.sha256,
        "note": it.note,
    }


def _claim(it: Claim, names: Mapping[str, str]) -> Row:
    return {
        "id": it.id,
        "subject": it.subject,
        "predicate": it.predicate,
        "object": it.object,
        "code": it.code,
        "value": it.value,
        "event_from": _day(it.event_from),
        "event_to": _day(it.event_to),
        "place": it.place,
        "modality": "" if it.modality is Modality.ACTUAL else it.modality.value,
        "text": it.text or _sentence(it, names),
        "about": " ".join(it.about),
        "varies_from": it.varies_from,
        "varies_on": it.varies_on,
        "goldstein": "" if it.goldstein is None else f"{it.goldstein:.6f}".rstrip("0").rstrip("."),
        "quad_class": _number(it.quad_class),
        "quad_scheme": it.quad_scheme,
        "date_precision": it.date_precision,
        "place_precision": it.place_precision,
    }


def _sentence(it: Claim, names: Mapping[str, str]) -> str:
    said = f"{names.get(it.subject, it.subject)} {label_of(it.predicate)} {names.get(it.object, it.object)}"
    return f"{said} ({it.value})." if it.value else f"{said}."


def _statement(it: Statement) -> Row:
    where = it.where
    return {
        "id": it.id,
        "claim": it.claim,
        "holder": it.holder,
        "via": it.via,
        "stance": it.stance.value,
        "certainty": it.certainty.value,
        "said_on": _day(it.said_on),
        "paraphrase": it.paraphrase or UNSAID,
        "document": where.document,
        "paragraph": _number(where.paragraph),
        "start": str(where.start) if where.start >= 0 else "",
        "end": str(where.end) if where.start >= 0 else "",
        "sha256": where.sha256,
        "sentence": _number(where.sentence),
        "record": it.record,
        "note": it.note,
    }


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _number(number: int) -> str:
    return str(number) if number else ""
