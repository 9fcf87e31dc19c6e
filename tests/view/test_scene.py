"""Scenes: filters, standpoints, states, contested claims, tables and sentences, on a graph in memory."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from fake_graph import FakeGraph
from hypothesis import given, settings
from hypothesis import strategies as st

from allegata.model import Dispute, Edge, Node, Stance, StanceTold, Status, Subgraph, edge_key
from allegata.render.arrange import arrange, arrange_again
from allegata.render.layout import box_of
from allegata.render.style import CLAIM, STANCE
from allegata.view import LAYOUTS, Filters, Scene, Standpoint, View, build
from allegata.view.disputes import claim_node
from allegata.view.leaving import Leaving, leaving
from allegata.view.tables import RELATIONS, actors, as_csv, relations_head, relations_of, sentences, tellings
from allegata.view.told import left_out
from allegata.vocabulary import FAMILIES, STANDING

GRAPH = FakeGraph()
ALL = View(actors=tuple(GRAPH.nodes))


def scene(**filters: object) -> Scene:
    return build(replace(ALL, filters=Filters(**filters)), GRAPH)  # type: ignore[arg-type]


def seen(it: Scene) -> set[tuple[str, str, str]]:
    return {(edge.source, edge.relation, edge.target) for edge in it.visible.edges}


def test_everything_has_a_place_and_keeps_it_under_filters() -> None:
    whole = build(ALL, GRAPH)
    assert set(whole.places) == set(GRAPH.nodes)
    less = build(replace(whole.view, filters=Filters(statuses_off=frozenset({"REPORTED"}))), GRAPH, whole.base, whole)
    assert less.places == whole.places
    assert len(less.visible.edges) < len(whole.visible.edges)


def test_what_the_legend_switches_off() -> None:
    contested = scene(statuses_off=frozenset({"CONFIRMED", "REPORTED", "UNCONFIRMED", "DENIED", "standing"}))
    assert {edge.status for edge in contested.visible.edges} == {Status.CONTESTED}
    assert {node.id for node in contested.visible.nodes} == {
        end for edge in contested.visible.edges for end in (edge.source, edge.target)
    }
    no_persons = scene(kinds_off=frozenset({"Person"}))
    assert not [node for node in no_persons.visible.nodes if node.kind == "Person"]
    assert ("vey", "VISITS", "aria") not in seen(no_persons)
    assert seen(scene(relations=frozenset({"SANCTIONS"}))) == {
        ("fennland", "SANCTIONS", "boreal"),
        ("fennland", "SANCTIONS", "galdor"),
    }
    assert ("galdor", "SUPPLIES", "boreal") in seen(scene(holders=3))
    assert ("fennland", "SANCTIONS", "boreal") not in seen(scene(holders=2))
    assert seen(scene(documents=1)) == seen(scene(documents=0)), "one is behind every edge"


def test_the_fewest_documents_behind_an_edge() -> None:
    base = GRAPH.among(GRAPH.nodes)
    twice = next(edge for edge in base.edges if edge.relation == "SUPPORTS")
    edges = tuple(replace(edge, documents=2) if edge == twice else edge for edge in base.edges)
    it = build(replace(ALL, filters=Filters(documents=2)), GRAPH, replace(base, edges=edges))
    assert [edge.key for edge in it.visible.edges] == [twice.key], "reprints count; standing facts have none"
    assert {node.id for node in it.visible.nodes} == {"dravia", "aria"}
    assert not scene(documents=2).visible.edges


@pytest.mark.parametrize(("clock", "day", "number"), [("happened", 3, 1), ("said", 4, 4)])
def test_a_window_counts_by_either_clock(clock: str, day: int, number: int) -> None:
    inside = scene(since=dt.date(2031, 10, day), until=dt.date(2031, 10, day), clock=clock)
    key = next(edge.key for edge in inside.visible.edges if edge.relation == "ATTACKS" and edge.source == "boreal")
    assert inside.sifted.counts[key] == number
    outside = scene(since=dt.date(2031, 10, 9), clock=clock)
    assert {edge.status for edge in outside.visible.edges} <= {None}


def test_a_standpoint_includes_who_speaks_for_it_unless_it_is_narrowed() -> None:
    aria = scene(standpoint=Standpoint("aria"))
    marks = {(e.source, e.relation, e.target): aria.sifted.marks[e.key] for e in aria.visible.edges}
    assert marks["boreal", "ATTACKS", "aria"] == "a", "its ministry and its minister say so"
    assert marks["galdor", "SUPPLIES", "boreal"] == "a"
    alone = scene(standpoint=Standpoint("aria", alone=True))
    assert ("boreal", "ATTACKS", "aria") not in seen(alone)
    assert ("galdor", "SUPPLIES", "boreal") in seen(alone)


def test_two_standpoints_agree_or_contradict() -> None:
    both = scene(standpoint=Standpoint("aria", "boreal"))
    marks = {(e.source, e.relation, e.target): both.sifted.marks[e.key] for e in both.visible.edges}
    assert marks["boreal", "ATTACKS", "aria"] == "against"
    assert marks["aria", "ACCUSES", "boreal"] == "a"
    assert marks["boreal", "CRITICIZES", "boreal"] == "b"
    agree = scene(standpoint=Standpoint("vey", "herald"))
    assert set(agree.sifted.marks.values()) == {"a", "b"}
    agree = scene(standpoint=Standpoint("aria", "cordia", classes=frozenset({"both"})))
    assert seen(agree) == {("league", "WARNS", "boreal")}, "Cordia asserts it, Aria confirms it"
    assert set(agree.sifted.marks.values()) == {"both"}
    only = scene(standpoint=Standpoint("aria", "boreal", classes=frozenset({"against"})))
    assert set(only.sifted.marks.values()) == {"against"}


def test_ministries_and_envoys_roll_up_into_their_state_and_unroll() -> None:
    view = replace(ALL, level="states")
    up = build(view, GRAPH)
    ids = {node.id for node in up.shown.nodes}
    assert "aria" in ids
    assert not ids & {"aria-mod", "aria-mfa", "lund", "boreal-navy", "rooke"}
    warned = {(e.source, e.relation, e.target): e for e in up.shown.edges}
    talk = warned["cordia", "MEETS_WITH", "boreal"]
    assert [(e.source, e.target) for e in up.members_of(talk.key)] == [("tam", "orsk")]
    assert talk.statements == 2
    down = build(replace(up.view, level="actors"), GRAPH, up.base, up)
    assert {node.id for node in down.shown.nodes} == set(GRAPH.nodes)


def test_contested_claims_become_nodes_with_stances() -> None:
    it = build(replace(ALL, claims=True), GRAPH)
    claims = {node.id: node for node in it.shown.nodes if node.kind == "Claim"}
    fired = next(node for node in claims.values() if "frigate fired" in node.name)
    assert {(e.source, e.relation) for e in it.shown.edges if e.target == fired.id} == {
        ("aria-mod", "ASSERTS"),
        ("lund", "ASSERTS"),
        ("boreal-mfa", "DENIES"),
        ("council", "CANNOT_CONFIRM"),
    }
    assert it.places.keys() >= claims.keys()


EACH_FILTER = {
    "kind": Filters(kinds_off=frozenset({"Person"})),
    "two kinds": Filters(kinds_off=frozenset({"Person", "Organization"})),
    "only contested": Filters(statuses_off=frozenset({"CONFIRMED", "REPORTED", "UNCONFIRMED", "DENIED", "standing"})),
    "no contested": Filters(statuses_off=frozenset({"CONTESTED"})),
    "no standing facts": Filters(statuses_off=frozenset({"standing"})),
    "holders": Filters(holders=3),
    "documents": Filters(documents=2),
    "relation": Filters(relations=frozenset({"ATTACKS"})),
    "family": Filters(families_off=frozenset({"material conflict"})),
    "standpoint": Filters(standpoint=Standpoint("aria")),
    "two standpoints": Filters(standpoint=Standpoint("aria", "boreal", classes=frozenset({"against"}))),
    "happened": Filters(since=dt.date(2031, 10, 3), until=dt.date(2031, 10, 3)),
    "happened later": Filters(since=dt.date(2031, 10, 9)),
    "said": Filters(since=dt.date(2031, 10, 4), clock="said"),
    "stances alone": Filters(families_off=frozenset(FAMILIES)),
    "no stances": Filters(families_off=frozenset({STANCE})),
    "no claims": Filters(kinds_off=frozenset({CLAIM})),
}


@cache
def with_claims(level: str) -> Scene:
    return build(replace(ALL, claims=True, level=level), GRAPH)


@pytest.mark.parametrize("level", ["actors", "states"])
@pytest.mark.parametrize("name", EACH_FILTER)
def test_a_claim_is_seen_where_its_edge_is_and_a_stance_between_both_its_ends(name: str, level: str) -> None:
    filters, whole = EACH_FILTER[name], with_claims(level)
    it = build(replace(whole.view, filters=filters), GRAPH, whole.base, whole)
    assert (it.shown, it.places) == (whole.shown, whole.places)
    nodes = {node.id for node in it.visible.nodes}
    keys = {edge.key for edge in it.visible.edges}
    behind = {claim_node(GRAPH.claimed[member.key].id): edge for edge, members in it.members().items()
              for member in members if member.status is Status.CONTESTED}  # fmt: skip
    claims = [node.id for node in it.shown.nodes if node.kind == CLAIM]
    assert set(claims) == behind.keys()
    for id_ in claims:
        stances = [edge for edge in it.shown.edges if edge.family == STANCE and edge.target == id_]
        seen = (behind[id_] in keys or name == "stances alone") and CLAIM not in filters.kinds_off
        drawn = {edge.key for edge in stances if seen and edge.source in nodes and STANCE not in filters.families_off}
        assert drawn == {edge.key for edge in stances} & keys
        assert (id_ in nodes) == bool(drawn)
    if name in ("no stances", "no claims"):
        assert seen_parts(it) == seen_parts(build(replace(whole.view, claims=False), GRAPH, whole.base))
    assert len(relations_of(it)) == len(sentences(it, {})) == len(keys)
    assert leaving(it, GRAPH, Leaving(evidence=True)).subgraph == it.visible


def test_of_many_disputes_those_of_edges_that_are_seen_come_first_and_the_rest_is_counted() -> None:
    many = drawing_at_most(most=1)
    troops = build(replace(ALL, claims=True, filters=Filters(relations=frozenset({"DEPLOYS_TROOPS_TO"}))), many)
    (claim,) = troops.claims.values()
    assert claim.edge == edge_key("galdor", "DEPLOYS_TROOPS_TO", "boreal")
    edges = tuple(
        replace(edge, by_status=((Status.CONTESTED, 2),)) if edge.status is Status.CONTESTED else edge
        for edge in troops.base.edges
    )
    contested = sum(edge.status is Status.CONTESTED for edge in edges)
    assert left_out(build(troops.view, many, replace(troops.base, edges=edges))) == (
        f"1 of {2 * contested} contested claims"
    )
    assert not left_out(troops)


def drawing_at_most(most: int) -> FakeGraph:
    class Few(FakeGraph):
        def disputes(self, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
            return super().disputes(edges)[:most]

    return Few()


def seen_parts(it: Scene) -> tuple[set[str], set[str]]:
    return {node.id for node in it.visible.nodes}, {edge.key for edge in it.visible.edges}


def test_absent_actors_are_dropped_and_hidden_edges_stay_hidden() -> None:
    key = next(edge.key for edge in GRAPH.edges.values() if edge.relation == "ATTACKS")
    it = build(View(actors=("aria", "nobody", "boreal"), hidden=frozenset({key})), GRAPH)
    assert it.view.actors == ("aria", "boreal")
    assert key not in {edge.key for edge in it.shown.edges}


def test_tables_and_sentences_tell_what_is_seen() -> None:
    it = scene(statuses_off=frozenset({"standing"}))
    assert {row[-1] for row in relations_of(it)} == {edge.key for edge in it.visible.edges}
    assert {row[-1] for row in actors(it)} == {node.id for node in it.visible.nodes}
    told = dict(sentences(it, GRAPH.tellings(it.visible.edges)))
    key = next(edge.key for edge in it.visible.edges if edge.relation == "ATTACKS" and edge.source == "boreal")
    assert told[key] == (
        "Boreal Federation attacks Aria: A Boreal frigate fired on two Arian cutters, according to Ministry of Defence "
        "of Aria and Mara Lund, reported by The Cordia Herald by way of Meridian Wire on 4 October 2031; "
        "Boreal Foreign Ministry denies it; Assembly Security Board cannot confirm it (contested)."
    )


def test_a_stance_is_told_in_its_own_words_and_is_no_standing_fact() -> None:
    it = build(replace(ALL, claims=True, filters=Filters(relations=frozenset({"ATTACKS"}))), GRAPH)
    told = dict(sentences(it, {}))
    kinds = {row[-1]: row[3] for row in relations_of(it)}
    stances = [edge for edge in it.visible.edges if edge.family == STANCE]
    assert {kinds[edge.key] for edge in stances} == {"stance"}
    assert {told[edge.key] for edge in stances} == {
        "Ministry of Defence of Aria asserts: A Boreal frigate fired on two Arian cutters.",
        "Mara Lund asserts: A Boreal frigate fired on two Arian cutters.",
        "Boreal Foreign Ministry denies: A Boreal frigate fired on two Arian cutters.",
        "Assembly Security Board cannot confirm: A Boreal frigate fired on two Arian cutters.",
    }
    facts = scene(families_off=frozenset(FAMILIES) - {STANDING})
    assert {row[3] for row in relations_of(facts)} == {"standing fact"}


def test_within_a_window_heads_say_what_is_of_the_whole_edge_and_sentences_keep_to_it() -> None:
    assert relations_head(build(ALL, GRAPH)) == RELATIONS
    day = dt.date(2031, 10, 3)
    happened, said = scene(since=day, until=day), scene(since=day, clock="said")
    for it, counts in ((happened, "claims"), (said, "statements")):
        head = relations_head(it)
        assert counts in head
        assert {"claims", "statements", "holders", "first day"} & set(head) == {counts}
        assert [name.removesuffix(" (whole edge)") for name in head] == list(RELATIONS)
    edges = [edge for edge in GRAPH.edges.values() if edge.status]
    assert tellings(happened, GRAPH, edges).keys() == {edge.key for edge in edges}
    assert tellings(scene(since=dt.date(2031, 10, 4)), GRAPH, edges) == {}, "none of them happened so late"
    assert tellings(said, GRAPH, edges).keys() == {edge.key for edge in edges}, "told as a whole"
    inside, outside = (leaving(it, GRAPH, Leaving(evidence=True)) for it in (happened, said))
    assert not [words for words in inside.filters if "whole" in words]
    assert outside.filters[-1] == "the evidence is of each edge as a whole"


def test_a_sentence_tells_the_claim_of_the_window_and_when_it_was_said_and_reported() -> None:
    it = scene(since=dt.date(2031, 10, 3))
    edge = next(edge for edge in it.visible.edges if edge.relation == "ATTACKS" and edge.source == "boreal")
    whole = GRAPH.tellings([edge])[edge.key]
    said, published = dt.date(2031, 10, 3), dt.date(2031, 10, 4)
    stances = (StanceTold("Mara Lund", Stance.ASSERTS, "The Cordia Herald", "", said, published),)
    told = dict(sentences(it, {edge.key: replace(whole, status=Status.REPORTED, stances=stances)}))
    assert told[edge.key] == (
        "Boreal Federation attacks Aria: A Boreal frigate fired on two Arian cutters, according to Mara Lund, "
        "said on 3 October 2031, reported by The Cordia Herald on 4 October 2031 "
        "(reported; the edge as a whole: contested)."
    )


def test_csv_quotes_what_a_spreadsheet_would_run() -> None:
    text = as_csv(("name", "n"), [("=1+1", 1), ("@x", 2), ('a "b", c\n', -3)])
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [["name", "n"], ["'=1+1", "1"], ["'@x", "2"], ['a "b", c\n', "-3"]]
    assert len(RELATIONS) == len(relations_of(build(ALL, GRAPH))[0])


def _graph(count: int, ends: list[tuple[int, int]]) -> Subgraph:
    nodes = tuple(Node(f"n{n}", "A name of some length" * (n % 3), "State", n % 7) for n in range(count))
    edges = tuple(
        Edge(f"k{k}", f"n{a % count}", f"n{b % count}", "MEETS_WITH", "verbal cooperation", Status.REPORTED,
             first=dt.date(2020, 1 + k % 12, 1))
        for k, (a, b) in enumerate(ends)
    )  # fmt: skip
    return Subgraph(nodes, edges)


@settings(deadline=None, max_examples=60)
@given(
    st.integers(1, 40),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=60),
    st.sampled_from(LAYOUTS),
)
def test_no_two_nodes_overlap_in_any_layout(count: int, ends: list[tuple[int, int]], layout: str) -> None:
    graph = _graph(count, ends)
    at = arrange(layout, graph, seed=3)
    assert at == arrange(layout, graph, seed=3)
    assert at.keys() == {node.id for node in graph.nodes}
    fixed = {"n0": (500.0, 500.0)}
    again = arrange_again(layout, graph, fixed, seed=3)
    assert again["n0"] == (500.0, 500.0)
    for places in (at, again):
        for one in graph.nodes:
            for other in graph.nodes:
                if one.id < other.id:
                    assert not _on_each_other(one, places[one.id], other, places[other.id]), (one.id, other.id)


def _on_each_other(one: Node, at: tuple[float, float], other: Node, there: tuple[float, float]) -> bool:
    (half, above, below), (half_too, above_too, below_too) = box_of(one), box_of(other)
    across, down = abs(there[0] - at[0]), there[1] - at[1]
    slack = 0.3  # places are rounded
    return across < half + half_too - slack and -(below_too + above) + slack < down < below + above_too - slack
