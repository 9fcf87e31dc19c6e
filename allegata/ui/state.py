"""What the person at the screen looks at, and all steps that led there: one frozen value, and verbs for the next."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from allegata.view import Scene
from allegata.view.view import Selected

__all__ = ["Focus", "Step", "ViewState"]

OVER = "\n"
"""Between an id and relations; there is none in either."""

REMEMBERED = 100
"""Steps that can be taken back."""


@dataclass(frozen=True, slots=True)
class Focus:
    """A wish to bring a node into sight. ``turn`` tells one wish from the next for the same node."""

    id: str
    turn: int


@dataclass(frozen=True, slots=True)
class Step:
    """Something that was done, in words, and the scene that it led to.

    ``source``: the exploration that the scene came from, in words; "" for none.
    """

    title: str
    scene: Scene
    source: str = ""


@dataclass(frozen=True, slots=True)
class ViewState:
    """The steps of a session, and where in them the person is.

    Attributes:
        steps: never empty; what was taken back stays until something else is done.
        at: number of the step that is seen.
        version: grows with every change of what is drawn; the browser says which one it has.
        focus: what is to be brought into sight.
        to_come: neighbours not yet drawn, as the last expansion of a node counted them; over some relations only,
            where it was over these (see `left`).
        fresh: whether all of it was laid out anew with this version, so that it is to be shown whole.
    """

    steps: tuple[Step, ...] = (Step("Begin", Scene()),)
    at: int = 0
    version: int = 1
    focus: Focus | None = None
    to_come: Mapping[str, int] = field(default_factory=dict)
    fresh: bool = True

    @classmethod
    def first(cls, scene: Scene) -> ViewState:
        """What a session begins with."""
        return cls((Step("Begin", scene),))

    @property
    def scene(self) -> Scene:
        """What is seen."""
        return self.steps[self.at].scene

    @property
    def source(self) -> str:
        """The exploration that it came from, in words; "" for none."""
        return self.steps[self.at].source

    @property
    def undo(self) -> str:
        """What would be taken back; "" when nothing can be."""
        return self.steps[self.at].title if self.at else ""

    @property
    def redo(self) -> str:
        """What would be done again; "" when nothing can be."""
        return self.steps[self.at + 1].title if self.at + 1 < len(self.steps) else ""

    def doing(self, title: str, scene: Scene, *, fresh: bool = False, source: str | None = None) -> ViewState:
        """Something was done; what had been taken back before it is forgotten.

        ``source``: the exploration that the scene comes from; None: the one that the scene before came from.
        """
        if scene.view == self.scene.view and scene.shown == self.scene.shown:
            return self
        step = Step(title, scene, self.source if source is None else source)
        steps = (*self.steps[: self.at + 1], step)[-REMEMBERED:]
        return replace(self, steps=steps, at=len(steps) - 1, version=self.version + 1, fresh=fresh)._sound()

    def at_step(self, number: int) -> ViewState:
        """Back or forward to a step; a number out of range changes nothing."""
        if number == self.at or not 0 <= number < len(self.steps):
            return self
        return replace(self, at=number, version=self.version + 1, fresh=False, to_come={})._sound()

    def seeing(self, scene: Scene) -> ViewState:
        """The step that is seen, with another scene: a selection, or data that were read again. No step of its own."""
        steps = (*self.steps[: self.at], replace(self.steps[self.at], scene=scene), *self.steps[self.at + 1 :])
        drawn = (scene.shown, scene.sifted, scene.places, scene.view.pinned)
        was = (self.scene.shown, self.scene.sifted, self.scene.places, self.scene.view.pinned)
        return replace(self, steps=steps, version=self.version + int(drawn != was), fresh=False)._sound()

    def selecting(self, what: Selected | None, *ids: str) -> ViewState:
        """The inspector tells about these."""
        return self.seeing(replace(self.scene, view=self.scene.view.selecting(what, *ids)))

    def looking_at(self, *ids: str) -> ViewState:
        """These nodes are selected, and the first is brought into sight."""
        turn = self.focus.turn + 1 if self.focus else 1
        return replace(self.selecting(Selected.NODE, *ids), focus=Focus(ids[0], turn))

    def looking_along(self, id_: str, *edges: str) -> ViewState:
        """These edges are selected, and a node is brought into sight."""
        turn = self.focus.turn + 1 if self.focus else 1
        return replace(self.selecting(Selected.EDGE, *edges), focus=Focus(id_, turn))._sound()

    def counting(self, id_: str, to_come: int, relations: Collection[str] = ()) -> ViewState:
        """So many neighbours of this node are still to come, over these relations (none given: over all).

        What was counted of it over others no longer holds.
        """
        others = {key: left for key, left in self.to_come.items() if key.partition(OVER)[0] != id_}
        return replace(self, to_come={**others, _over(id_, relations): to_come})

    def left(self, id_: str, relations: Collection[str]) -> int | None:
        """How many are still to come over these relations; None: nobody has counted them."""
        return self.to_come.get(_over(id_, relations)) if relations else None

    def _sound(self) -> ViewState:
        """Without a focus that is no longer drawn."""
        return self if self.focus is None or self.focus.id in self.scene.places else replace(self, focus=None)


def _over(id_: str, relations: Collection[str]) -> str:
    return OVER.join((id_, *sorted(relations)))
