"""What crosses to the browser: the difference between what it draws and what it is to draw.

`Picture` is all that the canvas wants to know of a view, and the only thing that whoever holds the view must make.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from allegata.model import Edge, Node, Subgraph
from allegata.render.layout import Positions, bends
from allegata.render.style import STANCE, radius_of, shape_of, side_of
from allegata.ui.state import Focus
from allegata.view import LAYOUTS
from allegata.wording import reads

__all__ = ["Drawing", "Picture", "difference", "drawing_of"]

Element = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Picture:
    """What is to be seen on a canvas.

    Attributes:
        version: grows with every change of anything up to ``counts``; the browser says which one it has.
        subgraph: everything that is on the canvas, also what filters switch off.
        positions: of all its nodes. Where they differ from what the browser was told before, nodes move.
        off_nodes, off_edges: kept by the browser, but neither drawn nor counted. An edge at a node that is off need
            not be among them.
        pinned: nodes that cannot be dragged.
        marks: two standpoints compared, by key of an edge: ``a``, ``b``, ``both`` or ``against``; else nothing.
        counts: the number to show at an edge instead of its statements, as within a window of time.
        unit: what ``counts`` count: ``claim`` or ``statement``.
        mark_words: what the legend says of each mark.
        switched_off: ``family``, ``status`` and ``kind`` with those values that the legend shows as switched off.
            A standing fact has the status "".
        selected: ``("node", ids)`` or ``("edge", keys)``.
        focus: what is to be brought into sight.
        fresh: whether all of it was laid out anew with this version, so that it is to be shown whole.
        undo, redo: what would be taken back or done again, as in "expand NATO"; "" when nothing.
        layout, layouts: by which rule nodes are placed, and all the rules there are.
        types: relationship types that take the place of families in a database of somebody else's, the frequent first.
        discs: the colours of kinds of nodes where persons chose some.
        note: what the legend says of that which is not on the canvas at all.
        empty: what an empty canvas says.
        looked_at: whether it is only looked at: nothing offers to draw more, to hide, to undo or to lay out anew, and
            the address does not keep the camera.
    """

    version: int
    subgraph: Subgraph
    positions: Positions
    off_nodes: frozenset[str] = frozenset()
    off_edges: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    marks: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    unit: str = "statement"
    mark_words: Mapping[str, str] = field(default_factory=dict)
    switched_off: Mapping[str, frozenset[str]] = field(default_factory=dict)
    selected: tuple[str, tuple[str, ...]] | None = None
    focus: Focus | None = None
    fresh: bool = False
    undo: str = ""
    redo: str = ""
    layout: str = "force"
    layouts: tuple[str, ...] = LAYOUTS
    types: tuple[str, ...] = ()
    discs: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    empty: str = ""
    looked_at: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A version of the picture, as the browser knows it: plain values, by identifier."""

    version: int
    nodes: Mapping[str, Element]
    edges: Mapping[str, Element]
    off_nodes: frozenset[str] = frozenset()
    off_edges: frozenset[str] = frozenset()

    def moving(self, places: Mapping[str, tuple[float, float]]) -> Drawing:
        """With nodes where the browser has put them."""
        moved = {id_: {**self.nodes[id_], "x": x, "y": y} for id_, (x, y) in places.items() if id_ in self.nodes}
        return replace(self, nodes={**self.nodes, **moved})


def drawing_of(picture: Picture) -> Drawing:
    """The picture in plain values."""
    subgraph, positions = picture.subgraph, picture.positions
    ends = Counter[str]()
    for edge in subgraph.edges:
        for end in {edge.source, edge.target}:
            ends[end] += edge.claims if edge.foreign else 1
    bent = bends(subgraph.edges)
    return Drawing(
        version=picture.version,
        nodes={
            node.id: _node(node, positions[node.id], ends[node.id], node.id in picture.pinned)
            for node in subgraph.nodes
        },
        edges={
            edge.key: _edge(
                edge,
                bent[edge.key],
                picture.marks.get(edge.key, ""),
                picture.counts.get(edge.key, edge.statements),
                picture.unit if edge.key in picture.counts else "statement",
            )
            for edge in subgraph.edges
        },
        off_nodes=picture.off_nodes & {node.id for node in subgraph.nodes},
        off_edges=picture.off_edges & {edge.key for edge in subgraph.edges},
    )


def difference(before: Drawing | None, after: Drawing) -> dict[str, Any]:
    """What turns the one picture into the other; all of it when there is none before.

    Of an element that the browser has, only what is new about it is told. What filters switch off or on is told by
    identifiers alone, for the browser keeps it.
    """
    known = before or Drawing(0, {}, {})
    return {
        "from": before.version if before else None,
        "to": after.version,
        "nodes": _news(known.nodes, after.nodes),
        "edges": _news(known.edges, after.edges),
        "gone_nodes": [id_ for id_ in known.nodes if id_ not in after.nodes],
        "gone_edges": [key for key in known.edges if key not in after.edges],
        "off": _switched(known, after),
        # What is gone from the canvas is gone from its lists as well.
        "on": {kind: [id_ for id_ in ids if id_ in _all(after, kind)] for kind, ids in _switched(after, known).items()},
    }


def _news(known: Mapping[str, Element], wanted: Mapping[str, Element]) -> list[Element]:
    told: list[Element] = []
    for id_, element in wanted.items():
        old = known.get(id_)
        if old is None:
            told.append(element)
        elif news := {key: value for key, value in element.items() if old[key] != value}:
            told.append({"id": id_, **news})
    return told


def _switched(before: Drawing, after: Drawing) -> dict[str, list[str]]:
    """What is off afterwards and was not before."""
    return {
        "nodes": sorted(after.off_nodes - before.off_nodes),
        "edges": sorted(after.off_edges - before.off_edges),
    }


def _all(drawing: Drawing, kind: str) -> Mapping[str, Element]:
    return drawing.nodes if kind == "nodes" else drawing.edges


def _node(node: Node, place: tuple[float, float], ends: int, pinned: bool) -> Element:
    return {
        "id": node.id,
        "name": node.name,
        "kind": node.kind,
        "shape": shape_of(node.kind),
        "radius": radius_of(node.degree),
        "degree": node.degree,
        "hidden": max(0, node.degree - ends),
        "pinned": pinned,
        "x": place[0],
        "y": place[1],
    }


def _edge(edge: Edge, bend: float, mark: str, count: int, unit: str) -> Element:
    return {
        "id": edge.key,
        "from": edge.source,
        "to": edge.target,
        "family": edge.family,
        "status": edge.status.value if edge.status else "",
        "stance": side_of(edge),
        "mark": mark,
        "label": reads(edge),
        "count": count,
        "unit": "relationship" if edge.foreign and edge.family != STANCE else unit,
        "bend": bend,
    }
