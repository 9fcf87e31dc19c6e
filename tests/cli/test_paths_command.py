"""``allegata paths``, ``around`` and ``connect``: what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calls import alone, call
from databases import Database
from store.samples import DAY, claim, dataset, statement

THREAT = claim(event_from=DAY)
MEETING = claim("borland", "MEETS_WITH", "wire", event_from=DAY)
SAMPLE = dataset(THREAT, MEETING, statement(THREAT, "borland"), statement(MEETING, "borland"))


@pytest.fixture
def loaded(empty: Database) -> Database:
    empty.writer.replace(SAMPLE)
    return empty


def test_paths_as_table_json_and_text(loaded: Database) -> None:
    table = call("paths", "Arland", "The Wire", environ=loaded.environ)
    assert table.returncode == 0, table.stderr
    assert "threatens" in table.stdout
    assert "weakest" in table.stdout
    (path,) = json.loads(call("paths", "the arlish", "wire", "--format", "json", environ=loaded.environ).stdout)
    assert [actor["id"] for actor in path["actors"]] == ["arland", "borland", "wire"]
    assert [step["relation"] for step in path["steps"]] == ["THREATENS", "MEETS_WITH"]
    back = call("paths", "wire", "arland", "--format", "text", environ=loaded.environ).stdout
    assert back.startswith("The Wire → Borland → Arland: 2 steps.\n1. Borland meets with The Wire (confirmed;")
    assert "The weakest step is number 2: reported" in back


def test_no_path_and_why(loaded: Database) -> None:
    none = call("paths", "wire", "arland", "--directed", "--without-status", "reported", environ=loaded.environ)
    assert (none.returncode, none.stdout) == (0, "")
    assert "There is no path of up to 4 steps that fits." in none.stderr
    one = call("paths", "wire", "arland", "--directed", "--format", "json", environ=loaded.environ)
    assert json.loads(one.stdout) == []
    assert "Without the direction of the edges there would be one: The Wire → Borland → Arland." in one.stderr


def test_all_shortest_as_edges(loaded: Database) -> None:
    found = call("paths", "wire", "arland", "--all-shortest", "--format", "json", environ=loaded.environ)
    assert [(edge["from"], edge["relation"], edge["to"]) for edge in json.loads(found.stdout)] == [
        ("arland", "THREATENS", "borland"),
        ("borland", "MEETS_WITH", "wire"),
    ]


def test_what_surrounds_some_and_how_several_are_connected(loaded: Database) -> None:
    near = call("around", "Arland", "--format", "text", environ=loaded.environ)
    assert near.stdout == "Arland threatens Borland (reported; 1 holder, 1 document, 1 independent source).\n"
    table = call("around", "arland", "--hops", "2", environ=loaded.environ)
    assert "meets with" in table.stdout
    tree = call("connect", "arland", "borland", "The Wire", "--format", "json", environ=loaded.environ)
    assert len(json.loads(tree.stdout)) == 2
    apart = call("connect", "arland", "the wire", "ministry", environ=loaded.environ)
    assert "Connected: Arland, The Wire." in apart.stderr
    assert "With none of the others: Ministry of Arland." in apart.stderr
    for words in (("--only-actor", "paper"), ("--never-kind", "state"), ("--status", "denied")):
        none = call("connect", "arland", "wire", *words, environ=loaded.environ)
        assert "They are not connected by any path that fits." in none.stderr, words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("paths a b --relation acuses", "There is no relation type 'acuses': did you mean ACCUSES?"),
        ("around a --hops 5", "Surroundings of 5 steps cannot be asked for: 1 to 4 steps can."),
        ("connect a", "Connections are sought among 2 to 8 actors: 1 was given."),
    ],
)
def test_what_makes_no_sense_needs_no_database(tmp_path: Path, words: str, sentence: str) -> None:
    """The other sentences are in tests/ui/test_paths_slips.py."""
    refused = call(*words.split(), environ=alone(tmp_path))
    assert (refused.returncode, refused.stderr.strip()) == (2, sentence)
