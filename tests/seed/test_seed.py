"""The seed data set, read as plain tables: sound, true to the format, and without another's sentences."""

from __future__ import annotations

import csv
import hashlib
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from allegata.vocabulary import STANDING, relation_of_code, relations

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seed"
ARTICLE = ROOT.parent / "shared" / "seed-article" / "afp-2024-10-31.txt"
OURS = [*sorted(SEED.glob("*.csv")), SEED / "dataset.yaml", ROOT / "docs" / "seed.md", Path(__file__)]

KINDS = {"State", "Organization", "Person", "Alliance", "Group", "Place"}
ALIAS_KINDS = {"name", "short", "code", "capital", "seat", "title", "spelling"}
STANCES = {"ASSERTS", "CONFIRMS", "DENIES", "DISMISSES", "NO_COMMENT", "CANNOT_CONFIRM"}
CERTAINTIES = {"certain", "probable", "possible", "unspecified"}
MODALITIES = {"actual", "future", "hypothetical"}
DATE = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?")
IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}")
QUOTATION = re.compile(r"“([^”]*)”|\"([^\"]*)\"|«([^»]*)»")

Row = dict[str, str]


@cache
def table(name: str) -> list[Row]:
    with (SEED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def by_id(name: str) -> dict[str, Row]:
    return {row["id"]: row for row in table(name)}


def stances(claim: str) -> dict[str, str]:
    """Holder to stance."""
    return {row["holder"]: row["stance"] for row in table("statements") if row["claim"] == claim}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


@pytest.fixture(scope="module")
def article() -> bytes:
    if not ARTICLE.is_file():
        pytest.skip("the article is not part of the project and does not lie beside the checkout")
    return ARTICLE.read_bytes()


# ── Sound in itself ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["entities", "documents", "claims", "statements"])
def test_identifiers_are_valid_and_unique(name: str) -> None:
    ids = [row["id"] for row in table(name)]
    assert all(IDENTIFIER.fullmatch(each) for each in ids)
    assert len(ids) == len(set(ids))


def test_no_cell_is_missing_or_padded() -> None:
    for name in ("entities", "aliases", "facts", "documents", "claims", "statements"):
        for row in table(name):
            assert all(isinstance(cell, str) and cell == cell.strip() for cell in row.values()), (name, row)


def test_every_reference_leads_somewhere() -> None:
    entities, documents, claims = by_id("entities"), by_id("documents"), by_id("claims")
    for row in table("aliases"):
        assert row["entity"] in entities, row
    for row in table("facts"):
        assert {row["subject"], row["object"]} <= entities.keys(), row
    for row in documents.values():
        assert row["publisher"] in entities, row
    for row in claims.values():
        assert {row["subject"], row["object"]} <= entities.keys(), row
        assert row["place"] == "" or entities[row["place"]]["kind"] == "Place", row
        assert set(row["about"].split()) <= claims.keys() - {row["id"]}, row
        assert row["varies_from"] in claims.keys() | {""}, row
        assert bool(row["varies_from"]) == bool(row["varies_on"]), row
    for row in table("statements"):
        assert row["claim"] in claims, row
        assert row["holder"] in entities, row
        assert row["via"] in entities.keys() | {""}, row
        assert row["document"] in documents, row


def test_every_claim_has_a_statement_and_every_entity_a_use() -> None:
    assert {row["claim"] for row in table("statements")} == by_id("claims").keys()
    used = {row[end] for name in ("facts", "claims") for row in table(name) for end in ("subject", "object")}
    used |= {row["place"] for row in table("claims")}
    used |= {row[end] for row in table("statements") for end in ("holder", "via")}
    # Named in the article as a state only, yet wanted as a place.
    assert by_id("entities").keys() - used <= {"kyiv-city"}


def test_words_come_from_the_format_and_the_vocabulary() -> None:
    standing = {name for name, each in relations().items() if each.family == STANDING}
    assert {row["kind"] for row in table("entities")} <= KINDS
    assert {row["kind"] for row in table("aliases")} <= ALIAS_KINDS
    assert {row["relation"] for row in table("facts")} <= standing
    assert {row["predicate"] for row in table("claims")} <= relations().keys() - standing
    assert {row["modality"] for row in table("claims")} <= MODALITIES
    assert {row["stance"] for row in table("statements")} <= STANCES
    assert {row["certainty"] for row in table("statements")} <= CERTAINTIES
    for row in table("claims"):
        if row["code"]:
            relation = relation_of_code(row["code"])
            assert relation is not None, row
            assert relation.type == row["predicate"], row


def test_dates_are_well_formed_and_in_order() -> None:
    pairs = [(row["from"], row["to"]) for row in table("facts")]
    pairs += [(row["event_from"], row["event_to"]) for row in table("claims")]
    pairs += [(row["said_on"], "") for row in table("statements")]
    for start, end in pairs:
        assert DATE.fullmatch(start), start
        assert DATE.fullmatch(end), end
        assert not (start and end) or start[: len(end)] <= end[: len(start)]
    assert all(row["said_on"] <= "2024-10-31" for row in table("statements"))


def test_a_name_leads_to_one_entity() -> None:
    seen: dict[str, str] = {}
    names = [(row["name"], row["id"]) for row in table("entities")]
    names += [(row["text"], row["entity"]) for row in table("aliases")]
    for text, entity in names:
        key = " ".join(text.casefold().split())
        assert key not in seen, f"{text}: {seen.get(key)} and {entity}"
        seen[key] = entity
    for text, entity in {
        "pyongyang": "north-korea",
        "dprk": "north-korea",
        "the north": "north-korea",
        "rok": "south-korea",
        "seoul": "south-korea",
        "washington": "united-states",
        "the pentagon": "us-department-of-defense",
        "moscow": "russia",
        "beijing": "china",
        "kyiv": "ukraine",
        "kiev": "ukraine",
        "vassili nebenzia": "vassily-nebenzia",
        "sea of japan": "east-sea",
        "afp": "afp",
    }.items():
        assert seen[text] == entity


# ── What the article says ───────────────────────────────────────────────────────────────────────────────────


def test_counts() -> None:
    assert len(table("statements")) >= 45
    assert len(table("claims")) >= 30
    text = (ROOT / "docs" / "seed.md").read_text("utf-8")
    for name in ("entities", "aliases", "facts", "claims", "statements"):
        label = "standing facts" if name == "facts" else name
        assert re.search(rf"\| {label} \| {len(table(name))}\b", text), label


def test_the_deployment_is_asserted_dismissed_unconfirmed_and_met_with_silence() -> None:
    base = by_id("claims")["troops"]
    edge = [base[end] for end in ("subject", "predicate", "object")]
    assert edge == ["north-korea", "DEPLOYS_TROOPS_TO", "russia"]
    assert base["value"] == ""
    held = stances("troops")
    assert held["united-states"] == held["south-korea"] == "ASSERTS"
    assert held["vassily-nebenzia"] == "DISMISSES"
    assert held["north-korea"] == "NO_COMMENT"
    assert held["united-nations"] == "CANNOT_CONFIRM"
    (un,) = [row for row in table("statements") if row["stance"] == "CANNOT_CONFIRM"]
    assert un["via"] == "miroslav-jenca"


@pytest.mark.parametrize(
    ("claim", "value", "holders"),
    [
        ("troops-10000", "about 10,000", {"united-states", "south-korea"}),
        ("troops-kursk", "a small number", {"us-department-of-defense"}),
        ("troops-12000", "12,000", {"ukraine", "sergiy-kyslytsya"}),
    ],
)
def test_the_numbers_are_versions_of_one_claim(claim: str, value: str, holders: set[str]) -> None:
    row = by_id("claims")[claim]
    assert (row["varies_from"], row["varies_on"], row["value"]) == ("troops", "number", value)
    assert stances(claim).keys() == holders


def test_what_washington_and_seoul_say_comes_through_the_agency() -> None:
    rows = [row for row in table("statements") if row["holder"] in ("united-states", "south-korea")]
    assert rows
    assert all(row["via"] == "afp" for row in rows)


def test_versions_keep_to_one_edge() -> None:
    ends = ("subject", "predicate", "object")
    for row in table("claims"):
        if row["varies_from"]:
            base = by_id("claims")[row["varies_from"]]
            assert [row[end] for end in ends] == [base[end] for end in ends], row
            assert base["varies_from"] == "", row


def test_accusations_stand_apart_from_what_they_allege() -> None:
    acts = {"ACCUSES", "WARNS", "CRITICIZES"}
    for row in table("claims"):
        if row["predicate"] in acts or row["id"] in ("austin-calls-withdraw", "kim-calls-withdraw"):
            assert row["about"], row
            assert row["modality"] == "actual", row
            assert stances(row["id"]) == {row["subject"]: "ASSERTS"}, row
    edges = {(row["subject"], row["predicate"], row["object"]) for row in table("claims")}
    assert {
        ("united-states", "ACCUSES", "north-korea"),
        ("united-states", "ACCUSES", "russia"),
        ("sergiy-kyslytsya", "ACCUSES", "north-korea"),
        ("vassily-nebenzia", "ACCUSES", "united-states"),
        ("robert-wood", "WARNS", "north-korea"),
        ("robert-wood", "CALLS_ON", "kim-jong-un"),
        ("lloyd-austin", "CALLS_ON", "north-korea"),
        ("kim-yong-hyun", "CALLS_ON", "north-korea"),
    } <= edges


@pytest.mark.parametrize(
    ("statement", "certainty", "modality"),
    [
        ("combat-november-kyslytsya", "probable", "future"),
        ("combat-austin", "probable", "future"),
        ("nk-asks-technology-kim", "probable", "future"),
        ("nk-asks-satellites-kim", "probable", "future"),
        ("peninsula-threat-kim", "possible", "hypothetical"),
        ("nk-aids-escalation-france", "unspecified", "hypothetical"),
        ("soldiers-die-wood", "certain", "hypothetical"),
    ],
)
def test_hedges_are_kept(statement: str, certainty: str, modality: str) -> None:
    row = by_id("statements")[statement]
    assert row["certainty"] == certainty
    assert by_id("claims")[row["claim"]]["modality"] == modality


def test_the_missile_is_one_launch_in_two_classes() -> None:
    versions = {row["id"]: row for row in table("claims") if row["varies_from"] == "launch"}
    assert {row["varies_on"] for row in versions.values()} == {"class"}
    assert stances("launch-long-range") == {"south-korean-military": "ASSERTS"}
    assert stances("launch-icbm") == {"gen-nakatani": "ASSERTS"}
    assert by_id("claims")["launch"]["object"] == "east-sea"
    assert "inferred" in by_id("statements")["launch-army"]["note"]


def test_uniforms_visits_and_sanctions() -> None:
    assert stances("uniforms") == {"lloyd-austin": "ASSERTS", "ukraine": "CONFIRMS"}
    claims = by_id("claims")
    assert claims["choe-visits"]["place"] == "moscow-city"
    assert claims["wang-meets-rudenko"]["place"] == "beijing-city"
    assert claims["austin-meets-kim"]["place"] == ""
    for claim in ("sanctions-nk", "sanctions-russia"):
        assert claims[claim]["subject"] == "sanctioning-parties"
    assert claims["ukraine-mobilizes"]["value"] == "160,000 men"


def test_inferred_days_are_said_to_be() -> None:
    # Paragraph by paragraph, where the article itself names the day.
    named = {1, 2, 3, 10, 11}
    for row in table("statements"):
        if row["said_on"] and int(row["paragraph"]) not in named:
            assert "inferred" in row["note"], row["id"]
        if not row["said_on"]:
            assert "day" in row["note"], row["id"]
    assert "inferred" in table("documents")[0]["note"]
    assert "inferred" in yaml.safe_load((SEED / "dataset.yaml").read_text("utf-8"))["note"]


# ── Standing facts ──────────────────────────────────────────────────────────────────────────────────────────


def members(alliance: str, day: str) -> set[str]:
    return {
        row["subject"]
        for row in table("facts")
        if row["object"] == alliance
        and row["relation"] == "MEMBER_OF"
        and row["from"] <= day
        and (not row["to"] or day <= row["to"])
    }


def test_alliances_and_the_council_in_october_2024() -> None:
    day = "2024-10-31"
    assert len(members("nato", day)) == 32
    assert len(members("nato", "2022-02-24")) == 30
    assert len(members("nato", "1949-12-31")) == 12
    assert len(members("un-security-council", day)) == 15
    assert members("us-south-korea-treaty-1953", day) == {"united-states", "south-korea"}
    assert members("us-japan-treaty-1960", day) == {"united-states", "japan"}
    assert members("china-north-korea-treaty-1961", day) == {"china", "north-korea"}
    assert members("russia-north-korea-treaty-2000", day) == {"russia", "north-korea"}
    assert members("russia-north-korea-treaty-2024", day) == set()
    assert members("russia-north-korea-treaty-2024", "2024-12-04") == {"russia", "north-korea"}


def test_every_fact_names_a_source_and_every_person_speaks_for_somebody() -> None:
    assert all(row["source"] for row in table("facts"))
    assert all(re.match(r"https?://", row["url"]) for row in table("facts") if row["url"])
    speakers = {row["subject"] for row in table("facts") if row["relation"] == "REPRESENTS"}
    assert speakers == {row["id"] for row in table("entities") if row["kind"] == "Person"}
    keys = [(row["subject"], row["relation"], row["object"], row["from"]) for row in table("facts")]
    assert len(keys) == len(set(keys))


# ── Other people's words ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", OURS[:-1], ids=lambda path: path.name)
def test_quotations_have_at_most_six_words(path: Path) -> None:
    if path.suffix == ".csv":
        cells = [cell for row in table(path.stem) for cell in row.values()]
    else:
        cells = path.read_text("utf-8").splitlines()
    for cell in cells:
        for groups in QUOTATION.findall(cell):
            assert len("".join(groups).split()) <= 6, cell


@pytest.mark.shared
def test_the_article_is_the_one_that_was_read(article: bytes) -> None:
    (document,) = table("documents")
    assert hashlib.sha256(article).hexdigest() == document["sha256"]
    assert len(article.decode("utf-8")) == int(document["characters"])


@pytest.mark.shared
def test_every_passage_lies_where_it_is_said_to_lie(article: bytes) -> None:
    text = article.decode("utf-8")
    for row in table("statements"):
        start, end = int(row["start"]), int(row["end"])
        passage = text[start:end]
        assert 0 <= start < end <= len(text), row["id"]
        assert "\n" not in passage, row["id"]
        assert passage == passage.strip(), row["id"]
        assert text.count("\n", 0, start) + 1 == int(row["paragraph"]), row["id"]
        assert hashlib.sha256(passage.encode("utf-8")).hexdigest() == row["sha256"], row["id"]


@pytest.mark.shared
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_eight_words_in_a_row_are_the_articles(path: Path, article: bytes) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        found = words(text)
        return {tuple(found[i : i + 8]) for i in range(len(found) - 7)}

    shared = runs(article.decode("utf-8")) & runs(path.read_text("utf-8"))
    assert not shared
