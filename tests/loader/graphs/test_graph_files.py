"""Graphs of others as records, and what is said of those that cannot be read."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zipfile
from pathlib import Path

import networkx as nx
import openpyxl
import pytest
from foreign_graphs import GEPHI, GEXF, GRAPHML, NESTED, written
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render.views import hostile, straits

from allegata.errors import LoadError, NotFound, UsageError
from allegata.model import Dataset, Entity, Fact, Kind
from allegata.progress import Silent
from allegata.render.networks import gexf, graphml
from loader import choose, holds_events, read
from loader.graphs import source

TABLE = """from;to;what;since;kind;seen
Arland;Borland;trades with;2020;country;Atlas
"Borland; the old";Arland;;;country;
Arland;Borland;trades with;2020;country;Again
"""
MAPPING = """source: from
target: to
relation: what
from: since
reference: seen
source_kind: kind
kinds:
  country: State
constants:
  relation: knows
dataset:
  name: ties
  title: The ties
  licence: CC0
"""


def ends(made: Dataset) -> list[tuple[str, str, str, str]]:
    names = {each.id: each.name for each in made.entities}
    return [(names[it.subject], it.relation, it.role, names[it.object]) for it in made.facts]


def refused(path: Path, **more: object) -> list[str]:
    with pytest.raises(LoadError) as told:
        read(path, **more)  # type: ignore[arg-type]
    return [str(each) for each in told.value.problems]


def test_graphml(tmp_path: Path) -> None:
    made = read(written(tmp_path, "My web.graphml", GRAPHML))
    assert made.name == "my-web"
    assert made.entities == (
        Entity("my-web:a", "Ana <b>", Kind.PERSON),
        Entity("my-web:b", "Borland", Kind.STATE),
    )
    assert made.facts[0] == Fact(
        "my-web:a", "LINKED_TO", "my-web:b", dt.date(2024, 2, 1), None, "writes to", "My web.graphml"
    )
    assert ends(made)[1:] == [("Ana <b>", "REPRESENTS", "", "Borland"), ("Ana <b>", "LINKED_TO", "", "Ana <b>")]
    assert made.claims == made.statements == ()
    assert "nobody" in made.note


@pytest.mark.parametrize("version", ["www.gexf.net/1.2draft", "gexf.net/1.3"])
def test_gexf(tmp_path: Path, version: str) -> None:
    made = read(written(tmp_path, "web.gexf", GEXF.format(version)), name="web-2")
    assert (made.name, made.title) == ("web-2", "A web")
    assert made.entities[1] == Entity("web-2:2", "Borland", Kind.GROUP)
    assert made.facts == (
        Fact("web-2:1", "LINKED_TO", "web-2:2", dt.date(2020, 1, 1), dt.date(2021, 3, 4), "trades with", "web.gexf",
             "https://example.org/t"),
        Fact("web-2:2", "MEMBER_OF", "web-2:1", dt.date(2019, 1, 1), None, "", "web.gexf"),
    )  # fmt: skip


class Heard(Silent):
    """What is said while a file is read."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


def test_gexf_with_nodes_in_nodes(tmp_path: Path) -> None:
    heard = Heard()
    made = read(written(tmp_path, "rule.gexf", NESTED), progress=heard)
    assert [(each.id, each.name, each.kind) for each in made.entities] == [
        ("rule:gov", "Government of Arland", Kind.GROUP),
        ("rule:mfa", "Ministry of Foreign Affairs", Kind.ORGANIZATION),
        ("rule:mod", "Ministry of Defence", Kind.ORGANIZATION),
        ("rule:navy", "Navy", Kind.ORGANIZATION),
    ]
    assert [(it.subject, it.role, it.object) for it in made.facts] == [
        ("rule:mfa", "", "rule:mod"), ("rule:gov", "funds", "rule:navy"), ("rule:navy", "", "rule:mfa"),
    ]  # fmt: skip
    assert heard.said == [
        "rule.gexf: 2 edges have no direction in the file, and lead from their source to their target.",
        "rule.gexf: 1 edges have a weight, which is not taken over.",
    ]


def test_gexf_as_gephi_writes_it(tmp_path: Path) -> None:
    heard = Heard()
    made = read(written(tmp_path, "talks.gexf", GEPHI), progress=heard)
    assert (made.title, [(each.name, each.kind) for each in made.entities]) == (
        "Talks", [("Aria", Kind.STATE), ("Boreal", Kind.GROUP)],
    )  # fmt: skip
    (fact,) = made.facts
    assert (fact.role, fact.start, fact.end) == ("talks with", dt.date(2031, 10, 5), dt.date(2031, 10, 6))
    assert "talks.gexf: 1 edges have a weight, which is not taken over." in heard.said
    assert not [said for said in heard.said if "direction" in said]


def test_graphml_without_directions(tmp_path: Path) -> None:
    heard = Heard()
    text = GRAPHML.replace('"directed"', '"undirected"').replace('target="a"', 'target="a" directed="true"')
    read(written(tmp_path, "w.graphml", text), progress=heard)
    assert "w.graphml: 2 edges have no direction in the file, and lead from their source to their target." in heard.said


@pytest.mark.parametrize("ending", ["csv", "tsv", "xlsx"])
def test_tables_of_edges(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"ties.{ending}"
    written(tmp_path, "ties.edges.yaml", MAPPING)
    if ending == "xlsx":
        book = openpyxl.Workbook()
        for row in ([*line] for line in (["from", "to", "what", "since", "kind", "seen"],
                    ["Arland", "Borland", "trades with", 2020, "country", "Atlas"],
                    ["Borland; the old", "Arland", None, None, "country", None],
                    ["Arland", "Borland", "trades with", 2020, "country", "Again"])):  # fmt: skip
            book.active.append(row)  # type: ignore[union-attr]
        book.save(path)
    else:
        written(tmp_path, path.name, TABLE.replace(";", "\t").replace("\t the", "; the") if ending == "tsv" else TABLE)
    made = read(path)
    assert (made.name, made.title, made.licence) == ("ties", "The ties", "CC0")
    assert [(each.name, each.kind) for each in made.entities] == [
        ("Arland", Kind.STATE), ("Borland", Kind.GROUP), ("Borland; the old", Kind.STATE),
    ]  # fmt: skip
    assert ends(made) == [
        ("Arland", "LINKED_TO", "trades with", "Borland"), ("Borland; the old", "LINKED_TO", "knows", "Arland"),
    ]  # fmt: skip
    assert [(it.start, it.source) for it in made.facts] == [(dt.date(2020, 1, 1), "Atlas"), (None, path.name)]


def test_words_can_mean_our_standing_relations_and_ids_those_that_are_there(tmp_path: Path) -> None:
    class Known:
        def known(self, entities: object, documents: object, *, outside: str) -> tuple[frozenset[str], frozenset[str]]:
            assert outside == "web"
            return frozenset({"b"}), frozenset()

    written(tmp_path, "web.edges.yaml", "relation: relation\nrelations:\n  Writes to: PART_OF\nids: shared\n")
    made = read(written(tmp_path, "web.graphml", GRAPHML), Known())
    assert [each.id for each in made.entities] == ["a"]
    assert [(it.subject, it.relation, it.object) for it in made.facts[:1]] == [("a", "PART_OF", "b")]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.graphml", GRAPHML.replace("</node>", "", 1), "a.graphml:13: is no sound XML at character 5 (mismatched"),
        ("a.graphml", GRAPHML.replace('target="b"', 'target="c"', 1), "a.graphml:10: an edge names the node 'c'"),
        ("a.graphml", GRAPHML.replace('id="b"', 'id="a"'), "a.graphml:9: the id 'a' is taken by line 8"),
        ("a.graphml", GRAPHML.replace('target="b"', "", 1), "a.graphml:10: an edge lacks its source or its target"),
        ("a.gexf", GEXF.format("x").replace('id="2"', ""), "a.gexf:9: a node has no id"),
        ("a.graphml", "<graphml" + "<a>" * 200, "a.graphml:1: is no sound XML"),
        ("a.graphml", "<graphml>" + "<a>" * 200, "more than 100 elements within one another"),
        (
            "a.graphml",
            '<!DOCTYPE graphml [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]>\n<graphml>&b;</graphml>',
            "defines entities, which are not read",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, name: str, text: str, told: str) -> None:
    problems = refused(written(tmp_path, name, text))
    assert any(told in each for each in problems), problems


@pytest.mark.parametrize(
    ("mapping", "table", "told"),
    [
        ("source: from\ntarget: tow", TABLE, "target: there is no column 'tow' in ties.csv"),
        ("sauce: from", TABLE, "ties.edges.yaml:1: there is no key sauce: did you mean source?"),
        (MAPPING + "relations:\n  x: ACCUSES\n", TABLE, "ties.edges.yaml:16: ACCUSES is none of the relations"),
        (MAPPING.replace("country", "land"), TABLE, "ties.csv:2: source_kind 'country' is no kind"),
        (MAPPING, TABLE.replace("2020", "soon"), "ties.csv:2: from 'soon' is no date"),
        (MAPPING, TABLE.replace("Arland;Borland", ";Borland", 1), "ties.csv:2: has no source"),
        (MAPPING, TABLE + 'a;"b', "cannot be read from here on"),
        (MAPPING, "", "ties.csv:1: has no header"),
        ("relation: what", TABLE.replace("from;to", "a;b"), "ties.csv:1: no column is known as the source"),
        (MAPPING.replace("name: ties", "name: ../x"), TABLE, "the name '../x' of the data set is no identifier"),
        ("[1]", TABLE, "ties.edges.yaml:1: is no table of keys and values"),
    ],
)
def test_what_is_wrong_with_tables_and_mappings(tmp_path: Path, mapping: str, table: str, told: str) -> None:
    written(tmp_path, "ties.edges.yaml", mapping)
    problems = refused(written(tmp_path, "ties.csv", table))
    assert any(told in each for each in problems), problems


def test_unpacked_sizes_are_capped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = tmp_path / "a.graphml.gz"
    packed.write_bytes(gzip.compress(GRAPHML.encode()))
    assert len(read(packed).facts) == 3
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 150_000_000)
    assert "has 150,000,000 bytes when unpacked" in refused(tmp_path / "a.xlsx", format="edges")[0]
    bomb = tmp_path / "b.graphml.gz"
    with gzip.open(bomb, "wb") as out:
        out.write(b"<graphml>" + b" " * 3_000_000)
    monkeypatch.setattr(source.blocks, "__defaults__", (1_000_000,))
    assert "has more than 1,000,000 bytes" in refused(bomb)[0]


def test_formats_are_recognized_or_named(tmp_path: Path) -> None:
    graph = written(tmp_path, "web.xml", GRAPHML)
    assert choose("auto", graph).name == "graphml"
    assert choose("auto", written(tmp_path, "b.gexf", GEXF.format("x"))).name == "gexf"
    table = written(tmp_path, "plain.csv", "Source,Target,Label\na,b,knows\n")
    with pytest.raises(NotFound, match=r"edges\.yaml"):
        choose("auto", table)
    assert ends(read(table, format="edges")) == [("a", "LINKED_TO", "knows", "b")]
    assert not holds_events([graph])
    with pytest.raises(UsageError, match="documents"):
        read(graph, documents=tmp_path)


def test_what_left_comes_back(tmp_path: Path) -> None:
    export = straits()
    for name, content in (("a.graphml", graphml(export)), ("a.gexf", gexf(export))):
        (tmp_path / name).write_bytes(content)
        written(tmp_path, "a.edges.yaml", "ids: shared\n")
        made = read(tmp_path / name)
        assert {(e.id, e.name, e.kind) for e in made.entities} == {
            (n.id, n.name, n.kind) for n in export.subgraph.nodes
        }
        wanted = {(e.source, "LINKED_TO" if e.status else e.relation, e.target, e.first) for e in export.subgraph.edges}
        assert {(f.subject, f.relation, f.object, f.start) for f in made.facts} == wanted
    (tmp_path / "h.gexf").write_bytes(gexf(hostile()))
    assert {each.name for each in read(tmp_path / "h.gexf", mapping=Path(tmp_path / "a.edges.yaml")).entities} == {
        node.name for node in hostile().subgraph.nodes
    }


LETTERS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(LETTERS, LETTERS), max_size=8))
def test_networkx_graphs_are_read(tmp_path: Path, pairs: list[tuple[str, str]]) -> None:
    graph = nx.DiGraph(pairs)
    for write, name in ((nx.write_graphml, "n.graphml"), (nx.write_gexf, "n.gexf")):
        out = io.BytesIO()
        write(graph, out)
        (tmp_path / name).write_bytes(out.getvalue())
        made = read(tmp_path / name)
        assert sorted(each.name for each in made.entities) == sorted(graph.nodes)
        names = {each.id: each.name for each in made.entities}
        assert sorted((names[f.subject], names[f.object]) for f in made.facts) == sorted(graph.edges)


def workbook() -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    for row in (["source", "target"], ["a", "b"], ["b", "c"]):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(out)
    return out.getvalue()


FILES = {"f.graphml": GRAPHML.encode(), "f.gexf": GEXF.format("gexf.net/1.3").encode(), "f.xlsx": workbook()}
FORMAT = {"f.graphml": "graphml", "f.gexf": "gexf", "f.xlsx": "edges"}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(FILES)),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    put=st.binary(max_size=20) | st.sampled_from([b"<node>", b"</graph>", b"&#0;", b"&x;", b"<![CDATA[", b"\xff\xfe"]),
)
def test_damaged_files_are_refused_and_nothing_else(
    tmp_path: Path, name: str, start: float, length: int, put: bytes
) -> None:
    data = FILES[name]
    at = int(start * len(data))
    (tmp_path / name).write_bytes(data[:at] + put + data[at + length :])
    problems, made = (), None
    try:
        made = read(tmp_path / name, format=FORMAT[name])
    except LoadError as told:
        problems = told.problems
    assert (made is None) == bool(problems)
    assert all(each.file == name and each.mend for each in problems)
