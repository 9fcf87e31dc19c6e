"""Reading the graph: what the explorer, the command line and the exports ask of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

from allegata.errors import NotFound
from allegata.model import (
    Dataset,
    DatasetReading,
    Depth,
    Dispute,
    Document,
    Edge,
    EdgeEvidence,
    EntityReading,
    Hit,
    Load,
    Node,
    Subgraph,
    Telling,
    Voice,
)
from allegata.store import shapes
from allegata.store.behind import Behind
from allegata.store.between import Between
from allegata.store.cypher import cypher, identifier
from allegata.store.derivation import pair_of
from allegata.store.finding import find
from allegata.store.reader import Reader
from allegata.store.records import records_behind
from allegata.store.steady import Seen, Steady
from allegata.vocabulary import FAMILIES, STANDING
from allegata.vocabulary import relations as vocabulary

__all__ = ["Graph"]

T = TypeVar("T")

Next = tuple[list[str], int, dict[str, Node]]
"""The neighbours to be drawn next, how many there are that are not drawn, and all nodes there will be then, by id."""

MOST_CLAIMS = 200
"""Claims read behind one edge at once; the rest is counted."""

MOST_BESIDE = 200
"""Statements on one claim, and claims beside it, read at once."""

FEW_OVER_A_TYPE = 2_000
"""An entity's edges of some types, up to so many, are read to find its neighbours over them."""

HUBS = 60
"""Of a database that is too large to be drawn whole: nodes of the overview."""

POOL = 2_000
"""Neighbours of one entity that are held against those of another."""

MOST_EDGES = 400
"""Edges of one picture, when nothing else is asked for."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph in the database, read within the limits of the settings.

    Every method that needs several reads sees the state before a load or the state after it, never half of it: it
    compares the load stamp with the one that was seen last, and reads once more when a load came in between.
    """

    claims: ClassVar[bool] = True
    discs: ClassVar[Mapping[str, str]] = MappingProxyType({})
    families: ClassVar[tuple[str, ...]] = FAMILIES

    reader: Reader
    _seen: Seen = field(default_factory=Seen, init=False, repr=False, compare=False)

    def stamp(self) -> str:
        """A text that changes with every load; "" for a database that Allegata never loaded."""
        return Steady(self.reader, self._seen).stamp()

    def steady(self, read: Callable[[], T]) -> T:
        """What ``read`` gives when no load comes in between: it is begun anew then."""
        return Steady(self.reader, self._seen).read(read)

    def datasets(self) -> tuple[DatasetReading, ...]:
        """The data sets that are loaded, by name."""
        return tuple(shapes.dataset(row["dataset"]) for row in self.reader.read(cypher("datasets")).rows)

    def loading(self) -> tuple[Load, ...]:
        """Loads in batches that are under way, or were interrupted: what is read meanwhile is not whole."""
        rows = (row["load"] for row in self.reader.read(cypher("loading")).rows)
        return tuple(Load(row["dataset"], row["step"], row["done"], row["total"]) for row in rows)

    def documents(self) -> tuple[Document, ...]:
        """All documents, the newest first."""
        return tuple(shapes.document(row["document"]) for row in self.reader.read(cypher("documents")).rows)

    def overview(self, limit: int, kinds: Collection[str] = (), most: int = MOST_EDGES) -> Subgraph:
        """The best connected actors of whom something is claimed, and the strongest edges between them.

        When there are more of them than ``limit``, or more pairs, only the foremost `HUBS` are drawn; ``left_out`` is
        then the number of all other entities.

        Args:
            limit: actors and pairs that can be drawn.
            kinds: only actors of these kinds; none given: of all.
            most: edges.
        """

        def read() -> Subgraph:
            size = self.reader.read(cypher("size"), limit=limit + 1, kinds=list(kinds)).rows[0]
            large = max(size["actors"], size["pairs"]) > limit
            first = min(limit, HUBS) if large else limit
            # Where nobody claims anything, there are only graphs of others to show.
            bare = not size["actors"]
            asked = cypher("overview_linked" if bare else "overview")
            nodes = _nodes(self.reader.read(asked, limit=first, kinds=list(kinds)).rows)
            between = Between(self.reader)
            found, hidden = between.foremost(nodes, most) if large else between.edges(nodes, None, most)
            more = len(nodes) == first if bare else size["actors"] > len(nodes)
            whole = _subgraph(nodes.values(), found, 0, hidden).strongest(most)
            drawn = {end for edge in whole.edges if edge.status or bare for end in (edge.source, edge.target)}
            kept = tuple(node for node in whole.nodes if node.id in drawn)
            edges = tuple(edge for edge in whole.edges if edge.source in drawn and edge.target in drawn)
            return Subgraph(kept, edges, size["entities"] - len(kept) if more else 0, whole.hidden)

        return self.steady(read)

    def search(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """Entities by name or alias, as far as it has been typed: accents and case do not matter, nor does one slip.

        The whole name comes first, then what begins with the text, then names that are nearly so; among equals the
        better connected. See `allegata.store.finding`.
        """
        return find(self.reader, text, limit, dt.date.today())

    def entity(self, id: str) -> EntityReading:
        """An entity with its other names, standing facts, relations and strongest neighbours.

        Raises:
            NotFound: there is none with this id.
        """

        def read() -> EntityReading:
            row = self.reader.read(cypher("entity"), id=id, limit=100, pool=1000).one()
            numbers = self.reader.read(cypher("degrees"), id=id).one()
            if row is None or numbers is None:
                raise NotFound(f"There is no entity {id!r} in the database: search for it by name.")
            near = self.nodes(self._strongest(id, 100))
            return shapes.entity_reading(row, [tuple(each) for each in numbers["degrees"]], list(near.values()))

        return self.steady(read)

    def neighbours(
        self,
        id: str,
        *,
        drawn: Collection[str] = (),
        limit: int = 25,
        relations: Collection[str] = (),
        most: int = MOST_EDGES,
    ) -> Subgraph:
        """Up to ``limit`` neighbours that are not drawn yet, with their edges to ``id`` and to all that is drawn.

        Args:
            id: of the entity to expand.
            drawn: ids of what is on the canvas; these come not again.
            limit: most new neighbours; those about whom most was said come first.
            relations: only over these relation types; none given: over all, standing facts among them.
            most: edges, the strongest first (see `Subgraph.strongest`).

        Returns:
            The entity, its new neighbours, those of the drawn that they are linked with, and the edges;
            ``left_out`` counts the neighbours still to come (with ``relations``, of a hub: as many at most).
        """

        def read() -> Subgraph:
            beside = sorted(set(drawn) - {id})
            new, to_come, nodes = (
                self._next_over(id, beside, limit, relations) if relations else self._next(id, beside, limit)
            )
            if id not in nodes:
                return Subgraph()
            found, hidden = Between(self.reader).edges(nodes, [each for each in new if each in nodes], most)
            whole = _subgraph(nodes.values(), found, max(0, to_come - len(new)), hidden).strongest(most)
            linked = {end for edge in whole.edges for end in (edge.source, edge.target)} | {id, *new}
            kept = tuple(node for node in whole.nodes if node.id in linked)
            return Subgraph(kept, whole.edges, whole.left_out, whole.hidden)

        return self.steady(read)

    def among(self, ids: Collection[str], most: int = MOST_EDGES) -> Subgraph:
        """These entities, and the strongest edges between them. Ids that are not in the database are passed over."""

        def read() -> Subgraph:
            nodes = self.nodes(sorted(ids))
            found, hidden = Between(self.reader).edges(nodes, None, most)
            return _subgraph(nodes.values(), found, 0, hidden).strongest(most)

        return self.steady(read)

    def common(self, ids: Collection[str], *, drawn: Collection[str] = (), limit: int = 25) -> tuple[str, ...]:
        """Who has something to do with every one of these, those first of whom most was said.

        Args:
            ids: of two or more entities.
            drawn: ids that are not wanted.
            limit: most answers. Of a hub among the given only the `POOL` strongest neighbours are looked at.
        """

        def read() -> tuple[str, ...]:
            nodes = self.nodes(sorted(set(ids)))
            if len(nodes) < 2:
                return ()
            least = min(nodes.values(), key=lambda node: (node.degree, node.id)).id
            near = self._strongest(least, POOL, {*drawn, *nodes})
            ranks = dict.fromkeys(near, 0)
            for id_ in nodes:
                dyads = Between(self.reader).dyads([pair_of(id_, other) for other in ranks])
                found = {each.pair[1] if each.pair[0] == id_ else each.pair[0]: each.rank for each in dyads}
                ranks = {other: rank + found[other] for other, rank in ranks.items() if other in found}
            return tuple(sorted(ranks, key=lambda other: (ranks[other], other))[:limit])

        return self.steady(read)

    def foremost(self, dataset: str, limit: int) -> tuple[str, ...]:
        """Ids of the best connected entities that a data set describes."""
        rows = self.reader.read(cypher("dataset_foremost"), name=dataset, limit=limit).rows
        return tuple(row["id"] for row in rows)

    def records(self, nodes: Collection[str], edges: Collection[str]) -> Dataset:
        """Everything that these nodes and edges stand on, as a data set (see `allegata.store.records`).

        Raises:
            LimitReached: it is more than one export may hold.
        """
        return self.steady(lambda: records_behind(self.reader, nodes, edges))

    def evidence(
        self,
        edge_key: str,
        *,
        since: dt.date | None = None,
        until: dt.date | None = None,
        limit: int = MOST_CLAIMS,
    ) -> EdgeEvidence:
        """What stands behind a direct edge, the newest claims of it, or the standing fact that an edge is.

        Args:
            edge_key: of the edge.
            since, until: only claims whose event overlaps this window, both included; None: open.
            limit: most claims; ``left_out`` of the answer counts the others (of the window, where there is one).

        Raises:
            NotFound: there is no such edge, or no longer.
        """

        def read() -> EdgeEvidence:
            found = self.reader.read(cypher("relation_of"), key=edge_key).one()
            row = self._edge(found["relation"], edge_key) if found else None
            if row is None:
                standing = (each.type for each in vocabulary().values() if each.family == STANDING)
                row = next((row for type_ in standing if (row := self._edge(type_, edge_key))), None)
                if row is None:
                    raise NotFound(f"There is no edge {edge_key!r} in the database: it may be gone with its data set.")
                return shapes.standing_evidence(row)
            total, first, last = row["edge"]["n_claims"], dt.date.min, dt.date.max
            if since or until:
                total, first, last = shapes.overlap(row["edge"].get("happened"), since, until)
            given: dict[str, Any] = {"key": edge_key, "from": first, "to": last, "since": since}
            given |= {"limit": limit, "most": MOST_BESIDE}
            return shapes.evidence(row, self.reader.read(cypher("evidence"), **given).rows if total else (), total)

        return self.steady(read)

    def depths(self, edges: Sequence[Edge]) -> Mapping[str, Depth]:
        """See `Behind`, and so the following."""
        return Behind(self.reader).depths(edges)

    def voices(self, who: str, edges: Sequence[Edge], alone: bool = False) -> Mapping[str, Voice]:
        """What somebody says on the claims of these edges."""
        return Behind(self.reader).voices(who, edges, alone)

    def holders(self, edges: Sequence[Edge]) -> tuple[Node, ...]:
        """Whose word stands on these edges, and outlets."""
        return Behind(self.reader).holders(edges)

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """The ids along one shortest chain of direct edges, at most four; () when there is none."""
        row = self.reader.read(cypher("path"), source=source, target=target).one() if source != target else None
        return tuple(row["ids"]) if row else ()

    def above(self, ids: Collection[str]) -> Mapping[str, Node]:
        """The state that each of these belongs to."""
        return Behind(self.reader).above(ids)

    def disputes(self, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
        """Contested claims behind these edges."""
        return Behind(self.reader).disputes(edges)

    def tellings(
        self, edges: Sequence[Edge], *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, Telling]:
        """What is needed to tell these edges in sentences."""
        return Behind(self.reader).tellings(edges, since=since, until=until)

    def evidences(
        self, subgraph: Subgraph, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, EdgeEvidence]:
        """What stands behind every edge of a subgraph, of one state of the database."""
        return self.steady(lambda: Behind(self.reader).evidences(subgraph, since=since, until=until))

    def rehearse(self) -> None:
        """Have the server plan the statements that take it long, before somebody waits for their answers."""
        self.reader.read(cypher("edges_by_key"), keys={})
        self.reader.read(cypher("depths"), keys={})
        self.reader.read(cypher("holders"), keys={}, limit=1)
        self.reader.read(cypher("outlets"), limit=1)
        self.reader.read(cypher("degrees"), id="")

    def _edge(self, relation: str, key: str) -> Mapping[str, Any] | None:
        return self.reader.read(cypher("edge").replace("{TYPE}", identifier(relation)), key=key).one()

    def nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        """Those that are there, by id, in the order given."""
        return _nodes(self.reader.read(cypher("nodes"), ids=list(ids)).rows)

    def _strongest(self, id: str, limit: int, drawn: Collection[str] = (), wanted: Collection[str] = ()) -> list[str]:
        """The neighbours of whom most was said, those drawn left out; ``wanted``: relations as pairs hold them."""
        given: dict[str, Any] = {"id": id, "drawn": list(drawn), "wanted": list(wanted)}
        given |= {"limit": limit, "most": limit + len(drawn)}
        return [row["other"] for row in self.reader.read(cypher("neighbours"), **given).rows]

    def _next(self, id: str, drawn: Sequence[str], limit: int) -> Next:
        """The strongest neighbours that are not drawn, in one statement: it is what a click waits for."""
        beside = [{"a": a, "b": b} for a, b in (pair_of(id, other) for other in drawn)]
        given: dict[str, Any] = {"id": id, "drawn": list(drawn), "beside": beside}
        row = self.reader.read(cypher("expand"), **given, limit=limit, most=limit + len(drawn)).one()
        if row is None:
            return [], 0, {}
        return row["new"], row["to_come"], _nodes({"node": each} for each in row["nodes"])

    def _next_over(self, id: str, drawn: Sequence[str], limit: int, relations: Collection[str]) -> Next:
        """Those over some relation types."""
        types = sorted(set(relations) & vocabulary().keys())
        numbers = self.reader.read(cypher("degrees"), id=id).one()
        if numbers is None or not types:
            return [], 0, self.nodes([id, *drawn]) if numbers else {}
        degree = sum(number for type_, _, number in numbers["degrees"] if type_ in types)
        degree += numbers["standing"] if any(vocabulary()[each].family == STANDING for each in types) else 0
        if degree > FEW_OVER_A_TYPE:
            wanted = {way + each for each in types for way in "<>"}
            beside = Between(self.reader).dyads([pair_of(id, other) for other in drawn])
            there = sum(1 for each in beside if wanted.intersection(each.ways))
            new, to_come = self._strongest(id, limit, drawn, wanted), min(degree, numbers["neighbours"]) - there
        else:
            text = cypher("neighbours_over").replace("{TYPES}", "|".join(map(identifier, types)))
            others = {row["other"] for row in self.reader.read(text, id=id).rows}.difference(drawn)
            pairs = Between(self.reader).dyads([pair_of(id, other) for other in others])
            ranked = sorted((each.rank, each.pair[1] if each.pair[0] == id else each.pair[0]) for each in pairs)
            new, to_come = [other for _, other in ranked[:limit]], len(others)
        return new, to_come, self.nodes([id, *new, *(other for other in drawn if other not in new)])


def _nodes(rows: Iterable[Mapping[str, Any]]) -> dict[str, Node]:
    return {node.id: node for node in (shapes.node(row["node"]) for row in rows)}


def _subgraph(nodes: Iterable[Node], found: Iterable[Edge], left_out: int, hidden: int) -> Subgraph:
    """Edges that were found over both of their ends are there once."""
    edges = {edge.key: edge for edge in found}
    return Subgraph(tuple(nodes), tuple(edges.values()), left_out, hidden)
