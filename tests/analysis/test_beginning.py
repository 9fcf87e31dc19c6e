from __future__ import annotations

from dataclasses import replace

from allegata.analysis.beginning import apart, foremost, strangers
from allegata.model import Edge, Node, Subgraph
from allegata.vocabulary import STANDING


def graph(degrees: dict[str, int], *pairs: str) -> Subgraph:
    nodes = tuple(Node(id_, id_.upper(), "State", degree) for id_, degree in degrees.items())
    return Subgraph(nodes, tuple(Edge(pair, pair[0], pair[1], "ACCUSES", "verbal conflict") for pair in pairs))


def test_membership_and_office_connect_nobody() -> None:
    found = graph({"a": 50, "b": 2, "c": 2}, "bc")
    member = Edge("ab", "a", "b", "MEMBER_OF", STANDING)
    assert [node.id for node in foremost(replace(found, edges=(*found.edges, member)))] == ["b", "c", "a"]


def test_those_who_are_next_to_each_other_come_last_or_not_at_all() -> None:
    found = graph({"a": 1, "b": 3, "c": 5, "d": 5}, "bc", "db")
    assert [node.id for node in foremost(found)] == ["b", "c", "d", "a"]
    assert [(one.id, other.id) for one, other in apart(found)] == [("b", "a"), ("c", "d"), ("c", "a"), ("d", "a")]
    assert [node.id for node in strangers(found, 3)] == ["b", "a", "c"]


def test_where_everybody_is_next_to_everybody_the_best_connected_do() -> None:
    found = graph({"a": 1, "b": 2, "c": 3}, "ab", "bc", "ca")
    assert [(one.id, other.id) for one, other in apart(found)] == [("c", "b")]
    assert [node.id for node in strangers(found, 2)] == ["c", "b"]
    assert apart(graph({"a": 1})) == []
    assert strangers(graph({}), 3) == []
