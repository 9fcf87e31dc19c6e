"""A view as it can be written down: what is on the canvas, where, how it is looked at; nothing of the data itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from allegata.view.filters import Filters
from allegata.view.origin import Origin

__all__ = ["LAYOUTS", "LEVELS", "Place", "Selected", "Selection", "View"]

LAYOUTS = ("force", "circular", "concentric", "time")
"""Ways to lay out."""

LEVELS = ("actors", "states")
"""Whether each actor is drawn, or those who belong to a state are drawn as that state."""

Place = tuple[int, int]
"""Pixels at a zoom of one, x to the right and y downwards. Whole numbers, so that what is written down is exact."""


MOST_ORIGINS = 20
"""The last ones are kept."""


class Selected(StrEnum):
    """What can be selected."""

    NODE = "node"
    EDGE = "edge"


@dataclass(frozen=True, slots=True)
class Selection:
    """One edge, or one or more nodes: what the inspector tells about."""

    what: Selected
    ids: tuple[str, ...]

    @property
    def id(self) -> str:
        """The first of them."""
        return self.ids[0]


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at.

    Attributes:
        actors: ids of the entities on the canvas, in the order in which they came.
        places: where each is; also of states and claims that a level or a switch draws besides.
        pinned: ids that stay where they are in every new layout.
        brought: by whose expansion an actor came.
        hidden: keys of edges that were taken away by hand.
        filters: what is shown of it.
        level: one of `LEVELS`.
        claims: whether contested claims are drawn as nodes of their own.
        most: edges drawn, the strongest first.
        out_of: how many actors there were when it began with the best connected of them; 0: it began otherwise.
        layout: one of `LAYOUTS`.
        selection: what the inspector tells about.
        seed: of all layouts.
        origins: the queries, and questions for paths, that its actors came from, in the order in which they came.
    """

    actors: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    brought: Mapping[str, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    filters: Filters = field(default_factory=Filters)
    level: str = "actors"
    claims: bool = False
    most: int = 400
    out_of: int = 0
    layout: str = "force"
    selection: Selection | None = None
    seed: int = 0
    origins: tuple[Origin, ...] = ()

    def showing(self, ids: Iterable[str], by: str = "") -> View:
        """More actors are on the canvas; ``by``: whose expansion brought them."""
        new = [id_ for id_ in ids if id_ not in set(self.actors)]
        brought = {**self.brought, **dict.fromkeys(new, by)} if by else self.brought
        return replace(self, actors=(*self.actors, *new), brought=brought)

    def without(self, ids: Iterable[str]) -> View:
        """These actors are taken off; their places are kept, so that they come back where they were."""
        gone = frozenset(ids)
        selection = None if self.selection and gone.intersection(self.selection.ids) else self.selection
        actors = tuple(id_ for id_ in self.actors if id_ not in gone)
        return replace(
            self,
            actors=actors,
            pinned=self.pinned - gone,
            brought={id_: by for id_, by in self.brought.items() if id_ not in gone},
            selection=selection,
            origins=self.origins if actors else (),
            out_of=self.out_of if actors else 0,
        )

    def brought_by(self, id_: str) -> frozenset[str]:
        """Who came by the expansion of this actor, and by theirs in turn; pinned ones stay."""
        found: set[str] = set()
        edge = {id_}
        while edge:
            edge = {it for it, by in self.brought.items() if by in edge and it not in found and it != id_}
            found |= edge
        return frozenset(found) - self.pinned

    def coming_from(self, origin: Origin) -> View:
        """With something more that actors on it came from; asked again, it counts once, and last."""
        return replace(self, origins=(*(each for each in self.origins if each != origin), origin)[-MOST_ORIGINS:])

    def placed(self, places: Mapping[str, tuple[float, float]]) -> View:
        """With these in these places."""
        rounded = {id_: (round(x), round(y)) for id_, (x, y) in places.items()}
        return replace(self, places={**self.places, **rounded})

    def selecting(self, what: Selected | None, *ids: str) -> View:
        """With this selection; None: nothing."""
        return replace(self, selection=Selection(what, ids) if what and ids else None)
