"""The same view without the picture: two tables, and sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from allegata.ui import answers, foreign
from allegata.ui.desk import Desk
from allegata.ui.markup import element, markdown
from allegata.view.tables import ACTORS, actors, as_csv, relations_table, sentences, tellings
from allegata.view.told import whole_told
from allegata.wording import counted

__all__ = ["sentence_list", "steps", "tables"]

PAGE = 100
"""Sentences shown at once."""


def steps(desk: Desk) -> None:
    """Back and forth, as above the canvas, whose own buttons and keys are away with it."""
    state = desk.state
    with st.container(horizontal=True, key="reading-steps", gap="xsmall"):
        for name, key, icon, title, work in (
            ("Undo", "Ctrl+Z", "undo", state.undo, desk.back),
            ("Redo", "Ctrl+Shift+Z", "redo", state.redo, desk.forward),
        ):
            st.button(
                name, key=name.lower(), on_click=work, disabled=not title, icon=f":material/{icon}:", shortcut=key,
                help=f"{name}: {markdown(title)}" if title else f"Nothing to {name.lower()}.",
            )  # fmt: skip
        st.button(
            "Reset", key="reset", on_click=desk.reset, icon=":material/restart_alt:", help="The first view again."
        )


def tables(desk: Desk) -> None:
    """Relations and actors, sortable; a row that is chosen is told about at the right."""
    head, rows = relations_table(desk.scene, claims=desk.graph.claims)
    _table(desk, "relations", head, rows, lambda row: desk.select_edge(str(row[-1])))
    _table(desk, "actors", ACTORS, actors(desk.scene), lambda row: desk.select_nodes([str(row[-1])]))


def _table(desk: Desk, name: str, head: Sequence[str], rows: Sequence[Sequence[object]], choose: object) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{counted(len(rows), name.removesuffix('s'))}**")
        st.download_button(
            "CSV",
            as_csv(head, rows),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"csv-{name}",
            on_click="ignore",
            help="All of these rows, safe to be opened in a spreadsheet.",
        )
    key = f"table-{name}-{desk.state.version}"

    def chosen() -> None:
        picked = st.session_state[key].selection.rows
        if picked:
            choose(rows[picked[0]])  # type: ignore[operator]

    st.dataframe(
        pd.DataFrame([list(row) for row in rows], columns=list(head)),
        key=key,
        on_select=chosen,
        selection_mode="single-row",
        hide_index=True,
        height=260,
        column_config={"key": None, "id": None},
    )


def sentence_list(desk: Desk) -> None:
    """Every relation as a sentence, with its status where it has one; a button beside it tells what stands behind."""
    claims = desk.graph.claims
    scene = desk.scene
    edges = scene.visible.ranked
    pages = max(1, -(-len(edges) // PAGE))
    page = 1
    if pages > 1:
        page = int(
            st.number_input(
                f"Page, of {pages}", 1, pages, 1, key="sentences-page", help=f"{PAGE} sentences stand on a page."
            )
        )
    keys = {edge.key for edge in edges[(page - 1) * PAGE : page * PAGE]}
    members = [edge for edge in edges if edge.key in keys]
    told = sentences(scene, answers.tellings(desk, members))

    def text() -> str:
        # Of a page only its own are read; the file has those of all pages, and is made when somebody wants it.
        found = tellings(scene, desk.graph, scene.visible.edges)
        return "\n".join(sentence for _, sentence in sentences(scene, found))

    st.download_button(
        "Text", text, file_name="sentences.txt", mime="text/plain", on_click="ignore", key="sentences-text",
        help=f"All {counted(len(told), 'sentence')} as a text file." if len(told) > 1 else "As a text file.",
    )  # fmt: skip
    if window := whole_told(scene.view.filters):
        st.caption(window)
    if not told:
        st.html(element("p", "Nothing is seen, so there is nothing to tell.", cls="al-faint"))
    for key, sentence in told:
        if key in keys:
            words, way = st.columns([0.87, 0.13], vertical_alignment="top")
            words.markdown(markdown(sentence))
            way.button(
                "Evidence" if claims else "Properties",
                key=f"tell-{key}",
                on_click=desk.select_edge,
                args=(key,),
                type="tertiary",
                help="Who claims it, who denies it, and where it was reported." if claims else foreign.BEHIND,
            )
