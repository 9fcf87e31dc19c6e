"""A scene as two tables, and as sentences: the same as on the canvas, for those who read.

Within a window of time, numbers and sentences are of what lies within it; where only the whole edge is known, the head
of the column says so.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Protocol

from allegata.model import Edge, Stance, Telling
from allegata.render.style import STANCE
from allegata.render.tables import as_csv
from allegata.view.scene import Scene
from allegata.wording import counted, day, reads, reported

__all__ = [
    "ACTORS",
    "RELATIONS",
    "Teller",
    "actors",
    "as_csv",
    "relations_head",
    "relations_of",
    "relations_table",
    "sentences",
    "tellings",
]

ACTORS = ("name", "kind", "relations drawn", "relations in all", "id")
RELATIONS = (
    *("source", "relation", "target", "status", "claims", "statements", "holders", "documents", "independent sources"),
    *("first day", "last day", "family", "key"),
)
WHOLE = ("status", "claims", "statements", "holders", "documents", "independent sources", "first day", "last day")
"""What an edge says of itself, whatever the window of time; of claims or statements the number within it is known."""
RELATIONSHIPS = ("source", "relation", "target", "relationships", "key")
"""Of a database that Allegata did not load: there nobody's word stands on an edge."""

Cell = str | int


class Teller(Protocol):
    """Where sentences read from."""

    def tellings(
        self, edges: Sequence[Edge], *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, Telling]:
        """What is needed to tell these edges in sentences."""


def actors(scene: Scene) -> list[tuple[Cell, ...]]:
    """A row for each actor that is seen, the best connected first."""
    visible = scene.visible
    drawn = Counter(end for edge in visible.edges for end in {edge.source, edge.target})
    nodes = sorted(visible.nodes, key=lambda node: (-drawn[node.id], node.name, node.id))
    return [(node.name, node.kind, drawn[node.id], node.degree, node.id) for node in nodes]


def relations_head(scene: Scene) -> tuple[str, ...]:
    """The heads of the columns: as `RELATIONS`, and within a window of time with what is not of the window alone."""
    filters = scene.view.filters
    if not filters.dated:
        return RELATIONS
    within = "claims" if filters.clock == "happened" else "statements"
    return tuple(f"{name} (whole edge)" if name in WHOLE and name != within else name for name in RELATIONS)


def relations_of(scene: Scene) -> list[tuple[Cell, ...]]:
    """A row for each edge that is seen, those of which most was said first; within a window of time, its numbers."""
    names = {node.id: node.name for node in scene.shown.nodes}
    rows: list[tuple[Cell, ...]] = []
    for edge in scene.visible.ranked:
        count = scene.sifted.counts.get(edge.key)
        happened = scene.view.filters.clock == "happened"
        claims = count if count is not None and happened else edge.claims
        statements = count if count is not None and not happened else edge.statements
        rows.append(
            (
                *(names[edge.source], reads(edge), names[edge.target]),
                _status(edge),
                *(claims, statements, edge.holders, edge.documents, edge.sources),
                edge.first.isoformat() if edge.first else "",
                edge.last.isoformat() if edge.last else "",
                *(edge.family, edge.key),
            )
        )
    return rows


def _status(edge: Edge) -> str:
    if edge.status is not None:
        return edge.status.value.lower()
    return "stance" if edge.family == STANCE else "standing fact"


def relationships_of(scene: Scene) -> list[tuple[Cell, ...]]:
    """As `relations_of`, of a database that Allegata did not load: how many relationships each edge stands for."""
    names = {node.id: node.name for node in scene.shown.nodes}
    return [
        (names[each.source], reads(each), names[each.target], each.claims, each.key) for each in scene.visible.ranked
    ]


def relations_table(scene: Scene, *, claims: bool) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Head and rows of the table of edges; ``claims``: whether anybody's word stands on them."""
    if claims:
        return relations_head(scene), relations_of(scene)
    return RELATIONSHIPS, relationships_of(scene)


# ── Sentences ────────────────────────────────────────────────────────────────────────────────────────────────────

_REPLIES = {
    Stance.DENIES: ("denies it", "deny it"),
    Stance.DISMISSES: ("calls it unproven", "call it unproven"),
    Stance.CANNOT_CONFIRM: ("cannot confirm it", "cannot confirm it"),
    Stance.NO_COMMENT: ("does not comment", "do not comment"),
}


_SAYS = {
    Stance.ASSERTS: "asserts",
    Stance.CONFIRMS: "confirms",
    Stance.DENIES: "denies",
    Stance.DISMISSES: "calls unproven",
    Stance.CANNOT_CONFIRM: "cannot confirm",
    Stance.NO_COMMENT: "does not comment on this",
}


def tellings(scene: Scene, source: Teller, edges: Sequence[Edge]) -> Mapping[str, Telling]:
    """What sentences tell of edges that are shown, by key: of claims that happened within the window, if there is one.

    An edge of states is told by the foremost of those it stands for of which there is anything to tell.

    Raises:
        StoreError: the database does not answer.
    """
    of = scene.members()
    since, until = scene.view.filters.happened
    wanted = {it.key: it for edge in edges for it in of.get(edge.key, ()) if it.status is not None}
    found = source.tellings(tuple(wanted.values()), since=since, until=until) if wanted else {}
    told = {edge.key: [found[it.key] for it in of.get(edge.key, ()) if it.key in found] for edge in edges}
    return {key: some[0] for key, some in told.items() if some}


def sentences(scene: Scene, tellings: Mapping[str, Telling]) -> list[tuple[str, str]]:
    """Each edge that is seen in a sentence, those of which most was said first: key, and the sentence.

    Args:
        scene: what is seen.
        tellings: of its edges, by key; an edge without one is told by its name and status.
    """
    names = {node.id: node.name for node in scene.shown.nodes}
    told = []
    for edge in scene.visible.ranked:
        happened = scene.view.filters.dated and scene.view.filters.clock == "happened"
        claims = scene.sifted.counts.get(edge.key, edge.claims) if happened else edge.claims
        told.append((edge.key, _sentence(edge, names, tellings.get(edge.key), claims)))
    return told


def _sentence(edge: Edge, names: Mapping[str, str], telling: Telling | None, claims: int) -> str:
    if edge.family == STANCE:
        return f"{names[edge.source]} {_SAYS[Stance(edge.relation)]}: {names[edge.target].rstrip('. ')}."
    plain = f"{names[edge.source]} {reads(edge)} {names[edge.target]}"
    if edge.foreign:
        return f"{plain} ({counted(edge.claims, 'relationship')})." if edge.claims > 1 else f"{plain}."
    if edge.status is None:
        since = f" since {day(edge.first)}" if edge.first else ""
        until = f" until {day(edge.last)}" if edge.last else ""
        return f"{plain}{since}{until} (standing fact)."
    status = edge.status.value.lower()
    if telling is not None and telling.status is not edge.status:
        status = f"{telling.status.value.lower()}; the edge as a whole: {status}"
    if telling is None:
        return f"{plain} ({status})."
    head = telling.claim.text.rstrip(". ") or plain
    parts = [f"{plain}: {head}" if head.casefold() != plain.casefold() else plain]
    holders = [each for each in telling.stances if each.stance in (Stance.ASSERTS, Stance.CONFIRMS)]
    if holders:
        who = _listed([each.holder for each in holders])
        where = reported(holders[0])
        parts.append(f"according to {who}, {where}" if who != holders[0].publisher else where)
    sentence = ", ".join(parts)
    replies = [
        f"{_listed(found)} {verbs[len(found) > 1]}"
        for stance, verbs in _REPLIES.items()
        if (found := list(dict.fromkeys(each.holder for each in telling.stances if each.stance is stance)))
    ]
    more = f" {claims - 1:,} other claims." if claims > 2 else " One other claim." if claims == 2 else ""
    return f"{'; '.join([sentence, *replies])} ({status}).{more}"


def _listed(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
