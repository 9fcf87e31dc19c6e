"""The scene: a view together with what was read for it; everything that is drawn, listed, told and exported."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from allegata.model import Depth, Dispute, Edge, Node, Status, Subgraph, Voice
from allegata.render.arrange import arrange
from allegata.render.layout import place_around
from allegata.view import disputes as claims_drawn
from allegata.view.filters import NOTHING_OFF, ClaimDrawn, Filters, Sifted, sift
from allegata.view.rolled import members, rolled
from allegata.view.view import Place, Selected, View

__all__ = ["Scene", "Source", "build"]


class Source(Protocol):
    """Where a scene reads from."""

    def among(self, ids: Collection[str], most: int = ...) -> Subgraph:
        """These entities and the strongest edges among them."""

    def above(self, ids: Collection[str]) -> Mapping[str, Node]:
        """The state that each of these belongs to, where there is one."""

    def depths(self, edges: Sequence[Edge]) -> Mapping[str, Depth]:
        """Days of these edges, by key."""

    def voices(self, who: str, edges: Sequence[Edge], alone: bool = ...) -> Mapping[str, Voice]:
        """What somebody says on the claims of these edges, by key."""

    def disputes(self, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
        """Contested claims behind these edges."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A view and what was read for it.

    Attributes:
        view: with a place for everything that is drawn.
        base: the actors and the edges among them, as the database has them.
        shown: what of it there is to draw, at the level of the view; filters leave it as it is.
        sifted: what the filters switch off.
        above: the state of each actor that has one; empty at the level of actors.
        depths, voices, others: what filters had to know, by the key of an edge (see `sift`).
        claims: contested claims that are drawn as nodes, by the id of the node.
    """

    view: View = field(default_factory=View)
    base: Subgraph = field(default_factory=Subgraph)
    shown: Subgraph = field(default_factory=Subgraph)
    sifted: Sifted = NOTHING_OFF
    above: Mapping[str, Node] = field(default_factory=dict)
    depths: Mapping[str, Depth] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    others: Mapping[str, Voice] = field(default_factory=dict)
    claims: Mapping[str, ClaimDrawn] = field(default_factory=dict)

    @property
    def visible(self) -> Subgraph:
        """What is seen: the shown without what the filters switch off."""
        return self.sifted.visible(self.shown)

    @property
    def places(self) -> Mapping[str, Place]:
        """Of all nodes shown."""
        return {node.id: self.view.places[node.id] for node in self.shown.nodes}

    def members(self) -> Mapping[str, tuple[Edge, ...]]:
        """The edges of actors that each edge shown stands for, by its key: itself, at the level of actors."""
        if self.view.level == "states":
            return members(self.base, self.above)
        return {edge.key: (edge,) for edge in self.base.edges}

    def members_of(self, key: str) -> tuple[Edge, ...]:
        """Those of one edge; of an edge of actors that is not shown by itself: that one."""
        return self.members().get(key) or tuple(edge for edge in self.base.edges if edge.key == key)


def build(
    view: View, source: Source, base: Subgraph | None = None, before: Scene | None = None, anchor: str = ""
) -> Scene:
    """The scene of a view.

    Args:
        view: what is wanted. Actors that the database does not have are dropped from it.
        source: to read from.
        base: the actors and their edges, where they have been read already; None: they are read.
        before: a scene of the same state of the database: what was read for it is not read again.
        anchor: beside whom new nodes find their places.

    Raises:
        StoreError: the database does not answer.
    """
    base = source.among(view.actors, view.most) if base is None else base
    there = {node.id for node in base.nodes}
    if absent := [id_ for id_ in view.actors if id_ not in there]:
        view = view.without(absent)
    if view.hidden:
        edges = tuple(edge for edge in base.edges if edge.key not in view.hidden)
        base = Subgraph(base.nodes, edges, base.left_out, base.hidden)
    above: Mapping[str, Node] = {}
    shown = base
    if view.level == "states":
        above = source.above(sorted(there))
        shown = rolled(base, above)
    scene = Scene(view, base, shown, above=above)
    scene = _sifted(scene, source, before)
    if view.claims:
        scene = _disputed(scene, source)
        scene = _sifted(scene, source, scene)
    return _settled(scene, anchor)


def _sifted(scene: Scene, source: Source, before: Scene | None) -> Scene:
    filters = scene.view.filters
    if not filters.active:
        return scene
    depths, voices, others = _read(scene, filters, source, before)
    kept = scene.view.selection.ids if scene.view.selection and scene.view.selection.what is Selected.NODE else ()
    kept = (*kept, *scene.view.pinned)
    if scene.view.level == "states":
        # What an edge of this level says is what its members say together.
        of = scene.members()
        joined = {key: _joined_depth([depths.get(it.key, Depth()) for it in some]) for key, some in of.items()}
        heard = {key: _joined_voice([voices.get(it.key, Voice()) for it in some]) for key, some in of.items()}
        beside = {key: _joined_voice([others.get(it.key, Voice()) for it in some]) for key, some in of.items()}
        sifted = sift(scene.shown, filters, joined, heard, beside, kept, scene.claims)
    else:
        sifted = sift(scene.shown, filters, depths, voices, others, kept, scene.claims)
    return replace(scene, sifted=sifted, depths=depths, voices=voices, others=others)


def _read(
    scene: Scene, filters: Filters, source: Source, before: Scene | None
) -> tuple[Mapping[str, Depth], Mapping[str, Voice], Mapping[str, Voice]]:
    """Only what the filters ask for, and of that only what is not known from the scene before."""
    edges = [edge for edge in scene.base.edges if edge.status is not None]
    depths: Mapping[str, Depth] = dict(before.depths) if before else {}
    if filters.dated and (missing := [edge for edge in edges if edge.key not in depths]):
        depths = {**depths, **{edge.key: Depth() for edge in missing}, **source.depths(missing)}
    it, was = filters.standpoint, before.view.filters.standpoint if before else None
    voices: Mapping[str, Voice] = {}
    others: Mapping[str, Voice] = {}
    if it:
        same = (
            before is not None and was is not None and (was.who, was.other, was.alone) == (it.who, it.other, it.alone)
        )
        voices = dict(before.voices) if before and same else {}
        others = dict(before.others) if before and same else {}
        missing = [edge for edge in edges if edge.key not in voices]
        nothing = {edge.key: Voice() for edge in missing}
        if missing:
            voices = {**voices, **nothing, **source.voices(it.who, missing, it.alone)}
            if it.other:
                others = {**others, **nothing, **source.voices(it.other, missing, it.alone)}
    return depths, voices, others


def _joined_depth(depths: Iterable[Depth]) -> Depth:
    depths = list(depths)
    return Depth(
        tuple(span for each in depths for span in each.happened), tuple(day for each in depths for day in each.said)
    )


def _joined_voice(voices: Iterable[Voice]) -> Voice:
    voices = list(voices)
    return Voice(
        sum(each.holds for each in voices), sum(each.against for each in voices), sum(each.open for each in voices)
    )


def _disputed(scene: Scene, source: Source) -> Scene:
    """With contested claims as nodes. Where there are too many to be drawn, those of edges that are seen come first."""
    off, of = scene.sifted.off_edges, scene.members()
    at = {edge.key: number for number, edge in enumerate(scene.base.edges)}
    edges = sorted(scene.shown.edges, key=lambda edge: edge.key in off)
    contested = [
        edge
        for each in edges
        if each.status is Status.CONTESTED
        for edge in of[each.key]
        if edge.status is Status.CONTESTED
    ]
    # Drawn in an order that does not depend on filters: what is only switched off is not to be drawn anew.
    disputes = sorted(source.disputes(contested), key=lambda it: at[it.claim.edge_key])
    shown = claims_drawn.with_disputes(scene.shown, disputes, scene.above)
    return replace(scene, shown=shown, claims=claims_drawn.claims_of(disputes, of))


def _settled(scene: Scene, anchor: str) -> Scene:
    """With a place for everything. What has one stays there."""
    view = scene.view
    known = {node.id: view.places[node.id] for node in scene.shown.nodes if node.id in view.places}
    if len(known) == len(scene.shown.nodes):
        return scene
    if not known:
        focus = view.selection.ids if view.selection and view.selection.what is Selected.NODE else ()
        return replace(scene, view=view.placed(arrange(view.layout, scene.shown, view.seed, focus)))
    everything: dict[str, tuple[float, float]] = {id_: (float(x), float(y)) for id_, (x, y) in known.items()}
    if view.level == "states":
        everything |= _middles(scene, known)
    return replace(scene, view=view.placed(place_around(scene.shown, everything, anchor, view.seed)))


def _middles(scene: Scene, known: Mapping[str, Place]) -> dict[str, tuple[float, float]]:
    """A state that is not drawn itself goes to the middle of those who belong to it."""
    found = {}
    for node in scene.shown.nodes:
        own = [
            scene.view.places[id_]
            for id_, state in scene.above.items()
            if state.id == node.id and id_ in scene.view.places
        ]
        if node.id not in known and own:
            found[node.id] = (sum(x for x, _ in own) / len(own), sum(y for _, y in own) / len(own))
    return found
