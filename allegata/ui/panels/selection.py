"""The inspector at the right: what is selected, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from allegata.analysis.draft import Draft, Task, to_query
from allegata.analysis.question import MOST_TOGETHER
from allegata.errors import AllegataError, ConnectionLost
from allegata.model import Document, Edge, Node, NodeReading, PropertiesReading, Status
from allegata.render.style import STANCE
from allegata.store import ForeignGraph
from allegata.ui import answers, foreign, inspector
from allegata.ui.desk import Desk
from allegata.ui.doors import PATHS, go
from allegata.ui.markup import Markup, element, markdown
from allegata.ui.papers import News
from allegata.ui.pathfinding.carried import carried, left_behind
from allegata.ui.pathfinding.kept import kept
from allegata.view.disputes import claim_id
from allegata.view.origin import told as came_from
from allegata.view.view import Selected
from allegata.wording import counted, day, label_of, shortened

__all__ = ["selection"]

NEIGHBOURS = 12
MEMBERS = 40
HINT = (
    "Click a line to read who claims it, who denies it and where it was reported. Click an actor for his relations; "
    "double-click to draw his neighbours. Shift-click selects several."
)


def selection(desk: Desk) -> None:
    """Draw the panel."""
    if desk.papers.trouble:
        st.warning(markdown(desk.papers.trouble))
    if desk.papers.news:
        _news(desk, desk.papers.news)
    try:
        _selected(desk)
    except ConnectionLost as error:
        desk.lay(away=True)
        st.error(markdown(str(error)))
    except AllegataError as error:
        st.error(markdown(str(error)))


def _news(desk: Desk, news: News) -> None:
    """What has changed since the file that was opened."""
    found = news.changes
    saved = news.kept.saved
    since = f" since {day(saved.date())}" if saved else " since it was made"
    if found.empty:
        st.info(markdown(f"Opened. Nothing has changed in the data{since}."))
    else:
        numbers = [
            f"{counted(len(found.new), 'relation')} new",
            f"{len(found.gone)} gone",
            f"{len(found.turned)} with another status",
            *([f"{counted(len(found.absent), 'actor')} gone"] if found.absent else []),
        ]
        st.info(markdown(f"Opened. Changed in the data{since}: {', '.join(numbers)}."))
        rows = [
            element("tr", element("td", what), element("td", f"{a} {label} {b}".strip() or key), element("td", turn))
            for what, a, label, b, then, now, key in news.rows
            for turn in (f"{then} → {now}" if then else now,)
        ]
        with st.expander("What has changed"):
            st.html(element("table", *rows, cls="al-relations"))
    if origins := news.kept.view.origins:
        st.caption(markdown(f"It came from: {came_from(origins, desk.name_of)}."))
    st.button("I have read it", key="news-read", on_click=desk.read_news, type="tertiary", help="Puts this note away.")


def _choices(desk: Desk, label: str, key: str, choices: list[tuple[str, str]], help: str) -> None:
    """A row of names; a click shows that one."""
    told = dict(choices)

    def choose() -> None:
        chosen = st.session_state[key]
        st.session_state[key] = None
        if chosen:
            desk.show(chosen)

    st.pills(label, list(told), format_func=lambda id_: told[id_], key=key, on_change=choose, help=help)


def _selected(desk: Desk) -> None:
    it = desk.scene.view.selection
    if it is None:
        _nothing(desk)
    elif it.what is Selected.EDGE and len(it.ids) > 1:
        _edges(desk, it.ids)
    elif it.what is Selected.EDGE:
        _edge(desk, it.id)
    elif len(it.ids) > 1:
        _several(desk, it.ids)
    elif claim := claim_id(it.id):
        _claim(desk, it.id, claim)
    else:
        _node(desk, it.id)


# ── Edges ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _edge(desk: Desk, key: str) -> None:
    stance = next((edge for edge in desk.scene.shown.edges if edge.key == key and edge.family == STANCE), None)
    if stance is not None:
        _claim(desk, stance.target, claim_id(stance.target) or "")
        return
    members = desk.scene.members_of(key)
    if desk.scene.view.level == "states" and [edge.key for edge in members] != [key] and members:
        _rolled(desk, key, members)
        return
    filters = desk.scene.view.filters
    since, until = filters.happened
    evidence = desk.graph.evidence(key, since=since, until=until)
    if isinstance(evidence, PropertiesReading):
        st.html(foreign.edge_told(evidence))
    else:
        st.html(inspector.edge_told(evidence, desk.papers.texts, filters))
    _choices(
        desk,
        "Go to",
        "ends",
        [(node.id, markdown(shortened(node.name))) for node in (evidence.source, evidence.target)],
        "Select one of its ends, and bring it into sight.",
    )
    if isinstance(evidence, PropertiesReading):
        return
    documents = {each.document.id: each.document for claim in evidence.claims for each in claim.statements}
    attachment(desk, list(documents.values()))


def _edges(desk: Desk, keys: Sequence[str]) -> None:
    """Several, as they come from a path."""
    drawn = {edge.key: edge for edge in desk.scene.shown.edges}
    there = [drawn[key] for key in keys if key in drawn]
    st.html(
        element(
            "div",
            element("div", "selection", cls="al-kind"),
            element("h2", f"{counted(len(there), 'relation')} selected"),
            element("p", "Open one to read who claims it:" if desk.graph.claims else "Open one to read about it:"),
            cls="al-told",
        )
    )
    for each in there[:MEMBERS]:
        _open(desk, each, desk.select_edge)
    if len(there) > MEMBERS:
        st.caption(f"and {counted(len(there) - MEMBERS, 'other')}")


def _open(desk: Desk, edge: Edge, work: Callable[[str], None]) -> None:
    """A button with a relation on it."""
    told = f"{desk.name_of(edge.source)} {label_of(edge.relation)} {desk.name_of(edge.target)}"
    status = edge.status.value.lower() if edge.status else "" if edge.foreign else "standing fact"
    label = markdown(f"{told} ({status})" if status else told)
    st.button(
        label, key=f"member-{edge.key}", on_click=work, args=(edge.key,), type="tertiary",
        help="Read who claims it, and who denies it." if desk.graph.claims else foreign.BEHIND,
    )  # fmt: skip


def _rolled(desk: Desk, key: str, members: Sequence[Edge]) -> None:
    edge = next((each for each in desk.scene.shown.edges if each.key == key), members[0])
    name = desk.name_of
    title = f"{name(edge.source)} {label_of(edge.relation)} {name(edge.target)}"
    st.html(
        element(
            "div",
            element("div", "relation of states", cls="al-kind"),
            element("h2", title),
            element("p", f"It stands for {counted(len(members), 'relation')} of those who belong to them. Open one:"),
            cls="al-told",
        )
    )
    for each in members[:MEMBERS]:
        _open(desk, each, lambda key: _open_member(desk, key))
    if len(members) > MEMBERS:
        st.caption(f"and {counted(len(members) - MEMBERS, 'other')}; show actors to see all of them.")


def _open_member(desk: Desk, key: str) -> None:
    desk.level("actors")
    desk.select_edge(key)


def _claim(desk: Desk, node: str, claim: str) -> None:
    scene = desk.scene
    text = next((each.name for each in scene.shown.nodes if each.id == node), "")
    stances = [edge for edge in scene.shown.edges if edge.target == node and edge.family == STANCE]
    rows = [
        element("tr", element("td", desk.name_of(edge.source)), element("td", label_of(edge.relation)))
        for edge in sorted(stances, key=lambda edge: (edge.relation, edge.source))
    ]
    st.html(
        element(
            "div",
            element("div", "contested claim", cls="al-kind"),
            element("h2", text),
            element("table", *rows, cls="al-relations"),
            cls="al-told",
        )
    )
    behind = [edge for edge in scene.base.edges if edge.status is Status.CONTESTED]
    for dispute in answers.disputes(desk, behind):
        if dispute.claim.id == claim:
            st.button(
                "All the evidence", on_click=desk.select_edge, args=(dispute.claim.edge_key,), type="primary",
                help="Every statement on it, and where it was reported.",
            )  # fmt: skip


# ── Nodes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _node(desk: Desk, id_: str) -> None:
    reading = desk.graph.entity(id_)
    drawn = set(desk.scene.view.actors)
    undrawn = [node for node in reading.neighbours if node.id not in drawn]
    st.html(foreign.node_told(reading) if isinstance(reading, NodeReading) else inspector.entity_told(reading))
    with st.container(horizontal=True):
        to_come = desk.state.to_come.get(id_, len(undrawn))
        step = min(to_come, desk.settings.expand_limit)
        label = f"Draw the next {step} of {to_come:,}" if to_come > step else f"Draw {counted(step, 'more neighbour')}"
        st.button(
            label if to_come else "All neighbours are drawn", on_click=desk.expand, args=((id_,),),
            disabled=not to_come, type="primary",
            help="The same as a double click on the actor. What is drawn stays where it is.",
        )  # fmt: skip
        if id_ in drawn:
            st.button(
                "Hide", on_click=desk.remove, args=((id_,),), help="Take it from the canvas; Undo brings it back."
            )
        if st.button(
            "Paths from here …",
            key="paths-from",
            help=f"How this one is linked with somebody else{_under_filters(desk)}.",
        ):
            _ask(desk, Draft(sources=(id_,)))
        if desk.scene.view.brought_by(id_):
            st.button(
                "Collapse", on_click=desk.collapse, args=((id_,),), help="Take away those whom its expansion brought."
            )
    standing = [] if isinstance(reading, NodeReading) else [(fact.relation, "", 1) for fact in reading.facts]
    _by_relation(desk, id_, [*reading.relations, *standing])
    if reading.neighbours:
        near = [_named(node) for node in reading.neighbours[:NEIGHBOURS]]
        _choices(desk, "Neighbours", "neighbours", near, "Draw one of them, and select it.")
        more = len(reading.neighbours) - NEIGHBOURS
        if more > 0:
            st.caption(f"and {counted(more, 'other')}")


def _by_relation(desk: Desk, id_: str, relations: Sequence[tuple[str, str, int]]) -> None:
    """Expand over some relation types only, with their numbers before anything is drawn."""
    numbers: dict[str, int] = {}
    for relation, _, number in relations:
        numbers[relation] = numbers.get(relation, 0) + number
    if len(numbers) < 2:
        return
    with st.expander("Draw neighbours over some relations only"):
        # One field, however many relations there are: of pills the browser draws each anew at every step.
        chosen = st.multiselect(
            "Relations", sorted(numbers, key=lambda each: (-numbers[each], each)), placeholder="Choose relations",
            format_func=lambda each: f"{label_of(each)} ({numbers[each]:,})", key=f"over-{id_}",
            label_visibility="collapsed", help="Of which relations neighbours are drawn.",
        )  # fmt: skip
        left = desk.state.left(id_, chosen or ())
        step = min(desk.settings.expand_limit, left or desk.settings.expand_limit)
        st.button(
            f"Draw the next {step}" + (f" of {left:,}" if left and left > step else ""), on_click=desk.expand,
            args=((id_,), tuple(chosen or ())), disabled=not chosen or left == 0, key=f"over-go-{id_}",
            help="Neighbours that are linked by one of these.",
        )  # fmt: skip
        if left == 0:
            st.caption("All neighbours over these relations are drawn.")


def _several(desk: Desk, ids: Sequence[str]) -> None:
    names = [desk.name_of(id_) for id_ in ids]
    st.html(
        element(
            "div",
            element("div", "selection", cls="al-kind"),
            element("h2", f"{counted(len(ids), 'node')} selected"),
            element("p", " · ".join(names[:40]) + (f" and {len(names) - 40} more" if len(names) > 40 else "")),
            cls="al-told",
        )
    )
    with st.container(horizontal=True):
        for label, work, told in (
            ("Edges among these", desk.among, "Draw these alone, with every edge among them."),
            ("Common neighbours", desk.common, "Draw who has something to do with every one of them."),
            ("Keep only these", desk.only, "These and their surroundings, as far as they are drawn."),
            ("Expand", desk.expand, "Draw the next neighbours of each."),
            ("Hide", desk.remove, "Take them from the canvas."),
        ):
            st.button(label, on_click=work, args=(tuple(ids),), help=told)
        _paths(desk, ids)


def _paths(desk: Desk, ids: Sequence[str]) -> None:
    """The ways to the page for paths."""
    actors = tuple(id_ for id_ in ids if not claim_id(id_))
    under = _under_filters(desk)
    if len(actors) == 2 and st.button(
        "Paths between these", key="paths-between", help=f"The best paths from the one to the other{under}."
    ):
        _ask(desk, Draft(sources=actors[:1], targets=actors[1:]))
    if 2 < len(actors) <= MOST_TOGETHER and st.button(
        "How are these connected?", key="paths-connect", help=f"A small tree of paths that holds all of them{under}."
    ):
        _ask(desk, Draft(Task.CONNECT, whom=actors))


def _ask(desk: Desk, draft: Draft) -> None:
    """Open the page for paths with this draft, and what the filters demand."""
    graph = desk.graph
    if isinstance(graph, ForeignGraph):
        draft = replace(draft, schema=graph.schema.types)
    go(PATHS, to_query(carried(draft, desk.scene.view.filters, graph.families)))


def _under_filters(desk: Desk) -> str:
    filters = desk.scene.view.filters
    if not filters.active:
        return ""
    missing = left_behind(filters)
    return f", under the filters in force{f' (but {missing})' if missing else ''}"


def _named(node: Node) -> tuple[str, str]:
    return node.id, markdown(shortened(node.name))


# ── Nothing ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _nothing(desk: Desk) -> None:
    if origins := desk.scene.view.origins:
        st.caption(markdown(f"From: {came_from(origins, desk.name_of)}."))
    if not desk.graph.claims:
        st.html(foreign.welcome(desk.scene.visible))
        _beginnings(desk, BEGINNINGS[1:])
        return
    st.html(element("div", element("h2", "On whose word?"), element("p", HINT), cls="al-told"))
    _beginnings(desk, BEGINNINGS)
    st.html(_datasets(desk))
    attachment(desk, list(desk.graph.documents()))


BEGINNINGS = (
    ("The most contested edge", "contested", "Asserted by some, denied by others, more often than any other."),
    ("The best connected actor", "actor", "With whom he has most to do."),
    ("A path between two", "path", "How two who are not next to each other are linked."),
)


def _beginnings(desk: Desk, offered: Sequence[tuple[str, str, str]]) -> None:
    """What somebody who knows nothing of the data may click first."""
    with st.container(horizontal=bool(desk.scene.shown.nodes)):
        for number, (label, what, told) in enumerate(offered):
            st.button(
                label,
                key=f"begin-{what}",
                on_click=desk.begin_with,
                args=(what,),
                help=told,
                type="secondary" if number else "primary",
            )
        if desk.graph.claims and (saved := kept(desk.settings.home)):
            # The page lists all of them; here the first stands for them.
            title = f"Saved path: {markdown(saved[0].title)}"
            if st.button(title, key="begin-saved", help="A question for paths that you keep."):
                go(PATHS, saved[0].query)


def _datasets(desk: Desk) -> Markup:
    told = []
    for each in desk.graph.datasets():
        counts = " · ".join(f"{number:,} {name}" for name, number in each.counts if number > 1)
        more = [element("p", text) for text in (each.note, each.licence and f"Terms: {each.licence}") if text]
        told.append(
            element(
                "section",
                element("h3", "Data set"),
                element("p", element("b", each.title)),
                *([element("p", each.description)] if each.description else []),
                element("p", counts, cls="al-faint"),
                *([element("details", element("summary", "About these data"), *more)] if more else []),
            )
        )
    return element("div", *told, cls="al-told")


def attachment(desk: Desk, documents: list[Document]) -> None:
    """The way to attach a text, for documents whose sum is known and whose text is not here yet."""
    waiting = [each for each in documents if each.sha256 and each.id not in desk.papers.texts]
    here = [each for each in documents if each.id in desk.papers.texts]
    for each in here:
        st.caption(f"Text attached: {markdown(each.title)}. Its passages are shown with the statements.")
    if not waiting:
        return
    with st.expander("Attach the text, to see the passages"):
        titles = "; ".join(f"{markdown(each.title)} ({day(each.published)})" for each in waiting[:3])
        st.caption(
            f"If you have it as a file: {titles}. It is recognized by its SHA-256, "
            "stays in this session, and is never written to the database."
        )
        key = f"text-{desk.papers.uploads}"

        def attach() -> None:
            given = st.session_state[key]
            if given is not None:
                desk.attach(given.name, given.getvalue())

        st.file_uploader(
            "Text file", key=key, on_change=attach, label_visibility="collapsed",
            max_upload_size=desk.settings.upload_limit, help="Plain text, as it was published.",
        )  # fmt: skip
