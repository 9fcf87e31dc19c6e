"""The middle of the page: the query, its form, the editor, what runs it, and what is done with a query of one's own."""

from __future__ import annotations

import streamlit as st

from allegata.answer import Answer
from allegata.catalog import SavedQuery
from allegata.errors import AllegataError
from allegata.store.dictionary import read_dictionary
from allegata.ui import editor as typing
from allegata.ui.editor import Words
from allegata.ui.errand import EVERY, LINGER
from allegata.ui.markup import element, markdown
from allegata.ui.queries.form import form
from allegata.ui.queries.inquiry import Inquiry
from allegata.ui.queries.study import Entry
from allegata.wording import counted, sentence

__all__ = ["CYPHER", "workbench"]

CYPHER = "cypher-open"
"""Key of the session: whether the editor is open."""
EDITOR = "cypher"
NAMES = "Small letters, digits, hyphens and underscores: it is the name of a file too."
SHOWN = 40
"""Characters of what was given, in the history."""


def workbench(inquiry: Inquiry) -> None:
    """Draw it. What comes and goes has a place of its own, so that nothing else is made anew, the editor least."""
    with st.container(key="query-told"):
        _told(inquiry)
    if not inquiry.draft.text and not inquiry.draft.name:
        _welcome(inquiry)
        return
    with st.container(key="query-head"):
        _head(inquiry, inquiry.draft.query)
    with st.container(key="query-form"):
        form(inquiry)
    with st.container(key="query-bar", horizontal=True, vertical_alignment="center", gap="small"):
        _bar(inquiry)
    with st.container(key="query-cypher"):
        opened = bool(st.session_state.get(CYPHER))
        if opened:
            _editor(inquiry)
            _below(inquiry)
        # The editor points at what has a line.
        if faults := [each for each in inquiry.draft.problems if not (opened and each.line)]:
            st.error("  \n".join(markdown(sentence(str(each))) for each in faults))
    with st.container(key="query-way"):
        if inquiry.study.errand is not None:
            _waiting(inquiry)


def _told(inquiry: Inquiry) -> None:
    """What was done, and what went wrong; a query that was deleted can be had back."""
    study = inquiry.study
    if study.trouble:
        st.error(markdown(study.trouble))
    if study.note:
        with st.container(key="query-note", horizontal=True, vertical_alignment="center"):
            st.html(element("p", study.note, cls="al-said", role="status"), width="content")
            if study.removed:
                st.button("Undo", key="query-undo", on_click=inquiry.bring_back, help="The query is there again.")


def _welcome(inquiry: Inquiry) -> None:
    claims = inquiry.graph.claims
    first = "Choose a question at the left" if claims or inquiry.catalog().queries else "Write a question in Cypher"
    st.html(
        element(
            "div",
            element("h2", "What do you want to know?"),
            element(
                "p",
                f"{first}: fill in who and when, and run it. The answer is a graph, a table, or both; it can be opened "
                "on the canvas and taken away as a file.",
            ),
            element("p", "Every question is a statement that only reads. You can see it, change it and keep your own."),
            cls="al-told",
        )
    )
    if inquiry.study.history:
        _history(inquiry)


def _head(inquiry: Inquiry, query: SavedQuery | None) -> None:
    saved = inquiry.saved()
    if query is None or query.bare:
        title, words = inquiry.draft.name or "Own query", "" if query else "Its header has faults: see below."
    else:
        title, words = query.title, "" if query.description == query.title else query.description
    chips = []
    own = inquiry.own_text()
    if own is not None:
        chips.append(element("span", "your own", cls="al-chip"))
    if inquiry.draft.name and (saved.text if saved else own) != inquiry.draft.text:
        chips.append(element("span", "changed, not saved", cls="al-chip al-unconfirmed"))
    parts = [element("h2", title, " ", *chips)] + ([element("p", words)] if words else [])
    st.html(element("div", *parts, cls="al-told al-query"))


def _bar(inquiry: Inquiry) -> None:
    """What runs, shows and keeps the query."""
    st.button(
        "Run", key="query-run", type="primary", disabled=inquiry.study.errand is not None, on_click=inquiry.want,
        args=("run",), help="Ask the database (Ctrl+Enter in the editor).",
    )  # fmt: skip
    st.toggle("Cypher", key=CYPHER, help="The statement: read it, copy it, change it.", persist_state="session")
    if inquiry.study.history:
        _history(inquiry)
    _keep(inquiry)


# ── On its way ───────────────────────────────────────────────────────────────────────────────────────────────────


@st.fragment(run_every=EVERY)
def _waiting(inquiry: Inquiry) -> None:
    """For how long a statement is on its way, and what calls it off."""
    errand = inquiry.study.errand
    if errand is None or errand.outcome is not None:
        st.rerun()
        return
    with st.container(key="query-waiting", horizontal=True, vertical_alignment="center"):
        most = inquiry.settings.query_timeout
        told = "Being stopped …" if errand.stopped else "Asking the database …"
        st.html(element("p", told, cls="al-said", role="status"), width="content")
        # Beside what is read out, so that nobody hears every second.
        passed = f"{errand.seconds:.0f} s of at most {most:g} s"
        st.html(element("p", passed, cls="al-said al-faint"), width="content")
        st.button("Cancel", key="query-cancel", on_click=inquiry.stop, help="The server ends it at once.")
    st.progress(min(1.0, errand.seconds / most))
    if errand.wait(LINGER) is not None:
        st.rerun()


# ── The editor ───────────────────────────────────────────────────────────────────────────────────────────────────


def _words(inquiry: Inquiry) -> Words:
    """What can be completed, read once for each state of the database."""
    stamp = inquiry.graph.stamp()
    known = inquiry.room.words
    if known is None or known[0] != stamp:
        try:
            found = read_dictionary(inquiry.gate.listed)
        except AllegataError as error:
            st.caption(markdown(f"Names cannot be completed now: {error}"))
            return Words()
        words = Words(found.labels, found.types, found.properties, found.functions, found.procedures)
        inquiry.room.words = known = (stamp, words)
    return known[1]


def _editor(inquiry: Inquiry) -> None:
    def heard() -> None:
        for event in typing.events_of(EDITOR, inquiry.study.heard):
            inquiry.write(event.text, event.number)
            if event.kind == "run":
                inquiry.want("run")

    study, query = inquiry.study, inquiry.draft.query
    with st.container(key="query-editor"):
        typing.editor(
            study.draft.text,
            turn=study.turn,
            heard=study.heard,
            words=_words(inquiry),
            parameters=[each.name for each in query.parameters] if query else [],
            marks=inquiry.marks(),
            on_event=heard,
            key=EDITOR,
            label="The query in Cypher",
        )


def _below(inquiry: Inquiry) -> None:
    """What else can be done with the statement."""
    busy = inquiry.study.errand is not None
    with st.container(key="query-plan", horizontal=True, vertical_alignment="center", gap="small"):
        for word, told in (
            ("Explain", "How the server would go about it; it is not run."),
            ("Profile", "Run it, and see what each step takes."),
        ):
            st.button(
                word, key=f"query-{word.lower()}", disabled=busy, on_click=inquiry.want, args=(word.lower(),), help=told
            )
        saved = inquiry.saved()
        if saved is not None and saved.text != inquiry.draft.text:
            st.button(
                "As it was", key="query-revert", on_click=inquiry.choose, args=(saved.name,),
                help="Back to the query as it is saved.",
            )  # fmt: skip


# ── Keeping ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _keep(inquiry: Inquiry) -> None:
    own = inquiry.own_text()
    if own is not None and own != inquiry.draft.text:
        st.button(
            "Save", key="query-save", on_click=inquiry.save, args=(inquiry.draft.name,), kwargs={"over": True},
            help="Keep it as it is now, under the same name.",
        )  # fmt: skip
    _save_as(inquiry)
    if own is not None:
        _rename(inquiry)
        st.button("Delete", key="query-delete", on_click=inquiry.delete, help="It can be had back.")


def _save_as(inquiry: Inquiry) -> None:
    turn = f"{inquiry.study.turn}-{inquiry.draft.name}"
    name, title, words = (f"keep-{each}-{turn}" for each in ("name", "title", "words"))

    def keep() -> None:
        given = [str(st.session_state.get(key, "")).strip() for key in (name, title, words)]
        inquiry.save(*given)

    told = "Keep it among your own queries: a file in your data folder."
    # Another name makes another menu, so that this one closes when it is done.
    with st.popover("Save as …", help=told, key=f"query-keep-{turn}"), st.form(f"keep-{turn}", border=False):
        st.text_input(
            "Name", key=name, max_chars=60, placeholder="who-warned-whom",
            help=NAMES,
        )  # fmt: skip
        if inquiry.draft.titled:
            st.caption("Title and description stand in the first lines of the text: change them there.")
        else:
            st.text_input("Title", key=title, max_chars=120, placeholder="Who warned whom", help="As the list has it.")
            st.text_input("Description", key=words, max_chars=500, help="What it asks, in a sentence.")
        _refused(inquiry, "save")
        st.form_submit_button("Save", type="primary", width="stretch", on_click=keep, help="Keep it under this name.")


def _rename(inquiry: Inquiry) -> None:
    key = f"rename-{inquiry.study.turn}-{inquiry.draft.name}"

    def rename() -> None:
        inquiry.rename(str(st.session_state[f"{key}-name"]).strip())

    told = "Another name for it, and for its file."
    with st.popover("Rename", help=told, key=f"{key}-menu"), st.form(key, border=False):
        st.text_input("New name", inquiry.draft.name, key=f"{key}-name", max_chars=60, help=NAMES)
        _refused(inquiry, "rename")
        st.form_submit_button("Rename", type="primary", width="stretch", on_click=rename, help=told)


def _refused(inquiry: Inquiry, menu: str) -> None:
    where, told = inquiry.study.refused
    if told and where == menu:
        st.html(element("p", told, cls="al-wrong", role="alert"))


# ── History ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _history(inquiry: Inquiry) -> None:
    history = inquiry.study.history
    told = "What was run in this session; a click brings it back."
    # A hundred buttons are only made while somebody looks at them.
    menu = st.popover(f"History ({len(history)})", help=told, key="query-history", on_change="rerun")
    if not menu.open:
        return
    with menu, st.container(height=300, border=False, key="query-steps"):
        for number, entry in reversed(list(enumerate(history))):
            st.button(
                f"**{markdown(entry.title)}**  \n{markdown(_entry_told(entry))}", key=f"asked-{number}",
                on_click=inquiry.back_to, args=(number,), type="tertiary", width="stretch", wrap=True,
            )  # fmt: skip


def _entry_told(entry: Entry) -> str:
    given = ", ".join(f"{name}={text[:SHOWN]}" for name, text in entry.draft.given.items())
    if entry.rows is None:
        came = "no answer"
    else:
        cut = " (cut)" if isinstance(entry.outcome, Answer) and entry.outcome.cut else ""
        came = f"{counted(entry.rows, 'row')}{cut}"
    return " · ".join(filter(None, (f"{entry.at:%H:%M:%S}", f"{entry.seconds:.1f} s", came, given)))
