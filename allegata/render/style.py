"""The one table of how a graph is drawn: on screen and in figures.

Colour tells the family of a relation, the line tells the status of what is said, the shape tells the kind of entity
and the size how connected it is. The colours of the four families of claims differ in lightness as well as in hue,
and so do those of standpoints and of stances: they hold for colour-blind readers and in greyscale print; the tests
measure it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import blake2b
from types import MappingProxyType
from typing import Any

from allegata.model import OTHER_TYPES, Edge, Kind, Stance, Status, Subgraph
from allegata.vocabulary import FAMILIES

__all__ = [
    "CLAIM",
    "DARK",
    "FAMILY_INKS",
    "LIGHT",
    "MARK_INKS",
    "SHAPES",
    "SIDE_INKS",
    "STANCE",
    "STANCE_INKS",
    "STANCE_LINE",
    "STANDING_LINE",
    "STATUS_LINES",
    "TYPE_INKS",
    "Ground",
    "Ink",
    "Legend",
    "Line",
    "ink_for_type",
    "ink_of",
    "legend",
    "line_of",
    "radius_of",
    "shape_of",
    "side_of",
    "table",
    "type_inks",
]


@dataclass(frozen=True, slots=True)
class Ink:
    """A colour, as ``#rrggbb``, on a light and on a dark ground."""

    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Line:
    """How a line is drawn: its width, and lengths of dash and gap in turn (none: a solid line)."""

    width: float
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a graph is drawn on, and with: paper, text, discs and the accent of what is selected."""

    paper: str
    text: str
    faint: str
    disc: str
    rim: str
    accent: str


@dataclass(frozen=True, slots=True)
class Legend:
    """What a drawing uses, each in the order of the tables; a status of None stands for standing facts."""

    families: tuple[str, ...]
    statuses: tuple[Status | None, ...]
    kinds: tuple[str, ...]


LIGHT = Ground(paper="#fcfbf8", text="#1d232b", faint="#6a727d", disc="#46525f", rim="#fcfbf8", accent="#8a5a00")
DARK = Ground(paper="#15181d", text="#e6e8eb", faint="#949ca7", disc="#b9c2cc", rim="#15181d", accent="#ffd479")

FAMILY_INKS: Mapping[str, Ink] = MappingProxyType(
    dict(
        zip(
            FAMILIES,
            (
                Ink(light="#3f9bc4", dark="#a9dff5"),
                Ink(light="#0f5587", dark="#2f74b5"),
                Ink(light="#ac5b0b", dark="#eba23f"),
                Ink(light="#6e0b1c", dark="#e4605a"),
                Ink(light="#a3a7ae", dark="#727985"),
            ),
            strict=True,
        )
    )
)
"""The ink of each family, in the order of `FAMILIES`."""

UNKNOWN_INK = Ink(light="#6a727d", dark="#949ca7")
"""For relations of a database that does not use our vocabulary."""

TYPE_INKS: tuple[Ink, ...] = (
    Ink(light="#0072b2", dark="#56b4e9"),
    Ink(light="#ee7711", dark="#ff7711"),
    Ink(light="#aa00ff", dark="#aa00ff"),
    Ink(light="#663300", dark="#eebb88"),
    Ink(light="#22aabb", dark="#00eeee"),
    Ink(light="#cc0033", dark="#cc2200"),
    Ink(light="#332299", dark="#3366bb"),
    Ink(light="#bb8866", dark="#995544"),
    Ink(light="#ff44ff", dark="#dd44ff"),
    Ink(light="#553366", dark="#885588"),
    Ink(light="#991144", dark="#bb8855"),
    Ink(light="#7733cc", dark="#99dd55"),
)
"""For the types of a database that does not use our vocabulary. Dichromats can tell them apart too."""

STATUS_LINES: Mapping[Status, Line] = MappingProxyType(
    {
        Status.CONTESTED: Line(2.4, (9, 6)),
        Status.CONFIRMED: Line(3.4),
        Status.REPORTED: Line(1.7),
        Status.UNCONFIRMED: Line(2.0, (1, 5)),
        Status.DENIED: Line(2.0, (10, 6, 1, 6)),
    }
)
"""Solid lines for what nobody disputes, broken ones for the rest."""

STANDING_LINE = Line(1.0)

STANCE = "stance"
"""The family of edges from a holder to a claim that is drawn as a node."""

CLAIM = "Claim"
"""The kind of nodes that are claims, drawn as a card with their text."""

STANCE_LINE = Line(1.9)

SIDE_INKS: Mapping[str, Ink] = MappingProxyType(
    {
        "for": Ink(light="#086e58", dark="#74dfc0"),
        "against": Ink(light="#921210", dark="#f4705f"),
        "neither": Ink(light="#8a9199", dark="#6f7782"),
    }
)
"""The ink of a stance, by the side that it takes; the relation says which stance it is."""

SIDES: Mapping[str, str] = MappingProxyType(
    {
        Stance.ASSERTS: "for",
        Stance.CONFIRMS: "for",
        Stance.DENIES: "against",
        Stance.DISMISSES: "against",
        Stance.NO_COMMENT: "neither",
        Stance.CANNOT_CONFIRM: "neither",
    }
)

STANCE_INKS: Mapping[str, Ink] = MappingProxyType({stance: SIDE_INKS[side] for stance, side in SIDES.items()})
"""The ink of each stance."""

MARK_INKS: Mapping[str, Ink] = MappingProxyType(
    {
        "a": Ink(light="#1378b2", dark="#a3daf9"),
        "b": Ink(light="#d97400", dark="#e39a30"),
        "both": Ink(light="#2b3038", dark="#f2f4f6"),
        "against": Ink(light="#8a0f78", dark="#c03fae"),
    }
)
"""Where two standpoints are compared: what only the one holds, only the other, both, and where they contradict."""

SHAPES: Mapping[str, str] = MappingProxyType(
    {
        Kind.STATE: "dot",
        Kind.ORGANIZATION: "square",
        Kind.PERSON: "triangle",
        Kind.ALLIANCE: "hexagon",
        Kind.GROUP: "diamond",
        Kind.PLACE: "triangleDown",
    }
)
"""The shape of each kind, by the names that vis-network uses."""


def shape_of(kind: str) -> str:
    """The shape of a kind; a label of somebody else's database always gets the same one of ours."""
    if kind == CLAIM:
        return "claim"
    if shape := SHAPES.get(kind):
        return shape
    shapes = tuple(SHAPES.values())
    return shapes[blake2b(kind.encode(), digest_size=2).digest()[0] % len(shapes)]


def radius_of(degree: int) -> float:
    """The radius of a node: its area grows with the number of its edges, up to a bound."""
    return round(min(8.0 + 2.1 * math.sqrt(max(degree, 0)), 24.0), 2)


def side_of(edge: Edge) -> str:
    """The side that a stance takes: ``for``, ``against`` or ``neither``; "" for any other edge."""
    return SIDES.get(edge.relation, "neither") if edge.family == STANCE else ""


def ink_for_type(type_: str) -> Ink:
    """The ink of a relationship type by itself: always the same, but another type may have it too."""
    return TYPE_INKS[_slot(type_)]


def type_inks(types: Sequence[str]) -> Mapping[str, Ink]:
    """Inks for the types of a database, the frequent ones first: each its own, as far as there are inks.

    A type gets the ink that it has by itself, unless a more frequent one has it; types beyond the inks get none.
    """
    found: dict[str, Ink] = {}
    free = dict.fromkeys(range(len(TYPE_INKS)))
    for type_ in types[: len(TYPE_INKS)]:
        slot = next(
            at % len(TYPE_INKS) for at in range(_slot(type_), 2 * len(TYPE_INKS)) if at % len(TYPE_INKS) in free
        )
        del free[slot]
        found[type_] = TYPE_INKS[slot]
    return found


def _slot(type_: str) -> int:
    return int.from_bytes(blake2b(type_.encode(), digest_size=4).digest()) % len(TYPE_INKS)


def ink_of(edge: Edge, inks: Mapping[str, Ink] = FAMILY_INKS) -> Ink:
    """The colour of an edge; ``inks``: of a database that does not use our vocabulary (see `type_inks`)."""
    if edge.family == STANCE:
        return SIDE_INKS[side_of(edge)]
    if not edge.family or edge.family == OTHER_TYPES:
        return UNKNOWN_INK
    return inks.get(edge.family) or FAMILY_INKS.get(edge.family) or ink_for_type(edge.family)


def line_of(status: Status | None) -> Line:
    """The line of an edge with this status; None is a standing fact."""
    return STANDING_LINE if status is None else STATUS_LINES[status]


def legend(subgraph: Subgraph) -> Legend:
    """What a legend must explain: only what this subgraph uses."""
    families = {edge.family for edge in subgraph.edges}
    statuses = {edge.status for edge in subgraph.edges if not edge.foreign}
    kinds = {node.kind for node in subgraph.nodes}
    foreign = families - {*FAMILIES, ""}
    return Legend(
        # Of a database that does not use our vocabulary: its types, and what is none of the frequent ones last.
        families=(*(f for f in FAMILIES if f in families), *sorted(foreign, key=lambda f: (f == OTHER_TYPES, f))),
        statuses=tuple(status for status in (*STATUS_LINES, None) if status in statuses),
        kinds=(*(k for k in SHAPES if k in kinds), *sorted(kinds - SHAPES.keys())),
    )


def table(types: tuple[str, ...] = (), discs: Mapping[str, str] | None = None) -> dict[str, Any]:
    """All these rules as plain values, for what draws in a browser.

    Args:
        types: relationship types of a database that does not use our vocabulary, the frequent ones first.
        discs: the colours of kinds of nodes where persons chose some, as ``#rrggbb``; the others are as the ground is.
    """
    return _table(types) | {"discs": dict(discs or {})}


@cache
def _table(types: tuple[str, ...]) -> dict[str, Any]:
    inks = type_inks(types) if types else FAMILY_INKS
    other = {OTHER_TYPES: asdict(UNKNOWN_INK)} if types else {}
    lines = {status.value: line for status, line in STATUS_LINES.items()}
    lines |= {"": STANDING_LINE, STANCE: STANCE_LINE}
    return {
        "grounds": {"light": asdict(LIGHT), "dark": asdict(DARK)},
        "families": {family: asdict(ink) for family, ink in inks.items()} | other,
        "marks": {mark: asdict(ink) for mark, ink in MARK_INKS.items()},
        "stances": {side: asdict(ink) for side, ink in SIDE_INKS.items()},
        "unknown": asdict(UNKNOWN_INK),
        "kinds": [*SHAPES, CLAIM],
        "lines": {name: {"width": line.width, "dashes": list(line.dashes)} for name, line in lines.items()},
    }
