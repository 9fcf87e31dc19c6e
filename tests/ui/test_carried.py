from __future__ import annotations

import datetime as dt

from allegata.analysis.draft import Draft, from_query, to_query
from allegata.model import OTHER_TYPES
from allegata.ui.pathfinding.carried import carried, left_behind
from allegata.view import Filters, Standpoint
from allegata.vocabulary import relations

TWO = Draft(sources=("a",), targets=("b",))


def test_what_filters_switch_off_no_path_uses() -> None:
    day = dt.date(2024, 10, 30)
    filters = Filters(
        frozenset({"verbal conflict"}), frozenset({"CONTESTED"}), frozenset({"Place"}), since=day, until=day, holders=2
    )
    draft = carried(TWO, filters)
    assert {relations()[each].family for each in draft.never_relations} == {"verbal conflict"}
    assert "ACCUSES" in draft.never_relations
    assert "Place" not in draft.kinds
    assert "State" in draft.kinds
    assert (draft.without_statuses, draft.since, draft.until, draft.holders) == (("CONTESTED",), day, day, 2)
    assert from_query(to_query(draft)) == (draft, ""), "an address holds it"
    assert draft.question().never_relations == frozenset(draft.never_relations)
    assert carried(TWO, Filters()) == TWO


def test_what_paths_cannot_be_held_to_is_told() -> None:
    day = dt.date(2024, 10, 30)
    said = Filters(since=day, clock="said", standpoint=Standpoint("a"))
    assert carried(TWO, said) == TWO
    assert left_behind(said) == "whose word it is and the days on which it was said"
    assert left_behind(Filters(since=day)) == ""


def test_types_of_a_foreign_database() -> None:
    draft = Draft(sources=("a",), targets=("b",), schema=("KNOWS", "CALLS", "RARE"))
    off = Filters(frozenset({"CALLS", OTHER_TYPES}), kinds_off=frozenset({"Person"}), holders=3)
    held = carried(draft, off, ("KNOWS", "CALLS"))
    assert (held.never_relations, held.kinds, held.holders) == (("CALLS", "RARE"), (), 0)
