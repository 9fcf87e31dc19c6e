"""A statement on its way: it runs in a thread of its own, so that the page lives on and it can be called off."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from allegata.answer import Answer
from allegata.errors import AllegataError, StoreError
from allegata.store import Halt, Plan

__all__ = ["Asker", "Errand", "Outcome"]

Outcome = Answer | Plan | AllegataError
"""What comes of asking."""


class Asker(Protocol):
    """What runs a statement that somebody typed: `allegata.store.Gate`, which tells arguments and errors."""

    def run(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Answer:
        """What it gives."""

    def explain(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Plan:
        """How the server would go about it."""

    def profile(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Plan:
        """How it went about it."""

    def listed(self, text: str) -> tuple[str, ...]:
        """The first column of what it gives."""


class Errand:
    """One statement, from being sent to its outcome."""

    def __init__(self, work: Callable[[Halt], Answer | Plan]) -> None:
        """Args: work: asks the database; is handed what it can be stopped by."""
        self._work = work
        self._halt = Halt()
        self._begun = time.monotonic()
        self._taken = 0.0
        self._outcome: Outcome | None = None
        self._done = threading.Event()
        threading.Thread(target=self._run, daemon=True, name="allegata-query").start()

    @property
    def outcome(self) -> Outcome | None:
        """None while it is on its way."""
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

    def wait(self, seconds: float) -> Outcome | None:
        """The outcome, if it comes within this time."""
        self._done.wait(seconds)
        return self.outcome

    def _run(self) -> None:
        try:
            self._outcome = self._work(self._halt)
        except AllegataError as error:
            self._outcome = error
        finally:
            # What nobody foresaw goes to the log by way of the thread; the person is told at least that.
            self._outcome = self._outcome or StoreError("Allegata failed at this: its log has the details.")
            self._taken = time.monotonic() - self._begun
            self._done.set()
