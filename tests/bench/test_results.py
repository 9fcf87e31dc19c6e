from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench import plot
from bench.row import Missing, Row, Table, table


def test_a_row_holds_the_value_that_counts_against_the_median_of_its_floor() -> None:
    times, floor = [float(each) for each in range(1, 101)], [10.0, 20.0, 90.0]
    assert "| 50.5 (1–100) ms | nothing | 20 ms | 2.52 | 3 | kept |" in str(Row("it", times, floor, "nothing", 3, "ms"))
    assert "p95 96 (1–100) ms" in str(Row("it", times, floor, "nothing", 3, "ms", 0.95))
    assert str(Row("it", times, floor, "nothing", 3, "ms", 0.95)).endswith("| 4.80 | 3 | **missed** |")


def test_rows_come_in_one_table_and_tables_after_it() -> None:
    text = table([Table("Others", ("a", "b"), [("1", "2")], "Note."), Missing("that", "no network")])
    assert text.splitlines()[2] == "| that | not measured: no network | | | | | |"
    assert text.endswith("**Others**\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nNote.")


@pytest.mark.parametrize("x", [[1, 10, 1_000_000], [0, 1, 2], [5, 5, 5]])
def test_a_chart_has_a_point_for_every_value_that_is_there(tmp_path: Path, x: list[int]) -> None:
    file = tmp_path / "charts" / "it.svg"
    plot.lines(file, "A & B", x, {"<one>": [1, 2.5, None], "none": [0, 0, 0]}, "rows", "ms")
    drawn = ElementTree.parse(file)  # noqa: S314
    assert len(drawn.findall(".//{*}circle")) == 5
    texts = {each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"A & B", "<one>", "none", "rows", "ms"} <= texts
