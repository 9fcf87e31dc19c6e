"""The editor of Cypher: a Streamlit component of ours, a plain text field over a layer of coloured text.

**To the browser** goes the text, with a number that tells when it came from elsewhere than from the editor (the browser
otherwise keeps what is being typed), the names that can be completed, and the places where something is wrong.
**From the browser** come events (`Event`), numbered and repeated until they are heard, as the canvas does.

Keys: Ctrl+Enter runs, Ctrl+Space completes, Ctrl+/ makes lines comments, Tab indents and Shift+Tab takes it back;
after Escape, Tab leaves the field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from allegata.ui.hearing import heard_from
from allegata.ui.script import fetched_once

__all__ = ["Event", "Mark", "Words", "editor", "events_of"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place where something is wrong: line and column, counted from 1, and what, in a sentence."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What can be completed: names in the database, and what may be called."""

    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did in the editor.

    Attributes:
        kind: ``text``: it was changed; ``run``: it is to be run as it is.
        text: all that is in the editor.
        number: events are numbered by the browser; see ``heard``.
    """

    kind: str
    text: str
    number: int


def editor(
    text: str,
    *,
    turn: int,
    heard: int,
    words: Words,
    parameters: Sequence[str],
    marks: Sequence[Mark],
    on_event: Callable[[], None],
    key: str,
    label: str,
) -> None:
    """Mounts the editor.

    Args:
        text: what it holds at first, and again when ``turn`` has grown.
        turn: a number that grows when the text came from elsewhere.
        heard: number of the last event that has been taken into account, 0 before the first.
        words: what is completed.
        parameters: names that are declared, without the dollar sign.
        marks: where something is wrong.
        on_event: called when somebody did something; `events_of` then says what.
        key: of the component in the session.
        label: what it is called for those who do not see it.
    """
    _component()(
        key=key,
        data={
            "text": text,
            "turn": turn,
            "ack": heard,
            "words": asdict(words),
            "parameters": list(parameters),
            "marks": [asdict(each) for each in marks],
            "label": label,
        },
        on_act_change=on_event,
    )


def events_of(key: str, heard: int) -> tuple[Event, ...]:
    """What was done in the editor with this key, while its callback runs, the oldest first.

    Args:
        key: of the component.
        heard: number of the last event that has been taken into account; it and those before are left out.
    """
    return heard_from(key, heard, _event)


def _event(raw: Mapping[str, Any]) -> Event:
    return Event(str(raw["kind"]), str(raw["text"]), int(raw["n"]))


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "allegata.editor", js=fetched_once("allegata.editor", "editor.js"), css="editor.css"
    )
