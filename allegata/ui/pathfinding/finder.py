"""What one person asks on the page for paths, and what came of it: one frozen value, and verbs for the next.

Everything lies under one key of the session, as on the explorer's desk.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from allegata.analysis.draft import Draft, Task, from_query, to_query
from allegata.analysis.path import Path
from allegata.errors import AllegataError, QueryStopped
from allegata.model import Hit, Node, Subgraph
from allegata.settings import Settings
from allegata.store import Explorable, Halt, types_of
from allegata.store.naming import resolve
from allegata.ui.address import Address
from allegata.ui.canvas import Event, Picture, Wire
from allegata.ui.errand import Errand
from allegata.ui.pathfinding.beginnings import begun
from allegata.ui.pathfinding.found import Found, find

__all__ = ["Finder", "Notes", "Slip"]

KEY = "paths"
LONGEST = 120
"""Characters of a name that is looked for."""

STOPPED = "Stopped: nothing was found yet."
EMPTY = "What is found is drawn here."


@dataclass(frozen=True, slots=True)
class Sought:
    """What one field for names has found last; see `allegata.ui.searchbox`."""

    hits: tuple[Hit, ...] = ()
    text: str = ""
    heard: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """What lies on the page.

    Attributes:
        draft: what the form holds.
        turn: grows whenever something else than the form's own fields changed the draft: they are then made anew.
        names: of everybody whom the draft speaks of, by id.
        sought: what the fields for names have found, by field.
        found: the answer that is shown.
        drawn: number of the answer: the version of its picture.
        chosen: which path is looked at.
        actor: of the actor that was clicked on in the picture.
        evidence: key of the edge that is read; "": the list of paths is.
        wire: what the browser was told of the picture last.
        query: what the address is to hold: the question that was asked last.
        trouble: what went wrong, in a sentence.
    """

    draft: Draft = field(default_factory=Draft)
    turn: int = 0
    names: Mapping[str, Node] = field(default_factory=dict)
    sought: Mapping[str, Sought] = field(default_factory=dict)
    found: Found | None = None
    drawn: int = 1
    chosen: int = 0
    actor: str = ""
    evidence: str = ""
    wire: Wire = field(default_factory=Wire)
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    trouble: str = ""


@dataclass(slots=True)
class Slip:
    """The one place in a session where the notes lie, and the work that is under way.

    While a question is being asked the address still holds the one before.
    """

    notes: Notes = field(default_factory=Notes)
    errand: Errand[Found] | None = None
    address: Address[Mapping[str, Sequence[str]]] = field(default_factory=Address)


def _slip_of_session() -> Slip:
    slip: Slip = st.session_state.setdefault(KEY, Slip())
    return slip


@dataclass(frozen=True, slots=True)
class Finder:
    """What a person can do on the page."""

    graph: Explorable
    settings: Settings
    slip: Slip = field(default_factory=_slip_of_session)

    @property
    def notes(self) -> Notes:
        """What lies on the page now."""
        return self.slip.notes

    @property
    def schema(self) -> tuple[str, ...]:
        """Relationship types of a database that Allegata did not load."""
        return types_of(self.graph)

    @property
    def path(self) -> Path | None:
        """The one that is looked at."""
        found = self.notes.found
        return found.paths[self.notes.chosen] if found and self.notes.chosen < len(found.paths) else None

    def _lay(self, **changes: object) -> None:
        self.slip.notes = replace(self.notes, **changes)  # type: ignore[arg-type]

    # ── Asking ───────────────────────────────────────────────────────────────────────────────────────────────────

    def open(self, query: Mapping[str, Sequence[str]]) -> None:
        """The question that the address names, if it is another than the one that is shown."""
        if not self.slip.address.is_news(query) or not to_query(from_query(query, self.schema)[0]):
            return
        self.see(query)
        self.take_up(query)

    def see(self, query: Mapping[str, Sequence[str]]) -> None:
        """The address holds this now."""
        self.slip.address.put(query)

    def take_up(self, query: Mapping[str, Sequence[str]]) -> None:
        """The question that these parameters of an address hold is asked, if it is whole."""
        draft, trouble = from_query(query, self.schema)
        self._lay(query=query)
        self._begin(draft)
        if trouble:
            self._lay(trouble=trouble)
        elif draft.complete and not self.notes.trouble:
            self.ask()

    def _begin(self, draft: Draft) -> None:
        """Another draft, in which actors may stand by name."""
        ids, names, trouble = {}, dict(self.notes.names), ""
        for word in draft.named:
            try:
                node = names.get(word) or resolve(self.graph, word)
            except AllegataError as error:
                trouble = trouble or str(error)
                continue
            ids[word], names[node.id] = node.id, node
        self._lay(draft=draft.resolved(ids), names=names, trouble=trouble, turn=self.notes.turn + 1)

    def write(self, draft: Draft) -> None:
        """The form's fields hold this now."""
        if draft != self.notes.draft:
            self._lay(draft=draft)

    def change(self, draft: Draft) -> None:
        """Something else changed it: the fields are made anew."""
        self._lay(draft=draft, turn=self.notes.turn + 1, trouble="")

    def trying(self, work: Callable[[], object]) -> None:
        """Something that may go wrong, which is then told."""
        try:
            work()
        except AllegataError as error:
            self._lay(trouble=str(error))

    def relax(self, constraint: str) -> None:
        """Ask again without a demand."""
        found = self.notes.found
        if found is None:
            return
        draft = found.draft
        self.change(draft.asking(draft.question().without(constraint)))
        self.ask()

    def ask(self) -> None:
        """Begin to look for an answer to the draft; what ran before ends."""
        self.cancel()
        draft = replace(self.notes.draft, schema=self.schema)
        try:
            draft.question({id_: self.name_of(id_) for id_ in draft.named})
        except AllegataError as error:
            self._lay(trouble=str(error))
            return
        self._lay(trouble="", query=to_query(draft))
        graph = self.graph

        def work(halt: Halt, tell: Callable[[str], None]) -> Found:
            return find(graph, draft, halt, tell)

        self.slip.errand = Errand(work)

    def begin(self, task: Task) -> None:
        """One of the questions that an empty page offers, asked."""

        def work() -> None:
            overview = self.graph.overview(self.settings.draw_limit)
            draft = begun(self.graph, overview, task)
            self._lay(names={**self.notes.names, **{node.id: node for node in overview.nodes}})
            self.change(draft)
            self.ask()

        self.trying(work)

    def cancel(self) -> None:
        """What runs ends, in the database too."""
        errand = self.slip.errand
        if errand is None:
            return
        if errand.wait(0) is None:
            errand.stop()
            if errand.wait(1) is None:
                self.slip.errand = None
                self._lay(trouble=STOPPED)
                return
        self.collect(0)

    def collect(self, seconds: float) -> bool:
        """Take the answer, when there is one after so long; whether nothing runs any more."""
        errand = self.slip.errand
        if errand is None:
            return True
        outcome = errand.wait(seconds)
        if outcome is None:
            return False
        self.slip.errand = None
        if isinstance(outcome, AllegataError):
            self._lay(trouble=STOPPED if isinstance(outcome, QueryStopped) else str(outcome))
        else:
            self._answered(outcome)
        return True

    def _answered(self, found: Found) -> None:
        names = {**self.notes.names, **found.nodes}
        self._lay(found=found, names=names, drawn=self.notes.drawn + 1, chosen=0, actor="", evidence="", trouble="")

    # ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────

    def seek(self, field_: str, text: str, number: int) -> None:
        """Look for a name that is typed into a field."""
        hits: tuple[Hit, ...] = ()
        trouble = ""
        if wanted := text.strip()[:LONGEST]:
            try:
                hits = self.graph.search(wanted, limit=8)
            except AllegataError as error:
                trouble = str(error)
        self._heard(field_, Sought(hits, text, number, trouble))

    def pick(self, field_: str, ids: Sequence[str], number: int) -> None:
        """Actors were chosen in a field."""
        sought = self.notes.sought.get(field_, Sought())
        self._heard(field_, Sought(heard=number))
        known = {hit.node.id: hit.node for hit in sought.hits}
        missing = [id_ for id_ in ids if id_ not in known and id_ not in self.notes.names]
        if missing:
            known |= {node.id: node for node in self.graph.among(missing).nodes}
        self._lay(names={**self.notes.names, **known})
        there = getattr(self.notes.draft, field_)
        if isinstance(there, str):
            self._named(field_, ids[0] if ids else "")
        else:
            self._named(field_, (*there, *(id_ for id_ in ids if id_ not in there)))

    def drop(self, field_: str, id_: str) -> None:
        """An actor is taken out of a field."""
        there = getattr(self.notes.draft, field_)
        self._named(field_, "" if isinstance(there, str) else tuple(each for each in there if each != id_))

    def _named(self, field_: str, value: str | tuple[str, ...]) -> None:
        changes: dict[str, object] = {field_: value}
        self._lay(draft=replace(self.notes.draft, **changes), trouble="")  # type: ignore[arg-type]

    def _heard(self, field_: str, sought: Sought) -> None:
        before = self.notes.sought.get(field_, Sought())
        heard = max(before.heard, sought.heard)
        self._lay(sought={**self.notes.sought, field_: replace(sought, heard=heard)})

    def name_of(self, id_: str) -> str:
        """Of an actor; the id when nobody told it."""
        node = self.notes.names.get(id_)
        return node.name if node else id_

    # ── Looking ──────────────────────────────────────────────────────────────────────────────────────────────────

    def choose(self, number: int) -> None:
        """Another path is looked at."""
        self._lay(chosen=number, actor="", evidence="")

    def read(self, key: str) -> None:
        """The evidence of an edge is read; "": the paths are."""
        self._lay(evidence=key, actor="")

    def hear(self, event: Event) -> None:
        """Somebody did something in the picture."""
        if event.number <= self.notes.wire.heard and event.kind != "resync":
            return
        self._lay(wire=self.notes.wire.hearing(event.number, event.moved))
        if event.kind == "resync":
            self._lay(wire=self.notes.wire.lost())
        elif event.kind == "select-edge":
            self.read(event.id)
        elif event.kind == "select-node":
            self._lay(actor=event.id, evidence="")
        elif event.kind == "clear":
            self._lay(actor="", evidence="")

    def tell(self) -> Wire:
        """What the browser is to be told of the picture."""
        wire = self.notes.wire.telling(self._picture())
        self._lay(wire=wire)
        return wire

    def _picture(self) -> Picture:
        notes, found = self.notes, self.notes.found
        if found is None:
            return Picture(notes.drawn, Subgraph(), {}, looked_at=True, empty=EMPTY, layouts=())
        return Picture(
            version=notes.drawn,
            subgraph=found.subgraph,
            positions=found.places,
            selected=self._lit(),
            fresh=True,
            layouts=(),
            looked_at=True,
            types=() if self.graph.claims else self.graph.families,
            discs=self.graph.discs,
            empty="There is nothing to draw.",
        )

    def _lit(self) -> tuple[str, tuple[str, ...]] | None:
        """What stands out: the edge that is read, the actor that was clicked on, else the path."""
        if self.notes.evidence:
            return "edge", (self.notes.evidence,)
        if self.notes.actor:
            return "node", (self.notes.actor,)
        path = self.path
        if path is None or self.notes.draft.task is Task.CONNECT:
            return None
        return "edge", tuple(step.edge.key for step in path.steps)
