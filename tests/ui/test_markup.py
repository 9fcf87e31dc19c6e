from __future__ import annotations

import datetime as dt
import html
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fake_graph import ARTICLE, DOCUMENT, ENTITIES, FakeGraph
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from allegata.model import EdgeEvidence
from allegata.ui.inspector import edge_told, entity_told
from allegata.ui.markup import Markup, element, link, markdown
from allegata.view import Filters

GRAPH = FakeGraph()
PUNCTUATION = st.text(alphabet="\\`*_{}[]()<>#+-.!|~$:&^=\"'/@ab1 \n", max_size=40)


class Page(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.names: set[str] = set()
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.names |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def edge(source: str, relation: str, target: str) -> EdgeEvidence:
    key = next(k for k, e in GRAPH.edges.items() if (e.source, e.relation, e.target) == (source, relation, target))
    return GRAPH.evidence(key)


@given(st.one_of(st.text(), PUNCTUATION), st.one_of(st.text(), PUNCTUATION))
def test_text_stays_text_in_elements(text: str, value: str) -> None:
    page = Page(element("p", text, title=value))
    assert page.tags == ["p"]
    assert page.names == {"title"}
    assert page.text == text or html.unescape(html.escape(text)) == text


@given(PUNCTUATION)
def test_text_stays_text_in_markdown(text: str) -> None:
    shown = Page(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown(text)))
    assert set(shown.tags) <= {"p"}
    assert shown.text.replace("\u2060", "").strip() == " ".join(text.split())


@given(PUNCTUATION)
def test_nothing_of_streamlits_own_is_left_in_markdown(text: str) -> None:
    assert not re.search(r"(?<!\\)[$:\[\]]", markdown(text).replace("\\\\", ""))


def test_only_addresses_of_the_web_become_links() -> None:
    assert 'href="https://example.org/?a=1&amp;b=2"' in link("there", "https://example.org/?a=1&b=2")
    assert 'rel="noopener noreferrer"' in link("there", "https://example.org/")
    for url in ("javascript:alert(1)", "data:text/html,x", "//example.org", "ftp://example.org", ""):
        assert "href" not in link("there", url)


def test_markup_is_not_escaped_twice() -> None:
    assert element("div", element("b", "<")) == "<div><b>&lt;</b></div>"
    assert isinstance(element("br"), Markup)


def test_within_a_window_the_inspector_says_what_is_of_the_whole_edge() -> None:
    evidence = edge("boreal", "ATTACKS", "aria")
    since = dt.date(2031, 10, 3)
    happened, said = Filters(since=since, until=since), Filters(since=since, clock="said")
    words = "Within the days of the filter (3 October 2031): 1 of its 1 claim. The numbers above are of the edge as"
    assert words in edge_told(evidence, {}, happened)
    assert "none of its claims" in edge_told(replace(evidence, claims=()), {}, happened)
    assert "is of the edge as a whole" in edge_told(evidence, {}, said)
    assert "as a whole" not in edge_told(evidence, {}, Filters(holders=2))


@pytest.mark.parametrize("entity", ENTITIES, ids=lambda entity: entity.id)
def test_every_entity_is_told_as_text(entity: object) -> None:
    reading = GRAPH.entity(entity.id)  # type: ignore[attr-defined]
    page = Page(entity_told(reading))
    assert reading.entity.name in page.text
    assert not {"img", "script", "iframe", "style", "svg"} & set(page.tags)
    assert page.names <= {"class", "title", "href", "target", "rel", "open"}


def test_an_entity_is_told_with_its_names_and_facts() -> None:
    text = Page(entity_told(GRAPH.entity("boreal"))).text
    for said in ("State", "Boreal Federation", "Norrgard", "the Federation", "Northern Pact", "Ilya Orsk"):
        assert said in text
    minister = Page(entity_told(GRAPH.entity("lund")))
    assert "minister" in minister.text
    assert "since 1 March 2031" in minister.text
    assert "a" in minister.tags


def test_an_edge_is_told_with_everybody_who_spoke() -> None:
    text = Page(edge_told(edge("boreal", "ATTACKS", "aria"), {})).text
    for said in ("Boreal Federation", "attacks", "contested", "4 statements", "1 independent source", "Mara Lund",
                 "Ministry of Defence of Aria", "asserts", "denies", "cannot confirm", "An invention",
                 "The Cordia Herald, 4 October 2031", "Aria accuses Boreal of firing on its ships"):  # fmt: skip
        assert said in text
    assert "fb96c922" in text


def test_a_claim_names_what_it_is_about() -> None:
    assert "A Boreal frigate fired on two Arian cutters" in Page(edge_told(edge("aria", "ACCUSES", "boreal"), {})).text


def test_a_passage_is_shown_in_its_paragraph_when_the_text_is_attached() -> None:
    told = edge_told(edge("boreal", "ATTACKS", "aria"), {DOCUMENT.id: ARTICLE})
    assert "<mark>fired on two of its cutters</mark>" in told
    assert "<mark>" not in edge_told(edge("boreal", "ATTACKS", "aria"), {DOCUMENT.id: ARTICLE.upper()})


def test_a_standing_fact_is_told_as_one() -> None:
    text = Page(edge_told(edge("lund", "REPRESENTS", "aria-mod"), {})).text
    assert "Standing fact" in text
    assert "minister" in text
    assert "Gazette" in text


def test_hostile_claims_are_told_as_text() -> None:
    page = Page(edge_told(edge("hostile", "CRITICIZES", "aria"), {}))
    assert not {"img", "script"} & set(page.tags)
    assert "<script>alert(3)</script>" in page.text
