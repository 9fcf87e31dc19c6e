"""The explorer: the canvas, the search, and what stands behind what is selected."""

from __future__ import annotations

import streamlit as st

from allegata.errors import AllegataError, ConnectionLost
from allegata.model import Document, Hit, Node, NodeReading, PropertiesReading
from allegata.settings import Settings
from allegata.store import Explorable
from allegata.ui import canvas, foreign, inspector
from allegata.ui.desk import Desk
from allegata.ui.look import dress
from allegata.ui.markup import Markup, element, markdown
from allegata.ui.state import Selected
from allegata.ui.words import counted, day

__all__ = ["explorer"]

CANVAS = "canvas"
NEIGHBOURS = 24
HINT = (
    "Click a line to read who claims it, who denies it and where it was reported. Click an actor for his relations; "
    "double-click to draw his neighbours."
)
SEARCH_HELP = "Names, other names and spellings; one slip is forgiven. Enter shows the best match."


def explorer(graph: Explorable, settings: Settings) -> None:
    """Draw the page.

    Raises:
        StoreError: the database does not answer.
    """
    dress()
    desk = Desk(foreign.captioned(graph, settings), settings)
    desk.open()
    for load in graph.loading():
        share = f" ({load.done / load.total:.0%})" if load.total else ""
        st.toast(
            f"{markdown(load.dataset)} is being loaded: {markdown(load.step or 'beginning')}{share}. "
            "Edges may lag behind their claims until it is done.",
            duration="long",
        )
    with st.container(key="desk"):
        _workspace(desk)


@st.fragment
def _workspace(desk: Desk) -> None:
    """Canvas and inspector run again together, and nothing else does."""
    left, right = st.columns([0.69, 0.31], gap="small")
    with left, st.container(key="stage"):
        canvas.canvas(desk.tell(), lambda: _hear(desk), CANVAS)
    with right, st.container(key="side"):
        _search(desk)
        try:
            _trouble(desk)
            _selection(desk)
        except ConnectionLost as error:
            st.error(markdown(str(error)))
            if st.button("Connect again"):
                st.rerun()
        except AllegataError as error:
            st.error(markdown(str(error)))


def _hear(desk: Desk) -> None:
    for event in canvas.events_of(CANVAS, desk.papers.wire.heard):
        desk.hear(event)


def _search(desk: Desk) -> None:
    def seek() -> None:
        desk.search(st.session_state["sought"])

    st.text_input(
        "Search",
        key="sought",
        on_change=seek,
        placeholder="Search a name: Pyongyang, the Pentagon …" if desk.graph.claims else foreign.SEARCH,
        label_visibility="collapsed",
        help=SEARCH_HELP if desk.graph.claims else foreign.SEARCH_HELP,
    )
    papers = desk.papers
    if papers.sought and not papers.hits and not papers.trouble:
        st.caption(f"Nothing here is called “{markdown(papers.sought)}”, or nearly so.")
    elif len(papers.hits) > 1:
        _choices(desk, "Found", "hits", [(hit.node.id, _hit_told(hit)) for hit in papers.hits])


def _hit_told(hit: Hit) -> str:
    matched = "" if hit.matched == hit.node.name else f" ({markdown(hit.matched)})"
    return f"{markdown(hit.node.name)}{matched}"


def _choices(desk: Desk, label: str, key: str, choices: list[tuple[str, str]]) -> None:
    """A row of names; a click shows that one."""
    told = dict(choices)

    def choose() -> None:
        chosen = st.session_state[key]
        st.session_state[key] = None
        if chosen:
            desk.show(chosen)

    st.pills(label, list(told), format_func=lambda id_: told[id_], key=key, on_change=choose)


def _trouble(desk: Desk) -> None:
    if desk.papers.trouble:
        st.warning(markdown(desk.papers.trouble))


def _selection(desk: Desk) -> None:
    selected = desk.papers.view.selected
    if selected is None:
        _nothing_selected(desk)
    elif selected.what is Selected.NODE:
        _node(desk, selected.id)
    else:
        evidence = desk.graph.evidence(selected.id)
        if isinstance(evidence, PropertiesReading):
            st.html(foreign.edge_told(evidence))
        else:
            st.html(inspector.edge_told(evidence, desk.papers.texts))
        ends = [evidence.source, evidence.target]
        _choices(desk, "Go to", "ends", [(node.id, markdown(node.name)) for node in ends])
        if isinstance(evidence, PropertiesReading):
            return
        documents = {each.document.id: each.document for claim in evidence.claims for each in claim.statements}
        _attachment(desk, list(documents.values()))


def _node(desk: Desk, id_: str) -> None:
    reading = desk.graph.entity(id_)
    view = desk.papers.view
    near = [node for node in reading.neighbours if node.id not in view.ids]
    st.html(foreign.node_told(reading) if isinstance(reading, NodeReading) else inspector.entity_told(reading))
    with st.container(horizontal=True):
        to_come = view.to_come.get(id_, len(near))
        step = min(to_come, desk.settings.expand_limit)
        label = f"Draw the next {step} of {to_come:,}" if to_come > step else f"Draw {counted(step, 'more neighbour')}"
        st.button(
            label if to_come else "All neighbours are drawn",
            on_click=desk.expand,
            args=(id_,),
            disabled=not to_come,
            type="primary",
            help="The same as a double click on the actor. What is drawn stays where it is.",
        )
        if id_ in view.ids:
            st.button(
                "Remove", on_click=desk.remove, args=(id_,), help="Take it from the canvas; Back brings it again."
            )
    if reading.neighbours:
        _choices(desk, "Neighbours", "neighbours", [_neighbour(node) for node in reading.neighbours[:NEIGHBOURS]])
        more = len(reading.neighbours) - NEIGHBOURS
        if more > 0:
            st.caption(f"and {counted(more, 'other')}")


def _neighbour(node: Node) -> tuple[str, str]:
    return node.id, markdown(node.name)


def _nothing_selected(desk: Desk) -> None:
    if not desk.graph.claims:
        _nothing_selected_of_others(desk)
        return
    view = desk.papers.view
    edges = sorted(view.drawn.subgraph.edges, key=lambda edge: (-edge.statements, edge.key))
    contested = [edge for edge in edges if edge.status == "CONTESTED"][:1]
    st.html(
        element(
            "div",
            element("h2", "On whose word?"),
            element("p", HINT),
            cls="al-told",
        )
    )
    with st.container(horizontal=True):
        if contested:
            st.button("The most contested edge", on_click=desk.select_edge, args=(contested[0].key,), type="primary")
        if view.drawn.subgraph.nodes:
            best = max(view.drawn.subgraph.nodes, key=lambda node: (node.degree, node.id))
            st.button("The best connected actor", on_click=desk.show, args=(best.id,))
    st.html(_datasets(desk))
    _attachment(desk, list(desk.graph.documents()))


def _nothing_selected_of_others(desk: Desk) -> None:
    drawn = desk.papers.view.drawn.subgraph
    st.html(foreign.welcome(drawn))
    if drawn.nodes:
        best = max(drawn.nodes, key=lambda node: (node.degree, node.id))
        st.button("The best connected node", on_click=desk.show, args=(best.id,))


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


def _attachment(desk: Desk, documents: list[Document]) -> None:
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
            "Text file",
            key=key,
            on_change=attach,
            label_visibility="collapsed",
            max_upload_size=desk.settings.upload_limit,
        )
