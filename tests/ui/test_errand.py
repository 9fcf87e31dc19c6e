"""Work beside a page: it ends with the session that sent it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from allegata.errors import AllegataError, QueryStopped
from allegata.store import Halt
from allegata.ui import errand
from allegata.ui.errand import Errand


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(errand, "LOOK", 0.02)
    monkeypatch.setattr(errand, "GRACE", 0.2)


def endless(halt: Halt, _: Callable[[str], None]) -> str:
    while True:
        halt.check()
        time.sleep(0.01)


def brief(_: Halt, tell: Callable[[str], None]) -> str:
    tell("nearly done")
    time.sleep(0.4)
    return "done"


def test_it_ends_when_nobody_waits_any_more() -> None:
    there = [True]
    sent: Errand[str] = Errand(endless, lambda: there[0])
    assert sent.wait(0.5) is None, "somebody waits"
    there[0] = False
    assert isinstance(sent.wait(2), QueryStopped)
    assert sent.stopped


def test_who_is_away_for_a_moment_finds_it_at_work() -> None:
    begun = time.monotonic()
    sent = Errand(brief, lambda: not 0.05 < time.monotonic() - begun < 0.15)
    assert sent.wait(3) == "done"
    assert (sent.told, sent.stopped) == ("nearly done", False)


def test_without_a_browser_somebody_always_waits() -> None:
    assert Errand(brief).wait(3) == "done"


def test_what_goes_wrong_is_told() -> None:
    def fails(_: Halt, __: Callable[[str], None]) -> str:
        raise AllegataError("It rains.")

    assert str(Errand(fails).wait(1)) == "It rains."
