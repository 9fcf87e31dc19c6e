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
    first: list[dt.date] = field(default_factory=list)
    last: list[dt.date] = field(default_factory=list)

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
            "first": min(self.first, default=None),
            "last": max(self.last, default=None),
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
        held = {"speaks_for": order, "own": word.own, "root": word.root, "source": source}
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
            self._claim(it, row, triple, status)
            total = sums[triple]
            total.statuses[status] += 1
            days = [day for _, _, day in said]
            begun, ended = _day(it.get("event_from")), _day(it.get("event_to"))
            total.first += [each for each in [begun or ended or min(days, default=None)] if each]
            total.last += [each for each in [ended or begun or max(days, default=None)] if each]
            for word, statement, _ in said:
                _add(total, word, statement)
        return sums

    def _claim(self, it: Mapping[str, Any], row: Mapping[str, Any], triple: Triple, status: Status) -> None:
        if row["subjects"] != [triple[0]] or row["objects"] != [triple[2]]:
            self.problems.append(f"claim {it['id']}: subject or object do not fit its relationships")
        if it["edge_key"] != edge_key(*triple):
            self.problems.append(f"claim {it['id']}: its edge_key is not that of its subject, predicate and object")
        if it["status"] != status:
            self.problems.append(f"claim {it['id']}: status {it['status']}, reckoned {status}")


def _add(total: _Sum, word: Word, statement: Mapping[str, Any]) -> None:
    total.statements += 1
    total.holders.add(statement["holder"])
    total.documents.add(statement["document"])
    total.sources.add(word.source)
    if word.stance in _FOR:
        total.held_by.add(statement["holder"])
    if word.stance in _AGAINST:
        total.denied_by.add(statement["holder"])


def check(connection: Connection, settings: Settings, progress: Progress) -> Report:
    """Prove the derived from the records, and count what there is.

    Every claim's status, every direct edge, whom each holder speaks for and every degree is reckoned anew; every
    identifier and reference is followed.

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
        held |= {name: sorted(held[name]) for name in ("held_by", "denied_by")}
        for name in sorted(expected.keys() | held.keys()):
            if expected.get(name) != held.get(name):
                yield f"edge {' '.join(triple)}: {name} {held.get(name)!r}, reckoned {expected.get(name)!r}"


def _compare_degrees(
    entities: list[dict[str, Any]], edges: list[dict[str, Any]], facts: list[dict[str, Any]]
) -> Iterator[str]:
    claimed, standing = Counter[str](), Counter[str]()
    for row in edges:
        # A relationship from a node to itself is met once.
        claimed.update({row["source"], row["target"]})
    for row in facts:
        standing.update({row["subject"], row["object"]})
    for row in entities:
        expected = (claimed[row["id"]], claimed[row["id"]] + standing[row["id"]])
        if (row["claimed"], row["degree"]) != expected:
            yield f"entity {row['id']}: degree {row['degree']}, reckoned {expected[1]}"
        if not row["datasets"]:
            yield f"entity {row['id']}: belongs to no data set"


def _day(value: Any) -> dt.date | None:
    return None if value is None else value.to_native()
