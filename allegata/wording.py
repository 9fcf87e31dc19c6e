"""How days, numbers and relations are put into words, wherever somebody reads them."""

from __future__ import annotations

import datetime as dt

from allegata.vocabulary import relations

__all__ = ["counted", "day", "label_of", "shortened"]

LONG = 160
"""Characters of a name beyond which it is shortened where it is one of several things told."""


def label_of(relation: str) -> str:
    """How a relation reads from subject to object."""
    known = relations().get(relation)
    return known.label if known else relation.replace("_", " ").lower()


def shortened(name: str, most: int = LONG) -> str:
    """A name as it is, or its beginning and ``…`` where it is longer than ``most`` characters."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 claim``, ``2 claims``, ``1,204 claims``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(date: dt.date | None, unknown: str = "") -> str:
    """``4 October 2024``; ``unknown`` when it is not known."""
    return f"{date.day} {date:%B %Y}" if date else unknown
