"""Paths in a database that Allegata did not load, on one with odd names, parallel relationships and a supernode."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from databases import Database
from store.strangers import HOSTILE, SPACED, build

from allegata.analysis.joining import join
from allegata.analysis.question import Question
from allegata.analysis.telling import tell
from allegata.errors import NotFound, QueryStopped, UsageError
from allegata.store import ForeignGraph, Halt, Seeker, graph_of, seeker_of


@pytest.fixture(scope="module")
def strange(database: Database) -> Iterator[ForeignGraph]:
    build(database, fans=2_000, others=10)
    graph = graph_of(database.reader)
    assert isinstance(graph, ForeignGraph)
    yield graph
    database.clear()


@pytest.fixture
def seeker(strange: ForeignGraph) -> Seeker:
    return seeker_of(strange)


def id_of(graph: ForeignGraph, name: str) -> str:
    text = "MATCH (n) WHERE n.name = $name OR n.`7` = toInteger($name) RETURN elementId(n) AS id"
    return str(graph.reader.read(text, name=name).rows[0]["id"])


def test_shortest_first_and_parallel_relationships_are_one_step(strange: ForeignGraph, seeker: Seeker) -> None:
    ada, cy = id_of(strange, "Ada Lovelace"), id_of(strange, "<b>Cy</b>")
    answer = seeker.best(Question((ada,), (cy,), schema=strange.schema.types))
    assert [[node.name for node in path.nodes] for path in answer.paths] == [
        ["Ada Lovelace", "<b>Cy</b>"],
        ["Ada Lovelace", "Bób Müller", "<b>Cy</b>"],
    ]
    assert not answer.cut
    assert answer.paths[0].steps[0].edge.relation == "CALLED"
    assert tell(answer.paths[0]) == (
        "Ada Lovelace → <b>Cy</b>: 1 step.",
        "1. Ada Lovelace called <b>Cy</b> (10,000 relationships).",
    )
    without = Question((ada,), (cy,), never_relations=frozenset({"CALLED"}), schema=strange.schema.types)
    assert [len(path.steps) for path in seeker.best(without).paths] == [2]


def test_direction_types_with_odd_names_and_why_there_is_none(strange: ForeignGraph, seeker: Seeker) -> None:
    ada, two = id_of(strange, "Ada Lovelace"), id_of(strange, "43")
    types = strange.schema.types
    (path,) = seeker.best(Question((ada,), (two,), directed=True, schema=types)).paths
    assert [step.edge.relation for step in path.steps] == [SPACED, HOSTILE]
    back = Question((two,), (ada,), directed=True, schema=types)
    assert seeker.best(back).paths == ()
    assert [each.constraint for each in seeker.why_none(back).relaxed] == ["directed"]
    only = Question((ada,), (two,), relations=frozenset({SPACED}), schema=types)
    assert seeker.best(only).paths == ()
    assert [each.constraint for each in seeker.why_none(only).relaxed] == ["relations"]


def test_all_shortest_surroundings_and_connections(strange: ForeignGraph, seeker: Seeker) -> None:
    ada, two, hub = id_of(strange, "Ada Lovelace"), id_of(strange, "43"), id_of(strange, "Hub")
    drawn = seeker.shortest(Question((two,), (hub,), hops=6))
    assert {node.id for node in drawn.nodes} >= {ada, two, hub, id_of(strange, "42"), id_of(strange, "<b>Cy</b>")}
    near = seeker.around([ada], 1, 100)
    assert {node.name for node in near.nodes} >= {"Ada Lovelace", "Bób Müller", "<b>Cy</b>"}
    few = seeker.around([hub], 1, 20)
    assert (len(few.nodes), few.left_out) == (20, 1_982)
    joined = join([ada, two, hub], seeker.connections([ada, two, hub]))
    assert len(joined.groups) == 1
    assert len(joined.subgraph.edges) == len(joined.subgraph.nodes) - 1


def test_of_several_ends_the_nearest_are_found_too(strange: ForeignGraph, seeker: Seeker) -> None:
    text = "MATCH (n:Lonely) RETURN elementId(n) AS id ORDER BY n.code LIMIT 10"
    lonely = tuple(str(row["id"]) for row in strange.reader.read(text).rows)
    two, hub = id_of(strange, "43"), id_of(strange, "Hub")
    (path,) = seeker.best(Question((two, *lonely[:5]), (hub, *lonely[5:]), hops=6, most=1)).paths
    assert (path.nodes[0].id, path.nodes[-1].id, len(path.steps)) == (two, hub, 4)


def test_what_needs_claims_is_refused_and_nobody_is_told(strange: ForeignGraph, seeker: Seeker) -> None:
    types = strange.schema.types
    with pytest.raises(UsageError, match="has no claims"):
        Question(("a",), ("b",), holders=2, schema=types)
    with pytest.raises(UsageError, match="There is no relation type 'KNOW': did you mean KNOWS"):
        Question(("a",), ("b",), relations=frozenset({"KNOW"}), schema=types)
    with pytest.raises(NotFound, match="no node"):
        seeker.best(Question(("4:x:1",), (id_of(strange, "Hub"),), schema=types))


def test_a_search_that_was_stopped_does_not_begin(strange: ForeignGraph) -> None:
    halt = Halt()
    halt.cancel()
    with pytest.raises(QueryStopped):
        seeker_of(strange, halt).shortest(Question(("a",), ("b",)))
