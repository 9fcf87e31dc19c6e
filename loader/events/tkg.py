"""ICEWS as temporal knowledge graphs give it: subject, relation, object, date.

The relation is the text of an ICEWS event type (in any case), or a CAMEO code. There is no story: the document of an
event is the day. What an actor is, is told by his name alone (rule 4 of `loader.events.icews`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from loader.events.layout import Layout, Reader
from loader.events.lines import Shape

__all__ = ["TKG"]


def _looks_like(cells: Sequence[str]) -> bool:
    numbers = all(cell.strip().isdecimal() for cell in cells[:3])
    return not numbers and re.fullmatch(r"\d{4}-\d{2}-\d{2}", cells[3].strip()) is not None


TKG = Reader(
    name="tkg",
    title="ICEWS as a table of subject, relation, object, date: tab separated, with or without a header",
    scheme="GDELT",
    layouts=(
        Layout(
            "events",
            ("tkg_named", "actor", "tkg_project"),
            Shape.TAB,
            ("subject", "relation", "object", "date"),
            looks_like=_looks_like,
            bare=(4, 5),
        ),
    ),
)
