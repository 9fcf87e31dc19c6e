"""What came of asking: the graph, the table, the plan, or what went wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from allegata.answer import Answer, cell
from allegata.catalog import Returns
from allegata.errors import AllegataError, QueryFailed, QueryStopped
from allegata.model import NodeReading, PropertiesReading
from allegata.render.graphml import graphml
from allegata.store import Plan
from allegata.ui import canvas, foreign
from allegata.ui.desk import Desk
from allegata.ui.doors import EXPLORER, go
from allegata.ui.markup import markdown
from allegata.ui.queries.answers import ids_of, keys_of
from allegata.ui.queries.inquiry import Inquiry
from allegata.ui.queries.plans import plan_told
from allegata.view.tables import as_csv
from allegata.view.view import Selected
from allegata.wording import counted

__all__ = ["frame", "result"]

CANVAS, LOOK = "answer", "answer-look"
GRAPH, TABLE = "Graph", "Table"
HINT = (
    "This is the answer and nothing else. Click a node or a line for what stands on it; open it on the canvas to go on "
    "from there."
)
HEIGHT = 520
"""Pixels of a table."""
FEW = 13
"""Rows of a table that is as high as they are."""
SAFE = 2**53
"""From here on a browser does not keep whole numbers exactly."""


def result(inquiry: Inquiry, *, marked: bool) -> None:
    """Draw it; nothing while nothing was asked. ``marked``: the editor is open and points at what is wrong."""
    outcome = inquiry.study.outcome
    if isinstance(outcome, Answer):
        _answer(inquiry, outcome)
    elif isinstance(outcome, Plan):
        st.html(plan_told(outcome))
    elif isinstance(outcome, QueryStopped):
        st.info("Stopped. The server has ended it.")
    elif isinstance(outcome, QueryFailed) and outcome.line:
        # While the editor is open it says this itself, and points at the place.
        if not (marked and inquiry.marks()):
            st.error(markdown(f"The server does not understand this. {outcome}"))
    elif isinstance(outcome, AllegataError):
        st.error(markdown(str(outcome)))


def _answer(inquiry: Inquiry, answer: Answer) -> None:
    query = inquiry.study.asked.query
    with st.container(key="answer-bar", horizontal=True, vertical_alignment="center", gap="small"):
        look = _look(answer, query.returns if query else Returns.BOTH)
        took = f"{answer.seconds:.1f} s" if answer.seconds >= 0.1 else f"{answer.seconds * 1000:.0f} ms"
        st.markdown(f"**{counted(len(answer.rows), 'row')}** in {took}", width="content")
        trouble = _onwards(inquiry, answer)
        _downloads(inquiry, answer)
    if trouble:
        st.error(markdown(trouble))
    if told := answer.cut or answer.more:
        st.warning(markdown(told))
    if not answer.rows:
        st.info("The query ran, and nothing in the database fits.")
    elif look == GRAPH:
        _graph(inquiry)
    else:
        _table(answer)


def _look(answer: Answer, returns: Returns) -> str:
    if not answer.drawable:
        return TABLE
    first = TABLE if returns is Returns.TABLE else GRAPH
    return st.segmented_control(
        "Read as", (GRAPH, TABLE), default=first, key=LOOK, label_visibility="collapsed", persist_state="session",
        help="The same answer as a picture or as a table.",
    ) or first  # fmt: skip


def _onwards(inquiry: Inquiry, answer: Answer) -> str:
    """To the explorer, with the actors that were found.

    Returns:
        Why it was not possible, in a sentence, or "".
    """
    ids = ids_of(answer, inquiry.graph.claims)
    if not ids:
        return ""
    noun = "actor" if inquiry.graph.claims else "node"
    many = f"{counted(len(ids), noun)} and the relations among them"
    open_ = st.button("Open on the canvas", key="answer-open", help=f"Only the {many}.")
    add = st.button("Add to the canvas", key="answer-add", help=f"The {many}, beside what the explorer shows now.")
    if not (open_ or add):
        return ""
    query = inquiry.study.asked.query
    title = query.title if query and not query.bare else "own statement"
    desk = Desk(inquiry.graph, inquiry.settings)
    desk.open("")
    edges = keys_of(answer, inquiry.graph.claims)
    desk.bring(title, ids, inquiry.study.asked.origin, alone=open_, edges=edges)
    trouble = desk.papers.trouble
    if not trouble:
        go(EXPLORER)
    desk.calm()
    return trouble


def _downloads(inquiry: Inquiry, answer: Answer) -> None:
    name = inquiry.study.asked.name or "query"
    files = [
        ("CSV", "text/csv", lambda: as_csv(*answer.cells), "The table, safe to be opened in a spreadsheet."),
        ("JSON", "application/json", answer.as_json, "All columns, nodes and relationships too: a list of objects."),
    ]
    if answer.drawable:
        told = "The nodes and relationships, for Gephi, yEd, igraph, networkx."
        files.append(("GraphML", "application/xml", lambda: graphml(answer), told))
    for label, mime, made, told in files:
        st.download_button(
            label, made, file_name=f"{name}.{label.lower()}", mime=mime, key=f"answer-{label}", on_click="ignore",
            help=told,
        )  # fmt: skip


# ── Table ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _table(answer: Answer) -> None:
    found = frame(*answer.table)
    st.dataframe(
        found, key="answer-table", hide_index=True, placeholder="", height=HEIGHT if len(found) > FEW else "content"
    )


def frame(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """A table whose columns sort as what they are: numbers as numbers, days as days, everything mixed as text."""
    return pd.DataFrame({name: _series([row[at] for row in rows]) for at, name in enumerate(columns)})


def _series(values: list[Any]) -> pd.Series:
    kinds = {type(each) for each in values if each is not None}
    if kinds == {int} and all(each is None or abs(each) < SAFE for each in values):
        return pd.Series(values, dtype="Int64")
    if kinds and kinds <= {int, float} and all(each is None or abs(each) < SAFE for each in values):
        return pd.Series(values, dtype="Float64")
    if kinds == {bool}:
        return pd.Series(values, dtype="boolean")
    if len(kinds) == 1 and kinds <= {dt.date, dt.datetime}:
        return pd.Series(values, dtype="object")
    return pd.Series([None if each is None else str(cell(each)) for each in values], dtype="object")


# ── Graph ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _graph(inquiry: Inquiry) -> None:
    desk = inquiry.desk()
    if desk is None:
        return

    def heard() -> None:
        for event in canvas.events_of(CANVAS, desk.papers.wire.heard):
            desk.hear(event)

    sheet, side = st.columns((0.72, 0.28), gap="small")
    with sheet, st.container(key="answer-stage"):
        canvas.canvas(desk.tell(), heard, CANVAS)
    with side, st.container(key="answer-side"):
        _selected(desk)


def _selected(desk: Desk) -> None:
    """What stands on the node or relationship that is selected."""
    it = desk.scene.view.selection
    if desk.papers.trouble:
        st.warning(markdown(desk.papers.trouble))
    if it is None:
        st.html(foreign.welcome(desk.scene.visible, HINT))
        return
    if it.what is Selected.EDGE:
        told = desk.graph.evidence(it.id)
        if isinstance(told, PropertiesReading):
            st.html(foreign.edge_told(told))
        return
    node = desk.graph.entity(it.id)
    if isinstance(node, NodeReading):
        st.html(foreign.node_told(node))
