"""The explorer: the canvas in the middle, the bar above, filters at the left, what is selected at the right."""

from __future__ import annotations

import time

import streamlit as st

from allegata.settings import Settings
from allegata.store import Explorable
from allegata.ui import canvas, foreign
from allegata.ui.connection import again
from allegata.ui.desk import Desk
from allegata.ui.look import dress
from allegata.ui.markup import markdown
from allegata.ui.panels.bar import LEFT, MODE, MODES, NEXT, RIGHT, Shown, bar, search
from allegata.ui.panels.filters import RENEWED, filters
from allegata.ui.panels.reading import sentence_list, steps, tables
from allegata.ui.panels.selection import selection

__all__ = ["explorer"]

CANVAS, ADDRESS, PANELS = "canvas", "v", "p"
FILTERS, INSPECTOR, CLOSED = 0.21, 0.29, 0.001
"""Shares of the width."""

CAME = "connected-again"
"""Key of the session: whether a lost database was found again."""

PAUSE = 10.0
"""Seconds between two looks for a lost database."""


def explorer(graph: Explorable, settings: Settings) -> None:
    """Draw the page.

    Raises:
        StoreError: the database does not answer.
    """
    dress()
    desk = Desk(foreign.captioned(graph, settings), settings)
    desk.open(st.query_params.get(ADDRESS, ""))
    if st.session_state.pop(CAME, False):
        st.toast("The database was away, and is there again. What you did last was not done.", duration="long")
    # Beside each other, and none in another: when a fragment runs again, Streamlit still sends what one inside of it
    # has drawn, and no longer what stands before that; a browser that had neither shows an empty page from then on.
    with st.container(key="desk"):
        search(desk)
        _workspace(desk)


@st.fragment
def _workspace(desk: Desk) -> None:
    """All of it runs again together, and nothing else does."""
    if st.session_state.pop(RENEWED, False):
        st.rerun()
    left, right, mode = shown = _shown()
    above = st.container(horizontal=True, vertical_alignment="center", key="bar", gap="small")
    shares = (FILTERS if left else CLOSED, 1 - FILTERS * left - INSPECTOR * right, INSPECTOR if right else CLOSED)
    sieve, middle, side = st.columns(shares, gap="small")
    # In the order in which somebody waits for them: Streamlit sends each part while the next one is made.
    with middle:
        _middle(desk, mode)
    told = desk.papers.trouble
    with side, st.container(key="side" if right else "side-closed"):
        if right:
            selection(desk)
        elif told:
            st.toast(markdown(told))
        elif desk.papers.news:
            st.toast("The file is open: the inspector tells what has changed in the data since.")
    with above:
        bar(desk, shown)
    with sieve, st.container(key="sieve" if left else "sieve-closed"):
        if left:
            filters(desk, legend=mode != MODES[0])
            if desk.papers.trouble not in ("", told):
                st.toast(markdown(desk.papers.trouble))
    _address(desk, shown)
    if desk.papers.away:
        _come_back(desk)


def _come_back(desk: Desk) -> None:
    """A database that was stopped is connected again, while what was drawn of it is still seen.

    Once in a while, and when somebody asks for it: it may be gone for longer.
    """
    now = time.monotonic()
    if now < st.session_state.get(NEXT, 0.0):
        return
    st.toast("Connecting again …")
    came = again(desk.settings)
    st.session_state[NEXT] = time.monotonic() + PAUSE
    if came:
        desk.calm()
        st.session_state[CAME] = True
        st.rerun()


def _middle(desk: Desk, mode: str) -> None:
    if mode == MODES[0]:
        with st.container(key="stage"):
            canvas.canvas(desk.tell(), lambda: _hear(desk), CANVAS)
        return
    with st.container(key="reading"):
        steps(desk)
        (tables if mode == MODES[1] else sentence_list)(desk)


def _hear(desk: Desk) -> None:
    for event in canvas.events_of(CANVAS, desk.papers.wire.heard):
        desk.hear(event)


def _shown() -> Shown:
    """What is open, as its switches have it; a session begins with what the address tells of."""
    # Streamlit forgets what a page's fields held when another page is looked at, and empties the address.
    told = st.query_params.get(PANELS, st.session_state.get(PANELS, ""))
    mode = next((mode for mode in MODES[1:] if mode[0].lower() in told), MODES[0])
    return Shown(
        bool(st.session_state.get(LEFT, "f" in told)),
        bool(st.session_state.get(RIGHT, "i" not in told)),
        st.session_state.get(MODE, mode) or MODES[0],
    )


def _address(desk: Desk, shown: Shown) -> None:
    """The browser's address holds the view, which panels are open and how it is read: a link gives the same."""
    panels = "f" * shown.filters + "i" * (not shown.inspector) + shown.mode[0].lower() * (shown.mode != MODES[0])
    st.session_state[PANELS] = panels
    if panels != st.query_params.get(PANELS, ""):
        if panels:
            st.query_params[PANELS] = panels
        else:
            del st.query_params[PANELS]
    address = desk.address()
    if address and st.query_params.get(ADDRESS) != address:
        st.query_params[ADDRESS] = address
