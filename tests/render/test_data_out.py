"""What leaves as data comes back as it was, through somebody else's reader."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import string
import zipfile
from dataclasses import replace

import networkx as nx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.views import disputed, evidence_of, export_of, foreign, hostile, straits

from allegata.model import Edge, Node, Status, Subgraph
from allegata.render import records
from allegata.render.export import Export
from allegata.render.fitting import in_utf8, in_xml
from allegata.render.networks import gexf, graphml, node_link
from allegata.render.tables import csv_zip, excel
from allegata.render.told import evidence_words
from allegata.render.writers import WRITERS
from allegata.vocabulary import relations

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["=1+1", "@x", "\ttab", "a\r\nb", " ", "]]>", "&amp;", "\u0000", "_x0041_", "'", '"', "\ufffe", "1", "true", "NaN"]
)
IDS = st.text(string.ascii_letters + string.digits + "._:-", min_size=1, max_size=12)
DAYS = st.none() | st.dates()


@st.composite
def exports(draw: st.DrawFn) -> Export:
    """Views with odd names, parallel edges, loops, all statuses and days, and odd words behind some edges."""
    ids = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    kinds = st.sampled_from(["State", "Person", "Claim"]) | TEXTS.filter(bool)
    nodes = tuple(Node(id_, draw(TEXTS), draw(kinds), draw(st.integers(0, 10**6))) for id_ in ids)
    edges = []
    for number in range(draw(st.integers(0, 6))):
        relation = draw(st.sampled_from(list(relations().values())))
        ends = draw(st.sampled_from(ids)), draw(st.sampled_from(ids))
        counts = draw(st.integers(0, 9)), draw(st.integers(0, 9))
        status = draw(st.none() | st.sampled_from(list(Status)))
        days = draw(DAYS), draw(DAYS)
        edges.append(Edge(f"key{number}", *ends, relation.type, relation.family, status, *counts, 1, 1, 1, *days))
    told = {
        edge.key: evidence_of(edge, nodes[0], nodes[-1], draw(TEXTS), draw(st.integers(1, 2)))
        for edge in edges
        if edge.status and draw(st.booleans())
    }
    return replace(export_of(Subgraph(nodes, tuple(edges)), told), title=draw(TEXTS))


def told(graph: nx.MultiDiGraph) -> tuple[dict, dict]:
    return dict(graph.nodes(data=True)), {key: (a, b, data) for a, b, key, data in graph.edges(keys=True, data=True)}


def as_json(value: records.Value) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def as_xml(value: records.Value) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return in_xml(json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value) if not isinstance(
        value, int | float
    ) else value  # fmt: skip


@pytest.mark.parametrize("make", [straits, hostile, disputed, foreign], ids=lambda make: make.__name__)
@pytest.mark.parametrize("suffix", [suffix for suffix, writer in WRITERS.items() if not writer.records])
def test_the_same_view_makes_the_same_bytes(suffix: str, make: object) -> None:
    export: Export = make()  # type: ignore[operator]
    first = WRITERS[suffix].write(export)
    assert first
    assert WRITERS[suffix].write(export) == first


@settings(max_examples=25, deadline=None)
@given(exports())
def test_json_comes_back_through_networkx(export: Export) -> None:
    graph = nx.node_link_graph(json.loads(node_link(export)), edges="edges")
    nodes, edges = told(graph)
    assert nodes == {each["id"]: {k: v for k, v in each.items() if k != "id"} for each in records.nodes(export)}
    for each in records.edges(export):
        source, target, data = edges.pop(each["key"])
        assert (source, target) == (each["source"], each["target"])
        wanted = {k: as_json(v) for k, v in each.items()}
        assert data.pop("evidence", []) == records.behind(export.evidence.get(str(each["key"]), ()))
        assert {"key": each["key"], "source": source, "target": target, **data} == wanted
    assert edges == {}


@settings(max_examples=25, deadline=None)
@given(exports())
def test_graphml_comes_back_through_networkx(export: Export) -> None:
    graph = nx.read_graphml(io.BytesIO(graphml(export)), force_multigraph=True)
    nodes, edges = told(graph)
    for each in records.nodes(export):
        data = nodes.pop(each["id"])
        label = data.pop("label", "")
        assert label == in_xml(str(each.get("name", "")))
        assert data == {k: as_xml(v) for k, v in each.items() if k != "id"}
    for each in records.edges(export):
        source, target, data = edges.pop(each["key"])
        data.pop("id", None)
        assert (source, target) == (each["source"], each["target"])
        assert data.pop("evidence", "") == in_xml(records.evidence_text(export, str(each["key"])))
        assert data == {k: as_xml(v) for k, v in each.items() if k not in ("key", "source", "target")}
    assert not nodes
    assert not edges


@settings(max_examples=25, deadline=None)
@given(exports())
def test_gexf_comes_back_through_networkx(export: Export) -> None:
    graph = nx.read_gexf(io.BytesIO(gexf(export)), version="1.3")
    assert sorted(graph.nodes) == sorted(node.id for node in export.subgraph.nodes)
    for node in export.subgraph.nodes:
        data = graph.nodes[node.id]
        assert data["label"] == in_xml(node.name)
        assert (data["kind"], data["degree"]) == (in_xml(node.kind), node.degree)
        x, y = export.places[node.id]
        assert (data["viz"]["position"]["x"], data["viz"]["position"]["y"]) == (x, -y)
    found = {data["id"]: (a, b, data) for a, b, data in graph.edges(data=True)}
    assert len(found) == len(export.subgraph.edges)
    for edge, record in zip(export.subgraph.edges, records.edges(export), strict=True):
        source, target, data = found[edge.key]
        assert (source, target, data["relation"]) == (edge.source, edge.target, edge.relation)
        assert data.get("status", "") == (edge.status or "")
        assert data.get("first") == (edge.first and edge.first.isoformat())
        if edge.first or edge.last:
            ((start, end),) = data["spells"]
            # networkx reads an end that is open as the word None.
            assert [each if each != "None" else None for each in (start, end)] == [
                each and each.isoformat() for each in (edge.first, edge.last)
            ]
        assert data.get("claims") == record.get("claims")
        assert data.get("evidence", "") == in_xml(records.evidence_text(export, edge.key))


def test_lists_and_evidence_are_there() -> None:
    export = straits()
    data = json.loads(node_link(export))
    attack = next(
        e for e in data["edges"] if (e["source"], e["relation"], e["target"]) == ("boreal", "ATTACKS", "aria")
    )
    assert attack["asserted_by"] == ["Ministry of Defence of Aria", "Mara Lund"]
    (claim,) = attack["evidence"]
    assert [(s["holder"], s["stance"]) for s in claim["statements"]][2] == ("boreal-mfa", "DENIES")
    assert claim["statements"][0]["document"]["published"] == "2031-10-04"
    assert data["graph"]["licence of straits"] == "CC0"
    graph = nx.read_graphml(io.BytesIO(graphml(export)), force_multigraph=True)
    (found,) = (d for a, b, d in graph.edges(data=True) if (a, b, d["relation"]) == ("boreal", "aria", "ATTACKS"))
    assert json.loads(found["denied_by"]) == ["Boreal Foreign Ministry"]
    assert json.loads(found["evidence"]) == attack["evidence"]
    assert b"licence of straits: CC0" in gexf(export)


@settings(max_examples=15, deadline=None)
@given(exports())
def test_no_cell_is_reckoned(export: Export) -> None:
    with zipfile.ZipFile(io.BytesIO(csv_zip(export))) as archive:
        rows = list(csv.reader(io.StringIO(archive.read("actors.csv").decode("utf-8-sig"), newline="")))
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]
    for row, node in zip(rows[1:], export.subgraph.nodes, strict=True):
        assert row[0].removeprefix("'") == in_utf8(node.name).removeprefix("'")
    book = openpyxl.load_workbook(io.BytesIO(excel(export)))
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]
    names = [row[0].value or "" for row in book["Actors"].iter_rows(min_row=2)]
    assert names == [in_xml(node.name) for node in export.subgraph.nodes]


def test_tables_have_statements_and_days() -> None:
    book = openpyxl.load_workbook(io.BytesIO(excel(straits())))
    assert book.sheetnames == ["Actors", "Relations", "Statements", "About"]
    head, *rows = [[cell.value for cell in row] for row in book["Relations"].iter_rows()]
    attack = next(dict(zip(head, row, strict=True)) for row in rows if row[1] == "attacks" and row[2] == "Aria")
    assert attack["status"] == "CONTESTED"
    assert attack["first"] == dt.datetime(2031, 10, 3)
    assert attack["asserted by"] == "Ministry of Defence of Aria; Mara Lund"
    assert ("licence of straits", "CC0") in [(row[0].value, row[1].value) for row in book["About"].iter_rows()]
    risky = [cell for cell in book["Statements"]["J"] if str(cell.value).startswith("=")]
    assert all(cell.quotePrefix for cell in risky)


def test_what_was_not_read_behind_an_edge_is_counted() -> None:
    export = straits()
    key, (reading,) = next((key, found) for key, found in export.evidence.items() if found[0].claims)
    edges = tuple(replace(each, statements=500) if each.key == key else each for each in export.subgraph.edges)
    export = replace(
        export,
        subgraph=replace(export.subgraph, edges=edges),
        evidence={**export.evidence, key: (replace(reading, left_out=7),)},
    )
    told = sum(len(claim.statements) for claim in reading.claims)
    found = {edge["key"]: edge for edge in json.loads(node_link(export))["edges"]}
    assert (found[key]["claims_left_out"], found[key]["statements_left_out"]) == (7, 500 - told)
    assert not [other for other, edge in found.items() if other != key and "claims_left_out" in edge]
    head, *rows = csv.reader(zipfile.ZipFile(io.BytesIO(csv_zip(export))).read("relations.csv").decode().splitlines())
    row = next(dict(zip(head, row, strict=True)) for row in rows if row[-1] == key)
    assert (row["claims_left_out"], row["statements_left_out"]) == ("7", str(500 - told))
    # What lies outside a window of time is not left out: it was not asked for.
    edges = tuple(replace(each, claims=40) if each.key == key else each for each in edges)
    export = replace(export, subgraph=replace(export.subgraph, edges=edges), evidence={key: (reading,)})
    found = {edge["key"]: edge for edge in json.loads(node_link(export))["edges"]}
    assert not {"claims_left_out", "statements_left_out"} & found[key].keys()
    words = evidence_words(export, 10**6)[key]
    assert (len(words["claims"]), words["more"], words["unsaid"]) == (len(reading.claims), 0, 0)


def test_every_format_says_what_it_loses() -> None:
    assert all(
        writer.lost(claims=True) and writer.evidence != writer.records and writer.suffix == suffix
        for suffix, writer in WRITERS.items()
    )
