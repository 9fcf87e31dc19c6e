"""The evidence behind an edge as plain words, for files that are read without Allegata.

Nothing here is markup: whoever draws the words sets them as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from allegata.model import ClaimReading, Edge, EdgeEvidence, Fact, Stance, StatementReading
from allegata.render.export import Export
from allegata.render.style import STANCE
from allegata.wording import CERTAINTIES, MODALITIES, STANCES, counted, day, label_of, period

__all__ = ["edge_words", "evidence_words", "located", "statements_behind"]

MOST_STATEMENTS = 60
"""Statements told of one claim."""

Told = dict[str, Any]


def edge_words(edge: Edge) -> str:
    """How much stands behind an edge: ``3 claims · 7 statements · …``; "" for a standing fact."""
    if edge.family == STANCE:
        return counted(edge.statements, "statement")
    if edge.foreign:
        return counted(edge.claims, "relationship")
    if edge.status is None:
        return ""
    return " · ".join(
        (
            counted(edge.claims, "claim"),
            counted(edge.statements, "statement"),
            counted(edge.holders, "holder"),
            counted(edge.documents, "document"),
            counted(edge.sources, "independent source"),
        )
    )


def evidence_words(export: Export, budget: int) -> Mapping[str, Told]:
    """What stands behind each edge of an export, by its key, in words.

    Args:
        export: with its evidence.
        budget: bytes that the claims may take, as JSON in UTF-8. The first claim of every edge is told before the
            second of any; how many are left out is told in ``more``.

    Returns:
        For each edge with evidence ``{"claims": [...], "facts": [...], "more": n, "unsaid": n}``: how many claims, and
        how many statements, are not told.
    """
    told: dict[str, Told] = {}
    waiting: list[list[tuple[str, ClaimReading]]] = []
    for edge in export.subgraph.edges:
        readings = export.evidence.get(edge.key, ())
        if not readings:
            continue
        facts = [_fact(each.fact, each, len(readings) > 1) for each in readings if each.fact is not None]
        more = sum(each.left_out for each in readings)
        told[edge.key] = {"claims": [], "facts": facts, "more": more, "unsaid": statements_behind(edge, readings)}
        waiting.append([(edge.key, claim) for each in readings for claim in each.claims])
    left = budget
    for row in zip_longest(*waiting):
        for key, claim in filter(None, row):
            words = _claim(claim) if left > 0 else {}
            left -= _length(words)
            if left >= 0 and words:
                told[key]["claims"].append(words)
                told[key]["unsaid"] = max(0, told[key]["unsaid"] - len(claim.statements))
            else:
                told[key]["more"] += 1
    return told


def statements_behind(edge: Edge, readings: Sequence[EdgeEvidence]) -> int:
    """How many statements were to be read behind an edge; within a window of time no more is known than was read."""
    claims = sum(len(each.claims) + each.left_out for each in readings)
    read = sum(len(claim.statements) for each in readings for claim in each.claims)
    return read if claims < edge.claims else edge.statements


def located(reading: StatementReading) -> str:
    """Where a statement is reported: publisher, day, place in the text."""
    where = reading.statement.where
    place = [reading.publisher, day(reading.document.published)]
    if where.paragraph:
        place.append(f"paragraph {where.paragraph}")
    if where.sentence:
        place.append(f"sentence {where.sentence}")
    if where.start >= 0:
        place.append(f"characters {where.start:,}–{where.end:,}")
    if reading.statement.record:
        place.append(f"record {reading.statement.record}")
    return ", ".join(filter(None, place))


def _claim(reading: ClaimReading) -> Told:
    claim = reading.claim
    about = (MODALITIES[claim.modality], period(claim.event_from, claim.event_to), claim.code and f"CAMEO {claim.code}")
    statements = sorted(reading.statements, key=lambda each: list(Stance).index(each.statement.stance))
    told: Told = {
        "text": claim.text,
        "status": reading.status.value,
        "statements": [_statement(each) for each in statements[:MOST_STATEMENTS]],
    }
    optional: Sequence[tuple[str, Any]] = (
        ("line", " · ".join(filter(None, about))),
        ("unsaid", len(statements) - MOST_STATEMENTS if len(statements) > MOST_STATEMENTS else 0),
        ("versions", [each.text for each in reading.variants]),
        ("about", [each.text for each in reading.about]),
        ("alleged", [each.text for each in reading.alleged_by]),
    )
    return told | {name: value for name, value in optional if value}


def _statement(reading: StatementReading) -> Told:
    it = reading.statement
    optional = (
        ("speaks", reading.speaks_for[-1].name if reading.speaks_for else ""),
        ("via", reading.via.name if reading.via else ""),
        ("said", " · ".join(filter(None, (CERTAINTIES[it.certainty], day(it.said_on))))),
        ("words", it.paraphrase),
        ("where", located(reading)),
        ("title", reading.document.title),
        ("url", reading.document.url),
        ("note", it.note),
    )
    told = {"holder": reading.holder.name, "stance": it.stance.value, "says": STANCES[it.stance]}
    return told | {name: value for name, value in optional if value}


def _fact(fact: Fact, evidence: EdgeEvidence, several: bool) -> Told:
    """A standing fact; of several behind one edge each says between whom it holds."""
    between = f"{evidence.source.name} {label_of(fact.relation)} {evidence.target.name}" if several else ""
    optional = (
        ("between", between),
        ("role", fact.role),
        ("when", period(fact.start, fact.end)),
        ("source", fact.source),
        ("url", fact.url),
    )
    return {name: value for name, value in optional if value}


def _length(told: Told) -> int:
    """Bytes of it as JSON in UTF-8, where what markup could take for its own is written as six letters."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode("utf-8", "replace")) + sum(5 * text.count(each) for each in "<>&\u2028\u2029")
