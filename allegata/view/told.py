"""What a legend and a figure say of a view in words: whose word a colour stands for, and what is not drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allegata.model import Status
from allegata.view.filters import Filters
from allegata.view.scene import Scene
from allegata.wording import counted, period

__all__ = ["left_out", "mark_words", "whole_told", "within_told"]


def mark_words(filters: Filters, name_of: Callable[[str], str]) -> Mapping[str, str]:
    """What the legend says of how an edge stands to the standpoints."""
    it = filters.standpoint
    if it is None:
        return {}
    who = name_of(it.who)
    if not it.other:
        return {"a": f"{who} says so", "against": f"{who} denies it"}
    other = name_of(it.other)
    return {"a": f"only {who}", "b": f"only {other}", "both": "both say so", "against": "they contradict"}


def whole_told(filters: Filters) -> str:
    """What is said where a window of days of speaking leaves the claims behind an edge as they are; "" else."""
    if not filters.dated or filters.clock == "happened":
        return ""
    return "The days of speaking narrow the number at an edge. What is told of its claims is of the edge as a whole."


def within_told(filters: Filters, number: int, claims: int) -> str:
    """What is said above the claims behind an edge when there is a window of time; "" when there is none.

    Args:
        filters: in force.
        number: claims that happened within it.
        claims: of the edge as a whole.
    """
    if not filters.dated or filters.clock == "said":
        return whole_told(filters)
    days = period(filters.since, filters.until)
    read = f"{number:,} of its {counted(claims, 'claim')}" if number else "none of its claims"
    return f"Within the days of the filter ({days}): {read}. The numbers above are of the edge as a whole."


def left_out(scene: Scene) -> str:
    """What is not on the canvas though it is near; "" when nothing is."""
    said = []
    if scene.base.hidden:
        said.append(
            f"the strongest {len(scene.base.edges):,} relations of {len(scene.base.edges) + scene.base.hidden:,}"
        )
    if scene.view.out_of > len(scene.base.nodes):
        said.append(f"{len(scene.base.nodes):,} of {scene.view.out_of:,} actors, the best connected first")
    if scene.view.claims:
        contested = sum(dict(edge.by_status).get(Status.CONTESTED, 0) for edge in scene.base.edges)
        if contested > len(scene.claims):
            said.append(f"{len(scene.claims):,} of {counted(contested, 'contested claim')}")
    if scene.view.hidden:
        why = "hidden: not found by the query, or by hand" if scene.view.origins else "hidden by hand"
        said.append(f"{counted(len(scene.view.hidden), 'relation')} {why}")
    return "; ".join(said)
