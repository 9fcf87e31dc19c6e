"""What a figure says of itself in words: numbered edges with their sources, filters in force, where it came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from allegata.model import Certainty, Edge, EdgeEvidence, Stance, StatementReading
from allegata.render.export import Export
from allegata.render.style import STANCE
from allegata.wording import counted, day, label_of

__all__ = ["numbers", "remarks", "sources"]

MOST_DOCUMENTS, MOST_HOLDERS = 5, 6
"""Documents named for an edge, and holders for a stance; the others are counted."""

VERBS = {
    Stance.ASSERTS: "asserted by",
    Stance.CONFIRMS: "confirmed by",
    Stance.DENIES: "denied by",
    Stance.DISMISSES: "called unproven by",
    Stance.NO_COMMENT: "no comment by",
    Stance.CANNOT_CONFIRM: "not confirmed by",
}


def numbers(export: Export) -> dict[str, int]:
    """The number of each edge that has sources, by its key: in the order of the names of those who act."""
    names = {node.id: node.name for node in export.subgraph.nodes}

    def order(edge: Edge) -> tuple[str, str, str, str]:
        return names[edge.source].casefold(), names[edge.target].casefold(), edge.relation, edge.key

    told = [edge for edge in export.subgraph.edges if edge.family != STANCE and export.evidence.get(edge.key)]
    return {edge.key: number for number, edge in enumerate(sorted(told, key=order), 1)}


def sources(export: Export) -> list[tuple[int, str]]:
    """A note for each numbered edge: its number, what it says, and on whose word, where that was reported."""
    names = {node.id: node.name for node in export.subgraph.nodes}
    edges = {edge.key: edge for edge in export.subgraph.edges}
    found = []
    for key, number in numbers(export).items():
        edge = edges[key]
        status = edge.status.value.lower() if edge.status else "standing fact"
        head = f"{names[edge.source]} {label_of(edge.relation)} {names[edge.target]}"
        found.append((number, f"{head} ({status}): {_behind(export.evidence[key])}"))
    return found


def _behind(readings: Iterable[EdgeEvidence]) -> str:
    said = []
    reports: dict[str, list[StatementReading]] = defaultdict(list)
    older = 0
    for reading in readings:
        older += reading.left_out
        if reading.fact:
            since = f"since {day(reading.fact.start)}" if reading.fact.start else ""
            until = f"until {day(reading.fact.end)}" if reading.fact.end else ""
            parts = (reading.fact.role, " ".join(filter(None, (since, until))), reading.fact.source)
            said.append("; ".join(part for part in parts if part).rstrip(".") + ".")
        for claim in reading.claims:
            for statement in claim.statements:
                reports[statement.document.id].append(statement)
    ordered = sorted(reports.values(), key=lambda some: (some[0].document.published, some[0].document.id))
    for some in ordered[:MOST_DOCUMENTS]:
        said.append(_reported(some))
    if more := ordered[MOST_DOCUMENTS:]:
        said.append(f"And {counted(len(more), 'other document')}.")
    if older:
        said.append(f"{counted(older, 'older claim')} not listed.")
    return " ".join(each for each in said if each != ".") or "no source is given."


def _reported(statements: list[StatementReading]) -> str:
    """``AFP, 31 October 2024, ¶ 2, 5: asserted by South Korea; called unproven by Russia.``"""
    first = statements[0]
    where = "".join(f", {each}" for each in _places(statements))
    holders: dict[Stance, dict[str, None]] = defaultdict(dict)
    for each in statements:
        hedged = each.statement.certainty in (Certainty.POSSIBLE, Certainty.PROBABLE)
        holders[each.statement.stance][each.holder.name + (" (hedged)" if hedged else "")] = None
    stances = "; ".join(f"{VERBS[stance]} {_listed(list(holders[stance]))}" for stance in Stance if stance in holders)
    return f"{first.publisher}, {day(first.document.published)}{where}: {stances}."


def _places(statements: list[StatementReading]) -> list[str]:
    """Where in a document statements are: their paragraphs; of those that have none the record, or else the letters."""
    paragraphs: set[int] = set()
    records: dict[str, None] = {}
    letters: set[tuple[int, int]] = set()
    for it in (each.statement for each in statements):
        if it.where.paragraph:
            paragraphs.add(it.where.paragraph)
        elif it.record:
            records[it.record] = None
        elif it.where.start >= 0:
            letters.add((it.where.start, it.where.end))
    found = [f"¶\u00a0{', '.join(map(str, sorted(paragraphs)))}"] if paragraphs else []
    if records:
        found.append(f"{'record' if len(records) == 1 else 'records'} {_listed(list(records))}")
    if letters:
        found.append(f"characters {_listed([f'{start:,}–{end:,}' for start, end in sorted(letters)])}")
    return found


def _listed(names: list[str]) -> str:
    more = f" and {counted(len(names) - MOST_HOLDERS, 'other')}" if len(names) > MOST_HOLDERS else ""
    return ", ".join(names[:MOST_HOLDERS]) + more


def remarks(export: Export, *, filters: bool, origin: bool) -> list[str]:
    """What a figure says of what is not on it, and of where it came from."""
    said = []
    if filters and export.filters:
        hidden = [
            counted(number, noun)
            for number, noun in ((export.hidden_nodes, "actor"), (export.hidden_edges, "relation"))
            if number
        ]
        less = f"; they hide {' and '.join(hidden)}" if hidden else ""
        said.append(f"Filters: {'; '.join(export.filters)}{less}.")
    if filters and export.left_out:
        said.append(f"Not all is drawn: {export.left_out}.")
    if origin:
        data = f"Data {export.fingerprint}." if export.fingerprint else ""
        came = f"{export.origin}." if export.origin else ""
        on = f"{day(export.made)}." if export.made else ""
        said.append(" ".join(part for part in (came, on, data) if part))
    return [each for each in said if each]
