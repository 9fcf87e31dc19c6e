"""Views written down and opened again: files, addresses, and what strangers may send."""

from __future__ import annotations

import base64
import datetime as dt
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegata.errors import ViewError
from allegata.view import (
    CLASSES,
    LAYOUTS,
    LEVELS,
    Exploration,
    Filters,
    Origin,
    Standpoint,
    View,
    What,
    from_address,
    from_text,
    to_address,
    to_text,
)
from allegata.view.origin import told
from allegata.view.view import Selected, Selection

IDS = st.text(min_size=1, max_size=20)
PLACES = st.tuples(st.integers(-5000, 5000), st.integers(-5000, 5000))
DAYS = st.dates(dt.date(1800, 1, 1), dt.date(2100, 1, 1))
WORDS = st.frozensets(st.text(max_size=10), max_size=3)
STANDPOINTS = st.builds(
    Standpoint, who=IDS, other=st.just("") | IDS, alone=st.booleans(), classes=st.frozensets(st.sampled_from(CLASSES))
)
FILTERS = st.builds(
    Filters,
    families_off=WORDS,
    statuses_off=WORDS,
    kinds_off=WORDS,
    relations=WORDS,
    since=st.none() | DAYS,
    until=st.none() | DAYS,
    clock=st.sampled_from(("happened", "said")),
    holders=st.integers(0, 99),
    documents=st.integers(0, 99),
    standpoint=st.none() | STANDPOINTS,
)


ORIGINS = st.builds(
    Origin,
    what=st.sampled_from(What),
    name=st.text(max_size=10),
    statement=st.text(max_size=10),
    parameters=st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=3).map(tuple),
)


@st.composite
def views(draw: st.DrawFn) -> View:
    actors = draw(st.lists(IDS, max_size=8, unique=True))
    return View(
        actors=tuple(actors),
        places={id_: draw(PLACES) for id_ in actors},
        pinned=frozenset(draw(st.lists(st.sampled_from(actors), max_size=3))) if actors else frozenset(),
        brought={id_: draw(st.sampled_from(actors)) for id_ in actors[:2]},
        hidden=draw(st.frozensets(IDS, max_size=3)),
        filters=draw(FILTERS),
        level=draw(st.sampled_from(LEVELS)),
        claims=draw(st.booleans()),
        most=draw(st.integers(1, 20_000)),
        out_of=draw(st.integers(0, 10**9)),
        layout=draw(st.sampled_from(LAYOUTS)),
        selection=draw(st.none() | st.builds(Selection, st.sampled_from(Selected), st.tuples(IDS))),
        seed=draw(st.integers(0, 99)),
        origins=tuple(draw(st.lists(ORIGINS, max_size=2))),
    )


@given(views())
def test_an_address_gives_the_same_view(view: View) -> None:
    address = to_address(view)
    assert from_address(address) == view
    assert set(address) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(views(), st.text(max_size=40), st.dictionaries(IDS, st.sampled_from(("", "DENIED")), max_size=3))
def test_a_file_gives_the_same_exploration(view: View, title: str, statuses: dict[str, str]) -> None:
    it = Exploration(view, title, "why", dt.datetime(2026, 1, 2, 3, 4, 5, tzinfo=dt.UTC), "stamp", statuses)
    assert from_text(to_text(it)) == it


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    for read in (from_text, from_address):
        with pytest.raises(ViewError):
            read(text)


def _address(raw: object) -> str:
    return base64.urlsafe_b64encode(zlib.compress(json.dumps(raw).encode())).decode().rstrip("=")


@pytest.mark.parametrize(
    "address",
    [
        _address({"actors": [["a", 1.5, 2]]}),
        _address({"actors": [["a", 1]]}),
        _address({"script": "alert(1)"}),
        _address({"filters": {"since": "2024-13-01"}}),
        _address({"most": 10**9}),
        _address([]),
        _address({"actors": []})[:-4],
        base64.urlsafe_b64encode(zlib.compress(b"0" * 50_000_000)).decode().rstrip("="),
        base64.urlsafe_b64encode(zlib.compress(b"[" * 1_000_000)).decode().rstrip("="),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(ViewError) as caught:
        from_address(address)
    assert len(str(caught.value)) < 300


def test_files_of_later_versions_are_told_apart_from_what_is_no_file() -> None:
    later = to_text(Exploration(View())).replace('"version": 2', '"version": 3')
    with pytest.raises(ViewError, match="version 3"):
        from_text(later)
    with pytest.raises(ViewError, match="view/filters/holders"):
        from_text(to_text(Exploration(View(filters=Filters(holders=2)))).replace('"holders": 2', '"holders": -2'))


def test_a_file_of_the_first_version_has_its_query_in_the_view() -> None:
    raw = json.loads(to_text(Exploration(View(actors=("a",)))))
    asked = {"name": "who-accuses-whom", "parameters": {"who": "Moscow"}}
    kept = from_text(json.dumps(raw | {"version": 1, "query": asked}))
    assert kept == Exploration(
        View(actors=("a",), origins=(Origin(What.QUERY, "who-accuses-whom", "", (("who", "Moscow"),)),))
    )


def test_what_a_view_came_from_is_told_once_and_goes_with_the_last_actor() -> None:
    one = Origin(What.QUERY, "who-accuses-whom", "", (("who", "a"),))
    other = Origin(What.QUERY, "", "MATCH  (n)\nRETURN n")
    paths = Origin(What.PATHS, "best", "", (("from", "a"), ("from", "b"), ("hops", "2")))
    view = View(actors=("a", "b")).coming_from(one).coming_from(other).coming_from(one).coming_from(paths)
    assert view.origins == (other, one, paths)
    assert told(view.origins, lambda id_: "Arland" if id_ == "a" else id_) == (
        "Query MATCH (n) RETURN n; Query who-accuses-whom (who = Arland); Paths (from = Arland, from = b, hops = 2)"
    )
    assert view.without(["a"]).origins == view.origins
    assert view.without(["a", "b"]).origins == ()
