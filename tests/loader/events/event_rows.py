"""Rows of event formats, made up, and a short way to read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from allegata.progress import Advance, Silent
from loader.events import Intake, read_events


def _columns(names: str) -> list[str]:
    return names.split(",")


ICEWS_HEADER = _columns(
    "Event ID,Event Date,Source Name,Source Sectors,Source Country,Event Text,CAMEO Code,Intensity,Target Name,"
    "Target Sectors,Target Country,Story ID,Sentence Number,Publisher,City,District,Province,Country,Latitude,Longitude"
)

POLECAT_HEADER = _columns(
    "Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,Actor Name,Actor Country,Actor COW,"
    "Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,Recipient Name,Recipient Country,"
    "Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,"
    "Wikipedia Recipient ID,Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,"
    "Feature Type,Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version"
)

ACLED_HEADER = _columns(
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)

_ICEWS = {
    "Event ID": "77",
    "Event Date": "2020-02-03",
    "Source Name": "Freedonia",
    "Source Sectors": "NA",
    "Source Country": "NA",
    "Event Text": "Make statement",
    "CAMEO Code": "010",
    "Intensity": "0",
    "Target Name": "Sylvania",
    "Target Sectors": "NA",
    "Target Country": "NA",
    "Story ID": "900",
    "Sentence Number": "4",
    "Publisher": "Freedonia Gazette",
}
_POLECAT = {
    "Event ID": "p1",
    "Event Date": "2022-05-06",
    "Event Type": "CONSULT",
    "Event Mode": "visit",
    "Intensity": "2.5",
    "Quad Code": "VERBAL COOPERATION",
    "Actor Name": "Japan",
    "Actor Country": "JPN",
    "Recipient Name": "Ministry of Defense",
    "Recipient Country": "KOR",
    "Primary Recipient Sector": "GOV",
    "Source": "Daily Sample",
    "Publication Date": "2022-05-07",
}
_ACLED = {
    "event_id_cnty": "SMP1",
    "event_date": "2023-03-15",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Military Forces of Mali (2021-)",
    "inter1": "State forces",
    "actor2": "Sample Front",
    "inter2": "Rebel group",
    "country": "Mali",
    "admin1": "Gao",
    "admin2": "Ansongo",
    "location": "Labbezanga",
    "geo_precision": "1",
    "source": "Paper One",
    "fatalities": "3",
}


def icews(**cells: str) -> str:
    """A row of ICEWS; keyword ``Source_Name`` is the column "Source Name"."""
    return _row(ICEWS_HEADER, _ICEWS, cells, "NA")


def polecat(**cells: str) -> str:
    return _row(POLECAT_HEADER, _POLECAT, cells, "")


def _row(header: Sequence[str], usual: dict[str, str], cells: dict[str, str], missing: str) -> str:
    given = usual | {name.replace("_", " "): cell for name, cell in cells.items()}
    assert given.keys() <= set(header)
    return "\t".join(given.get(name, missing) for name in header)


def acled(*rows: dict[str, str], order: Sequence[str] = ACLED_HEADER) -> str:
    """A whole table of ACLED."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(order)
    for row in rows:
        writer.writerow([(_ACLED | row).get(name, "") for name in order])
    return text.getvalue()


def gdelt(number: int = 1, **cells: str) -> str:
    """A row of GDELT events; keywords ``c7="..."`` are columns counted from 1."""
    row = [""] * 61
    usual = {1: str(number), 2: "20200203", 3: "202002", 6: "USA", 7: "WASHINGTON", 8: "USA", 16: "IRN", 17: "IRANIAN"}
    usual |= {18: "IRN", 26: "1", 27: "042", 28: "042", 29: "04", 30: "1", 31: "1.9", 52: "4"}
    usual |= {53: "Tehran, Tehran, Iran", 60: "20200204101500", 61: "https://www.sample.org/a/they-meet-again-123.html"}
    for place, cell in (usual | {int(name[1:]): cell for name, cell in cells.items()}).items():
        row[place - 1] = cell
    return "\t".join(row)


def mention(number: int = 1, **cells: str) -> str:
    row = [""] * 16
    usual = {1: str(number), 2: "20200204101500", 3: "20200205080000", 4: "1", 5: "other.net"}
    usual |= {6: "https://other.net/x", 7: "6"}
    for place, cell in (usual | {int(name[1:]): cell for name, cell in cells.items()}).items():
        row[place - 1] = cell
    return "\t".join(row)


def table(header: Sequence[str], *rows: str) -> str:
    """Header and rows of a tab separated table."""
    return "\n".join(["\t".join(header), *rows]) + "\n"


class Heard(Silent):
    """How much there was to read, and how much of it was."""

    total = done = 0

    @contextmanager
    def task(self, title: str, total: int | None, unit: str) -> Iterator[Advance]:
        """Adds up."""
        assert unit == "bytes of rows"
        self.total += total or 0

        def advance(amount: int) -> None:
            self.done += amount

        yield advance


class Reading:
    """What came of reading."""

    def __init__(self, *paths: Path, format: str = "auto") -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self.progress = Heard()
        self.intake: Intake = read_events(paths, self.connection, self.progress, format)

    def table(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql).fetchall()

    @property
    def events(self) -> list[dict[str, Any]]:
        relation = self.connection.sql("SELECT * FROM event ORDER BY row, publisher")
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    @property
    def rejected(self) -> list[tuple[int, int, str, bool]]:
        """Row, line, kind, blocking."""
        return self.table("SELECT row, line, kind, blocking FROM rejected ORDER BY row")  # type: ignore[return-value]

    def account(self) -> None:
        """Every row of input is in exactly one of the two tables."""
        (counts,) = self.table(
            "SELECT (SELECT count(DISTINCT row) FROM event), (SELECT count(*) FROM rejected), "
            "(SELECT count(DISTINCT row) FROM (SELECT row FROM event UNION ALL SELECT row FROM rejected)), "
            "(SELECT coalesce(max(row), 0) FROM (SELECT row FROM event UNION ALL SELECT row FROM rejected))"
        )
        events, rejected, distinct, highest = counts
        assert events + rejected == distinct == highest == self.intake.rows
