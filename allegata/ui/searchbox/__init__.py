"""The search box: a Streamlit component that offers names while somebody types.

In the explorer it collects one or several entities for the canvas. As a field of a form (``single=True``) it chooses
one: the box then holds the name, and whoever mounts it keeps the id of the last ``pick`` and gives the name back as
``value``. A field that was emptied picks nothing: ``ids`` is then empty. It is no part of an ``st.form``: what is typed
has to reach Python before a form is sent.

A keystroke runs the fragment in which the box is mounted. Give it one of its own, with nothing else in it, and run the
page (``st.rerun()``) when it picked something.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from allegata.model import Hit
from allegata.render.style import shape_of
from allegata.ui.hearing import heard_from
from allegata.ui.script import fetched_once

__all__ = ["Event", "Suggestion", "events_of", "searchbox", "suggested"]

HEIGHT = 40
"""Pixels: one row, whatever the box shows below itself."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is offered for what was typed.

    Attributes:
        id: of the entity.
        name: of the entity.
        kind: of the entity.
        state: the name of the state that it is part of or speaks for, or "".
        degree: number of its relations.
        matched: the other name that fits, or "" when it is the name itself.
        drawn: whether it is on the canvas.
    """

    id: str
    name: str
    kind: str
    state: str = ""
    degree: int = 0
    matched: str = ""
    drawn: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did in the box.

    Attributes:
        kind: ``seek``: look for ``text``; ``pick``: the entities ``ids`` were chosen.
        number: events are numbered by the browser; see ``heard``.
    """

    kind: str
    text: str = ""
    ids: tuple[str, ...] = ()
    number: int = 0


def suggested(hits: Iterable[Hit], drawn: Collection[str] = ()) -> tuple[Suggestion, ...]:
    """What a search found, as suggestions; ``drawn`` are the ids on the canvas."""
    return tuple(
        Suggestion(
            hit.node.id,
            hit.node.name,
            hit.node.kind,
            hit.state,
            hit.node.degree,
            hit.matched if hit.matched != hit.node.name else "",
            hit.node.id in drawn,
        )
        for hit in hits
    )


def searchbox(
    hits: Sequence[Suggestion],
    *,
    sought: str,
    heard: int,
    on_event: Callable[[], None],
    key: str,
    placeholder: str,
    label: str,
    single: bool = False,
    value: str = "",
    trouble: str = "",
) -> None:
    """Mounts the box.

    Args:
        hits: the answer to the last ``seek``, the best first.
        sought: the text of that ``seek``; "" when there is no answer.
        heard: number of the last event that has been taken into account, 0 before the first. The browser repeats
            events until they are heard, and drops an answer that is older than what has been typed since.
        on_event: called when somebody did something; `events_of` then says what.
        key: of the component in the session.
        placeholder: what the empty box says.
        label: what the box is called for those who do not see it.
        single: whether one entity is chosen and stays in the box, as in a form.
        value: with ``single``, the name of the entity that is chosen.
        trouble: why there is no answer, in a sentence, or "".
    """
    _component()(
        key=key,
        data={
            "key": key,
            "ack": heard,
            "sought": sought,
            "hits": [asdict(hit) | {"shape": shape_of(hit.kind)} for hit in hits],
            "placeholder": placeholder,
            "label": label,
            "single": single,
            "value": value,
            "trouble": trouble,
        },
        height=HEIGHT,
        on_act_change=on_event,
    )


def events_of(key: str, heard: int) -> tuple[Event, ...]:
    """What was done in the box with this key, while its callback runs, the oldest first.

    Args:
        key: of the component.
        heard: number of the last event that has been taken into account; it and those before are left out.
    """
    return heard_from(key, heard, _event)


def _event(raw: Mapping[str, Any]) -> Event:
    return Event(str(raw["kind"]), str(raw["text"]), tuple(map(str, raw["ids"])), int(raw["n"]))


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "allegata.searchbox", js=fetched_once("allegata.searchbox", "searchbox.js"), css="searchbox.css"
    )
