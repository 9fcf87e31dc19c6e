"""Search as somebody types: what is forgiven, what comes first, and that it stays quick."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from databases import Database
from store.test_scale import Counting

from allegata.model import Alias, Claim, Dataset, Document, Entity, Fact, Kind, content_id
from allegata.store import Graph
from allegata.store.finding import Nearness, fold, nearness, words_of

STATE, BODY, PERSON, GROUP = Kind.STATE, Kind.ORGANIZATION, Kind.PERSON, Kind.GROUP
MANY = 3_000
"""More names than are ranked, and more entities than are gone through by their degree."""

ENTITIES = (
    Entity("nk", "North Korea", STATE),
    Entity("sk", "South Korea", STATE),
    Entity("italy", "Italy", STATE),
    Entity("prk", "Democratic People's Republic", GROUP),
    Entity("army", "Korean People's Army", BODY),
    Entity("corps", "Eleventh Corps", BODY),
    Entity("general", "General Bjørn Çelik", PERSON),
    Entity("envoy", "Former Envoy", PERSON),
    Entity("stray", "Stray Person", PERSON),
    Entity("pyong", "Pyong", GROUP),
    Entity("pyong-press", "Pyong Press", GROUP),
    Entity("daily-pyong", "Daily Pyong", GROUP),
    *(Entity(f"reed-{n}", f"Reed {n}", GROUP) for n in range(MANY)),
    Entity("hub", "Reed Hub", GROUP),
)
ALIASES = (Alias("Pyongyang", "nk", "capital"), Alias("DPRK", "nk", "code"), Alias("Republic of Korea", "sk", "long"))
PAST, YEARS_AGO = dt.date(2001, 1, 1), dt.date(2005, 1, 1)
FACTS = (
    Fact("army", "PART_OF", "nk"),
    Fact("corps", "PART_OF", "army"),
    Fact("general", "REPRESENTS", "corps"),
    # The nearer state was his once; the one that he speaks for today is farther.
    Fact("general", "REPRESENTS", "italy", PAST, YEARS_AGO),
    Fact("envoy", "REPRESENTS", "sk", PAST, YEARS_AGO),
    # A circle, and no state in it.
    Fact("stray", "REPRESENTS", "pyong"),
    Fact("pyong", "PART_OF", "pyong-press"),
    Fact("pyong-press", "PART_OF", "pyong"),
)


def _claim(subject: str, object_: str) -> Claim:
    return Claim(content_id(subject, object_), subject, "ACCUSES", object_, "")


CLAIMS = (
    *(_claim("nk", other) for other in ("sk", "italy", "army", "corps", "general")),
    *(_claim("hub", f"reed-{n}") for n in range(40)),
    _claim("daily-pyong", "sk"),
    _claim("daily-pyong", "nk"),
    _claim("pyong-press", "sk"),
)
DATA = Dataset(
    *("names", "Names"),
    entities=ENTITIES,
    aliases=ALIASES,
    facts=FACTS,
    documents=(Document("report", "A report", "pyong-press", dt.date(2024, 1, 1)),),
    claims=CLAIMS,
)


@pytest.fixture(scope="module")
def named(database: Database) -> Iterator[Database]:
    database.clear()
    database.writer.replace(DATA)
    yield database
    database.clear()


def ids(database: Database, typed: str, limit: int = 10) -> list[str]:
    return [hit.node.id for hit in database.graph.search(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("NORTH korea", "nk"),
        ("north korrea", "nk"),
        ("north kora", "nk"),
        ("north kotea", "nk"),
        ("north koera", "nk"),
        ("nroth korea", "nk"),
        ("dprk", "nk"),
        ("Pyongyang", "nk"),
        ("pyongynag", "nk"),
        ("Ṗyóngyāng", "nk"),
        ("bjorn celik", "general"),
        ("CELIK", "general"),
        ("Bjørn Çelik", "general"),
        ("celik, b", "general"),
        ("people's republic", "prk"),
        ("People’s Army", "army"),
        ("peoples army", "army"),
        ("republic of kor", "sk"),
        ("it", "italy"),
        ("i", "italy"),
        # A slip in a beginning.
        ("pyogn", "pyong"),
        ("elevneth c", "corps"),
        ("democartic peo", "prk"),
    ],
)
def test_what_is_typed_finds_who_is_meant(named: Database, typed: str, found: str) -> None:
    assert ids(named, typed)[0] == found


def test_every_beginning_of_a_name_finds_it(named: Database) -> None:
    for name, id_ in (("north korea", "nk"), ("pyongyang", "nk"), ("general bjorn celik", "general")):
        for end in range(1, len(name) + 1):
            assert id_ in ids(named, name[:end]), name[:end]


def test_the_whole_name_comes_first_then_beginnings_then_slips_and_the_better_connected_among_equals(
    named: Database,
) -> None:
    assert ids(named, "pyong") == ["pyong", "nk", "pyong-press", "daily-pyong"]
    assert ids(named, "korea")[:3] == ["army", "nk", "sk"]
    found = {hit.node.id: hit for hit in named.graph.search("pyong")}
    assert (found["nk"].matched, found["nk"].node.name) == ("Pyongyang", "North Korea")
    assert [found["nk"].node.degree, found["pyong"].matched] == [6 + 1, "Pyong"]


def test_a_hit_tells_of_which_state_it_is_today(named: Database) -> None:
    states = {each: named.graph.search(each)[0].state for each in ("Eleventh Corps", "Celik", "Envoy", "Stray", "DPRK")}
    assert states == {
        "Eleventh Corps": "North Korea",
        "Celik": "North Korea",
        "Envoy": "South Korea",
        "Stray": "",
        "DPRK": "",
    }


@pytest.mark.parametrize("typed", ["r", "re", "ree", "reed"])
def test_among_more_names_than_can_be_ranked_the_best_connected_is_first_and_soon(named: Database, typed: str) -> None:
    reader = Counting(named.connection, named.settings)
    hits = Graph(reader).search(typed)
    assert (hits[0].node.id, len(hits)) == ("hub", 10)
    assert sum(reader.hits) < 5_000


def test_what_nobody_is_called_finds_nobody(named: Database) -> None:
    for typed in ("", " ", "!?", "zzyzx", "north zzyzx", "(", "//", "q" * 400, "'.'"):
        assert ids(named, typed) == [], typed


def test_nearness() -> None:
    assert fold("ŁÓDŹ Straße Bjørn’s") == "lodz strasse bjorn's"
    assert words_of("The Ministry of U.S. Defence!") == ["ministry", "u.s", "defence"]
    told = {
        ("the pentagon", "Pentagon"): Nearness.SAME,
        ("penta", "The Pentagon"): Nearness.BEGINS,
        ("defence m", "Ministry of Defence"): Nearness.WORDS_BEGIN,
        ("pnetagon", "Pentagon"): Nearness.SLIP,
    }
    assert {(typed, name): nearness(words_of(typed), name) for typed, name in told} == told
