"""Figures beside plain networkx and matplotlib: the same graph, places and size, as PNG, SVG and PDF; and memory."""

from __future__ import annotations

import gc
import io
import random
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import networkx as nx
import psutil

from allegata.model import Edge, Node, Status, Subgraph, content_id
from allegata.render.export import Export
from allegata.render.figure import Design, draw, page_of
from allegata.render.layout import place
from allegata.render.style import FAMILY_INKS, SHAPES, radius_of
from allegata.vocabulary import STANDING, relations
from bench.row import Row

__all__ = ["measure"]

ROUNDS, WARM, EXPORTS = 7, 2, 100
WIDTH, DPI = 180.0, 300


def measure(home: Path) -> list[Row]:
    """Time and memory of figures. Nothing is read from a database: ``home`` is not used."""
    small, large = _graph(300), _graph(1500)
    rows = []
    for suffix in (".png", ".svg", ".pdf"):
        ours = _timed(lambda suffix=suffix: _ours(small, suffix, WIDTH))  # type: ignore[misc]
        theirs = _timed(lambda suffix=suffix: _theirs(small, suffix))  # type: ignore[misc]
        what = f"figure of 300 edges, {suffix.removeprefix('.').upper()}"
        rows.append(Row(what, ours, theirs, "networkx + matplotlib, same places and size", 1.5, "s"))
    # A page with the same room for each edge, as a person would choose it: five times the area.
    wide = WIDTH * 5**0.5
    for suffix in (".svg", ".pdf"):
        few = [5 * each for each in _timed(lambda suffix=suffix: _ours(small, suffix, WIDTH))]  # type: ignore[misc]
        many = _timed(lambda suffix=suffix: _ours(large, suffix, wide))  # type: ignore[misc]
        what = f"figure of 1,500 edges, {suffix.removeprefix('.').upper()}"
        rows.append(Row(what, many, few, "five times that of 300", 1.0, "s"))
    rows.append(_memory(small))
    return rows


def _memory(export: Export) -> Row:
    """What the process holds after many figures, beside what it held after a few."""
    process = psutil.Process()

    def some(number: int) -> float:
        for turn in range(number):
            # Another title each time: nothing is there from the figure before.
            _ours(replace(export, title=f"Figure {turn}"), (".png", ".svg", ".pdf")[turn % 3], WIDTH)
        gc.collect()
        return process.memory_info().rss / 1e6

    before = some(15)
    after = some(EXPORTS)
    return Row(f"memory after {EXPORTS} figures", [after], [before], "after the first 15", 1.05, "MB")


def _timed(work: Callable[[], object]) -> list[float]:
    found = []
    for turn in range(WARM + ROUNDS):
        begun = time.perf_counter()
        work()
        if turn >= WARM:
            found.append(time.perf_counter() - begun)
    return found


def _ours(export: Export, suffix: str, width: float) -> bytes:
    return draw(export, suffix, Design(page=page_of(f"{width:.0f}"), dpi=DPI)).content


def _theirs(export: Export, suffix: str) -> bytes:
    """As somebody would do it: names, colours, arrows, parallel edges bent apart."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    with mpl.rc_context({"pdf.fonttype": 42, "svg.fonttype": "none"}):
        graph = nx.MultiDiGraph()
        for node in export.subgraph.nodes:
            graph.add_node(node.id)
        for edge in export.subgraph.edges:
            graph.add_edge(edge.source, edge.target, key=edge.key)
        places = {id_: (x, -y) for id_, (x, y) in export.places.items()}
        inks = {edge.key: FAMILY_INKS[edge.family].light for edge in export.subgraph.edges}
        figure, axes = pyplot.subplots(figsize=(WIDTH / 25.4, WIDTH / 25.4 * 0.7))
        sizes = [radius_of(node.degree) ** 2 / 2 for node in export.subgraph.nodes]
        nx.draw_networkx_nodes(graph, places, ax=axes, node_size=sizes, node_color="#46525f")
        nx.draw_networkx_edges(
            graph,
            places,
            ax=axes,
            node_size=sizes,
            edge_color=[inks[key] for _, _, key in graph.edges(keys=True)],
            connectionstyle=[f"arc3,rad={0.1 * step}" for step in range(5)],
        )
        nx.draw_networkx_labels(graph, places, {n.id: n.name for n in export.subgraph.nodes}, ax=axes, font_size=6)
        axes.set_axis_off()
        out = io.BytesIO()
        figure.savefig(out, format=suffix.removeprefix("."), dpi=DPI)
        pyplot.close(figure)
    return out.getvalue()


def _graph(number: int) -> Export:
    """So many edges, a third as many actors, of whom some are hubs."""
    chance = random.Random(7)
    count = number // 3
    claimed = [each for each in relations().values() if each.family != STANDING]
    kinds, statuses = list(SHAPES), list(Status)
    edges: dict[str, Edge] = {}
    while len(edges) < number:
        source, target = chance.randrange(count), int(count * chance.random() ** 2)
        relation = chance.choice(claimed)
        if source != target:
            key = content_id(source, relation.type, target)
            ends = f"n{source}", f"n{target}"
            status = statuses[len(edges) % len(statuses)]
            edges[key] = Edge(key, *ends, relation.type, relation.family, status, 1, chance.randrange(1, 9))
    degrees = {f"n{k}": sum(f"n{k}" in (edge.source, edge.target) for edge in edges.values()) for k in range(count)}
    nodes = tuple(
        Node(id_, f"Actor {id_[1:]} of the north", kinds[at % 6], degree)
        for at, (id_, degree) in enumerate(degrees.items())
    )
    subgraph = Subgraph(nodes, tuple(edges.values()))
    return Export(subgraph, place(subgraph))
