"""Paths: held against a search that tries everything."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import networkx as nx
import pytest
from databases import Database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store.samples import DAY, claim, dataset, statement
from webs import NONE, Form, Found, Web, all_paths, alone, forms, marked, questions, webs

from allegata.analysis.evidence import DEAREST, POWERS, Weights
from allegata.analysis.joining import join
from allegata.analysis.path import Path
from allegata.analysis.question import HOPS, Question
from allegata.analysis.telling import tell, tell_reasons
from allegata.errors import Ambiguous, NotFound, UsageError
from allegata.model import Status
from allegata.settings import TABLE, load
from allegata.store import Graph, Reader, bridges
from allegata.store.chains import Chains
from allegata.store.naming import resolve
from allegata.store.paths import ANYBODY, Paths, weights_of

T = TypeVar("T")

FORMS, WEBS = 7, 15
"""Forms of a question beside those of `alone`, and webs that are asked each: the server plans its statements once."""

CONSTRAINTS = frozenset(
    (
        *("relations", "never_relations", "actors", "never_actors", "kinds", "without_statuses", "holders"),
        *("documents", "window", "directed", "in_time_order", "through", "hops"),
    )
)


@st.composite
def batches(draw: st.DrawFn, forms: st.SearchStrategy[Form], *, even: bool = False) -> list[tuple[Web, Question]]:
    """Some webs, and what is asked of each, in one form."""
    form = draw(forms)
    found = []
    for _ in range(WEBS):
        web = draw(webs(even=even))
        found.append((web, draw(questions(web, form))))
    return found


def asked_of_webs() -> list[tuple[Web, Question]]:
    """Webs that lie beside one another, and what is asked of each: every constraint alone, none, and some together."""
    weights = Weights()

    def put_to_the_test(batch: list[tuple[Web, Question]]) -> int:
        told = (_told(web, question, _best(web, question, weights), weights) for web, question in batch)
        return sum(len(each - {"nothing", "something", "hops"}) for each in told)

    single = [*(batches(st.just(form)) for form in alone()), batches(st.just(NONE), even=True)]
    # The first that is drawn is always the plainest.
    batched = [max(drawn(each, 3)[1:], key=put_to_the_test) for each in single]
    pairs = (pair for batch in (*batched, *drawn(batches(forms()), FORMS)) for pair in batch)
    return [(web.marked(f"{at}."), marked(question, f"{at}.")) for at, (web, question) in enumerate(pairs)]


def drawn(strategy: st.SearchStrategy[T], number: int) -> list[T]:
    """What a strategy gives so many times. All of it is then written at once, and asked about in turn."""
    found: list[T] = []

    @settings(max_examples=number, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(strategy)
    def collect(value: T) -> None:
        found.append(value)

    collect()
    return found


def test_the_best_paths_are_those_of_a_search_that_tries_everything(database: Database) -> None:
    asked = asked_of_webs()
    assert len(asked) == (len(alone()) + 1 + FORMS) * WEBS
    Web.write(database, [web for web, _ in asked])
    paths = Paths(database.graph)
    told: set[str] = set()
    for web, question in asked:
        answer = paths.best(question)
        expected = _best(web, question, paths.weights)
        assert not answer.cut
        assert list(map(_found, answer.paths)) == [found[1:] for found in expected], (question, web)
        ranks = [path.rank for path in answer.paths]
        assert ranks == sorted(set(ranks))
        told |= _told(web, question, expected, paths.weights)
    assert told == {*CONSTRAINTS, "nothing", "something", "tie"}


def _best(web: Web, question: Question, weights: Weights) -> list[Found]:
    return all_paths(web, question, weights)[: question.most]


def _told(web: Web, question: Question, found: list[Found], weights: Weights) -> set[str]:
    """What a question puts to the test: constraints without which its answer would be another, and its kind."""
    mattering = {name for name in question.constraints if _best(web, question.without(name), weights) != found}
    ranks = [str(rank) for rank, *_ in found]
    tie = {"tie"} if len(set(ranks)) < len(ranks) else set()
    return mattering | tie | {"something" if found else "nothing"}


def test_the_best_links_are_enough_however_few_are_read_at_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = [
        (web.marked(f"{number}."), most, hops)
        for number, (web, most, hops) in enumerate(drawn(st.tuples(webs(), st.integers(1, 6), st.integers(1, 2)), 150))
    ]
    Web.write(database, [web for web, *_ in asked])
    paths, pages = Paths(database.graph), []
    monkeypatch.setattr(bridges, "FIRST", 1)
    monkeypatch.setattr(bridges, "GROWTH", 2)
    links = bridges.Bridges._links
    monkeypatch.setattr(bridges.Bridges, "_links", lambda self, some: pages.append(some) or links(self, some))
    for web, most, hops in asked:
        question = Question(web.ids[:1], web.ids[1:2], most, hops)
        expected = all_paths(web, question, paths.weights)[:most]
        assert list(map(_found, paths.best(question).paths)) == [found[1:] for found in expected], (question, web)
    assert pages.count(1) == len(asked) > pages.count(2) > pages.count(4) > 0, "now and then fewer links are enough"


def _found(path: Path) -> tuple[object, ...]:
    edges = tuple(step.edge.key for step in path.steps)
    usable = tuple(frozenset({step.edge.key, *(each.key for each in step.alternatives)}) for step in path.steps)
    return path.ids, edges, usable


def test_surroundings_and_shortest_paths_are_those_of_networkx(database: Database) -> None:
    asked = [
        (web.marked(f"{number}."), hops)
        for number, (web, hops) in enumerate(drawn(st.tuples(webs(), st.integers(1, 4)), 20))
    ]
    Web.write(database, [web for web, _ in asked])
    for web, hops in asked:
        _held_against_networkx(database, web, hops)


def _held_against_networkx(database: Database, web: Web, hops: int) -> None:
    graph = nx.Graph()
    graph.add_nodes_from(web.ids)
    graph.add_edges_from((it.edge.source, it.edge.target) for it in web.edges if it.edge.status)
    paths, (one, other) = Paths(database.graph), web.ids[:2]
    near = {id_ for start in (one, other) for id_ in nx.single_source_shortest_path_length(graph, start, hops)}
    assert {node.id for node in paths.around([one, other], hops, 100).nodes} == near
    found = paths.shortest(Question((one,), (other,), hops=6))
    there = nx.all_shortest_paths(graph, one, other) if nx.has_path(graph, one, other) else ()
    steps = {frozenset(pair) for ids in there for pair in pairwise(ids)}
    expected = {it.edge.key for it in web.edges if it.edge.status and {it.edge.source, it.edge.target} in steps}
    assert {edge.key for edge in found.edges} == expected
    joined = join(web.ids, paths.connections(web.ids, ANYBODY))
    parts = sorted((tuple(sorted(part)) for part in nx.connected_components(graph)), key=lambda it: (-len(it), it))
    assert list(joined.groups) == parts
    assert len(joined.subgraph.edges) == sum(len(part) - 1 for part in parts), "trees"


THREAT = claim(event_from=DAY)
MEETING = claim("borland", "MEETS_WITH", "wire", event_from=DAY)
DENIED = claim("borland", "ACCUSES", "wire", event_from=dt.date(2024, 10, 1))
SIDE = claim("arland", "ACCUSES", "paper", event_from=dt.date(2024, 11, 30))
BACK = claim("wire", "THREATENS", "paper", event_from=dt.date(2024, 11, 1))
SELF = claim("arland", "ACCUSES", "arland")
SAMPLE = dataset(
    *(THREAT, MEETING, DENIED, SIDE, BACK, SELF),
    statement(THREAT, "borland", said_on=DAY),
    statement(MEETING, "borland", said_on=DAY),
    statement(MEETING, "wire"),
    statement(DENIED, "minister", "DENIES"),
    statement(SIDE, "minister"),
    statement(BACK, "paper"),
    statement(BACK, "wire", "DENIES"),
    statement(SELF, "paper"),
)


@pytest.fixture
def search(empty: Database) -> Paths:
    empty.writer.replace(SAMPLE)
    return Paths(empty.graph)


def test_of_two_ways_the_one_with_the_stronger_weakest_step_comes_first(search: Paths) -> None:
    question = Question(("arland",), ("wire",))
    one, other = search.best(question).paths
    assert (one.ids, other.ids) == (("arland", "borland", "wire"), ("arland", "paper", "wire"))
    assert [step.edge.status for step in other.steps] == [Status.CONFIRMED, Status.CONTESTED]
    assert other.weakest == 1
    meets, accuses = one.steps[1].edge, one.steps[1].alternatives[0]
    assert (meets.relation, accuses.relation, accuses.status) == ("MEETS_WITH", "ACCUSES", Status.DENIED)
    told = tell(one, search.graph.tellings(one.subgraph.edges))
    assert told[0] == "Arland → Borland → The Wire: 2 steps."
    assert told[1].startswith("1. Arland threatens Borland (reported; 1 holder, 1 document, 1 independent source)")
    assert "Borland asserts it, said on 30 October 2024, reported by Ärla Paper on 31 October 2024." in told[1]
    assert told[-1].startswith("The weakest step is number 1: reported")
    assert one.rank < other.rank


def test_other_weights_change_the_order(search: Paths, empty: Database) -> None:
    environ = {"ALLEGATA_PATH_CONTESTED": "0", "ALLEGATA_PATH_REPORTED": "9"}
    other = replace(empty.settings, path_contested=0, path_reported=9)
    assert load({"ALLEGATA_HOME": str(empty.settings.home), **environ}).path_reported == 9
    paths = Paths(Graph(Reader(empty.connection, other))).best(Question(("arland",), ("wire",))).paths
    assert [path.ids[1] for path in paths] == ["paper", "borland"]


def test_time_order_takes_the_edges_that_fit(search: Paths) -> None:
    question = Question(("arland",), ("wire",), in_time_order=True)
    (path,) = search.best(question).paths
    assert path.ids == ("arland", "borland", "wire"), "by way of the paper the second step comes first"
    assert [step.day for step in path.steps] == [DAY, DAY]
    assert path.steps[1].alternatives == (), "the accusation came before the threat"


def test_why_there_is_none(search: Paths) -> None:
    statuses = frozenset({"CONTESTED", "DENIED"})
    question = Question(("arland",), ("wire",), never_actors=frozenset({"borland"}), without_statuses=statuses)
    assert search.best(question).paths == ()
    found = search.why_none(question)
    assert {each.constraint: each.path.ids[1] for each in found.relaxed} == {
        "never_actors": "borland",
        "without_statuses": "paper",
    }
    assert tell_reasons(found)[0].startswith("Without the actors that are ruled out there would be one: Arland → Bor")
    assert search.best(Question(("arland",), ("ministry",))).paths == ()
    assert search.why_none(Question(("arland",), ("ministry",), hops=6)).relaxed == ()
    (standing,) = search.best(Question(("arland",), ("ministry",), relations=frozenset({"PART_OF"}))).paths
    assert (standing.steps[0].edge.status, standing.steps[0].forward) == (None, False)
    assert tell(standing)[1] == "1. Ministry of Arland is part of Arland (standing fact)."


def test_all_shortest_paths_as_one_picture(search: Paths) -> None:
    found = search.shortest(Question(("arland",), ("wire",)))
    assert {node.id for node in found.nodes} == {"arland", "borland", "paper", "wire"}
    assert len(found.edges) == 5
    assert search.shortest(Question(("arland",), ("ministry",))).nodes == ()
    assert search.shortest(Question(("arland",), ("wire",)), most=2).hidden == 3


def test_surroundings_are_bounded(search: Paths) -> None:
    assert {node.id for node in search.around(["arland"], 1, 10).nodes} == {"arland", "borland", "paper"}
    assert {node.id for node in search.around(["arland"], 2, 10).nodes} == {"arland", "borland", "paper", "wire"}
    few = search.around(["arland"], 2, 2)
    assert (len(few.nodes), few.left_out) == (2, 1)
    both = search.around(["arland", "wire"], 1, 10)
    assert len(both.nodes) == 4
    with pytest.raises(UsageError, match="1 to 4"):
        search.around(["arland"], 5, 10)


def test_how_several_are_connected(search: Paths) -> None:
    ids = ["arland", "wire", "paper", "ministry"]
    joined = join(ids, search.connections(ids))
    assert joined.groups == (("arland", "paper", "wire"), ("ministry",))
    assert len(joined.subgraph.edges) == 2, "a tree among three"
    with pytest.raises(UsageError, match="2 to 8"):
        search.connections(["arland"])
    with pytest.raises(NotFound, match="nobody"):
        search.connections(["arland", "nobody"])


def test_the_time_limit_is_told(search: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(self: object, length: int) -> str:
        return "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN count(sin(a * b)) AS ids"

    monkeypatch.setattr(Chains, "between", slow)
    search.best(Question(("arland",), ("wire",), hops=2))  # planned by now: that alone may take half a second
    hasty = replace(search.graph.reader.settings, query_timeout=0.5)
    answer = Paths(Graph(Reader(search.graph.reader.connection, hasty))).best(Question(("arland",), ("wire",)))
    assert ({len(path.steps) for path in answer.paths}, answer.searched) == ({2}, 2)
    assert answer.cut.startswith("The search took longer than 0.5 seconds: ask for less")
    assert answer.cut.endswith("Paths of up to 2 steps were all looked at.")
    monkeypatch.setattr(Chains, "upto", slow)
    directed = Question(("arland",), ("wire",), directed=True)
    answer = Paths(Graph(Reader(search.graph.reader.connection, hasty))).best(directed)
    assert (answer.paths, answer.searched) == ((), 0)
    assert answer.cut.endswith("or raise ALLEGATA_QUERY_TIMEOUT.")


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"targets": ("a",)}, "stands at both ends"),
        ({"targets": ()}, "somebody whom it leads to"),
        ({"most": 0}, "1 to 100"),
        ({"hops": 7}, "1 to 6"),
        ({"since": DAY, "until": dt.date(2020, 1, 1)}, "before it begins"),
        ({"relations": frozenset({"ACUSES"})}, "did you mean ACCUSES"),
        ({"kinds": frozenset({"Stat"})}, "did you mean State"),
        ({"without_statuses": frozenset({"CONTESTD"})}, "did you mean CONTESTED"),
        ({"through": "b"}, "is an end"),
        ({"through": "c", "hops": 1}, "two steps"),
        ({"never_actors": frozenset({"b"})}, "ruled out at once"),
        ({"holders": -1}, "0 or more"),
    ],
)
def test_what_makes_no_sense_is_a_sentence(asked: dict[str, object], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence) as told:
        Question(**{"sources": ("a",), "targets": ("b",)} | asked)  # type: ignore[arg-type]
    assert "\n" not in str(told.value)


def test_weights_fit_into_the_numbers_of_the_database() -> None:
    assert HOPS * POWERS[DEAREST] < 2**63
    with pytest.raises(ValueError, match="0 to 20"):
        Weights(denied=19, single_holder=1, single_source=1)
    highest = [row for row in TABLE if row.name.startswith("path_")]
    texts = {row.env: "4" if "SINGLE" in row.env else "12" for row in highest}
    assert weights_of(load(texts)).denied == 12


def test_names_stand_for_one_entity(search: Paths) -> None:
    assert resolve(search.graph, "borland").id == "borland"
    assert resolve(search.graph, "the arlish").id == "arland"
    with pytest.raises(Ambiguous, match=r"Ana Arlova \[minister\]|Arland \[arland\]"):
        resolve(search.graph, "ar")
    with pytest.raises(NotFound, match="Nobody"):
        resolve(search.graph, "xyzzy")


def test_whom_it_must_lead_through_need_not_be_of_the_kinds(search: Paths) -> None:
    question = Question(("arland",), ("wire",), kinds=frozenset({"Person"}), through="borland")
    (path,) = search.best(question).paths
    assert path.ids == ("arland", "borland", "wire")
