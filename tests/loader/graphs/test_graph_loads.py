"""Graphs of others in the database: they hold through check, reload and removal, small and in batches."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from databases import Database
from foreign_graphs import GRAPHML, written

import loader as loading
from allegata.model import Edge
from allegata.progress import Silent
from allegata.store.check import check
from allegata.vocabulary import STANDING
from loader import load, seed_folder


def sound(database: Database) -> bool:
    report = check(database.connection, database.settings, Silent())
    assert report.problems == ()
    return True


def test_a_graph_stands_beside_claims_and_goes_again(empty: Database, tmp_path: Path) -> None:
    load(seed_folder(), empty.connection, empty.settings)
    before = empty.dump()
    graph = written(tmp_path, "web.graphml", GRAPHML)
    assert load(graph, empty.connection, empty.settings, dry_run=True).tables[0].added == 2
    assert empty.dump() == before
    load(graph, empty.connection, empty.settings)
    assert sound(empty)
    seen = empty.graph.among(["web:a", "web:b"])
    (linked,) = (edge for edge in seen.edges if edge.word == "writes to")
    assert linked == Edge(
        linked.key, "web:a", "web:b", "LINKED_TO", STANDING, first=dt.date(2024, 2, 1), word="writes to"
    )
    assert {edge.relation for edge in seen.edges} == {"LINKED_TO", "REPRESENTS"}
    fact = empty.graph.evidence(linked.key).fact
    assert fact is not None
    assert (fact.role, fact.source) == ("writes to", "web.graphml")
    assert load(graph, empty.connection, empty.settings).empty
    written(tmp_path, "web.graphml", GRAPHML.replace("writes to", "calls"))
    load(graph, empty.connection, empty.settings)
    assert [edge.word for edge in empty.graph.among(["web:a", "web:b"]).edges if edge.word] == ["calls"]
    assert sound(empty)
    empty.writer.remove("web")
    assert empty.dump() == before


def test_alone_it_is_what_the_explorer_begins_with(empty: Database, tmp_path: Path) -> None:
    load(written(tmp_path, "web.graphml", GRAPHML), empty.connection, empty.settings)
    overview = empty.graph.overview(100)
    assert {node.id for node in overview.nodes} == {"web:a", "web:b"}
    assert len(overview.edges) == 3
    near = empty.graph.neighbours("web:b")
    assert {edge.word for edge in near.edges} >= {"writes to"}
    assert sound(empty)


def test_a_large_graph_goes_in_batches_to_the_same_end(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"a{at % 40},b{at % 31},knows,{2000 + at % 20}\n" for at in range(400))
    written(tmp_path, "ties.edges.yaml", "source: s\ntarget: t\nrelation: r\nfrom: y\n")
    path = written(tmp_path, "ties.csv", f"s,t,r,y\n{rows}")
    load(path, empty.connection, empty.settings)
    whole = empty.dump()
    empty.clear()
    monkeypatch.setattr(loading, "AT_ONCE", 10)
    load(path, empty.connection, empty.settings)
    assert sound(empty)
    passing = '"digest"'  # of the data set as a whole, which the two ways reckon differently
    assert [line for line in empty.dump() if passing not in line] == [line for line in whole if passing not in line]
    written(tmp_path, "ties.csv", "s,t,r,y\na1,b1,knows,2001\n")
    load(path, empty.connection, empty.settings)
    assert sound(empty)
    assert len(empty.graph.overview(100).edges) == 1
