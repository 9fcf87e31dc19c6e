"""What went in comes out: rows of every format, through the whole reckoning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from databases import Database
from event_rows import ICEWS_HEADER, POLECAT_HEADER, acled, gdelt, icews, mention, polecat, table

from loader.telling import load_events

Files = Callable[[], dict[str, str]]


def _icews() -> dict[str, str]:
    one = icews()
    return {"a.tab": table(ICEWS_HEADER, one, one, icews(Publisher="Sylvania Post"), icews(Target_Name="NA"))}


def _tkg() -> dict[str, str]:
    one = "Chad\tMake a visit\tMali\t2020-01-01\n"
    return {"a.tab": f"{one}{one}Mali\tMake a visit\tChad\t2020-01-01\nChad\tMake a visit\tMali\tsomeday\n"}


def _gdelt() -> dict[str, str]:
    events = [gdelt(1), gdelt(2), gdelt(3, c16="", c17="", c18="")]
    told = [mention(1), mention(1), mention(9), mention(2, c5="third.net", c6="https://third.net/y")]
    return {"a.export.csv": "\n".join(events), "a.mentions.csv": "\n".join(told)}


def _polecat() -> dict[str, str]:
    rows = (polecat(), polecat(), polecat(Source="Weekly Sample"), polecat(Recipient_Name=""))
    return {"a.tab": table(POLECAT_HEADER, *rows)}


def _acled() -> dict[str, str]:
    rows: list[dict[str, str]] = [
        {"source": "Paper One; Paper Two"},
        {"source": "Paper Two; Paper One"},
        {"source": "Paper Two; Paper Three;"},
        {"source": "Paper One; Paper One"},
        {"source": ";"},
        {"actor2": "", "source": "Paper One; Paper Two"},
        {"event_type": "Dances", "source": "Paper One; Paper Two"},
    ]
    return {"a.csv": acled(*rows)}


def _generic() -> dict[str, str]:
    mapping = "subject: who\nobject: whom\ndate: when\nrelation: what\npublisher: by\n"
    rows = [
        "who,whom,when,what,by",
        *["Chad,Mali,2020-02-01,warns,A"] * 2,
        "Chad,Mali,2020-02-01,warns,B",
        "Chad,,2020,warns,A",
    ]
    return {"a.csv": "\n".join(rows), "a.mapping.yaml": mapping}


@pytest.mark.parametrize(
    ("files", "loaded", "duplicates", "rejected", "statements"),
    [
        pytest.param(_icews, 2, 1, 1, 2, id="icews"),
        pytest.param(_tkg, 2, 1, 1, 2, id="tkg"),
        pytest.param(_gdelt, 3, 2, 2, 3, id="gdelt with mentions"),
        pytest.param(_polecat, 2, 1, 1, 2, id="polecat"),
        pytest.param(_acled, 3, 2, 2, 4, id="acled with several sources"),
        pytest.param(_generic, 2, 1, 1, 2, id="generic with a mapping"),
    ],
)
def test_every_row_is_loaded_a_duplicate_or_rejected(
    empty: Database, tmp_path: Path, files: Files, loaded: int, duplicates: int, rejected: int, statements: int
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in files().items():
        (folder / name).write_text(text, "utf-8")
    it = load_events([folder], empty.connection, empty.settings, skip_bad=True, dry_run=True)
    assert (it.outcome.loaded, it.outcome.duplicates, it.outcome.rejected) == (loaded, duplicates, rejected)
    assert it.outcome.rows == loaded + duplicates + rejected
    assert {each.table: each.added for each in it.change.tables}["statements"] == statements
