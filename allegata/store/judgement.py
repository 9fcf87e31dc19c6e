"""Whether a statement that somebody typed only reads the graph, judged by what the server means to do for it.

The text itself is never searched: ``\\u004cOAD CSV`` is LOAD CSV to the server, and ``'DELETE'`` is nothing but a word.
The server's plan says what will be done. Its steps are held against a list, and so are the functions and procedures in
their details: inside a list comprehension or a CASE, a whole subquery is only a text there.
"""

from __future__ import annotations

from allegata.errors import QueryRefused
from allegata.store.allowed import allowed
from allegata.store.details import Token, calls, doubles, loads, tokens
from allegata.store.loops import depth, lengthy
from allegata.store.plan import Plan, Step

__all__ = ["judge", "reads_numbers"]

_LISTED = "docs/queries.md has the list."


MOST_ROUNDS = 10_000_000
"""Rounds of a loop within one expression: a second's work."""


def judge(plan: Plan, largest: int = 0) -> None:
    """Let a plan pass, or not.

    Args:
        plan: the server's.
        largest: the largest number in the statement and its parameters; the plan does not tell numbers.

    Raises:
        QueryRefused: it does something else than read the graph, or something that is not understood; the text says
            what.
    """
    steps = list(plan.root.walk())
    for step in steps:
        _writes(step)
    if plan.kind == "s" and not any(step.name == "ProcedureCall" for step in steps):
        raise QueryRefused("This changes the schema or administers the server: here one can only read the graph.")
    taken = [tokens(step.details) for step in steps]
    long = lengthy(taken)
    for step, pieces in zip(steps, taken, strict=True):
        _judge_step(step, pieces)
        _judge_loops(pieces, long, largest)
    if plan.kind != "r":
        # Nothing above said why: the server itself does not call it reading.
        raise QueryRefused("This statement would write: here one can only read the graph.")


def _writes(step: Step) -> None:
    if step.name in allowed().writing:
        raise QueryRefused(f"This statement would write ({step.name}): here one can only read the graph.")
    if step.name in ("TransactionApply", "TransactionForeach"):
        raise QueryRefused(
            "CALL … IN TRANSACTIONS begins transactions of its own, beyond the limits of this one: "
            "leave IN TRANSACTIONS out."
        )


def reads_numbers(plan: Plan) -> bool:
    """Whether numbers are made of texts somewhere in a plan.

    Raises:
        QueryRefused: the details of a step cannot be read.
    """
    called = (name.casefold() for step in plan.root.walk() for name, _ in calls(tokens(step.details)))
    return any(name.startswith(("tointeger", "tofloat", "cast", "apoc.number.")) for name in called)


def _judge_step(step: Step, pieces: list[Token]) -> None:
    name = step.name
    if name == "LoadCSV":
        _refuse_load()
    if step.database == "system":
        raise QueryRefused("The system database holds users and rights, not the graph: it is not read here.")
    if name in ("ShowTransactions", "TerminateTransactions"):
        raise QueryRefused("Transactions are the business of who runs the server: here one can only read the graph.")
    if name not in allowed().operators:
        raise QueryRefused(
            f"The server would take a step for this that is not known to be harmless ({name}), so it is not run. "
            f"{_LISTED}"
        )
    if loads(pieces):
        _refuse_load()
    for place, (called, procedure) in enumerate(calls(pieces, labelled="Index" in name or "Seek" in name)):
        if procedure or (name == "ProcedureCall" and place == 0):
            _judge_procedure(called)
        else:
            _judge_function(called)


def _judge_loops(pieces: list[Token], long: frozenset[str], largest: int) -> None:
    if doubles(pieces):
        raise QueryRefused(
            "This reduce() puts what it has gathered together with itself, round after round: "
            "the result may grow beyond all memory."
        )
    loops = depth(pieces, long)
    if loops and largest**loops > MOST_ROUNDS:
        raise QueryRefused(
            f"An expression here may go through a range() more than {MOST_ROUNDS:,} times, and within an expression "
            "the server cannot be stopped: use UNWIND range(…) instead."
        )


def _judge_procedure(name: str) -> None:
    if name not in allowed().procedures:
        raise QueryRefused(f"The procedure {name} is not one of those that may be called here. {_LISTED}")


def _judge_function(name: str) -> None:
    if not allowed().function(name):
        raise QueryRefused(f"The function {name} is not one of those that may be used here. {_LISTED}")


def _refuse_load() -> None:
    raise QueryRefused(
        "LOAD CSV reads files and addresses on the network: here one can only read the graph. "
        "`allegata load` loads files."
    )
