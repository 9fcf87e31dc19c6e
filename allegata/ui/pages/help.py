"""How to read the picture, and the keys."""

from __future__ import annotations

import streamlit as st

from allegata.ui.look import dress
from allegata.vocabulary import relations
from allegata.wording import STANCES, STATUS_REASONS

__all__ = ["help_page"]

KEYS = (
    ("click, Shift+click", "select an actor or an edge; several actors"),
    ("Shift+drag, Ctrl+A", "select all in a box; all there are"),
    ("double click, Enter", "draw the next neighbours"),
    ("Shift+Enter", "take away those whom only this expansion brought"),
    ("drag", "move an actor; he stays there"),
    ("right click", "all that can be done with it"),
    ("Delete, o, p", "hide; keep only this and its surroundings; pin or let go"),
    ("c, a", "common neighbours of those selected; every edge among them"),
    ("[ and ], e and Shift+e", "step through the actors; through the edges of one"),
    ("arrows, + and −, f", "move, zoom, see everything"),
    ("Ctrl+Z, Ctrl+Shift+Z", "take a step back; do it again"),
    ("/ or Ctrl+K", "search"),
    ("Escape", "select nothing"),
)

EDITOR_KEYS = (
    ("Ctrl+Enter", "run the query"),
    ("Ctrl+Space", "complete a name; Enter or Tab takes it, Escape does not"),
    ("Tab, Shift+Tab", "set lines in, and back"),
    ("Ctrl+/", "make lines comments, and back"),
    ("Escape, then Tab", "leave the editor"),
)

WIDTH = 880
"""Pixels: a line that is pleasant to read."""


def help_page(*, claims: bool = True) -> None:
    """Draw the page.

    Args:
        claims: whether the database has any; else nothing is said of them.
    """
    dress()
    with st.container(width=WIDTH):
        st.header("How to read it")
        if claims:
            _claims()
        else:
            st.markdown(
                "A **node** bears the property that says most about it; a line is a **relationship** or, with a "
                "number, several of one type between the same two. Which property names the nodes of a label, and in "
                "which colour they are drawn, is chosen in the filters. The inspector has labels, types and properties."
            )
        _keys()
        if claims:
            _relations()


def _claims() -> None:
    st.markdown(
        "An **edge** sums up all claims with the same subject, relation and object. Behind each claim stand "
        "**statements**: who holds it, how sure he shows himself, when he said it, and where that was reported. "
        "An accusation and what it alleges are two claims: that A accuses B may be certain while the deed is contested."
    )
    st.subheader("Status")
    st.table(
        {
            "status": [status.value.lower() for status in STATUS_REASONS],
            "why": list(STATUS_REASONS.values()),
        }
    )
    st.caption(
        "Status is computed from the statements and never typed in. Stances are: " + ", ".join(STANCES.values()) + "."
    )


def _keys() -> None:
    st.subheader("Keys on the canvas")
    st.table({"key": [key for key, _ in KEYS], "does": [does for _, does in KEYS]})
    st.subheader("Keys in the editor of queries")
    st.table({"key": [key for key, _ in EDITOR_KEYS], "does": [does for _, does in EDITOR_KEYS]})


def _relations() -> None:
    st.subheader("Relations")
    st.table(
        {
            "relation": [each.label for each in relations().values()],
            "family": [each.family for each in relations().values()],
            "meaning": [each.meaning for each in relations().values()],
        }
    )
