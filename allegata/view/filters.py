"""Filters: what of a subgraph is switched off, and how much of each edge lies within them.

A filter never takes anything away: it says what is off. So the picture keeps its places, and switching it on again
brings back the same picture.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from allegata.model import EPOCH, Depth, Edge, Subgraph, Voice
from allegata.render.style import STANCE

__all__ = ["CLASSES", "NOTHING_OFF", "ClaimDrawn", "Clock", "Filters", "Sifted", "Standpoint", "describe", "sift"]

Clock = Literal["happened", "said"]
"""By which days a window of time counts: those of the events, or those on which they were spoken of."""

CLASSES = ("a", "b", "both", "against")
"""How an edge stands to one or two standpoints: only the first holds it, only the second, both, or one holds what the
other denies. With one standpoint: ``a`` is what he holds, ``against`` what he denies."""

STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The graph according to somebody, or to two who are compared.

    Attributes:
        who, other: ids of persons, states or outlets; ``other`` "": nobody to compare with.
        alone: only their own words, not those of who speaks for them.
        classes: which of `CLASSES` are shown.
    """

    who: str
    other: str = ""
    alone: bool = False
    classes: frozenset[str] = frozenset(CLASSES)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown.

    Attributes:
        families_off, statuses_off, kinds_off: what the legend has switched off.
        relations: only these relation types; none: all.
        since, until: only what lies within, both included; None: open.
        clock: by which days.
        holders, documents: fewest behind an edge.
        standpoint: whose word counts; None: everybody's.
    """

    families_off: frozenset[str] = frozenset()
    statuses_off: frozenset[str] = frozenset()
    kinds_off: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    clock: Clock = "happened"
    holders: int = 0
    documents: int = 0
    standpoint: Standpoint | None = None

    @property
    def active(self) -> int:
        """How many filters there are in force."""
        sets = (self.families_off, self.statuses_off, self.kinds_off, self.relations)
        others = (self.dated, self.holders > 1, self.documents > 1, self.standpoint is not None)
        return sum(map(bool, (*sets, *others)))

    @property
    def dated(self) -> bool:
        """Whether there is a window of time."""
        return bool(self.since or self.until)

    @property
    def happened(self) -> tuple[dt.date | None, dt.date | None]:
        """The window by which it happened; both None where there is none, or it is of the days of speaking."""
        return (self.since, self.until) if self.clock == "happened" else (None, None)

    @property
    def deep(self) -> bool:
        """Whether more must be known of edges than what is drawn of them."""
        return self.dated or self.standpoint is not None


@dataclass(frozen=True, slots=True)
class ClaimDrawn:
    """A contested claim that is drawn as a node.

    Attributes:
        edge: key of the edge that it is behind.
        first, last: days on which it happened, as far as they are known.
    """

    edge: str
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Sifted:
    """What filters make of a subgraph.

    Attributes:
        off_nodes, off_edges: ids and keys that are switched off.
        counts: number of claims or statements within the window of time, by the key of an edge.
        marks: one of `CLASSES` by the key of an edge, where there is a standpoint.
    """

    off_nodes: frozenset[str] = frozenset()
    off_edges: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)

    def visible(self, subgraph: Subgraph) -> Subgraph:
        """What is left of the subgraph."""
        return Subgraph(
            tuple(node for node in subgraph.nodes if node.id not in self.off_nodes),
            tuple(edge for edge in subgraph.edges if edge.key not in self.off_edges),
            subgraph.left_out,
            subgraph.hidden,
        )


NOTHING_OFF = Sifted()


def sift(
    subgraph: Subgraph,
    filters: Filters,
    depths: Mapping[str, Depth] | None = None,
    voices: Mapping[str, Voice] | None = None,
    other_voices: Mapping[str, Voice] | None = None,
    kept: Collection[str] = (),
    claims: Mapping[str, ClaimDrawn] | None = None,
) -> Sifted:
    """Apply filters.

    A claim that is drawn as a node is seen where the edge that it is behind is, and a stance where both its ends are:
    neither has a status, holders or relations of its own to be asked for.

    Args:
        subgraph: all there is to show.
        filters: what is wanted of it.
        depths: days of edges, by key; needed for a window of time.
        voices, other_voices: what the two of the standpoint say of edges, by key.
        kept: ids of nodes that stay though no edge of theirs is left.
        claims: those drawn as nodes, by the id of the node.
    """
    if not filters.active:
        return NOTHING_OFF
    kinds = {node.id: node.kind for node in subgraph.nodes}
    off_nodes = {id_ for id_, kind in kinds.items() if kind in filters.kinds_off}
    counts: dict[str, int] = {}
    marks: dict[str, str] = {}
    known = depths or {}, voices or {}, other_voices or {}
    stances = [edge for edge in subgraph.edges if edge.family == STANCE]
    told = [edge for edge in subgraph.edges if edge.family != STANCE]
    off_edges = {edge.key for edge in told if not _shown(edge, filters, off_nodes, known, counts, marks)}
    if claims:
        behind = off_edges
        if all(edge.family in filters.families_off for edge in told):
            # The legend leaves stances alone: claims are seen without the edges that they are behind.
            rest = replace(filters, families_off=frozenset())
            behind = {edge.key for edge in told if not _shown(edge, rest, off_nodes, known, {}, {})}
        off_nodes |= {
            id_ for id_, it in claims.items() if id_ not in kept and (it.edge in behind or _passed(it, filters))
        }
    off = STANCE in filters.families_off
    off_edges |= {edge.key for edge in stances if off or {edge.source, edge.target} & off_nodes}
    ends = Counter(end for edge in subgraph.edges for end in {edge.source, edge.target})
    left = Counter(end for edge in subgraph.edges if edge.key not in off_edges for end in {edge.source, edge.target})
    lonely = {id_ for id_ in kinds if ends[id_] and not left[id_] and id_ not in kept}
    return Sifted(frozenset(off_nodes | lonely), frozenset(off_edges), counts, marks)


_Known = tuple[Mapping[str, Depth], Mapping[str, Voice], Mapping[str, Voice]]
"""Days of edges, and what the two of the standpoint say of them, by key."""


def _shown(
    edge: Edge,
    filters: Filters,
    off_nodes: Collection[str],
    known: _Known,
    counts: dict[str, int],
    marks: dict[str, str],
) -> bool:
    """Whether an edge is seen; how much of it, and how it stands to the standpoint, is written down on the way."""
    depths, voices, others = known
    if edge.source in off_nodes or edge.target in off_nodes or not _plain(edge, filters):
        return False
    if filters.dated and not _in_window(edge, filters, depths, counts):
        return False
    return filters.standpoint is None or _heard(edge, filters.standpoint, voices, others, marks)


def _passed(claim: ClaimDrawn, filters: Filters) -> bool:
    """Whether a claim is known to have happened outside the window of time."""
    first, last = claim.first or claim.last, claim.last or claim.first
    if filters.clock != "happened" or first is None or last is None:
        return False
    return first > (filters.until or dt.date.max) or last < (filters.since or dt.date.min)


def _plain(edge: Edge, filters: Filters) -> bool:
    if edge.family in filters.families_off or (filters.relations and edge.relation not in filters.relations):
        return False
    if edge.status is None:
        # Nobody claims a standing fact: it has no part in filters of evidence.
        return STANDING not in filters.statuses_off and filters.holders <= 1 and filters.documents <= 1
    enough = edge.holders >= filters.holders and edge.documents >= filters.documents
    return enough and edge.status.value not in filters.statuses_off


def _in_window(edge: Edge, filters: Filters, depths: Mapping[str, Depth], counts: dict[str, int]) -> bool:
    since, until = filters.since or dt.date.min, filters.until or dt.date.max
    if edge.status is None:
        return (edge.first or dt.date.min) <= until and (edge.last or dt.date.max) >= since
    depth = depths.get(edge.key, Depth())
    low, high = (since - EPOCH).days, (until - EPOCH).days
    if filters.clock == "happened":
        number = sum(claims for first, last, claims in depth.happened if first <= high and last >= low)
    else:
        number = sum(statements for day, statements in depth.said if low <= day <= high)
    if number:
        counts[edge.key] = number
    return number > 0


def _heard(
    edge: Edge,
    standpoint: Standpoint,
    voices: Mapping[str, Voice],
    others: Mapping[str, Voice],
    marks: dict[str, str],
) -> bool:
    if edge.status is None:
        return False
    one, two = voices.get(edge.key, Voice()), others.get(edge.key, Voice())
    if standpoint.other:
        contradict = (one.holds and two.against) or (two.holds and one.against)
        mark = (
            "against"
            if contradict
            else "both"
            if one.holds and two.holds
            else "a"
            if one.holds
            else "b"
            if two.holds
            else ""
        )
    else:
        mark = "a" if one.holds else "against" if one.against else ""
    if mark in standpoint.classes:
        marks[edge.key] = mark
        return True
    return False


def describe(filters: Filters, names: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The filters in force, each as a few words; ``names``: of the holders of the standpoint, by id."""
    names = names or {}
    said = []
    for off, what in ((filters.families_off, ""), (filters.statuses_off, ""), (filters.kinds_off, "kind ")):
        said += [f"without {what}{each.lower() if not what else each}" for each in sorted(off)]
    if filters.relations:
        said.append("only " + ", ".join(each.replace("_", " ").lower() for each in sorted(filters.relations)))
    if filters.dated:
        how = "happened" if filters.clock == "happened" else "said"
        since = f" since {filters.since.isoformat()}" if filters.since else ""
        until = f" until {filters.until.isoformat()}" if filters.until else ""
        said.append(f"{how}{since}{until}")
    if filters.holders > 1:
        said.append(f"at least {filters.holders} holders")
    if filters.documents > 1:
        said.append(f"at least {filters.documents} documents")
    if it := filters.standpoint:
        who = names.get(it.who, it.who)
        said.append(f"{who} beside {names.get(it.other, it.other)}" if it.other else f"according to {who}")
    return tuple(said)
