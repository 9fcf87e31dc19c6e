from __future__ import annotations

from pathlib import Path

import pytest
from fake_graph import ARTICLE, DOCUMENT
from hypothesis import given
from hypothesis import strategies as st

from allegata.errors import NotFound, UsageError
from allegata.model import Locator
from allegata.ui.texts import attach, attach_folder, passage


def test_a_text_is_known_by_its_sum() -> None:
    assert attach("any.txt", ARTICLE.encode(), [DOCUMENT]) == (DOCUMENT.id, ARTICLE)


def test_another_text_is_refused_with_its_sum() -> None:
    with pytest.raises(NotFound, match=r"any\.txt is not the text of any document here: .*SHA-256"):
        attach("any.txt", ARTICLE.encode() + b" ", [DOCUMENT])


def test_a_folder_gives_the_texts_that_are_known(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe")
    (tmp_path / "c").mkdir()
    assert attach_folder(tmp_path, [DOCUMENT]) == {DOCUMENT.id: ARTICLE}
    with pytest.raises(UsageError, match="ALLEGATA_DOCUMENTS"):
        attach_folder(tmp_path / "none", [DOCUMENT])


@given(st.text(alphabet="ab\n ", max_size=40), st.integers(-2, 45), st.integers(-2, 45))
def test_a_passage_is_cut_out_and_nothing_is_lost(text: str, start: int, end: int) -> None:
    found = passage(text, Locator("d", 1, start, end))
    if not 0 <= start < end <= len(text):
        assert found is None
    else:
        assert found is not None
        assert found.passage == text[start:end]
        assert found.before + found.passage + found.after in text
        assert "\n" not in found.before + found.after


def test_a_passage_of_another_text_is_not_shown() -> None:
    assert passage("some text", Locator("d", 1, 0, 4, "0" * 64)) is None
