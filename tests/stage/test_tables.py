from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from allegata.stage import tables
from allegata.stage.tables import Tables

COUNTED = "INSERT INTO counted SELECT n, count(*) FROM piece GROUP BY n"
PIECE = "CREATE OR REPLACE TABLE piece AS SELECT * FROM given WHERE n % {PARTS} = {PART}"
SMALL_ENOUGH = f"{PIECE} AND CASE WHEN n = 37 AND {{PARTS}} <= 8 THEN error('Out of Memory') ELSE true END"


@pytest.fixture
def given(tmp_path: Path) -> Tables:
    made = Tables.new(tmp_path / "file.duckdb", 64, {"given": "n BIGINT", "counted": "n BIGINT, number BIGINT"})
    made.run("INSERT INTO given SELECT range % 100 FROM range(1000)")
    return made


@pytest.mark.parametrize("parts", [1, 3])
def test_every_row_is_in_one_part_however_often_parts_are_halved(
    given: Tables, parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # DuckDB's own error, raised where the test wants it: in one part only, until parts are small.
    monkeypatch.setattr(duckdb, "OutOfMemoryException", duckdb.InvalidInputException)
    done: list[int] = []
    given.run_in_parts((SMALL_ENOUGH, COUNTED), parts, done.append)
    assert done == [1] * parts, "told of the parts there were to be, and of no half of them"
    rows = given.run("SELECT n, number FROM counted ORDER BY n").fetchall()
    assert rows == [(n, 10) for n in range(100)]


def test_what_fits_in_no_part_is_an_error(given: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duckdb, "OutOfMemoryException", duckdb.InvalidInputException)
    monkeypatch.setattr(tables, "FINEST", 16)
    with pytest.raises(duckdb.InvalidInputException, match="Out of Memory"):
        given.run_in_parts(("SELECT error('Out of Memory'), {PARTS}, {PART}",), 1)
    assert given.one("SELECT count(*) FROM counted") == 0
