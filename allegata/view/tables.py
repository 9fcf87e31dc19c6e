"""A scene as two tables, and as sentences: the same as on the canvas, for those who read."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

from allegata.model import Edge, Stance, Telling
from allegata.render.tables import as_csv
from allegata.view.scene import Scene
from allegata.wording import counted, day, reads

__all__ = ["ACTORS", "RELATIONS", "RELATIONSHIPS", "actors", "as_csv", "relations_of", "relationships_of", "sentences"]

ACTORS = ("name", "kind", "relations drawn", "relations in all", "id")
RELATIONS = (
    *("source", "relation", "target", "status", "claims", "statements", "holders", "documents", "independent sources"),
    *("first day", "last day", "family", "key"),
)
RELATIONSHIPS = ("source", "relation", "target", "relationships", "key")
"""Of a database that Allegata did not load: there nobody's word stands on an edge."""

Cell = str | int


def actors(scene: Scene) -> list[tuple[Cell, ...]]:
    """A row for each actor that is seen, the best connected first."""
    visible = scene.visible
    drawn = Counter(end for edge in visible.edges for end in {edge.source, edge.target})
    nodes = sorted(visible.nodes, key=lambda node: (-drawn[node.id], node.name, node.id))
    return [(node.name, node.kind, drawn[node.id], node.degree, node.id) for node in nodes]


def relations_of(scene: Scene) -> list[tuple[Cell, ...]]:
    """A row for each edge that is seen, those of which most was said first; within a window of time, its numbers."""
    names = {node.id: node.name for node in scene.shown.nodes}
    rows: list[tuple[Cell, ...]] = []
    for edge in sorted(scene.visible.edges, key=lambda edge: (-edge.statements, edge.key)):
        count = scene.sifted.counts.get(edge.key)
        happened = scene.view.filters.clock == "happened"
        claims = count if count is not None and happened else edge.claims
        statements = count if count is not None and not happened else edge.statements
        rows.append(
            (
                *(names[edge.source], reads(edge), names[edge.target]),
                edge.status.value.lower() if edge.status else "standing fact",
                *(claims, statements, edge.holders, edge.documents, edge.sources),
                edge.first.isoformat() if edge.first else "",
                edge.last.isoformat() if edge.last else "",
                *(edge.family, edge.key),
            )
        )
    return rows


def relationships_of(scene: Scene) -> list[tuple[Cell, ...]]:
    """As `relations_of`, of a database that Allegata did not load: how many relationships each edge stands for."""
    names = {node.id: node.name for node in scene.shown.nodes}
    edges = sorted(scene.visible.edges, key=lambda edge: (-edge.statements, edge.key))
    return [(names[each.source], reads(each), names[each.target], each.claims, each.key) for each in edges]


# ── Sentences ────────────────────────────────────────────────────────────────────────────────────────────────────

_REPLIES = {
    Stance.DENIES: ("denies it", "deny it"),
    Stance.DISMISSES: ("calls it unproven", "call it unproven"),
    Stance.CANNOT_CONFIRM: ("cannot confirm it", "cannot confirm it"),
    Stance.NO_COMMENT: ("does not comment", "do not comment"),
}


def sentences(scene: Scene, tellings: Mapping[str, Telling]) -> list[tuple[str, str]]:
    """Each edge that is seen in a sentence, those of which most was said first: key, and the sentence.

    Args:
        scene: what is seen.
        tellings: of its edges, by key; an edge without one is told by its name and status.
    """
    names = {node.id: node.name for node in scene.shown.nodes}
    told = []
    for edge in sorted(scene.visible.edges, key=lambda edge: (-edge.statements, edge.key)):
        told.append((edge.key, _sentence(edge, names, tellings.get(edge.key))))
    return told


def _sentence(edge: Edge, names: Mapping[str, str], telling: Telling | None) -> str:
    plain = f"{names[edge.source]} {reads(edge)} {names[edge.target]}"
    if edge.foreign:
        return f"{plain} ({counted(edge.claims, 'relationship')})." if edge.claims > 1 else f"{plain}."
    if edge.status is None:
        since = f" since {day(edge.first)}" if edge.first else ""
        until = f" until {day(edge.last)}" if edge.last else ""
        return f"{plain}{since}{until} (standing fact)."
    status = edge.status.value.lower()
    if telling is None:
        return f"{plain} ({status})."
    head = telling.claim.text.rstrip(". ") or plain
    parts = [f"{plain}: {head}" if head.casefold() != plain.casefold() else plain]
    holders = [row for row in telling.stances if row[1] in (Stance.ASSERTS, Stance.CONFIRMS)]
    if holders:
        who = _listed([row[0] for row in holders])
        where = _reported(holders[0])
        parts.append(f"according to {who}, {where}" if who != holders[0][2] else where)
    sentence = ", ".join(parts)
    replies = [
        f"{_listed(found)} {verbs[len(found) > 1]}"
        for stance, verbs in _REPLIES.items()
        if (found := list(dict.fromkeys(row[0] for row in telling.stances if row[1] is stance)))
    ]
    more = f" {edge.claims - 1:,} other claims." if edge.claims > 2 else " One other claim." if edge.claims == 2 else ""
    return f"{'; '.join([sentence, *replies])} ({status}).{more}"


def _reported(row: tuple[str, Stance, str, str, dt.date | None]) -> str:
    _, _, publisher, via, on = row
    through = f" by way of {via}" if via and via != publisher else ""
    return f"reported by {publisher}{through} on {day(on, 'an unknown day')}"


def _listed(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) > 4:
        return f"{', '.join(names[:3])} and {len(names) - 3} others"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
