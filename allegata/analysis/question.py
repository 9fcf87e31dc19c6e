"""A question for paths, as a value: between whom, how many, and over what they may lead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from allegata.errors import UsageError
from allegata.model import Kind, Status
from allegata.vocabulary import STANDING, nearest, relations

__all__ = ["HOPS", "MOST", "MOST_RINGS", "MOST_TOGETHER", "Question", "choice"]

HOPS = 6
"""The longest path that can be asked for, in steps."""

MOST = 100
"""The most paths that can be asked for."""

MOST_TOGETHER = 8
"""Actors among whom connections are sought: every pair of them is a search of its own."""

MOST_RINGS = 4
"""Steps that surroundings may reach."""

OF_CLAIMS = ("without_statuses", "holders", "documents", "since", "until", "in_time_order", "kinds")
"""What can only be asked where there are claims."""


@dataclass(frozen=True, slots=True)
class Question:
    """Which paths are wanted.

    A path leads from one of the sources to one of the targets. It enters no actor twice, and none of the others of
    these on its way. What is asked of actors is asked of those on the way: the ends, and whom it must lead through,
    are named by who asks.

    Attributes:
        sources, targets: ids of entities; none of them in both.
        most: how many paths, the best first; 1 to `MOST`.
        hops: the longest allowed, in steps; 1 to `HOPS`.
        directed: every step goes the way of its edge.
        relations: only over these types; none: over all of claims. Standing facts only when named here.
        never_relations: not over these.
        actors, never_actors: ids; only these on the way (none: all), and not these.
        kinds: only actors of these kinds on the way; none: of all.
        without_statuses: not over edges of these.
        holders, documents: fewest behind an edge; above 1 no standing fact passes.
        since, until: something on every edge happened within, both included; None: open.
        in_time_order: something on every edge happened no earlier than what was taken of the step before.
        through: id of an actor on the way; "": whoever.
        schema: relationship types of a database that Allegata did not load, which has no claims; none: the vocabulary.

    Raises:
        UsageError: it makes no sense as asked; the text is one sentence, ids in brackets.
    """

    sources: tuple[str, ...]
    targets: tuple[str, ...]
    most: int = 5
    hops: int = 4
    directed: bool = False
    relations: frozenset[str] = frozenset()
    never_relations: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    never_actors: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    without_statuses: frozenset[str] = frozenset()
    holders: int = 0
    documents: int = 0
    since: dt.date | None = None
    until: dt.date | None = None
    in_time_order: bool = False
    through: str = ""
    schema: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        ends = {*self.sources, *self.targets}
        if not self.sources or not self.targets:
            raise UsageError("A path needs somebody whom it begins with and somebody whom it leads to.")
        if both := set(self.sources) & set(self.targets):
            raise UsageError(f"A path leads from one actor to another: [{min(both)}] stands at both ends.")
        if not 1 <= self.most <= MOST:
            raise UsageError(f"{self.most} paths cannot be asked for: 1 to {MOST} can.")
        if not 1 <= self.hops <= HOPS:
            raise UsageError(f"A path of at most {self.hops} steps cannot be asked for: 1 to {HOPS} steps can.")
        if self.since and self.until and self.until < self.since:
            raise UsageError(f"The window ends on {self.until}, before it begins on {self.since}.")
        if self.holders < 0 or self.documents < 0:
            raise UsageError("The fewest holders and documents are 0 or more.")
        self._check_words()
        self._check_actors(ends)

    def _check_words(self) -> None:
        _known("relation type", self.relations | self.never_relations, self.schema or relations())
        _known("kind", self.kinds, tuple(Kind))
        _known("status", self.without_statuses, tuple(Status))
        if self.schema and any(getattr(self, name) for name in OF_CLAIMS):
            raise UsageError("This database has no claims: status, holders, documents and days cannot be asked for.")

    def _check_actors(self, ends: set[str]) -> None:
        if self.through and self.through in ends:
            raise UsageError(f"[{self.through}] is an end of the path already: it cannot lead through there.")
        if self.through and self.hops < 2:
            raise UsageError("A path through somebody has two steps at least.")
        if never := self.never_actors & {*ends, self.through}:
            raise UsageError(f"[{min(never)}] is asked for and ruled out at once.")

    @property
    def types(self) -> tuple[str, ...]:
        """The relation types that a step may have, in the order of the vocabulary; they may be none."""
        if self.schema:
            wanted = self.relations or frozenset(self.schema)
            return tuple(type_ for type_ in self.schema if type_ in wanted - self.never_relations)
        return tuple(
            each.type
            for each in relations().values()
            if (each.type in self.relations if self.relations else each.family != STANDING)
            and each.type not in self.never_relations
        )

    @property
    def constraints(self) -> tuple[str, ...]:
        """What could be asked for less strictly: names of fields, ``window`` for both its ends."""
        window = ("window",) if self.since or self.until else ()
        hops = ("hops",) if self.hops < HOPS else ()
        sets = ("relations", "never_relations", "actors", "never_actors", "kinds", "without_statuses")
        single = ("directed", "in_time_order", "through")
        counts = tuple(name for name in ("holders", "documents") if getattr(self, name) > 1)
        return (*(name for name in (*sets, *single) if getattr(self, name)), *counts, *window, *hops)

    def without(self, constraint: str) -> Question:
        """The same question without one of its `constraints`."""
        loose: dict[str, dict[str, Any]] = {
            "window": {"since": None, "until": None},
            "hops": {"hops": HOPS},
            "directed": {"directed": False},
            "in_time_order": {"in_time_order": False},
            "through": {"through": ""},
            "holders": {"holders": 0},
            "documents": {"documents": 0},
        }
        return replace(self, **loose.get(constraint, {constraint: frozenset()}))


def choice(what: str, text: str, choices: Iterable[str]) -> str:
    """One of the choices, however its letters were typed.

    Raises:
        UsageError: it is none of them; the nearest is suggested.
    """
    known = {str(each).casefold(): str(each) for each in choices}
    word = text.strip().casefold()
    for spelt in (word, word.replace(" ", "_").replace("-", "_")):
        if spelt in known:
            return known[spelt]
    hint = nearest(word.replace(" ", "_"), list(known)).removeprefix("did you mean ").removesuffix("?")
    if hint:
        raise UsageError(f"There is no {what} {text!r}: did you mean {known[hint]}?")
    listed = ", ".join(list(known.values())[:8]) + (" and so on" if len(known) > 8 else "")
    raise UsageError(f"There is no {what} {text!r}: there are {listed}.")


def _known(what: str, names: Iterable[str], choices: Iterable[str]) -> None:
    choices = [str(each) for each in choices]
    for name in sorted(names):
        if name not in choices:
            # Written in another way it would be one of them, but a question holds names as they are.
            raise UsageError(f"There is no {what} {name!r}: did you mean {choice(what, name, choices)}?")
