"""A field for one or several actors: the search box, and below it those who were chosen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from allegata.ui import searchbox
from allegata.ui.markup import markdown
from allegata.ui.pathfinding.finder import Finder, Sought

__all__ = ["namefield"]

PICKED = "paths-picked"


def namefield(finder: Finder, field: str, label: str, help: str, placeholder: str = "A name …") -> None:
    """Draw the field.

    Args:
        finder: whose draft it is a part of.
        field: of the draft: a tuple of ids, or one id.
        label: above it.
        help: what it means.
        placeholder: what the empty box says.
    """
    there = getattr(finder.notes.draft, field)
    ids: Sequence[str] = [there] * bool(there) if isinstance(there, str) else there
    with st.container(key=f"name-{field}", gap="xxsmall"):
        st.markdown(label, help=help)
        _box(finder, field, label, placeholder)
        if ids:
            with st.container(horizontal=True, gap="xxsmall", key=f"chosen-{field}"):
                for id_ in ids:
                    st.button(
                        f"{markdown(finder.name_of(id_))} ✕", key=f"drop-{field}-{id_}", on_click=finder.drop,
                        args=(field, id_), help="Take out",
                    )  # fmt: skip


@st.fragment
def _box(finder: Finder, field: str, label: str, placeholder: str) -> None:
    """A keystroke runs this alone; what is picked runs the page."""
    key = f"box-{field}"

    def heard() -> None:
        for event in searchbox.events_of(key, finder.notes.sought.get(field, Sought()).heard):
            if event.kind == "seek":
                finder.seek(field, event.text, event.number)
            else:
                finder.pick(field, event.ids, event.number)
                st.session_state[PICKED] = True

    sought = finder.notes.sought.get(field, Sought())
    searchbox.searchbox(
        searchbox.suggested(sought.hits),
        sought=sought.text,
        heard=sought.heard,
        on_event=heard,
        key=key,
        placeholder=placeholder,
        label=label,
        single=True,
        trouble=sought.trouble,
    )
    if st.session_state.pop(PICKED, False):
        st.rerun()
