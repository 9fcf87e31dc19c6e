"""Edges on the real graph: one for each pair and relation, what stands behind it, and claims that are contested."""

from __future__ import annotations

from collections import Counter

import pytest
from browser.chromium import until
from browser.desk import Desk

pytestmark = pytest.mark.browser


def test_one_edge_is_drawn_for_each_pair_and_relation_with_count_and_status(desk: Desk) -> None:
    edges = desk.edges()
    pairs = Counter((edge["from"], edge["label"], edge["to"]) for edge in edges)
    assert max(pairs.values()) == 1
    (most,) = (edge for edge in edges if edge["id"] == desk.edge("north-korea", "deploys troops to", "russia"))
    assert (most["count"], most["status"], most["family"]) == (14, "CONTESTED", "material cooperation")
    assert {edge["status"] for edge in edges} >= {"CONTESTED", "CONFIRMED", "REPORTED", "UNCONFIRMED", ""}
    assert all((edge["count"] > 0) == bool(edge["status"]) for edge in edges), "a standing fact is nobody's statement"
    at = desk.ask("edgeMid(args[0])", most["id"])
    desk.page.mouse.move(at["x"], at["y"])
    tip = desk.page.locator(".tip")
    tip.wait_for()
    assert "North Korea deploys troops to Russia" in tip.inner_text()
    assert "contested · 14 statements" in tip.inner_text()


def test_the_inspector_shows_variants_side_by_side_with_whose_word_they_are(desk: Desk) -> None:
    desk.click_edge(desk.edge("north-korea", "deploys troops to", "russia"))
    desk.says("Versions side by side")
    table = desk.page.locator("table.al-versions")
    rows = [[cell.strip() for cell in row.locator("td").all_inner_texts()] for row in table.locator("tr").all()[1:]]
    by_version = {row[0]: row[1:] for row in rows}
    assert {"about 10,000", "12,000", "a small number"} <= by_version.keys()
    assert all(len(row) == 3 for row in rows)
    assert by_version["about 10,000"][0] != by_version["12,000"][0]
    for text in ("dismisses", "cannot confirm", "no comment", "Agence France-Presse, 31 October 2024, paragraph 2"):
        desk.says(text)


def test_contested_claims_become_nodes_with_stances_and_go_without_a_trace(desk: Desk) -> None:
    desk.filters()
    before = desk.print()
    desk.switch("claims")
    until(lambda: any(id_.startswith("claim:") for id_ in desk.nodes()))
    claims = [id_ for id_ in desk.nodes() if id_.startswith("claim:")]
    stances = [edge for edge in desk.edges() if edge["to"] in claims]
    assert {edge["stance"] for edge in stances} >= {"for", "against"}
    for claim in claims:
        sides = {edge["stance"] for edge in stances if edge["to"] == claim}
        assert {"for", "against"} <= sides, "it is contested"
    after, whole = desk.positions(), desk.print()
    assert {id_: after[id_] for id_ in before["nodes"]} == before["nodes"]
    for entry in ("family:stance", "kind:Claim"):
        desk.toggle(entry)
        until(lambda: desk.print() == before)
        desk.toggle(entry)
        until(lambda: desk.print() == whole)
    desk.toggle("kind:Person")
    left = desk.print()
    assert set(claims) & left["nodes"].keys(), "others have spoken of it too"
    assert not [edge for edge in desk.edges() if desk.ask("node(args[0])", edge["from"])["kind"] == "Person"]
    desk.toggle("kind:Person")
    until(lambda: desk.print() == whole)
    desk.click_node(claims[0])
    desk.says("contested claim")
    desk.rest()
    told = desk.page.locator(".st-key-side table tr").all_inner_texts()
    assert len(told) == sum(edge["to"] == claims[0] for edge in stances)
    desk.button("All the evidence").click()
    desk.says("Somebody asserts it, somebody else denies it")
    desk.rest()
    desk.switch("claims", False)
    until(lambda: desk.print() == before)


def test_an_edge_is_hidden_by_hand_and_said_to_be(desk: Desk) -> None:
    before = desk.print()
    key = desk.edge("north-korea", "deploys troops to", "russia")
    desk.click_edge(key)
    desk.says("Versions side by side")
    desk.rest()
    desk.tool("Hide").click()
    until(lambda: key not in desk.relations())
    until(lambda: "1 relation hidden by hand" in desk.count())
    assert desk.print()["nodes"] == before["nodes"]
    desk.undo()
    until(lambda: desk.print() == before)
    assert "hidden by hand" not in desk.count()
