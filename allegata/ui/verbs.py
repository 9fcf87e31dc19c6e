"""The verbs of the explorer: from one scene to the next. They read from the graph, and know nothing of the screen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from allegata.analysis.beginning import apart, foremost
from allegata.errors import UsageError
from allegata.model import Status, Subgraph
from allegata.render.arrange import arrange_again
from allegata.settings import Settings
from allegata.store import Explorable
from allegata.view import Filters, Scene, View, build
from allegata.view.view import Selected

__all__ = ["Grown", "Verbs"]

MOST_RELATIONS = 2_000
"""Edges that are drawn at most for the sake of a path."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A scene with more in it, and how many neighbours of each expanded node are still to come."""

    scene: Scene
    to_come: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Verbs:
    """What can be done to a scene.

    Raises, each of them:
        StoreError: the database does not answer.
        UsageError: it cannot be done; the text says why.
    """

    graph: Explorable
    settings: Settings

    def first(self, kinds: Collection[str] = ()) -> Scene:
        """What a session begins with: the best connected actors."""
        most = self.settings.edge_limit
        base = self.graph.overview(self.settings.draw_limit, kinds, most)
        actors = tuple(node.id for node in base.nodes)
        out_of = len(actors) + base.left_out if base.left_out else 0
        return self.of(View(actors=actors, most=most, out_of=out_of), base)

    def of(self, view: View, base: Subgraph | None = None, before: Scene | None = None, anchor: str = "") -> Scene:
        """The scene of a view."""
        return build(view, self.graph, base, before, anchor)

    def again(self, scene: Scene) -> Scene:
        """The same view, read again after a load."""
        return self.of(scene.view)

    def filtered(self, scene: Scene, filters: Filters) -> Scene:
        """With other filters. Nothing moves."""
        return self.of(replace(scene.view, filters=filters), scene.base, scene)

    def expanded(self, scene: Scene, ids: Collection[str], relations: Collection[str] = ()) -> Grown:
        """With the next neighbours of some nodes, around them."""
        to_come: dict[str, int] = {}
        for id_ in self._actors(scene, ids):
            room = self._room(scene)
            more = self.graph.neighbours(
                id_,
                drawn=scene.view.actors,
                limit=min(room, self.settings.expand_limit),
                relations=relations,
                most=scene.view.most,
            )
            scene = self._joined(scene, more, [node.id for node in more.nodes], id_)
            to_come[id_] = more.left_out
        return Grown(scene, to_come)

    def collapsed(self, scene: Scene, ids: Collection[str]) -> Scene:
        """Without those whom only the expansion of these has brought."""
        gone = {other for id_ in ids for other in scene.view.brought_by(id_)} - set(ids)
        return self.without(scene, gone)

    def without(self, scene: Scene, ids: Collection[str]) -> Scene:
        """Without some nodes and their edges."""
        members = set(self._actors(scene, ids)) if scene.view.level == "states" else set(ids)
        view = scene.view.without(members)
        return self.of(view, self._lessened(scene, view), scene)

    def without_edge(self, scene: Scene, key: str) -> Scene:
        """Without one edge."""
        keys = {edge.key for edge in scene.members_of(key)}
        view = replace(scene.view, hidden=scene.view.hidden | keys, selection=None)
        return self.of(view, scene.base, scene)

    def only(self, scene: Scene, ids: Collection[str]) -> Scene:
        """Only these and their surroundings, as far as they are seen."""
        wanted = set(ids)
        near = {
            end
            for edge in scene.visible.edges
            if {edge.source, edge.target} & wanted
            for end in (edge.source, edge.target)
        }
        scene = self.without(scene, {node.id for node in scene.shown.nodes} - near - wanted)
        return replace(scene, view=replace(scene.view, out_of=0))

    def among(self, scene: Scene, ids: Collection[str]) -> Scene:
        """Only these, and every edge among them."""
        kept = set(self._actors(scene, ids))
        view = scene.view.without(set(scene.view.actors) - kept)
        view = replace(view, hidden=frozenset(), most=max(view.most, self.settings.edge_limit), out_of=0)
        return self.of(view, None, scene)

    def common(self, scene: Scene, ids: Collection[str]) -> Scene:
        """With those who have something to do with every one of these."""
        actors = self._actors(scene, ids)
        limit = min(self._room(scene), self.settings.expand_limit)
        found = self.graph.common(actors, drawn=scene.view.actors, limit=limit)
        if not found:
            raise UsageError("They have no neighbour in common that is not drawn already.")
        return self.shown(scene, found, anchor=actors[0])

    def shown(self, scene: Scene, ids: Collection[str], anchor: str = "") -> Scene:
        """With these actors, and their edges to what is drawn."""
        new = [id_ for id_ in ids if id_ not in set(scene.view.actors)]
        if not new:
            return scene
        if len(new) > self._room(scene):
            raise UsageError(self._full())
        found = self.graph.among([*scene.view.actors, *new], scene.view.most)
        return self._joined(scene, found, new, anchor, whole=True)

    def with_edges(self, scene: Scene, edges: Collection[str]) -> Scene:
        """With these edges among what is drawn: as many more edges are drawn as it takes, up to `MOST_RELATIONS`.

        What was hidden by hand is taken out of hiding; states give way to actors.
        """
        view = replace(scene.view, hidden=scene.view.hidden - set(edges), level="actors")
        if view != scene.view:
            scene = self.of(view, None, scene)
        if scene.base.hidden and not set(edges) <= {edge.key for edge in scene.base.edges}:
            most = min(MOST_RELATIONS, len(scene.base.edges) + scene.base.hidden)
            scene = self.of(replace(view, most=max(view.most, most)), None, scene)
        return scene

    def pinned(self, scene: Scene, ids: Collection[str], *, fast: bool) -> Scene:
        """With these held in their places, or let go."""
        held = scene.view.pinned | set(ids) if fast else scene.view.pinned - set(ids)
        return replace(scene, view=replace(scene.view, pinned=held))

    def moved(self, scene: Scene, places: Mapping[str, tuple[float, float]]) -> Scene:
        """With nodes where they were dragged to."""
        known = {id_: at for id_, at in places.items() if id_ in scene.view.places}
        return replace(scene, view=scene.view.placed(known))

    def laid_out(self, scene: Scene, layout: str) -> Scene:
        """Laid out anew; the same layout once more tries another start. What is pinned stays."""
        view = scene.view
        view = replace(view, layout=layout, seed=view.seed + 1 if layout == view.layout else view.seed)
        focus = view.selection.ids if view.selection and view.selection.what is Selected.NODE else ()
        fixed = {id_: view.places[id_] for id_ in view.pinned if id_ in view.places}
        # What is seen is laid out; what filters hide finds its place when it is seen again.
        places = arrange_again(layout, scene.visible, fixed, view.seed, focus)
        off = {id_: at for id_, at in view.places.items() if id_ not in places and id_ in scene.sifted.off_nodes}
        return self.of(replace(view, places=off).placed(places), scene.base, scene)

    def beginning(self, overview: Scene, what: str, filters: Filters | None = None) -> tuple[str, tuple[str, ...], str]:
        """Where somebody may begin: title, actors to draw, and the edge to look at ("": none).

        Args:
            overview: the first scene.
            what: ``contested``, ``actor`` or ``path``.
            filters: under which a path must be seen; None: under none.

        Raises:
            UsageError: the database has nothing of the kind, or filters hide it.
        """
        disputed = [edge for edge in overview.base.ranked if edge.status is Status.CONTESTED]
        nodes = foremost(overview.base)
        if what == "contested" and disputed:
            return "the most contested edge", (disputed[0].source, disputed[0].target), disputed[0].key
        if what == "actor" and nodes:
            near = self.graph.neighbours(nodes[0].id, limit=self.settings.expand_limit)
            others = tuple(node.id for node in near.nodes if node.id != nodes[0].id)
            return f"{nodes[0].name} and neighbours", (nodes[0].id, *others), ""
        if what == "path" and len(nodes) > 1:
            for one, other in apart(overview.base):
                found = self.graph.path(one.id, other.id)
                if found and self._seen_along(found, filters):
                    return f"how {one.name} is linked with {other.name}", found, ""
            if filters and filters.active:
                raise UsageError(
                    "The filters hide every such path that was tried: clear them, or choose two for Paths."
                )
        raise UsageError("There is nothing of the kind in this database yet.")

    def _seen_along(self, ids: Sequence[str], filters: Filters | None) -> bool:
        """Whether filters leave an edge between each of these and the next."""
        if filters is None or not filters.active:
            return True
        seen = self.of(View(actors=tuple(ids), filters=filters)).visible.edges
        return {frozenset(pair) for pair in pairwise(ids)} <= {frozenset((edge.source, edge.target)) for edge in seen}

    def changed(self, scene: Scene, change: Callable[[View], View], *, anew: bool = False) -> Scene:
        """With another level, claims drawn or not, or another number of edges (``anew``: read again)."""
        return self.of(change(scene.view), None if anew else scene.base, scene)

    def _joined(self, scene: Scene, more: Subgraph, ids: Collection[str], anchor: str, *, whole: bool = False) -> Scene:
        joined = more if whole else scene.base.joined(more)
        base = replace(joined, left_out=scene.base.left_out).strongest(scene.view.most)
        return self.of(scene.view.showing(ids, anchor), base, scene, anchor)

    def _lessened(self, scene: Scene, view: View) -> Subgraph | None:
        """The base without whom the view has no more; None, to be read again, where edges were kept away before."""
        if scene.base.hidden:
            return None
        kept = set(view.actors)
        nodes = tuple(node for node in scene.base.nodes if node.id in kept)
        edges = tuple(edge for edge in scene.base.edges if edge.source in kept and edge.target in kept)
        return Subgraph(nodes, edges, scene.base.left_out)

    def _actors(self, scene: Scene, ids: Collection[str]) -> list[str]:
        """The actors that these nodes stand for: themselves, or those of a state."""
        base = {node.id for node in scene.base.nodes}
        below = [id_ for id_, state in scene.above.items() if state.id in set(ids)]
        return [*dict.fromkeys((*(id_ for id_ in ids if id_ in base), *below))] or [*ids]

    def _room(self, scene: Scene) -> int:
        room = self.settings.draw_limit - len(scene.view.actors)
        if room <= 0:
            raise UsageError(self._full())
        return room

    def _full(self) -> str:
        return (
            f"The canvas holds {self.settings.draw_limit:,} actors, the most that ALLEGATA_DRAW_LIMIT allows: "
            "hide some, or undo."
        )
