"""What the Queries page asks, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from allegata.answer import Answer
from allegata.errors import AllegataError
from allegata.store import Halt, Plan

__all__ = ["Asker", "Outcome"]

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
