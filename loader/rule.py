"""What can only be seen in a row as a whole. A cell that is wrong by itself has been reported and is passed over."""

from __future__ import annotations

from collections.abc import Mapping

from allegata.vocabulary import LINKED_TO
from loader.check import Entry

__all__ = ["claim", "fact", "statement"]


def fact(row: Entry) -> None:
    """A fact has two ends, and ends after it began."""
    it = row.values
    if "subject" in it and it["subject"] == it.get("object") and it.get("relation") != LINKED_TO:
        row.wrong("object", f"{it['object']} would stand to itself", "name another entity")
    _order(row, "from", "to")


def claim(row: Entry) -> None:
    """A claim is about other claims, and a version says in what it differs."""
    it = row.values
    own = it.get("id")
    if own and own in it.get("about", ()):
        row.wrong("about", f"{own} is about itself", "name another claim")
    if own and own == it.get("varies_from"):
        row.wrong("varies_from", f"{own} is a version of itself", "name another claim")
    _both(row, "varies_from", "varies_on")
    _order(row, "event_from", "event_to")


def statement(row: Entry, lengths: Mapping[str, int]) -> None:
    """A passage has two ends and lies in its document; ``lengths`` holds the characters of documents, where known."""
    _both(row, "start", "end")
    start, end = row.values.get("start"), row.values.get("end")
    length = lengths.get(row.values.get("document", ""))
    if end is None:
        return
    if start is not None and end <= start:
        row.wrong("end", f"the passage begins at {start} and ends at {end}", "end is one after the last character")
    elif length is not None and end > length:
        row.wrong("end", f"the passage ends at {end}, the document has {length} characters", "correct one of them")


def _both(row: Entry, one: str, other: str) -> None:
    """Report two cells of which only one is filled."""
    for missing, given in ((one, other), (other, one)):
        if given in row.values and row.row.cells.get(missing, "") == "":
            row.wrong(missing, f"{given} is given and {missing} is not", "give both or neither")


def _order(row: Entry, start: str, end: str) -> None:
    """Report an end before its start."""
    first, last = row.values.get(start), row.values.get(end)
    if first and last and last.last < first.first:
        row.wrong(end, f"{end} {last.last} lies before {start} {first.first}", "exchange or correct them")
