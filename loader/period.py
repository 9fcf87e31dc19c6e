"""Dates as people give them: a day, a month or a year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from loader.unfit import Unfit

__all__ = ["Period", "day", "period"]

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_MEND = "write YYYY, YYYY-MM or YYYY-MM-DD, as in 2024-10-31"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: dt.date
    last: dt.date


@lru_cache(maxsize=10_000)  # the same days come again and again
def period(text: str) -> Period:
    """The days that a date stands for: ``2024-02`` is all of that February.

    Raises:
        Unfit: it is no date.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise Unfit("is no date", _MEND)
    year, month, day_ = (int(part) if part else 0 for part in match.groups())
    try:
        first = dt.date(year, month or 1, day_ or 1)
    except ValueError as error:
        raise Unfit(f"is no date of the calendar ({error})", _MEND) from error
    if day_:
        return Period(first, first)
    last_month = month or 12
    return Period(first, dt.date(year, last_month, calendar.monthrange(year, last_month)[1]))


def day(text: str) -> dt.date:
    """A single day.

    Raises:
        Unfit: it is no date, or a whole month or year.
    """
    days = period(text)
    if len(text) != len("YYYY-MM-DD"):
        raise Unfit("is not a single day", "write it as YYYY-MM-DD")
    return days.first
