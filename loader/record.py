"""From sound rows to records; rows that say the same are found here, where it can be seen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any, TypeVar

from allegata.model import (
    Alias,
    Certainty,
    Claim,
    Document,
    Entity,
    Fact,
    Locator,
    Modality,
    Statement,
    content_id,
)
from loader.check import Entry
from loader.period import Period

__all__ = ["aliases", "claim_ids", "claims", "documents", "entities", "facts", "statements"]

Record = TypeVar("Record")

_CODED = ("goldstein", "quad_class", "quad_scheme", "date_precision", "place_precision")


def entities(rows: Iterable[Entry]) -> tuple[Entity, ...]:
    """The sound rows of the table."""
    return tuple(Entity(**row.values) for row in rows if row.sound)


def documents(rows: Iterable[Entry]) -> tuple[Document, ...]:
    """The sound rows of the table."""
    return tuple(Document(**row.values) for row in rows if row.sound)


def aliases(rows: Iterable[Entry]) -> tuple[Alias, ...]:
    """The sound rows of the table; an alias that is given twice is reported."""

    def alias(row: Entry) -> Alias:
        return Alias(**row.values)

    return _once(rows, alias, lambda it: (it.text, it.entity), "gives the same name to the same entity")


def facts(rows: Iterable[Entry]) -> tuple[Fact, ...]:
    """The sound rows of the table; repetitions are reported."""

    def says(it: Fact) -> Hashable:
        return it.subject, it.relation, it.object, it.start, it.end, it.role

    return _once(rows, _fact, says, "is the same fact")


def claim_ids(rows: Iterable[Entry], dataset: str) -> dict[str, str]:
    """The ids of claims in the graph, made of their content, by the ids that the table gives them."""
    return {row.values["id"]: _claim_id(row.values, dataset) for row in rows if row.sound}


def claims(rows: Iterable[Entry], ids: Mapping[str, str]) -> tuple[Claim, ...]:
    """The sound rows of the table under the ``ids`` of `claim_ids`; repetitions are reported."""
    return _once(rows, lambda row: _claim(row, ids), lambda it: it.id, "says the same")


def statements(rows: Iterable[Entry], ids: Mapping[str, str]) -> tuple[Statement, ...]:
    """The sound rows of the table under ids made of their content; repetitions are reported.

    ``ids`` are those of `claim_ids`.
    """
    return _once(rows, lambda row: _statement(row, ids), lambda it: it.id, "says the same")


def _once(
    rows: Iterable[Entry], record: Callable[[Entry], Record], identity: Callable[[Record], Hashable], what: str
) -> tuple[Record, ...]:
    """The records of the sound rows; one with the identity of an earlier one is reported."""
    found = []
    first: dict[Hashable, int] = {}
    for row in rows:
        if not row.sound:
            continue
        made = record(row)
        key = identity(made)
        if key in first:
            row.sheet.wrong(row.row.line, f"{what} as line {first[key]}", "keep one of the two")
        else:
            first[key] = row.row.line
            found.append(made)
    return tuple(found)


def _alias(row: Entry) -> Alias:
    return Alias(**row.values)


def _fact(row: Entry) -> Fact:
    it = dict(row.values)
    start, end = _days(it.pop("from", None), it.pop("to", None), within=False)
    return Fact(start=start, end=end, **it)


def _claim_id(it: Mapping[str, Any], dataset: str) -> str:
    start, end = _days(it.get("event_from"), it.get("event_to"), within=True)
    content = (it["subject"], it["predicate"], it["object"], it.get("code"), it.get("value"))
    rest = (start, end, it.get("place"), it.get("modality", Modality.ACTUAL), it["text"])
    # What only sources of events give tells claims apart, too; without it the id is what it always was.
    coded = tuple(it.get(name) for name in _CODED) if it.keys() & set(_CODED) else ()
    return content_id("claim", dataset, *content, *rest, *coded)


def _claim(row: Entry, ids: Mapping[str, str]) -> Claim:
    it = dict(row.values)
    own, origin = it.pop("id"), it.pop("varies_from", "")
    # In one order: which of them a table names first says nothing, and makes no other claim.
    about = tuple(sorted(ids.get(each, each) for each in it.pop("about", ())))
    it["event_from"], it["event_to"] = _days(it.get("event_from"), it.get("event_to"), within=True)
    return Claim(id=ids[own], about=about, varies_from=ids.get(origin, origin), **it)


def _statement(row: Entry, ids: Mapping[str, str]) -> Statement:
    it = dict(row.values)
    del it["id"]
    place = {key: it.pop(key) for key in ("document", "paragraph", "start", "end", "sha256", "sentence") if key in it}
    where = Locator(**place)
    it["claim"] = ids.get(it["claim"], it["claim"])
    content = (it["claim"], it["holder"], it.get("via"), it["stance"], it.get("certainty", Certainty.UNSPECIFIED))
    said = (it.get("said_on"), it["paraphrase"], where.document, where.paragraph, where.start, where.end)
    coded = (where.sentence, it.get("record")) if where.sentence or "record" in it else ()
    return Statement(id=content_id("statement", *content, *said, *coded), where=where, **it)


def _days(start: Period | None, end: Period | None, *, within: bool) -> tuple[dt.date | None, dt.date | None]:
    """First and last day. Where there is no end, an event (``within``) ended within its start period."""
    last = end or (start if within else None)
    return (start.first if start else None), (last.last if last else None)
