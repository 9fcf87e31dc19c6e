"""Reading the graph: what the explorer, the command line and the exports ask of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from allegata.errors import NotFound, QueryFailed
from allegata.model import (
    DatasetReading,
    Document,
    Edge,
    EdgeEvidence,
    EntityReading,
    Hit,
    Node,
    Subgraph,
)
from allegata.store import shapes
from allegata.store.cypher import cypher
from allegata.store.reader import Reader

__all__ = ["Graph"]

T = TypeVar("T")

TRIES, PAUSE = 5, 0.02
"""How often reads that belong together are begun anew when a load comes between, and the seconds of a pause."""

UNSOUND = (KeyError, TypeError, ValueError, QueryFailed)
"""What half a record looks like: properties that are gone, an edge without its end, an entity the server lost."""

MOST_CLAIMS = 200
"""Claims read behind one edge at once; the rest is counted."""

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

    def documents(self) -> tuple[Document, ...]:
        """All documents, the newest first."""
        return tuple(shapes.document(row["document"]) for row in self.reader.read(cypher("documents")).rows)

    def overview(self, limit: int, kinds: Collection[str] = ()) -> Subgraph:
        """The best connected actors of whom something is claimed, and the edges between them.

        ``left_out`` of the answer is 1 when there are more actors than ``limit``, else 0.
        """

        def read() -> Subgraph:
            found = self.reader.read(cypher("overview"), limit=limit + 1, kinds=list(kinds)).rows
            claimed = [shapes.node(row["node"]) for row in found]
            nodes = tuple(claimed[:limit])
            subgraph = self._among([node.id for node in nodes], [node.id for node in nodes])
            drawn = {end for edge in subgraph if edge.status for end in (edge.source, edge.target)}
            return Subgraph(
                tuple(node for node in nodes if node.id in drawn),
                tuple(edge for edge in subgraph if edge.source in drawn and edge.target in drawn),
                int(len(claimed) > limit),
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
            row = self.reader.read(cypher("entity"), id=id, limit=100).one()
            if row is None:
                raise NotFound(f"There is no entity {id!r} in the database: search for it by name.")
            return shapes.entity_reading(row)

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
            ``left_out`` counts the neighbours still to come.
        """

        def read() -> Subgraph:
            row = self.reader.read(
                cypher("neighbours"), id=id, drawn=list(drawn), limit=limit, relations=list(relations)
            ).one()
            new = list(row["ids"]) if row else []
            links = self.reader.read(cypher("links"), new=new, around=[*new, *drawn, id]).rows if new else ()
            nodes: dict[str, Node] = {}
            edges: dict[str, Edge] = {}
            for link in links:
                near, far = shapes.node(link["node"]), shapes.node(link["other"])
                nodes |= {near.id: near, far.id: far}
                source, target = (near, far) if link["outward"] else (far, near)
                edge = shapes.edge(source.id, target.id, link["relation"], link["edge"])
                edges[edge.key] = edge
            alone = () if id in nodes else self._nodes([id])
            return Subgraph((*alone, *nodes.values()), tuple(edges.values()), (row["total"] if row else 0) - len(new))

        return self._steady(read)

    def among(self, ids: Collection[str]) -> Subgraph:
        """These entities, and all edges between them. Ids that are not in the database are passed over."""

        def read() -> Subgraph:
            nodes = self._nodes(ids)
            known = [node.id for node in nodes]
            return Subgraph(nodes, tuple(self._among(known, known)))

        return self._steady(read)

    def evidence(self, edge_key: str) -> EdgeEvidence:
        """Everything behind a direct edge, or the standing fact that an edge is.

        Raises:
            NotFound: there is no such edge, or no longer.
        """

        def read() -> EdgeEvidence:
            row = self.reader.read(cypher("edge"), key=edge_key).one()
            if row is not None:
                claims = self.reader.read(cypher("evidence"), key=edge_key, limit=MOST_CLAIMS).rows
                return shapes.evidence(row, claims)
            row = self.reader.read(cypher("standing_edge"), key=edge_key).one()
            if row is None:
                raise NotFound(f"There is no edge {edge_key!r} in the database: it may be gone with its data set.")
            return shapes.standing_evidence(row)

        return self._steady(read)

    def _nodes(self, ids: Collection[str]) -> tuple[Node, ...]:
        rows = self.reader.read(cypher("nodes"), ids=sorted(ids)).rows
        return tuple(shapes.node(row["node"]) for row in rows)

    def _among(self, from_: Collection[str], to: Collection[str]) -> list[Edge]:
        rows = self.reader.read(cypher("edges_from"), starts=list(from_), ends=list(to)).rows
        return [shapes.edge(row["source"], row["target"], row["relation"], row["edge"]) for row in rows]
