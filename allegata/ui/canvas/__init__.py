"""The canvas: a Streamlit component around vis-network, fed with differences and sending back what was clicked."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from allegata.model import OTHER_TYPES
from allegata.render import style
from allegata.ui.canvas import library
from allegata.ui.difference import Drawing, difference, drawing_of
from allegata.ui.state import Selected, Selection, ViewState

__all__ = ["Event", "Wire", "canvas", "events_of"]

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did on the canvas or in the inspector.

    Attributes:
        kind: ``select-node``, ``select-edge``, ``expand``, ``remove``, ``clear``, ``back``, ``reset``, ``resync``...
        id: of the node or edge it was done to, or "".
        number: events are numbered by the browser; the answer names the last one it takes into account.
        moved: where nodes were dragged to since the last event.
    """

    kind: str
    id: str = ""
    number: int = 0
    moved: Mapping[str, tuple[float, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wire:
    """The end of the line to one browser: what it was told last.

    A run that changes nothing sends the same message again, which Streamlit keeps from reaching the browser.
    """

    session: str = field(default_factory=lambda: secrets.token_hex(6))
    drawing: Drawing | None = None
    heard: int = 0
    message: Mapping[str, Any] = field(default_factory=dict)

    def lost(self) -> Wire:
        """The browser does not have what it was told: the next message holds everything."""
        return Wire(self.session, None, self.heard)

    def hearing(self, number: int) -> Wire:
        """The browser's event with this number has been taken into account."""
        return Wire(self.session, self.drawing, number, self.message)

    def telling(self, view: ViewState, empty: str = "", left_out: str = "", types: tuple[str, ...] = ()) -> Wire:
        """With the message that brings the browser from what it was told last to this view.

        Args:
            view: what is to be seen.
            empty: what an empty canvas says.
            left_out: what the legend says of that which is not drawn.
            types: relationship types that take the place of families, the frequent ones first.
        """
        known = self.drawing
        frame = _frame(view, empty, left_out) | {"session": self.session, "ack": self.heard}
        if known is not None and known.version == view.version:
            if all(self.message.get(key) == value for key, value in frame.items()):
                return self
            return Wire(self.session, known, self.heard, difference(known, known) | frame)
        drawing = drawing_of(view)
        message = difference(known, drawing) | frame
        if known is None:
            message |= {"style": _style(types)}
        return Wire(self.session, drawing, self.heard, message)


def canvas(wire: Wire, on_event: Callable[[], None], key: str = "canvas") -> None:
    """Mounts the canvas, with the last message on this wire.

    Args:
        wire: what the browser is told.
        on_event: called when somebody did something; `events_of` then says what.
        key: of the component in the session.
    """
    _library()(key=f"{key}-library", height=1)
    _canvas()(key=key, data=dict(wire.message), height="stretch", on_act_change=on_event)


def events_of(key: str, heard: int) -> tuple[Event, ...]:
    """What was done in the component with this key, while its callback runs.

    Streamlit keeps only the newest of the messages that reach it while it is busy. So the browser repeats each event
    until it is acknowledged.

    Args:
        key: of the component.
        heard: number of the last event that has been taken into account; it and those before are left out.
    """
    told = (st.session_state.get(key) or {}).get("act") or ()
    return tuple(event for event in map(_event, told) if event.number > heard)


def _event(raw: Mapping[str, Any]) -> Event:
    moved = {str(id_): (float(x), float(y)) for id_, (x, y) in raw["moved"].items()}
    return Event(str(raw["kind"]), str(raw["id"]), int(raw["n"]), moved)


@cache
def _library() -> ComponentRenderer:
    return st.components.v2.component("allegata.library", js=library.script(ASSETS))


@cache
def _canvas() -> ComponentRenderer:
    return st.components.v2.component("allegata.canvas", js="canvas.js", css="canvas.css")


def _frame(view: ViewState, empty: str, left_out: str) -> dict[str, Any]:
    """What every message says, whatever changed."""
    return {
        "selected": _selected(view.selected),
        "focus": asdict(view.focus) if view.focus else None,
        "fit": view.fresh,
        "can_go_back": bool(view.past),
        "empty": empty,
        "left_out": left_out,
    }


def _selected(selection: Selection | None) -> dict[str, str] | None:
    return {"what": Selected(selection.what).value, "id": selection.id} if selection else None


@cache
def _style(types: tuple[str, ...]) -> dict[str, Any]:
    """The table of style rules, told once per picture."""
    lines = {status.value: line for status, line in style.STATUS_LINES.items()} | {"": style.STANDING_LINE}
    inks = style.type_inks(types) if types else style.FAMILY_INKS
    other = {OTHER_TYPES: asdict(style.UNKNOWN_INK)} if types else {}
    return {
        "grounds": {"light": asdict(style.LIGHT), "dark": asdict(style.DARK)},
        "families": {family: asdict(ink) for family, ink in inks.items()} | other,
        "unknown": asdict(style.UNKNOWN_INK),
        "kinds": list(style.SHAPES),
        "lines": {name: {"width": line.width, "dashes": list(line.dashes)} for name, line in lines.items()},
    }
