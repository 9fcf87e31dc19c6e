"""What components of ours tell: events, numbered, and repeated until they are heard.

Streamlit keeps only the newest of the messages that reach it while it is busy. So the browser repeats each event until
it is acknowledged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol, TypeVar

import streamlit as st

__all__ = ["heard_from"]


class Numbered(Protocol):
    """An event that says its place in the order."""

    @property
    def number(self) -> int:
        """From 1."""


T = TypeVar("T", bound=Numbered)


def heard_from(key: str, heard: int, event: Callable[[Mapping[str, Any]], T]) -> tuple[T, ...]:
    """What was done in the component with this key, while its callback runs, the oldest first.

    Args:
        key: of the component.
        heard: number of the last event that has been taken into account; it and those before are left out.
        event: makes one of what the browser sent.
    """
    told = (st.session_state.get(key) or {}).get("act") or ()
    return tuple(each for each in map(event, told) if each.number > heard)
