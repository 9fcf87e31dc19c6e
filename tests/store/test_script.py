"""The Cypher script on the real server: what it makes is the subgraph, and names do nothing but stand there."""

from __future__ import annotations

import datetime as dt

import pytest
from databases import Database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render.views import HOSTILE, export_of, hostile, straits

from allegata.model import Edge, Node, Status, Subgraph
from allegata.render import records
from allegata.render.export import Export
from allegata.render.script import cypher, literal, name

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["\\u0027", "\\\\u0027", "\\", "\\'", "'; MATCH (n) DETACH DELETE n; //", "`", "\\u0060", "\\u005cu0060",
     "a\nb\r\n", "/* */ //", "\u2028", "\x85", "{}", "$x", ":help", "\\U0001F600", "\\N{BULLET}"]
)  # fmt: skip
NAMES = TEXTS.filter(lambda text: text.strip("\x00") != "" and "\x00" not in text)


def run(database: Database, script: bytes) -> None:
    """Every line that is no comment, as cypher-shell takes it: one statement, up to the semicolon."""
    with database.connection.driver.session() as session:
        for line in script.decode("utf-8").split("\n"):
            if line and not line.startswith("//"):
                assert line.endswith(";")
                session.run(line[:-1]).consume()


@pytest.fixture
def bare(empty: Database) -> Database:
    return empty


@pytest.mark.parametrize("make", [straits, hostile], ids=["straits", "hostile"])
def test_the_script_makes_the_subgraph(bare: Database, make: object) -> None:
    export: Export = make()  # type: ignore[operator]
    run(bare, cypher(export))
    found = bare.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS it ORDER BY n.id")
    assert [row["it"] for row in found] == sorted((dict(each) for each in records.nodes(export)), key=lambda r: r["id"])
    assert all(row["labels"] == ["Entity", row["it"]["kind"]] for row in found)  # type: ignore[index]
    ties = bare.run(
        "MATCH (a)-[r]->(b) RETURN type(r) AS relation, a.id AS source, b.id AS target, properties(r) AS it"
    )
    made = {row["it"]["key"]: row for row in ties}  # type: ignore[index]
    for each in records.edges(export):
        row = made.pop(each["key"])
        assert (row["relation"], row["source"], row["target"]) == (each["relation"], each["source"], each["target"])
        it = {
            key: tuple(value)
            if isinstance(value, list)
            else value.to_native()
            if hasattr(value, "to_native")
            else value
            for key, value in row["it"].items()  # type: ignore[attr-defined]
        }
        assert it.pop("evidence", "") == records.evidence_text(export, str(each["key"]))
        assert it == {key: value for key, value in each.items() if key not in ("source", "target", "relation")}
    assert made == {}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=TEXTS,
    odd=NAMES,
    day=st.dates(),
    number=st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**53), 2**53),
)
def test_literals_and_names_are_what_they_say(
    database: Database, value: str, odd: str, day: dt.date, number: float
) -> None:
    (row,) = database.run(
        f"RETURN {literal(value)} AS value, {literal([value, 'x'])} AS list, {literal(day)} AS day, "
        f"{literal(number)} AS number, {literal({odd: value})} AS map, 1 AS {name(odd)}"
    )
    assert (row["value"], row["list"], row["number"]) == (value, [value, "x"], number)
    assert row["day"].to_native() == day  # type: ignore[attr-defined]
    assert row["map"] == {odd: value}
    assert row[odd] == 1


def test_types_of_somebody_elses_database_are_quoted(bare: Database) -> None:
    nodes = tuple(Node(str(at), "x", text, 0) for at, text in enumerate(HOSTILE[:1] + HOSTILE[6:]))
    edges = tuple(
        Edge(f"k{at}", "0", "1", text, text, None, 1, 1)
        for at, text in enumerate(("KNOWS`]->() DETACH DELETE a //", "\\u0060]->() //", "weiß von", Status.DENIED))
    )
    run(bare, cypher(export_of(Subgraph(nodes, edges), {})))
    types = {row["type"] for row in bare.run("MATCH ()-[r]->() RETURN type(r) AS type")}
    assert types == {edge.relation for edge in edges}
    labels = {label for row in bare.run("MATCH (n) RETURN labels(n) AS labels") for label in row["labels"]}  # type: ignore[attr-defined]
    assert labels == {"Entity", *(node.kind for node in nodes)}
