"""An exploration that was saved is read again without a browser."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from calls import call
from databases import Database
from turn import AFTER, BEFORE

from allegata.view import Exploration, View, build, to_text


def saved(empty: Database, file: Path) -> None:
    empty.writer.replace(BEFORE)
    scene = build(View(actors=("arland", "borland")), empty.graph)
    statuses = {edge.key: edge.status.value if edge.status else "" for edge in scene.base.edges}
    file.write_text(to_text(Exploration(scene.view, "Two states", statuses=statuses)), "utf-8")


def test_a_replay_tells_what_is_there_and_what_has_changed(empty: Database, tmp_path: Path) -> None:
    file = tmp_path / "two.allegata.json"
    saved(empty, file)
    same = call("replay", str(file), "--format", "json", environ=empty.environ)
    assert same.returncode == 0
    assert {row["relation"] for row in json.loads(same.stdout)} == {"threatens", "accuses"}
    assert "Nothing has changed" in same.stderr

    empty.writer.replace(AFTER)
    later = call("replay", str(file), "--format", "csv", environ=empty.environ)
    rows = list(csv.DictReader(io.StringIO(later.stdout.removeprefix("\ufeff"))))
    assert {(row["relation"], row["status"]) for row in rows} == {
        ("threatens", "contested"),
        ("meets with", "reported"),
    }
    assert "1 relation new, 1 gone, 1 with another status" in later.stderr
    assert "reported then, contested now" in later.stderr
    told = call("replay", str(file), "--format", "text", environ=empty.environ).stdout
    assert "Ana Arlova denies it (contested)." in told


def test_what_is_no_exploration_is_refused_in_a_sentence(empty: Database, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<script>alert(1)</script>", "utf-8")
    refused = call("replay", str(file), environ=empty.environ)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "page.html: This is no exploration file" in refused.stderr
