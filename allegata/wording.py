"""How days, numbers and relations are put into words, wherever somebody reads them."""

from __future__ import annotations

import datetime as dt

from allegata.vocabulary import relations

__all__ = ["counted", "day", "label_of"]


def label_of(relation: str) -> str:
    """How a relation reads from subject to object."""
    known = relations().get(relation)
    return known.label if known else relation.replace("_", " ").lower()


def counted(number: int, one: str, many: str = "") -> str:
    """``1 claim``, ``2 claims``, ``1,204 claims``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(date: dt.date | None, unknown: str = "") -> str:
    """``4 October 2024``; ``unknown`` when it is not known."""
    return f"{date.day} {date:%B %Y}" if date else unknown
