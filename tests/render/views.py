"""Exports to try writers with: an invented crisis, hostile names, three hundred edges."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from fake_graph import FakeGraph

from allegata.model import (
    Certainty,
    Claim,
    ClaimReading,
    Document,
    Edge,
    EdgeEvidence,
    Locator,
    Node,
    Stance,
    Statement,
    StatementReading,
    Status,
    Subgraph,
    content_id,
    edge_key,
)
from allegata.render.arrange import arrange
from allegata.render.export import Export
from allegata.view.disputes import with_disputes
from allegata.vocabulary import STANDING, relations

HOSTILE = (
    "</script><script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\u202eright to left\u202c \u05d0\u05d1\u05d2",
    "x" * 5_000,
    "😀 \u2028 line \u2029 paragraph",
    '=HYPERLINK("http://example.org")',
    "]]> -->'\"`\\u0060) DETACH DELETE n //",
    "Пхеньян 평양 平壤 بيونغ يانغ",
)


def straits() -> Export:
    """All of the invented crisis: every family and status, a self-loop, standing facts, edges both ways."""
    graph = FakeGraph()
    return export_of(graph.overview(100), {key: graph.evidence(key) for key in graph.edges}, graph)


def disputed() -> Export:
    """The same with its contested claims as nodes, each with everybody's stance."""
    graph = FakeGraph()
    shown = graph.overview(100)
    contested = [edge for edge in shown.edges if edge.status is Status.CONTESTED]
    drawn = with_disputes(shown, graph.disputes(contested), {})
    return export_of(drawn, {key: graph.evidence(key) for key in graph.edges}, graph)


def foreign() -> Export:
    """A database of somebody else's: its own labels and types, no claims."""
    nodes = tuple(Node(f"4:x:{at}", f"Film {at}", "Movie `1`", 3) for at in range(4))
    types = ("ACTED_IN", "weiß von", "\\u0060]->()")
    edges = tuple(
        Edge(f"5:x:{at}", nodes[at].id, nodes[(at + 1) % 4].id, types[at % 3], types[at % 3], None, at + 1, at + 1)
        for at in range(4)
    )
    return replace(export_of(Subgraph(nodes, edges), {}), types=types)


def export_of(subgraph: Subgraph, evidence: dict[str, EdgeEvidence], graph: FakeGraph | None = None) -> Export:
    there = {edge.key for edge in subgraph.edges}
    return Export(
        subgraph,
        {id_: (float(round(x)), float(round(y))) for id_, (x, y) in arrange("force", subgraph, 0, ()).items()},
        title="The straits crisis",
        caption="Who says what of whom, autumn 2031",
        evidence={key: (each,) for key, each in evidence.items() if key in there},
        filters=("no standing facts but those of Aria",),
        hidden_edges=2,
        origin="an exploration",
        made=dt.date(2031, 11, 1),
        datasets=graph.datasets() if graph else (),
        fingerprint="0123456789ab",
    )


def hostile() -> Export:
    """Eight actors in a ring whose names, claims and paraphrases attack whoever takes them for more than text."""
    nodes = tuple(Node(f"n{at}", name, "Group", at) for at, name in enumerate(HOSTILE))
    pairs = [(each, nodes[(at + 1) % len(nodes)]) for at, each in enumerate(nodes)]
    edges = tuple(_edge(a, b, at) for at, (a, b) in enumerate(pairs))
    return export_of(
        Subgraph(nodes, edges),
        {edge.key: evidence_of(edge, a, b, a.name) for edge, (a, b) in zip(edges, pairs, strict=True)},
    )


ENGLISH = "A sentence of some length that tells what is said to have happened, to whom, and on what day it was."
CHINESE = "外交部发言人在例行记者会上表示，有关各方应当保持克制，避免采取任何可能导致局势进一步升级的行动。"


def large(number: int = 300, claims: int = 8, words: str = ENGLISH) -> Export:
    """So many edges, with evidence behind each."""
    nodes = tuple(Node(f"actor-{at}", f"Ministry of Affairs {at}", "Organization", 6) for at in range(number // 3))
    picks = [(nodes[at % len(nodes)], nodes[(at * 7 + 1 + at // len(nodes)) % len(nodes)], at) for at in range(number)]
    edges = tuple(_edge(a, b, at) for a, b, at in picks)
    return export_of(
        Subgraph(nodes, edges),
        {edge.key: evidence_of(edge, a, b, words, claims) for edge, (a, b, _) in zip(edges, picks, strict=True)},
    )


def _edge(a: Node, b: Node, at: int) -> Edge:
    relation = [each for each in relations().values() if each.family != STANDING][at % 30]
    status = list(Status)[at % len(Status)]
    return Edge(
        edge_key(a.id, relation.type, b.id), a.id, b.id, relation.type, relation.family, status, 1, 1, 1, 1, 1,
        dt.date(2031, 10, 3), dt.date(2031, 10, 9), ((status, 1),),
    )  # fmt: skip


def evidence_of(edge: Edge, a: Node, b: Node, words: str, claims: int = 1) -> EdgeEvidence:
    document = Document("doc", words, a.id, dt.date(2031, 10, 4), url="javascript:alert(1)")
    readings = []
    for at in range(claims):
        claim = Claim(content_id(edge.key, at), edge.source, edge.relation, edge.target, words, value=words[:9])
        said = Statement(
            content_id(claim.id), claim.id, a.id, Stance.ASSERTS, words, Locator("doc", 1, 0, 5),
            certainty=Certainty.PROBABLE, said_on=dt.date(2031, 10, 4), note=words,
        )  # fmt: skip
        readings.append(
            ClaimReading(claim, Status.REPORTED, (StatementReading(said, a, None, document, words),), (), (claim,))
        )
    return EdgeEvidence(edge, a, b, tuple(readings))
