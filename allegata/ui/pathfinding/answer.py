"""The answer: paths told step by step, why there is none, and what stands behind a step."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from allegata.analysis.draft import Draft, Task, to_query
from allegata.analysis.path import Path, Step
from allegata.analysis.telling import CONSTRAINTS, chain, step_told
from allegata.errors import AllegataError
from allegata.model import NodeReading, PropertiesReading, Telling
from allegata.ui import foreign, inspector
from allegata.ui.desk import Desk
from allegata.ui.doors import EXPLORER, go
from allegata.ui.errand import EVERY, LINGER
from allegata.ui.markup import Markup, element, markdown
from allegata.ui.pathfinding.beginnings import BEGINNINGS
from allegata.ui.pathfinding.finder import Finder
from allegata.ui.pathfinding.found import Found
from allegata.view import Origin, What
from allegata.wording import STATUS_REASONS, counted

__all__ = ["answer"]

SOON = 0.7
"""Seconds that an answer may take before its progress is shown."""

FEW = 60
"""Edges up to which all that was found is selected in the explorer."""

ALL = "All paths that were found."

WELCOME = (
    "A path says how two are linked: step by step, each over something that somebody claims. Name one or several at "
    "both ends, and ask. The shorter paths come first; of the same length those whose weakest step stands better."
)


def answer(finder: Finder, desk: Desk) -> None:
    """Draw the panel."""
    if not finder.collect(SOON):
        _progress(finder)
        return
    notes = finder.notes
    if notes.trouble:
        st.warning(markdown(notes.trouble))
    try:
        if notes.evidence:
            _evidence(finder, desk, notes.evidence)
        elif notes.actor:
            _actor(finder, notes.actor)
        elif notes.found:
            _found(finder, desk, notes.found)
        elif not notes.trouble:
            _welcome(finder)
    except AllegataError as error:
        st.error(markdown(str(error)))
        st.button(
            "Back to the paths", on_click=finder.read, args=("",), key="back-from-error", help="All that were found."
        )


def _welcome(finder: Finder) -> None:
    told = (element("p", words) for words in (WELCOME, "Or begin with one of these:"))
    st.html(element("div", element("h2", "How are they linked?"), *told, cls="al-told"))
    for number, each in enumerate(BEGINNINGS):
        st.button(each.label, key=f"begin-{each.task.value}", on_click=finder.begin, args=(each.task,), help=each.help,
                  type="secondary" if number else "primary")  # fmt: skip


@st.fragment(run_every=EVERY)
def _progress(finder: Finder) -> None:
    """How far it is; runs again and again until there is an answer."""
    errand = finder.slip.errand
    if finder.collect(0) or errand is None:
        st.rerun()
    limit = finder.settings.query_timeout
    told = errand.told or "beginning"
    st.progress(
        min(1.0, errand.seconds / limit), text=f"{told[0].upper()}{told[1:]}: {errand.seconds:.0f} s of {limit:g} s"
    )
    st.button("Cancel", on_click=finder.cancel, key="cancel", help="Ends the search in the database too.")
    if errand.wait(LINGER) is not None:
        st.rerun()


# ── What was found ───────────────────────────────────────────────────────────────────────────────────────────────


def _found(finder: Finder, desk: Desk, found: Found) -> None:
    if found.cut:
        st.warning(markdown(found.cut))
    if not found.paths and found.draft.task is Task.BEST:
        _none(finder, found)
        return
    st.html(element("div", element("h2", _head(found)), *_notes(found), cls="al-told"))
    if not found.subgraph.nodes:
        return
    edges = [edge.key for edge in found.subgraph.edges]
    if found.draft.task is Task.AROUND or len(edges) > FEW:
        edges = []  # where nearly everything is marked, nothing is
    ids = [node.id for node in found.subgraph.nodes]
    what = "all paths" if len(found.paths) > 1 and found.draft.task is Task.BEST else "it"
    _to_canvas(desk, found.draft, "all", _title(finder, found), ids, edges, what)
    for number, path in enumerate(found.paths):
        _path(finder, desk, found, number, path)


def _head(found: Found) -> str:
    actors, relations = len(found.subgraph.nodes), len(found.subgraph.edges)
    if found.draft.task is Task.BEST:
        return counted(len(found.paths), "path")
    if not actors:
        return "There is no path of this length."
    size = f"{counted(actors, 'actor')}, {counted(relations, 'relation')}"
    if found.draft.task is Task.CONNECT and len(found.groups) > 1:
        return f"Not all of them are connected: {size}"
    return f"Connected: {size}" if found.draft.task is Task.CONNECT else size


def _notes(found: Found) -> list[Markup]:
    notes = [
        element("p", f"Connected with one another: {', '.join(group)}.") for group in found.groups if len(group) > 1
    ]
    notes += [element("p", f"With none of the others: {group[0]}.") for group in found.groups if len(group) == 1]
    if found.subgraph.left_out:
        more = counted(found.subgraph.left_out, "other")
        notes.append(element("p", f"And {more} of the last step looked at, less linked.", cls="al-faint"))
    if found.subgraph.hidden:
        hidden = counted(found.subgraph.hidden, "weaker relation")
        notes.append(element("p", f"And {hidden} between them, not drawn.", cls="al-faint"))
    return notes


def _title(finder: Finder, found: Found) -> str:
    draft = found.draft
    if not draft.between:
        return f"{'connections of' if draft.task is Task.CONNECT else 'around'} {_listed(finder, draft.whom)}"
    return f"paths from {_listed(finder, draft.sources)} to {_listed(finder, draft.targets)}"


def _listed(finder: Finder, ids: Sequence[str]) -> str:
    names = [finder.name_of(id_)[:40] for id_ in ids]
    return names[0] if len(names) == 1 else f"{names[0]} and {counted(len(names) - 1, 'other')}"


def _to_canvas(
    desk: Desk, draft: Draft, key: str, title: str, ids: Sequence[str], edges: Sequence[str], what: str
) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        told = f"The explorer, with {what} alone; Undo brings back what was there."
        alone = st.button("Open on the canvas", key=f"open-{key}", help=told)
        told = f"The explorer, with {what} beside what is drawn."
        beside = st.button("Add to the canvas", key=f"add-{key}", help=told)
    if alone or beside:
        desk.open("")
        given = tuple((name, each) for name, values in to_query(draft).items() for each in values if name != "ask")
        desk.bring(title, ids, Origin(What.PATHS, draft.task.value, "", given), alone=alone, edges=edges)
        go(EXPLORER)


def _path(finder: Finder, desk: Desk, found: Found, number: int, path: Path) -> None:
    chosen = number == finder.notes.chosen and found.draft.task is Task.BEST
    opened = chosen or found.draft.task is Task.CONNECT
    with st.container(border=True, key=f"path-{number}{'-chosen' if chosen else ''}", gap="xsmall"):
        title = markdown(chain(path))
        if found.draft.task is Task.BEST:
            st.button(
                f"**{number + 1}.** {title}", key=f"choose-{number}", on_click=finder.choose, args=(number,),
                type="tertiary", help="Highlight it in the picture.",
            )  # fmt: skip
        else:
            st.markdown(f"**{title}**")
        if not opened:
            st.html(element("div", *(_short(path, at) for at in range(len(path.steps))), cls="al-told"))
            return
        for at, step in enumerate(path.steps):
            with st.container(horizontal=True, gap="xsmall", key=f"step-{number}-{at}"):
                st.html(_step(path, at, found.tellings.get(step.edge.key)))
                st.button("Evidence", key=f"evidence-{number}-{at}", on_click=finder.read, args=(step.edge.key,),
                          help=_evidence_of(step))  # fmt: skip
        if chosen and len(found.paths) > 1:
            edges = [step.edge.key for step in path.steps]
            _to_canvas(desk, found.draft, "chosen", f"path {chain(path)}"[:120], path.ids, edges, "this path")


def _evidence_of(step: Step) -> str:
    return f"Who claims it, who denies it, where it was reported: {markdown(step_told(step).sentence)}"


def _weakest(path: Path, at: int) -> bool:
    return at == path.weakest and len(path.steps) > 1


def _chip(step: Step) -> Markup:
    status = step.edge.status
    if status is None:
        return Markup("") if step.edge.foreign else element("span", "standing fact", cls="al-chip")
    name = status.value.lower()
    return element("span", name, cls=f"al-chip al-{name}", title=STATUS_REASONS[status])


def _short(path: Path, at: int) -> Markup:
    weak = [" ", element("span", "weakest", cls="al-weakest")] if _weakest(path, at) else []
    return element("div", step_told(path.steps[at]).sentence, " ", _chip(path.steps[at]), *weak, cls="al-step-short")


def _step(path: Path, at: int, telling: Telling | None) -> Markup:
    step = path.steps[at]
    told = step_told(step, telling)
    weak = _weakest(path, at)
    counts = told.standing.partition("; ")[2] or told.standing
    days = told.days.removeprefix(", ").strip()
    facts = " · ".join(part for part in (counts, days) if part)
    return element(
        "div",
        element("div", element("b", f"{at + 1}. {told.sentence}"), " ", _chip(step)),
        *([element("div", "The weakest step of this path.", cls="al-weakest")] if weak else []),
        element("div", facts, cls="al-faint"),
        *(element("div", part, cls="al-faint" if part is told.beside else "") for part in
          (told.order, told.source, told.beside) if part),
        cls="al-told al-step al-step-weak" if weak else "al-told al-step",
    )  # fmt: skip


def _none(finder: Finder, found: Found) -> None:
    hops = counted(found.draft.hops, "step")
    if found.cut:
        st.html(element("div", element("h2", "No path was found in time"), cls="al-told"))
        return
    reasons = found.reasons
    parts = [element("h2", f"There is no path of up to {hops} that fits")]
    if reasons is None:
        parts.append(element("p", "Why there is none was not looked for to the end."))
    elif not reasons.relaxed and not reasons.untried:
        demands = found.draft.question().constraints
        parts.append(element("p", "No demand, left out alone, would give one." if demands else
                             "They are not linked, as far as paths are followed."))  # fmt: skip
    elif reasons.relaxed:
        parts.append(element("p", "It is enough to leave out one of these demands:"))
    st.html(element("div", *parts, cls="al-told"))
    for each in reasons.relaxed if reasons else ():
        with st.container(border=True, key=f"reason-{each.constraint}", gap="xsmall"):
            name = CONSTRAINTS[each.constraint]
            told = f"Without {name} there would be one: {chain(each.path)}."
            st.html(element("div", element("p", told), cls="al-told"))
            st.button(f"Ask without {name}", key=f"relax-{each.constraint}", on_click=finder.relax,
                      args=(each.constraint,), help="The same question, with one demand less.")  # fmt: skip
    if reasons and reasons.untried:
        names = ", ".join(CONSTRAINTS[each] for each in reasons.untried)
        st.caption(f"Whether there would be one without {names}, the time was too short to tell.")


# ── What stands behind it ────────────────────────────────────────────────────────────────────────────────────────


def _back(finder: Finder) -> None:
    paths = finder.notes.found and finder.notes.found.paths
    st.button("Back to the paths" if paths else "Back", icon=":material/arrow_back:", on_click=finder.read, args=("",),
              key="back", type="tertiary", help=ALL if paths else "To what was found.")  # fmt: skip


def _evidence(finder: Finder, desk: Desk, key: str) -> None:
    _back(finder)
    reading = finder.graph.evidence(key)
    if isinstance(reading, PropertiesReading):
        st.html(foreign.edge_told(reading))
    else:
        st.html(inspector.edge_told(reading, desk.texts()))


def _actor(finder: Finder, id_: str) -> None:
    _back(finder)
    reading = finder.graph.entity(id_)
    st.html(foreign.node_told(reading) if isinstance(reading, NodeReading) else inspector.entity_told(reading))
