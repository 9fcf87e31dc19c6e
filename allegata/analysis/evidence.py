"""How strong the evidence of a path is: the rule by which paths of the same length are ranked.

An edge costs a whole number: that of its status, one more weight when a single holder stands behind it, and another
when a single independent source does. A standing fact has a cost of its own. Of two paths of the same length, the one
is better whose dearest step costs less; are they equal there, the second dearest decides, and so on (the *leximax*
order: Fargier & Schiex 1993). That order is a sum: a step of cost c weighs ``BASE ** c``, and no number of lesser steps
outweighs a greater one, for a path has fewer than `BASE` steps. So a database can add it up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allegata.analysis.question import HOPS
from allegata.model import Edge, Status

__all__ = ["BASE", "DEAREST", "POWERS", "Weights", "grade", "graded", "order"]

BASE = 8
assert HOPS < BASE  # noqa: S101 - else a sum of lesser steps could outweigh a greater one

DEAREST = 20
"""The greatest cost of an edge: six times ``BASE ** 20`` still fits into the 64 bits of a database's integer."""

_GRADE = 10**9
"""More statements than stand on any edge."""

POWERS = tuple(BASE**cost for cost in range(DEAREST + 1))


@dataclass(frozen=True, slots=True)
class Weights:
    """What an edge costs, by its status, and what is added; whole numbers (see `allegata.settings`).

    Raises:
        ValueError: an edge could cost more than `DEAREST`.
    """

    confirmed: int = 0
    reported: int = 2
    unconfirmed: int = 5
    contested: int = 6
    denied: int = 9
    standing: int = 0
    single_holder: int = 1
    single_source: int = 1

    def __post_init__(self) -> None:
        most = max(self.by_status.values()) + self.single_holder + self.single_source
        if min(*self.by_status.values(), self.single_holder, self.single_source) < 0 or most > DEAREST:
            raise ValueError(f"a step costs 0 to {DEAREST}")

    @property
    def by_status(self) -> Mapping[str, int]:
        """By the name of the status; "" for a standing fact."""
        return {
            Status.CONFIRMED.value: self.confirmed,
            Status.REPORTED.value: self.reported,
            Status.UNCONFIRMED.value: self.unconfirmed,
            Status.CONTESTED.value: self.contested,
            Status.DENIED.value: self.denied,
            "": self.standing,
        }

    def cost(self, edge: Edge) -> int:
        """Of a step over this edge."""
        return self.of(edge.status.value if edge.status else "", edge.holders, edge.sources)

    def of(self, status: str, holders: int, sources: int) -> int:
        """Of a step over an edge with this status ("" for a standing fact) and so many of either."""
        if not status:
            return self.standing
        return self.by_status[status] + (holders == 1) * self.single_holder + (sources == 1) * self.single_source


def grade(cost: int, statements: int) -> int:
    """Cost and statements of a direct edge as one number, for an index: the less, the better the edge."""
    return cost * _GRADE - statements


def graded(number: int) -> tuple[int, int]:
    """Cost and statements of what has this `grade`."""
    cost = -(-number // _GRADE)
    return cost, cost * _GRADE - number


def order(edge: Edge, source: str, weights: Weights) -> tuple[int, int, str, bool, str]:
    """What the edges between two actors are sorted by, the best first, for a step that begins at ``source``."""
    return weights.cost(edge), -edge.statements, edge.relation, edge.source != source, edge.key
