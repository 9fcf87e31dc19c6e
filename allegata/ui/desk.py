"""One person's desk: the view, the line to the browser, the texts attached; and the verbs of the explorer on them.

Everything lies under one key of the session. Verbs read from the graph, replace the value, and draw nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import streamlit as st

from allegata.errors import AllegataError
from allegata.model import Hit, Subgraph
from allegata.settings import Settings
from allegata.store import Explorable
from allegata.ui import foreign
from allegata.ui.canvas import Event, Wire
from allegata.ui.state import Selected, ViewState
from allegata.ui.texts import attach, attach_folder

__all__ = ["Desk", "Papers", "Sheet"]

KEY = "desk"
LONGEST = 120
"""Characters of a name that is looked for."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Papers:
    """What lies on the desk.

    Attributes:
        view: what is looked at.
        wire: what the browser was told last.
        stamp: of the load that the view was drawn from.
        hits: what the last search found.
        sought: the text of the last search.
        texts: attached texts by document id.
        uploads: number of files offered as texts so far; each gets a fresh field to be put in.
        trouble: what went wrong with the last verb, in a sentence.
    """

    view: ViewState
    wire: Wire = field(default_factory=Wire)
    stamp: str = ""
    hits: tuple[Hit, ...] = ()
    sought: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    uploads: int = 0
    trouble: str = ""


@dataclass(slots=True)
class Sheet:
    """The one place in a session where papers lie; a `Desk` takes it up once.

    Streamlit may break off a callback wherever it touches the session, and run it again. A verb that went to the
    session for each change would then be half done, with its event acknowledged.
    """

    papers: Papers = field(default_factory=lambda: Papers(ViewState()))
    begun: bool = False


def _sheet_of_session() -> Sheet:
    sheet: Sheet = st.session_state.setdefault(KEY, Sheet())
    return sheet


@dataclass(frozen=True, slots=True)
class Desk:
    """The verbs of the explorer."""

    graph: Explorable
    settings: Settings
    sheet: Sheet = field(default_factory=_sheet_of_session)

    @property
    def papers(self) -> Papers:
        """What lies on the desk now."""
        return self.sheet.papers

    def _lay(self, **changes: object) -> None:
        self.sheet.papers = replace(self.papers, **changes)  # type: ignore[arg-type]

    def open(self) -> None:
        """The first view, at the beginning of a session and after a load has changed the graph."""
        stamp = self.graph.stamp()
        if not self.sheet.begun:
            texts: Mapping[str, str] = {}
            if self.settings.documents:
                texts = attach_folder(Path(self.settings.documents), self.graph.documents())
            first = self.graph.overview(self.settings.draw_limit)
            self.sheet.papers = Papers(ViewState.first(first), stamp=stamp, texts=texts)
            self.sheet.begun = True
        elif self.papers.stamp != stamp:
            # What is drawn may be gone or have another status: it is read again, and stays where it is.
            drawn = self.graph.among(self.papers.view.ids)
            self._lay(view=self.papers.view.renewed(drawn), stamp=stamp)

    def hear(self, event: Event) -> None:
        """Somebody did something on the canvas.

        Streamlit may deliver an event twice when the next one comes quickly; the second time does nothing. A canvas
        that begins anew asks for everything first, and counts its events from there.
        """
        if event.number <= self.papers.wire.heard and event.kind != "resync":
            return
        view = self.papers.view.pinned({id_: (x, y) for id_, (x, y) in event.moved.items()})
        self._lay(view=view, wire=self.papers.wire.hearing(event.number), trouble="", hits=(), sought="")
        verbs = {
            "select-node": self.select_node,
            "select-edge": self.select_edge,
            "expand": self.expand,
            "remove": self.remove,
        }
        if event.kind in verbs:
            verbs[event.kind](event.id)
        elif event.kind == "clear":
            self._lay(view=view.cleared())
        elif event.kind == "back":
            self._lay(view=view.back())
        elif event.kind == "reset":
            self.reset()
        elif event.kind == "resync":
            self._lay(wire=self.papers.wire.lost())

    def select_node(self, id_: str) -> None:
        """The inspector tells about a node."""
        self._lay(view=self.papers.view.selecting(Selected.NODE, id_))

    def select_edge(self, key: str) -> None:
        """The inspector tells about an edge."""
        self._lay(view=self.papers.view.selecting(Selected.EDGE, key))

    def expand(self, id_: str) -> None:
        """The next neighbours of a node are drawn around it."""
        view = self.papers.view
        room = self.settings.draw_limit - len(view.ids)
        if room <= 0:
            self._lay(
                trouble=f"The canvas holds {self.settings.draw_limit:,} actors, the most that ALLEGATA_DRAW_LIMIT "
                "allows: remove some, or go back."
            )
            return
        more = self._read(
            lambda: self.graph.neighbours(id_, drawn=view.ids, limit=min(room, self.settings.expand_limit))
        )
        if more is not None:
            grown = view.grown(Subgraph(more.nodes, more.edges, view.drawn.subgraph.left_out), id_)
            self._lay(view=grown.selecting(Selected.NODE, id_).counting(id_, more.left_out))

    def remove(self, id_: str) -> None:
        """A node and its edges are taken from the canvas."""
        self._lay(view=self.papers.view.without(id_))

    def reset(self) -> None:
        """The first view again; the way back stays open."""
        first = self._read(lambda: self.graph.overview(self.settings.draw_limit))
        if first is not None:
            self._lay(view=self.papers.view.anew(first), hits=(), sought="")

    def show(self, id_: str) -> None:
        """A node is drawn, if it is not, selected and brought into sight."""
        view = self.papers.view
        if id_ not in view.ids:
            found = self._read(lambda: self.graph.among([*view.ids, id_]))
            if found is None:
                return
            view = view.grown(Subgraph(found.nodes, found.edges, view.drawn.subgraph.left_out))
        if id_ in view.ids:
            self._lay(view=view.looking_at(id_))

    def search(self, text: str) -> None:
        """Look for a name; the best match is shown at once, the others are offered."""
        text = text.strip()[:LONGEST]
        hits = self._read(lambda: self.graph.search(text, limit=8)) if text else ()
        self._lay(hits=hits or (), sought=text, trouble="")
        if hits:
            self.show(hits[0].node.id)

    def attach(self, name: str, content: bytes) -> None:
        """A text of the person's own is recognized and kept for the session."""
        documents = self._read(self.graph.documents) or ()
        try:
            id_, text = attach(name, content, documents)
        except AllegataError as error:
            self._lay(trouble=str(error), uploads=self.papers.uploads + 1)
        else:
            self._lay(texts={**self.papers.texts, id_: text}, trouble="", uploads=self.papers.uploads + 1)

    def tell(self) -> Wire:
        """What the browser is to be told now."""
        left = self.papers.view.drawn.subgraph.left_out
        empty = "There is nothing to draw yet. Load a data set with  allegata load FOLDER , or search for a name."
        more = "the best connected actors only: there are more"
        if not self.graph.claims:
            empty, more = foreign.EMPTY, foreign.MORE
        wire = self.papers.wire.telling(
            self.papers.view,
            empty,
            more if left else "",
            () if self.graph.claims else self.graph.families,
        )
        self._lay(wire=wire)
        return wire

    def _read(self, read: Callable[[], T]) -> T | None:
        """What a read gives; None, and the trouble told, when it fails."""
        try:
            return read()
        except AllegataError as error:
            self._lay(trouble=str(error))
            return None
