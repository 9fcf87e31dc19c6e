"""Drafts and their addresses, answers as graphs and as tables."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from fake_gate import ANSWER, HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from allegata.answer import Answer, Link, Point
from allegata.catalog import Kind, Parameter, Returns, header, read
from allegata.errors import QueryFailed, ViewError
from allegata.model import NodeReading, Status
from allegata.ui.queries.answers import AnswerGraph, ids_of, keys_of
from allegata.ui.queries.draft import Draft
from allegata.ui.queries.places import read_address, write_address
from allegata.ui.queries.result import frame

SAVED = {"one": "// title: T\n// description: D\n// returns: table\n// $x: text = a -- X.\nRETURN $x\n"}
TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\r"), max_size=40)


@given(TEXTS, TEXTS)
def test_an_address_gives_the_same_draft(tmp_path_factory: pytest.TempPathFactory, value: str, more: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "drafts"
    query = Draft("one", SAVED["one"]).query
    assert query is not None
    draft = Draft("one", SAVED["one"]).giving(query.parameters[0], value)
    for each in (draft, draft.writing(f"{SAVED['one']}// {more}"), Draft("", f"RETURN 1 // {more}")):
        assert read_address(write_address(each, SAVED, folder), SAVED, folder) == each


@given(TEXTS.filter(str.strip), TEXTS, st.one_of(TEXTS, st.text("-a \t", max_size=9)))
def test_a_header_can_be_read_whatever_was_typed(title: str, description: str, default: str) -> None:
    one = Parameter("x", Kind.TEXT, "x", default)
    text = header(title, description, Returns.BOTH, (one,)) + "RETURN $x"
    query, problems = read(text, file="f", name="f")
    assert problems == ()
    assert query is not None
    assert (query.title, query.statement) == (" ".join(title.split()), "RETURN $x")
    assert [each.name for each in query.parameters] == ["x"]
    assert query.parameters[0].default.replace(" ", "") == "".join(default.split())


def test_a_long_text_is_kept_here_and_elsewhere_is_said_to_be_missing(tmp_path: Path) -> None:
    draft = Draft("", "RETURN 1 // " + "x" * 5_000)
    told = write_address(draft, SAVED, tmp_path)
    assert len(told["t"]) < 30
    assert read_address(told, SAVED, tmp_path) == draft
    with pytest.raises(ViewError, match="kept on the machine"):
        read_address(told, SAVED, tmp_path / "elsewhere")
    with pytest.raises(ViewError, match="not here"):
        read_address({"q": "../../etc/passwd"}, SAVED, tmp_path)
    assert read_address({"t": "id.../../x"}, SAVED, tmp_path) == Draft("", "id.../../x")


def test_marks_count_in_the_whole_text_and_in_what_was_typed() -> None:
    text = "// title: T\n// description: D\n// returns: table\n\n   RETURNN 1\nx"
    assert [(mark.line, mark.column) for mark in Draft("", text).marks(QueryFailed("Line 1, column 1: no.", 1, 1))] == [
        (5, 4)
    ]
    assert [(mark.line, mark.column) for mark in Draft("", text).marks(QueryFailed("no", 2, 1))] == [(6, 1)]
    bare = Draft("", "\n  RETURNN 1").marks(QueryFailed("Line 2, column 3: no.", 2, 3))
    assert [(mark.line, mark.column, mark.text) for mark in bare] == [(2, 3, "no.")]


def test_the_graph_of_an_answer_is_what_the_answer_holds() -> None:
    graph = AnswerGraph.of(ANSWER, True)
    nodes = {node.id: node for node in graph.overview(10).nodes}
    assert set(nodes) == {"aria", "boreal", "4:x:3"}
    assert nodes["boreal"].name == HOSTILE
    assert nodes["4:x:3"].kind == "Claim"
    edges = {edge.relation: edge for edge in graph.whole.edges}
    assert (edges["ACCUSES"].family, edges["ACCUSES"].status, edges["ACCUSES"].statements) == (
        "verbal conflict", Status.CONTESTED, 5,
    )  # fmt: skip
    assert edges["SUBJECT"].family == "other"
    reading = graph.entity("boreal")
    assert isinstance(reading, NodeReading)
    assert {each.name: each.value for each in reading.properties}["note"] == "<b>x</b>"
    assert ids_of(ANSWER, True) == ("aria", "boreal")
    assert ids_of(ANSWER, False) == ("4:x:1", "4:x:2", "4:x:3")
    assert keys_of(ANSWER, True) == ("k",)
    parallel = replace(ANSWER, links=(*ANSWER.links, replace(ANSWER.links[0], element_id="5:x:9")))
    assert len(keys_of(parallel, False)) == 2


def test_a_large_graph_is_drawn_as_far_as_it_can_be() -> None:
    answer = Answer(("n",), (), tuple(Point(f"4:x:{n}", ("Thing",), {"title": f"T{n}"}) for n in range(50)))
    assert len(AnswerGraph.of(answer, False).overview(20).nodes) == 20
    linked = replace(answer, links=(Link("5:x:1", "LIKES", "4:x:48", "4:x:49"),))
    drawn = AnswerGraph.of(linked, False).overview(20)
    assert (len(drawn.nodes), len(drawn.edges), drawn.left_out) == (20, 1, 30)


def test_columns_sort_as_what_they_are() -> None:
    day = dt.date(2031, 1, 2)
    table = frame(
        ("int", "float", "day", "bool", "mixed", "list", "large", "none"),
        [(1, 1, day, True, 1, [1, "a"], 2**60, None), (None, 1.5, None, None, "a", {"name": "N"}, 1, None)],
    )
    kinds = {name: str(kind) for name, kind in table.dtypes.items()}
    assert kinds == {
        "int": "Int64",
        "float": "Float64",
        "day": "object",
        "bool": "boolean",
        **dict.fromkeys(("mixed", "list", "large", "none"), kinds["mixed"]),
    }
    assert list(table["list"]) == ["1, a", "N"]
    assert list(table["large"]) == [str(2**60), "1"]
