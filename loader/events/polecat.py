"""POLECAT: events in the types of PLOVER, tab separated, 40 columns with a header.

Types become relations by ``relations.yaml``: by the mode where it says more (CONSULT visit), else by the type alone.
There is no CAMEO code. The quad class is the row's, in words or as a number; where it is neither, the type's.

A country's name is the *State*; names of unions are known from a list; a personal name with a title or an official
sector is a *Person*; otherwise the primary sector decides, and last the words of the name. A body or a group has its
country behind its name, unless it is in the name already: ``Police (India)`` and ``Police (United States)`` are two.

The table names no document, only a source and its day of publication: that day is the key of the document.
"""

from __future__ import annotations

from loader.events.layout import Layout, Reader
from loader.events.lines import Shape

__all__ = ["POLECAT"]

_COLUMNS = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Actor Name",
    "Actor Country",
    "Primary Actor Sector",
    "Actor Title",
    "Recipient Name",
    "Recipient Country",
    "Primary Recipient Sector",
    "Recipient Title",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Source",
    "Publication Date",
)

POLECAT = Reader(
    name="polecat",
    title="POLECAT events in the types of PLOVER: tab separated, 40 columns with a header",
    scheme="PLOVER",
    layouts=(Layout("events", ("polecat_named", "polecat_project"), Shape.TAB, _COLUMNS),),
)
