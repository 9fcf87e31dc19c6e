"""What stands behind many edges is read at once, and is what is read of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from databases import Database
from store.samples import claim, dataset, statement

from allegata.render import records
from allegata.render.export import Export
from loader import load

SEED = Path(__file__).resolve().parents[2] / "seed"


def test_evidence_of_many_edges_is_that_of_each(empty: Database) -> None:
    load(SEED, empty.connection, empty.settings)
    graph = empty.graph
    subgraph = graph.among(["north-korea", "russia", "united-states", "nato", "ukraine", "vassily-nebenzia"])
    found = graph.evidences(subgraph)
    assert found.keys() == {edge.key for edge in subgraph.edges}
    for key, evidence in found.items():
        single = graph.evidence(key)
        assert evidence.fact == single.fact
        assert (evidence.edge, evidence.source, evidence.target) == (single.edge, single.source, single.target)
        # What is about a claim, and its versions, are not read for many.
        assert evidence.claims == tuple(replace(each, variants=(), about=(), alleged_by=()) for each in single.claims)


def test_of_very_many_claims_the_newest_are_read_and_the_others_counted(empty: Database) -> None:
    said = [claim(value=str(number)) for number in range(26)]
    holders = ("borland", "minister", "ministry", "wire")
    words = [statement(each, who, on) for each in said for who in holders for on in ("ASSERTS", "NO_COMMENT")]
    empty.writer.replace(dataset(*said, *words))
    subgraph = empty.graph.among(["arland", "borland"])
    (edge,) = subgraph.edges
    evidence = empty.graph.evidences(subgraph)[edge.key]
    assert (len(evidence.claims), evidence.left_out) == (25, 1)
    places = {node.id: (0.0, 0.0) for node in subgraph.nodes}
    (record,) = records.edges(Export(subgraph, places, evidence={edge.key: (evidence,)}))
    told = sum(len(each.statements) for each in evidence.claims)
    assert (record["claims_left_out"], record["statements_left_out"]) == (1, 26 * 8 - told)
