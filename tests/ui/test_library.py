from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

from allegata.ui.canvas import library


def test_the_library_is_copied_once_and_named(tmp_path: Path) -> None:
    assert library.script(tmp_path) == library.COPY
    copy = tmp_path / library.COPY
    made = copy.stat().st_mtime_ns
    assert library.script(tmp_path) == library.COPY
    assert copy.stat().st_mtime_ns == made
    assert [each.name for each in tmp_path.iterdir()] == [library.COPY]


def test_a_copy_that_does_not_match_is_made_again(tmp_path: Path) -> None:
    (tmp_path / library.COPY).write_text("something else", "utf-8")
    library.script(tmp_path)
    assert "vis-network" in (tmp_path / library.COPY).read_text("utf-8")


def test_where_nothing_can_be_written_the_text_itself_is_given(tmp_path: Path) -> None:
    script = library.script(tmp_path / "no such folder")
    assert script.endswith("export default function () {}\n")
    assert "\n" in script, "Streamlit takes a text of one line for the name of a file"


def test_the_library_asks_nobody_for_anything(tmp_path: Path) -> None:
    script = library.script(tmp_path / "no such folder")
    assert "sourceMappingURL" not in script
    assert not re.findall(r"\b(?:fetch|importScripts|XMLHttpRequest|WebSocket)\(", script)


def test_the_copy_is_not_part_of_the_project() -> None:
    ignored = (Path(library.__file__).parent / "assets" / ".gitignore").read_text("utf-8").splitlines()
    assert any(fnmatch(library.COPY, pattern) for pattern in ignored)
