"""What stands behind many edges is read at once, and is what is read of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from databases import Database

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
