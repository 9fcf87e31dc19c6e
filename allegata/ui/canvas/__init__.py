"""The canvas: a Streamlit component around vis-network, fed with differences and sending back what was done.

**To the browser** goes the difference between two values of `allegata.ui.difference.Picture`, with ``from`` and ``to``
as versions; a canvas that does not have the version it starts from asks for everything (``resync``). A message says:

- ``nodes``, ``edges``: new elements whole, and of known ones what is new about them; ``gone_nodes``, ``gone_edges``;
- ``off``, ``on``: ``{nodes: ids, edges: keys}`` that filters switch off or on. The browser keeps what is off;
- ``session``, ``ack`` (the last event that has been taken into account), ``style`` (with a whole message only);
- ``selected`` ``{what, ids}``, ``focus``, ``fit``, ``undo``, ``redo``, ``layout``, ``layouts``, ``switched_off``,
  ``mark_words``, ``note``, ``empty``, ``looked_at``: as in `Picture`, whole each time.

**From the browser** come events (`Event`). ``id`` is the first of ``ids``.

====================================  ================================================================================
kind                                  ids
====================================  ================================================================================
select-node, select-nodes             the one node, or all that are selected now
select-edge, clear                    the edge; none
expand, collapse, only, remove        one node or several
pin, unpin                            one node or several
among, common                         the nodes between which edges are wanted, or whose common neighbours
remove-edge                           the edge
toggle, solo                          one entry of the legend, as in ``family:verbal conflict``, ``status:CONTESTED``,
                                      ``kind:State``: switched off or on; only this one of its sort
layout                                one of ``layouts``
back, forward, reset                  none: undo, redo, the first view
moved                                 none: something is pressed beside the canvas, and nodes were dragged before
resync                                none: the browser wants everything
====================================  ================================================================================

Hovering, zooming, panning and dragging send nothing. Where nodes were dragged to comes with the next event as
``moved``, at the latest when something is pressed elsewhere on the page; until that is acknowledged
it is kept, with the camera, in the address behind ``#``, and so survives a reload: ``#c=x,y,scale&m=id:x:y;id:x:y``,
identifiers percent-encoded.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from allegata.render import style
from allegata.ui.canvas import library
from allegata.ui.difference import Drawing, Picture, difference, drawing_of
from allegata.ui.hearing import heard_from
from allegata.ui.script import fetched_once

__all__ = ["Event", "Picture", "Wire", "canvas", "events_of"]

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody did on the canvas or in the inspector.

    Attributes:
        kind: one of those that the table at the head of this module tells.
        id: of the node, edge or entry it was done to, the first of several; or "".
        number: events are numbered by the browser; the answer names the last one it takes into account.
        moved: where nodes were dragged to since the last event.
        ids: of all nodes it was done to.
    """

    kind: str
    id: str = ""
    number: int = 0
    moved: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    ids: tuple[str, ...] = ()


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

    def hearing(self, number: int, moved: Mapping[str, tuple[float, float]] | None = None) -> Wire:
        """The browser's event with this number has been taken into account, and nodes are where it has put them."""
        drawing = self.drawing.moving(moved) if self.drawing and moved else self.drawing
        return Wire(self.session, drawing, number, self.message)

    def telling(self, picture: Picture) -> Wire:
        """With the message that brings the browser from what it was told last to this picture."""
        known = self.drawing
        frame = _frame(picture) | {"session": self.session, "ack": self.heard}
        if known is not None and known.version == picture.version:
            if all(self.message.get(key) == value for key, value in frame.items()):
                return self
            return Wire(self.session, known, self.heard, difference(known, known) | frame)
        drawing = drawing_of(picture)
        message = difference(known, drawing) | frame
        if known is None:
            message |= {"style": style.table(picture.types, picture.discs)}
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
    return heard_from(key, heard, _event)


def _event(raw: Mapping[str, Any]) -> Event:
    moved = {str(id_): (float(x), float(y)) for id_, (x, y) in raw["moved"].items()}
    ids = tuple(map(str, raw["ids"]))
    return Event(str(raw["kind"]), ids[0] if ids else "", int(raw["n"]), moved, ids)


@cache
def _library() -> ComponentRenderer:
    return st.components.v2.component("allegata.library", js=library.script(ASSETS))


@cache
def _canvas() -> ComponentRenderer:
    return st.components.v2.component(
        "allegata.canvas", js=fetched_once("allegata.canvas", "canvas.js"), css="canvas.css"
    )


def _frame(picture: Picture) -> dict[str, Any]:
    """What every message says, whatever changed."""
    what, ids = picture.selected or ("", ())
    return {
        "selected": {"what": what, "ids": list(ids)} if ids else None,
        "focus": asdict(picture.focus) if picture.focus else None,
        "fit": picture.fresh,
        "undo": picture.undo,
        "redo": picture.redo,
        "layout": picture.layout,
        "layouts": list(picture.layouts),
        "switched_off": {sort: sorted(values) for sort, values in picture.switched_off.items()},
        "mark_words": dict(picture.mark_words),
        "note": picture.note,
        "empty": picture.empty,
        "looked_at": picture.looked_at,
    }
