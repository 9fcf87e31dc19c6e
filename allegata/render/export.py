"""What leaves the explorer: one frozen value, and the writers that make files of it.

Whoever has a view and a database makes an `Export` (see `allegata.view.leaving`); a writer is a pure function of it::

    def gexf(export: Export) -> bytes: ...

`Writer` names such a function for a suffix, and `WRITERS` (in `allegata.render.writers`) is the table of all of them:
the command line and the panel of the explorer offer what stands there. Nothing in an `Export` tells of the person, the
machine or the time, but what was asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from allegata.model import Dataset, DatasetReading, EdgeEvidence, Subgraph

__all__ = ["Export", "Writer"]


@dataclass(frozen=True, slots=True)
class Export:
    """A view as it is seen, and all that may be told of it.

    Attributes:
        subgraph: what is seen: filters are applied, actors may be rolled up to states, contested claims may be nodes.
            Node kinds and edge families are those of `allegata.render.style`.
        places: of all its nodes, by id: pixels at a zoom of one, x to the right and y downwards (the middle of a disc).
        bends: how far each edge is bent, by its key, as on the screen, where edges that filters hide keep their part
            of the room (see `allegata.render.layout.bends`); empty: as if there were no others.
        title, caption: the person's own words; "" for none.
        evidence: what stands behind edges, by the key of an edge in the subgraph; one reading for each edge of actors
            that it stands for (one, but at the level of states). Empty where it was not asked for.
        names: names of entities that the evidence mentions and the subgraph may not have, by id.
        counts: claims or statements within the window of time, by the key of an edge, where there is one.
        marks: how an edge stands to the standpoints, one of `allegata.view.CLASSES`, by its key, where there is one.
        mark_words: what the marks mean, in words.
        types: relationship types of a database that Allegata did not load, the frequent ones first (see
            `allegata.render.style.type_inks`); () for one that it loaded.
        discs: the colours of kinds of nodes where persons chose some, as ``#rrggbb``.
        filters: those in force, each in words.
        hidden_nodes, hidden_edges: how many actors and relations the filters hide.
        left_out: what else is not seen though it is near, in words; "" for nothing.
        origin: the query with its parameters, or the exploration, that it came from, in words; "" for neither.
        made: the day that is to be written on it; None for none.
        datasets: the data sets of the database, with their licences and notes.
        carried: the text of an exploration (`allegata.view.to_text`) that opens this view again, to be carried along
            in the file where the format can; "" when it is to be left out.
        fingerprint: of the edges and their statuses, 12 hexadecimal digits; "" when it is to be left out.
        records: all records that what is seen stands on; None where they were not asked for.
    """

    subgraph: Subgraph
    places: Mapping[str, tuple[float, float]]
    title: str = ""
    caption: str = ""
    evidence: Mapping[str, tuple[EdgeEvidence, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)
    mark_words: Mapping[str, str] = field(default_factory=dict)
    types: tuple[str, ...] = ()
    filters: tuple[str, ...] = ()
    hidden_nodes: int = 0
    hidden_edges: int = 0
    left_out: str = ""
    origin: str = ""
    made: dt.date | None = None
    datasets: tuple[DatasetReading, ...] = ()
    carried: str = ""
    fingerprint: str = ""
    records: Dataset | None = None
    bends: Mapping[str, float] = field(default_factory=dict)
    discs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Writer:
    """A format that views can leave in.

    Attributes:
        suffix: of its files, with the dot: ``.gexf``; several parts where that is usual: ``.csv.zip``; ``/`` for a
            folder.
        label: as a person calls it: ``GEXF (Gephi)``.
        mime: media type.
        write: makes the file. Raises `allegata.errors.RenderError` where this export cannot be written so.
        evidence: whether it uses `Export.evidence`, which takes time to read.
        loses: what of an export the format cannot hold, in a sentence; "" for nothing.
        loses_evidence: the same of what stands behind edges, where anything does.
        records: whether it uses `Export.records`: only of a database that Allegata loaded.
    """

    suffix: str
    label: str
    mime: str
    write: Callable[[Export], bytes]
    evidence: bool = False
    loses: str = ""
    records: bool = False
    loses_evidence: str = ""

    def lost(self, claims: bool) -> str:
        """What is to be said of an export from a database with claims, or without."""
        return " ".join(filter(None, (self.loses_evidence if claims else "", self.loses)))
