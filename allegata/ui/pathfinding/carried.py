"""What the explorer's filters demand of a path, where somebody goes from the one page to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from allegata.analysis.draft import Draft
from allegata.model import OTHER_TYPES, Kind
from allegata.view import Filters
from allegata.vocabulary import relations

__all__ = ["carried", "left_behind"]


def carried(draft: Draft, filters: Filters, families: Sequence[str] = ()) -> Draft:
    """The draft with the demands of the filters, as far as a path can be held to them (see `left_behind`).

    Args:
        draft: who is asked about.
        filters: those in force.
        families: of a database that Allegata did not load: the types that are families of their own.
    """
    off = filters.families_off
    if draft.schema:
        types = [type_ for type_ in draft.schema if (type_ if type_ in families else OTHER_TYPES) in off]
        return replace(draft, relations=tuple(sorted(filters.relations)), never_relations=tuple(types))
    dated = filters.clock == "happened"
    return replace(
        draft,
        relations=tuple(sorted(filters.relations)),
        never_relations=tuple(sorted(name for name, relation in relations().items() if relation.family in off)),
        kinds=tuple(kind for kind in Kind if kind not in filters.kinds_off) if filters.kinds_off else (),
        without_statuses=tuple(sorted(filters.statuses_off)),
        since=filters.since if dated else None,
        until=filters.until if dated else None,
        holders=filters.holders,
        documents=filters.documents,
    )


def left_behind(filters: Filters) -> str:
    """What of the filters a path cannot be held to, in words; "": nothing."""
    parts = ["whose word it is"] if filters.standpoint else []
    if filters.dated and filters.clock == "said":
        parts.append("the days on which it was said")
    return " and ".join(parts)
