"""A graph of somebody else: given here, its columns named, loaded by a process of its own, and then explored."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from allegata import importing
from allegata.errors import AllegataError
from allegata.importing import Load, Mapping, Offer
from allegata.settings import Settings
from allegata.store import Explorable, Graph
from allegata.ui.links import written
from allegata.ui.look import dress
from allegata.ui.markup import markdown
from allegata.view import View

__all__ = ["imports"]

WIDTH = 880
"""Pixels: a line that is pleasant to read."""

LOAD, OFFER = "import-load", "import-offer"
NOTHING = "–"

QUESTIONS = (
    ("source", "From", "Who stands at the beginning of the edge."),
    ("target", "To", "Who stands at its end."),
    ("relation", "Relation", "The word for what is between them. It is kept as it stands."),
    ("from", "Since", "First day, as YYYY, YYYY-MM or YYYY-MM-DD."),
    ("to", "Until", "Last day."),
    ("reference", "Source", "Where the edge is from; without it, the name of the file."),
    ("url", "Address", "Of the source: http or https."),
    ("source_kind", "Kind of From", "State, Organization, Person, Alliance, Group or Place; without it, Group."),
    ("target_kind", "Kind of To", "State, Organization, Person, Alliance, Group or Place; without it, Group."),
)
"""What a column may be, the name on the screen, and a word of help."""


def imports(graph: Explorable, settings: Settings) -> None:
    """Draw the page.

    Raises:
        StoreError: the database does not answer.
    """
    dress()
    with st.container(width=WIDTH):
        st.header("Import a graph")
        st.markdown(
            "GraphML, GEXF (Gephi), or a table of edges as CSV, TSV or Excel. Its nodes become actors, and its edges "
            "relations **on which nobody's word stands**: they have no status, and are drawn as standing facts under "
            "the words that the file has for them."
        )
        if not isinstance(graph, Graph):
            st.info("This database is somebody else's: Allegata reads it and writes nothing into it.")
            return
        file = st.file_uploader(
            "A graph",
            type=list(importing.ENDINGS),
            max_upload_size=settings.import_limit,
            key="import-file",
            help="It is looked at first; nothing is loaded before you say so.",
        )
        if file is None:
            st.session_state.pop(OFFER, None)
            return
        try:
            offer = _offer(settings, file.file_id, file.name, file.getvalue())
            _ask(_of_sheet(offer) if offer.sheets else offer, graph, settings)
        except AllegataError as error:
            st.error(markdown(str(error)))


def _offer(settings: Settings, id_: str, name: str, content: bytes) -> Offer:
    """The file as it was looked at; once for each that is given."""
    known: tuple[str, Offer] | None = st.session_state.get(OFFER)
    if known is None or known[0] != id_:
        known = id_, importing.look(importing.keep(settings, name, content))
        st.session_state[OFFER] = known
        st.session_state.pop(LOAD, None)
    return known[1]


def _of_sheet(offer: Offer) -> Offer:
    """The sheet that is wanted, of a workbook with several."""
    key = f"import-{offer.path.parent.name}-sheet"
    sheet = st.selectbox("Sheet", offer.sheets, key=key, help="Which sheet of the workbook has the relations.")
    return offer if sheet in (None, offer.sheet) else importing.look(offer.path, sheet)


def _ask(offer: Offer, graph: Graph, settings: Settings) -> None:
    mapping = _columns(offer) if offer.columns else Mapping()
    st.subheader("Name")
    left, right = st.columns(2)
    name = left.text_input("Data set", offer.name, help="Loading a name again replaces what stands under it.")
    title = right.text_input("Title", offer.path.name, help="What the explorer calls the data set.")
    licence = st.text_input("Licence", placeholder="CC BY 4.0, and whose it is", help="The terms of use.")
    head = {"name": name.strip(), "title": title.strip(), "licence": licence.strip()}
    mapping = replace(mapping, head={key: words for key, words in head.items() if words})
    if offer.columns and not {"source", "target"} <= mapping.columns.keys():
        st.caption("Say which columns are *From* and *To* to go on.")
        return
    if not importing.allowed(settings):
        words = importing.command(offer, mapping, dry_run=False)
        st.info("Loading from the app is switched off for this database (ALLEGATA_IMPORTS). This does the same:")
        st.code(shlex.join(words), language="bash", wrap_lines=True)
        return
    _work(offer, mapping, graph, settings)


def _columns(offer: Offer) -> Mapping:
    st.subheader("What the columns mean")
    shown = [dict(zip(offer.columns, row, strict=False)) for row in offer.rows]
    st.table(shown)
    guess = offer.guess or {}
    found: dict[str, str] = {}
    places = st.columns(3)
    choices = (NOTHING, *offer.columns)
    for at, (what, label, told) in enumerate(QUESTIONS):
        first = choices.index(guess[what]) if what in guess else 0
        with places[at % 3]:
            column = st.selectbox(
                label, choices, first, help=told, key=f"import-{offer.path.parent.name}-{offer.sheet}-{what}"
            )
        if column and column != NOTHING:
            found[what] = column
    # What is not named is not there: the usual names do not count once somebody has been asked.
    absent = {what: "" for what, _, _ in QUESTIONS if what not in found}
    return Mapping(columns=found, constants=absent, sheet=offer.sheet)


def _work(offer: Offer, mapping: Mapping, graph: Graph, settings: Settings) -> None:
    """The buttons, and what comes of them; while a load is under way it is looked at again every second."""
    load: Load | None = st.session_state.get(LOAD)
    watched = load is not None and load.running
    st.fragment(_bench, run_every=1.0 if watched else None)(offer, mapping, graph, settings, watched)


def _bench(offer: Offer, mapping: Mapping, graph: Graph, settings: Settings, watched: bool) -> None:
    load: Load | None = st.session_state.get(LOAD)
    busy = load is not None and load.running
    if watched and not busy:
        st.rerun()
    check, go, stop, _ = st.columns([1, 1, 1, 3])
    name = mapping.head.get("name", offer.name)
    if check.button("Check", disabled=busy, width="stretch", help="Read all of it and say what would change."):
        _begin(settings, importing.command(offer, mapping, dry_run=True), offer, name)
    if go.button(
        "Import", type="primary", disabled=busy, width="stretch", help="Load all of it; it can be taken out again."
    ):
        there = name in {each.name for each in graph.datasets()}
        _begin(settings, importing.command(offer, mapping, dry_run=False), offer, name, replaces=there)
    told = "Ends the load, and says what became of the data."
    if load is not None and load.running and not load.removes and stop.button("Cancel", width="stretch", help=told):
        _cancel(load, offer, graph, settings)
        return
    if load is not None:
        _tell(load, offer, graph, settings)


def _begin(
    settings: Settings, words: Sequence[str], offer: Offer, name: str, *, replaces: bool = False, undoes: bool = False
) -> None:
    st.session_state[LOAD] = importing.start(settings, words, offer.path.parent, name, replaces=replaces, undoes=undoes)
    st.rerun()


def _cancel(load: Load, offer: Offer, graph: Graph, settings: Settings) -> None:
    """The load is ended; what it had written in batches is taken out, where nothing stood under its name before."""
    load.cancel()
    st.session_state.pop(LOAD, None)
    half = load.name in {each.dataset for each in graph.loading()}
    if half and not load.replaces:
        _begin(settings, importing.removal(load.name), offer, load.name, undoes=True)
    if half:
        st.warning(
            f"Cancelled while {markdown(load.name)} was being replaced: a part of it is new. Import it again, and it "
            "is whole; or the next start of Allegata finishes it."
        )
    elif load.succeeded:
        st.info("It was too late: all of it is loaded.")
    else:
        st.info("Cancelled: the database is as it was.")


def _tell(load: Load, offer: Offer, graph: Graph, settings: Settings) -> None:
    told = load.told()
    if load.running:
        doing = "Checking …" if load.dry else "Taking it out …" if load.removes else "Loading …"
        with st.status(doing, expanded=bool(told)):
            st.code(told or "…", language=None, wrap_lines=True)
        return
    if not load.succeeded:
        st.error("It could not be taken out." if load.removes else "Nothing was loaded.")
        st.code(told, language=None, wrap_lines=True)
        return
    if load.removes:
        st.success("Cancelled: the database is as it was." if load.undoes else "It is taken out.")
        return
    st.success("It can be loaded." if load.dry else "It is loaded.")
    st.code(told, language=None, wrap_lines=True)
    if not load.dry:
        _onwards(load, offer, graph, settings)


def _onwards(load: Load, offer: Offer, graph: Graph, settings: Settings) -> None:
    """To the explorer with what was loaded, or out of the database with it."""
    ids = graph.foremost(load.name, min(150, settings.draw_limit))
    with st.container(horizontal=True):
        if ids:
            address = written(View(actors=ids, most=settings.edge_limit), settings.home / "views")
            st.link_button("Open it in the explorer", f"/?v={address}", type="primary", help="Its foremost actors.")
        told = f"Remove the data set {load.name}. What other data sets describe or use stays."
        if st.button("Take it out again", help=markdown(told)):
            _begin(settings, importing.removal(load.name), offer, load.name)
    st.caption(f"Later, on the command line: `{shlex.join(importing.removal(load.name)[:3])}`.")
