"""What crosses to the browser: the difference between what it draws and what it is to draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from allegata.model import Edge, Node
from allegata.render.layout import bends
from allegata.render.style import radius_of, shape_of
from allegata.ui.state import ViewState
from allegata.ui.words import label_of

__all__ = ["Drawing", "difference", "drawing_of"]

Element = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A version of the picture, as the browser knows it: plain values, by identifier."""

    version: int
    nodes: Mapping[str, Element]
    edges: Mapping[str, Element]


def drawing_of(view: ViewState) -> Drawing:
    """The picture of a view."""
    subgraph, positions = view.drawn.subgraph, view.drawn.positions
    ends = Counter[str]()
    for edge in subgraph.edges:
        for end in {edge.source, edge.target}:
            ends[end] += edge.claims if edge.foreign else 1
    bent = bends(subgraph.edges)
    return Drawing(
        version=view.version,
        nodes={node.id: _node(node, positions[node.id], ends[node.id]) for node in subgraph.nodes},
        edges={edge.key: _edge(edge, bent[edge.key]) for edge in subgraph.edges},
    )


def difference(before: Drawing | None, after: Drawing) -> dict[str, Any]:
    """What turns the one picture into the other; all of it when there is none before.

    Nodes drawn before are told again when something about them changed, but their places are not: those only the
    person at the screen may change.
    """
    known = before or Drawing(0, {}, {})
    return {
        "from": before.version if before else None,
        "to": after.version,
        "nodes": [
            node if id_ not in known.nodes else {key: node[key] for key in node if key not in ("x", "y")}
            for id_, node in after.nodes.items()
            if _unlike(known.nodes.get(id_), node)
        ],
        "edges": [edge for key, edge in after.edges.items() if edge != known.edges.get(key)],
        "gone_nodes": [id_ for id_ in known.nodes if id_ not in after.nodes],
        "gone_edges": [key for key in known.edges if key not in after.edges],
    }


def _unlike(before: Element | None, after: Element) -> bool:
    return before is None or any(before[key] != after[key] for key in after if key not in ("x", "y"))


def _node(node: Node, place: tuple[float, float], ends: int) -> Element:
    return {
        "id": node.id,
        "name": node.name,
        "kind": node.kind,
        "shape": shape_of(node.kind),
        "radius": radius_of(node.degree),
        "degree": node.degree,
        "hidden": max(0, node.degree - ends),
        "x": place[0],
        "y": place[1],
    }


def _edge(edge: Edge, bend: float) -> Element:
    return {
        "id": edge.key,
        "from": edge.source,
        "to": edge.target,
        "family": edge.family,
        "status": edge.status.value if edge.status else "",
        "label": label_of(edge.relation),
        "count": edge.statements,
        "unit": "relationship" if edge.foreign else "statement",
        "bend": bend,
    }
