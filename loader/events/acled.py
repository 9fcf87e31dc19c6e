"""ACLED: armed conflict and protest, comma separated with quotes, 31 columns with a header.

Types become relations by ``relations.yaml``: by the sub-type where it says something else, otherwise by the type. Of
some strategic developments nothing between two actors can be read; their rows are no edges, and neither are rows
without a second actor, as peaceful protests are.

An event known to the week stands for the seven days from Monday, one known to the month for that month. Sources are
many in one cell, ``A; B``: each gets an event row of its own, with the same number of row. The table names no document
but the source: the day of the event is the key.

State forces and forces from outside are an *Organization*, all others a *Group*. An actor belongs to the state whose
name ends his own: ``Protesters (India)``, ``Police Forces of India (2014-)``.
"""

from __future__ import annotations

from loader.events.layout import Layout, Reader
from loader.events.lines import Shape

__all__ = ["ACLED"]

_COLUMNS = (
    "event_id_cnty",
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "inter1",
    "actor2",
    "inter2",
    "country",
    "admin1",
    "admin2",
    "location",
    "geo_precision",
    "source",
    "fatalities",
)

ACLED = Reader(
    name="acled",
    title="ACLED events of conflict and protest: comma separated, 31 columns with a header",
    scheme="",
    layouts=(Layout("events", ("acled_named", "acled_project"), Shape.CSV, _COLUMNS),),
)
