"""Headers are read strictly: what is wrong has its line, and nothing raises."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from allegata.catalog import Kind, Parameter, SavedQuery, parse
from allegata.errors import Problem, UsageError

GOOD = """// title: Who accuses whom
// description: Accusations of an actor,
//   the strongest first.
// returns: both
//
// $who: entity = russia -- The accused.
// $relation: relation = ACCUSES -- What is done.
// $since: date = -- From this day on.
// $status: choice(any | CONTESTED) = any -- Only these.
// $word: text = a = b -- A text.
// $kinds: list(relation) = ACCUSES, WARNS -- Some.
// $limit: integer(1..500) = 50 -- Most rows.

MATCH (n) RETURN n LIMIT $limit
"""


def read(text: str) -> tuple[SavedQuery | None, tuple[Problem, ...]]:
    return parse(text, file="q.cypher", name="q", group="g")


def test_a_header_is_read() -> None:
    query, problems = read(GOOD)
    assert query is not None
    assert problems == ()
    assert query.description == "Accusations of an actor, the strongest first."
    assert query.statement == "MATCH (n) RETURN n LIMIT $limit"
    assert query.line == 14
    assert query.text.splitlines()[query.line - 1] == query.statement
    who, relation, since, status, word, kinds, limit = query.parameters
    assert who == Parameter("who", Kind.ENTITY, "The accused.", "russia")
    assert (since.default, status.choices, word.default) == ("", ("any", "CONTESTED"), "a = b")
    assert (kinds.item, limit.low, limit.high, relation.kind) == (Kind.RELATION, 1, 500, Kind.RELATION)


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("// title: Who accuses whom\n", "", 1, "there is no title"),
        ("// title: Who accuses whom", "// titel: Who", 1, "not understood"),
        ("// returns: both", "// returns: picture", 4, "picture"),
        ("// returns: both", "// returns: both\n// returns: both", 5, "twice"),
        ("$who: entity", "$who: entiti", 6, "unknown type"),
        ("$who: entity", "$Who: entity", 6, "cannot be called"),
        ("$who: entity", "$who entity", 6, "not understood"),
        ("$relation: relation", "$who: relation", 7, "twice"),
        ("= ACCUSES --", "= ACUSES --", 7, "ACUSES"),
        ("-- What is done.", "", 7, "nobody is told"),
        ("date = --", "date = yesterday --", 8, "no day"),
        ("(any | CONTESTED) = any", "(any | CONTESTED) = none", 9, "none"),
        ("(any | CONTESTED) = any", "(any | CONTESTED) =", 9, "no default"),
        ("(any | CONTESTED)", "(any)", 9, "needs choices"),
        ("list(relation)", "list(date)", 11, "list"),
        ("(1..500) = 50", "(1..500) = 501", 12, "out of range"),
        ("(1..500) = 50", "(500..1) = 50", 12, "range"),
        ("(1..500) = 50", "(1..500) = many", 12, "whole number"),
        ("MATCH (n) RETURN n LIMIT $limit\n", "", 13, "no statement"),
        (
            "RETURN n LIMIT",
            "WHERE n.x = '\n$y' /*\n$z */\nAND n.y = $wo RETURN n LIMIT",
            17,
            "$wo is not declared: did you",
        ),
        ("RETURN n LIMIT", "WHERE n.x = $nowhere RETURN n LIMIT", 14, "add a line // $nowhere: type = default"),
        ("(any | CONTESTED)", "(cypher RETURN $x)", 9, "without parameters: $x is one"),
    ],
)
def test_a_slip_is_told_with_its_line(old: str, new: str, line: int, what: str) -> None:
    assert old in GOOD
    query, problems = read(GOOD.replace(old, new, 1))
    assert query is None
    assert [it.line for it in problems if what in str(it)] == [line], problems
    assert all(str(it).startswith("q.cypher:") for it in problems)


@tuned(deadline=None)
@given(st.lists(st.one_of(st.sampled_from(GOOD.splitlines()), st.text(max_size=40)), max_size=20).map("\n".join))
def test_whatever_a_file_holds_it_is_a_query_or_problems(text: str) -> None:
    query, problems = read(text)
    assert (query is None) == bool(problems)
    lines = len(text.splitlines())
    assert all(0 <= it.line <= max(1, lines) for it in problems)


NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)
LABELS = (
    st.text(st.characters(codec="ascii", categories=("L", "N", "Zs")), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)


@tuned(deadline=None)
@given(st.dictionaries(NAMES, st.tuples(LABELS, st.integers(-(10**17), 10**17)), max_size=6), LABELS)
def test_what_is_written_is_read(parameters: dict[str, tuple[str, int]], title: str) -> None:
    lines = [f"// title: {title}", "// description: D.", "// returns: table"]
    lines += [f"// ${name}: integer = {value} -- {label}" for name, (label, value) in parameters.items()]
    query, problems = read("\n".join([*lines, "RETURN 1"]))
    assert problems == ()
    assert query is not None
    assert query.title == title
    assert [(it.name, it.label, it.default) for it in query.parameters] == [
        (name, label, str(value)) for name, (label, value) in parameters.items()
    ]
    assert query.bind({}, str) == {name: value for name, (_, value) in parameters.items()}


def test_texts_become_values() -> None:
    query, _ = read(GOOD)
    assert query is not None
    values = query.bind(
        {"since": "2024-10-31", "kinds": "warns, calls on", "status": "contested", "limit": " 7 ", "who": "Moscow"},
        {"Moscow": "russia"}.__getitem__,
    )
    assert values == {
        "who": "russia",
        "relation": "ACCUSES",
        "since": dt.date(2024, 10, 31),
        "status": "CONTESTED",
        "word": "a = b",
        "kinds": ["WARNS", "CALLS_ON"],
        "limit": 7,
    }
    assert query.bind({}, str)["since"] is None


@pytest.mark.parametrize(
    ("given_", "told"),
    [
        ({"whom": "x"}, "q has no parameter 'whom': did you mean who?"),
        ({"zzz": "x"}, "q has no parameter 'zzz': it has who, relation, since, status, word, kinds, limit."),
        (
            {"relation": "ACUSES"},
            "relation: there is no relation 'ACUSES'; did you mean ACCUSES? docs/",
        ),
        ({"kinds": "WARNS, nothing of it"}, "kinds: there is no relation 'nothing of it'. docs"),
        ({"since": "31.10.2024"}, "since: '31.10.2024' is no day; write it as in 2024-10-31."),
        ({"since": "2024-02-30"}, "since: '2024-02-30' is no day"),
        ({"limit": "0"}, "limit: 0 is out of range; it lies between 1 and 500."),
        ({"limit": "1e3"}, "limit: '1e3' is no whole number."),
        ({"limit": "٣"}, "is no whole number."),
        ({"status": "odd"}, "status: 'odd' cannot be chosen; it is one of any, CONTESTED."),
    ],
)
def test_a_wrong_value_is_told_in_a_sentence(given_: dict[str, str], told: str) -> None:
    query, _ = read(GOOD)
    assert query is not None
    with pytest.raises(UsageError) as error:
        query.bind(given_, str)
    assert told in str(error.value)


def test_the_example_in_the_documentation_is_a_query() -> None:
    text = (Path(__file__).parents[2] / "docs" / "queries.md").read_text("utf-8")
    (example,) = re.findall(r"```\n(// title:.*?)```", text, re.DOTALL)
    query, problems = read(example)
    assert problems == ()
    assert query is not None
    assert [it.kind for it in query.parameters] == ["entity", "relation", "choice", "date", "integer"]


def test_choices_may_be_listed_by_a_statement() -> None:
    statement = "MATCH (n:Entity) WHERE size(n.name) = 3 RETURN DISTINCT n.kind"
    kind = f"// $kind: choice(cypher {statement}) = -- Only of this kind (or any)."
    query, problems = read("\n".join((*GOOD.splitlines()[:4], kind, "RETURN $kind")))
    assert problems == ()
    assert query is not None
    (it,) = query.parameters
    assert (it.lister, it.choices, it.default, it.label) == (statement, (), "", "Only of this kind (or any).")
    listed = {statement: ("State", "Place")}.__getitem__
    assert query.bind({}, str, listed) == {"kind": None}
    assert query.bind({"kind": "state"}, str, listed) == {"kind": "State"}
    with pytest.raises(UsageError, match="one of State, Place"):
        query.bind({"kind": "Group"}, str, listed)
