"""Questions for paths as they are written down: what an address says is what was asked."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegata.analysis.draft import Draft, Task, day_of, from_query, to_query
from allegata.analysis.question import HOPS, choice
from allegata.errors import UsageError
from allegata.model import Kind, Status
from allegata.vocabulary import relations

WORDS = st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).map(str.strip).filter(bool), max_size=3)
ACTORS = WORDS.map(lambda words: tuple(dict.fromkeys(words)))


def some(choices: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(choices), max_size=3, unique=True).map(tuple)


DRAFTS = st.builds(
    Draft,
    st.sampled_from(Task),
    *(ACTORS, ACTORS, ACTORS, st.integers(1, 100), st.integers(1, 6), st.integers(1, 4), st.booleans()),
    *(some(list(relations())), some(list(relations())), ACTORS, ACTORS, some(list(map(str, Kind)))),
    *(some(list(map(str, Status))), st.integers(0, 9), st.integers(0, 9)),
    *(st.none() | st.dates(), st.none() | st.dates(), st.booleans(), WORDS.map(lambda words: "".join(words))),
    *(some(list(map(str, Kind))), some(list(map(str, Status)))),
)


@given(DRAFTS)
def test_an_address_holds_the_whole_draft(draft: Draft) -> None:
    assert from_query(to_query(draft)) == (draft, "")


@given(st.dictionaries(st.sampled_from(["from", "k", "since", "kind", "ask", "directed"]), st.lists(st.text())))
def test_whatever_an_address_says_it_is_read_or_told(query: dict[str, list[str]]) -> None:
    draft, trouble = from_query(query)
    assert "\n" not in trouble.replace("\\n", "")
    assert isinstance(draft, Draft)


def test_what_can_be_read_is_kept_beside_what_cannot() -> None:
    draft, trouble = from_query({"from": ["a"], "k": ["x"], "kind": ["stat"], "max-hops": ["3"]})
    assert (draft.sources, draft.hops, draft.most) == (("a",), 3, 5)
    assert trouble == "k 'x' is not a whole number."


def test_a_draft_becomes_a_question_and_a_question_without_a_demand_a_draft() -> None:
    draft = Draft(Task.BEST, ("a",), ("b",), relations=("ACCUSES",), hops=2, holders=2)
    question = draft.question()
    assert (question.relations, question.hops, question.holders) == (frozenset({"ACCUSES"}), 2, 2)
    assert draft.asking(question.without("relations")).relations == ()
    assert draft.asking(question.without("hops")).hops == HOPS
    assert draft.asking(question.without("holders")) == Draft(Task.BEST, ("a",), ("b",), relations=("ACCUSES",), hops=2)
    assert draft.swapped().sources == ("b",)


def test_surroundings_and_connections_ask_for_nobody_at_the_ends() -> None:
    around = Draft(Task.AROUND, whom=("a",), without_statuses=("DENIED",), in_time_order=True, through="x")
    question = around.question()
    assert (question.without_statuses, question.in_time_order, question.through) == (frozenset({"DENIED"}), False, "")
    with pytest.raises(UsageError, match="2 to 8 actors: 9 were given"):
        Draft(Task.CONNECT, whom=tuple("abcdefghi")).question()


def test_kinds_and_statuses_are_what_is_left_of_all() -> None:
    draft = Draft(Task.BEST, ("a",), ("b",), never_kinds=("Person", "Group"), statuses=("CONFIRMED", "REPORTED"))
    question = draft.question()
    assert question.kinds == {"State", "Organization", "Alliance", "Place"}
    assert question.without_statuses == {"UNCONFIRMED", "CONTESTED", "DENIED"}
    assert replace(draft, kinds=("State", "Person"), without_statuses=("REPORTED",)).question() == replace(
        question, kinds=frozenset({"State"}), without_statuses=question.without_statuses | {"REPORTED"}
    )
    # Asked again without another demand, it is said as it was said; without this one, neither way of saying it stays.
    assert draft.asking(question.without("hops")) == replace(draft, hops=HOPS)
    assert draft.asking(question.without("kinds")) == replace(draft, never_kinds=())
    assert draft.asking(question.without("without_statuses")) == replace(draft, statuses=())


def test_another_task_does_not_take_over_what_it_cannot_ask() -> None:
    draft = Draft(Task.BEST, ("a",), ("b",), most=7, in_time_order=True, through="c", holders=2)
    with pytest.raises(UsageError, match="by number or in time order or by way of somebody"):
        replace(draft, task=Task.SHORTEST).question()
    assert draft.turned(Task.SHORTEST) == Draft(Task.SHORTEST, ("a",), ("b",), holders=2)
    assert draft.turned(Task.SHORTEST).question().holders == 2
    assert draft.turned(Task.BEST) == draft


def test_names_stand_in_a_sentence_beside_ids() -> None:
    with pytest.raises(UsageError, match=r"Arland \[a\] stands at both ends"):
        Draft(Task.BEST, ("a",), ("a",)).question({"a": "Arland"})


def test_words_are_taken_as_they_are_typed() -> None:
    assert choice("relation type", "meets-with", relations()) == "MEETS_WITH"
    assert choice("relation type", "Pays For", ("pays for", "KNOWS")) == "pays for"
    assert day_of("2024-10-30") == dt.date(2024, 10, 30)
    with pytest.raises(UsageError, match="did you mean State"):
        choice("kind", "stat", tuple(Kind))


@pytest.mark.parametrize(
    ("draft", "wanting"),
    [
        (Draft(), "Name who is to be linked, at both ends."),
        (Draft(targets=("a",)), "Name somebody at the other end too."),
        (Draft(sources=("a",), targets=("b",)), ""),
        (Draft(Task.AROUND), "Name somebody first."),
        (Draft(Task.AROUND, whom=("a",)), ""),
        (Draft(Task.CONNECT, whom=("a",)), "Name a second actor, to be connected with."),
        (Draft(Task.CONNECT, whom=("a", "b")), ""),
    ],
)
def test_who_is_still_to_be_named_is_said(draft: Draft, wanting: str) -> None:
    assert draft.wanting == wanting
    assert draft.complete == (not wanting)
