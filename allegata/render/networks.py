"""An export as GraphML, GEXF and JSON: networkx holds the graph and writes it.

networkx writes no lists, no days and nothing for None into XML; so a list becomes JSON text, a day its ISO 8601 text,
and what is not known is left out. The evidence behind an edge is one JSON text, ``evidence``.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from allegata.model import Edge, Node
from allegata.render import records, style
from allegata.render.export import Export
from allegata.render.fitting import in_utf8, in_xml

__all__ = ["gexf", "graphml", "node_link"]

GEXF_SHAPES: Mapping[str, str] = {"dot": "disc", "square": "square", "triangle": "triangle", "diamond": "diamond"}
"""The shapes that GEXF knows, by ours."""

Cells = dict[str, Any]


def graphml(export: Export) -> bytes:
    """The view as GraphML (http://graphml.graphdrawing.org), which Gephi, yEd, igraph and networkx read."""
    graph = nx.MultiDiGraph()
    graph.graph.update({in_xml(name): in_xml(words) for name, words in _graph_cells(export).items()})
    for record in records.nodes(export):
        graph.add_node(in_xml(str(record["id"])), **_cells(record, "id"), label=in_xml(str(record.get("name", ""))))
    for record in records.edges(export):
        ends = (in_xml(str(record["source"])), in_xml(str(record["target"])))
        cells = _cells(record, "key", "source", "target") | _evidence(export, record)
        graph.add_edge(*ends, key=in_xml(str(record["key"])), **cells)
    out = io.BytesIO()
    nx.write_graphml(graph, out, encoding="utf-8", named_key_ids=True)
    return out.getvalue()


def gexf(export: Export) -> bytes:
    """The view as GEXF 1.3, which Gephi and networkx read: with places, colours, shapes and spells of time.

    In GEXF the second coordinate grows upwards.
    """
    graph = nx.MultiDiGraph(name=in_xml(export.title))
    told = {record["id"]: record for record in records.nodes(export)}
    for node in export.subgraph.nodes:
        cells = _cells(told[node.id], "id", "name", "x", "y")
        graph.add_node(in_xml(node.id), **cells, label=in_xml(node.name), viz=_node_looks(node, export))
    inks = style.type_inks(export.types) if export.types else style.FAMILY_INKS
    kinds: dict[str, str] = {}
    for edge, record in zip(export.subgraph.edges, records.edges(export), strict=True):
        cells = _cells(record, "key", "source", "target") | _evidence(export, record)
        if edge.first or edge.last:
            spell = tuple(each.isoformat() if each else None for each in (edge.first, edge.last))
            cells["spells"] = [spell]
        key = in_xml(edge.key)
        kinds[key] = in_xml(edge.relation)
        ends = in_xml(edge.source), in_xml(edge.target)
        looks = _edge_looks(edge, inks)
        graph.add_edge(*ends, key, id=key, **cells, weight=float(max(edge.statements, 1)), viz=looks)
    writer = GEXFWriter(encoding="utf-8", prettyprint=False, version="1.3")
    writer.add_graph(graph)
    _tell_of(writer.xml, export, kinds)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def node_link(export: Export) -> bytes:
    """The view as JSON in the node-link form of networkx (``networkx.node_link_graph(data, edges="edges")``).

    Lists are lists, and the evidence that was read stands whole beside each edge.
    """
    graph = nx.MultiDiGraph()
    graph.graph.update(_graph_cells(export))
    if export.carried:
        graph.graph["exploration"] = export.carried
    for record in records.nodes(export):
        graph.add_node(record["id"], **{key: value for key, value in record.items() if key != "id"})
    for record in records.edges(export):
        cells = {key: _json(value) for key, value in record.items() if key not in ("key", "source", "target")}
        if evidence := records.behind(export.evidence.get(str(record["key"]), ())):
            cells["evidence"] = evidence
        graph.add_edge(record["source"], record["target"], key=record["key"], **cells)
    data = nx.node_link_data(graph, edges="edges")
    return in_utf8(json.dumps(data, ensure_ascii=False, allow_nan=False, indent=1)).encode("utf-8")


def _graph_cells(export: Export) -> dict[str, str]:
    """What must be known of the whole, one text a name."""
    found: dict[str, list[str]] = {}
    for name, words in records.about(export):
        found.setdefault(name, []).append(words)
    return {name: "; ".join(words) for name, words in found.items()}


def _cells(record: records.Record, *without: str) -> Cells:
    return {
        name: in_xml(value) if isinstance(value, str) else _xml(value)
        for name, value in record.items()
        if name not in without
    }


def _evidence(export: Export, record: records.Record) -> Cells:
    text = in_xml(records.evidence_text(export, str(record["key"])))
    return {"evidence": text} if text else {}


def _xml(value: records.Value) -> str | int | float:
    if isinstance(value, tuple):
        return in_xml(json.dumps(value, ensure_ascii=False))
    return value.isoformat() if isinstance(value, dt.date) else value


def _json(value: records.Value) -> Any:
    return list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, dt.date) else value


# ── Looks, for GEXF ──────────────────────────────────────────────────────────────────────────────────────────────


def _node_looks(node: Node, export: Export) -> Cells:
    x, y = export.places[node.id]
    return {
        "color": _rgb(export.discs.get(node.kind, style.LIGHT.disc)),
        "position": {"x": float(x), "y": -float(y), "z": 0.0},
        "size": style.radius_of(node.degree),
        "shape": GEXF_SHAPES.get(style.shape_of(node.kind), "disc"),
    }


def _edge_looks(edge: Edge, inks: Mapping[str, style.Ink]) -> Cells:
    line = style.STANCE_LINE if edge.family == style.STANCE else style.line_of(edge.status)
    shape = "solid" if not line.dashes else "dotted" if line.dashes[0] <= 1 else "dashed"
    return {"color": _rgb(style.ink_of(edge, inks).light), "thickness": line.width, "shape": shape}


def _rgb(ink: str) -> dict[str, int]:
    red, green, blue = (int(each, 16) for each in re.findall("..", ink[1:]))
    return {"r": red, "g": green, "b": blue}


def _tell_of(xml: Any, export: Export, kinds: Mapping[str, str]) -> None:
    """Who made it and of what, in place of networkx's own words and the day of today; and the type of each edge.

    networkx's name for the key of an edge goes: it is its id. Gephi takes parallel edges for one unless they differ in
    ``kind``.
    """
    meta = xml.find("meta")
    meta.attrib.clear()
    if export.made:
        meta.set("lastmodifieddate", export.made.isoformat())
    meta.find("creator").text = "Allegata"
    about = "; ".join(f"{name}: {words}" for name, words in records.about(export))
    SubElement(meta, "description").text = in_xml(about)
    own = {each.get("id") for each in xml.iter("attribute") if each.get("title") == "networkx_key"}
    for edge in xml.iter("edge"):
        edge.set("kind", kinds[edge.get("id")])
        for values in edge.findall("attvalues"):
            for value in [each for each in values if each.get("for") in own]:
                values.remove(value)
    for attributes in xml.iter("attributes"):
        for each in [each for each in attributes if each.get("id") in own]:
            attributes.remove(each)
