"""What the person at the screen looks at: one frozen value, and verbs that give the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from allegata.model import Subgraph
from allegata.render.layout import Positions, place, place_around

__all__ = ["Drawn", "Focus", "Selected", "Selection", "ViewState"]

REMEMBERED = 50
"""Steps that can be taken back."""


class Selected(StrEnum):
    """What can be selected."""

    NODE = "node"
    EDGE = "edge"


@dataclass(frozen=True, slots=True)
class Selection:
    """The element that the inspector tells about."""

    what: Selected
    id: str


@dataclass(frozen=True, slots=True)
class Focus:
    """A wish to bring a node into sight. ``turn`` tells one wish from the next for the same node."""

    id: str
    turn: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """A subgraph and where its nodes are. Every node has a position, and nothing else has."""

    subgraph: Subgraph = field(default_factory=Subgraph)
    positions: Positions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViewState:
    """One view of the graph.

    Attributes:
        drawn: what is on the canvas.
        version: grows with every change of what is drawn; the browser says which one it has.
        selected: what the inspector tells about, drawn or not; None: the data set.
        focus: what is to be brought into sight.
        to_come: neighbours not yet drawn, as the last expansion of a node counted them.
        past: what was drawn before, the latest last.
        seed: of all layouts of this view.
        fresh: whether all of it was laid out anew with this version, so that it is to be shown whole.
    """

    drawn: Drawn = field(default_factory=Drawn)
    version: int = 1
    selected: Selection | None = None
    focus: Focus | None = None
    to_come: Mapping[str, int] = field(default_factory=dict)
    past: tuple[Drawn, ...] = ()
    seed: int = 0
    fresh: bool = True

    @classmethod
    def first(cls, subgraph: Subgraph, seed: int = 0) -> ViewState:
        """The view that a session begins with."""
        return cls(Drawn(subgraph, place(subgraph, seed)), seed=seed)

    @property
    def ids(self) -> frozenset[str]:
        """Of the nodes drawn."""
        return frozenset(self.drawn.positions)

    def grown(self, more: Subgraph, anchor: str = "") -> ViewState:
        """More is drawn; what was drawn stays where it is."""
        joined = self.drawn.subgraph.joined(more)
        if joined.nodes == self.drawn.subgraph.nodes and joined.edges == self.drawn.subgraph.edges:
            return self
        return self._drawing(Drawn(joined, place_around(joined, self.drawn.positions, anchor, self.seed)))

    def without(self, id_: str) -> ViewState:
        """A node and its edges are taken away."""
        if id_ not in self.drawn.positions:
            return self
        nodes = tuple(node for node in self.drawn.subgraph.nodes if node.id != id_)
        edges = tuple(edge for edge in self.drawn.subgraph.edges if id_ not in (edge.source, edge.target))
        positions = {key: value for key, value in self.drawn.positions.items() if key != id_}
        less = Drawn(Subgraph(nodes, edges, self.drawn.subgraph.left_out), positions)
        return self._drawing(less)._sound()

    def back(self) -> ViewState:
        """The last change of what is drawn is taken back; nodes that stay do not move."""
        if not self.past:
            return self
        *past, before = self.past
        kept = {id_: self.drawn.positions.get(id_, place_) for id_, place_ in before.positions.items()}
        view = replace(
            self, drawn=Drawn(before.subgraph, kept), version=self.version + 1, past=tuple(past), fresh=False
        )
        return replace(view, to_come={})._sound()

    def anew(self, subgraph: Subgraph) -> ViewState:
        """A fresh view of this subgraph, laid out afresh; the way back stays open."""
        view = self._drawing(Drawn(subgraph, place(subgraph, self.seed)))
        return replace(view, selected=None, focus=None, to_come={}, fresh=True)

    def renewed(self, found: Subgraph) -> ViewState:
        """The same nodes read again, after a load: those that are gone go, the others keep their places."""
        kept = {node.id: self.drawn.positions[node.id] for node in found.nodes}
        left_out = self.drawn.subgraph.left_out
        return self._drawing(Drawn(Subgraph(found.nodes, found.edges, left_out), kept))._sound()

    def selecting(self, what: Selected, id_: str) -> ViewState:
        """The inspector tells about this element."""
        return replace(self, selected=Selection(what, id_))

    def cleared(self) -> ViewState:
        """Nothing is selected."""
        return replace(self, selected=None)

    def looking_at(self, id_: str) -> ViewState:
        """A node is selected and brought into sight."""
        turn = self.focus.turn + 1 if self.focus else 1
        return replace(self.selecting(Selected.NODE, id_), focus=Focus(id_, turn))

    def counting(self, id_: str, to_come: int) -> ViewState:
        """So many neighbours of this node are still to come."""
        return replace(self, to_come={**self.to_come, id_: to_come})

    def pinned(self, moved: Positions) -> ViewState:
        """Nodes were dragged. The browser has them there already, so this is no new version."""
        known = {id_: place_ for id_, place_ in moved.items() if id_ in self.drawn.positions}
        if not known:
            return self
        return replace(self, drawn=replace(self.drawn, positions={**self.drawn.positions, **known}))

    def _drawing(self, drawn: Drawn) -> ViewState:
        past = (*self.past, self.drawn)[-REMEMBERED:]
        return replace(self, drawn=drawn, version=self.version + 1, past=past, fresh=False)

    def _sound(self) -> ViewState:
        """Without a selection or a focus that is no longer drawn."""
        focus = self.focus if self.focus and self.focus.id in self.drawn.positions else None
        if self.selected is None:
            return replace(self, focus=focus)
        keys = self.drawn.positions if self.selected.what is Selected.NODE else _keys(self.drawn.subgraph)
        return replace(self, focus=focus, selected=self.selected if self.selected.id in keys else None)


def _keys(subgraph: Subgraph) -> frozenset[str]:
    return frozenset(edge.key for edge in subgraph.edges)
