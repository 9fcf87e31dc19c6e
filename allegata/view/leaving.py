"""A view that leaves the explorer: the `Export` of a scene, and the exploration that it carries along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from allegata.model import Dataset, DatasetReading, Edge, EdgeEvidence, Subgraph, content_id
from allegata.render.export import Export
from allegata.render.layout import bends
from allegata.view.exploration import Exploration, to_text
from allegata.view.filters import Filters, describe
from allegata.view.origin import told
from allegata.view.scene import Scene
from allegata.view.told import left_out, mark_words

__all__ = ["Leaving", "Readable", "fingerprint", "kept", "leaving"]


class Readable(Protocol):
    """What is read besides the scene."""

    def evidences(
        self, subgraph: Subgraph, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, EdgeEvidence]:
        """What stands behind every edge of a subgraph; of the claims only those that happened within the window."""

    def datasets(self) -> tuple[DatasetReading, ...]:
        """The data sets that are loaded."""

    def records(self, nodes: Collection[str], edges: Collection[str]) -> Dataset:
        """All records that these entities and edges stand on."""

    def among(self, ids: Collection[str], most: int = ...) -> Subgraph:
        """These entities."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What somebody wants to be told of a view that leaves.

    Attributes:
        title, caption: the person's own words.
        evidence: whether it is read what stands behind the edges.
        source: where it came from besides its queries, in words: the title of an exploration.
        made: the day to be written on it; None: none.
        bare: nothing is carried that would open it again, and no fingerprint of the data.
        records: whether all records behind it are read.
    """

    title: str = ""
    caption: str = ""
    evidence: bool = False
    source: str = ""
    made: dt.date | None = None
    bare: bool = False
    records: bool = False


def leaving(
    scene: Scene, source: Readable, wish: Leaving, types: tuple[str, ...] = (), discs: Mapping[str, str] | None = None
) -> Export:
    """The export of a scene.

    Args:
        scene: what is seen.
        source: to read from.
        wish: what is wanted.
        types: relationship types of a database that Allegata did not load.
        discs: the colours of kinds of nodes where persons chose some.

    Raises:
        StoreError: the database does not answer.
    """
    visible = scene.visible
    names = {node.id: node.name for node in (*scene.base.nodes, *scene.shown.nodes)}
    filters = scene.view.filters
    names |= _speakers(scene, source, names)
    statuses = kept(scene, wish).statuses
    return Export(
        visible,
        {node.id: (float(scene.places[node.id][0]), float(scene.places[node.id][1])) for node in visible.nodes},
        wish.title,
        wish.caption,
        _evidence(scene, source) if wish.evidence else {},
        names,
        scene.sifted.counts,
        scene.sifted.marks,
        mark_words(filters, lambda id_: names.get(id_, id_)),
        types,
        _described(filters, names, wish),
        len(scene.shown.nodes) - len(visible.nodes),
        len(scene.shown.edges) - len(visible.edges),
        left_out(scene),
        "; ".join(filter(None, (told(scene.view.origins, lambda id_: names.get(id_, id_)), wish.source))),
        wish.made,
        source.datasets(),
        "" if wish.bare else to_text(kept(scene, wish)),
        "" if wish.bare else fingerprint(statuses),
        _records(scene, source) if wish.records else None,
        bends(scene.shown.edges),
        discs or {},
    )


def kept(scene: Scene, wish: Leaving) -> Exploration:
    """The exploration that opens a scene again: without a word of the data, the machine, or a day not asked for."""
    statuses = {edge.key: edge.status.value if edge.status else "" for edge in scene.base.edges}
    saved = dt.datetime.combine(wish.made, dt.time(), dt.UTC) if wish.made else None
    return Exploration(scene.view, wish.title[:500], wish.caption[:20_000], saved, "", statuses)


def fingerprint(statuses: Mapping[str, str]) -> str:
    """Of edges and their statuses: the same for the same data, whenever they were loaded. 12 hexadecimal digits."""
    return content_id(*(part for pair in sorted(statuses.items()) for part in pair))[:12]


def _described(filters: Filters, names: Mapping[str, str], wish: Leaving) -> tuple[str, ...]:
    words = describe(filters, names)
    if wish.evidence and filters.dated and filters.clock == "said":
        return (*words, "the evidence is of each edge as a whole")
    return words


def _speakers(scene: Scene, source: Readable, names: Mapping[str, str]) -> dict[str, str]:
    """Names of those whose word counts, who need not be drawn."""
    it = scene.view.filters.standpoint
    unknown = [id_ for id_ in (it.who, it.other) if id_ and id_ not in names] if it else []
    return {node.id: node.name for node in source.among(unknown).nodes} if unknown else {}


def _records(scene: Scene, source: Readable) -> Dataset:
    """Behind the actors and edges that are seen; at the level of states, of all that these stand for."""
    of = scene.members()
    edges = [edge for each in scene.visible.edges for edge in of.get(each.key, ())]
    ends = {end for edge in edges for end in (edge.source, edge.target)}
    return source.records({*(node.id for node in scene.visible.nodes), *ends}, [edge.key for edge in edges])


def _evidence(scene: Scene, source: Readable) -> dict[str, tuple[EdgeEvidence, ...]]:
    """Of each edge that is seen, what stands behind the edges of actors that it stands for."""
    of = scene.members()
    seen: dict[str, tuple[Edge, ...]] = {edge.key: of.get(edge.key, ()) for edge in scene.visible.edges}
    wanted = {edge.key: edge for edges in seen.values() for edge in edges}
    since, until = scene.view.filters.happened
    found = source.evidences(Subgraph(scene.base.nodes, tuple(wanted.values())), since=since, until=until)
    told = {key: tuple(found[edge.key] for edge in edges if edge.key in found) for key, edges in seen.items()}
    return {key: readings for key, readings in told.items() if readings}
