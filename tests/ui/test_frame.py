"""The frame around all pages."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from fake_gate import FakeGate
from fake_graph import FakeGraph
from streamlit.testing.v1 import AppTest

FRAME = Path(__file__).parents[2] / "explorer_app.py"


@pytest.mark.parametrize("title", ["Explorer", "Paths", "Queries", "Import"])
def test_a_load_that_is_under_way_is_told_once_on_each_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    handle = SimpleNamespace(graph=FakeGraph(half=True), gate=lambda settings: FakeGate())

    def navigation(pages: list[Any], **_: object) -> object:
        """As if somebody had gone to the page, which cannot be done from outside a browser."""
        page = next(page for page in pages if page.title == title)
        page._can_be_called = True
        return page

    monkeypatch.setenv("ALLEGATA_HOME", str(tmp_path))
    monkeypatch.setattr("allegata.ui.connection.database", lambda settings: handle)
    monkeypatch.setattr("streamlit.navigation", navigation)
    app = AppTest.from_file(str(FRAME), default_timeout=60).run()
    assert not app.exception
    (told,) = app.toast
    assert "claims and statements (25%)" in told.value
    assert "<b>" not in told.value.replace("\\<b\\>", "")
    app.run()
    assert not app.toast
