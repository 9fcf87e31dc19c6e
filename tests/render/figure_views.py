"""Views that figures are made of in the tests: made-up graphs, each with what is hard about it."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from allegata.model import Edge, Node, Status, Subgraph, content_id
from allegata.render.export import Export
from allegata.render.layout import place
from allegata.render.style import SHAPES
from allegata.vocabulary import FAMILIES, STANDING, relations

CLAIMED = [each for each in relations().values() if each.family != STANDING]


def edge(source: str, target: str, relation: str, status: Status | None = Status.REPORTED, statements: int = 1) -> Edge:
    family = relations()[relation].family
    return Edge(content_id(source, relation, target), source, target, relation, family, status, 1, statements, 1, 1, 1)


def export(nodes: list[Node], edges: list[Edge], **more: object) -> Export:
    degrees = {node.id: sum(node.id in (each.source, each.target) for each in edges) for node in nodes}
    known = tuple(Node(node.id, node.name, node.kind, degrees[node.id]) for node in nodes)
    subgraph = Subgraph(known, tuple(edges))
    places = {id_: (float(round(x)), float(round(y))) for id_, (x, y) in place(subgraph).items()}
    return Export(subgraph, places, **more)  # type: ignore[arg-type]


def one_node() -> Export:
    return export([Node("a", "Alone", "State")], [])


def star() -> Export:
    rim = [Node(f"n{k}", f"Neighbour number {k}", "Person") for k in range(14)]
    return export([Node("m", "Middle", "State"), *rim], [edge(each.id, "m", "ACCUSES") for each in rim])


def crowd(edges: int = 300) -> Export:
    """As many nodes as a third of the edges; hubs, as everywhere."""
    chance = random.Random(7)
    count = max(2, edges // 3)
    nodes = [Node(f"n{k}", f"Actor {k} of the north", list(SHAPES)[k % len(SHAPES)]) for k in range(count)]
    statuses: list[Status | None] = [*Status, None]
    found: dict[str, Edge] = {}
    while len(found) < edges:
        a, b = chance.randrange(count), int(count * chance.random() ** 2)
        if a != b:
            status = statuses[len(found) % len(statuses)]
            type_ = "MEMBER_OF" if status is None else chance.choice(CLAIMED).type
            each = edge(f"n{a}", f"n{b}", type_, status, chance.randrange(1, 9))
            found[each.key] = each
    return export(nodes, list(found.values()))


def parallel() -> Export:
    pair = [Node("a", "Aland", "State"), Node("b", "Bland", "State")]
    types = [each.type for each in CLAIMED[:20]]
    edges = [edge(*ends, type_) for type_ in types for ends in (("a", "b"), ("b", "a"))]
    return export(pair, edges)


def loops() -> Export:
    nodes = [Node("a", "Aland", "State"), Node("b", "Small one", "Person"), Node("c", "Square", "Organization")]
    types = [each.type for each in CLAIMED[:3]]
    edges = [edge(node.id, node.id, type_) for node in nodes for type_ in types]
    return export(nodes, [*edges, edge("a", "b", "ACCUSES")])


def ladder() -> Export:
    """A line from the left to the right, which three others cross in its middle."""
    nodes = [Node("a", "Aland", "State"), Node("b", "Bland", "State")]
    edges = [edge("a", "b", "COOPERATES_WITH", statements=9)]
    places = {"a": (-500.0, 0.0), "b": (500.0, 0.0)}
    for k, x in enumerate((-60.0, 0.0, 60.0)):
        nodes += [Node(f"top{k}", str(k), "Person"), Node(f"low{k}", str(k), "Person")]
        edges.append(edge(f"top{k}", f"low{k}", "AIDS"))
        places |= {f"top{k}": (x, -250.0), f"low{k}": (x, 250.0)}
    return replace(export(nodes, edges), places=places)


NAMES = {
    "cyrillic": "Міністерство закордонних справ України",
    "hangul": "대한민국 외교부",
    "han": "中华人民共和国外交部",
    "arabic": "جامعة الدول العربية (1945)",
    "hebrew": "מדינת ישראל",
    "long": "The Standing Interministerial Commission for the Coordination of Commissions on Coordination and Advice",
    "unbroken": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "hostile": '</text><script>alert(1)</script>&amp; "x" \u202ereversed\u202c \x00\x1b[31m',
    "blank": "  ",
}


def names() -> Export:
    nodes = [Node(id_, name, "Organization") for id_, name in NAMES.items()]
    ids = list(NAMES)
    return export(nodes, [edge(a, b, "ACCUSES") for a, b in zip(ids, [*ids[1:], ids[0]], strict=True)])


def statuses() -> Export:
    nodes = [Node(f"n{k}", f"Actor {k}", kind) for k, kind in enumerate(SHAPES)]
    types = list(relations().values())
    families = {family: next(each.type for each in types if each.family == family) for family in FAMILIES}
    edges = [
        edge(f"n{k % 6}", f"n{(k + 1 + k // 6) % 6}", families[family], None if family == STANDING else status)
        for k, (family, status) in enumerate((family, status) for family in FAMILIES for status in Status)
        if family != STANDING or status is Status.CONFIRMED
    ]
    return export(nodes, edges)


VIEWS: Mapping[str, Callable[[], Export]] = {
    "one node": one_node,
    "star": star,
    "300 edges": crowd,
    "40 parallel edges": parallel,
    "self-loops": loops,
    "names": names,
    "statuses": statuses,
}
