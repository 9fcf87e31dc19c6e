from __future__ import annotations

import pytest

from allegata.ui import address
from allegata.ui.address import Address


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(address.time, "monotonic", lambda: now[0])
    return now


def test_what_was_put_there_last_is_no_news_and_everything_else_is() -> None:
    it = Address[str]()
    assert it.now is None
    assert it.is_news("one")
    it.put("one")
    assert it.now == "one"
    assert not it.is_news("one")
    assert it.is_news("two")


def test_a_browser_that_lags_behind_is_not_taken_for_a_way_back(clock: list[float]) -> None:
    it = Address[str]()
    for each in ("one", "two", "three"):
        it.put(each)
        it.put(each)
        clock[0] += address.LAG / 4
    assert [each for each in ("one", "two", "three", "four") if it.is_news(each)] == ["four"]
    clock[0] += address.LAG
    assert [each for each in ("one", "two", "three", "four") if it.is_news(each)] == ["one", "two", "four"]


def test_who_goes_back_and_forth_is_followed(clock: list[float]) -> None:
    it = Address[str]()
    for each in ("one", "two", "one", "two"):
        assert it.is_news(each)
        it.put(each)
        clock[0] += 2 * address.LAG
    it.put("one")
    assert not it.is_news("two")
