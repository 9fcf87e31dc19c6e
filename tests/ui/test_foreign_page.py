"""The explorer on a database that Allegata did not load, and what is told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from databases import Database
from hypothesis import given
from hypothesis import strategies as st
from screen import words
from store.strangers import HOSTILE, PARALLEL, build
from streamlit.testing.v1 import AppTest

from allegata import settings
from allegata.answer import Answer
from allegata.model import Edge, Node, NodeReading, PropertiesReading, Property
from allegata.render.figure import FORMATS, Design, draw
from allegata.render.networks import gexf
from allegata.render.writers import WRITERS
from allegata.store import ForeignGraph, Graph
from allegata.store.dictionary import read_dictionary
from allegata.ui import foreign
from allegata.ui.canvas import Event
from allegata.ui.connection import database as open_for_page
from allegata.ui.desk import Desk
from allegata.ui.panels.export import CHOICE, Choice
from allegata.ui.papers import Papers, Sheet
from allegata.ui.queries.answers import ids_of, keys_of
from allegata.ui.queries.inquiry import Inquiry
from allegata.ui.queries.study import Room
from allegata.view.leaving import Leaving

PAGE = """
import streamlit as st
from allegata import settings
from allegata.ui.connection import database
from allegata.ui.pages.explorer import explorer

st.set_page_config(layout="wide")
in_force = settings.load()
explorer(database(in_force).graph, in_force)
"""


@pytest.fixture(scope="module")
def foreigners(database: Database) -> Iterator[Database]:
    build(database, fans=200, others=20)
    yield database
    database.clear()


@pytest.fixture
def app(foreigners: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    address = foreigners.address
    monkeypatch.setenv("ALLEGATA_HOME", str(tmp_path))
    monkeypatch.setenv("NEO4J_URI", address.uri)
    monkeypatch.setenv("NEO4J_USERNAME", address.username)
    monkeypatch.setenv("NEO4J_PASSWORD", address.password)
    app = AppTest.from_string(PAGE, default_timeout=120).run()
    assert not app.exception
    return app


OF_CLAIMS = re.compile(
    r"claim|statement|document|contested|attach|data set|Pyongyang|holder|standing fact|status|evidence|whose word|"
    r"sources|den(?:y|ies)|reported",
    re.IGNORECASE,
)
"""What is said only where there are claims."""


def quiet(app: AppTest) -> str:
    """All words on the page, none of them about claims."""
    assert not app.exception
    told = words(app)
    assert OF_CLAIMS.findall(told) == []
    return told


def graph_of_page() -> ForeignGraph:
    """The graph that the page reads."""
    graph = open_for_page(settings.load()).graph
    assert isinstance(graph, ForeignGraph)
    return graph


def papers(app: AppTest) -> Papers:
    sheet: Sheet = app.session_state["desk"]
    return sheet.papers


def test_the_page_works_and_tells_nothing_of_claims(app: AppTest) -> None:
    drawn = papers(app).state.scene.shown
    assert {"Hub", "Ada Lovelace"} <= {node.name for node in drawn.nodes}
    families = papers(app).wire.message["style"]["families"]
    assert {"KNOWS", "CALLED", HOSTILE} <= families.keys()
    assert "verbal conflict" not in families
    assert papers(app).wire.message["layouts"] == ["force", "circular", "concentric"], "there are no days"
    quiet(app)
    desk = Desk(graph_of_page(), settings.load(), app.session_state["desk"])
    desk.search("ada lovelase")
    desk.show(papers(app).hits[0].node.id)
    assert "Augusta Ada" in quiet(app.run())
    called = next(edge for edge in drawn.edges if edge.relation == "CALLED")
    desk.select_edge(called.key)
    assert f"{PARALLEL:,} relationships" in quiet(app.run())
    quiet(app.toggle(key="filters-open").set_value(True).run())


def test_tables_sentences_and_what_leaves_tell_nothing_of_claims(app: AppTest) -> None:
    edges = papers(app).state.scene.visible.edges
    quiet(app.segmented_control(key="mode").set_value("Tables").run())
    relations, actors = (frame.value for frame in app.dataframe)
    assert list(relations) == ["source", "relation", "target", "relationships", "key"]
    assert dict(zip(relations["key"], relations["relationships"], strict=True)) == {e.key: e.claims for e in edges}
    assert not OF_CLAIMS.search(" ".join(actors))
    told = quiet(app.segmented_control(key="mode").set_value("Sentences").run())
    assert "Ada Lovelace knows Bób Müller\\." in told
    assert f"Ada Lovelace called \\<b\\>Cy\\</b\\> \\({PARALLEL:,} relationships\\)\\." in told
    for suffix in (*FORMATS, *(suffix for suffix, writer in WRITERS.items() if not writer.records)):
        app.run()
        app.session_state[CHOICE] = Choice(suffix)
        assert "Export this view" in quiet(app.button(key="export").click().run())
        assert app.get("download_button")[-1].proto.label == f"Download {suffix[1:].upper()}"


def test_expanding_and_undo_work(app: AppTest) -> None:
    desk = Desk(graph_of_page(), settings.load(), app.session_state["desk"])
    before = desk.scene
    hub = next(node for node in before.shown.nodes if node.name == "Hub")
    desk.hear(Event("remove", hub.id, 1))
    desk.show(hub.id)
    for number in range(2, 12):
        desk.hear(Event("expand", hub.id, number))
        assert not desk.papers.trouble
    assert desk.state.to_come[hub.id] == 0
    assert sum(node.kind == "Fan" for node in desk.scene.shown.nodes) == 200
    app.run()
    assert not app.exception
    for number in range(12, 30):
        desk.hear(Event("back", "", number))
    assert desk.scene.places == before.places


def test_chosen_captions_and_colours_are_drawn_at_once_and_kept(app: AppTest) -> None:
    graph = graph_of_page()
    choices = {label: (now, all_) for label, now, all_ in foreign.caption_choices(graph)}
    assert choices["Agent"][0] == "name"
    assert "7" in choices[HOSTILE][1]
    changed = foreign.choose_caption(graph, settings.load(), HOSTILE, "7")
    assert changed.search("42")
    app.run()
    assert not app.exception
    assert "42" in {node.name for node in papers(app).state.scene.shown.nodes}
    assert foreign.captioned(graph, settings.load()) == changed
    key = {"colour": f"colour-{HOSTILE}", "back": f"colourless-{HOSTILE}"}
    app.toggle(key="filters-open").set_value(True).run()
    assert app.button(key=key["back"]).disabled
    app.color_picker(key=key["colour"]).pick("#AA3377").run()
    assert not app.exception
    message = papers(app).wire.message
    assert message["style"]["discs"] == {HOSTILE: "#aa3377"}, "the browser is told at once"
    desk = Desk(foreign.captioned(graph, settings.load()), settings.load(), app.session_state["desk"])
    export = desk.leaving(Leaving())
    coloured = sum(node.kind == HOSTILE for node in export.subgraph.nodes)
    assert coloured
    figure = draw(export, ".svg", Design()).content.decode()
    assert figure.count("#aa3377") == coloured + 1, "the nodes, and their sample in the legend"
    assert gexf(export).count(b'r="170" g="51" b="119"') == coloured
    app.button(key=key["back"]).click().run()
    assert papers(app).wire.message["style"]["discs"] == {}
    ours = Graph(graph_of_page().reader)
    assert foreign.captioned(ours, settings.load()) is ours


anything = st.text(max_size=50)


@given(anything, anything, anything, st.integers(0, 5000))
def test_whatever_stands_there_is_told_as_text(label: str, name: str, value: str, cut: int) -> None:
    node = Node("1", f"<i>{name}", label, 3)
    properties = (Property(f"<u>{name}", f"<b>{value}", cut), Property("list", value * 20, cut, "value"))
    reading = NodeReading(node, (f"<s>{label}",), properties, ((f"<em>{label}", "in", 3),), cut, (), cut)
    edge = Edge("k", "1", "1", f"<tt>{label}", label, None, 2, 2)
    pages = (
        foreign.node_told(reading),
        foreign.edge_told(PropertiesReading(edge, node, node, (properties, ()), cut)),
        foreign.edge_told(PropertiesReading(edge, node, node, ((),))),
    )
    for page in pages:
        for tag in ("<i>", "<u>", "<b>", "<s>", "<em>", "<tt>"):
            assert tag not in page


def test_long_values_are_cut_with_a_note() -> None:
    node = Node("1", "n", "L")
    long = NodeReading(node, (), (Property("p", "x" * 2000, 8000), Property("q", "y" * 10, 5, "value")), ())
    page = foreign.node_told(long)
    assert "9,700 characters more" in page
    assert "5 values more" in page
    assert "x" * 301 not in page


# ── Queries ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_statements_run_and_what_they_find_can_be_drawn(
    app: AppTest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph, in_force = graph_of_page(), settings.load()
    inquiry = Inquiry(graph, open_for_page(in_force).gate(in_force), in_force, Room())
    assert inquiry.catalog().queries == ()
    header = "// title: T\n// description: D\n// returns: graph\n// $who: entity = Ada Lovelace -- Who.\n"
    relation = "// $how: relation = -- How; of the types that are there.\n"
    inquiry.write(f"{header}{relation}MATCH (a)-[r:$($how)]->(b) WHERE elementId(a) = $who RETURN a, r, b", 1)
    inquiry.give("how", "NEVER_HEARD_OF")
    assert inquiry.check() is None
    assert inquiry.study.wrong["how"].startswith("there is no relation 'NEVER_HEARD_OF' in this database")
    inquiry.give("how", "knows")
    inquiry.want("run")
    inquiry.act()
    if inquiry.study.errand is not None:
        inquiry.study.errand.wait(20)
    inquiry.act()
    answer = inquiry.study.outcome
    assert isinstance(answer, Answer), answer
    assert len(answer.rows) == 2
    answered = inquiry.desk()
    assert answered is not None
    assert {node.name for node in answered.scene.shown.nodes} == {"Ada Lovelace", "Bób Müller"}
    monkeypatch.setattr("streamlit.session_state", {})
    desk = Desk(graph, in_force, Sheet())
    desk.open()
    keys = keys_of(answer, claims=False)
    desk.bring("T", ids_of(answer, claims=False), inquiry.study.asked.origin, alone=True, edges=keys)
    assert not desk.papers.trouble
    assert set(keys) <= {edge.key for edge in desk.scene.visible.edges}
    assert {node.name for node in desk.scene.shown.nodes} == {"Ada Lovelace", "Bób Müller"}
    words = read_dictionary(inquiry.gate.listed)
    assert {"Person", HOSTILE} <= set(words.labels)
    assert "KNOWS" in words.types
    assert "full name" in words.properties
