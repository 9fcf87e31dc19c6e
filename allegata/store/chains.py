"""Statements that look for chains of edges: put together from files, whole numbers and names of the vocabulary.

How long a chain may be cannot be a parameter of Cypher, and a hub is only bearable when its edges are sifted while the
chain grows. So the text of the statement depends on the question: only on its shape, never on a name in it, and the
server plans each shape once. Everything that a person typed goes in as a parameter.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from allegata.analysis.evidence import POWERS, Weights
from allegata.analysis.path import bounds
from allegata.analysis.question import HOPS, Question
from allegata.model import Status
from allegata.store.cypher import cypher, identifier
from allegata.vocabulary import STANDING, relations

__all__ = ["Chains"]

FEW_STEPS = 3
"""Up to so many steps are taken one by one from one end; with more, a search from both ends pays."""

NOBODY = ("", " ")
"""No actor, no kind and no status."""

_CLAIMED_DAYS = "coalesce(r.happened, [])"
_DAYS = """CASE WHEN r.status IS NOT NULL THEN coalesce(r.happened, []) ELSE [
      coalesce(duration.inDays(date('1970-01-01'), r.from).days, -10000000),
      coalesce(duration.inDays(date('1970-01-01'), r.to).days, 10000000), 1] END"""
_IN_WINDOW = (
    "(r.first <= $until_day AND r.last >= $since_day AND any(days IN [coalesce(r.happened, [])] WHERE "
    "any(i IN range(0, size(days) - 1, 3) WHERE days[i] <= $until AND days[i + 1] >= $since)))"
)
_STANDING_IN_WINDOW = (
    "(r.status IS NULL AND coalesce(r.from <= $until_day, true) AND coalesce(r.to >= $since_day, true))"
)


@dataclass(frozen=True, slots=True)
class Chains:
    """The statements for one question, and their parameters.

    Attributes:
        question: that is asked.
        backwards: chains of few steps are looked for from the targets; they are told from the sources on all the same.
    """

    question: Question
    backwards: bool = False

    def parameters(self, weights: Weights) -> dict[str, Any]:
        """For every statement of this module, also what a text does not mention."""
        it = self.question
        since, until = bounds(it)
        return {
            "sources": list(it.sources),
            "targets": list(it.targets),
            "ends": [*it.sources, *it.targets],
            "only": _several(it.actors),
            "never": _several(it.never_actors),
            "kinds": _several(it.kinds),
            "anyone": not it.actors,
            "any_kind": not it.kinds,
            "through": it.through,
            "without": _several(it.without_statuses),
            "holders": it.holders,
            "documents": it.documents,
            "since": since,
            "until": until,
            "since_day": it.since or dt.date.min,
            "until_day": it.until or dt.date.max,
            "single_holder": POWERS[weights.single_holder],
            "single_source": POWERS[weights.single_source],
            **{f"of_{status or 'STANDING'}": POWERS[cost] for status, cost in weights.by_status.items()},
        }

    def shortest(self) -> str:
        """The length of the shortest chain up to the longest that is allowed, whomever it leads through."""
        hops = self.question.hops
        return cypher("paths_shortest").replace("{PATTERN}", self._pattern(0, hops - 1, shortest=True))

    def between(self, length: int) -> str:
        """The best chains of exactly this length: ``ids``, ``evidence``."""
        return self._step_by_step(length) if length <= FEW_STEPS else self._whole(length)

    def upto(self, length: int) -> str:
        """The best chains of each length from one step to so many, `FEW_STEPS` at most: ``ids``, ``evidence``."""
        lengths = [each for each in range(1, length + 1) if each > 1 or not self.question.through]
        return "\nUNION ALL\n".join(self._step_by_step(each) for each in lengths)

    def _step_by_step(self, length: int) -> str:
        """Parallel edges are summed up after every step."""
        names = ["a", *(f"n{at}" for at in range(1, length)), "b"]
        chain = list(names)
        if self.backwards:
            names = ["b", *names[1:-1], "a"]
            chain = names[::-1]
        hops = []
        for at in range(1, length + 1):
            name, tests = names[at], [self._on_the_way(names[at])] if at < length else []
            tests += [f"{name} <> {other}" for other in names[1:at]] if at < length else []
            where = f" WHERE {' AND '.join(tests)}" if tests else ""
            hops.append(f"MATCH ({names[at - 1]}){self.edge(f'r{at}', back=self.backwards)}({name}){where}")
            hops.append(self._summed(at, list(dict.fromkeys(["a", "b", *names[1 : at + 1]]))))
        through = "\nWHERE any(n IN chain WHERE n.id = $through)" if self.question.through else ""
        evidence = ", ".join(f"e{at}" for at in range(1, length + 1))
        whole = cypher("paths_ordered" if self.question.in_time_order else "paths_hops")
        whole = whole.replace("{HOPS}", "\n".join(hops)).replace("{CHAIN}", ", ".join(chain))
        return whole.replace("{EVIDENCE}", evidence).replace("{THROUGH}", through)

    def _summed(self, at: int, names: list[str]) -> str:
        """What is kept after a step: the chain as far as it goes, once for each evidence that can still matter."""
        if self.question.in_time_order:
            text = _fragment("paths_ordered_hop").replace("{KEPT}", ", ".join(names))
            text = text.replace("{WEAKNESS}", self._weakness()).replace("{DAYS}", self._days())
            return _renamed(text, f"r{at}")
        kept = ", ".join([*names, *(f"e{before}" for before in range(1, at))])
        best = f"min([{self._weakness()}, -coalesce(r.n_statements, 0)])"
        return f"WITH {kept}, {_renamed(best, f'r{at}')} AS e{at}"

    def _whole(self, length: int) -> str:
        """Every chain of edges is made, and parallel ones are summed up in the end."""
        if self.question.through:
            ways = [self._through(place, length) for place in range(1, length)]
        else:
            ways = [self._pattern(length - 1, length - 1)]
        text = "\n  UNION ALL\n  ".join(f"MATCH p = ALL SHORTEST {way} RETURN p" for way in ways)
        time = f"\n  AND {_fragment('paths_time')}" if self.question.in_time_order else ""
        whole = cypher("paths_between").replace("{PATTERNS}", text).replace("{TIME}", time)
        return whole.replace("{WEAKNESS}", self._weakness()).replace("{DAYS}", self._days())

    def edges(self) -> str:
        """The edges between the actors of ``pairs``."""
        # Days of hubs' edges are long lists: they are read only where they decide.
        days = self._days() if self.question.in_time_order else "[]"
        return cypher("paths_edges").replace("{PATTERN}", self.edge("r")).replace("{DAYS}", days)

    def ring(self) -> str:
        """The next actors around those that were reached."""
        return cypher("paths_ring").replace("{PATTERN}", self.edge("r")).replace("{INNER}", self._inner())

    def steps(self, length: int) -> str:
        """The pairs of actors that follow one another on any shortest chain."""
        return cypher("paths_steps").replace("{PATTERN}", self._pattern(length - 1, length - 1, shortest=True))

    def edge(self, name: str, *, back: bool = False) -> str:
        """The pattern of one step; ``back``: taken against the way of the chain."""
        types = "|".join(map(identifier, self.question.types))
        tests = " AND ".join(self._tests())
        inside = f"-[{name}:{types}{f' WHERE {_renamed(tests, name)}' if tests else ''}]-"
        if not self.question.directed:
            return inside
        return f"<{inside}" if back else f"{inside}>"

    def _pattern(self, fewest: int, most: int, *, shortest: bool = False) -> str:
        """``shortest``: nothing longer is wanted than the shortest between any two of the ends."""
        return f"(a){self._inner_steps(fewest, most, 1, shortest=shortest)}{self.edge('z')}(b)"

    def _through(self, place: int, length: int) -> str:
        before, after = self._inner_steps(place - 1, place - 1, 1), self._inner_steps(length - place - 1, -1, 2)
        middle = "(x:Entity WHERE x.id = $through)"
        return f"(a){before}{self.edge('y')}{middle}{after}{self.edge('z')}(b)"

    def _inner_steps(self, fewest: int, most: int, number: int, *, shortest: bool = False) -> str:
        """Steps to actors on the way, before the last one; "" for none."""
        most = max(fewest, most)
        if not most:
            return ""
        if not 0 <= fewest <= most < HOPS:
            raise ValueError(f"{fewest} to {most} steps")
        name = f"n{number}"
        # Whoever leads from an end by way of another one, gets there sooner from that one.
        sort = self._sort(name)
        if sort and self.question.through:
            sort = [f"({name}.id = $through OR ({' AND '.join(sort)}))"]
        tests = sort if shortest else [f"NOT {name}.id IN $ends", *self._sort(name)]
        where = f" WHERE {' AND '.join(tests)}" if tests else ""
        return f" ((){self.edge(f'r{number}')}({name}{where})){{{fewest},{most}}} ()"

    def _inner(self, name: str = "n") -> str:
        return " AND ".join([f"NOT {name}.id IN $ends", *self._sort(name)])

    def _sort(self, name: str) -> list[str]:
        """What is asked of an actor on the way, but that it is no end."""
        it = self.question
        # One text for all of these: the server plans a shape once, and planning takes longer than most searches.
        if not (it.never_actors or it.actors or it.kinds):
            return []
        return [
            f"NOT {name}.id IN $never AND ($anyone OR {name}.id IN $only)",
            f"($any_kind OR {name}.kind IN $kinds)",
        ]

    def _on_the_way(self, name: str) -> str:
        """As `_inner`, or whom it must lead through: that one is named by who asks, and no test is put to him."""
        it = self.question
        # Nodes are compared faster than their properties.
        several = [f"NOT {name}.id IN $ends"] if len(it.sources) + len(it.targets) > 2 else []
        inner = " AND ".join([f"{name} <> a AND {name} <> b", *several, *self._sort(name)])
        return f"({name}.id = $through OR ({inner}))" if it.through else inner

    def _tests(self) -> list[str]:
        it = self.question
        tests = []
        if it.without_statuses or it.holders > 1 or it.documents > 1:
            tests.append("NOT coalesce(r.status, 'STANDING') IN $without")
            tests.append("coalesce(r.n_holders, 1) >= $holders AND coalesce(r.n_documents, 1) >= $documents")
        if it.since or it.until:
            tests.append(f"({_IN_WINDOW} OR {_STANDING_IN_WINDOW})" if self._standing else _IN_WINDOW)
        elif it.in_time_order:
            tests.append("(r.happened IS NOT NULL OR r.status IS NULL)" if self._standing else "r.happened IS NOT NULL")
        return tests

    @property
    def _standing(self) -> bool:
        return any(relations()[each].family == STANDING for each in self.question.types)

    def _days(self) -> str:
        return _DAYS if self._standing else _CLAIMED_DAYS

    def _weakness(self) -> str:
        """What a step over ``r`` weighs: sums of costs are products of powers."""
        # Numbers of their own, for a hub's hundred thousand edges: a map among the parameters takes twice as long.
        status = " ".join(f"WHEN '{each.value}' THEN $of_{each.value}" for each in Status)
        return (
            f"CASE r.status {status} ELSE $of_STANDING END"
            " * CASE WHEN r.n_holders = 1 THEN $single_holder ELSE 1 END"
            " * CASE WHEN r.n_sources = 1 THEN $single_source ELSE 1 END"
        )


def _several(values: Collection[str]) -> list[str]:
    """A list of two at least: the server plans a text anew for an empty list, for one of one and for a longer one."""
    return [*sorted(values), *NOBODY[len(values) :]]


def _renamed(text: str, name: str) -> str:
    """A text about the edge ``r``, about an edge of another name."""
    return re.sub(r"\br\.", f"{name}.", text)


def _fragment(name: str) -> str:
    """A part of a statement, without its comment."""
    lines = cypher(name).splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))
