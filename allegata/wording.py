"""How days, numbers, relations and records are put into words, wherever somebody reads them."""

from __future__ import annotations

import datetime as dt

from allegata.model import Certainty, Edge, Modality, Stance, StanceTold, Status
from allegata.vocabulary import relations

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
    "reads",
    "reported",
    "sentence",
    "shortened",
]

STATUS_REASONS = {
    Status.CONTESTED: "Somebody asserts it, somebody else denies it or calls it unproven.",
    Status.CONFIRMED: "Confirmed by the one whose deed it is, or by as many holders as the settings ask for.",
    Status.REPORTED: "Asserted, and nobody is on record against it.",
    Status.UNCONFIRMED: "Asserted, but hedged, or somebody asked cannot or will not confirm it.",
    Status.DENIED: "On record only as denied or dismissed.",
}

STANCES = {
    Stance.ASSERTS: "asserts",
    Stance.CONFIRMS: "confirms",
    Stance.DENIES: "denies",
    Stance.DISMISSES: "dismisses",
    Stance.NO_COMMENT: "no comment",
    Stance.CANNOT_CONFIRM: "cannot confirm",
}

CERTAINTIES = {
    Certainty.CERTAIN: "certain",
    Certainty.PROBABLE: "probable",
    Certainty.POSSIBLE: "possible",
    Certainty.UNSPECIFIED: "",
}

MODALITIES = {
    Modality.ACTUAL: "",
    Modality.FUTURE: "said to be coming",
    Modality.HYPOTHETICAL: "hypothetical",
}

LONG = 160
"""Characters of a name beyond which it is shortened where it is one of several things told."""


def label_of(relation: str) -> str:
    """How a relation reads from subject to object."""
    known = relations().get(relation)
    return known.label if known else relation.replace("_", " ").lower()


def shortened(name: str, most: int = LONG) -> str:
    """A name as it is, or its beginning and ``…`` where it is longer than ``most`` characters."""
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def sentence(text: str) -> str:
    """A text with a mark at its end."""
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def reads(edge: Edge) -> str:
    """How an edge reads from its source to its target."""
    return edge.word or label_of(edge.relation)


def inverse_of(relation: str) -> str:
    """How a relation reads from object to subject."""
    known = relations().get(relation)
    return known.inverse if known else f"← {label_of(relation)}"


def counted(number: int, one: str, many: str = "") -> str:
    """``1 claim``, ``2 claims``, ``1,204 claims``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def day(date: dt.date | None, unknown: str = "") -> str:
    """``4 October 2024``; ``unknown`` when it is not known."""
    return f"{date.day} {date:%B %Y}" if date else unknown


def reported(it: StanceTold) -> str:
    """Where and when a statement was reported, and when it was said, where that was another day."""
    through = f" by way of {it.via}" if it.via and it.via != it.publisher else ""
    said = f"said on {day(it.said_on)}, " if it.said_on and it.said_on != it.published else ""
    return f"{said}reported by {it.publisher}{through} on {day(it.published)}"


def period(start: dt.date | None, end: dt.date | None) -> str:
    """A day, or from when to when; empty when neither is known."""
    if start is None or end is None or start == end:
        since = f"since {day(start)}" if start and end is None else day(start or end)
        return since if start or end is None else f"until {since}"
    if (start.day, start.month, end.day, end.month) == (1, 1, 31, 12):
        return str(start.year) if start.year == end.year else f"{start.year} – {end.year}"
    return f"{day(start)} – {day(end)}"
