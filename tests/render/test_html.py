from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from render.views import CHINESE, ENGLISH, HOSTILE, hostile, large, straits

from allegata.render.export import Export
from allegata.render.html import html, program_modules


class Read(HTMLParser):
    """Every element of a page with its attributes, and the text in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[int, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        at = len(self.elements) - 1
        self.texts[at] = self.texts.get(at, "") + data


def read(page: str) -> tuple[Read, dict]:
    parser = Read()
    parser.feed(page)
    at = next(n for n, (_, attrs) in enumerate(parser.elements) if attrs.get("id") == "data")
    return parser, json.loads(parser.texts[at])


@pytest.mark.parametrize("make", [straits, hostile], ids=["straits", "hostile"])
def test_the_page_is_ours_and_the_data_are_text(make: object) -> None:
    export: Export = make()  # type: ignore[operator]
    page = html(export).decode()
    parser, data = read(page)
    tags = [tag for tag, _ in parser.elements]
    assert tags.count("script") == 3
    assert "img" not in tags
    for _, attributes in parser.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "href")]
    assert [node["name"] for node in data["nodes"]] == [node.name for node in export.subgraph.nodes]
    assert {node["id"]: (node["x"], node["y"]) for node in data["nodes"]} == dict(export.places)
    policy = next(attrs["content"] for tag, attrs in parser.elements if attrs.get("http-equiv"))
    assert "default-src 'none'" in (policy or "")


def test_hostile_names_leave_no_trace_in_the_markup() -> None:
    page = html(hostile()).decode()
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert data
    assert not set("<>&\u2028\u2029") & set(data[1])
    assert [node["name"] for node in json.loads(data[1])["nodes"]] == list(HOSTILE)


@pytest.mark.parametrize("words", [ENGLISH, CHINESE, "<&>" * 10], ids=["english", "chinese", "markup"])
def test_three_hundred_edges_are_small_and_say_what_is_left_out(words: str) -> None:
    export = large(words=words)
    page = html(export)
    assert len(page) < 1_500_000
    _, data = read(page.decode())
    assert len(data["edges"]) == 300
    told = data["evidence"]
    for edge in export.subgraph.edges:
        assert told[edge.key]["claims"], "every edge has some of its evidence"
        assert len(told[edge.key]["claims"]) + told[edge.key]["more"] == 8
    assert any(each["more"] for each in told.values())
    edges = tuple(replace(each, statements=70) for each in export.subgraph.edges)
    _, data = read(html(replace(export, subgraph=replace(export.subgraph, edges=edges))).decode())
    assert all(it["unsaid"] == 70 - len(it["claims"]) for it in data["evidence"].values())


def test_every_script_comes_after_those_that_it_imports() -> None:
    there: list[str] = []
    for name, text in program_modules():
        imported = re.findall(r'^import .*? from "\./(\w+)\.js";$', text, re.MULTILINE | re.DOTALL)
        assert set(imported) <= set(there), f"{name}.js imports what SHARED has not before it"
        assert "import(" not in text
        assert not re.search(r"^export (?!const |function |class |async function )", text, re.MULTILINE), name
        there.append(name)


def test_surrogates_of_broken_text_are_replaced() -> None:
    assert "\ufffd" in html(replace(straits(), title="a\ud800b")).decode()
