"""The proof: what is derived is reckoned again from the records, in Python, and compared with the database."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from allegata.model import Certainty, Modality, Stance, Status, edge_key
from allegata.progress import Progress
from allegata.settings import Settings
from allegata.status import Word, claim_status, headline
from allegata.store.connection import Connection
from allegata.store.cypher import cypher
from allegata.store.reader import Reader

__all__ = ["Report", "check"]

Triple = tuple[str, str, str]
Span = tuple[int, str, dt.date | None, dt.date | None]
"""A fact that carries words upwards: its number, to whom, from when, to when."""

REACH = 4
"""Steps over PART_OF and REPRESENTS that a word is carried upwards."""

_FOR = (Stance.ASSERTS, Stance.CONFIRMS)
_AGAINST = (Stance.DENIES, Stance.DISMISSES)


@dataclass(frozen=True, slots=True)
class Report:
    """What was counted, and what does not agree: nothing, if all is well."""

    counts: tuple[tuple[str, int], ...]
    problems: tuple[str, ...]


@dataclass(slots=True)
class _Sum:
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


@dataclass(frozen=True, slots=True)
class _Checker:
    reader: Reader
    confirm_holders: int
    above: Mapping[str, list[Span]]
    problems: list[str]

    def upwards(self, entity: str, day: dt.date) -> dict[str, int]:
        """Whom an entity speaks for on a day, with the length of the longest way that uses no fact twice."""
        found: dict[str, int] = {}

        def walk(at: str, used: frozenset[int]) -> None:
            for number, other, start, end in self.above[at]:
                if number in used or (start is not None and day < start) or (end is not None and end < day):
                    continue
                found[other] = max(found.get(other, 0), len(used) + 1)
                if len(used) + 1 < REACH:
                    walk(other, used | {number})

        walk(entity, frozenset())
        found.pop(entity, None)
        return found

    def words(self) -> dict[str, list[tuple[Word, Mapping[str, Any], dt.date]]]:
        """The statements on each claim; what is amiss with a statement itself is noted."""
        subjects = {row["claim"]["id"]: row["claim"]["subject"] for row in self.reader.stream(cypher("check_claims"))}
        words: dict[str, list[tuple[Word, Mapping[str, Any], dt.date]]] = defaultdict(list)
        for row in self.reader.stream(cypher("check_statements")):
            it = row["statement"]
            ends = ("claims", [it["claim"]]), ("holders", [it["holder"]])
            amiss = [name for name, expected in ends if row[name] != expected]
            if [each["id"] for each in row["documents"]] != [it["document"]]:
                amiss.append("documents")
            if amiss:
                self.problems.append(f"statement {it['id']}: its {', '.join(amiss)} do not fit its relationships")
                continue
            word, day = self._word(it, row, subjects[it["claim"]])
            words[it["claim"]].append((word, it, day))
        return words

    def _word(self, it: Mapping[str, Any], row: Mapping[str, Any], subject: str) -> tuple[Word, dt.date]:
        document = row["documents"][0]
        day = _day(it.get("said_on")) or document["published"].to_native()
        holder = it["holder"]
        up = self.upwards(holder, day)
        order = sorted(up, key=lambda each: (up[each], each))
        source = document["publisher"]
        for via in row["vias"]:
            if via["kind"] == "Organization" and not self._below(via["id"], holder):
                source = via["id"]
        word = Word(
            Stance(it["stance"]),
            Certainty(it["certainty"]),
            own=holder == subject or subject in up or holder in self.upwards(subject, day),
            root=order[-1] if order else holder,
            source=source,
        )
        held = {"speaks_for": order or None, "own": word.own, "root": word.root, "source": source}
        wrong = [name for name, value in held.items() if it.get(name) != value]
        if wrong:
            self.problems.append(f"statement {it['id']}: {', '.join(wrong)} not as reckoned from the standing facts")
        return word, day

    def _below(self, entity: str, whole: str) -> bool:
        reached, front = {entity}, {entity}
        for _ in range(REACH):
            front = {other for each in front for _, other, _, _ in self.above[each]}
            reached |= front
        return whole in reached

    def sums(self) -> dict[Triple, _Sum]:
        """What the direct edges must say; what is amiss with a claim itself is noted."""
        words = self.words()
        sums: dict[Triple, _Sum] = defaultdict(_Sum)
        for row in self.reader.stream(cypher("check_claims")):
            it = row["claim"]
            triple = (it["subject"], it["predicate"], it["object"])
            said = words.get(it["id"], [])
            status = claim_status((word for word, _, _ in said), Modality(it["modality"]), self.confirm_holders)
            days = [day for _, _, day in said]
            begun, ended = _day(it.get("event_from")), _day(it.get("event_to"))
            first, last = begun or ended or min(days, default=None), ended or begun or max(days, default=None)
            held = {"status": status, "first": first, "last": last, "day": first or dt.date.min}
            self._claim(it, row, triple, held)
            total = sums[triple]
            total.statuses[status] += 1
            if first and last:
                total.happened[first, last] += 1
            for word, statement, day in said:
                _add(total, word, statement, day)
        return sums

    def _claim(
        self, it: Mapping[str, Any], row: Mapping[str, Any], triple: Triple, reckoned: Mapping[str, Any]
    ) -> None:
        if row["subjects"] != [triple[0]] or row["objects"] != [triple[2]]:
            self.problems.append(f"claim {it['id']}: subject or object do not fit its relationships")
        if it["edge_key"] != edge_key(*triple):
            self.problems.append(f"claim {it['id']}: its edge_key is not that of its subject, predicate and object")
        for name, value in reckoned.items():
            held = it.get(name) if name == "status" else _day(it.get(name))
            if held != value:
                self.problems.append(f"claim {it['id']}: {name} {held}, reckoned {value}")


def _add(total: _Sum, word: Word, statement: Mapping[str, Any], day: dt.date) -> None:
    total.statements += 1
    total.said[day] += 1
    total.holders.add(statement["holder"])
    total.documents.add(statement["document"])
    total.sources.add(word.source)
    if word.stance in _FOR:
        total.held_by.add(statement["holder"])
    if word.stance in _AGAINST:
        total.denied_by.add(statement["holder"])


def check(connection: Connection, settings: Settings, progress: Progress) -> Report:
    """Prove the derived from the records, and count what there is.

    Every claim's status and days, every direct edge, every pair, every degree and whom each holder speaks for is
    reckoned anew; every identifier and reference is followed.

    Raises:
        StoreError: the database does not answer.
    """
    reader = Reader(connection, settings)
    problems: list[str] = []
    meta = next(reader.stream(cypher("rule")), {"confirm_holders": None})
    rule = meta["confirm_holders"] or 0
    if meta["confirm_holders"] not in (None, settings.confirm_holders):
        problems.append(
            f"reckoned with ALLEGATA_CONFIRM_HOLDERS={rule}, which now is {settings.confirm_holders}: "
            "load any data set anew"
        )
    facts = list(reader.stream(cypher("check_facts")))
    above: dict[str, list[Span]] = defaultdict(list)
    for number, row in enumerate(facts):
        if row["relation"] != "MEMBER_OF":
            above[row["subject"]].append((number, row["object"], _day(row["from"]), _day(row["to"])))
    progress.say("Reckoning claims and edges anew.")
    sums = _Checker(reader, rule, above, problems).sums()
    edges = list(reader.stream(cypher("check_edges")))
    problems += _compare_edges(sums, edges)
    entities = list(reader.stream(cypher("check_entities")))
    dyads = list(reader.stream(cypher("check_dyads")))
    problems += _compare_dyads(dyads, edges, facts)
    problems += _compare_degrees(entities, edges, facts)
    problems += [f"{row['id']}: {row['what']}" for row in reader.stream(cypher("check_loose"))]
    counts = {row["what"]: row["number"] for row in reader.stream(cypher("counts"))}
    return Report(tuple(counts.items()), tuple(problems))


def _compare_edges(sums: Mapping[Triple, _Sum], edges: list[dict[str, Any]]) -> Iterator[str]:
    there: dict[Triple, Mapping[str, Any]] = {}
    for row in edges:
        triple = (row["source"], row["relation"], row["target"])
        if triple in there:
            yield f"edge {' '.join(triple)}: stands there twice"
        there[triple] = row["edge"]
    for triple in sorted(sums.keys() - there.keys()):
        yield f"edge {' '.join(triple)}: missing, though there are claims"
    for triple in sorted(there.keys() - sums.keys()):
        yield f"edge {' '.join(triple)}: stands there without a claim"
    for triple in sorted(sums.keys() & there.keys()):
        expected = sums[triple].summary(edge_key(*triple))
        held = {**there[triple], "first": _day(there[triple].get("first")), "last": _day(there[triple].get("last"))}
        # A list that is empty is not stored.
        held |= {name: sorted(held.get(name) or []) for name in ("held_by", "denied_by")}
        held |= {name: held.get(name) or [] for name in ("happened", "said")}
        for name in sorted(expected.keys() | held.keys()):
            if expected.get(name) != held.get(name):
                yield f"edge {' '.join(triple)}: {name} {held.get(name)!r}, reckoned {expected.get(name)!r}"


def _compare_degrees(
    entities: list[dict[str, Any]], edges: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> Iterator[str]:
    claimed, standing, near = Counter[str](), Counter[str](), defaultdict[str, set[str]](set)
    for row in edges:
        # A relationship from a node to itself is met once.
        claimed.update({row["source"], row["target"]})
    for row in facts:
        standing.update({row["subject"], row["object"]})
    for one, other in [(row["source"], row["target"]) for row in edges] + [_ends(row) for row in facts]:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    for row in entities:
        id_ = row["id"]
        expected = {"claimed": claimed[id_], "degree": claimed[id_] + standing[id_], "neighbours": len(near[id_])}
        for name, number in expected.items():
            if row[name] != number:
                yield f"entity {id_}: {name} {row[name]}, reckoned {number}"
        if not row["datasets"]:
            yield f"entity {row['id']}: belongs to no data set"


def _compare_dyads(
    dyads: list[dict[str, Any]], edges: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> Iterator[str]:
    ranks, ways = Counter[tuple[str, ...]](), defaultdict[tuple[str, ...], set[str]](set)
    ends = [(row["source"], row["target"], row["relation"], row["edge"].get("n_statements") or 0) for row in edges]
    ends += [(*_ends(row), row["relation"], 0) for row in facts]
    for subject, object_, relation, statements in ends:
        if subject != object_:
            pair = tuple(sorted((subject, object_)))
            ranks[pair] -= statements
            ways[pair].add((">" if pair[0] == subject else "<") + relation)
    there = {(row["a"], row["b"]): (row["rank"], row["relations"]) for row in dyads}
    for pair in sorted(ways.keys() | there.keys()):
        reckoned = (ranks[pair], sorted(ways[pair])) if pair in ways else None
        if there.get((pair[0], pair[1])) != reckoned:
            yield f"pair {' '.join(pair)}: {there.get((pair[0], pair[1]))!r}, reckoned {reckoned!r}"


def _ends(row: Mapping[str, Any]) -> tuple[str, str]:
    return row["subject"], row["object"]


def _number(day: dt.date) -> int:
    """The days since 1970-01-01."""
    return (day - dt.date(1970, 1, 1)).days


def _day(value: Any) -> dt.date | None:
    return None if value is None else value.to_native()
