"""``allegata query`` and ``allegata queries``, as a person or a script calls them."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from calls import alone, call
from databases import Database

import loader
from allegata.progress import Silent


@pytest.fixture(scope="module")
def seeded(database: Database) -> Iterator[Database]:
    database.clear()
    loader.load(loader.seed_folder(), database.connection, database.settings, progress=Silent())
    yield database
    database.clear()


def test_the_list_needs_no_database(tmp_path: Path) -> None:
    listed = call("queries", "--format", "json", environ=alone(tmp_path))
    assert listed.returncode == 0, listed.stderr
    rows = json.loads(listed.stdout)
    assert len(rows) >= 25
    first = next(row for row in rows if row["name"] == "who-accuses-whom")
    assert [each["name"] for each in first["parameters"]] == ["who", "relation", "limit"]
    some = call("queries", "contested", environ=alone(tmp_path)).stdout
    assert "contested-relations" in some
    assert "what-is-loaded" not in some


def test_a_faulty_query_of_ones_own_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "bad.cypher").write_text(
        "// title: Bad\n// description: Bad.\n// returns: fish\nRETURN 1\n"
    )
    listed = call("queries", environ=alone(tmp_path))
    assert listed.returncode == 1
    assert "who-accuses-whom" in listed.stdout
    assert "bad.cypher:3: it returns 'fish'" in listed.stderr


def test_an_answer_in_every_format(seeded: Database, tmp_path: Path) -> None:
    words = ("query", "who-accuses-whom", "-p", "who=Moscow")
    table = call(*words, environ=seeded.environ)
    assert table.returncode == 0, table.stderr
    assert "Lloyd Austin" in table.stdout
    assert "5 rows" in table.stderr
    rows = json.loads(call(*words, "--format", "json", environ=seeded.environ).stdout)
    assert {row["accuser"] for row in rows} >= {"United States", "South Korea"}
    assert rows[0]["b"]["id"] == "russia"
    text = call(*words, "--format", "csv", "-p", "limit=2", environ=seeded.environ).stdout
    read = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(read) == 2
    assert "a" not in read[0]
    file = tmp_path / "graph.graphml"
    done = call(*words, "-o", str(file), environ=seeded.environ)
    assert (done.returncode, done.stdout) == (0, "")
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = ET.fromstring(file.read_text("utf-8"))  # noqa: S314  # our own file
    assert (len(root.findall(f".//{space}node")), len(root.findall(f".//{space}edge"))) == (6, 5)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("who-acuses-whom",), 1, "There is no query 'who-acuses-whom'; did you mean who-accuses-whom?"),
        (("who-accuses-whom", "-p", "whom=x"), 2, "has no parameter 'whom': did you mean who?"),
        (("who-accuses-whom", "-p", "who"), 2, "'who' is no parameter: write -p name=value."),
        (("who-accuses-whom", "-p", "who=a", "-p", "who=b"), 2, "given twice"),
        (("who-accuses-whom", "-p", "who=Nobody at all"), 1, "Nobody in the database is named 'Nobody at all'."),
        (("who-accuses-whom", "-p", "who=korean ministry"), 1, "name one by the id in brackets"),
        (("who-accuses-whom", "-p", "relation=ACUSES"), 2, "there is no relation 'ACUSES'; did you mean ACCUSES?"),
        (("at-a-date", "-p", "day=soon"), 2, "day: 'soon' is no day"),
        (("at-a-date", "-p", "relation=ACCUSES"), 2, "it is one of MEMBER_OF, PART_OF, REPRESENTS"),
        (("members", "-p", "limit=0"), 2, "lies between 1 and 1000"),
        (("what-is-loaded", "--format", "graphml"), 1, "nothing to write"),
        (("members", "-o", "members.txt"), 2, "A table is for the screen"),
        ((), 2, "Name one saved query, or one file with --file."),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(seeded: Database, words: tuple[str, ...], code: int, told: str) -> None:
    done = call("query", *words, environ=seeded.environ)
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_of_ones_own(seeded: Database, tmp_path: Path) -> None:
    bare, full, bad = tmp_path / "bare.cypher", tmp_path / "full.cypher", tmp_path / "bad.cypher"
    bare.write_text("MATCH (n:Entity {id: $id}) RETURN n.name AS name, $number + 1 AS number")
    rows = call(
        "query", "--file", str(bare), "-p", "id=russia", "-p", "number=2", "--format", "json", environ=seeded.environ
    )
    assert json.loads(rows.stdout) == [{"name": "Russia", "number": 3}]
    full.write_text(
        "// title: T\n// description: D.\n// returns: table\n// $who: entity = nato -- Who.\n"
        "MATCH (n:Entity {id: $who}) RETURN '=' + n.name AS name\n"
    )
    read = call("query", "-f", str(full), "-p", "who=Pyongyang", "--format", "csv", environ=seeded.environ)
    assert read.stdout.splitlines()[1:] == ["'=North Korea"]
    bad.write_text("MATCH (n) DETACH DELETE n")
    before = seeded.dump()
    refused = call("query", "--file", str(bad), environ=seeded.environ)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "would write" in refused.stderr
    assert seeded.dump() == before
    cut = call("query", "--file", str(full), environ={**seeded.environ, "ALLEGATA_ROW_LIMIT": "1"})
    assert cut.returncode == 0
    limited = call("query", "members", "-p", "limit=3", "--format", "csv", environ=seeded.environ)
    assert len(limited.stdout.splitlines()) == 4
    assert "As many rows as $limit lets through: there may be more." in limited.stderr
