"""One person's desk: the steps taken, the line to the browser, the texts attached; and what is heard from the screen.

Everything lies under one key of the session. What is done to a scene is said in `allegata.ui.verbs`; here it becomes a
step of the history, or a sentence about what went wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from allegata.errors import AllegataError, ConnectionLost, ViewError
from allegata.model import Hit
from allegata.render.export import Export
from allegata.render.figure.carry import is_figure
from allegata.settings import Settings
from allegata.store import Explorable
from allegata.ui import foreign, links
from allegata.ui.canvas import Event, Wire
from allegata.ui.papers import News, Papers, Sheet, sheet_of_session
from allegata.ui.picture import picture
from allegata.ui.state import ViewState
from allegata.ui.texts import attach, attach_folder
from allegata.ui.verbs import Verbs
from allegata.view import LAYOUTS, LEVELS, Exploration, Filters, Origin, Scene, View, to_text
from allegata.view.changes import changes, told
from allegata.view.leaving import Leaving, leaving
from allegata.view.opening import opened
from allegata.view.view import Selected
from allegata.wording import counted, shortened

__all__ = ["Desk", "values_of"]

MOST_NEWS = 60
"""Changes that are listed."""

LONGEST = 120
"""Characters of a name that is looked for."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What a person can do, by hand or on the canvas."""

    graph: Explorable
    settings: Settings
    sheet: Sheet = field(default_factory=sheet_of_session)

    @property
    def papers(self) -> Papers:
        """What lies on the desk now."""
        return self.sheet.papers

    @property
    def state(self) -> ViewState:
        """The steps of the session."""
        return self.papers.state

    @property
    def scene(self) -> Scene:
        """What is seen."""
        return self.papers.state.scene

    @property
    def verbs(self) -> Verbs:
        """What can be done to a scene."""
        return Verbs(self.graph, self.settings)

    def lay(self, **changes: object) -> None:
        """Put other papers on the desk: by their names in `Papers`."""
        self.sheet.papers = replace(self.papers, **changes)  # type: ignore[arg-type]

    # ── Beginning ────────────────────────────────────────────────────────────────────────────────────────────────

    def open(self, address: str = "") -> None:
        """The first view, or the one that the address names; and what is drawn anew after a load.

        Args:
            address: what stands for a view in the browser's address; "": nothing does.
        """
        stamp = self.graph.stamp()
        if not self.sheet.begun:
            texts = self.texts()
            first = self._named(address) if address else None
            if first is None:
                first = self.verbs.first()
            trouble = self.papers.trouble
            self.sheet.papers = Papers(ViewState.first(first), stamp=stamp, texts=texts, trouble=trouble)
            self.sheet.begun = True
        elif self.papers.stamp != stamp:
            # What is drawn may be gone or have another status or colour: it is read again, and stays where it is.
            wire = self.papers.wire.lost()
            self.lay(state=self.state.seeing(self.verbs.again(self.scene)), stamp=stamp, wire=wire)
        elif address and self.sheet.address.is_news(address):
            # The browser's own way back, or another link put into the same window.
            scene = self._named(address)
            if scene is not None:
                self.lay(state=self.state.doing("open link", scene, fresh=True, source=""))

    def _named(self, address: str) -> Scene | None:
        self.sheet.address.put(address)
        try:
            return self.verbs.of(links.opened(address, self._folder))
        except ViewError as error:
            self.lay(trouble=str(error))
            return None

    @property
    def _folder(self) -> Path:
        return self.settings.home / "views"

    def address(self) -> str:
        """What stands for the view in the browser's address; "" for the first one of a session."""
        if self.state.at == 0 and not self.sheet.address.now and self.scene.view.selection is None:
            return ""
        text = links.written(self.scene.view, self._folder)
        self.sheet.address.put(text)
        return text

    # ── From the canvas ──────────────────────────────────────────────────────────────────────────────────────────

    def hear(self, event: Event) -> None:
        """Somebody did something on the canvas.

        Streamlit may deliver an event twice when the next one comes quickly; the second time does nothing. A canvas
        that begins anew asks for everything first, and counts its events from there.
        """
        if event.number <= self.papers.wire.heard and event.kind != "resync":
            return
        self.lay(wire=self.papers.wire.hearing(event.number, event.moved), trouble="")
        if event.moved:
            names = [self.name_of(id_) for id_ in event.moved]
            self.lay(state=self.state.doing(f"move {_listed(names)}", self.verbs.moved(self.scene, event.moved)))
        ids = event.ids or ((event.id,) if event.id else ())
        work: Mapping[str, Callable[[], object]] = {
            "select-node": lambda: self.select_nodes(ids),
            "select-nodes": lambda: self.select_nodes(ids),
            "select-edge": lambda: self.select_edge(event.id),
            "clear": lambda: self.lay(state=self.state.selecting(None)),
            "expand": lambda: self.expand(ids),
            "collapse": lambda: self.collapse(ids),
            "among": lambda: self.among(ids),
            "common": lambda: self.common(ids),
            "only": lambda: self.only(ids),
            "remove": lambda: self.remove(ids),
            "remove-edge": lambda: self.remove_edge(event.id),
            "pin": lambda: self.pin(ids, fast=True),
            "unpin": lambda: self.pin(ids, fast=False),
            "toggle": lambda: self.toggle(event.id),
            "solo": lambda: self.toggle(event.id, alone=True),
            "layout": lambda: self.lay_out(event.id),
            "back": self.back,
            "forward": self.forward,
            "reset": self.reset,
            "resync": lambda: self.lay(wire=self.papers.wire.lost()),
        }
        if event.kind in work:
            work[event.kind]()

    def tell(self) -> Wire:
        """What the browser is to be told now."""
        self._learn_names()
        claims = self.graph.claims
        types, layouts = ((), LAYOUTS) if claims else (self.graph.families, foreign.LAYOUTS)
        wire = self.papers.wire.telling(picture(self.state, self.name_of, types, layouts, self.graph.discs))
        self.lay(wire=wire)
        return wire

    def _learn_names(self) -> None:
        """The names of those whose word counts, who need not be drawn."""
        it = self.scene.view.filters.standpoint
        unknown = [id_ for id_ in (it.who, it.other) if id_ and self.name_of(id_) == id_] if it else []
        if unknown and (found := self.read(lambda: self.graph.among(unknown))):
            self.lay(names={**self.papers.names, **{node.id: node.name for node in found.nodes}})

    # ── Selecting ────────────────────────────────────────────────────────────────────────────────────────────────

    def select_nodes(self, ids: Sequence[str]) -> None:
        """The inspector tells about nodes."""
        self.lay(state=self.state.selecting(Selected.NODE, *ids))

    def select_edge(self, key: str) -> None:
        """The inspector tells about an edge."""
        self.lay(state=self.state.selecting(Selected.EDGE, key))

    def show(self, *ids: str) -> None:
        """Nodes are drawn, if they are not, selected and brought into sight."""
        self._do(f"add {self._names(ids)}", lambda: self.verbs.shown(self.scene, ids))
        seen = [id_ for id_ in ids if id_ in self.scene.places]
        if seen:
            self.lay(state=self.state.looking_at(*seen))

    def bring(
        self, title: str, ids: Sequence[str], origin: Origin, *, alone: bool, edges: Collection[str] = ()
    ) -> None:
        """What another page has found is drawn: beside what there is, or ``alone`` on an empty canvas.

        Args:
            title: of the step.
            ids: of what is drawn.
            origin: what was asked to find it.
            alone: whether the canvas is emptied before.
            edges: keys of edges among them that must be drawn too, and stand out.
        """

        def work() -> Scene:
            before = self.verbs.of(View(most=self.scene.view.most)) if alone else self.scene
            scene = self.verbs.shown(before, ids)
            scene = self.verbs.with_edges(scene, edges) if edges else scene
            return replace(scene, view=scene.view.coming_from(origin))

        self._do(title, work, fresh=alone, source="" if alone else None)
        drawn = {edge.key for edge in self.scene.visible.edges}
        if seen := [key for key in edges if key in drawn]:
            self.lay(state=self.state.looking_along(ids[0], *seen))

    def texts(self) -> Mapping[str, str]:
        """Texts of documents that are attached, by id; those of the settings' folder too."""
        if not self.sheet.begun and self.settings.documents and not self.papers.texts:
            self.lay(texts=attach_folder(Path(self.settings.documents), self.graph.documents()))
        return self.papers.texts

    def calm(self) -> None:
        """What went wrong has been read, or is mended."""
        self.lay(trouble="", away=False)

    def search(self, text: str, number: int = 0) -> None:
        """Look for a name; ``number``: of the event of the search box."""
        hits: tuple[Hit, ...] = ()
        trouble = ""
        if wanted := text.strip()[:LONGEST]:
            try:
                hits = self.graph.search(wanted, limit=8)
            except AllegataError as error:
                trouble = str(error)
        heard = max(number, self.papers.search_heard)
        self.lay(hits=hits, sought=text, search_heard=heard, search_trouble=trouble)

    def pick(self, ids: Sequence[str], number: int = 0) -> None:
        """What was chosen in the search box is drawn."""
        self.lay(search_heard=max(number, self.papers.search_heard))
        self.show(*ids)

    # ── Changing what is drawn ───────────────────────────────────────────────────────────────────────────────────

    def expand(self, ids: Sequence[str], relations: Collection[str] = ()) -> None:
        """The next neighbours of nodes are drawn around them."""
        grown = self.read(lambda: self.verbs.expanded(self.scene, ids, relations))
        if grown is None:
            return
        state = self.state.doing(f"expand {self._names(ids)}", grown.scene)
        for id_, left in grown.to_come.items():
            state = state.counting(id_, left, relations)
        self.lay(state=state.selecting(Selected.NODE, *(id_ for id_ in ids if id_ in state.scene.places)))

    def collapse(self, ids: Sequence[str]) -> None:
        """Those whom only these have brought are taken away."""
        self._do(f"collapse {self._names(ids)}", lambda: self.verbs.collapsed(self.scene, ids))

    def remove(self, ids: Sequence[str]) -> None:
        """Nodes and their edges are taken from the canvas."""
        self._do(f"hide {self._names(ids)}", lambda: self.verbs.without(self.scene, ids))

    def remove_edge(self, key: str) -> None:
        """An edge is taken from the canvas."""
        self._do("hide an edge", lambda: self.verbs.without_edge(self.scene, key))

    def only(self, ids: Sequence[str]) -> None:
        """Only these and their surroundings stay."""
        self._do(f"keep only {self._names(ids)}", lambda: self.verbs.only(self.scene, ids))

    def among(self, ids: Sequence[str]) -> None:
        """Only these stay, with every edge among them."""
        self._do(f"edges among {self._names(ids)}", lambda: self.verbs.among(self.scene, ids))

    def common(self, ids: Sequence[str]) -> None:
        """Who has something to do with every one of these is drawn."""
        self._do(f"common neighbours of {self._names(ids)}", lambda: self.verbs.common(self.scene, ids))

    def pin(self, ids: Sequence[str], *, fast: bool) -> None:
        """Nodes are held where they are, or let go."""
        title = f"{'pin' if fast else 'unpin'} {self._names(ids)}"
        self._do(title, lambda: self.verbs.pinned(self.scene, ids, fast=fast))

    def lay_out(self, layout: str) -> None:
        """All that is seen is laid out anew."""
        self._do(f"layout: {layout}", lambda: self.verbs.laid_out(self.scene, layout), fresh=True)

    def level(self, level: str) -> None:
        """Actors, or states with all who belong to them."""
        if level in LEVELS:
            change = lambda view: replace(view, level=level, selection=None)  # noqa: E731
            self._do(f"show {level}", lambda: self.verbs.changed(self.scene, change))

    def claims(self, drawn: bool) -> None:
        """Contested claims are drawn as nodes of their own, or not."""
        change = lambda view: replace(view, claims=drawn)  # noqa: E731
        self._do("contested claims" if drawn else "no claims", lambda: self.verbs.changed(self.scene, change))

    def most(self, number: int) -> None:
        """So many edges are drawn at most."""
        change = lambda view: replace(view, most=number)  # noqa: E731
        self._do(f"up to {number} edges", lambda: self.verbs.changed(self.scene, change, anew=True))

    def reset(self) -> None:
        """The first view again; the way back stays open."""
        self._do("reset", self.verbs.first, fresh=True, source="")

    def clear(self) -> None:
        """An empty canvas."""
        self._do("clear the canvas", lambda: self.verbs.of(View(most=self.scene.view.most)), fresh=True, source="")

    # ── Filters ──────────────────────────────────────────────────────────────────────────────────────────────────

    def filter(self, filters: Filters, title: str) -> None:
        """Other filters are in force."""
        self._do(title, lambda: self.verbs.filtered(self.scene, filters))

    def toggle(self, what: str, *, alone: bool = False) -> None:
        """A family, status or kind of the legend is switched off or on; ``alone``: all the others are off."""
        sort, _, value = what.partition(":")
        name = {"family": "families_off", "status": "statuses_off", "kind": "kinds_off"}.get(sort)
        if name is None:
            return
        filters = self.scene.view.filters
        off: frozenset[str] = getattr(filters, name)
        if alone:
            others = frozenset(values_of(self.scene, sort)) - {value}
            off = frozenset() if off == others else others
            title = f"only {value.lower()}"
        else:
            off = off ^ {value}
            title = f"{'without' if value in off else 'with'} {value.lower()}"
        changes: dict[str, Any] = {name: off}
        self.filter(replace(filters, **changes), title)

    # ── History, files ───────────────────────────────────────────────────────────────────────────────────────────

    def back(self) -> None:
        """The last step is taken back."""
        self.lay(state=self.state.at_step(self.state.at - 1))

    def forward(self) -> None:
        """A step that was taken back is done again."""
        self.lay(state=self.state.at_step(self.state.at + 1))

    def step(self, number: int) -> None:
        """To a step of the history."""
        self.lay(state=self.state.at_step(number))

    def saved(self, title: str, note: str) -> str:
        """The exploration as the text of a file."""
        statuses = {edge.key: edge.status.value if edge.status else "" for edge in self.scene.base.edges}
        now = dt.datetime.now(dt.UTC)
        return to_text(Exploration(self.scene.view, title, note, now, self.papers.stamp, statuses))

    def load(self, content: bytes) -> None:
        """An exploration file is opened, or a figure; what has changed in the data since is news."""
        found: list[News] = []
        source: list[str] = []

        def read() -> Scene:
            kept = opened(content)
            source.append(kept.called)
            scene = self.verbs.of(kept.view)
            if kept.statuses:
                now = changes(kept.statuses, kept.view.actors, scene)
                found.append(News(kept, now, tuple(told(now, scene, kept.view.actors)[:MOST_NEWS])))
            return scene

        self.lay(uploads=self.papers.uploads + 1, news=None)
        scene = self.read(read)
        if scene is not None:
            title = "open figure" if is_figure(content) else "open exploration"
            self.lay(state=self.state.doing(title, scene, fresh=True, source=source[0]))
        self.lay(news=found[0] if found else None)

    def read_news(self) -> None:
        """What has changed has been read."""
        self.lay(news=None)

    def leaving(self, wish: Leaving) -> Export:
        """What is seen, to leave the explorer.

        Raises:
            StoreError: the database does not answer.
        """
        scene, evidence = self.papers.evidence
        if wish.evidence and scene is self.scene:
            return replace(self._leaving(replace(wish, evidence=False)), evidence=evidence)
        export = self._leaving(wish)
        if wish.evidence:
            self.lay(evidence=(self.scene, export.evidence))
        return export

    def _leaving(self, wish: Leaving) -> Export:
        wish = replace(wish, source=self.state.source)
        types = () if self.graph.claims else self.graph.families
        return leaving(self.scene, self.graph, wish, types, self.graph.discs)

    def attach(self, name: str, content: bytes) -> None:
        """A text of the person's own is recognized and kept for the session."""
        documents = self.read(self.graph.documents) or ()
        try:
            id_, text = attach(name, content, documents)
        except AllegataError as error:
            self.lay(trouble=str(error), uploads=self.papers.uploads + 1)
        else:
            self.lay(texts={**self.papers.texts, id_: text}, trouble="", uploads=self.papers.uploads + 1)

    def begin_with(self, what: str) -> None:
        """One of the beginnings that an empty canvas offers."""
        overview = self.read(self.verbs.first)
        if overview is None:
            return
        beginning = self.read(lambda: self.verbs.beginning(overview, what, self.scene.view.filters))
        if beginning is None:
            return
        title, ids, key = beginning
        self._do(title, lambda: self.verbs.shown(self.scene, ids), fresh=True)
        if key:
            self.select_edge(key)
        elif ids:
            self.lay(state=self.state.looking_at(ids[0]))

    # ── In common ────────────────────────────────────────────────────────────────────────────────────────────────

    def name_of(self, id_: str) -> str:
        """The name of a node that is drawn, shortened where it is very long; else its id."""
        nodes = (*self.scene.shown.nodes, *self.scene.base.nodes)
        found = next((node.name for node in nodes if node.id == id_), "")
        return shortened(found or self.papers.names.get(id_, id_))

    def _names(self, ids: Sequence[str]) -> str:
        return _listed([self.name_of(id_) for id_ in ids])

    def _do(self, title: str, work: Callable[[], Scene], *, fresh: bool = False, source: str | None = None) -> None:
        scene = self.read(work)
        if scene is not None:
            self.lay(state=self.state.doing(title, scene, fresh=fresh, source=source))

    def read(self, read: Callable[[], T]) -> T | None:
        """What a read gives; None, and the trouble told, when it fails."""
        try:
            value = read()
        except AllegataError as error:
            self.lay(trouble=str(error), away=isinstance(error, ConnectionLost))
            return None
        self.lay(trouble="", away=False)
        return value


def _listed(names: Sequence[str]) -> str:
    shown = [shortened(name, 40) for name in names[:2]]
    return ", ".join(shown) if len(names) <= 2 else f"{shown[0]} and {counted(len(names) - 1, 'other')}"


def values_of(scene: Scene, sort: str) -> set[str]:
    """What the legend can switch off, by ``family``, ``status`` or ``kind``."""
    if sort == "kind":
        return {node.kind for node in scene.shown.nodes}
    if sort == "family":
        return {edge.family for edge in scene.shown.edges}
    return {edge.status.value for edge in scene.shown.edges if edge.status}
