"""A path in words: step by step, on whose word each stands, and which is the weakest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allegata.analysis.path import Path, Reasons, Step
from allegata.model import Edge, Stance, Telling
from allegata.vocabulary import relations
from allegata.wording import counted, day, label_of, reported

__all__ = ["CONSTRAINTS", "StepTold", "chain", "relation_of", "standing", "step_told", "tell", "tell_reasons"]

CONSTRAINTS: Mapping[str, str] = {
    "relations": "the choice of relations",
    "never_relations": "the relations that are ruled out",
    "actors": "the choice of actors on the way",
    "never_actors": "the actors that are ruled out",
    "kinds": "the choice of kinds",
    "without_statuses": "the statuses that are ruled out",
    "directed": "the direction of the edges",
    "in_time_order": "the order in time",
    "through": "the actor that it must lead through",
    "holders": "the fewest holders",
    "documents": "the fewest documents",
    "window": "the window of time",
    "hops": "the longest length",
}
"""What each of `Question.constraints` is called."""


def chain(path: Path) -> str:
    """``A → B → C``."""
    return " → ".join(node.name for node in path.nodes)


def relation_of(step: Step) -> str:
    """How the relation of a step reads in the way of the path."""
    found = relations().get(step.edge.relation)
    if found is None:
        return label_of(step.edge.relation) if step.forward else f"← {label_of(step.edge.relation)}"
    return found.label if step.forward else found.inverse


def tell(path: Path, told: Mapping[str, Telling] | None = None) -> tuple[str, ...]:
    """A path in sentences: one for the whole, one for each step, one for the weakest step.

    Args:
        path: to be told.
        told: of its edges, by key (see `Graph.tellings`): with them, sources are named.
    """
    told = told or {}
    number = len(path.steps)
    lines = [f"{chain(path)}: {number} {'step' if number == 1 else 'steps'}."]
    lines += [f"{at}. {_step(step, told.get(step.edge.key))}" for at, step in enumerate(path.steps, 1)]
    if number > 1:
        weakest = path.steps[path.weakest]
        lines.append(f"The weakest step is number {path.weakest + 1}: {standing(weakest.edge)}.")
    return tuple(lines)


def tell_reasons(reasons: Reasons) -> tuple[str, ...]:
    """Why there is none: a sentence for each constraint that stands in the way alone."""
    found = [
        f"Without {CONSTRAINTS[each.constraint]} there would be one: {chain(each.path)}." for each in reasons.relaxed
    ]
    if reasons.untried:
        names = ", ".join(CONSTRAINTS[each] for each in reasons.untried)
        found.append(f"Whether there would be one without {names}, the time was too short to tell.")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class StepTold:
    """A step in words.

    Attributes:
        sentence: who does what to whom, in the way of the edge, without a full stop.
        standing: status and counts.
        days: since when, or from when to when, as it follows the sentence; "" when nobody knows.
        order: the day on which it is taken in time order, as a sentence; "": there is no such order.
        source: what is claimed, by whom, and where it is reported, as a sentence; "" when nobody told.
        beside: what else is between the two, as a sentence; "" for nothing.
    """

    sentence: str
    standing: str
    days: str
    order: str = ""
    source: str = ""
    beside: str = ""


def step_told(step: Step, telling: Telling | None = None) -> StepTold:
    """A step in words; with the telling of its edge, sources are named."""
    edge = step.edge
    names = {step.source.id: step.source.name, step.target.id: step.target.name}
    others = list(dict.fromkeys(label_of(each.relation) for each in step.alternatives))
    shown = ", ".join(others[:4]) + (f" and {len(others) - 4} more" if len(others) > 4 else "")
    return StepTold(
        f"{names[edge.source]} {label_of(edge.relation)} {names[edge.target]}",
        standing(edge),
        _days(edge),
        f"In time order: {day(step.day)}." if step.day else "",
        _source(telling) if telling and telling.stances else "",
        f"Also between them: {shown}." if others else "",
    )


def _step(step: Step, telling: Telling | None) -> str:
    told = step_told(step, telling)
    head = f"{told.sentence} ({told.standing}){told.days}."
    return " ".join(part for part in (head, told.order, told.source, told.beside) if part)


def standing(edge: Edge) -> str:
    """Where an edge stands, and on how many it stands."""
    if edge.foreign:
        return counted(edge.statements, "relationship")
    if edge.status is None:
        return "standing fact"
    counts = ((edge.holders, "holder"), (edge.documents, "document"), (edge.sources, "independent source"))
    return f"{edge.status.value.lower()}; {', '.join(counted(*each) for each in counts)}"


def _source(telling: Telling) -> str:
    stances = telling.stances
    first = next((each for each in stances if each.stance in (Stance.ASSERTS, Stance.CONFIRMS)), stances[0])
    verb = first.stance.value.replace("_", " ").lower()
    against = dict.fromkeys(each.holder for each in stances if each.stance in (Stance.DENIES, Stance.DISMISSES))
    denied = f"; against it: {', '.join(list(against)[:3])}" if against else ""
    said = f"“{telling.claim.text.rstrip('. ')}”: " if telling.claim.text else ""
    return f"{said}{first.holder} {verb} it, {reported(first)}{denied}."


def _days(edge: Edge) -> str:
    if not (edge.first or edge.last):
        return ""
    if edge.status is None:
        since = f" since {day(edge.first)}" if edge.first else ""
        return since + (f" until {day(edge.last)}" if edge.last else "")
    first, last = edge.first or edge.last, edge.last or edge.first
    return f", on {day(first)}" if first == last else f", from {day(first)} to {day(last)}"
