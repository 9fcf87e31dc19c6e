"""The Queries page: saved questions at the left, the one that is asked in the middle, its answer below."""

from __future__ import annotations

import streamlit as st

from allegata.settings import Settings
from allegata.store import Explorable
from allegata.ui import foreign
from allegata.ui.look import dress
from allegata.ui.queries.asker import Asker
from allegata.ui.queries.inquiry import Inquiry
from allegata.ui.queries.listing import listing
from allegata.ui.queries.result import result
from allegata.ui.queries.workbench import CYPHER, workbench

__all__ = ["queries"]

LIST = 0.22
"""Its share of the width."""


def queries(graph: Explorable, gate: Asker, settings: Settings) -> None:
    """Draw the page.

    Args:
        graph: the open database, to search names in.
        gate: what runs statements on it.
        settings: in force.

    Raises:
        StoreError: the database does not answer.
    """
    dress()
    inquiry = Inquiry(foreign.captioned(graph, settings), gate, settings)
    inquiry.open(dict(st.query_params))
    with st.container(key="queries"):
        _workspace(inquiry)


def _workspace(inquiry: Inquiry) -> None:
    """Waiting, and typing a name, run less."""
    inquiry.act()
    side, middle = st.columns((LIST, 1 - LIST), gap="medium")
    with side, st.container(key="queries-side"):
        listing(inquiry)
    with middle, st.container(key="queries-middle"):
        workbench(inquiry)
        result(inquiry, marked=bool(st.session_state.get(CYPHER)))
    told = inquiry.address()
    if told != dict(st.query_params):
        st.query_params.from_dict(told)
