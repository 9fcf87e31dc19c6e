"""Every format, on rows of its shape."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from event_rows import ACLED_HEADER, ICEWS_HEADER, POLECAT_HEADER, Reading, acled, gdelt, icews, mention, polecat, table

from allegata.errors import LoadError
from allegata.model import Kind
from allegata.vocabulary import STANDING, relations
from loader.events import FORMATS, recognize

Writer = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> Writer:
    def write(text: str, name: str = "events.txt") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def test_icews_row_becomes_an_event(file: Writer) -> None:
    row = icews(
        Source_Name="Police (India)",
        Source_Sectors="Government,Police",
        Source_Country="India",
        Target_Name="Russia",
        Target_Country="Russian Federation",
        CAMEO_Code="112",
        Intensity="-2.0",
        City="Pyongyang",
        Province="Somewhere",
        Country="North Korea",
    )
    reading = Reading(file(table(ICEWS_HEADER, row)))
    (event,) = reading.events
    day = dt.date(2020, 2, 3)
    assert event == {
        "row": 1,
        "file": "events.txt",
        "line": 2,
        "record": "77",
        "subject": "Police (India)",
        "object": "Russia",
        "subject_kind": "Organization",
        "object_kind": "State",
        "subject_part_of": "India",
        "object_part_of": None,
        "code": "112",
        "relation": "ACCUSES",
        "goldstein": -2.0,
        "quad_class": 3,
        "quad_scheme": "GDELT",
        "event_from": day,
        "event_to": day,
        "date_precision": "day",
        "place": "Pyongyang, North Korea",
        "place_precision": "city",
        "value": "",
        "publisher": "Freedonia Gazette",
        "document": "900",
        "url": None,
        "title": "Story 900",
        "published": day,
        "said_on": day,
        "sentence": 4,
    }
    assert (reading.intake.format, reading.intake.rows, reading.intake.scheme) == ("icews", 1, "GDELT")
    assert reading.table("SELECT table_name FROM duckdb_tables() ORDER BY 1") == [("event",), ("rejected",)]


@pytest.mark.parametrize(
    ("name", "sectors", "country", "kind", "part_of"),
    [
        ("North Korea", "NA", "North Korea", "State", None),
        ("Palestinian Territory, Occupied", "NA", "Occupied Palestinian Territory", "State", None),
        ("Protester (Palestinian Territory, Occupied)", "Dissident", "Occupied Palestinian Territory", "Group", "…"),
        ("NATO", "International Government Organization,Regional", "NA", "Alliance", None),
        ("UN Security Council", "International Government Organization,Global", "NA", "Organization", None),
        ("Jane Q. Sample", "Elite,Executive,Government", "Chad", "Person", "Chad"),
        ("Jane Sample", "NA", "Chad", "Person", "Chad"),
        ("Citizen (Chad)", "General Population / Civilian / Social,Social", "Chad", "Group", "Chad"),
        ("Something (Chad)", "NA", "Chad", "Group", "Chad"),
        ("Sample Forces", "Military,Government", "Chad", "Organization", "Chad"),
        ("Business (Chad)", "Business,Social", "Unspecified", "Organization", "Chad"),
        ("Foreign Affairs (Russia)", "Government", "Russian Federation", "Organization", "Russia"),
        ("Spokesman of Sample", "Government", "Russian Federation", "Organization", "Russia"),
        ("Middle East", "NA", "NA", "Group", None),
    ],
)
def test_icews_kinds(file: Writer, name: str, sectors: str, country: str, kind: str, part_of: str | None) -> None:
    row = icews(Source_Name=name, Source_Sectors=sectors, Source_Country=country)
    (event,) = Reading(file(table(ICEWS_HEADER, row))).events
    wanted = "Palestinian Territory, Occupied" if part_of == "…" else part_of
    assert (event["subject_kind"], event["subject_part_of"]) == (kind, wanted)


@pytest.mark.parametrize("relation", ["Make a visit", "make a VISIT", "042"])
@pytest.mark.parametrize(
    "header", ["", "subject\trelation\tobject\tdate\tsplit\n", "object\tdate\trelation\tsubject\n"]
)
def test_tkg(file: Writer, relation: str, header: str) -> None:
    cells = {
        "subject": "Jane Sample",
        "relation": relation,
        "object": "Citizen (Chad)",
        "date": "2014-05-23",
        "split": "t",
    }
    columns = header.split() or ["subject", "relation", "object", "date"]
    reading = Reading(file(header + "\t".join(cells[column] for column in columns) + "\n"))
    (event,) = reading.events
    assert event["line"] == (2 if header else 1)
    assert (event["subject_kind"], event["object_part_of"]) == ("Person", "Chad")
    assert (event["code"], event["relation"], event["goldstein"], event["quad_class"]) == ("042", "VISITS", 1.9, 1)
    assert (event["publisher"], event["document"], event["title"]) == ("ICEWS", "2014-05-23", "ICEWS, 2014-05-23")


def test_gdelt_events_and_mentions(tmp_path: Path) -> None:
    (tmp_path / "1.mentions.csv").write_text(f"{mention(1)}\n{mention(5)}\n{mention(2)}\n", "utf-8")
    (tmp_path / "2.export.csv").write_text(f"{gdelt(1)}\n{gdelt(2, c16='', c17='', c18='')}\n", "utf-8")
    reading = Reading(tmp_path / "1.mentions.csv", tmp_path / "2.export.csv")
    reading.account()
    assert reading.intake.files == ("2.export.csv", "1.mentions.csv")
    event, told = reading.events
    assert (event["subject"], event["object"], event["relation"]) == ("United States", "Iran", "VISITS")
    assert (event["publisher"], event["document"]) == (
        "sample.org",
        "https://www.sample.org/a/they-meet-again-123.html",
    )
    assert event["title"] == "sample.org: they meet again"
    assert (event["place"], event["place_precision"]) == ("Tehran, Tehran, Iran", "city")
    assert (event["event_from"], event["published"]) == (dt.date(2020, 2, 3), dt.date(2020, 2, 4))
    same = ["record", "subject", "object", "code", "relation", "event_from", "place", "quad_class"]
    assert [told[key] for key in same] == [event[key] for key in same]
    assert (told["publisher"], told["url"], told["sentence"]) == ("other.net", "https://other.net/x", 6)
    assert told["published"] == dt.date(2020, 2, 5)
    lost = "mention of an event that is not among the files"
    assert reading.rejected == [(2, 2, "only one actor", False), (4, 2, lost, False), (5, 3, lost, False)]


@pytest.mark.parametrize(
    ("code", "name", "country", "group", "type_", "expected"),
    [
        ("FRA", "FRENCH", "FRA", "", "", ("France", "State", None)),
        ("AFR", "AFRICA", "AFR", "", "", ("Africa", "Group", None)),
        ("IGOEUREEC", "THE EU", "EUR", "EEC", "IGO", ("European Union", "Alliance", None)),
        ("IGOUNODEVWBK", "WORLD BANK", "", "UNO", "IGO", ("World Bank", "Organization", None)),
        ("GBRCOP", "UNITED KINGDOM", "GBR", "", "COP", ("Police (United Kingdom)", "Organization", "United Kingdom")),
        ("IRNGOV", "IRANIAN", "IRN", "", "GOV", ("Government (Iran)", "Organization", "Iran")),
        (
            "MNCUSA",
            "SAMPLE OF THINGS",
            "USA",
            "",
            "MNC",
            ("Sample of Things (United States)", "Organization", "United States"),
        ),
        ("TURELI", "JANE SAMPLE", "TUR", "", "ELI", ("Jane Sample", "Person", "Turkey")),
        ("CVL", "RESIDENTS", "", "", "CVL", ("Residents", "Group", None)),
        ("ROM", "ROMANIA", "ROM", "", "", ("Romania", "State", None)),
    ],
)
def test_gdelt_actors(
    file: Writer, code: str, name: str, country: str, group: str, type_: str, expected: tuple[str, str, str | None]
) -> None:
    (event,) = Reading(file(gdelt(c6=code, c7=name, c8=country, c9=group, c13=type_) + "\n")).events
    assert (event["subject"], event["subject_kind"], event["subject_part_of"]) == expected


def test_polecat(file: Writer) -> None:
    rows = [
        polecat(),
        polecat(
            Event_Type="ACCUSE", Event_Mode="", Quad_Code="3", Recipient_Name="Jane Sample", Recipient_Title="Minister"
        ),
        polecat(Recipient_Name=""),
        polecat(Event_Type="DANCE"),
        polecat(Recipient_Country="USA"),
        polecat(Recipient_Name="Ministry of Sample of South Korea"),
    ]
    reading = Reading(file(table(POLECAT_HEADER, *rows)))
    reading.account()
    first, second, third, fourth = reading.events
    bodies = ["Ministry of Defense (South Korea)", "Ministry of Defense (United States)"]
    assert [first["object"], third["object"]] == bodies
    assert [second["object"], fourth["object"]] == ["Jane Sample", "Ministry of Sample of South Korea"]
    assert (first["subject_kind"], first["object_kind"], first["object_part_of"]) == (
        "State",
        "Organization",
        "South Korea",
    )
    assert (first["relation"], first["code"], first["quad_class"], first["quad_scheme"]) == ("VISITS", "", 1, "PLOVER")
    assert (first["publisher"], first["document"], first["title"]) == (
        "Daily Sample",
        "2022-05-07",
        "Daily Sample, 2022-05-07",
    )
    assert (second["relation"], second["quad_class"], second["object_kind"]) == ("ACCUSES", 3, "Person")
    assert reading.rejected == [(3, 4, "only one actor", False), (4, 5, "unknown code", True)]


def test_acled(file: Writer) -> None:
    text = acled(
        {"source": "Paper One; Paper Two", "notes": 'a "note"\nof two lines'},
        {"time_precision": "2", "geo_precision": "2", "fatalities": "0"},
        {"time_precision": "3", "geo_precision": "3", "event_date": "10 February 2024", "fatalities": "1"},
        {"actor2": ""},
        {"event_type": "Strategic developments", "sub_event_type": "Other"},
        {"event_type": "Dances"},
        {"geo_precision": "9"},
    )
    reading = Reading(file(text, "a.csv"))
    reading.account()
    one, two, week, month = reading.events
    assert (one["row"], one["line"], one["publisher"], two["row"], two["publisher"]) == (
        1,
        2,
        "Paper One",
        1,
        "Paper Two",
    )
    assert (one["relation"], one["value"], one["place"]) == ("FIGHTS", "3 fatalities", "Labbezanga, Mali")
    assert (one["subject_kind"], one["subject_part_of"], one["object_kind"]) == ("Organization", "Mali", "Group")
    assert (week["line"], week["event_from"], week["event_to"]) == (4, dt.date(2023, 3, 13), dt.date(2023, 3, 19))
    assert (week["date_precision"], week["value"], week["place_precision"]) == ("week", "", "district")
    assert (month["event_from"], month["event_to"]) == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    assert (month["date_precision"], month["place"], month["value"]) == ("month", "Gao, Mali", "1 fatality")
    kinds = [(kind, blocking) for _, _, kind, blocking in reading.rejected]
    lost = [
        ("only one actor", False),
        ("no relation between actors", False),
        ("unknown code", True),
        ("bad number", True),
    ]
    assert kinds == lost


MAPPING = """subject: who
object: whom
date: when
relation: what
url: link
relations:
  hits out at: CRITICIZES
constants:
  publisher: Own table
"""


@pytest.mark.parametrize("beside", [True, False])
def test_generic(tmp_path: Path, beside: bool) -> None:
    rows = [
        "who,whom,when,what,link",
        '"Smith, Jane",Chad,2020-02,Hits out at,https://x.org/a',
        "Chad,Mali,2020,ACCUSES,javascript:alert(1)",
        "Chad,Mali,2020-02-30,ACCUSES,",
        "Chad,Mali,2020-02-03,PART_OF,",
        "Chad,,2020-02-03,warns,",
    ]
    (tmp_path / "mine.csv").write_text("\n".join(rows), "utf-8")
    mapping = tmp_path / ("mine.mapping.yaml" if beside else "other.mapping.yaml")
    mapping.write_text(MAPPING, "utf-8")
    reading = Reading(tmp_path / "mine.csv") if beside else Reading(mapping, tmp_path / "mine.csv")
    reading.account()
    assert recognize(tmp_path / "mine.csv") == ("generic" if beside else None)
    first, second = reading.events
    assert (first["subject"], first["relation"], first["date_precision"]) == ("Smith, Jane", "CRITICIZES", "month")
    assert (first["event_to"], first["publisher"], first["url"]) == (
        dt.date(2020, 2, 29),
        "Own table",
        "https://x.org/a",
    )
    assert (second["event_to"], second["url"]) == (dt.date(2020, 12, 31), None)
    assert [kind for _, _, kind, _ in reading.rejected] == ["impossible date", "unknown code", "only one actor"]


def test_generic_tells_what_is_wrong_with_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("who,whom,when\nA,B,2020-01-01\n", "utf-8")
    mapping = tmp_path / "mine.csv.mapping.yaml"
    mapping.write_text(
        "subject: who\nobjekt: whom\nconstants:\n  subject_kind: Planet\nrelations:\n  x: ACUSES\n", "utf-8"
    )
    with pytest.raises(LoadError) as caught:
        Reading(tmp_path / "mine.csv")
    text = str(caught.value)
    assert "mine.csv.mapping.yaml:2: there is no key objekt: did you mean object?" in text
    assert "mine.csv.mapping.yaml:4: there is no kind Planet" in text
    assert "mine.csv.mapping.yaml:6: there is no relation ACUSES between actors: did you mean ACCUSES?" in text
    mapping.write_text("subject: who\nobject: whom\ndate: wenn\nrelation: what\n", "utf-8")
    with pytest.raises(LoadError, match="there is no column wenn: did you mean when"):
        Reading(tmp_path / "mine.csv")


def test_recognize(tmp_path: Path) -> None:
    texts = {
        "icews": table(ICEWS_HEADER, icews()),
        "tkg": "broken\nChad\tMake a visit\tMali\t2020-01-01\n",
        "gdelt": gdelt() + "\n",
        "polecat": "\ufeff" + table(POLECAT_HEADER, polecat()),
        "acled": acled({}, order=ACLED_HEADER[::-1]),
    }
    assert [reader.name for reader in FORMATS] == [*["icews", "tkg", "gdelt", "polecat", "acled"], "generic"]
    for name, text in texts.items():
        folder = tmp_path / name
        folder.mkdir()
        (folder / "x").write_text(text, "utf-8")
        (folder / "README").write_text("nothing of that sort", "utf-8")
        assert recognize(folder) == recognize(folder / "x") == name
        reading = Reading(folder)
        reading.account()
        assert len(reading.events) == 1
        (event,) = reading.events
        assert relations()[event["relation"]].family != STANDING
        assert {event["subject_kind"], event["object_kind"]} <= set(Kind)
    assert recognize(tmp_path / "icews" / "README") is None
    assert recognize(tmp_path / "nothing") is None
    (tmp_path / "icews" / "dataset.yaml").write_text("", "utf-8")
    assert recognize(tmp_path / "icews") is None
    with pytest.raises(LoadError, match="load files of one format"):
        Reading(tmp_path / "tkg", tmp_path / "gdelt")
    with pytest.raises(LoadError, match="is no file of the format acled"):
        Reading(tmp_path / "tkg" / "x", format="acled")
    with pytest.raises(LoadError, match="there is no such format: did you mean icews"):
        Reading(tmp_path / "tkg" / "x", format="icewes")
