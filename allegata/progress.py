"""How long work tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

__all__ = ["Advance", "Progress", "Silent"]

Advance = Callable[[int], None]
"""Called with the amount done since the last call, in the task's unit."""


class Progress(Protocol):
    """A listener for long work."""

    def task(self, title: str, total: int | None, unit: str) -> AbstractContextManager[Advance]:
        """One stretch of work.

        Args:
            title: what is being done, as a person would say it ("fetching Neo4j").
            total: how much there is in all, or None when that is not known.
            unit: what is counted: "bytes", "bytes of rows" (read from files), "rows", "files", ...
        """
        ...

    def say(self, message: str) -> None:
        """A step that has no length, told in a sentence."""
        ...


class Silent:
    """A `Progress` for when nobody listens."""

    @contextmanager
    def task(self, title: str, total: int | None, unit: str) -> Iterator[Advance]:
        """Says nothing."""
        yield lambda amount: None

    def say(self, message: str) -> None:
        """Says nothing."""
