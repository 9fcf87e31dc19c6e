"""What one person asks: the draft, the statement on its way, what came of it, and what was asked before.

Everything lies under one key of the session, as one frozen value that is replaced (see `allegata.ui.desk.Sheet`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import streamlit as st

from allegata import catalog
from allegata.answer import Answer
from allegata.catalog import Catalog, Returns, SavedQuery
from allegata.errors import AllegataError, NotFound, QueryFailed
from allegata.model import Hit, Node
from allegata.settings import Settings
from allegata.store import Explorable, ForeignGraph, Plan, types_of
from allegata.store.naming import resolve
from allegata.ui.desk import Desk
from allegata.ui.editor import Mark
from allegata.ui.errand import Errand
from allegata.ui.papers import Sheet
from allegata.ui.queries.answers import AnswerGraph
from allegata.ui.queries.asker import Asker
from allegata.ui.queries.draft import Draft
from allegata.ui.queries.places import read_address, write_address
from allegata.ui.queries.study import Box, Room, Study

__all__ = ["Inquiry"]

KEY = "inquiry"
QUICK = 0.4
"""Seconds for which the page waits for an answer before it shows that it waits."""
BEGINNING = "MATCH (n)\nRETURN n\nLIMIT 25\n"


def _room_of_session() -> Room:
    room: Room = st.session_state.setdefault(KEY, Room())
    return room


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What a person can do on the page."""

    graph: Explorable
    gate: Asker
    settings: Settings
    room: Room = field(default_factory=_room_of_session)

    @property
    def study(self) -> Study:
        """What there is now."""
        return self.room.study

    @property
    def draft(self) -> Draft:
        """What is about to be asked."""
        return self.room.study.draft

    def _now(self, **changes: Any) -> None:
        self.room.study = replace(self.study, **changes)

    # ── Saved queries ────────────────────────────────────────────────────────────────────────────────────────────

    def catalog(self) -> Catalog:
        """All queries; ours are about claims, and so are left out where there are none."""
        found = catalog.load(self.settings.home)
        if self.graph.claims:
            return found
        return replace(found, queries=tuple(each for each in found.queries if each.own))

    def saved(self) -> SavedQuery | None:
        """The saved query that the draft began with, as it is saved."""
        return next((each for each in self.catalog().queries if each.name == self.draft.name), None)

    def own_text(self) -> str | None:
        """The text of the user's file that the draft began with, faults included; None when it is none of his."""
        found = self.catalog()
        saved = next((each for each in found.queries if each.name == self.draft.name), None)
        if saved is not None:
            return saved.text if saved.own else None
        folder = catalog.own_folder(self.settings.home)
        files = {Path(each.file) for each in found.problems}
        file = next((each for each in files if each.stem == self.draft.name and each.is_relative_to(folder)), None)
        try:
            return file.read_text("utf-8") if file else None
        except (OSError, UnicodeDecodeError):
            return None  # the list of faults says why

    def _texts(self) -> dict[str, str]:
        return {each.name: each.text for each in self.catalog().queries}

    # ── The draft ────────────────────────────────────────────────────────────────────────────────────────────────

    def open(self, told: Mapping[str, str]) -> None:
        """What the address names, when it is not what it named before."""
        if self.room.begun and (not told or not self.room.address.is_news(told)):
            return
        self.room.begun = True
        self.room.address.put(told)
        try:
            draft = read_address(told, self._texts(), self._kept)
        except AllegataError as error:
            self._now(trouble=str(error))
            return
        if draft is not None:
            self._take(draft)
            self.check()

    def address(self) -> dict[str, str]:
        """What the address is to say."""
        told = write_address(self.draft, self._texts(), self._kept)
        self.room.address.put(told)
        return told

    @property
    def _kept(self) -> Path:
        return self.settings.home / "drafts"

    def _take(self, draft: Draft, **changes: Any) -> None:
        """Another draft takes the place of this one, in the form and in the editor."""
        fresh: dict[str, Any] = {
            "outcome": None,
            "wrong": {},
            "trouble": "",
            "refused": ("", ""),
            "note": "",
            "drawn": None,
            "boxes": {},
        }
        self._now(draft=draft, turn=self.study.turn + 1, **fresh | changes)

    def choose(self, name: str) -> None:
        """A saved query, with its defaults."""
        found = next((each for each in self.catalog().queries if each.name == name), None)
        if found is not None:
            self._take(Draft(name, found.text))

    def begin(self) -> None:
        """A query of one's own, from the beginning."""
        self._take(Draft("", BEGINNING))

    def mend(self, file: Path) -> None:
        """A query file with faults, to be put right in the editor."""
        try:
            text = file.read_text("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            self._now(trouble=f"{file} cannot be read: {error}.")
            return
        self._take(Draft(file.stem, text))

    def give(self, name: str, text: str) -> None:
        """Something was typed for a parameter."""
        query = self.draft.query
        parameter = next((each for each in query.parameters if each.name == name), None) if query else None
        if parameter is None:
            return
        wrong = {key: told for key, told in self.study.wrong.items() if key != name}
        self._now(draft=self.draft.giving(parameter, text), wrong=wrong, note="")

    def write(self, text: str, number: int) -> None:
        """Something was typed into the editor; ``number``: of the event."""
        self._now(draft=self.draft.writing(text), heard=max(number, self.study.heard))

    def marks(self) -> tuple[Mark, ...]:
        """What the editor points at."""
        study = self.study
        failed = study.outcome if study.asked.text == study.draft.text else None
        return study.draft.marks(failed if isinstance(failed, QueryFailed) else None)

    # ── Parameters ───────────────────────────────────────────────────────────────────────────────────────────────

    def entity(self, text: str) -> Node:
        """The entity that a text names.

        Raises:
            NotFound: nobody, or several.
            StoreError: the database does not answer.
        """
        node = resolve(self.graph, text)
        self.room.names[node.id] = node.name
        self.room.names[text] = node.name
        return node

    def name(self, text: str) -> str:
        """What the entity is called that stands in a field; the text itself when there is none."""
        if text and text not in self.room.names:
            try:
                self.entity(text)
            except NotFound:
                self.room.names[text] = text
        return self.room.names.get(text, text)

    @property
    def types(self) -> tuple[str, ...]:
        """Relations of a database that Allegata did not load; none: the vocabulary."""
        return types_of(self.graph)

    def listed(self, statement: str) -> tuple[str, ...]:
        """The choices that a statement lists, read once for each state of the database.

        Raises:
            StoreError: the statement does not run.
        """
        key = (statement, self.graph.stamp())
        if key not in self.room.choices:
            self.room.choices[key] = self.gate.listed(statement)
        return self.room.choices[key]

    def seek(self, key: str, text: str, number: int) -> None:
        """Look for a name, for the search box of a parameter."""
        hits: tuple[Hit, ...] = ()
        trouble = ""
        if wanted := text.strip()[:120]:
            try:
                hits = self.graph.search(wanted, limit=8)
            except AllegataError as error:
                trouble = str(error)
        self.room.names.update({hit.node.id: hit.node.name for hit in hits})
        self._now(boxes={**self.study.boxes, key: Box(hits, text, number, trouble)})

    def picked(self, key: str, number: int) -> None:
        """Something was chosen in the search box of a parameter."""
        box = self.study.boxes.get(key, Box())
        self._now(boxes={**self.study.boxes, key: replace(box, heard=number)})

    def check(self) -> dict[str, Any] | None:
        """The values of the parameters; None, and told at the fields, when one has none."""
        query = self.draft.query
        if query is None:
            return None
        values, wrong = query.tried(self.draft.given, lambda text: self.entity(text).id, self.listed, self.types)
        self._now(wrong=wrong)
        return None if wrong else values

    # ── Asking ───────────────────────────────────────────────────────────────────────────────────────────────────

    def want(self, what: str) -> None:
        """Somebody wants it run, explained or profiled: ``run``, ``explain``, ``profile``.

        It is done by `act`, when everything has been heard that was typed before the button was pressed.
        """
        self.room.wanted = what

    def act(self) -> None:
        """Do what is wanted, and take up what has come of it; what is quick is there at once."""
        wanted, self.room.wanted = self.room.wanted, ""
        asks: dict[str, Callable[..., Answer | Plan]] = {
            "run": self.gate.run,
            "explain": self.gate.explain,
            "profile": self.gate.profile,
        }
        if wanted in asks:
            self._send(asks[wanted])
            if self.study.errand is not None:
                self.study.errand.wait(QUICK)
        self.settle()

    def _send(self, ask: Callable[..., Answer | Plan]) -> None:
        if self.study.errand is not None:
            return
        self._now(trouble="", note="", asked=self.draft, asked_at=self.study.turn)
        query = self.draft.query
        if query is None:
            told = "\n".join(map(str, self.draft.problems)) or "There is no statement yet: write one in Cypher."
            self._now(outcome=None, trouble=told)
            return
        values = self.check()
        if values is not None:
            self._now(errand=Errand(lambda halt, _: ask(query.statement, values, halt=halt)), outcome=None, drawn=None)

    def stop(self) -> None:
        """Call off what is on its way."""
        if self.study.errand is not None:
            self.study.errand.stop()

    def settle(self) -> None:
        """Take up the outcome of what was on its way, if there is one by now."""
        errand = self.study.errand
        if errand is not None and errand.outcome is not None:
            self.room.study = self.study.settled(errand.outcome, errand.seconds)

    def back_to(self, number: int) -> None:
        """To something that was run: the form as it was, and the answer if it is kept."""
        entry = self.study.history[number]
        self._take(entry.draft, outcome=entry.outcome)
        self._now(asked=entry.draft, asked_at=self.study.turn)

    def desk(self) -> Desk | None:
        """The graph that was found, as the canvas shows it."""
        outcome = self.study.outcome
        if not isinstance(outcome, Answer) or not outcome.drawable:
            return None
        settings = replace(self.settings, documents="")
        if self.study.drawn is not None:
            return Desk(self.study.drawn[0], settings, self.study.drawn[1])
        captions = self.graph.schema.captions(self.graph.captions) if isinstance(self.graph, ForeignGraph) else {}
        graph, sheet = AnswerGraph.of(outcome, self.graph.claims, captions, self.graph.discs), Sheet()
        desk = Desk(graph, settings, sheet)
        desk.open()
        self._now(drawn=(graph, sheet))
        return desk

    # ── Own queries ──────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def _taken(self) -> frozenset[str]:
        return frozenset(each.name for each in catalog.ours().queries)

    def save(self, name: str, title: str = "", description: str = "", *, over: bool = False) -> None:
        """The draft becomes a query file of the user's.

        Args:
            name: by which it is called.
            title, description: of its header, if it has none.
            over: whether it takes the place of one of this name.
        """
        draft = self.draft
        text = draft.text
        if not draft.titled:
            query = draft.query
            parameters = query.parameters if query else ()
            given = tuple(replace(each, default=draft.shown(each)) for each in parameters)
            text = catalog.header(title or name, description, Returns.BOTH, given) + text

        def work() -> str:
            saved = catalog.save(self.settings.home, name, text, taken=self._taken, over=over)
            turn = self.study.turn + (saved.text != draft.text)
            self._now(draft=replace(draft, name=name).writing(saved.text), turn=turn)
            return f"Saved as {name}."

        self._do(work, "" if over else "save")

    def rename(self, new: str) -> None:
        """The user's query gets another name."""
        name = self.draft.name

        def work() -> str:
            catalog.rename(self.settings.home, name, new, taken=self._taken)
            return f"{name} is called {new} now."

        if self._do(work, "rename"):
            self._now(draft=replace(self.draft, name=new))

    def delete(self) -> None:
        """The user's query is deleted; `bring_back` is the way back."""
        name, text = self.draft.name, self.own_text()

        def work() -> str:
            file = catalog.delete(self.settings.home, name)
            self._take(Draft(), removed=(file, text or ""))
            return f"Deleted {name}."

        self._do(work)

    def bring_back(self) -> None:
        """The query that was deleted last is there again."""
        if self.study.removed is None:
            return
        file, text = self.study.removed

        def work() -> str:
            catalog.bring_back(self.settings.home, file, text)
            self._take(Draft(file.stem, text), removed=None)
            return f"{file.stem} is back."

        self._do(work)

    def _do(self, work: Callable[[], str], menu: str = "") -> bool:
        """Whether it was done; why it was not is told in the menu in which it was asked for, else above the query."""
        try:
            note = work()
        except AllegataError as error:
            told = {"refused": (menu, str(error))} if menu else {"trouble": str(error)}
            self._now(note="", **told)
            return False
        self._now(refused=("", ""), trouble="", note=note)
        return True
