"""What panels ask for beyond what is drawn; read once for a scene where that is possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from allegata.model import Depth, Dispute, Edge, Kind, Node, Telling
from allegata.ui.desk import Desk
from allegata.view import tables

__all__ = ["depths", "disputes", "holders", "tellings"]


def depths(desk: Desk) -> Mapping[str, Depth]:
    """The days of all edges drawn, by key; read once for a scene."""
    scene = desk.scene
    edges = [edge for edge in scene.base.edges if edge.status and edge.key not in scene.depths]
    if not edges:
        return {edge.key: scene.depths.get(edge.key, Depth()) for edge in scene.base.edges}
    found = desk.read(lambda: desk.graph.depths(edges)) or {}
    depths = {**scene.depths, **{edge.key: Depth() for edge in edges}, **found}
    desk.lay(state=desk.state.seeing(replace(scene, depths=depths)))
    return {edge.key: depths.get(edge.key, Depth()) for edge in scene.base.edges}


def holders(desk: Desk) -> tuple[Node, ...]:
    """Whose word stands on what is drawn."""

    def read() -> tuple[Node, ...]:
        found = desk.graph.holders(desk.scene.base.edges)
        # A state may never speak itself, but by its ministry: it can be asked for all the same.
        states = desk.graph.above([node.id for node in found]).values()
        return tuple({node.id: node for node in sorted((*states, *found), key=_states_first)}.values())

    base, known = desk.papers.speakers
    if base is desk.scene.base:
        return known
    found = desk.read(read)
    if found is None:
        return ()
    names = {**desk.papers.names, **{node.id: node.name for node in found}}
    desk.lay(names=names, speakers=(desk.scene.base, found))
    return found


def tellings(desk: Desk, edges: Sequence[Edge]) -> Mapping[str, Telling]:
    """What is needed to tell these edges in sentences."""
    return desk.read(lambda: tables.tellings(desk.scene, desk.graph, edges)) or {}


def disputes(desk: Desk, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
    """Contested claims behind these edges."""
    return desk.read(lambda: desk.graph.disputes(edges)) or ()


def _states_first(node: Node) -> bool:
    return node.kind != Kind.STATE
