"""The graph of an answer as GraphML, which Gephi, yEd, igraph and networkx read."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import networkx as nx

from allegata.answer import Answer
from allegata.errors import RenderError
from allegata.render.fitting import in_xml

__all__ = ["graphml"]


def graphml(answer: Answer) -> str:
    """The nodes and relationships of an answer; lists and days are texts.

    Raises:
        RenderError: there is nothing in it that can be drawn.
    """
    if not answer.drawable:
        raise RenderError("This answer has no nodes and no relationships: as GraphML there is nothing to write.")
    graph = nx.MultiDiGraph()
    for point in answer.points:
        name = point.properties.get("name", point.element_id)
        graph.add_node(point.element_id, **_cells(point.properties, label=str(name), labels=" ".join(point.labels)))
    for link in answer.links:
        graph.add_edge(link.source, link.target, key=link.element_id, **_cells(link.properties, type=link.type))
    out = io.BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8", named_key_ids=True, infer_numeric_types=True)
    return out.getvalue().decode("utf-8")


def _cells(properties: Mapping[str, Any], **own: str) -> dict[str, Any]:
    """Properties as GraphML can hold them; ours win over those of the same name."""
    cells = {}
    for key, value in {**properties, **own}.items():
        plain = value if isinstance(value, bool | int | float | str) else "" if value is None else str(value)
        cells[in_xml(key)] = in_xml(plain) if isinstance(plain, str) else plain
    return cells
