"""What the browser's address says, and whether it is news."""

from __future__ import annotations

import time
from typing import Generic, TypeVar

__all__ = ["Address"]

T = TypeVar("T")

LAG = 1.0
"""Seconds for which a browser may still speak of the address before the last: it sends the one it has with whatever
it tells, and that may have left before the new one reached it."""


class Address(Generic[T]):
    """The address of one page, in one session.

    Attributes:
        now: what it says, as it was written or read last; None when it has said nothing yet.
    """

    def __init__(self) -> None:
        """Begin, with nothing said."""
        self.now: T | None = None
        self._left: list[tuple[T, float]] = []

    def put(self, said: T) -> None:
        """It says this from now on."""
        if said == self.now:
            return
        now = time.monotonic()
        self._left = [(before, until) for before, until in self._left if until > now and before != said]
        if self.now is not None:
            self._left.append((self.now, now + LAG))
        self.now = said

    def is_news(self, said: T) -> bool:
        """Whether somebody put this there: a link, or the browser's way back; not a browser that lags behind."""
        now = time.monotonic()
        return said != self.now and all(before != said or until <= now for before, until in self._left)
