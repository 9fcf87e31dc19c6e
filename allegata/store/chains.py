"""Statements that look for chains of edges: put together from files, whole numbers and names of the vocabulary.

How long a chain may be cannot be a parameter of Cypher, and a hub is only bearable when its edges are sifted while the
chain grows. So the text of the statement depends on the question: only on its shape, never on a name in it, and the
server plans each shape once. Everything that a person typed goes in as a parameter.
"""

from __future__ import annotations

import datetime as dt
import re
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
    """The statements for one question, and their parameters."""

    question: Question

    @property
    def possible(self) -> bool:
        """Whether there is any relation type left."""
        return bool(self.question.types)

    def parameters(self, weights: Weights) -> dict[str, Any]:
        """For every statement of this module; the server passes over what a text does not mention."""
        it = self.question
        since, until = bounds(it)
        return {
            "sources": list(it.sources),
            "targets": list(it.targets),
            "ends": [*it.sources, *it.targets],
            "only": sorted(it.actors),
            "never": sorted(it.never_actors),
            "kinds": sorted(it.kinds),
            "anyone": not it.actors,
            "any_kind": not it.kinds,
            "through": it.through,
            "without": sorted(it.without_statuses),
            "holders": it.holders,
            "documents": it.documents,
            "since": since,
            "until": until,
            "since_day": it.since or dt.date.min,
            "until_day": it.until or dt.date.max,
            "costs": {status or "STANDING": cost for status, cost in weights.by_status.items()},
            "single_holder": weights.single_holder,
            "single_source": weights.single_source,
            "powers": list(POWERS),
        }

    def shortest(self) -> str:
        """The length of the shortest chain up to the longest that is allowed, whomever it leads through."""
        hops = self.question.hops
        return cypher("paths_shortest").replace("{PATTERN}", self._pattern(0, hops - 1))

    def between(self, length: int) -> str:
        """The best chains of exactly this length: ``ids``, ``evidence``."""
        return self._step_by_step(length) if length <= FEW_STEPS else self._whole(length)

    def _step_by_step(self, length: int) -> str:
        """Parallel edges are summed up after every step."""
        names = ["a", *(f"n{at}" for at in range(1, length)), "b"]
        hops = []
        for at in range(1, length + 1):
            name, tests = names[at], [self._on_the_way(names[at])] if at < length else []
            tests += [f"{name} <> {other}" for other in names[1:at]] if at < length else []
            where = f" WHERE {' AND '.join(tests)}" if tests else ""
            hops.append(f"MATCH ({names[at - 1]}){self.edge(f'r{at}')}({name}){where}")
            hops.append(self._summed(at, list(dict.fromkeys(["a", "b", *names[1 : at + 1]]))))
        through = "\nWHERE any(n IN chain WHERE n.id = $through)" if self.question.through else ""
        evidence = ", ".join(f"e{at}" for at in range(1, length + 1))
        whole = cypher("paths_ordered" if self.question.in_time_order else "paths_hops")
        whole = whole.replace("{HOPS}", "\n".join(hops)).replace("{CHAIN}", ", ".join(names))
        return whole.replace("{EVIDENCE}", evidence).replace("{THROUGH}", through)

    def _summed(self, at: int, names: list[str]) -> str:
        """What is kept after a step: the chain as far as it goes, once for each evidence that can still matter."""
        if self.question.in_time_order:
            text = _fragment("paths_ordered_hop").replace("{KEPT}", ", ".join(names))
            text = text.replace("{COST}", self._cost()).replace("{DAYS}", self._days())
            return _renamed(text, f"r{at}")
        kept = ", ".join([*names, *(f"e{before}" for before in range(1, at))])
        best = f"min([$powers[{self._cost()}], -coalesce(r.n_statements, 0)])"
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
        return whole.replace("{COST}", self._cost()).replace("{DAYS}", self._days())

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
        return cypher("paths_steps").replace("{PATTERN}", self._pattern(length - 1, length - 1))

    def edge(self, name: str) -> str:
        """The pattern of one step."""
        types = "|".join(map(identifier, self.question.types))
        tests = " AND ".join(self._tests())
        inside = f"-[{name}:{types}{f' WHERE {_renamed(tests, name)}' if tests else ''}]-"
        return f"{inside}>" if self.question.directed else inside

    def _pattern(self, fewest: int, most: int) -> str:
        return f"(a){self._inner_steps(fewest, most, 1)}{self.edge('z')}(b)"

    def _through(self, place: int, length: int) -> str:
        before, after = self._inner_steps(place - 1, place - 1, 1), self._inner_steps(length - place - 1, -1, 2)
        middle = "(x:Entity WHERE x.id = $through)"
        return f"(a){before}{self.edge('y')}{middle}{after}{self.edge('z')}(b)"

    def _inner_steps(self, fewest: int, most: int, number: int) -> str:
        """Steps to actors on the way, before the last one; "" for none."""
        most = max(fewest, most)
        if not most:
            return ""
        if not 0 <= fewest <= most < HOPS:
            raise ValueError(f"{fewest} to {most} steps")
        return f" ((){self.edge(f'r{number}')}(n{number} WHERE {self._inner(f'n{number}')})){{{fewest},{most}}} ()"

    def _inner(self, name: str = "n") -> str:
        it = self.question
        tests = f"NOT {name}.id IN $ends"
        # One text for all of these: the server plans a shape once, and planning takes longer than most searches.
        if it.never_actors or it.actors or it.kinds:
            tests += f" AND NOT {name}.id IN $never AND ($anyone OR {name}.id IN $only)"
            tests += f" AND ($any_kind OR {name}.kind IN $kinds)"
        return tests

    def _on_the_way(self, name: str) -> str:
        """As `_inner`, or whom it must lead through: that one is named by who asks, and no test is put to him."""
        inner = self._inner(name)
        return f"({name}.id = $through OR ({inner}))" if self.question.through else inner

    def _tests(self) -> list[str]:
        it = self.question
        tests = []
        if it.without_statuses or it.holders > 1 or it.documents > 1:
            tests.append("NOT coalesce(r.status, '') IN $without")
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

    def _cost(self) -> str:
        status = " ".join(f"WHEN '{each.value}' THEN $costs.{each.value}" for each in Status)
        return (
            f"CASE r.status {status} ELSE $costs.STANDING END"
            " + CASE WHEN r.n_holders = 1 THEN $single_holder ELSE 0 END"
            " + CASE WHEN r.n_sources = 1 THEN $single_source ELSE 0 END"
        )


def _renamed(text: str, name: str) -> str:
    """A text about the edge ``r``, about an edge of another name."""
    return re.sub(r"\br\.", f"{name}.", text)


def _fragment(name: str) -> str:
    """A part of a statement, without its comment."""
    lines = cypher(name).splitlines()
    return "\n".join(line for line in lines if not line.startswith("//"))
