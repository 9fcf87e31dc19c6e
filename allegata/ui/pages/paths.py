"""Paths: the question at the left, all found paths as a picture in the middle, each told at the right."""

from __future__ import annotations

import streamlit as st

from allegata.settings import Settings
from allegata.store import Explorable
from allegata.ui import canvas, foreign
from allegata.ui.desk import Desk
from allegata.ui.look import dress
from allegata.ui.pathfinding.answer import answer
from allegata.ui.pathfinding.finder import Finder
from allegata.ui.pathfinding.form import form

__all__ = ["paths_page"]

CANVAS = "paths-canvas"
SHARES = (0.235, 0.43, 0.335)
"""Of the width: question, picture, answer."""


def paths_page(graph: Explorable, settings: Settings) -> None:
    """Draw the page.

    Raises:
        StoreError: the database does not answer.
    """
    dress()
    graph = foreign.captioned(graph, settings)
    finder, desk = Finder(graph, settings), Desk(graph, settings)
    finder.open({name: st.query_params.get_all(name) for name in st.query_params})
    with st.container(key="paths"):
        _workspace(finder, desk)


def _workspace(finder: Finder, desk: Desk) -> None:
    question, picture, told = st.columns(SHARES, gap="small")
    with question, st.container(key="paths-question"):
        form(finder)
    # Before the picture: the answer may just have come.
    with told, st.container(key="paths-answer"):
        answer(finder, desk)
    with picture, st.container(key="paths-picture"):
        canvas.canvas(finder.tell(), lambda: _hear(finder), CANVAS)
    _address(finder)


def _hear(finder: Finder) -> None:
    for event in canvas.events_of(CANVAS, finder.notes.wire.heard):
        finder.hear(event)


def _address(finder: Finder) -> None:
    """The browser's address holds the question that was asked last: a reload and a link ask it again."""
    wanted = {name: list(values) for name, values in finder.notes.query.items()}
    if wanted != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(wanted)
    finder.see(wanted)
