"""The details of plans taken apart, and the lists they are held against."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from allegata.errors import QueryRefused
from allegata.store.allowed import allowed
from allegata.store.details import calls, doubles, loads, tokens
from allegata.store.judgement import judge, reads_numbers
from allegata.store.loops import depth, lengthy
from allegata.store.numbers import largest
from allegata.store.plan import Plan, read_plan

ROOT = Path(__file__).parents[2]


def plan(operator: str, details: str = "", kind: str = "r") -> Plan:
    child = {"operatorType": f"{operator}@neo4j", "args": {"Details": details}, "children": []}
    return read_plan(kind, {"operatorType": "ProduceResults@neo4j", "args": {"Details": "x"}, "children": [child]})


@pytest.mark.parametrize(
    ("operator", "details"),
    [
        ("Projection", 'apoc.load.json("http://x") AS x'),
        ("Projection", "`apoc`.`load`.`json`($autostring_0) AS x"),
        ("Projection", '[x IN $autolist_0 | COLLECT {   LOAD CSV FROM "file:///x" AS l   RETURN l AS l }] AS x'),
        (
            "Projection",
            "[x IN $autolist_0 | COLLECT {   CALL apoc.cypher.run(x)   YIELD value RETURN value }] AS x",
        ),
        ("Projection", "[x IN $autolist_0 | COLLECT {   CALL apoc.cypher.run     YIELD value   RETURN value }] AS x"),
        ("Projection", "{a: apoc.load.json(x)} AS x"),
        ("NodeIndexSeek", "RANGE INDEX n:Entity(id) WHERE id = apoc.load.json($x)"),
        ("ProcedureCall", "apoc.load.json($autostring_0) :: (value :: MAP)"),
        ("ProcedureCall", "db.labels(apoc.util.sleep(1)) :: (label :: STRING)"),
        ("Projection", 'file() + "x" AS x'),
        ("Projection", '"unclosed AS x'),
        ("Projection", "`unclosed AS x"),
        ("Filter", "apoc.util.sleep (1)"),
        ("Wonder", ""),
        ("LoadCSV", "l"),
        ("Create", "(n)"),
        ("TransactionApply", ""),
        ("Projection", "reduce(s = $autostring_0, x IN $autolist_0 | s + s) AS x"),
        ("Projection", "size(reduce(`s` = $autostring_0, x IN range(1, 9) | replace(s, x, s))) AS x"),
    ],
)
def test_what_is_not_on_a_list_is_refused(operator: str, details: str) -> None:
    with pytest.raises(QueryRefused):
        judge(plan(operator, details))


@pytest.mark.parametrize("kind", ["w", "rw", "s", "", "new"])
def test_only_reading_passes(kind: str) -> None:
    judge(plan("Projection", "1 AS x"))
    with pytest.raises(QueryRefused):
        judge(plan("Projection", "1 AS x", kind))


@pytest.mark.parametrize(
    ("operator", "details"),
    [
        ("Projection", "\"LOAD CSV FROM\" + 'CALL apoc.x()' + `apoc.load.json(1)` AS x"),
        ("Projection", '"a \\" LOAD CSV" AS x'),
        ("Projection", "cache[n.`apoc.load`] AS `n.load (csv)`"),
        ("Projection", "load AS csv, CALL AS x"),
        ("Projection", "toUPPER(n.name) + apoc.text.join(l, $autostring_0) AS x"),
        ("NodeIndexSeek", "RANGE INDEX n:`apoc.load`(id) WHERE id = $autostring_0"),
        ("DirectedRelationshipIndexSeek", "RANGE INDEX (a)-[r:ACCUSES(edge_key)]->(b) WHERE edge_key = $x"),
        ("Filter", "NOT (n.a AND (n.b OR n.c)) AND n.id IN ($x)"),
        ("ProcedureCall", "db.labels() :: (label :: STRING)"),
        ("Projection", "reduce(s = $autoint_0, x IN l | CASE WHEN x > s THEN x ELSE s END) AS x"),
        ("Projection", "reduce(s = $autostring_0, x IN l | s + x.s) AS x"),
    ],
)
def test_what_only_reads_passes(operator: str, details: str) -> None:
    judge(plan(operator, details))


@tuned(deadline=None)
@given(st.text(max_size=60))
def test_a_string_hides_nothing_and_starts_nothing(text: str) -> None:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    pieces = tokens(f"{quoted} + apoc.load.json(x) AS x")
    assert list(calls(pieces)) == [("apoc.load.json", False)]
    assert not loads(pieces)
    named = "`" + text.replace("`", "``") + "`"
    assert list(calls(tokens(f"{named} AS {named}"))) == []


@tuned(deadline=None)
@given(st.text(max_size=60))
def test_anything_can_be_taken_apart_or_is_refused(text: str) -> None:
    try:
        pieces = tokens(text)
    except QueryRefused:
        assert set(text) & set("\"'`")
        return
    list(calls(pieces))
    loads(pieces)
    doubles(pieces)
    depth(pieces, lengthy([pieces]))


@tuned(deadline=None)
@given(st.text(max_size=60))
def test_numbers_can_be_read_in_anything(text: str) -> None:
    assert 0 <= largest(text, {"x": text}, texts=True) <= 2**63


def test_the_documentation_names_all_that_may_be_called() -> None:
    text = (ROOT / "docs" / "queries.md").read_text("utf-8").casefold()
    lists = allowed()
    for name in (*lists.procedures, *lists.functions):
        assert f"`{name.casefold()}`" in text, name
    for family in lists.function_families:
        assert f"`{family}*`" in text, family


@pytest.mark.parametrize(
    ("details", "largest", "passes"),
    [
        ("reduce(a = $autoint_0, x IN range($autoint_1, $autoint_2) | a + x) AS x", 10_000_000, True),
        ("reduce(a = $autoint_0, x IN range($autoint_1, $autoint_2) | a + x) AS x", 10_000_001, False),
        ("[x IN range(1, $p) WHERE any(y IN range(1, $p) WHERE x = y)] AS x", 3_000, True),
        ("[x IN range(1, $p) WHERE any(y IN range(1, $p) WHERE x = y)] AS x", 4_000, False),
        ("[x IN range(1, $p) | x] AS a, [x IN range(1, $p) | x] AS b, [x IN range(1, $p) | x] AS c", 2_024, True),
        ("range($a, $b) AS x", 10**12, True),
        ("[x IN range(1, $p) WHERE x IN range(1, $p)] AS x", 4_000, False),
        ("[x IN [y IN range(1, $p) | y + 1] | x] AS x", 4_000, True),
        ("[x IN tail(reverse(range(1, $p))) | [y IN [0] + range(1, $p) | x]] AS x", 4_000, False),
        ("[x IN l WHERE any(y IN m WHERE x = y)] AS x", 10**12, True),
    ],
)
def test_long_loops_within_an_expression_are_refused(details: str, largest: int, passes: bool) -> None:
    if passes:
        judge(plan("Projection", details), largest)
        return
    with pytest.raises(QueryRefused, match="use UNWIND"):
        judge(plan("Projection", details), largest)


@pytest.mark.parametrize(
    ("steps", "names"),
    [
        (["range($a, $b) AS l", "l AS m, n AS k", "size(m) AS q"], {"l", "m", "q"}),
        (["collect(x) AS l", "range($a, $b) AS x"], {"x", "l"}),
        (["n.range AS a, a.l AS b, range AS c", "collect(n.x) AS d"], set()),
        (["COLLECT {   UNWIND range(1, $b) AS `x y`   RETURN `x y` AS z } AS l, k AS j"], {"x y", "z", "l"}),
    ],
)
def test_lists_out_of_a_range_are_known_by_all_their_names(steps: list[str], names: set[str]) -> None:
    assert lengthy([tokens(step) for step in steps]) == names


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("RETURN '20241031', \"7\", `8`, x9, $10, // it's 11\n 5 /* 12 */", 5),
        ("RETURN 1_000, 0xFF, 2.5e3, 0o7", 2500),
        ("RETURN range(-70, 0) LIMIT 900", 70),
        ("RETURN 'a\\u0027 + 80 + \\u0027b'", 80),
        ("RETURN 1e999", 2**63),
    ],
)
def test_numbers_are_read_where_they_are_numbers(text: str, number: int) -> None:
    assert largest(text) == number


def test_numbers_in_parameters_count_and_texts_only_where_numbers_are_made_of_them() -> None:
    given = {"a": [{"b": -30}, 2.5], "c": "4:9d2e6f:7", "d": " 40 ", "e": None, "f": True, "g": float("nan")}
    assert largest("", given) == 30
    assert largest("RETURN '50', 'x60'", given, texts=True) == 50
    assert largest("", given, texts=True) == 40
    assert not reads_numbers(plan("Projection", 'date("20241031") AS x'))
    assert reads_numbers(plan("Projection", "[x IN l | toIntegerOrNull(x)] AS x"))
