"""The list at the left: one's own queries, all others by group, a field to narrow it, and files with faults."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from allegata.catalog import Catalog, own_folder
from allegata.errors import Problem
from allegata.ui.markup import element, markdown
from allegata.ui.queries.inquiry import Inquiry
from allegata.ui.queries.workbench import CYPHER
from allegata.wording import counted, sentence

__all__ = ["listing"]

NARROW = "queries-narrow"
OWN = "own"


def listing(inquiry: Inquiry) -> None:
    """Draw it."""
    st.button(
        "New query", key="query-new", on_click=_begin, args=(inquiry,), width="stretch",
        help="Write a question of your own in Cypher.",
    )  # fmt: skip
    words = st.text_input(
        "Search the queries", key=NARROW, type="search", live=True, placeholder="Search: contested, meetings …",
        label_visibility="collapsed", persist_state="session", help="Words of a title or a description.",
    )  # fmt: skip
    catalog = inquiry.catalog()
    _found(inquiry, catalog, words or "")
    if not inquiry.graph.claims:
        st.html(
            element(
                "p",
                "The queries that come with Allegata ask about claims and who holds them. This database has none, so "
                "they are left out; write your own, and save them.",
                cls="al-faint",
            )
        )


def _begin(inquiry: Inquiry) -> None:
    inquiry.begin()
    st.session_state[CYPHER] = True


def _mend(inquiry: Inquiry, file: Path) -> None:
    inquiry.mend(file)
    st.session_state[CYPHER] = True


def _found(inquiry: Inquiry, catalog: Catalog, words: str) -> None:
    groups = sorted(catalog.groups().items(), key=lambda pair: not pair[1][0].own)
    found = [(group, [each for each in queries if each.found(words)]) for group, queries in groups]
    if words and not any(queries for _, queries in found):
        st.html(element("p", f"No query has “{words}” in its name or description.", cls="al-faint"))
    with st.container(key="queries-list", gap="xsmall"):
        for group, queries in found:
            if not queries:
                continue
            st.html(element("h3", "Your own" if group == OWN else group, cls="al-group"))
            for each in queries:
                # Without help on hovering: the button is made anew when it is chosen, and its tip would stay behind.
                st.button(
                    markdown(each.title), key=f"query-{each.name}", on_click=inquiry.choose, args=(each.name,),
                    type="primary" if each.name == inquiry.draft.name else "tertiary", width="stretch",
                )  # fmt: skip
    _faults(inquiry, catalog.problems)


def _faults(inquiry: Inquiry, problems: tuple[Problem, ...]) -> None:
    """Files that gave no query, each with all that is wrong with it."""
    files: dict[str, list[Problem]] = {}
    for each in problems:
        files.setdefault(each.file, []).append(each)
    if not files:
        return
    st.html(element("h3", f"{counted(len(files), 'file')} left out", cls="al-group"))
    own = own_folder(inquiry.settings.home)
    for file, faults in files.items():
        path = Path(file)
        lines = [element("p", sentence(str(each).replace(file, path.name))) for each in faults]
        st.html(element("div", *lines, cls="al-fault", role="alert"))
        if path.is_relative_to(own):
            st.button(
                f"Open {markdown(path.name)}", key=f"mend-{path.name}", on_click=_mend, args=(inquiry, path),
                help="Open the file in the editor to put it right.",
            )  # fmt: skip
