"""The commands of the gallery: they run on the seed data, and give the views that the figures in it show."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from calls import ROOT
from databases import Database

import loader
from allegata.cli.program import run
from allegata.progress import Silent
from allegata.view.opening import opened

GALLERY = ROOT / "docs" / "gallery"


def commands(text: str, program: str) -> list[list[str]]:
    """The words of each command, the program's own name left out."""
    lines = text.replace("\\\n", " ").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith(f"{program} export")]


def test_the_page_tells_the_commands_that_make_it() -> None:
    script = commands((GALLERY / "make.sh").read_text("utf-8"), "$allegata")
    page = (GALLERY / "README.md").read_text("utf-8")
    assert commands(page, "allegata") == script
    made = {words[words.index("-o") + 1] for words in script}
    assert made == {each.name for each in GALLERY.iterdir() if re.match(r"\d-", each.name)}
    assert {name for name in made if f"({name})" in page} == made
    assert len(made) == 8


def test_they_run_and_give_what_is_shown(
    empty: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loader.load(loader.seed_folder(), empty.connection, empty.settings, progress=Silent())
    shutil.copytree(GALLERY / "views", tmp_path / "views")
    monkeypatch.chdir(tmp_path)
    for name in ("ALLEGATA_HOME", "NEO4J_URI"):
        monkeypatch.setenv(name, empty.environ[name])
    for words in commands((GALLERY / "make.sh").read_text("utf-8"), "$allegata"):
        assert run(words) == 0, capsys.readouterr().err
        name = words[words.index("-o") + 1]
        assert opened((tmp_path / name).read_bytes()) == opened((GALLERY / name).read_bytes()), name
