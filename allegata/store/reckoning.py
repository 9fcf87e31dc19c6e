"""What follows from claims and statements, reckoned in Python, and by another way than the database or the stage goes.

`allegata.store.check` holds it against what is stored. It is given one part of the graph after the other and keeps
nothing of a part but what it found amiss.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from allegata.model import Certainty, Modality, Stance, Status, edge_key
from allegata.status import Word, claim_status, headline
from allegata.vocabulary import CARRYING

__all__ = ["Problems", "Reckoner", "Sum", "Triple", "day_of"]

Triple = tuple[str, str, str]
"""Subject, predicate, object."""

Span = tuple[int, str, dt.date | None, dt.date | None]
"""A fact that carries words upwards: its number, to whom, from when, to when."""

REACH = 4
"""Steps over PART_OF and REPRESENTS that a word is carried upwards."""

REMEMBERED = 50_000
"""Holders and days of which it is remembered whom they speak for."""

_FOR = (Stance.ASSERTS, Stance.CONFIRMS)
_AGAINST = (Stance.DENIES, Stance.DISMISSES)
_EPOCH = dt.date(1970, 1, 1).toordinal()


def day_of(text: str | None) -> dt.date | None:
    """A day as the statements of the check give it."""
    return None if text is None else dt.date.fromisoformat(text)


@dataclass(slots=True)
class Problems:
    """What does not agree: the first ones in full, the others counted.

    Attributes:
        most: how many are kept.
    """

    most: int
    told: list[str] = field(default_factory=list)
    number: int = 0

    def add(self, problem: str) -> None:
        """One more."""
        self.number += 1
        if len(self.told) < self.most:
            self.told.append(problem)


@dataclass(slots=True)
class Sum:
    """All claims with one subject, predicate and object, gathered."""

    statuses: Counter[Status] = field(default_factory=Counter)
    statements: int = 0
    holders: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    held_by: set[str] = field(default_factory=set)
    denied_by: set[str] = field(default_factory=set)
    happened: Counter[tuple[dt.date, dt.date]] = field(default_factory=Counter)
    said: Counter[dt.date] = field(default_factory=Counter)

    def add(self, word: Word, statement: Mapping[str, Any], day: dt.date) -> None:
        """A statement on one of the claims."""
        self.statements += 1
        self.said[day] += 1
        self.holders.add(statement["holder"])
        self.documents.add(statement["document"])
        self.sources.add(word.source)
        if word.stance in _FOR:
            self.held_by.add(statement["holder"])
        if word.stance in _AGAINST:
            self.denied_by.add(statement["holder"])

    def summary(self, key: str) -> dict[str, Any]:
        """As it must stand on the direct edge."""
        return {
            "edge_key": key,
            "status": headline(self.statuses).value,
            **{f"n_{status.lower()}": self.statuses[status] for status in Status},
            "n_claims": self.statuses.total(),
            "n_statements": self.statements,
            "n_holders": len(self.holders),
            "n_documents": len(self.documents),
            "n_sources": len(self.sources),
            "held_by": sorted(self.held_by),
            "denied_by": sorted(self.denied_by),
            "first": min((first for first, _ in self.happened), default=None),
            "last": max((last for _, last in self.happened), default=None),
            "happened": [
                number
                for (first, last), claims in sorted(self.happened.items())
                for number in (_number(first), _number(last), claims)
            ],
            "said": [number for day, words in sorted(self.said.items()) for number in (_number(day), words)],
        }


class Reckoner:
    """Reckons claims, with what was said on them.

    Args:
        confirm_holders: the rule by which the database was reckoned.
        facts: all standing facts (subject, relation, object, from, to).
        problems: gets what is amiss with claims and statements.
    """

    def __init__(self, confirm_holders: int, facts: Iterable[Mapping[str, Any]], problems: Problems) -> None:
        self._confirm_holders = confirm_holders
        self._problems = problems
        self._above: dict[str, list[Span]] = {}
        for number, row in enumerate(facts):
            if row["relation"] in CARRYING:
                span = (number, row["object"], day_of(row["from"]), day_of(row["to"]))
                self._above.setdefault(row["subject"], []).append(span)
        self._upwards = lru_cache(REMEMBERED)(self._walk_up)

    def sums(self, claims: Iterable[Mapping[str, Any]]) -> dict[Triple, Sum]:
        """What the direct edges of these claims must say; what is amiss with a claim or a statement is noted.

        Args:
            claims: rows of the statement ``check_claims``: all that belong to each of the edges.
        """
        sums: dict[Triple, Sum] = defaultdict(Sum)
        for row in claims:
            it = row["claim"]
            triple = (it["subject"], it["predicate"], it["object"])
            said = self._said(it, row["statements"])
            status = claim_status((word for word, _, _ in said), Modality(it["modality"]), self._confirm_holders)
            days = [day for _, _, day in said]
            begun, ended = day_of(it["event_from"]), day_of(it["event_to"])
            first, last = begun or ended or min(days, default=None), ended or begun or max(days, default=None)
            self._compare(row, triple, {"status": status, "first": first, "last": last, "day": first or dt.date.min})
            total = sums[triple]
            total.statuses[status] += 1
            if first and last:
                total.happened[first, last] += 1
            for word, statement, day in said:
                total.add(word, statement, day)
        return sums

    def _compare(self, row: Mapping[str, Any], triple: Triple, reckoned: Mapping[str, Any]) -> None:
        it = row["claim"]
        if row["subjects"] != [triple[0]] or row["objects"] != [triple[2]]:
            self._problems.add(f"claim {it['id']}: subject or object do not fit its relationships")
        if it["edge_key"] != edge_key(*triple):
            self._problems.add(f"claim {it['id']}: its edge_key is not that of its subject, predicate and object")
        for name, value in reckoned.items():
            held = it[name] if name == "status" else day_of(it[name])
            if held != value:
                self._problems.add(f"claim {it['id']}: {name} {held}, reckoned {value}")

    def _said(
        self, claim: Mapping[str, Any], statements: Iterable[Mapping[str, Any]]
    ) -> list[tuple[Word, Mapping[str, Any], dt.date]]:
        """The statements on a claim as words, with their days; what is amiss with one is noted."""
        words, ids = [], set()
        for it in statements:
            amiss = []
            if it["claim"] != claim["id"] or it["id"] in ids:
                amiss.append("claims")
            if it["holders"] != [it["holder"]]:
                amiss.append("holders")
            if [each["id"] for each in it["documents"]] != [it["document"]]:
                amiss.append("documents")
            ids.add(it["id"])
            if amiss:
                self._problems.add(f"statement {it['id']}: its {', '.join(amiss)} do not fit its relationships")
                continue
            words.append(self._word(it, claim["subject"]))
        return words

    def _word(self, it: Mapping[str, Any], subject: str) -> tuple[Word, Mapping[str, Any], dt.date]:
        (document,) = it["documents"]
        day = dt.date.fromisoformat(it["said_on"] or document["published"])
        holder = it["holder"]
        up = self._upwards(holder, day) if holder in self._above else {}
        order = sorted(up, key=lambda each: (up[each], each))
        source = document["publisher"]
        for via in it["vias"]:
            if via["kind"] == "Organization" and not self._below(via["id"], holder):
                source = via["id"]
        own = holder == subject or subject in up
        if not own and subject in self._above:
            own = holder in self._upwards(subject, day)
        root = order[-1] if order else holder
        word = Word(Stance(it["stance"]), Certainty(it["certainty"]), own=own, root=root, source=source)
        held = {"speaks_for": order or None, "own": own, "root": root, "source": source}
        wrong = [name for name, value in held.items() if it[name] != value]
        if wrong:
            self._problems.add(f"statement {it['id']}: {', '.join(wrong)} not as reckoned from the standing facts")
        return word, it, day

    def _walk_up(self, entity: str, day: dt.date) -> dict[str, int]:
        """Whom an entity speaks for on a day, with the length of the longest way that uses no fact twice."""
        found: dict[str, int] = {}

        def walk(at: str, used: frozenset[int]) -> None:
            for number, other, start, end in self._above.get(at, ()):
                if number in used or (start is not None and day < start) or (end is not None and end < day):
                    continue
                found[other] = max(found.get(other, 0), len(used) + 1)
                if len(used) + 1 < REACH:
                    walk(other, used | {number})

        walk(entity, frozenset())
        found.pop(entity, None)
        return found

    def _below(self, entity: str, whole: str) -> bool:
        reached, front = {entity}, {entity}
        for _ in range(REACH):
            front = {other for each in front for _, other, _, _ in self._above.get(each, ())}
            reached |= front
        return whole in reached


def _number(day: dt.date) -> int:
    """The days since 1970-01-01."""
    return day.toordinal() - _EPOCH
