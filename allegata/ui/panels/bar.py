"""The bar above the canvas: search, the three ways to read, and what opens the panels."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from allegata.ui import foreign, searchbox
from allegata.ui.desk import Desk
from allegata.ui.markup import markdown
from allegata.ui.panels.export import export_button

__all__ = ["LEFT", "MODE", "MODES", "NEXT", "RIGHT", "Shown", "bar", "search"]

MODES = ("Canvas", "Tables", "Sentences")
"""Ways to read the same view."""

MODE = "mode"
"""Key of the session: which of them."""

NEXT = "connect-next"
"""Key of the session: when a lost database is looked for again, by the clock that only goes forward."""

BOX, PICKED, FILE = "search", "search-picked", "file-menu"
LEFT, RIGHT = "filters-open", "inspector-open"
"""Keys of the session: whether the panels are open."""

FILE_LIMIT = 100
"""Megabytes of a figure or an exploration that is opened."""


class Shown(NamedTuple):
    """Whether the panels are open, and how the view is read: one of `MODES`."""

    filters: bool
    inspector: bool
    mode: str


def bar(desk: Desk, shown: Shown) -> None:
    """Draw the bar, into the row that is open. What it chooses is in the session, under the keys of this module.

    ``shown`` is what its switches have been told already. They are given it again each time: a browser that was told in
    a run which another one cut short would else believe in what is usual, and tell that as a person's choice.
    """
    active = desk.scene.view.filters.active
    st.toggle(
        f"Filters{f' ({active})' if active else ''}",
        shown.filters,
        key=LEFT,
        help="Time, evidence, relations, whose word." if desk.graph.claims else foreign.FILTERS,
    )
    st.segmented_control(
        "Read as", MODES, default=shown.mode, key=MODE, label_visibility="collapsed",
        help="The same view as a picture, as two tables, as sentences.",
    )  # fmt: skip
    _history(desk)
    export_button(desk)
    _exploration(desk)
    if desk.papers.away:
        st.button(
            "Connect again", key="connect-again", on_click=lambda: st.session_state.pop(NEXT, None), type="primary",
            help="The database does not answer: look for it, and start it if it is Allegata's own.",
        )  # fmt: skip
    st.toggle("Inspector", shown.inspector, key=RIGHT, help="What stands behind what is selected.")


@st.fragment
def search(desk: Desk) -> None:
    """Draw the search box. A keystroke runs this alone; what is picked runs the page."""

    def heard() -> None:
        for event in searchbox.events_of(BOX, desk.papers.search_heard):
            if event.kind == "seek":
                desk.search(event.text, event.number)
            elif event.ids:
                desk.pick(event.ids, event.number)
                st.session_state[PICKED] = True

    papers = desk.papers
    with st.container(key="searchbox"):
        searchbox.searchbox(
            searchbox.suggested(papers.hits, desk.scene.view.actors),
            sought=papers.sought,
            heard=papers.search_heard,
            on_event=heard,
            key=BOX,
            placeholder="Search a name: Pyongyang, the Pentagon …" if desk.graph.claims else foreign.SEARCH,
            label="Search for an actor" if desk.graph.claims else foreign.SEARCH_HELP,
            trouble=papers.search_trouble,
        )
    if st.session_state.pop(PICKED, False):
        st.rerun()


def _history(desk: Desk) -> None:
    state = desk.state
    told = "Every step of this session; go back to any of them."
    # A hundred buttons are only made while somebody looks at them.
    steps = st.popover("History", help=told, key="history", on_change="rerun")
    if not steps.open:
        return
    with steps:
        st.caption(f"Step {state.at + 1} of {len(state.steps)}. Ctrl+Z takes one back, Ctrl+Shift+Z does it again.")
        with st.container(height=260, border=False, key="steps"):
            for number, step in reversed(list(enumerate(state.steps))):
                # Without help on hovering: the button is made anew when it is chosen, and its tip would stay behind.
                title = step.title[0].upper() + step.title[1:]
                st.button(
                    markdown(title), key=f"step-{number}", on_click=desk.step, args=(number,),
                    type="primary" if number == state.at else "tertiary", width="stretch",
                )  # fmt: skip


def _exploration(desk: Desk) -> None:
    turn = st.session_state.setdefault(FILE, 0)

    def left(act: Callable[[], object]) -> Callable[[], None]:
        """Do what was chosen, and get out of the way of what it brings."""

        def chosen() -> None:
            act()
            # Another menu in its place, which is closed: a browser that is just opening this one would not hear of it.
            st.session_state[FILE] = turn + 1

        return chosen

    with st.popover("File", help="Save this exploration, open one, begin anew.", key=f"{FILE}-{turn}"):
        title = st.text_input(
            "Title", key="exploration-title", max_chars=200, placeholder="What you are looking at",
            help="It becomes the name of the file.",
        )  # fmt: skip
        note = st.text_area(
            "Notes",
            key="exploration-note",
            max_chars=5000,
            height=80,
            help="They are kept in the file.",
        )
        st.download_button(
            "Save exploration", lambda: desk.saved(title, note), file_name=f"{_slug(title)}.allegata.json",
            mime="application/json", on_click="ignore", type="primary", width="stretch",
            help="What is drawn, where, and all filters; not the data. It opens on any machine with the same data.",
        )  # fmt: skip
        key = f"exploration-{desk.papers.uploads}"

        def opened() -> None:
            given = st.session_state[key]
            if given is not None:
                desk.load(given.getvalue())

        st.file_uploader(
            "Open an exploration or a figure", key=key, on_change=left(opened), max_upload_size=FILE_LIMIT,
            type=["json", "png", "svg", "pdf"],
            help="A figure that Allegata has made brings its view back, and tells what has changed in the data since.",
        )  # fmt: skip
        st.button(
            "Empty canvas", on_click=left(desk.clear), width="stretch",
            help="Begin with nothing drawn. Undo brings it back.",
        )  # fmt: skip
        st.button("First view", on_click=left(desk.reset), width="stretch", help="The best connected actors.")


def _slug(title: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", title).strip("-").lower()[:60] or "exploration"
