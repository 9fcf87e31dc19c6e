from __future__ import annotations

import datetime as dt
import gzip
import sys
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pytest
import yaml

from bench.generator import HEADER, blocks, main, write

ROWS = 20_000
NAMES = HEADER.rstrip("\n").split("\t")
CAMEO = Path(__file__).parents[2] / "loader" / "events" / "cameo.yaml"

Event = dict[str, str]


def text(rows: int, seed: int = 1) -> str:
    return b"".join(block.to_pybytes() for block in blocks(rows, seed)).decode()


@pytest.fixture(scope="module")
def events() -> list[Event]:
    lines = text(ROWS).split("\n")
    assert lines.pop() == ""
    return [dict(zip(NAMES, line.split("\t"), strict=True)) for line in lines]


def test_the_header_is_that_of_the_raw_format() -> None:
    assert len(NAMES) == 20
    assert (NAMES[0], NAMES[6], NAMES[13], NAMES[19]) == ("Event ID", "CAMEO Code", "Publisher", "Longitude")


def test_every_row_holds_what_its_columns_say(events: list[Event]) -> None:
    assert len(events) == ROWS
    assert len({event["Event ID"] for event in events}) == ROWS
    texts = {row["code"]: (row["text"], row["goldstein"]) for row in yaml.safe_load(CAMEO.read_text(encoding="utf-8"))}
    for event in events:
        assert "" not in event.values()
        assert event["Source Name"] != event["Target Name"]
        assert (event["Event Text"], float(event["Intensity"])) == texts[event["CAMEO Code"]]
        assert 1 <= int(event["Sentence Number"]) <= 10
        assert abs(float(event["Latitude"])) <= 90
        assert abs(float(event["Longitude"])) <= 180


def test_the_days_run_over_twenty_years_in_order(events: list[Event]) -> None:
    days = [dt.date.fromisoformat(event["Event Date"]) for event in events]
    assert days == sorted(days)
    assert (days[0].year, days[-1].year) == (2000, 2019)
    (_, most), *_ = Counter(days).most_common(1)
    assert most > 5 * ROWS / len(set(days))


def test_few_actors_do_most_of_it(events: list[Event]) -> None:
    acting = Counter(event[side] for event in events for side in ("Source Name", "Target Name"))
    assert 2_000 < len(acting) < 6_000
    busiest = [count for _, count in acting.most_common()]
    assert 0.1 < sum(busiest[:10]) / (2 * ROWS) < 0.4
    assert busiest[len(busiest) // 2] <= 4
    assert any(name.startswith("Foreign Affairs (") for name in acting)
    assert acting.keys() & {event["Source Country"] for event in events}


def test_pairs_meet_again_and_have_busy_weeks(events: list[Event]) -> None:
    days = defaultdict(list)
    for event in events:
        days[event["Source Name"], event["Target Name"]].append(dt.date.fromisoformat(event["Event Date"]))
    assert 0.3 < len(days) / ROWS < 0.6
    gaps = [later - before for each in days.values() for before, later in pairwise(each)]
    near = sum(gap.days <= 30 for gap in gaps)
    assert near / len(gaps) > 0.3


def test_codes_are_as_frequent_as_in_the_field(events: list[Event]) -> None:
    codes = Counter(event["CAMEO Code"] for event in events)
    assert [code for code, _ in codes.most_common(2)] == ["010", "040"]
    assert {"020", "036", "042", "043", "173", "051"} <= {code for code, _ in codes.most_common(10)}
    for code, low, high in (("010", 0.13, 0.2), ("040", 0.1, 0.15), ("190", 0.01, 0.04), ("112", 0.015, 0.05)):
        assert low < codes[code] / ROWS < high, code


def test_stories_are_short_and_publishers_many(events: list[Event]) -> None:
    sizes = Counter(Counter(event["Story ID"] for event in events).values())
    assert sizes.keys() == set(range(1, 9))
    assert sizes[1] > sizes[2] > sizes[3]
    publishers = Counter(event["Publisher"] for event in events)
    assert 250 < len(publishers) <= 300
    assert publishers.most_common(1)[0][1] > 10 * ROWS / 300


def test_some_events_are_told_twice_and_some_accusations_denied(events: list[Event]) -> None:
    told = defaultdict(set)
    accused = set()
    denied = 0
    for event in events:
        source, target, story = event["Source Name"], event["Target Name"], event["Story ID"]
        told[event["Event Date"], source, target, event["CAMEO Code"]].add(event["Publisher"])
        if event["CAMEO Code"] == "112":
            accused.add((source, target, story))
        denied += event["CAMEO Code"] == "016" and (target, source, story) in accused
    assert 0.02 < sum(len(publishers) - 1 for publishers in told.values()) / ROWS < 0.05
    assert 10 < denied < len(accused) / 5


def test_a_seed_makes_one_world_and_another_seed_another() -> None:
    assert text(3_000) == text(3_000)
    assert text(3_000) != text(3_000, seed=2)


@pytest.mark.parametrize("rows", [0, 1, 2, 99, 65_536, 65_537])
def test_there_are_as_many_rows_as_were_asked_for(rows: int) -> None:
    made = list(blocks(rows))
    assert sum(block.to_pybytes().count(b"\n") for block in made) == rows
    assert len(made) == -(-rows // 65_536)


def test_the_suffix_tells_the_compression(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = (HEADER + text(500, seed=7)).encode()
    for name in ("events.tab", "events.tab.gz", "events.tab.zst"):
        monkeypatch.setattr(sys, "argv", ["generator", "500", str(tmp_path / name), "--seed", "7"])
        main()
    assert (tmp_path / "events.tab").read_bytes() == expected
    assert gzip.decompress((tmp_path / "events.tab.gz").read_bytes()) == expected
    with pa.input_stream(str(tmp_path / "events.tab.zst"), compression="zstd") as stream:
        assert stream.read() == expected
    write(tmp_path / "events.tab", 1)
    assert (tmp_path / "events.tab").read_bytes().count(b"\n") == 2
