"""A question for paths as somebody writes it down: in words of the command line, an address, or a form.

A draft need not make sense yet. What it says of actors are the words that were typed: ids, or names that somebody must
resolve. `Draft.question` makes the question of it, and refuses what makes none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any

from allegata.analysis.question import HOPS, MOST_RINGS, MOST_TOGETHER, Question, choice
from allegata.errors import UsageError
from allegata.model import Kind, Status
from allegata.vocabulary import relations

__all__ = ["Draft", "Task", "day_of", "from_query", "number_of", "to_query"]


class Task(StrEnum):
    """What is wanted."""

    BEST = "best"
    SHORTEST = "shortest"
    AROUND = "around"
    CONNECT = "connect"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is asked, as far as it is written down; fields of the same name are those of `Question`.

    Attributes:
        task: what is wanted: the best paths, all shortest as one picture, what surrounds some actors, or how they are
            connected.
        whom: those that are surrounded or to be connected.
        rings: steps that surroundings reach; 1 to `MOST_RINGS`.
        never_kinds: no actors of these kinds on the way; of a question, `kinds` are all others.
        statuses: only over edges of these, and over standing facts, which have none; of a question,
            `without_statuses` are all others.
    """

    task: Task = Task.BEST
    sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    most: int = 5
    hops: int = 4
    rings: int = 1
    directed: bool = False
    relations: tuple[str, ...] = ()
    never_relations: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    never_actors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    without_statuses: tuple[str, ...] = ()
    holders: int = 0
    documents: int = 0
    since: dt.date | None = None
    until: dt.date | None = None
    in_time_order: bool = False
    through: str = ""
    never_kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    schema: tuple[str, ...] = field(default=(), compare=False)

    @property
    def between(self) -> bool:
        """Whether it leads from somebody to somebody."""
        return self.task in (Task.BEST, Task.SHORTEST)

    @property
    def complete(self) -> bool:
        """Whether everybody is named who must be."""
        return not self.wanting

    @property
    def wanting(self) -> str:
        """Who is still to be named, in a sentence; "" when nobody is."""
        if self.between:
            if not self.sources and not self.targets:
                return "Name who is to be linked, at both ends."
            return "" if self.sources and self.targets else "Name somebody at the other end too."
        if not self.whom:
            return "Name somebody first."
        return "Name a second actor, to be connected with." if self.task is Task.CONNECT and len(self.whom) < 2 else ""

    @property
    def named(self) -> tuple[str, ...]:
        """All actors it speaks of, as they were typed."""
        ends = (*self.sources, *self.targets) if self.between else self.whom
        through = [self.through] if self.through and self.task is Task.BEST else []
        return tuple(dict.fromkeys([*ends, *self.actors, *self.never_actors, *through]))

    def resolved(self, ids: Mapping[str, str]) -> Draft:
        """With ids for the words that are among these."""

        def told(words: Iterable[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(ids.get(each, each) for each in words))

        return replace(
            self,
            sources=told(self.sources),
            targets=told(self.targets),
            whom=told(self.whom),
            actors=told(self.actors),
            never_actors=told(self.never_actors),
            through=ids.get(self.through, self.through),
        )

    def turned(self, task: Task) -> Draft:
        """The same for another task, without what that cannot ask."""
        draft = replace(self, task=task)
        return replace(draft, **{name: getattr(Draft(), name) for name in draft._excess})

    @property
    def _excess(self) -> dict[str, str]:
        """What is asked and cannot be of all shortest paths, which are one picture: fields, and how they are told."""
        told = {"most": "by number", "in_time_order": "in time order", "through": "by way of somebody"}
        usual = Draft()
        wanted = {name: words for name, words in told.items() if getattr(self, name) != getattr(usual, name)}
        return wanted if self.task is Task.SHORTEST else {}

    def swapped(self) -> Draft:
        """The other way round."""
        return replace(self, sources=self.targets, targets=self.sources)

    def question(self, names: Mapping[str, str] | None = None) -> Question:
        """The question; for surroundings and connections the one whose demands hold, its ends being nobody.

        Args:
            names: of the actors by id, for the text of an error.

        Raises:
            UsageError: it makes no sense as asked; the text is one sentence.
        """
        try:
            return self._question()
        except UsageError as error:
            text = str(error)
            for id_, name in (names or {}).items():
                text = text.replace(f"[{id_}]", f"{name} [{id_}]")
            raise UsageError(text) from None

    def _question(self) -> Question:
        asked = self.whom
        if self.task is Task.AROUND and not asked:
            raise UsageError("Surroundings need somebody whom they surround.")
        if self.task is Task.AROUND and not 1 <= self.rings <= MOST_RINGS:
            raise UsageError(f"Surroundings of {self.rings} steps cannot be asked for: 1 to {MOST_RINGS} steps can.")
        if self.task is Task.CONNECT and not 2 <= len(asked) <= MOST_TOGETHER:
            raise UsageError(
                f"Connections are sought among 2 to {MOST_TOGETHER} actors: {len(asked)} "
                f"{'was' if len(asked) == 1 else 'were'} given."
            )
        if excess := self._excess:
            raise UsageError(
                f"All shortest paths are one picture and cannot be asked for {' or '.join(excess.values())}: "
                "ask for the best paths."
            )
        best, around = self.task is Task.BEST, self.task is Task.AROUND
        return Question(
            self.sources if self.between else ("",),
            self.targets if self.between else ("*",),
            self.most if best else 1,
            HOPS if around else self.hops,
            self.directed and self.between,
            frozenset(self.relations),
            frozenset(self.never_relations),
            frozenset(self.actors),
            frozenset(self.never_actors),
            self._of_kinds(),
            self._not_of_statuses(),
            self.holders,
            self.documents,
            self.since,
            self.until,
            self.in_time_order and best,
            self.through if best else "",
            self.schema,
        )

    def _of_kinds(self) -> frozenset[str]:
        """The kinds that actors on the way may be of; none: of all."""
        if not self.never_kinds:
            return frozenset(self.kinds)
        found = frozenset(self.kinds or map(str, Kind)) - frozenset(self.never_kinds)
        if not found:
            raise UsageError("Every kind of actor is ruled out: nobody may stand on the way.")
        return found

    def _not_of_statuses(self) -> frozenset[str]:
        """The statuses that no edge may have."""
        others = frozenset(map(str, Status)) - frozenset(self.statuses) if self.statuses else frozenset()
        return frozenset(self.without_statuses) | others

    def asking(self, question: Question) -> Draft:
        """The same with the demands of another question."""
        names = {each.name for each in fields(Draft)} & {each.name for each in fields(Question)} - {"schema"}
        changes: dict[str, Any] = {}
        for name in names - {"sources", "targets", "most"}:
            value = getattr(question, name)
            changes[name] = tuple(sorted(value)) if isinstance(value, frozenset) else value
        # A question holds what is left of kinds and statuses: where that is the same, the draft says it in its own way.
        if question.kinds == self._of_kinds():
            changes["kinds"] = self.kinds
        else:
            changes["never_kinds"] = ()
        if question.without_statuses == self._not_of_statuses():
            changes["without_statuses"] = self.without_statuses
        else:
            changes["statuses"] = ()
        return replace(self, **changes)


# ── In words ─────────────────────────────────────────────────────────────────────────────────────────────────────

_NAMES: Mapping[str, str] = {
    "from": "sources",
    "to": "targets",
    "actor": "whom",
    "k": "most",
    "max-hops": "hops",
    "hops": "rings",
    "directed": "directed",
    "relation": "relations",
    "never-relation": "never_relations",
    "only-actor": "actors",
    "never-actor": "never_actors",
    "kind": "kinds",
    "never-kind": "never_kinds",
    "status": "statuses",
    "without-status": "without_statuses",
    "min-holders": "holders",
    "min-documents": "documents",
    "since": "since",
    "until": "until",
    "in-time-order": "in_time_order",
    "through": "through",
}
"""How fields are called in an address: as the options of the command line."""

LONGEST, MOST_WORDS = 200, 100
"""Characters of one word, and words of one field, that are read."""

LARGEST = 10**9
"""A number that nothing here comes near."""


def to_query(draft: Draft) -> dict[str, list[str]]:
    """The draft as parameters of an address; what is as usual is left out."""
    usual = Draft()
    found: dict[str, list[str]] = {} if draft.task is usual.task else {"ask": [draft.task.value]}
    for name, attribute in _NAMES.items():
        value = getattr(draft, attribute)
        if value == getattr(usual, attribute):
            continue
        if isinstance(value, tuple):
            found[name] = list(value)
        else:
            found[name] = ["1" if value is True else str(value)]
    return found


def from_query(query: Mapping[str, Sequence[str]], schema: Iterable[str] = ()) -> tuple[Draft, str]:
    """The draft that parameters of an address hold; others are passed over.

    Args:
        query: the parameters, each with all its values.
        schema: relationship types of a database that Allegata did not load.

    Returns:
        The draft, and what of it could not be read, in a sentence ("": nothing).
    """
    values: dict[str, Any] = {"schema": tuple(schema)}
    trouble = ""
    for name, attribute in (("ask", "task"), *_NAMES.items()):
        words = [each.strip()[:LONGEST] for each in query.get(name, ()) if each.strip()][:MOST_WORDS]
        if not words:
            continue
        try:
            values[attribute] = _read(name, attribute, words, values["schema"])
        except UsageError as error:
            trouble = trouble or str(error)
    return Draft(**values), trouble


def _read(name: str, attribute: str, words: list[str], schema: tuple[str, ...]) -> object:
    usual = getattr(Draft(), attribute)
    if attribute == "task":
        return Task(choice("task", words[-1], tuple(Task)))
    if attribute in ("since", "until"):
        return day_of(words[-1])
    if isinstance(usual, bool):
        return words[-1] not in ("0", "false", "no")
    if isinstance(usual, int):
        return number_of(name, words[-1])
    if isinstance(usual, str):
        return words[-1]
    choices: Mapping[str, tuple[str, Iterable[str]]] = {
        "relations": ("relation type", schema or relations()),
        "never_relations": ("relation type", schema or relations()),
        "kinds": ("kind", tuple(Kind)),
        "never_kinds": ("kind", tuple(Kind)),
        "statuses": ("status", tuple(Status)),
        "without_statuses": ("status", tuple(Status)),
    }
    if attribute in choices:
        what, known = choices[attribute]
        words = [choice(what, each, known) for each in words]
    return tuple(dict.fromkeys(words))


def number_of(name: str, text: str) -> int:
    """A number as it is typed.

    Args:
        name: of the option or parameter, for the text of an error.
        text: what was typed.

    Raises:
        UsageError: it is no whole number, or one beyond all that can be meant.
    """
    try:
        number = int(text)
    except ValueError:
        raise UsageError(f"{name} {text[:LONGEST]!r} is not a whole number.") from None
    if abs(number) > LARGEST:
        raise UsageError(f"{name} {text[:LONGEST]!r} is too large a number.")
    return number


def day_of(text: str) -> dt.date | None:
    """A day as it is typed; None for nothing.

    Raises:
        UsageError: it is no day.
    """
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{text!r} is not a date: write it as in 2024-10-30.") from None
