"""Figures of views from the command line, and what has changed since one was made."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from calls import alone, call
from databases import Database
from defusedxml.ElementTree import fromstring
from turn import AFTER, BEFORE

from allegata.view import Exploration, Origin, View, What, to_text
from allegata.view.opening import opened


@pytest.fixture
def before(empty: Database) -> Database:
    empty.writer.replace(BEFORE)
    return empty


def words(file: Path) -> str:
    root = fromstring(file.read_bytes(), forbid_dtd=True)
    return "\n".join(each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text"))


def test_a_figure_is_made_opened_again_and_compared_with_the_data(before: Database, tmp_path: Path) -> None:
    file = tmp_path / "two.svg"
    made = call(
        *("export", "--around", "Arland", "-o", str(file), "--sources", "--origin", "--date", "2031-05-06"),
        *("--title", "Two states", "--caption", "And their quarrel"),
        environ=before.environ,
    )
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    told = words(file)
    for word in ("Two states", "And their quarrel", "Sources", "asserted by", "6 May 2031", "Arland and neighbours"):
        assert word in told
    kept = opened(file.read_bytes())
    assert (kept.title, kept.note, kept.stamp, str(kept.saved)) == (
        "Two states",
        "And their quarrel",
        "",
        "2031-05-06 00:00:00+00:00",
    )
    again = tmp_path / "again.svg"
    redrawn = ("export", "--view", str(file), "-o", str(again), "--date", "2031-05-06")
    assert "Nothing has changed since 2031-05-06" in call(*redrawn, environ=before.environ).stderr
    assert opened(again.read_bytes()) == kept
    untitled = tmp_path / "untitled.svg"
    call("export", "--view", str(file), "-o", str(untitled), "--title", "", environ=before.environ)
    assert "Two states" not in words(untitled)
    assert "And their quarrel" in words(untitled)
    for suffix in ("png", "pdf"):
        other = tmp_path / f"two.{suffix}"
        call("export", "--view", str(file), "-o", str(other), "--date", "2031-05-06", environ=before.environ)
        assert opened(other.read_bytes()) == kept

    same = call("diff", str(file), "--format", "json", environ=before.environ)
    assert (same.returncode, json.loads(same.stdout)) == (0, [])
    assert "Nothing has changed since 2031-05-06" in same.stderr
    before.writer.replace(AFTER)
    rows = json.loads(call("diff", str(again), "--format", "json", environ=before.environ).stdout)
    assert {
        (row["change"], row["source"], row["relation"], row["target"], row["then"], row["now"]) for row in rows
    } == {
        ("new", "Borland", "meets with", "Arland", "", "reported"),
        ("gone", "Borland", "accuses", "Arland", "", ""),
        ("status", "Arland", "threatens", "Borland", "reported", "contested"),
    }
    drawn = call(*redrawn, environ=before.environ).stderr
    assert "1 relation new, 1 gone, 1 with another status, 0 actors gone." in drawn
    assert "Arland threatens Borland: reported then, contested now" in drawn


def test_what_a_query_finds_is_drawn_and_nothing_besides(before: Database, tmp_path: Path) -> None:
    file = tmp_path / "accusers.svg"
    asked = ("--query", "who-accuses-whom", "-p", "who=Arland")
    made = call("export", *asked, "-o", str(file), "--origin", environ=before.environ)
    assert made.returncode == 0, made.stderr
    told = words(file)
    assert "accuses" in told
    assert "threatens" not in told
    assert "Query who-accuses-whom (who = Arland)" in told
    kept = opened(file.read_bytes())
    assert kept.view.origins == (Origin(What.QUERY, "who-accuses-whom", "", (("who", "Arland"),)),)
    same = call("diff", str(file), environ=before.environ)
    assert "It came from: Query who-accuses-whom (who = Arland)" in same.stderr
    # One of one's own, whose choices are in the database; it finds as many as it may.
    folder = before.settings.home / "queries"
    folder.mkdir(exist_ok=True)
    own = folder / "of-a-kind.cypher"
    own.write_text(
        "// title: T\n// description: D\n// returns: graph\n// $limit: integer = 1 -- Most.\n"
        "// $kind: choice(cypher MATCH (n:Entity) RETURN DISTINCT n.kind) = -- Kind.\n"
        "MATCH (n:Entity {kind: $kind}) RETURN n LIMIT $limit\n"
    )
    asked = ("--query", "of-a-kind", "-o", str(file), "-p")
    wrong = call("export", *asked, "kind=Sate", environ=before.environ)
    right = call("export", *asked, "kind=state", environ=before.environ)
    own.unlink()
    assert (wrong.returncode, "'Sate' cannot be chosen; it is one of" in wrong.stderr) == (2, True)
    assert right.returncode == 0, right.stderr
    assert "As many rows as $limit lets through: there may be more." in right.stderr


def test_a_bare_figure_tells_nothing_but_what_is_seen(before: Database, tmp_path: Path) -> None:
    file = tmp_path / "bare.svg"
    call("export", "--around", "Arland", "-o", str(file), "--bare", "--origin", environ=before.environ)
    text = file.read_text("utf-8")
    for word in ("metadata", "xploration", "arland", "Data ", str(tmp_path)):
        assert word not in text
    refused = call("diff", str(file), environ=before.environ)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "carries no view" in refused.stderr


def test_a_figure_replays(before: Database, tmp_path: Path) -> None:
    file = tmp_path / "two.pdf"
    call("export", "--around", "Arland", "-o", str(file), environ=before.environ)
    told = call("replay", str(file), "--format", "json", environ=before.environ)
    assert {row["relation"] for row in json.loads(told.stdout)} >= {"threatens", "accuses"}


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["-o", "x.png"], 2, "one of --query NAME, --around ENTITY, --view FILE"),
        (["-o", "x.png", "--around", "a", "--query", "b"], 2, "one of --query"),
        (["-o", "x.bmp", "--around", "a"], 2, "its ending says no format"),
        (["-o", "x.png", "--around", "a", "--size", "huge"], 2, "There is no size 'huge'"),
        (["-o", "x.png", "--around", "a", "--ground", "red"], 2, "There is no ground 'red'"),
        (["-o", "x.png", "--around", "a", "--dpi", "9"], 2, "out of range"),
        (["-o", "x.png", "--around", "a", "--labels", "all"], 2, "Lines cannot be labelled"),
        (["-o", "x.png", "--around", "a", "--layout", "spiral"], 2, "There is no layout 'spiral'"),
        (["-o", "x.png", "--around", "a", "--date", "soon"], 2, "is no day"),
        (["-o", "x.png", "--around", "a", "-p", "x=1"], 2, "-p goes with --query"),
        (["-o", "x.png", "--view", "none.png", "--seed", "2"], 2, "do not go with --view"),
        (["-o", "x.png", "--view", "none.png"], 1, "none.png: cannot be read"),
    ],
)
def test_what_makes_no_sense_is_told_before_a_database_is_started(
    args: list[str], code: int, words: str, tmp_path: Path
) -> None:
    told = call("export", *args, environ=alone(tmp_path / "home"))
    assert (told.returncode, told.stdout) == (code, ""), told.stderr
    assert words in told.stderr
    assert not (tmp_path / "home" / "database").exists()


def test_files_that_cannot_be_written_or_hold_nothing_are_told(before: Database, tmp_path: Path) -> None:
    told = call("export", "--around", "Arland", "-o", str(tmp_path / "no" / "x.png"), environ=before.environ)
    assert told.returncode == 1
    assert "cannot be written" in told.stderr
    gone = tmp_path / "gone.allegata.json"
    gone.write_text(to_text(Exploration(View(actors=("nobody-any-more",)))), "utf-8")
    told = call("export", "--view", str(gone), "-o", str(tmp_path / "x.png"), environ=before.environ)
    assert told.returncode == 1
    assert "nothing to draw" in told.stderr


def test_the_query_must_find_something_to_draw(before: Database, tmp_path: Path) -> None:
    asked = ("--query", "what-is-loaded", "-o", str(tmp_path / "x.png"))
    told = call("export", *asked, environ=before.environ)
    assert told.returncode == 1
    assert "finds no actors" in told.stderr


def test_a_database_of_others_is_drawn_opened_again_and_compared(empty: Database, tmp_path: Path) -> None:
    empty.run("CREATE (:Actor {name: 'Keanu'})-[:ACTED_IN]->(:Movie {title: 'The Film'})")
    file = tmp_path / "film.svg"
    made = call("export", "--around", "Keanu", "-o", str(file), environ=empty.environ)
    assert (made.returncode, made.stdout) == (0, ""), made.stderr
    assert {"Keanu", "The Film", "acted in", "ACTED_IN", "Movie"} <= set(words(file).splitlines())
    empty.run("MATCH (k:Actor), (f:Movie) CREATE (k)-[:PRODUCED]->(f)")
    rows = json.loads(call("diff", str(file), "--format", "json", environ=empty.environ).stdout)
    assert [(row["change"], row["source"], row["target"]) for row in rows] == [("new", "Keanu", "The Film")]
    told = json.loads(call("replay", str(file), "--format", "json", environ=empty.environ).stdout)
    assert {row["relation"] for row in told} == {"acted in", "produced"}
    refused = call("export", "--query", "who-accuses-whom", "-o", str(file), environ=empty.environ)
    assert (refused.returncode, "a database that Allegata loaded" in refused.stderr) == (2, True)


def test_our_own_tables_load_into_the_same_graph(before: Database, tmp_path: Path) -> None:
    from allegata.store.dump import dump

    folder, packed = tmp_path / "out", tmp_path / "out.zip"
    for out in (f"{folder}/", str(packed)):
        made = call("export", "--around", "Arland", "--hops", "2", "-o", out, environ=before.environ)
        assert (made.returncode, made.stdout) == (0, ""), made.stderr
        assert "no places" in made.stderr
    with ZipFile(packed) as zipped:
        assert {Path(name).name: zipped.read(name) for name in zipped.namelist()} == {
            file.name: file.read_bytes() for file in folder.iterdir()
        }
    # Claims of the sample have no words of their own, and leave with a sentence made of their parts.
    edges = {line for line in dump(before.reader) if "edge_key" in line and not line.startswith('["node"')}
    before.clear()
    loaded = call("load", str(folder), environ=before.environ)
    assert loaded.returncode == 0, loaded.stderr
    assert edges
    assert edges <= set(dump(before.reader))
