"""The inks of a figure on its ground, by the one table of `allegata.render.style`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allegata.model import OTHER_TYPES, Edge
from allegata.render import style
from allegata.render.export import Export
from allegata.render.figure.design import GROUNDS
from allegata.render.style import Ground, Ink, Line

__all__ = ["Inks", "line_of"]


@dataclass(frozen=True, slots=True)
class Inks:
    """What is drawn with.

    Attributes:
        ground: paper, text, discs.
        tone: which of two inks: ``light`` or ``dark``, as the ground is.
        families: ink by family.
        marks: how edges stand to the standpoints, by their keys; empty when nobody is compared.
        discs: colours of kinds of nodes where persons chose some.
    """

    ground: Ground
    tone: str
    families: Mapping[str, Ink]
    marks: Mapping[str, str]
    discs: Mapping[str, str]

    @classmethod
    def of(cls, export: Export, ground: str) -> Inks:
        """For an export on a ground."""
        found, tone = GROUNDS[ground]
        families = style.type_inks(export.types) if export.types else style.FAMILY_INKS
        return cls(found, tone, families, export.marks if export.mark_words else {}, export.discs)

    def __call__(self, ink: Ink) -> str:
        """An ink as ``#rrggbb``."""
        return ink.light if self.tone == "light" else ink.dark

    def of_edge(self, edge: Edge) -> str:
        """Of an edge. While standpoints are compared, what neither of them speaks of steps back, as on the screen."""
        if mark := self.marks.get(edge.key):
            return self(style.MARK_INKS[mark])
        if self.marks and edge.family != style.STANCE:
            return self(style.FAMILY_INKS["standing"])
        return self(style.ink_of(edge, self.families))

    def of_words(self, edge: Edge) -> str:
        """Of words on the line of an edge. An ink that lets lines step back is too faint for letters."""
        quiet = style.FAMILY_INKS["standing"], style.SIDE_INKS["neither"]
        ink = self.of_edge(edge)
        return self.ground.faint if ink in map(self, quiet) else ink

    def of_kind(self, kind: str) -> str:
        """Of the nodes of a kind."""
        return self.discs.get(kind, self.ground.disc)

    def of_family(self, family: str) -> str:
        """Of a family of relations."""
        return self(self.families.get(family) or style.FAMILY_INKS.get(family) or self._other(family))

    @staticmethod
    def _other(family: str) -> Ink:
        return style.UNKNOWN_INK if family in ("", OTHER_TYPES) else style.ink_for_type(family)


def line_of(edge: Edge) -> Line:
    """The line of an edge, in pixels of the screen."""
    return style.STANCE_LINE if edge.family == style.STANCE else style.line_of(edge.status)
