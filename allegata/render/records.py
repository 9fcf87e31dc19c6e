"""An export as flat records: what its nodes and edges say, for formats that hold data and no picture.

Values are plain: text, whole numbers, floats, days (`datetime.date`) and tuples of texts. What is not known is left
out, so that a format need not say what nothing looks like.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from allegata.model import Claim, ClaimReading, Edge, EdgeEvidence, Stance, Statement, StatementReading
from allegata.render.export import Export
from allegata.render.style import STANCE
from allegata.render.told import located, statements_behind
from allegata.wording import day, reads

__all__ = ["Record", "Value", "about", "behind", "edges", "evidence_text", "nodes", "statements"]

Value = str | int | float | dt.date | tuple[str, ...]
Record = Mapping[str, Value]


def nodes(export: Export) -> list[Record]:
    """A record for each node: ``id``, ``name``, ``kind``, ``degree`` (relations in the whole database), ``x``, ``y``.

    Positions are pixels, y downwards, as in `Export.places`.
    """
    return [
        _known(
            id=node.id,
            name=node.name,
            kind=node.kind,
            degree=node.degree,
            x=float(export.places[node.id][0]),
            y=float(export.places[node.id][1]),
        )
        for node in export.subgraph.nodes
    ]


def edges(export: Export) -> list[Record]:
    """A record for each edge: what it is, how much stands behind it, and of its evidence who holds what.

    ``status`` is left out for standing facts, and so are the numbers. ``first`` and ``last`` are days of events, or of
    validity for a standing fact. ``claimed`` are the claims as sentences. ``claims_left_out`` and
    ``statements_left_out`` say how much more stands behind it than was read: of very many claims the newest are.
    """
    return [_edge(edge, export) for edge in export.subgraph.edges]


def _edge(edge: Edge, export: Export) -> Record:
    readings = export.evidence.get(edge.key, ())
    said = [each for reading in readings for claim in reading.claims for each in claim.statements]
    facts = [reading.fact for reading in readings if reading.fact is not None]
    numbers = (
        {"statements": edge.statements}
        if edge.family == STANCE
        else {
            "claims": edge.claims,
            "statements": edge.statements,
            "holders": edge.holders,
            "documents": edge.documents,
            "independent_sources": edge.sources,
            **{f"claims_{status.value.lower()}": number for status, number in edge.by_status},
        }
    )
    return _known(
        key=edge.key,
        source=edge.source,
        target=edge.target,
        relation=edge.relation,
        label=reads(edge),
        family=edge.family,
        status=edge.status.value if edge.status else "",
        first=edge.first,
        last=edge.last,
        **({} if edge.status is None and not edge.foreign else numbers),
        counted=export.counts.get(edge.key),
        mark=export.mark_words.get(export.marks.get(edge.key, ""), ""),
        asserted_by=_names(said, Stance.ASSERTS, Stance.CONFIRMS),
        denied_by=_names(said, Stance.DENIES, Stance.DISMISSES),
        left_open_by=_names(said, Stance.NO_COMMENT, Stance.CANNOT_CONFIRM),
        claimed=_distinct(claim.claim.text for reading in readings for claim in reading.claims),
        reported_in=_distinct(f"{each.publisher}, {day(each.document.published)}" for each in said),
        **(_left_out(edge, readings, len(said)) if said else {}),
        role="; ".join(filter(None, (fact.role for fact in facts))),
        fact_source="; ".join(filter(None, (fact.source for fact in facts))),
        fact_url="; ".join(filter(None, (fact.url for fact in facts))),
    )


def _left_out(edge: Edge, readings: Sequence[EdgeEvidence], told: int) -> dict[str, Value | None]:
    """What stands behind an edge and was not read, where there is any."""
    claims, more = sum(each.left_out for each in readings), statements_behind(edge, readings) - told
    return {"claims_left_out": claims or None, "statements_left_out": more if more > 0 else None}


def statements(export: Export) -> Iterator[Record]:
    """A record for each statement behind the edges, in the order of the edges."""
    names = {node.id: node.name for node in export.subgraph.nodes}
    for edge in export.subgraph.edges:
        said = f"{names[edge.source]} {reads(edge)} {names[edge.target]}"
        for reading in export.evidence.get(edge.key, ()):
            for claim in reading.claims:
                for each in claim.statements:
                    yield _known(edge=edge.key, relation=said, **_claim_cells(claim), **_statement_cells(each))


def _claim_cells(reading: ClaimReading) -> dict[str, Value | None]:
    claim = reading.claim
    return {
        "claim": claim.text,
        "claim_status": reading.status.value,
        "event_from": claim.event_from,
        "event_to": claim.event_to,
        "modality": claim.modality.value,
        "value": claim.value,
        "code": claim.code,
    }


def _statement_cells(reading: StatementReading) -> dict[str, Value | None]:
    it = reading.statement
    return {
        "holder": reading.holder.name,
        "speaks_for": reading.speaks_for[-1].name if reading.speaks_for else "",
        "stance": it.stance.value,
        "certainty": it.certainty.value,
        "said_on": it.said_on,
        "via": reading.via.name if reading.via else "",
        "paraphrase": it.paraphrase,
        "document": reading.document.title,
        "where": located(reading),
        "url": reading.document.url,
        "note": it.note,
    }


def about(export: Export) -> list[tuple[str, str]]:
    """What must be known of the whole, each with its name: title, filters, data sets with licences and notes."""
    rows = [
        ("title", export.title),
        ("caption", export.caption),
        *(("filter", each) for each in export.filters),
        ("actors hidden by filters", str(export.hidden_nodes or "")),
        ("relations hidden by filters", str(export.hidden_edges or "")),
        ("not shown", export.left_out),
        ("from", export.origin),
        ("made", export.made.isoformat() if export.made else ""),
        ("fingerprint of the data", export.fingerprint),
    ]
    for each in export.datasets:
        rows += [
            ("data set", f"{each.title} ({each.name})"),
            (f"licence of {each.name}", each.licence),
            (f"note on {each.name}", each.note),
        ]
    return [(name, words) for name, words in rows if words]


def behind(readings: Iterable[EdgeEvidence]) -> list[dict[str, Any]]:
    """The evidence behind an edge as nested plain values: claims and facts, each claim with its statements."""
    found: list[dict[str, Any]] = []
    for reading in readings:
        if reading.fact is not None:
            it = reading.fact
            found.append(
                _plain(
                    subject=it.subject, relation=it.relation, object=it.object, first=it.start, last=it.end,
                    role=it.role, source=it.source, url=it.url,
                )
            )  # fmt: skip
        for claim in reading.claims:
            said = [_said(each) for each in claim.statements]
            found.append(_claim(claim.claim) | {"status": claim.status.value, "statements": said})
    return found


def evidence_text(export: Export, key: str) -> str:
    """The evidence behind an edge as JSON text, for formats whose values are flat; "" where there is none."""
    found = behind(export.evidence.get(key, ()))
    return json.dumps(found, ensure_ascii=False) if found else ""


def _claim(it: Claim) -> dict[str, Any]:
    return _plain(
        id=it.id, subject=it.subject, relation=it.predicate, object=it.object, text=it.text, code=it.code,
        value=it.value, event_from=it.event_from, event_to=it.event_to, place=it.place, modality=it.modality.value,
        date_precision=it.date_precision, place_precision=it.place_precision, goldstein=it.goldstein,
    )  # fmt: skip


def _said(reading: StatementReading) -> dict[str, Any]:
    it: Statement = reading.statement
    where, document = it.where, reading.document
    told = _plain(
        id=it.id, holder=it.holder, holder_name=reading.holder.name, stance=it.stance.value,
        certainty=it.certainty.value, said_on=it.said_on, via=it.via, paraphrase=it.paraphrase, note=it.note,
        record=it.record, speaks_for=[each.id for each in reading.speaks_for],
        paragraph=where.paragraph, sentence=where.sentence, passage_sha256=where.sha256,
    )  # fmt: skip
    if where.start >= 0:
        told |= {"start": where.start, "end": where.end}
    told["document"] = _plain(
        id=document.id, title=document.title, publisher=document.publisher, publisher_name=reading.publisher,
        published=document.published, url=document.url, language=document.language, sha256=document.sha256,
    )  # fmt: skip
    return told


def _plain(**values: Any) -> dict[str, Any]:
    """What is known of it, days as texts."""
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in values.items()
        if value not in (None, "", [], 0)
    }


def _known(**values: Value | None) -> Record:
    return {name: value for name, value in values.items() if value is not None and value not in ("", ())}


def _names(said: Iterable[StatementReading], *stances: Stance) -> tuple[str, ...]:
    return _distinct(each.holder.name for each in said if each.statement.stance in stances)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, texts)))
