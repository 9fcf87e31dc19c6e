"""How the screen puts things: the words that everybody uses (see `allegata.wording`)."""

from __future__ import annotations

from allegata.wording import (
    CERTAINTIES,
    MODALITIES,
    STANCES,
    STATUS_REASONS,
    counted,
    day,
    inverse_of,
    label_of,
    period,
    shortened,
)

__all__ = [
    "CERTAINTIES",
    "MODALITIES",
    "STANCES",
    "STATUS_REASONS",
    "counted",
    "day",
    "inverse_of",
    "label_of",
    "period",
    "shortened",
]
