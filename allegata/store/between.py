"""What lies between entities: direct edges and standing facts, the strongest of them where there are very many.

The edges of an entity that has few are read. Between hubs, dyads tell which edges there are and how much each says;
only those wanted are then looked up by their keys. So a read costs what its answer is large, not what hangs on a hub.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from allegata.errors import LimitReached
from allegata.model import Edge, Node
from allegata.model import edge_key as key_of
from allegata.store import shapes
from allegata.store.cypher import cypher
from allegata.store.derivation import Pair, keys_between, pair_of
from allegata.store.reader import Reader
from allegata.vocabulary import STANDING
from allegata.vocabulary import relations as vocabulary

__all__ = ["Between", "Dyad"]

FEW_EDGES = 1_000
"""An entity with more edges than this is a hub: what lies between two hubs is looked up, not searched."""


@dataclass(frozen=True, slots=True)
class Dyad:
    """What lies between the two of a pair: its relations, as `allegata.store.derivation.way` has them, and weights."""

    pair: Pair
    rank: int
    ways: Mapping[str, int]

    def order(self) -> list[tuple[tuple[Any, ...], str]]:
        """Its ways, each with what it is sorted by among those of all pairs, as in `Subgraph.strongest`."""
        ends = {">": self.pair, "<": self.pair[::-1]}
        ranked = sorted((-weight, way[1:], *ends[way[0]], way) for way, weight in self.ways.items())
        return [((place, *parts), way) for place, (*parts, way) in enumerate(ranked)]


@dataclass(frozen=True, slots=True)
class Between:
    """Reads edges between entities, within the limits of the reader."""

    reader: Reader

    def dyads(self, pairs: Iterable[Pair]) -> list[Dyad]:
        """What lies between these pairs, those first of whom most was said."""
        ids = [{"a": a, "b": b} for a, b in pairs]
        found = self._whole("dyads", "ids", ids)
        dyads = (
            Dyad((row["a"], row["b"]), row["rank"], dict(zip(row["relations"], row["weights"], strict=True)))
            for row in found
        )
        return sorted(dyads, key=lambda each: (each.rank, each.pair))

    def edges(self, nodes: Mapping[str, Node], new: Collection[str] | None, most: int) -> tuple[list[Edge], int]:
        """Edges with one end among the new and the other among the nodes, and the number of those left out.

        Args:
            nodes: all there are, by id.
            new: some of them; None: all.
            most: edges that are looked up between hubs; those left out come after them in the order of
                `Subgraph.strongest`.
        """
        new = nodes.keys() if new is None else new
        few = [each for each in new if nodes[each].degree <= FEW_EDGES]
        hubs = [each for each in new if nodes[each].degree > FEW_EDGES]
        rows = self._whole("links", "new", few, around=list(nodes))
        # Read in parts, an edge between two of them comes with each of its ends.
        found = list({edge.key: edge for row in rows for edge in _edges(row["edges"])}.values())
        if not hubs:
            return found, 0
        others = nodes.keys() - set(few)
        dyads = self.dyads(sorted({pair_of(hub, other) for hub in hubs for other in others if hub != other}))
        wanted, left_out = _strongest(dyads, most)
        return found + self._by_key(wanted, hubs), left_out

    def foremost(self, nodes: Mapping[str, Node], most: int) -> tuple[list[Edge], int]:
        """The strongest edges among these, and the number of those left out, whatever hangs on each of them."""
        ids = sorted(nodes)
        wanted, left_out = _strongest(self.dyads((a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]), most)
        return self._by_key(wanted), left_out

    def _by_key(self, wanted: Sequence[tuple[Pair, Collection[str]]], loops: Iterable[str] = ()) -> list[Edge]:
        """The edges of some ways of these pairs, and those from each of some entities to itself."""
        keys: dict[str, list[str]] = defaultdict(list)
        for pair, ways in wanted:
            for type_, key in keys_between(pair, ways).values():
                keys[type_].append(key)
        for id_ in loops:
            for type_, relation in vocabulary().items():
                if relation.family != STANDING:
                    keys[type_].append(key_of(id_, type_, id_))
        row = self.reader.read(cypher("edges_by_key"), keys=keys).one()
        found = _edges(row["edges"] if row else ())
        standing = [
            {"a": a, "b": b} for (a, b), ways in wanted if any(vocabulary()[way[1:]].family == STANDING for way in ways)
        ]
        if standing:
            rows = self._whole("facts_between", "ids", standing)
            found += _edges([row["source"], row["target"], row["relation"], row["edge"]] for row in rows)
        return found

    def _whole(self, name: str, parameter: str, asked: Sequence[Any], **others: Any) -> Sequence[Mapping[str, Any]]:
        """All rows of a statement that is asked about many, in parts where the row limit would cut them.

        Raises:
            LimitReached: about one alone there are more rows than the limit.
        """
        if not asked:
            return ()
        given: dict[str, Any] = {parameter: list(asked), **others}
        found = self.reader.read(cypher(name), **given)
        if not found.cut:
            return found.rows
        if len(asked) == 1:
            most = self.reader.settings.row_limit
            raise LimitReached(f"There are more than {most:,} relations between two: raise ALLEGATA_ROW_LIMIT.")
        half = len(asked) // 2
        parts = (self._whole(name, parameter, part, **others) for part in (asked[:half], asked[half:]))
        return [row for part in parts for row in part]


def _strongest(dyads: Sequence[Dyad], most: int) -> tuple[list[tuple[Pair, Collection[str]]], int]:
    """The ways to look up, by pair, and how many are left out."""
    order = sorted((parts, way, dyad.pair) for dyad in dyads for parts, way in dyad.order())
    chosen: dict[Pair, list[str]] = defaultdict(list)
    for _, way, pair in order[:most]:
        chosen[pair].append(way)
    return list(chosen.items()), max(0, len(order) - most)


def _edges(found: Iterable[Sequence[Any]]) -> list[Edge]:
    return [shapes.edge(source, target, relation, edge) for source, target, relation, edge in found]
