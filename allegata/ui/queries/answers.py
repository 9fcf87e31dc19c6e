"""The graph in an answer, as something that can be explored, laid out, switched by the legend: all in memory."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from allegata.answer import Answer, Link, Point
from allegata.errors import NotFound
from allegata.model import (
    OTHER_TYPES,
    Edge,
    Hit,
    Node,
    NodeReading,
    PropertiesReading,
    Property,
    Status,
    Subgraph,
)
from allegata.render.style import CLAIM
from allegata.store.caption import USUAL, kind_of, name_of
from allegata.store.claimless import Claimless
from allegata.store.foreign import key_of
from allegata.vocabulary import relations

__all__ = ["AnswerGraph", "ids_of", "keys_of"]

NONE: Mapping[str, Sequence[str]] = MappingProxyType({})
FAMILIES_SHOWN = 12
LONGEST = 2_000
"""Characters of a property that are told."""
COUNTED = ("claims", "statements", "holders", "documents", "sources")
NAME = 80
"""Characters of a name."""
BESIDES = "other"
"""The family of relationships that are no relations between actors, as from a statement to its claim."""


def ids_of(answer: Answer, claims: bool) -> tuple[str, ...]:
    """Ids of the nodes in an answer as the explorer knows them.

    Args:
        answer: what was found.
        claims: whether Allegata loaded the database: then only entities are drawn there.
    """
    return answer.entities if claims else tuple(each.element_id for each in answer.points)


def keys_of(answer: Answer, claims: bool) -> tuple[str, ...]:
    """Keys of the relationships in an answer as the explorer knows them; as for `ids_of`."""
    if claims:
        return answer.edge_keys
    # Parallel relationships of one type are one edge there.
    return tuple(dict.fromkeys(key_of(each.source, each.type, each.target) for each in answer.links))


@dataclass(frozen=True, slots=True, eq=False)
class AnswerGraph(Claimless):
    """An answer with the reading surface of a database (`allegata.store.Explorable`)."""

    claims: bool
    whole: Subgraph
    points: Mapping[str, Point]
    links: Mapping[str, Link]
    discs: Mapping[str, str]

    @classmethod
    def of(
        cls,
        answer: Answer,
        claims: bool,
        captions: Mapping[str, Sequence[str]] = NONE,
        discs: Mapping[str, str] | None = None,
    ) -> AnswerGraph:
        """The graph in an answer.

        Args:
            answer: with nodes in it.
            claims: whether it comes from a database that Allegata loaded.
            captions: for labels, the properties that name their nodes, the first that is there.
            discs: the colours of kinds of nodes where persons chose some.
        """
        ids = {point.element_id: _id(point, claims) for point in answer.points}
        ends = Counter(end for link in answer.links for end in (link.source, link.target))
        nodes = [_node(it, ids[it.element_id], ends[it.element_id], captions) for it in answer.points]
        frequent = [type_ for type_, _ in Counter(link.type for link in answer.links).most_common(FAMILIES_SHOWN)]
        edges = tuple(_edge(link, ids, claims, frequent) for link in answer.links)
        return cls(
            claims,
            Subgraph(tuple({node.id: node for node in nodes}.values()), edges),
            {ids[point.element_id]: point for point in answer.points},
            {link.element_id: link for link in answer.links},
            discs or {},
        )

    @property
    def families(self) -> tuple[str, ...]:
        """The families that its edges have; without claims they are relationship types, the frequent ones."""
        return tuple(dict.fromkeys(edge.family for edge in self.whole.edges if edge.family != OTHER_TYPES))

    def stamp(self) -> str:
        """An answer does not change."""
        return "answer"

    def overview(self, limit: int, kinds: Collection[str] = (), most: int = 400) -> Subgraph:
        """As much of the answer as can be drawn: those with the most relationships in it."""
        ends = Counter(end for edge in self.whole.edges for end in (edge.source, edge.target))
        nodes = [node.id for node in self.whole.nodes if not kinds or node.kind in kinds]
        drawn = sorted(nodes, key=lambda id_: -ends[id_])[:limit]
        return replace(self.among(drawn, most), left_out=len(nodes) - len(drawn))

    def search(self, text: str, limit: int = 8) -> tuple[Hit, ...]:
        """Nothing is looked for in an answer."""
        return ()

    def entity(self, id: str) -> NodeReading:
        """A node with its properties, and what of its relationships is in the answer."""
        if id not in self.points:
            raise NotFound("This is not in the answer.")
        point = self.points[id]
        ways = Counter(
            (edge.relation, "out" if edge.source == id else "in")
            for edge in self.whole.edges
            if id in (edge.source, edge.target)
        )
        rows = tuple((type_, way, number) for (type_, way), number in sorted(ways.items()))
        node = next(node for node in self.whole.nodes if node.id == id)
        return NodeReading(node, point.labels, _properties(point.properties), rows)

    def neighbours(
        self,
        id: str,
        *,
        drawn: Collection[str] = (),
        limit: int = 25,
        relations: Collection[str] = (),
        most: int = 400,
    ) -> Subgraph:
        """Those beside a node that were hidden, as far as they are in the answer."""
        near = [edge for edge in self.whole.edges if id in (edge.source, edge.target)]
        near = [edge for edge in near if not relations or edge.relation in relations]
        fresh = dict.fromkeys(end for edge in near for end in (edge.source, edge.target) if end not in {id, *drawn})
        found = self.among({id, *drawn, *list(fresh)[:limit]}, most)
        return Subgraph(found.nodes, found.edges, max(0, len(fresh) - limit), found.hidden)

    def among(self, ids: Collection[str], most: int = 400) -> Subgraph:
        """These nodes, and what of the answer is between them."""
        wanted = set(ids)
        nodes = tuple(node for node in self.whole.nodes if node.id in wanted)
        edges = tuple(edge for edge in self.whole.edges if edge.source in wanted and edge.target in wanted)
        return Subgraph(nodes, edges).strongest(most)

    def evidence(
        self, edge_key: str, *, since: dt.date | None = None, until: dt.date | None = None, limit: int = 50
    ) -> PropertiesReading:
        """What stands on a relationship."""
        edge = next((edge for edge in self.whole.edges if edge.key == edge_key), None)
        if edge is None:
            raise NotFound("This is not in the answer.")
        nodes = {node.id: node for node in self.whole.nodes}
        told = _properties(self.links[edge_key].properties)
        return PropertiesReading(edge, nodes[edge.source], nodes[edge.target], (told,))

    def common(self, ids: Collection[str], *, drawn: Collection[str] = (), limit: int = 25) -> tuple[str, ...]:
        """Who in the answer is linked with every one of these."""
        ends = [(edge.source, edge.target) for edge in self.whole.edges]
        near = [{end for pair in ends if id_ in pair for end in pair} for id_ in ids]
        return tuple(sorted(set.intersection(*near) - {*ids, *drawn}))[:limit] if near else ()

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """None is looked for."""
        return ()

    def rehearse(self) -> None:
        """There is no server to learn anything."""


def _id(point: Point, claims: bool) -> str:
    """As the explorer knows it, so that what is chosen here can be drawn there."""
    known = point.properties.get("id")
    return known if claims and "Entity" in point.labels and isinstance(known, str) else point.element_id


def _node(point: Point, id_: str, ends: int, captions: Mapping[str, Sequence[str]]) -> Node:
    labels = [each for each in point.labels if each != "Entity"] or point.labels
    kind = kind_of(labels)
    values = {key.lower(): value for key, value in point.properties.items()} | dict(point.properties)
    wanted = [name for label in labels for name in captions.get(label, ())]
    names = [_text(values[each]) for each in (*wanted, *USUAL) if each in values]
    name = name_of(point.element_id, kind, names)
    degree = point.properties.get("degree")
    # A claim is a card on the canvas, with its wording on it; everything else is named below its disc.
    return Node(id_, name if kind == CLAIM else name[:NAME], kind, degree if isinstance(degree, int) else ends)


def _edge(link: Link, ids: Mapping[str, str], claims: bool, frequent: Collection[str]) -> Edge:
    ends = ids[link.source], ids[link.target]
    if not claims:
        family = link.type if link.type in frequent else OTHER_TYPES
        return Edge(link.element_id, *ends, link.type, family, None, 1, 1)
    known, status = relations().get(link.type), link.properties.get("status")
    family = known.family if known else BESIDES
    if status not in list(Status):
        number = 0 if known else 1
        return Edge(link.element_id, *ends, link.type, family, None, number, number)
    counts = [_count(link.properties.get(f"n_{each}")) for each in COUNTED]
    return Edge(link.element_id, *ends, link.type, family, Status(status), *counts)  # type: ignore[arg-type]


def _count(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _properties(values: Mapping[str, Any]) -> tuple[Property, ...]:
    texts = ((name, _text(value)) for name, value in sorted(values.items()))
    return tuple(Property(name, text[:LONGEST], max(0, len(text) - LONGEST)) for name, text in texts)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_text, value))
    return "" if value is None else str(value)
