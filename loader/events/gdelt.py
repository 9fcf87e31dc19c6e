"""GDELT 2.0: events (61 columns) and, when given along with them, mentions (16 columns); neither has a header.

A mention is one more report of an event: a row of its own with the event's actors, code and day, and with the
publisher, document and sentence of the mention. Mentions are read after all events, whatever the order of the files.

Actors are given by codes. A country's code alone is the *State*, a region's code alone a *Group*; a known union of
states without a further type is that union (``sectors.yaml``). Otherwise the kind follows from the first type code; a
personal name with a country, among the elite or the government, is a *Person*. The name is the one in the row, in title
case, with the country behind it unless it is a person: ``Google (United States)``. Where that name is but the country's
or its adjective, the type stands for it: ``Police (United Kingdom)``. Rows with one actor are usual, and no edges.

The publisher is the host of the address, and the title is made from the address, for GDELT gives none.
"""

from __future__ import annotations

from collections.abc import Sequence

from loader.events.layout import Layout, Reader
from loader.events.lines import Shape

__all__ = ["GDELT"]


def _digits(cell: str, count: int) -> bool:
    return len(cell) == count and cell.isascii() and cell.isdecimal()


def _event(cells: Sequence[str]) -> bool:
    return cells[0].isdecimal() and _digits(cells[1], 8) and _digits(cells[2], 6)


def _mention(cells: Sequence[str]) -> bool:
    return cells[0].isdecimal() and _digits(cells[1], 14) and _digits(cells[2], 14)


_EVENT_COLUMNS = tuple(f"column {number}" for number in range(1, 62))
_MENTION_COLUMNS = tuple(f"column {number}" for number in range(1, 17))

GDELT = Reader(
    name="gdelt",
    title="GDELT 2.0 events, with or without their mentions: tab separated, 61 and 16 columns, no header",
    scheme="GDELT",
    layouts=(
        Layout("events", ("gdelt_named", "gdelt_project"), Shape.TAB, _EVENT_COLUMNS, _event, (61,)),
        Layout("mentions", ("gdelt_mentions",), Shape.TAB, _MENTION_COLUMNS, _mention, (16,)),
    ),
)
