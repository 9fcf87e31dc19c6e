"""What a legend and a figure say of a view in words: whose word a colour stands for, and what is not drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allegata.view.filters import Filters
from allegata.view.scene import Scene
from allegata.wording import counted

__all__ = ["left_out", "mark_words"]


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


def left_out(scene: Scene) -> str:
    """What is not on the canvas though it is near; "" when nothing is."""
    said = []
    if scene.base.hidden:
        said.append(
            f"the strongest {len(scene.base.edges):,} relations of {len(scene.base.edges) + scene.base.hidden:,}"
        )
    if scene.base.left_out:
        said.append("the best connected actors only")
    if scene.view.hidden:
        why = "hidden: not found by the query, or by hand" if scene.view.origins else "hidden by hand"
        said.append(f"{counted(len(scene.view.hidden), 'relation')} {why}")
    return "; ".join(said)
