"""The server's plan for a statement, as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Plan", "Step", "read_plan"]

MOST_STEPS = 5_000
"""Steps of a plan that are read."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan.

    Attributes:
        name: of the operator, as in ``NodeIndexSeek``.
        mode: what stands in parentheses behind it, as in ``All`` of ``Expand(All)``; may be empty.
        database: the database it is taken in; may be empty.
        details: what it does, in the server's words; may be empty.
        estimated: rows that the planner expects.
        rows, hits: rows that came out, and reads from the store; None when the statement was not run (EXPLAIN).
        children: the steps it takes its rows from.
    """

    name: str
    mode: str
    database: str
    details: str
    estimated: float
    rows: int | None
    hits: int | None
    children: tuple[Step, ...]

    def walk(self) -> Iterator[Step]:
        """This step and all below it."""
        waiting = [self]
        while waiting:
            step = waiting.pop()
            yield step
            waiting += reversed(step.children)


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan.

    Attributes:
        kind: what the server calls the statement: r (reads), w, rw, s (schema and administration).
        root: the last step, which gives the answer.
        columns: names of the answer's columns.
    """

    kind: str
    root: Step
    columns: tuple[str, ...] = ()

    def lines(self) -> tuple[tuple[int, Step], ...]:
        """The steps from the last to the first with their depth, to be shown as a tree."""
        found: list[tuple[int, Step]] = []
        waiting = [(0, self.root)]
        while waiting:
            depth, step = waiting.pop()
            found.append((depth, step))
            waiting += [(depth + 1, child) for child in reversed(step.children)]
        return tuple(found)


def read_plan(kind: str, tree: Mapping[str, Any], columns: tuple[str, ...] = ()) -> Plan:
    """A plan as the driver gives it.

    Raises:
        ValueError: it has more than `MOST_STEPS` steps.
    """
    order: list[Mapping[str, Any]] = []
    waiting = [tree]
    while waiting:
        order.append(waiting.pop())
        if len(order) > MOST_STEPS:
            raise ValueError(f"the plan has more than {MOST_STEPS:,} steps")
        waiting += order[-1].get("children") or ()
    # From the leaves upwards, without recursion: a plan may be deeper than Python's stack.
    made: dict[int, Step] = {}
    for node in reversed(order):
        made[id(node)] = _step(node, tuple(made[id(child)] for child in node.get("children") or ()))
    return Plan(kind, made[id(tree)], columns)


def _step(node: Mapping[str, Any], children: tuple[Step, ...]) -> Step:
    arguments = node.get("args") or {}
    operator, _, database = str(node.get("operatorType", "")).partition("@")
    name, _, mode = operator.partition("(")
    return Step(
        name.strip(),
        mode.removesuffix(")"),
        database,
        str(arguments.get("Details") or ""),
        float(arguments.get("EstimatedRows") or 0),
        _number(arguments.get("Rows", node.get("rows"))),
        _number(arguments.get("DbHits", node.get("dbHits"))),
        children,
    )


def _number(value: Any) -> int | None:
    return None if value is None else int(value)
