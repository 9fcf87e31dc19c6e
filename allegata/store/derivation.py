"""What follows from the records: status of claims, direct edges, degrees. Made anew where a load touched it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from allegata.store.rows import Row
from allegata.store.transaction import Transaction

__all__ = ["DERIVATION", "Touched", "derive"]

DERIVATION = 2
"""Raised when what follows from the records is reckoned in another way: the next load then reckons everything anew."""

Edge = tuple[str, str, str, str]
"""Key, subject, predicate, object."""


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
    """

    claims: set[str] = field(default_factory=set)
    edges: set[Edge] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)

    def note_before(self, transaction: Transaction, tables: Mapping[str, _Difference], *, everything: bool) -> None:
        """Before the records change: what hangs on those that go. ``everything``: the rule itself has changed."""
        if everything:
            self._add(transaction.run("all_claims"))
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
        self.entities |= {row[end] for row in ends for end in ("subject", "object")}
        # Whoever stands below a changed fact may now speak for somebody else.
        holders = sorted({row["subject"] for row in ends if row["relation"] != "MEMBER_OF"})
        if holders:
            self._add(transaction.run("touched_claims", statements=[], claims=[], holders=holders))

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
    transaction.batches("put_edges", "direct edges", [row for row in sums if row["summary"]["n_claims"]])
    transaction.batches("drop_edges", "removing edges", [row for row in sums if not row["summary"]["n_claims"]])
    ends = {end for _, subject, _, object_ in touched.edges for end in (subject, object_)}
    transaction.batches("derive_degrees", "degrees", sorted(touched.entities | ends))
    return len(touched.edges)
