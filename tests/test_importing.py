"""What is done with a file that somebody gives, without a page and without a database."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
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


def test_of_a_workbook_a_sheet_is_chosen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["notes"])  # type: ignore[union-attr]
    ties = book.create_sheet("Ties")
    for row in (["from", "to"], ["a", "b"]):
        ties.append(row)
    book.save(tmp_path / "two.xlsx")
    offer = importing.look(tmp_path / "two.xlsx")
    assert (offer.sheets, offer.sheet, offer.columns) == (("Sheet", "Ties"), "Sheet", ("notes",))
    offer = importing.look(tmp_path / "two.xlsx", "Ties")
    assert (offer.sheet, offer.columns, offer.rows) == ("Ties", ("from", "to"), (("a", "b"),))
    mapping = Mapping(columns={"source": "from", "target": "to"}, sheet=offer.sheet)
    words = importing.command(offer, mapping, dry_run=False)
    made = read(offer.path, format="edges", mapping=Path(words[words.index("--mapping") + 1]))
    assert [each.name for each in made.entities] == ["a", "b"]
    assert importing.look(written(tmp_path, "a.csv", "from,to\n")).sheets == ()


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
        importing.start(at(tmp_path, ALLEGATA_IMPORTS="no"), ["allegata", "load", str(tmp_path / "x")], tmp_path)


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
    assert (load.running, load.succeeded, load.told()) == (False, False, "reading")
