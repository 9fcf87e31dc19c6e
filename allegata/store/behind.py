"""What stands behind many edges at once: their days, who holds what, disputes, and what a sentence needs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from allegata.model import (
    Depth,
    Dispute,
    Edge,
    EdgeEvidence,
    Node,
    Stance,
    StanceTold,
    Status,
    Subgraph,
    Telling,
    Voice,
)
from allegata.store import shapes
from allegata.store.cypher import cypher, identifier
from allegata.store.reader import Reader

__all__ = ["Behind"]

MOST_DISPUTES, OF_ONE_EDGE = 60, 12
"""Contested claims drawn at once, and of one edge; also holders on one claim."""

STANCES_TOLD = 12
"""Statements that a sentence is made of."""

OF_EACH, ON_EACH, FEW_AT_ONCE = 25, 60, 40
"""Claims read behind each of many edges, statements on each of these, and edges asked for in one statement."""

AT_ONCE = 500
"""Edges asked for in one statement: what it brings back stays far below the limit of rows."""


@dataclass(frozen=True, slots=True)
class _Span:
    """First days between which the claims of an edge are read, and how many there are; -1: all of the edge."""

    first: dt.date = dt.date.min
    last: dt.date = dt.date.max
    claims: int = -1

    def asked(self, edge: Edge) -> dict[str, Any]:
        return {"key": edge.key, "from": self.first, "to": self.last}


@dataclass(frozen=True, slots=True)
class Behind:
    """Reads of what stands behind edges that are drawn, within the limits of the reader."""

    reader: Reader

    def depths(self, edges: Sequence[Edge]) -> Mapping[str, Depth]:
        """The days of direct edges, by key."""
        found = {}
        for some in _parts(edges):
            keys: dict[str, list[str]] = defaultdict(list)
            for edge in some:
                keys[edge.relation].append(edge.key)
            for row in self.reader.read(cypher("depths"), keys=keys).rows:
                happened, said = iter(row["happened"] or ()), iter(row["said"] or ())
                spans = tuple(zip(happened, happened, happened, strict=True))
                found[row["key"]] = Depth(spans, tuple(zip(said, said, strict=True)))
        return found

    def voices(self, who: str, edges: Sequence[Edge], alone: bool = False) -> Mapping[str, Voice]:
        """What somebody, or an outlet, says on the claims of edges, by key; those that he is silent on are not in it.

        Args:
            who: id of an entity.
            edges: direct ones.
            alone: only his own statements, not those of who speaks for him, nor those that he reported.
        """
        found = {}
        for some in _parts(edges):
            keys = [edge.key for edge in some]
            for row in self.reader.read(cypher("voices"), keys=keys, who=who, alone=alone).rows:
                found[row["key"]] = Voice(row["holds"], row["against"], row["open"])
        return found

    def holders(self, edges: Sequence[Edge], limit: int = 200) -> tuple[Node, ...]:
        """Whose word stands on these edges, those of most edges first; then outlets of the documents."""
        found: dict[str, Node] = {}
        for some in _parts([edge for edge in edges if edge.status]):
            keys: dict[str, list[str]] = defaultdict(list)
            for edge in some:
                keys[edge.relation].append(edge.key)
            rows = self.reader.read(cypher("holders"), keys=keys, limit=limit).rows
            found |= {node.id: node for node in (shapes.node(row["node"]) for row in rows)}
        outlets = (shapes.node(row["node"]) for row in self.reader.read(cypher("outlets"), limit=limit // 4).rows)
        return tuple({node.id: node for node in (*found.values(), *outlets)}.values())

    def above(self, ids: Collection[str]) -> Mapping[str, Node]:
        """The state that each belongs to over PART_OF and REPRESENTS; states, and who has none, are not in it."""
        rows = self.reader.read(cypher("above"), ids=sorted(ids)).rows
        return {row["id"]: shapes.node(row["node"]) for row in rows}

    def disputes(self, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
        """Contested claims behind these edges, a bounded number, and who stands where."""
        keys = [edge.key for edge in edges if edge.status is Status.CONTESTED]
        given: dict[str, Any] = {"keys": keys, "most": OF_ONE_EDGE, "claims": MOST_DISPUTES}
        return tuple(
            Dispute(
                shapes.worded(row),
                tuple((shapes.node(it["holder"]), Stance(it["stance"]), it["number"]) for it in row["stances"]),
            )
            for row in (self.reader.read(cypher("disputes"), **given).rows if keys else ())
        )

    def evidences(
        self, subgraph: Subgraph, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, EdgeEvidence]:
        """What stands behind every edge of a subgraph, by key: its newest claims, with their statements.

        Versions of claims and what they are about are not read. An edge that is no longer there is not in it.

        Args:
            subgraph: of actors.
            since, until: only claims that happened within, both included; None: open.
        """
        nodes = {node.id: node for node in subgraph.nodes}
        claimed = [edge for edge in subgraph.edges if edge.status]
        rows: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
        spans = self._spans(claimed, since, until)
        for some in _parts(claimed, FEW_AT_ONCE):
            asked = [spans[edge.key].asked(edge) for edge in some if edge.key in spans]
            given: dict[str, Any] = {"edges": asked, "since": since, "limit": OF_EACH, "most": ON_EACH}
            for row in self.reader.read(cypher("evidences"), **given).rows if asked else ():
                rows[row["key"]].append(row)
        found = {
            edge.key: shapes.told(edge, nodes[edge.source], nodes[edge.target], rows[edge.key], spans[edge.key].claims)
            for edge in claimed
            if edge.key in rows
        }
        standing: dict[str, dict[str, Edge]] = defaultdict(dict)
        for edge in subgraph.edges:
            if edge.status is None and not edge.foreign:
                standing[edge.relation][edge.key] = edge
        for relation, edges in standing.items():
            text = cypher("facts_by_key").replace("{TYPE}", identifier(relation))
            for row in self.reader.read(text, keys=sorted(edges)).rows:
                edge = edges[row["key"]]
                found[edge.key] = shapes.standing(edge, nodes[edge.source], nodes[edge.target], row["edge"])
        return found

    def tellings(
        self, edges: Sequence[Edge], *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, Telling]:
        """What is needed to tell these edges in sentences, by key; standing facts are not in it.

        Args:
            edges: of actors.
            since, until: only of claims that happened within, both included; None: open.
        """
        claimed = [edge for edge in edges if edge.status]
        spans = self._spans(claimed, since, until)
        asked = [
            spans[edge.key].asked(edge) | {"status": edge.status.value}
            for edge in claimed
            if edge.status and edge.key in spans
        ]
        given: dict[str, Any] = {"since": since, "windowed": bool(since or until), "most": STANCES_TOLD}
        found = {}
        for some in _parts(asked):
            for row in self.reader.read(cypher("tellings"), edges=list(some), **given).rows:
                found[row["key"]] = Telling(
                    row["key"],
                    shapes.worded(row),
                    Status(row["claim"]["status"]),
                    tuple(
                        StanceTold(
                            it["holder"],
                            Stance(it["stance"]),
                            it["publisher"],
                            it["via"] or "",
                            it["said_on"].to_native() if it["said_on"] else None,
                            it["published"].to_native(),
                        )
                        for it in row["stances"]
                    ),
                )
        return found

    def _spans(self, edges: Sequence[Edge], since: dt.date | None, until: dt.date | None) -> Mapping[str, _Span]:
        """Where in the order of days the claims are that are asked for, by key; edges without any are not in it."""
        if not (since or until):
            return {edge.key: _Span() for edge in edges}
        found = {}
        for key, depth in self.depths(edges).items():
            claims, first, last = shapes.overlap([day for span in depth.happened for day in span], since, until)
            if claims:
                found[key] = _Span(first, last, claims)
        return found


def _parts(rows: Sequence[Any], most: int = AT_ONCE) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), most):
        yield rows[start : start + most]
