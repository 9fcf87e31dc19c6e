from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegata.store.caption import Sampled, kind_of, name_of, ranked, usual
from allegata.store.likeness import Typed, folded, within_one


@pytest.mark.parametrize(
    ("labels", "kind"),
    [
        ([], "Node"),
        (["Person", "Agent"], "Agent"),
        (["_Bloom_Perspective_"], "_Bloom_Perspective_"),
        (["__Entity__", "Zebra"], "Zebra"),
        (["7", "Ä"], "7"),
    ],
)
def test_a_node_is_drawn_by_its_first_label_that_is_not_technical(labels: list[str], kind: str) -> None:
    assert kind_of(labels) == kind


@pytest.mark.parametrize(
    ("properties", "first"),
    [
        ([("id", 100, 100), ("Title", 100, 100)], "Title"),
        ([("name", 10, 10), ("code", 100, 100)], "code"),
        ([("name", 100, 0), ("label", 100, 100)], "label"),
        ([("born", 100, 100), ("companyName", 100, 100), ("uuid", 100, 100)], "companyName"),
        ([("born", 100, 100)], ""),
        ([], ""),
    ],
)
def test_a_label_is_named_by_what_most_of_its_nodes_have(properties: list[tuple[str, int, int]], first: str) -> None:
    sampled = [Sampled(*each) for each in properties]
    assert next(iter(usual(sampled)), "") == first
    assert len(ranked(sampled)) == sum(1 for _, _, texts in properties if texts)


def test_a_name_is_one_line_or_label_and_number() -> None:
    assert name_of("4:x:12", "Film", [None, " \n ", " The\tThird  Man "]) == "The Third Man"
    assert name_of("4:x:12", "Film", [None]) == "Film 12"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("müller", ["Muller", "Müllers", "Herr Müller", "Hans Mulle", "x"]),
        ("new york", ["New York", "New York City", "The New York", "York, New", "New Yorc"]),
        ("ab", ["AB", "abc", "cab"]),
    ],
)
def test_likeness_puts_the_best_name_first(typed: str, names: list[str]) -> None:
    scores = [Typed(typed).likeness(name) for name in names]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@given(st.text(), st.text())
def test_likeness_is_there_for_any_text(typed: str, name: str) -> None:
    assert 0 <= Typed(typed).likeness(name) <= 100
    if folded(name).split() and not name.isspace():
        assert Typed(name).likeness(name) == 100


LETTERS = st.text("abc", max_size=6)


@given(LETTERS, LETTERS)
def test_one_slip_is_what_the_definition_says(one: str, other: str) -> None:
    near = {one}
    near |= {one[:at] + one[at + 1 :] for at in range(len(one))}
    near |= {one[:at] + letter + one[at:] for at in range(len(one) + 1) for letter in "abc"}
    near |= {one[:at] + letter + one[at + 1 :] for at in range(len(one)) for letter in "abc"}
    near |= {one[:at] + one[at + 1] + one[at] + one[at + 2 :] for at in range(len(one) - 1)}
    assert within_one(one, other) == (other in near)
