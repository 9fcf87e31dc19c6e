"""Real files, when they are beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest
from event_rows import Reading

DATA = Path(__file__).parents[4] / "shared" / "data"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "format", "rows", "events"),
    [
        ("icews_raw/events.2018.sample.tab", "icews", 3705, 3705),
        ("gdelt/20191024143000.export.CSV", "gdelt", 2111, 1406),
        ("icews14/icews14.tsv.gz", "tkg", 90_730, 90_730),
    ],
)
def test_real_files(name: str, format: str, rows: int, events: int) -> None:
    path = DATA / name
    if not path.is_file():
        pytest.skip("the file is not beside the checkout")
    reading = Reading(path)
    reading.account()
    assert (reading.intake.format, reading.intake.rows) == (format, rows)
    assert reading.table("SELECT count(*) FROM event") == [(events,)]
    assert reading.table("SELECT * FROM rejected WHERE blocking") == []
    needed = "subject, object, subject_kind, object_kind, relation, event_from, event_to"
    needed += ", publisher, document, title, published"
    missing = " OR ".join(f"coalesce({column}::VARCHAR, '') = ''" for column in needed.split(", "))
    assert reading.table(f"SELECT * FROM event WHERE {missing}") == []  # noqa: S608 -- our own names
