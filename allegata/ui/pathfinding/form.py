"""The form: between whom, over what, and how many."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from allegata.analysis.draft import Draft, Task, to_query
from allegata.analysis.question import HOPS, MOST, MOST_RINGS, MOST_TOGETHER
from allegata.model import Kind, Status
from allegata.ui.markup import markdown
from allegata.ui.pathfinding.finder import Finder
from allegata.ui.pathfinding.kept import LONGEST, forget, keep, kept
from allegata.ui.pathfinding.namefield import namefield
from allegata.vocabulary import STANDING, relations
from allegata.wording import label_of

__all__ = ["TASKS", "form"]

TASKS = {
    Task.BEST: "Best paths",
    Task.SHORTEST: "All shortest",
    Task.AROUND: "Surroundings",
    Task.CONNECT: "How connected?",
}
HELP = {
    Task.BEST: "The best paths from one to another: the shorter first, then those whose weakest step stands better.",
    Task.SHORTEST: "All shortest paths from one to another, as one picture.",
    Task.AROUND: "Everybody within some steps of one or several actors.",
    Task.CONNECT: f"How 2 to {MOST_TOGETHER} actors hang together: a small tree that holds them all.",
}
VERBS = {
    Task.BEST: "Find paths",
    Task.SHORTEST: "Find the shortest",
    Task.AROUND: "Look around",
    Task.CONNECT: "Connect them",
}

FIRST, LAST = dt.date(1900, 1, 1), dt.date(2100, 12, 31)
"""Days that can be chosen."""


def form(finder: Finder) -> None:
    """Draw the form."""
    turn = finder.notes.turn
    draft = finder.notes.draft
    task = st.selectbox(
        "What to find", list(TASKS), list(TASKS).index(draft.task), format_func=TASKS.__getitem__, key=f"task-{turn}",
        help=" ".join(f"**{TASKS[each]}**: {told}" for each, told in HELP.items()),
    )  # fmt: skip
    finder.write(finder.notes.draft.turned(task or draft.task))
    _who(finder)
    finder.write(_numbers(finder.notes.draft, turn))
    wanted = _conditions(finder)
    finder.write(wanted)
    draft = finder.notes.draft
    with st.container(horizontal=True, gap="xsmall"):
        if st.button(
            VERBS[draft.task], type="primary", disabled=not draft.complete, key="ask",
            help=draft.wanting or "Search the database for it.",
        ):  # fmt: skip
            finder.ask()
        fresh = replace(Draft(), task=draft.task)
        st.button(
            "Clear", on_click=finder.change, args=(fresh,), key="clear-form", disabled=draft == fresh,
            help="Begin anew; what was found stays.",
        )  # fmt: skip
        _kept(finder)
    if draft.wanting and draft.named:
        # Half a question, as by a link to one: what it waits for is said without being asked.
        st.caption(draft.wanting)


def _kept(finder: Finder) -> None:
    """Questions that are kept by name."""
    home = finder.settings.home
    place = st.popover(
        "Saved", help="Keep this question by name; ask one that was kept.", key="kept", on_change="rerun"
    )
    if not place.open:
        return
    with place:
        title = st.text_input("Name of this question", key="kept-title", max_chars=LONGEST,
                              help="It is listed here under this name; the same name again replaces it.")  # fmt: skip
        draft = finder.notes.draft

        def save() -> None:
            finder.trying(lambda: keep(home, title, to_query(draft)))

        whole = bool(title.strip() and draft.complete)
        st.button("Save", key="kept-save", on_click=save, disabled=not whole, type="primary",
                  help="In the folder of your data, on this machine.")  # fmt: skip
        for number, each in enumerate(kept(home)):
            with st.container(horizontal=True, gap="xxsmall"):
                st.button(markdown(each.title), key=f"kept-{number}", on_click=finder.take_up, args=(each.query,),
                          type="tertiary", help="Put this question into the form, and ask it.")  # fmt: skip
                st.button("✕", key=f"forget-{number}", on_click=forget, args=(home, each.title), type="tertiary",
                          help=f"Forget {markdown(each.title)}")  # fmt: skip


def _who(finder: Finder) -> None:
    draft = finder.notes.draft
    if not draft.between:
        connect = draft.task is Task.CONNECT
        told = f"2 to {MOST_TOGETHER} of them." if connect else "One or several."
        namefield(finder, "whom", "Actors", f"{told} Names, other names and codes.")
        return
    namefield(finder, "sources", "From", "Where a path begins: with any one of these.", "Pyongyang …")
    st.button(
        "Swap", icon=":material/swap_vert:", key="swap", type="tertiary", help="The other way round.",
        on_click=lambda: finder.change(finder.notes.draft.swapped()),
        disabled=not (draft.sources or draft.targets),
    )  # fmt: skip
    namefield(finder, "targets", "To", "Where it leads: to any one of these.", "Ukraine …")


def _numbers(draft: Draft, turn: int) -> Draft:
    if draft.task is Task.AROUND:
        rings = st.slider("Steps", 1, MOST_RINGS, _within(draft.rings, 1, MOST_RINGS), key=f"rings-{turn}",
                          help="How many steps away somebody may be.")  # fmt: skip
        return replace(draft, rings=rings)
    with st.container(horizontal=True, gap="small"):
        if draft.task is Task.BEST:
            most = st.number_input("Paths", 1, MOST, _within(draft.most, 1, MOST), key=f"most-{turn}", width=110,
                                   help="How many, the best first.")  # fmt: skip
            draft = replace(draft, most=most)
        hops = st.number_input("Longest, steps", 1, HOPS, _within(draft.hops, 1, HOPS), key=f"hops-{turn}", width=130,
                               help="A path may be as long as this.")  # fmt: skip
        draft = replace(draft, hops=hops)
    if draft.between:
        draft = replace(draft, directed=st.checkbox(
            "Only in the direction of the edges", draft.directed, key=f"directed-{turn}",
            help="Every step leads from who does something to whom it is done to.",
        ))  # fmt: skip
    return draft


def _within(number: int, low: int, high: int) -> int:
    return max(low, min(high, number))


def _conditions(finder: Finder) -> Draft:
    """What is asked of steps and of actors on the way; what is asked of claims only where there are some."""
    turn, draft = finder.notes.turn, finder.notes.draft
    claims = finder.graph.claims
    if claims:
        draft = replace(draft, without_statuses=_several(
            "Without steps that are", tuple(map(str, Status)), draft.without_statuses, f"statuses-{turn}",
            "No step may have one of these statuses.", str.lower,
        ))  # fmt: skip
    number = _rare(draft)
    title = f"More conditions ({number})" if number else "More conditions"
    # Open from the start when one is set; what a person opens or closes then stays.
    opened = st.session_state.setdefault(f"more-open-{turn}", bool(number))
    with st.expander(title, expanded=opened, key=f"more-{turn}"):
        types = finder.schema or tuple(relations())
        draft = replace(
            draft,
            relations=_several(
                "Only these relations", types, draft.relations, f"only-{turn}",
                "Steps lead over these alone. Membership and office count only when they are named here." if claims
                else "Steps lead over these alone.", _label,
            ),
            never_relations=_several(
                "Never these relations", types, draft.never_relations, f"never-{turn}", "No step leads over these.",
                _label,
            ),
        )  # fmt: skip
        if claims:
            draft = replace(draft, statuses=_several(
                "Only steps that are", tuple(map(str, Status)), draft.statuses, f"only-statuses-{turn}",
                "Every step must have one of these statuses. Membership and office have none, and pass where they are "
                "named above.", str.lower,
            ))  # fmt: skip
            draft = _evidence(draft, turn)
        finder.write(draft)
        if finder.notes.draft.task is Task.BEST:
            namefield(finder, "through", "By way of", "Only paths that lead through this actor.")
        if claims:
            kinds = _several("Only these kinds on the way", tuple(map(str, Kind)), draft.kinds, f"kinds-{turn}",
                             "Of actors between the ends.")  # fmt: skip
            never = _several("Never these kinds on the way", tuple(map(str, Kind)), draft.never_kinds,
                             f"never-kinds-{turn}", "None of them may stand between the ends.")  # fmt: skip
            finder.write(replace(finder.notes.draft, kinds=kinds, never_kinds=never))
        namefield(finder, "actors", "Only these on the way", "Nobody else may stand between the ends.")
        namefield(finder, "never_actors", "Never by way of", "None of these may stand between the ends.")
    return finder.notes.draft


def _evidence(draft: Draft, turn: int) -> Draft:
    left, right = st.columns(2, gap="xsmall")
    holders = left.number_input("Min. holders", 0, 1000, max(0, draft.holders), key=f"holders-{turn}",
                                help="So many must speak of a step, whatever they say.")  # fmt: skip
    documents = right.number_input("Min. documents", 0, 1000, max(0, draft.documents), key=f"documents-{turn}",
                                   help="A step must be reported in so many documents.")  # fmt: skip
    given = [day for day in (draft.since, draft.until) if day]
    first, last = min([FIRST, *given]), max([LAST, *given])
    since = left.date_input("Since", draft.since, first, last, key=f"since-{turn}", format="YYYY-MM-DD",
                            help="Something of each step happened on this day or later.")  # fmt: skip
    until = right.date_input("Until", draft.until, first, last, key=f"until-{turn}", format="YYYY-MM-DD",
                             help="Something of each step happened on this day or before.")  # fmt: skip
    if draft.task is Task.BEST:
        draft = replace(draft, in_time_order=st.checkbox(
            "In time order", draft.in_time_order, key=f"order-{turn}",
            help="No step happened before the one before it.",
        ))  # fmt: skip
    return replace(draft, holders=holders, documents=documents, since=since, until=until)


def _rare(draft: Draft) -> int:
    """How many of the folded conditions are set."""
    names = (
        "relations",
        "never_relations",
        "actors",
        "never_actors",
        "kinds",
        "never_kinds",
        "statuses",
        "holders",
        "documents",
        "since",
        "until",
    )
    best = ("in_time_order", "through") if draft.task is Task.BEST else ()
    return sum(bool(getattr(draft, name)) for name in (*names, *best))


def _several(
    label: str, choices: Sequence[str], there: Sequence[str], key: str, help: str, told: Callable[[str], str] = str
) -> tuple[str, ...]:
    known = [each for each in there if each in choices]
    found = st.multiselect(label, choices, known, format_func=told, key=key, help=help, placeholder="any")
    return tuple(found)


def _label(type_: str) -> str:
    found = relations().get(type_)
    return f"{label_of(type_)} (standing fact)" if found and found.family == STANDING else markdown(label_of(type_))
