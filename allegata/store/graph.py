"""Reading the graph: what the explorer, the command line and the exports ask of it."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from allegata.errors import NotFound, QueryFailed
from allegata.model import (
    DatasetReading,
    Document,
    Edge,
    EdgeEvidence,
    EntityReading,
    Hit,
    Load,
    Node,
    Subgraph,
)
from allegata.model import edge_key as key_of
from allegata.store import shapes
from allegata.store.cypher import cypher, identifier
from allegata.store.derivation import Pair, keys_between, pair_of
from allegata.store.reader import Reader
from allegata.vocabulary import STANDING
from allegata.vocabulary import relations as vocabulary

__all__ = ["Clock", "Counted", "Graph"]

T = TypeVar("T")

TRIES, PAUSE = 5, 0.02
"""How often reads that belong together are begun anew when a load comes between, and the seconds of a pause."""

UNSOUND = (KeyError, TypeError, ValueError, QueryFailed)
"""What half a record looks like: properties that are gone, an edge without its end, an entity the server lost."""

MOST_CLAIMS = 200
"""Claims read behind one edge at once; the rest is counted."""

MOST_BESIDE = 200
"""Statements on one claim, and claims beside it, read at once."""

FEW_EDGES = 1_000
"""An entity with more edges than this is a hub: what lies between two hubs is looked up, not searched."""

FEW_OVER_A_TYPE = 2_000
"""An entity's edges of some types, up to so many, are read to find its neighbours over them."""

HUBS, HUB_EDGES, CHUNK = 60, 300, 4_000
"""Of a database that is too large to be drawn whole: nodes and edges of the overview, and edges looked at at a time."""

Clock = Literal["happened", "said"]
"""What a window of time asks for: the days of the events, or the days on which they were spoken of."""

_UNINDEXED = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not"),
        *("of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was"),
        *("will", "with"),
    }
)
"""Words that the index's analyzer (Lucene's English stop words) leaves out: no entry can match them."""

_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A direct edge, and how much on it lies in a window of time: claims, or statements."""

    edge: Edge
    number: int = 0


@dataclass(frozen=True, slots=True)
class _Window:
    """Days since 1970-01-01, both included, by one of the clocks; "": no window."""

    clock: Clock | Literal[""] = ""
    since: int = 0
    until: int = 0

    @property
    def parameters(self) -> dict[str, Any]:
        return {"clock": self.clock, "since": self.since, "until": self.until}


@dataclass(frozen=True, slots=True)
class _Dyad:
    pair: Pair
    rank: int
    ways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph in the database, read within the limits of the settings.

    Every method that needs several reads sees the state before a load or the state after it, never half of it: it
    compares the load stamp before and after, and reads once more when a load came in between.
    """

    reader: Reader

    def stamp(self) -> str:
        """A text that changes with every load; "" for a database that Allegata never loaded."""
        row = self.reader.read(cypher("stamp")).one()
        return str(row["stamp"]) if row else ""

    def _steady(self, read: Callable[[], T]) -> T:
        before = self.stamp()
        for _ in range(TRIES):
            try:
                value = read()
            except UNSOUND:
                # A load may be taking away just what was read. When none came, the trouble is real and comes again.
                time.sleep(PAUSE)
                before = self.stamp()
                continue
            after = self.stamp()
            if after == before:
                return value
            before = after
        return read()

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

    def overview(self, limit: int, kinds: Collection[str] = ()) -> Subgraph:
        """The best connected actors of whom something is claimed, and the edges between them.

        When there are more of them than ``limit``, or more pairs, only the foremost are drawn, with the edges of which
        most was said; ``left_out`` then counts the other edges among them, and one more for all the rest.
        """

        def read() -> Subgraph:
            size = self.reader.read(cypher("size"), limit=limit + 1, kinds=list(kinds)).rows[0]
            large = max(size["actors"], size["pairs"]) > limit
            most = min(limit, HUBS) if large else limit
            nodes = _nodes(self.reader.read(cypher("overview"), limit=most, kinds=list(kinds)).rows)
            edges, left_out = self._foremost(nodes) if large else ([each.edge for each in self._between(nodes)], 0)
            drawn = {end for edge in edges if edge.status for end in (edge.source, edge.target)}
            return Subgraph(
                tuple(node for node in nodes.values() if node.id in drawn),
                tuple(edge for edge in edges if edge.source in drawn and edge.target in drawn),
                left_out + int(size["actors"] > len(nodes)),
            )

        return self._steady(read)

    def search(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """Entities by name or alias: accents and case do not matter, nor does one slip of the keyboard.

        The whole name comes first, then what begins with the text, then the rest by the index's score.
        """
        words = [word for word in map(str.lower, _WORD.findall(text)[:8]) if word not in _UNINDEXED]
        if not words:
            return ()
        # Only letters and digits reach the index's query language: nothing of it can be meant by accident.
        query = " AND ".join(f"({w}^3 OR {w}*{f' OR {w}~1' if len(w) > 3 else ''})" for w in words)
        rows = self.reader.read(
            cypher("search"), query=query, exact=text.strip().lower(), limit=limit, pool=max(50, 5 * limit)
        ).rows
        return tuple(Hit(shapes.node(row["node"]), row["matched"], float(row["score"])) for row in rows)

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
            near = self._nodes(self._strongest(id, 100))
            return shapes.entity_reading(row, [tuple(each) for each in numbers["degrees"]], list(near.values()))

        return self._steady(read)

    def neighbours(
        self,
        id: str,
        *,
        drawn: Collection[str] = (),
        limit: int = 25,
        relations: Collection[str] = (),
    ) -> Subgraph:
        """Up to ``limit`` neighbours that are not drawn yet, with their edges to ``id`` and to all that is drawn.

        Args:
            id: of the entity to expand.
            drawn: ids of what is on the canvas; these come not again.
            limit: most new neighbours; those about whom most was said come first.
            relations: only over these relation types; none given: over all, standing facts among them.

        Returns:
            The entity, its new neighbours, those of the drawn that they are linked with, and the edges;
            ``left_out`` counts the neighbours still to come (with ``relations``, of a hub: as many at most).
        """

        def read() -> Subgraph:
            numbers = self.reader.read(cypher("degrees"), id=id).one()
            if numbers is None:
                return Subgraph()
            beside = set(drawn) - {id}
            new, total = self._next(id, beside, limit, relations, numbers)
            nodes = self._nodes([id, *new, *sorted(beside.difference(new))])
            edges = {each.edge.key: each.edge for each in self._between(nodes, [each for each in new if each in nodes])}
            linked = {end for edge in edges.values() for end in (edge.source, edge.target)} | {id, *new}
            kept = tuple(node for node in nodes.values() if node.id in linked)
            return Subgraph(kept, tuple(edges.values()), max(0, total - len(new)))

        return self._steady(read)

    def among(self, ids: Collection[str]) -> Subgraph:
        """These entities, and all edges between them. Ids that are not in the database are passed over."""

        def read() -> Subgraph:
            nodes = self._nodes(sorted(ids))
            return Subgraph(tuple(nodes.values()), tuple(each.edge for each in self._between(nodes)))

        return self._steady(read)

    def in_window(
        self, ids: Collection[str], since: dt.date | None, until: dt.date | None, clock: Clock = "happened"
    ) -> tuple[Counted, ...]:
        """The direct edges among these entities on which something lies in a window of time.

        Args:
            ids: of what is drawn.
            since, until: the window, both included; None: open.
            clock: whether claims are counted whose event overlaps the window, or statements made in it.
        """
        ends = shapes.day_number(since or dt.date.min), shapes.day_number(until or dt.date.max)
        return self._steady(lambda: tuple(self._between(self._nodes(sorted(ids)), window=_Window(clock, *ends))))

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

        return self._steady(read)

    def rehearse(self) -> None:
        """Have the server plan the one statement that takes it long, before somebody waits for its answer."""
        self.reader.read(cypher("edges_by_key"), keys={}, **_Window().parameters)

    def _edge(self, relation: str, key: str) -> Mapping[str, Any] | None:
        return self.reader.read(cypher("edge").replace("{TYPE}", identifier(relation)), key=key).one()

    def _nodes(self, ids: Sequence[str]) -> dict[str, Node]:
        """Those that are there, by id, in the order given."""
        return _nodes(self.reader.read(cypher("nodes"), ids=list(ids)).rows)

    def _strongest(self, id: str, limit: int, drawn: Collection[str] = (), wanted: Collection[str] = ()) -> list[str]:
        """The neighbours of whom most was said, those drawn left out; ``wanted``: relations as pairs hold them."""
        given: dict[str, Any] = {"id": id, "drawn": list(drawn), "wanted": list(wanted)}
        given |= {"limit": limit, "most": limit + len(drawn)}
        return [row["other"] for row in self.reader.read(cypher("neighbours"), **given).rows]

    def _next(
        self, id: str, drawn: Collection[str], limit: int, relations: Collection[str], numbers: Mapping[str, Any]
    ) -> tuple[list[str], int]:
        """The neighbours to be drawn next, and how many there are that are not drawn."""
        beside = [pair_of(id, other) for other in drawn]
        if not relations:
            return self._strongest(id, limit, drawn), numbers["neighbours"] - len(self._dyads(beside))
        types = sorted(set(relations) & vocabulary().keys())
        if not types:
            return [], 0
        degree = sum(number for type_, _, number in numbers["degrees"] if type_ in types)
        degree += numbers["standing"] if any(vocabulary()[each].family == STANDING for each in types) else 0
        if degree > FEW_OVER_A_TYPE:
            wanted = {way + each for each in types for way in "<>"}
            there = sum(1 for each in self._dyads(beside) if wanted.intersection(each.ways))
            return self._strongest(id, limit, drawn, wanted), min(degree, numbers["neighbours"]) - there
        text = cypher("neighbours_over").replace("{TYPES}", "|".join(map(identifier, types)))
        others = {row["other"] for row in self.reader.read(text, id=id).rows}.difference(drawn)
        pairs = self._dyads([pair_of(id, other) for other in others])
        ranked = sorted((each.rank, each.pair[1] if each.pair[0] == id else each.pair[0]) for each in pairs)
        return [other for _, other in ranked[:limit]], len(others)

    def _dyads(self, pairs: Iterable[Pair]) -> list[_Dyad]:
        """What lies between these pairs, those first of whom most was said."""
        ids = [{"a": a, "b": b} for a, b in pairs]
        found = self.reader.read(cypher("dyads"), ids=ids).rows if ids else ()
        dyads = (_Dyad((row["a"], row["b"]), row["rank"], tuple(row["relations"])) for row in found)
        return sorted(dyads, key=lambda each: (each.rank, each.pair))

    def _between(
        self, nodes: Mapping[str, Node], new: Collection[str] | None = None, window: _Window = _Window()
    ) -> list[Counted]:
        """All edges with one end among the new and the other among the nodes; ``new`` not given: all nodes.

        The edges of an entity that has few are read. Between hubs it is looked up first which there are.
        """
        new = nodes.keys() if new is None else new
        few = [each for each in new if nodes[each].degree <= FEW_EDGES]
        hubs = [each for each in new if nodes[each].degree > FEW_EDGES]
        given = {"new": few, "around": list(nodes), **window.parameters}
        found = _counted(self.reader.read(cypher("links"), **given).rows) if few else []
        others = nodes.keys() - set(few)
        pairs = {pair_of(hub, other) for hub in hubs for other in others if hub != other}
        return found + self._by_key(self._dyads(sorted(pairs)), hubs, window) if hubs else found

    def _by_key(self, dyads: Sequence[_Dyad], loops: Iterable[str] = (), window: _Window = _Window()) -> list[Counted]:
        """The edges of these pairs, and those from each of some entities to itself."""
        keys: dict[str, list[str]] = defaultdict(list)
        for dyad in dyads:
            for type_, key in keys_between(dyad.pair, dyad.ways).values():
                keys[type_].append(key)
        for id_ in loops:
            for type_, relation in vocabulary().items():
                if relation.family != STANDING:
                    keys[type_].append(key_of(id_, type_, id_))
        found = _counted(self.reader.read(cypher("edges_by_key"), keys=keys, **window.parameters).rows)
        standing = [
            {"a": each.pair[0], "b": each.pair[1]}
            for each in dyads
            if any(vocabulary()[way[1:]].family == STANDING for way in each.ways)
        ]
        if standing and not window.clock:
            found += _counted(self.reader.read(cypher("facts_between"), ids=standing).rows)
        return found

    def _foremost(self, nodes: Mapping[str, Node]) -> tuple[list[Edge], int]:
        """The edges among these of which most was said, and how many others there are."""
        ids = sorted(nodes)
        dyads = self._dyads((one, other) for at, one in enumerate(ids) for other in ids[at + 1 :])
        best: list[Edge] = []
        start = 0
        while start < len(dyads):
            # No edge of a pair says more than all of them together: the rest cannot be among the best.
            if len(best) == HUB_EDGES and best[-1].statements >= -dyads[start].rank:
                break
            end, width = start, 0
            while end < len(dyads) and width < CHUNK:
                width += len(dyads[end].ways)
                end += 1
            more = [each.edge for each in self._by_key(dyads[start:end])]
            best = sorted([*best, *more], key=lambda edge: (-edge.statements, edge.key))[:HUB_EDGES]
            start = end
        return best, max(0, sum(len(each.ways) for each in dyads) - len(best))


def _nodes(rows: Iterable[Mapping[str, Any]]) -> dict[str, Node]:
    return {node.id: node for node in (shapes.node(row["node"]) for row in rows)}


def _counted(rows: Iterable[Mapping[str, Any]]) -> list[Counted]:
    return [
        Counted(shapes.edge(row["source"], row["target"], row["relation"], row["edge"]), row.get("number", 0))
        for row in rows
    ]
