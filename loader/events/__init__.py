"""Event files (ICEWS, GDELT, POLECAT, ACLED, tables of one's own) become one table of events in DuckDB.

``source``     bytes: plain, packed, archived, in folders
``lines``      bytes become rows of cells; why not DuckDB's own reader of CSV is told there
``layout``     what a reader is: how it recognizes a file, and which statements turn rows into events
``reference``  CAMEO codes, names of states and unions
``icews`` …    one module for each format, its statements in ``sql/``
``intake``     all of it together
"""

from __future__ import annotations

from loader.events.formats import FORMATS
from loader.events.intake import Intake, read_events, recognize
from loader.events.layout import Reader

__all__ = ["FORMATS", "Intake", "Reader", "read_events", "recognize"]
