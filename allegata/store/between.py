"""What lies between entities: direct edges and standing facts, the strongest of them where there are very many.

The edges of an entity that has few are read. Between hubs, dyads tell which edges there are and how much each says;
only those wanted are then looked up by their keys. So a read costs what its answer is large, not what hangs on a hub.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from allegata.model import Edge, Node
from allegata.model import edge_key as key_of
from allegata.store import shapes
from allegata.store.cypher import cypher
from allegata.store.derivation import Pair, keys_between, pair_of
from allegata.store.reader import Reader
from allegata.vocabulary import STANDING
from allegata.vocabulary import relations as vocabulary

__all__ = ["ALWAYS", "Between", "Clock", "Counted", "Dyad", "Window"]

FEW_EDGES = 1_000
"""An entity with more edges than this is a hub: what lies between two hubs is looked up, not searched."""

Clock = Literal["happened", "said"]
"""What a window of time asks for: the days of the events, or the days on which they were spoken of."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A direct edge, and how much on it lies in a window of time: claims, or statements."""

    edge: Edge
    number: int = 0


@dataclass(frozen=True, slots=True)
class Window:
    """Days since 1970-01-01, both included, by one of the clocks; "": no window."""

    clock: Clock | Literal[""] = ""
    since: int = 0
    until: int = 0

    @property
    def parameters(self) -> dict[str, Any]:
        """As statements take it."""
        return {"clock": self.clock, "since": self.since, "until": self.until}


ALWAYS = Window()
"""No window: edges are not asked for days."""


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
        found = self.reader.read(cypher("dyads"), ids=ids).rows if ids else ()
        dyads = (
            Dyad((row["a"], row["b"]), row["rank"], dict(zip(row["relations"], row["weights"], strict=True)))
            for row in found
        )
        return sorted(dyads, key=lambda each: (each.rank, each.pair))

    def edges(
        self, nodes: Mapping[str, Node], new: Collection[str] | None, most: int, window: Window = ALWAYS
    ) -> tuple[list[Counted], int]:
        """Edges with one end among the new and the other among the nodes, and the number of those left out.

        Args:
            nodes: all there are, by id.
            new: some of them; None: all.
            most: edges that are looked up between hubs; those left out come after them in the order of
                `Subgraph.strongest`.
            window: only direct edges on which something lies in it. All between hubs must be looked at then.
        """
        new = nodes.keys() if new is None else new
        few = [each for each in new if nodes[each].degree <= FEW_EDGES]
        hubs = [each for each in new if nodes[each].degree > FEW_EDGES]
        given = {"new": few, "around": list(nodes), **window.parameters}
        found = _counted(self.reader.read(cypher("links"), **given).rows) if few else []
        if not hubs:
            return found, 0
        others = nodes.keys() - set(few)
        dyads = self.dyads(sorted({pair_of(hub, other) for hub in hubs for other in others if hub != other}))
        wanted, left_out = _strongest(dyads, most) if not window.clock else ([(it.pair, it.ways) for it in dyads], 0)
        return found + self._by_key(wanted, hubs, window), left_out

    def foremost(self, nodes: Mapping[str, Node], most: int) -> tuple[list[Counted], int]:
        """The strongest edges among these, and the number of those left out, whatever hangs on each of them."""
        ids = sorted(nodes)
        wanted, left_out = _strongest(self.dyads((a, b) for at, a in enumerate(ids) for b in ids[at + 1 :]), most)
        return self._by_key(wanted), left_out

    def _by_key(
        self, wanted: Sequence[tuple[Pair, Collection[str]]], loops: Iterable[str] = (), window: Window = ALWAYS
    ) -> list[Counted]:
        """The edges of some ways of these pairs, and those from each of some entities to itself."""
        keys: dict[str, list[str]] = defaultdict(list)
        for pair, ways in wanted:
            for type_, key in keys_between(pair, ways).values():
                keys[type_].append(key)
        for id_ in loops:
            for type_, relation in vocabulary().items():
                if relation.family != STANDING:
                    keys[type_].append(key_of(id_, type_, id_))
        found = _counted(self.reader.read(cypher("edges_by_key"), keys=keys, **window.parameters).rows)
        standing = [
            {"a": a, "b": b} for (a, b), ways in wanted if any(vocabulary()[way[1:]].family == STANDING for way in ways)
        ]
        if standing and not window.clock:
            found += _counted(self.reader.read(cypher("facts_between"), ids=standing).rows)
        return found


def _strongest(dyads: Sequence[Dyad], most: int) -> tuple[list[tuple[Pair, Collection[str]]], int]:
    """The ways to look up, by pair, and how many are left out."""
    order = sorted((parts, way, dyad.pair) for dyad in dyads for parts, way in dyad.order())
    chosen: dict[Pair, list[str]] = defaultdict(list)
    for _, way, pair in order[:most]:
        chosen[pair].append(way)
    return list(chosen.items()), max(0, len(order) - most)


def _counted(rows: Iterable[Mapping[str, Any]]) -> list[Counted]:
    return [
        Counted(shapes.edge(row["source"], row["target"], row["relation"], row["edge"]), row.get("number", 0))
        for row in rows
    ]
