"""Work that may take long, done beside the page: it tells how far it is, and can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from allegata.errors import AllegataError, StoreError
from allegata.store import Halt
from allegata.ui.attendance import Awaited, attended

__all__ = ["EVERY", "LINGER", "Errand", "Work"]

T = TypeVar("T")

EVERY, LINGER = 1.0, 0.4
"""Seconds between two looks of a page at what is under way, and how long each of them waits for its end: what ends
meanwhile is shown at once, and who presses Cancel does not wait longer."""

LOOK, GRACE = 1.0, 5.0
"""Seconds between two looks whether anybody still waits, and for how long nobody may: a line that breaks comes back."""

Work = Callable[[Halt, Callable[[str], None]], T]
"""It is given what it can be stopped by, and whom to tell how far it is."""


class Errand(Generic[T]):
    """One piece of work in a thread of its own, from being sent to its outcome.

    It ends when nobody waits for it any more: who closes the page has no use for its outcome.

    Attributes:
        told: how far it is, in words.
    """

    def __init__(self, work: Work[T], awaited: Awaited | None = None) -> None:
        """Begin it.

        Args:
            work: what is done.
            awaited: whether anybody waits for it; unless it is given, whether the session that sends it has a browser.
        """
        self.told = ""
        self._awaited = awaited or attended()
        self._work = work
        self._halt = Halt()
        self._begun = time.monotonic()
        self._taken = 0.0
        self._outcome: T | AllegataError | None = None
        self._done = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="allegata-errand").start()
        threading.Thread(target=self._attend, daemon=True, name="allegata-errand-attended").start()

    @property
    def outcome(self) -> T | AllegataError | None:
        """What it gave, or why it gave nothing; None while it is on its way."""
        return self._outcome if self._done.is_set() else None

    @property
    def seconds(self) -> float:
        """How long it is on its way, or was."""
        return self._taken or time.monotonic() - self._begun

    @property
    def stopped(self) -> bool:
        """Whether it was called off."""
        return self._halt.asked

    def stop(self) -> bool:
        """Call it off: the server ends the transaction.

        Returns:
            Whether it has ended.
        """
        return self._halt.cancel()

    def wait(self, seconds: float) -> T | AllegataError | None:
        """The outcome, if it comes within this time."""
        self._done.wait(seconds)
        return self.outcome

    def _tell(self, words: str) -> None:
        self.told = words

    def _attend(self) -> None:
        since = time.monotonic()
        while not self._done.wait(LOOK):
            if self._awaited():
                since = time.monotonic()
            elif time.monotonic() - since > GRACE:
                self.stop()
                return

    def _run(self) -> None:
        try:
            self._outcome = self._work(self._halt, self._tell)
        except AllegataError as error:
            self._outcome = error
        finally:
            # What nobody foresaw goes to the log by way of the thread; the person is told at least that.
            self._outcome = self._outcome or StoreError("Allegata failed at this: its log has the details.")
            self._taken = time.monotonic() - self._begun
            self._done.set()
