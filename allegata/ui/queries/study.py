"""What the Queries page is about, as one frozen value, and the one place in a session where it lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from allegata.answer import Answer
from allegata.model import Hit
from allegata.store import Plan
from allegata.ui.address import Address
from allegata.ui.editor import Words
from allegata.ui.errand import Errand
from allegata.ui.papers import Sheet
from allegata.ui.queries.answers import AnswerGraph
from allegata.ui.queries.asker import Outcome
from allegata.ui.queries.draft import Draft

__all__ = ["Box", "Entry", "Room", "Study"]

KEPT = 4
"""Answers of the history that are kept whole; of the others only what was asked."""
REMEMBERED = 100
TITLE = 60
"""Characters by which a statement without a title is known."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was run.

    Attributes:
        draft: what was asked.
        title: of the query.
        at: when.
        seconds: how long it took.
        outcome: what came of it; None when that is not kept any more.
        rows: of the answer; None: there was none.
    """

    draft: Draft
    title: str
    at: dt.datetime
    seconds: float
    outcome: Outcome | None
    rows: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """The search box of a parameter: what it found last."""

    hits: tuple[Hit, ...] = ()
    sought: str = ""
    heard: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Study:
    """All that the page is about.

    Attributes:
        draft: in the form and in the editor.
        turn: grows when the draft came from elsewhere than from them: they then take up the new one.
        errand: the statement on its way.
        asked: what it asks, or what the outcome answers.
        asked_at: the turn at which that was.
        outcome: what came of it.
        wrong: by parameter, why its text has no value.
        history: what was run, the newest last.
        removed: the file and text of the query deleted last.
        trouble: what went wrong with the last deed, in a sentence.
        refused: why a query could not be saved or renamed: in which menu (``save``, ``rename``), and a sentence.
        note: what was done, in a sentence.
        boxes: search boxes by key.
        heard: number of the last event of the editor.
        drawn: the graph that was found, and the papers of the desk that shows it.
    """

    draft: Draft = field(default_factory=Draft)
    turn: int = 0
    errand: Errand[Answer | Plan] | None = None
    asked: Draft = field(default_factory=Draft)
    asked_at: int = 0
    outcome: Outcome | None = None
    wrong: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Entry, ...] = ()
    removed: tuple[Path, str] | None = None
    trouble: str = ""
    refused: tuple[str, str] = ("", "")
    note: str = ""
    boxes: Mapping[str, Box] = field(default_factory=dict)
    heard: int = 0
    drawn: tuple[AnswerGraph, Sheet] | None = None

    def settled(self, outcome: Outcome, seconds: float) -> Study:
        """With what came of the statement on its way; what was run, not only planned, is remembered.

        Who has turned to another query meanwhile is told, and finds it in the history.
        """
        query, history = self.asked.query, self.history
        title = query.title if query and not query.bare else _beginning(self.asked.text)
        if not isinstance(outcome, Plan):
            rows = len(outcome.rows) if isinstance(outcome, Answer) else None
            now = dt.datetime.now().astimezone()
            history = _forgetting((*history, Entry(self.asked, title, now, seconds, outcome, rows)))
        if self.asked_at != self.turn:
            return replace(self, errand=None, history=history, note=f"Done: {title}. The history has it.", removed=None)
        return replace(self, errand=None, outcome=outcome, history=history, drawn=None)


@dataclass(slots=True)
class Room:
    """The one place in a session where the study lies, and what was read from the database for it."""

    study: Study = field(default_factory=Study)
    begun: bool = False
    wanted: str = ""
    address: Address[Mapping[str, str]] = field(default_factory=Address)
    names: dict[str, str] = field(default_factory=dict)
    choices: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    words: tuple[str, Words] | None = None


def _beginning(text: str) -> str:
    """What a statement without a title is called."""
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[:TITLE]}…"


def _forgetting(history: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The last entries, only the newest of them with their answers."""
    kept = history[-REMEMBERED:]
    return tuple(replace(each, outcome=None) for each in kept[:-KEPT]) + kept[-KEPT:]
