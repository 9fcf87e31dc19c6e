"""What follows from the records: status of claims, direct edges, pairs, degrees. Made anew where a load touched it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from allegata.analysis.evidence import Weights, grade
from allegata.model import edge_key
from allegata.store.rows import Row
from allegata.store.transaction import Transaction
from allegata.vocabulary import CARRYING, STANDING, relations

__all__ = ["DERIVATION", "Pair", "Touched", "derive", "keys_between", "pair_of", "way"]

DERIVATION = 5
"""Raised when what follows from the records is reckoned in another way: the next load then reckons everything anew."""

Edge = tuple[str, str, str, str]
"""Key, subject, predicate, object."""

Pair = tuple[str, str]
"""Two different entities, the lesser id first."""


def pair_of(one: str, other: str) -> Pair:
    """The two as a pair. Ids are compared here and not by the database, which may have an order of its own."""
    return (one, other) if one < other else (other, one)


def way(pair: Pair, relation: str, subject: str) -> str:
    """A relation as a pair holds it: ``>TYPE`` from its first to its second, ``<TYPE`` back."""
    return f"{'>' if subject == pair[0] else '<'}{relation}"


def keys_between(pair: Pair, ways: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The direct edges among what a pair holds: type and key by ``>TYPE`` or ``<TYPE``."""
    a, b = pair
    return {
        each: (each[1:], edge_key(a, each[1:], b) if each[0] == ">" else edge_key(b, each[1:], a))
        for each in ways
        if relations()[each[1:]].family != STANDING
    }


class _Difference(Protocol):
    @property
    def put(self) -> frozenset[str]: ...
    @property
    def drop(self) -> frozenset[str]: ...


@dataclass(slots=True)
class Touched:
    """What must be reckoned anew: gathered before the records change, and after.

    Attributes:
        claims: ids of claims.
        edges: direct edges, also those that lose their last claim.
        entities: ids of entities whose number of edges may change.
        pairs: between whom a standing fact comes or goes; pairs with an edge that is touched need not be here.
    """

    claims: set[str] = field(default_factory=set)
    edges: set[Edge] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    pairs: set[Pair] = field(default_factory=set)

    def note_before(self, transaction: Transaction, tables: Mapping[str, _Difference], *, everything: bool) -> None:
        """Before the records change: what hangs on those that go. ``everything``: the rule itself has changed."""
        if everything:
            self._add(transaction.run("all_claims"))
            self._add_facts(transaction.run("all_facts"))
            transaction.run("clear_dyads")
        self._look_up(transaction, tables["statements"].drop, tables["claims"].drop)
        self._note_facts(transaction, tables["facts"].drop)

    def note_after(
        self,
        transaction: Transaction,
        tables: Mapping[str, _Difference],
        rows: Mapping[str, Mapping[str, Row]],
    ) -> None:
        """After the records have changed: what hangs on those that came."""
        self._look_up(transaction, tables["statements"].put, tables["claims"].put)
        self._note_facts(transaction, tables["facts"].put)
        self.entities |= tables["entities"].put
        gone = tables["claims"].drop - tables["claims"].put
        self.claims -= gone

    def _look_up(self, transaction: Transaction, statements: frozenset[str], claims: frozenset[str]) -> None:
        if statements or claims:
            self._add(
                transaction.run("touched_claims", statements=sorted(statements), claims=sorted(claims), holders=[])
            )

    def _note_facts(self, transaction: Transaction, keys: frozenset[str]) -> None:
        if not keys:
            return
        ends = transaction.run("fact_ends", ids=sorted(keys))
        self._add_facts(ends)
        # Whoever stands below a changed fact may now speak for somebody else.
        holders = sorted({row["subject"] for row in ends if row["relation"] in CARRYING})
        if holders:
            self._add(transaction.run("touched_claims", statements=[], claims=[], holders=holders))

    def _add_facts(self, ends: list[dict[str, Any]]) -> None:
        self.entities |= {row[end] for row in ends for end in ("subject", "object")}
        self.pairs |= {pair_of(row["subject"], row["object"]) for row in ends if row["subject"] != row["object"]}

    def _add(self, claims: list[dict[str, Any]]) -> None:
        self.claims |= {row["id"] for row in claims}
        self.edges |= {(row["key"], row["subject"], row["predicate"], row["object"]) for row in claims}


def derive(transaction: Transaction, touched: Touched, confirm_holders: int) -> int:
    """Reckon anew what was touched, in the same transaction.

    Args:
        transaction: in which the records were changed.
        touched: what to reckon.
        confirm_holders: the setting of this name.

    Returns:
        The number of direct edges reckoned.
    """
    claims = sorted(touched.claims)
    transaction.batches("derive_statements", "whose word", claims)
    transaction.batches("derive_claims", "status of claims", claims, confirm_holders=confirm_holders)
    edges = [dict(zip(("key", "subject", "predicate", "object"), edge, strict=True)) for edge in sorted(touched.edges)]
    sums = transaction.batches("sum_edges", "summing up edges", edges)
    for name, title, some in (
        ("put_edges", "direct edges", [row for row in sums if row["summary"]["n_claims"]]),
        ("drop_edges", "removing edges", [row for row in sums if not row["summary"]["n_claims"]]),
    ):
        for type_, rows in _by(some, "predicate").items():
            transaction.batches(name, title, rows, type=type_)
    ends = {end for _, subject, _, object_ in touched.edges for end in (subject, object_)}
    _derive_dyads(transaction, touched, sums)
    ends |= {end for pair in touched.pairs for end in pair}
    transaction.batches("derive_degrees", "degrees", sorted(touched.entities | ends))
    return len(touched.edges)


def _derive_dyads(transaction: Transaction, touched: Touched, sums: list[dict[str, Any]]) -> None:
    """What lies between the two of each touched pair, and how much was said.

    Which relations there may be is known from the pair as it was and from the edges that are touched; each is then
    looked for by its key. To ask two hubs what lies between them would read all that hangs on the smaller one.
    """
    weights: dict[Pair, dict[str, _Weight]] = {pair: {} for pair in touched.pairs}
    gone: dict[Pair, set[str]] = defaultdict(set)
    for row in sums:
        if row["subject"] == row["object"]:
            continue
        pair = pair_of(row["subject"], row["object"])
        each = way(pair, row["predicate"], row["subject"])
        held = weights.setdefault(pair, {})
        if row["summary"]["n_claims"]:
            held[each] = _weight(row["summary"])
        else:
            gone[pair].add(each)
    pairs = [{"a": a, "b": b} for a, b in sorted(weights)]
    before = {(row["a"], row["b"]): row["relations"] for row in transaction.batches("dyads", "pairs", pairs)}
    others = {pair: set(ways) - weights[pair].keys() - gone[pair] for pair, ways in before.items()}
    for pair, each, weight in _weights(transaction, others):
        weights[pair][each] = weight
    for row in transaction.batches("facts_between", "facts between pairs", pairs):
        pair = pair_of(row["source"], row["target"])
        weights[pair][way(pair, row["relation"], row["source"])] = _OF_FACTS
    kept = [
        {
            "a": a,
            "b": b,
            "rank": -sum(statements for statements, _ in held.values()),
            "relations": sorted(held),
            "weights": [held[each][0] for each in sorted(held)],
            "evidence": min((each for _, each in held.values() if each is not None), default=None),
        }
        for (a, b), held in sorted(weights.items())
        if held
    ]
    empty = [{"a": a, "b": b} for a, b in sorted(before) if not weights[a, b]]
    transaction.batches("put_dyads", "pairs", kept)
    transaction.batches("drop_dyads", "removing pairs", empty)


_Weight = tuple[int, int | None]
"""How much was said over an edge, and its grade."""

_OF_FACTS: _Weight = (0, None)


def _weight(edge: Mapping[str, Any]) -> _Weight:
    cost = Weights().of(edge["status"], edge["n_holders"], edge["n_sources"])
    return edge["n_statements"], grade(cost, edge["n_statements"])


def _weights(transaction: Transaction, ways: Mapping[Pair, Collection[str]]) -> Iterable[tuple[Pair, str, _Weight]]:
    """What each of these direct edges weighs, as far as they are there."""
    at: dict[str, tuple[Pair, str]] = {}
    keys: dict[str, list[str]] = defaultdict(list)
    for pair, some in ways.items():
        for each, (type_, key) in keys_between(pair, some).items():
            at[key] = (pair, each)
            keys[type_].append(key)
    for type_, some in sorted(keys.items()):
        for row in transaction.batches("edge_weights", "edges beside them", sorted(some), type=type_):
            yield *at[row["key"]], _weight(row["edge"])


def _by(rows: list[dict[str, Any]], name: str) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row[name]].append(row)
    return dict(sorted(grouped.items()))
