"""A word about loads that are under way, on whatever page somebody is."""

from __future__ import annotations

import streamlit as st

from allegata.store import Explorable
from allegata.ui.markup import markdown

__all__ = ["tell_of_loads"]

_TOLD = "loads-told"


def tell_of_loads(graph: Explorable, page: str) -> None:
    """Say which loads are under way, and how far they are: once for each step of theirs, and once for each page.

    Args:
        graph: of the open database.
        page: name of the page that is drawn.

    Raises:
        StoreError: the database does not answer.
    """
    loads = graph.loading()
    now = (page, tuple((load.dataset, load.step) for load in loads))
    # Every touch of a page draws it anew; the same word each time would pile up.
    if st.session_state.get(_TOLD) == now:
        return
    st.session_state[_TOLD] = now
    for load in loads:
        share = f" ({load.done / load.total:.0%})" if load.total else ""
        st.toast(
            f"{markdown(load.dataset)} is being loaded: {markdown(load.step or 'beginning')}{share}. "
            "Edges may lag behind their claims until it is done.",
            duration="long",
        )
