"""The user's own queries: written, renamed and deleted in one folder, shadowing none of ours."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from allegata.catalog import delete, load, ours, own_folder, rename, save
from allegata.errors import CatalogError, NotFound

TEXT = "// title: Mine\n// description: My own.\n// returns: table\nRETURN 1 AS one\n"
OURS = frozenset(each.name for each in ours().queries)


def test_a_query_is_saved_found_renamed_and_deleted(tmp_path: Path) -> None:
    saved = save(tmp_path, "mine", TEXT, taken=OURS)
    assert saved.file == own_folder(tmp_path) / "mine.cypher"
    found = load(tmp_path).get("mine")
    assert (found.own, found.group, found.text) == (True, "own", TEXT)
    assert not load(tmp_path).get("who-accuses-whom").own
    rename(tmp_path, "mine", "ours-too", taken=OURS)
    assert load(tmp_path).get("ours-too").title == "Mine"
    with pytest.raises(NotFound):
        load(tmp_path).get("mine")
    save(tmp_path, "ours-too", TEXT.replace("Mine", "Changed"), taken=OURS)
    assert load(tmp_path).get("ours-too").title == "Changed"
    delete(tmp_path, "ours-too")
    assert load(tmp_path).queries == ours().queries
    assert list(own_folder(tmp_path).iterdir()) == []


def test_one_of_ours_is_never_shadowed(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="comes with Allegata"):
        save(tmp_path, "who-accuses-whom", TEXT, taken=OURS)
    save(tmp_path, "mine", TEXT, taken=OURS)
    with pytest.raises(CatalogError, match="already"):
        rename(tmp_path, "mine", "who-accuses-whom", taken=OURS)
    with pytest.raises(CatalogError, match="already"):
        save(tmp_path, "mine", TEXT, taken=OURS, over=False)
    (own_folder(tmp_path) / "who-accuses-whom.cypher").write_text(TEXT)
    catalog = load(tmp_path)
    assert not catalog.get("who-accuses-whom").own
    assert any("who-accuses-whom" in str(it) for it in catalog.problems)


def test_a_faulty_file_leaves_the_others_alone(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    (folder / "my group").mkdir(parents=True)
    (folder / "good.cypher").write_text(TEXT)
    (folder / "my group" / "fine.cypher").write_text(TEXT)
    (folder / "bad.cypher").write_text("// title: Bad\n// returns: nothing\nRETURN 1\n")
    (folder / "binary.cypher").write_bytes(b"\xff\xfe\x00")
    (folder / "Odd Name.cypher").write_text(TEXT)
    catalog = load(tmp_path)
    assert {each.name for each in catalog.queries if each.own} == {"good", "fine"}
    assert catalog.groups()["my group"][0].name == "fine"
    told = "\n".join(map(str, catalog.problems))
    assert "bad.cypher:2: it returns 'nothing'" in told
    assert "binary.cypher" in told
    assert "Odd Name" in told
    with pytest.raises(CatalogError, match=r"bad\.cypher:2"):
        catalog.get("bad")


def test_what_is_no_query_is_not_saved(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"mine\.cypher:1: there is no title"):
        save(tmp_path, "mine", "RETURN 1", taken=OURS)
    assert not own_folder(tmp_path).exists()


def test_a_link_does_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    home, outside = tmp_path / "home", tmp_path / "outside.cypher"
    own_folder(home).mkdir(parents=True)
    outside.write_text("// precious\n")
    (own_folder(home) / "mine.cypher").symlink_to(outside)
    with pytest.raises(NotFound):
        delete(home, "mine")
    save(home, "mine", TEXT)
    assert outside.read_text() == "// precious\n"
    assert not (own_folder(home) / "mine.cypher").is_symlink()


@tuned(deadline=None)
@given(st.text(max_size=80))
@example("../evil")
@example("..")
@example("a/b")
@example("a\\b")
@example("/etc/passwd")
@example("C:evil")
@example("nul")
@example("com1")
@example("a\x00b")
@example("a\n")
@example(".hidden")
@example("a.cypher")
@example("A")
@example("á")
@example("x" * 61)
def test_no_name_leaves_the_folder(name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        home.mkdir()
        try:
            save(home, name, TEXT)
        except CatalogError:
            assert list(home.iterdir()) == []
        else:
            assert [file.name for file in own_folder(home).iterdir()] == [f"{name}.cypher"]
        assert os.listdir(place) == ["home"]  # noqa: PTH208


@tuned(deadline=None)
@given(st.from_regex(r"[a-z0-9]([a-z0-9_-]{0,20}[a-z0-9])?", fullmatch=True))
def test_a_plain_name_is_taken(name: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        if name in ("con", "prn", "aux", "nul") or (
            name[:3] in ("com", "lpt") and name[3:].isdigit() and len(name) == 4
        ):
            return
        save(Path(place), name, TEXT)
        assert load(Path(place)).get(name).own or name in OURS
        delete(Path(place), name)
