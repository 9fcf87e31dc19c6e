"""Broken rows, packed files, and that nothing of the input is lost."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from event_rows import ICEWS_HEADER, Reading, acled, gdelt, icews, table
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allegata.errors import LoadError
from loader.events import lines, recognize, source
from loader.events.lines import Shape, batches

GOOD = "Chad\tMake a visit\tMali\t2020-01-01"

BROKEN = {
    b"Chad\tMake a visit\tMali": "wrong column count",
    b"Chad\tMake a visit\tMali\t2020-01-01\textra": "wrong column count",
    b"Chad\tMake a visit\tMali\t2020-02-30": "impossible date",
    b"Chad\tMake a visit\tMali\t2020-1-1": "impossible date",
    b"Chad\tDance with\tMali\t2020-01-01": "unknown code",
    b"Chad\t20\tMali\t2020-01-01": "unknown code",  # 020 read as a number
    b"Chad\tMake a visit\tM\xe1li\t2020-01-01": "broken encoding",
    b"Chad\tMake a visit\tMa\x00li\t2020-01-01": "control character",
    b"Chad\tMake a visit\tMa\rli\t2020-01-01": "control character",
    b"Chad\tMake a visit\tMa\xc2\x85li\t2020-01-01": "control character",
    b"Chad\tMake a visit\t" + b"x" * (lines.MAX_CELL + 1) + b"\t2020-01-01": "over-long cell",
    b"Chad\tMake a visit\t" + b"y" * (lines.MAX_LINE + lines.BATCH) + b"\t2020-01-01": "over-long cell",
    b"Chad\tMake a visit\t \t2020-01-01": "only one actor",
}


def test_every_kind_of_broken_row(tmp_path: Path) -> None:
    path = tmp_path / "events.tsv"
    rows = [line for broken in BROKEN for line in (broken, GOOD.encode())]
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n\n" + b"\n".join(rows) + b"\n   \n")
    reading = Reading(path)
    reading.account()
    expected = [(2 + 2 * i, 3 + 2 * i, kind, kind != "only one actor") for i, kind in enumerate(BROKEN.values())]
    assert reading.rejected == expected
    assert [event["line"] for event in reading.events] == [1, *range(4, 3 + len(rows), 2)]
    assert {event["subject"] for event in reading.events} == {"Chad"}, "the byte order mark is no part of a name"
    (detail,) = reading.table("SELECT detail FROM rejected WHERE kind = 'unknown code' ORDER BY row LIMIT 1")
    assert detail == ("Dance with",)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (icews(Intensity="much"), "bad number"),
        (icews(Intensity="nan"), "bad number"),
        (icews(Sentence_Number="x"), "bad number"),
        (icews(Target_Name="NA"), "only one actor"),
        (icews(CAMEO_Code="20"), "unknown code"),
    ],
)
def test_broken_icews(tmp_path: Path, row: str, kind: str) -> None:
    path = tmp_path / "events.tab"
    path.write_text(table(ICEWS_HEADER, icews(), row), "utf-8")
    reading = Reading(path)
    reading.account()
    assert [found for _, _, found, _ in reading.rejected] == [kind]


@pytest.mark.parametrize("cells", [{"c31": "x"}, {"c30": "7"}, {"c27": "999"}, {"c2": "20200230"}, {"c60": "2020"}])
def test_broken_gdelt(tmp_path: Path, cells: dict[str, str]) -> None:
    path = tmp_path / "events.csv"
    path.write_text(f"{gdelt()}\n{gdelt(2, **cells)}\n", "utf-8")
    reading = Reading(path)
    reading.account()
    assert [blocking for _, _, _, blocking in reading.rejected] == [True]


def test_quoted_cells_keep_their_line_and_broken_ones_stay_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    good = acled({"notes": 'of "two"\nlines'}).encode()
    body = good[good.index(b"\n") + 1 :]
    torn = body.replace(b"Paper One", b"Paper \xff")
    nul = body.replace(b"Paper One", b"Paper \x00")
    long = body.replace(b"Paper One", b"x" * (lines.MAX_CELL + 1))
    short = b"a,b,c\r\n"
    bare = body.replace(b"Paper One", b"Paper \r One")
    path.write_bytes(good + torn + body + nul + body + long + b"\r\n" + body + short + body + bare + body)
    reading = Reading(path)
    reading.account()
    found = [(line, kind) for _, line, kind, _ in reading.rejected]
    kinds = ["broken encoding", "control character", "over-long cell", "wrong column count"]
    assert found == list(zip([4, 8, 12, 17], kinds, strict=True))
    assert [event["line"] for event in reading.events] == [2, 6, 10, 15, 18, 20, 22]


def packed(tmp_path: Path, data: bytes) -> Iterator[Path]:
    plain = tmp_path / "plain.tsv"
    plain.write_bytes(data)
    yield plain
    gz = tmp_path / "packed.tsv.gz"
    gz.write_bytes(gzip.compress(data))
    yield gz
    zst = tmp_path / "packed.tsv.zst"
    with pa.output_stream(str(zst), compression="zstd") as stream:
        stream.write(data)
    yield zst
    archive = tmp_path / "packed.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as members:
        members.writestr("b/2.tsv", data)
        members.writestr("b/1.tsv", data)
        members.writestr("readme.txt", "not a table")
    yield archive


def test_packed_files_and_folders(tmp_path: Path) -> None:
    data = (GOOD + "\n" + GOOD.replace("Chad", "Niger") + "\n").encode()
    paths = list(packed(tmp_path, data))
    for path in paths:
        reading = Reading(path)
        reading.account()
        assert recognize(path) == "tkg"
        assert {event["subject"] for event in reading.events} == {"Chad", "Niger"}
        size = 2 * len(data) if path.suffix == ".zip" else path.stat().st_size
        assert (reading.progress.done, reading.progress.total) == (size, size)
    together = Reading(tmp_path)
    together.account()
    names = ("packed.tsv.gz", "packed.tsv.zst", "packed.zip/b/1.tsv", "packed.zip/b/2.tsv", "plain.tsv")
    assert together.intake.files == names
    assert together.table("SELECT row, file, line FROM event WHERE row > 8 ORDER BY row") == [
        (9, "plain.tsv", 1),
        (10, "plain.tsv", 2),
    ]


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = "".join(f"{number}{GOOD}\n" for number in range(50_000)).encode()
    *_, zst, archive = packed(tmp_path, data)
    gz = tmp_path / "packed.tsv.gz"
    for path in (gz, zst, archive):
        broken = tmp_path / f"broken-{path.name}"
        broken.write_bytes(path.read_bytes()[: path.stat().st_size * 2 // 3])
        with pytest.raises(LoadError, match=rf"{broken.name}: .*(cannot be read to its end|cannot be opened)"):
            Reading(broken)
    with pytest.raises(LoadError, match="there is no such file"):
        Reading(tmp_path / "nothing.tsv")
    with pytest.raises(LoadError, match="there is nothing to read"):
        Reading()
    monkeypatch.setattr(source, "MAX_UNPACKED", 1000)
    for path in (gz, zst, archive):
        with pytest.raises(LoadError, match="unpacks to more than 1,000 bytes"):
            Reading(path)
    monkeypatch.setattr(source, "MAX_MEMBERS", 2)
    with pytest.raises(LoadError, match="holds more than 2 files"):
        Reading(archive)


def test_encrypted_archives_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.tsv", GOOD)
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag of encryption in the directory
    path.write_bytes(bytes(data))
    with pytest.raises(LoadError, match="is encrypted"):
        Reading(path)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.sampled_from([b"a\tb", b"", b"\xff", "é\u2028ß".encode(), b"z" * 40, b" \r"]), max_size=12),
    st.integers(1, 50),
)
def test_blocks_may_end_anywhere(rows: list[bytes], size: int) -> None:
    data = b"\n".join(rows)
    found = [
        (line, fault)
        for batch in batches((data[i : i + size] for i in range(0, len(data), size)), Shape.TAB, 1, header=False)
        for line, fault in zip(batch["line"].to_pylist(), batch["fault"].to_pylist(), strict=True)
    ]
    assert found == [
        (line, lines.ENCODING if row == b"\xff" else None) for line, row in enumerate(rows, 1) if row.strip()
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.one_of(st.just(GOOD.encode()), st.sampled_from(list(BROKEN)[:-3]), st.binary(max_size=60)), max_size=60
    )
)
def test_every_row_is_an_event_or_rejected(tmp_path: Path, rows: list[bytes]) -> None:
    path = tmp_path / "mixed.tsv"
    path.write_bytes(b"\n".join([GOOD.encode(), *rows]))
    reading = Reading(path, format="tkg")
    reading.account()
    assert len(reading.events) >= 1 + rows.count(GOOD.encode())
    for _, line, kind, _ in reading.rejected:
        raw = path.read_bytes().split(b"\n")[line - 1]
        assert BROKEN.get(raw, kind) == kind
