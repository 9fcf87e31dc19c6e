"""What the search box tells Python and what it is told; the browser's part is in ``tests/browser``."""

from __future__ import annotations

from pathlib import Path

import pytest
from fake_graph import FakeGraph
from streamlit.testing.v1 import AppTest

from allegata.ui.searchbox import Event, Suggestion, events_of, suggested

HARNESS = Path(__file__).parents[1] / "browser" / "searchbox_app.py"


def told(*events: tuple[int, str, str, list[str]]) -> dict[str, object]:
    return {"box": {"act": [{"n": n, "kind": kind, "text": text, "ids": ids} for n, kind, text, ids in events]}}


def test_events_are_heard_once_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    events = told((3, "pick", "", ["aria", "boreal"]), (4, "seek", "<b>", []))
    monkeypatch.setattr("streamlit.session_state", events)
    both = (Event("pick", "", ("aria", "boreal"), 3), Event("seek", "<b>", (), 4))
    assert [events_of("box", heard) for heard in (0, 2, 3, 4)] == [both, both, both[1:], ()]


@pytest.mark.parametrize("state", [{}, {"box": None}, {"box": {}}, {"box": {"act": None}}])
def test_a_box_that_told_nothing_has_no_events(monkeypatch: pytest.MonkeyPatch, state: dict[str, object]) -> None:
    monkeypatch.setattr("streamlit.session_state", state)
    assert events_of("box", 0) == ()


def test_hits_become_suggestions() -> None:
    graph = FakeGraph()
    assert suggested(graph.search("the admiralty"), {"aria"}) == (
        Suggestion("aria-mod", "Ministry of Defence of Aria", "Organization", "Aria", 2, "the Admiralty", False),
    )
    (aria, *_) = suggested(graph.search("aria"), {"aria"})
    assert (aria.id, aria.matched, aria.state, aria.drawn) == ("aria", "", "", True)


def test_the_harness_runs() -> None:
    app = AppTest.from_file(str(HARNESS), default_timeout=30).run()
    assert not app.exception
