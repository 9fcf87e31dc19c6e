"""Reading a database that Allegata did not load: whatever labels, types and properties it has.

Every read is bounded: nodes are sampled, of a node of very many relationships the first are looked at, and parallel
relationships are counted by the database. Names of labels, types and properties are parameters, never part of a
statement. docs/any-database.md tells what is looked at, and how far.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar
from urllib.parse import quote, unquote

from allegata.errors import NotFound
from allegata.model import (
    OTHER_TYPES,
    Edge,
    Hit,
    Node,
    NodeReading,
    PropertiesReading,
    Property,
    Subgraph,
    content_id,
)
from allegata.store.caption import USUAL, kind_of, name_of
from allegata.store.choices import Captions, Colours, database_key
from allegata.store.claimless import Claimless
from allegata.store.cypher import cypher
from allegata.store.explorable import Explorable
from allegata.store.foreign_search import Search
from allegata.store.graph import HUBS, MOST_EDGES, Graph
from allegata.store.reader import Reader
from allegata.store.schema_reading import Schema, read_schema
from allegata.vocabulary import FAMILIES

__all__ = ["ForeignGraph", "edge_of_key", "graph_of", "key_of", "types_of"]

MOST_BESIDE = 50_000
"""Relationships of one node, in each direction, that are looked at to find its neighbours."""

MOST_COUNTED = 500_000
"""Relationships of one node, in each direction, that are counted by type, and looked through for one edge."""

MOST_FOLLOWED = 1_000_000
"""Relationships that are followed to find what lies between nodes, all nodes together."""

FIRST_NODES, FIRST_RELATIONSHIPS = 100_000, 50_000
"""What is looked at for the first view."""

SHOWN = 50
"""Relationships of one edge whose properties are read."""

MOST_KEYS, LONGEST, MOST_ITEMS = 200, 2_000, 20
"""Properties of one element, characters of one value, and values of one list that are read."""

NAME_LENGTH = 200
"""Characters of a name."""

FAMILIES_SHOWN = 12
"""Types, the frequent ones, that are families of their own: as many as a legend holds and as there are inks."""

TAKEN = frozenset({*FAMILIES, "stance"})
"""Names of families that mean something already: a type of that name is one of the other types."""

BESIDE_A_HUB = 3
"""Neighbours that come with a node of the first view to which nothing else in it is linked."""


def key_of(source: str, type_: str, target: str) -> str:
    """The key of the edge that stands for all relationships of a type from one node to another."""
    return ":".join(("f", *(quote(part, safe="") for part in (source, type_, target))))


def edge_of_key(key: str) -> tuple[str, str, str]:
    """Source, type and target that a key was made of.

    Raises:
        NotFound: `key_of` did not make it.
    """
    parts = key.split(":")
    if len(parts) != 4 or parts[0] != "f":
        raise NotFound(f"There is no edge {key!r} in this database.")
    _, source, type_, target = map(unquote, parts)
    return source, type_, target


def types_of(graph: Explorable) -> tuple[str, ...]:
    """Relationship types of a database that Allegata did not load; none of one that it did: there is the vocabulary."""
    return graph.schema.types if isinstance(graph, ForeignGraph) else ()


def graph_of(reader: Reader) -> Explorable:
    """The database as it can be explored, by the setting ``ALLEGATA_SCHEMA``.

    ``auto``: one that Allegata loaded, or that holds nothing, is a `Graph`; anything else is a `ForeignGraph`.

    Raises:
        StoreError: the database does not answer.
    """
    schema = reader.settings.schema
    if schema == "auto":
        owner = reader.read(cypher("foreign_owner")).rows[0]
        schema = "allegata" if owner["ours"] or not owner["anything"] else "foreign"
    return ForeignGraph.open(reader) if schema == "foreign" else Graph(reader)


POOL = 2_000
"""Neighbours of one node that are held against those of another."""


@dataclass(frozen=True, slots=True)
class ForeignGraph(Claimless):
    """A database that Allegata did not load, read within the limits of the settings.

    Ids of nodes are Neo4j's element ids: they hold until a node is deleted, and not in a copy of the database. All
    relationships of one type from one node to another are one edge.

    Attributes:
        schema: its labels, types and indexes, as they were when it was opened.
        captions: the properties that persons chose as names.
        colours: those that persons chose.
    """

    claims: ClassVar[bool] = False

    reader: Reader
    schema: Schema = field(default_factory=Schema)
    captions: Captions = field(default_factory=Captions)
    colours: Colours = field(default_factory=Colours)

    @classmethod
    def open(cls, reader: Reader) -> ForeignGraph:
        """With its schema read, and the captions and colours that were chosen for it.

        Raises:
            StoreError: the database does not answer.
        """
        home, key = reader.settings.home, database_key(reader.connection)
        return cls(reader, read_schema(reader), Captions.load(home, key), Colours.load(home, key))

    def with_captions(self, captions: Captions) -> ForeignGraph:
        """The same database with other names; `stamp` is another then, so that what is drawn is read again."""
        return replace(self, captions=captions)

    def with_colours(self, colours: Colours) -> ForeignGraph:
        """The same database in other colours; `stamp` is another then, too."""
        return replace(self, colours=colours)

    @property
    def families(self) -> tuple[str, ...]:
        """The relationship types that are families of their own, the frequent ones first; the rest is `OTHER_TYPES`."""
        return tuple(type_ for type_ in self.schema.types if type_ not in TAKEN)[:FAMILIES_SHOWN]

    @property
    def discs(self) -> Mapping[str, str]:
        """The colours of kinds of nodes, where persons chose some."""
        return self.colours.discs

    def stamp(self) -> str:
        """A text that changes with captions and colours. Nobody tells when somebody else's database changes."""
        return content_id("foreign", *_flat(self.captions.chosen), "colours", *_flat(self.colours.chosen))

    def overview(self, limit: int, kinds: Collection[str] = (), most: int = MOST_EDGES) -> Subgraph:
        """All nodes that have relationships, where ``limit`` lets them; else the best connected of a sample.

        With each of those that is linked to no other come some neighbours. ``left_out`` counts all other
        nodes, where there are too many to be drawn.

        Args:
            limit: nodes that can be drawn.
            kinds: only nodes of these kinds; none given: of all.
            most: edges.
        """
        size = self.reader.read(cypher("foreign_size")).rows[0]
        large = size["nodes"] > limit or size["relationships"] > limit
        given: dict[str, Any] = {"nodes": FIRST_NODES, "relationships": FIRST_RELATIONSHIPS, "kinds": list(kinds)}
        rows = self.reader.read(cypher("foreign_overview"), limit=min(limit, HUBS) if large else limit, **given).rows
        nodes = self._nodes(row["id"] for row in rows if row["degree"] or not size["relationships"])
        drawn = self._linked(nodes, nodes, most)
        if large and not kinds:
            ends = {end for edge in drawn.edges for end in (edge.source, edge.target)}
            lonely = [each for each in nodes if each not in ends]
            given = {"ids": lonely, "each": BESIDE_A_HUB, "most": 100, "limit": max(0, limit - len(nodes))}
            more = [row["id"] for row in self.reader.read(cypher("foreign_beside"), **given).rows] if lonely else []
            nodes |= self._nodes(each for each in more if each not in nodes)
            drawn = self._linked(nodes, nodes, most) if more else drawn
        of_kind = {node.id for node in drawn.nodes if not kinds or node.kind in kinds}
        return Subgraph(
            tuple(node for node in drawn.nodes if node.id in of_kind),
            tuple(edge for edge in drawn.edges if edge.source in of_kind and edge.target in of_kind),
            size["nodes"] - len(of_kind) if large and size["nodes"] > len(nodes) else 0,
            drawn.hidden,
        ).strongest(most)

    def search(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        """Nodes by name: over full-text indexes where there are some, else among the first nodes (see `Search`).

        Case and accents do not matter, nor does one slip. The whole name comes first, then what begins with the text.
        """
        search = Search(self.reader, self.schema, self.captions)
        scores = search.scores(text, pool=max(50, 5 * limit))
        nodes = self._nodes(scores)
        hits = (Hit(node, matched, score) for node in nodes.values() for matched, score in [scores[node.id]])
        return tuple(sorted(hits, key=lambda hit: (-hit.score, -hit.node.degree, hit.node.id)))[:limit]

    def entity(self, id: str) -> NodeReading:
        """A node with its labels and properties, its relationships counted, and its neighbours.

        Raises:
            NotFound: there is none with this id, or no longer.
        """
        given: dict[str, Any] = {"id": id, "keys": MOST_KEYS, "longest": LONGEST, "items": MOST_ITEMS}
        row = self.reader.read(cypher("foreign_node"), **given).one()
        found = self._labelled([id])
        if row is None or not found:
            raise NotFound(f"There is no node {id!r} in the database, or no longer: search for it by name.")
        node, labels = found[0]
        counted = self.reader.read(cypher("foreign_relations"), id=id, most=MOST_COUNTED).rows
        relations = tuple((each["type"], each["way"], each["number"]) for each in counted)
        near, _ = self._next(node, (), 100, ())
        return NodeReading(
            node,
            labels,
            _properties(row["properties"]),
            relations,
            max(0, node.degree - sum(number for _, _, number in relations)),
            tuple(self._nodes(near).values()),
            row["number"] - len(row["properties"]),
        )

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
            id: of the node to expand.
            drawn: ids of what is on the canvas; these come not again.
            limit: most new neighbours; those with most relationships to the node come first.
            relations: only over these relationship types, and only their edges; none given: over all.
            most: edges, the strongest first.

        Returns:
            The node, its new neighbours, those of the drawn that they are linked with, and the edges; ``left_out``
            counts the neighbours still to come. Of a node with more than `MOST_BESIDE` relationships in a direction
            those are looked at, and ``left_out`` counts the others as if each led to a neighbour of its own.
        """
        beside = set(drawn) - {id}
        centre = self._nodes([id])
        if not centre:
            return Subgraph()
        new, left_out = self._next(centre[id], beside, limit, relations)
        nodes = centre | self._nodes([*new, *sorted(beside)])
        fresh = {each: nodes[each] for each in new if each in nodes}
        # Of a node of very many, the same relationships are looked at that told its neighbours.
        given: dict[str, Any] = {"new": [id], "around": list(fresh), "most": MOST_BESIDE, "types": list(relations)}
        spokes = self.reader.read(cypher("foreign_links"), **given).rows if fresh else ()
        whole = self._linked(nodes, fresh, most, relations, spokes, left_out)
        linked = {end for edge in whole.edges for end in (edge.source, edge.target)} | {id, *fresh}
        return replace(whole, nodes=tuple(node for node in whole.nodes if node.id in linked))

    def common(self, ids: Collection[str], *, drawn: Collection[str] = (), limit: int = 25) -> tuple[str, ...]:
        """Who is linked with every one of these; of each node `POOL` neighbours are looked at, the strongest first."""
        nodes = self._nodes(sorted(set(ids)))
        if len(nodes) < 2:
            return ()
        near = [self._next(node, {*drawn, *nodes}, POOL, ())[0] for node in nodes.values()]
        shared = set(near[0]).intersection(*near[1:])
        return tuple(id_ for id_ in near[0] if id_ in shared)[:limit]

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """The ids along one shortest chain of at most four relationships; () when there is none."""
        if source == target:
            return ()
        row = self.reader.read(cypher("foreign_path"), source=source, target=target).one()
        return tuple(row["ids"]) if row else ()

    def among(self, ids: Collection[str], most: int = MOST_EDGES) -> Subgraph:
        """These nodes, and the strongest edges between them. Ids that are not in the database are passed over."""
        nodes = self._nodes(sorted(ids))
        return self._linked(nodes, nodes, most)

    def nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        """Those that are there, by id, in the order given."""
        return self._nodes(ids)

    def linked(self, ids: Collection[str], types: Collection[str], most: int) -> Subgraph:
        """These nodes, and the strongest edges of some types between them."""
        nodes = self._nodes(sorted(ids))
        return self._linked(nodes, nodes, most, types)

    def evidence(
        self, edge_key: str, *, since: dt.date | None = None, until: dt.date | None = None, limit: int = SHOWN
    ) -> PropertiesReading:
        """The properties of the relationships that an edge stands for.

        Args:
            edge_key: of the edge.
            since, until: of no effect here.
            limit: most relationships, up to `SHOWN`; ``left_out`` counts the others.

        Raises:
            NotFound: there is no such edge, or no longer.
        """
        source, type_, target = edge_of_key(edge_key)
        ends = self._nodes([source, target])
        row = self._behind(source, type_, target, ends, limit) if {source, target} <= ends.keys() else None
        if row is None or not row["number"]:
            raise NotFound("There is no such edge in the database, or no longer: draw its ends again.")
        edge = self._edge(source, type_, target, row["number"])
        shown = tuple(_properties(each) for each in row["properties"])
        return PropertiesReading(edge, ends[source], ends[target], shown, row["number"] - len(shown))

    def _behind(
        self, source: str, type_: str, target: str, ends: Mapping[str, Node], limit: int
    ) -> Mapping[str, Any] | None:
        """The relationships of an edge, looked for from the end on which less hangs; if need be, from the other too."""
        given: dict[str, Any] = {"type": type_, "most": MOST_COUNTED, "limit": max(0, min(limit, SHOWN))}
        given |= {"keys": MOST_KEYS, "longest": LONGEST, "items": MOST_ITEMS}
        row = None
        for start in sorted({source, target}, key=lambda end: ends[end].degree):
            outward = start == source
            other = target if outward else source
            row = self.reader.read(cypher("foreign_edge"), start=start, other=other, outward=outward, **given).one()
            if row and row["number"]:
                break
        return row

    def rehearse(self) -> None:
        """Have the server plan the statements of an expansion, before somebody waits for it."""
        self.neighbours("")
        self.reader.read(cypher("foreign_links"), new=[], around=[], most=1, types=[])

    def _edge(self, source: str, type_: str, target: str, number: int) -> Edge:
        family = type_ if type_ in self.families else OTHER_TYPES
        return Edge(key_of(source, type_, target), source, target, type_, family, None, number, number)

    def _labelled(self, ids: Iterable[str]) -> list[tuple[Node, tuple[str, ...]]]:
        """Those that are there with their labels, in the order given."""
        wanted = list(dict.fromkeys(ids))
        given: dict[str, Any] = {
            "captions": self.schema.captions(self.captions),
            "usual": list(USUAL),
            "longest": NAME_LENGTH,
        }
        rows = self.reader.read(cypher("foreign_nodes"), ids=wanted, **given).rows if wanted else ()
        found = {row["id"]: (_node(row, self.captions), tuple(sorted(row["labels"]))) for row in rows}
        return [found[each] for each in wanted if each in found]

    def _nodes(self, ids: Iterable[str]) -> dict[str, Node]:
        return {node.id: node for node, _ in self._labelled(ids)}

    def _next(
        self, node: Node, drawn: Collection[str], limit: int, relations: Collection[str]
    ) -> tuple[list[str], int]:
        """The neighbours to be drawn next, and how many are left at most."""
        given: dict[str, Any] = {"drawn": list(drawn), "types": list(relations), "limit": limit, "most": MOST_BESIDE}
        row = self.reader.read(cypher("foreign_neighbours"), id=node.id, **given).rows[0]
        left = row["total"] - len(row["others"])
        if node.degree > MOST_BESIDE:
            there = node.degree
            if relations:
                ways = self.reader.read(cypher("foreign_relations"), id=node.id, most=MOST_COUNTED).rows
                there -= sum(way["number"] for way in ways if way["type"] not in relations)
            left += max(0, there - row["read"])
        return row["others"], left

    def _linked(
        self,
        nodes: Mapping[str, Node],
        new: Mapping[str, Node],
        most: int,
        relations: Collection[str] = (),
        known: Iterable[Mapping[str, Any]] = (),
        left_out: int = 0,
    ) -> Subgraph:
        """The strongest edges with one end among the new and the other among the nodes.

        Those on whom least hangs are looked at first, until so much was followed as is allowed: what lies between two
        nodes is found from either of them.
        """
        follow, followed = [], 0
        for node in sorted(new.values(), key=lambda node: (node.degree, node.id)):
            followed += min(node.degree, 2 * MOST_BESIDE)
            if followed > MOST_FOLLOWED:
                break
            follow.append(node.id)
        given: dict[str, Any] = {"new": follow, "around": list(nodes), "most": MOST_BESIDE, "types": list(relations)}
        found = self.reader.read(cypher("foreign_links"), **given) if follow else None
        edges: dict[str, Edge] = {}
        for row in (*known, *(found.rows if found else ())):
            edge = self._edge(row["source"], row["relation"], row["target"], row["number"])
            if edge.key not in edges or edges[edge.key].claims < edge.claims:
                edges[edge.key] = edge
        cut = int(found.cut) if found else 0
        return Subgraph(tuple(nodes.values()), tuple(edges.values()), left_out, cut).strongest(most)


def _flat(pairs: Iterable[tuple[str, str]]) -> list[str]:
    return [part for pair in pairs for part in pair]


def _node(row: Mapping[str, Any], chosen: Captions) -> Node:
    kind = kind_of(row["labels"])
    # A label for which somebody chose a name counts before the one that the node is drawn by.
    names = sorted(row["names"], key=lambda each: (not chosen.of(each[0]), each[0] != kind, each[0]))
    return Node(row["id"], name_of(row["id"], kind, [name for _, each in names for name in each]), kind, row["degree"])


def _properties(rows: Sequence[Mapping[str, Any]]) -> tuple[Property, ...]:
    return tuple(sorted(map(_property, rows), key=lambda it: it.name))


def _property(row: Mapping[str, Any]) -> Property:
    items = row.get("items")
    if items is None:
        return Property(row["name"], row["text"], max(0, row["size"] - len(row["text"])) if row["size"] else 0)
    value = ", ".join("" if item is None else str(item) for item in items)
    return Property(row["name"], value, max(0, row["size"] - len(items)), "value")
