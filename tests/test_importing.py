"""What is done with a file that somebody gives, without a page and without a database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from databases import Database
from foreign_graphs import GRAPHML, written

from allegata import importing, settings
from allegata.errors import UsageError
from allegata.importing import Load, Mapping
from loader import read


def at(home: Path, **more: str) -> settings.Settings:
    return settings.load({"ALLEGATA_HOME": str(home), **more})


def test_a_table_is_looked_at_and_its_columns_guessed(tmp_path: Path) -> None:
    path = importing.keep(at(tmp_path), "../../My <ties>.csv", b"From,To,Label,note\na,b,knows,=1\n")
    assert path.parent.parent == tmp_path / "imports"
    assert path.parent.stat().st_mode & 0o777 == 0o700
    offer = importing.look(path)
    assert (offer.format, offer.columns) == ("edges", ("From", "To", "Label", "note"))
    assert offer.rows == (("a", "b", "knows", "=1"),)
    assert offer.guess == {"source": "From", "target": "To", "relation": "Label", "name": "Label"}
    words = importing.command(
        offer, Mapping(columns={"source": "From", "target": "To"}, head={"name": "x"}), dry_run=True
    )
    assert words[:3] == ["allegata", "load", str(path)]
    assert words[-1] == "--dry-run"
    made = read(path, format="edges", mapping=Path(words[words.index("--mapping") + 1]))
    assert (made.name, len(made.facts), made.facts[0].role) == ("x", 1, "knows")


def test_graphs_say_themselves_what_is_what_and_the_rest_is_refused(tmp_path: Path) -> None:
    assert importing.look(written(tmp_path, "a.xml", GRAPHML)).format == "graphml"
    with pytest.raises(UsageError, match=r"picture\.png is no graph"):
        importing.look(written(tmp_path, "picture.png", "x"))


def test_the_settings_say_whether_the_app_may_load(tmp_path: Path) -> None:
    elsewhere = {"NEO4J_URI": "bolt://example.org"}
    assert importing.allowed(at(tmp_path))
    assert not importing.allowed(at(tmp_path, **elsewhere))
    assert importing.allowed(at(tmp_path, **elsewhere, ALLEGATA_IMPORTS="yes"))
    assert not importing.allowed(at(tmp_path, ALLEGATA_IMPORTS="no"))
    with pytest.raises(UsageError, match="ALLEGATA_IMPORTS"):
        importing.start(at(tmp_path, ALLEGATA_IMPORTS="no"), ["allegata", "load", str(tmp_path / "x")])


def test_what_was_left_behind_is_thrown_away(tmp_path: Path) -> None:
    old = importing.keep(at(tmp_path), "a.csv", b"")
    os.utime(old.parent, (time.time() - 2 * importing.OLD,) * 2)
    importing.keep(at(tmp_path), "b.csv", b"")
    assert not old.exists()


def test_a_load_is_ended_and_what_it_said_is_kept(tmp_path: Path) -> None:
    said = tmp_path / "said.txt"
    with said.open("wb") as out:
        code = "import time; print('reading', flush=True); time.sleep(60)"
        load = Load(subprocess.Popen([sys.executable, "-c", code], stdout=out), said, dry=False)
    deadline = time.monotonic() + 20
    while load.told() != "reading" and time.monotonic() < deadline:
        time.sleep(0.05)
    assert load.running
    load.cancel()
    assert (load.running, load.succeeded, load.cancelled, load.told()) == (False, False, True, "reading")


def test_a_load_that_is_cancelled_midway_leaves_the_database_as_it_was(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLEGATA_HOME", str(empty.settings.home))
    monkeypatch.setenv("NEO4J_URI", "")
    empty.writer.replace(read(written(tmp_path, "first.graphml", GRAPHML), name="first"))
    before = empty.dump()
    rows = "".join(f"actor {k % 2000},actor {k % 1999},knows,\n" for k in range(9_000))
    offer = importing.look(importing.keep(empty.settings, "ties.csv", f"source,target,label,since\n{rows}".encode()))
    named = {"source": "source", "target": "target", "relation": "label"}
    words = importing.command(offer, Mapping(columns=named, head={"name": "ties"}), dry_run=False)

    load = importing.start(empty.settings, words)
    deadline = time.monotonic() + 60
    at_work = "SHOW TRANSACTIONS YIELD currentQuery, elapsedTime WHERE elapsedTime > duration('PT0.2S') RETURN *"
    while not any("UNWIND" in str(row["currentQuery"]) for row in empty.run(at_work)):
        assert load.running, load.told()
        assert time.monotonic() < deadline
    load.cancel()
    assert (load.running, load.succeeded, load.cancelled) == (False, False, True)
    assert empty.dump() == before

    # And nothing is left behind that a second attempt would stumble over.
    again = importing.start(empty.settings, words)
    again.process.wait(120)
    assert again.succeeded, again.told()
    assert not again.cancelled
    assert [each.name for each in empty.graph.datasets()] == ["first", "ties"]
