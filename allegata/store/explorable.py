"""What the explorer asks of a database, whoever loaded it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from allegata.model import (
    Dataset,
    DatasetReading,
    Depth,
    Dispute,
    Document,
    Edge,
    EdgeEvidence,
    EntityReading,
    Hit,
    Load,
    Node,
    NodeReading,
    PropertiesReading,
    Subgraph,
    Telling,
    Voice,
)

__all__ = ["Explorable"]


class Explorable(Protocol):
    """A database that can be explored: `Graph` where Allegata loaded it, else `ForeignGraph`.

    Every method means what it means in `Graph`, which tells the arguments and errors.
    """

    @property
    def claims(self) -> bool:
        """Whether there are claims, statements and documents, so that all that is about them can be offered."""

    @property
    def families(self) -> tuple[str, ...]:
        """The families that edges have, in the order of a legend; without claims, the frequent relationship types."""

    @property
    def discs(self) -> Mapping[str, str]:
        """The colours of kinds of nodes, as ``#rrggbb``, where persons chose some; where Allegata loaded it, none."""

    def stamp(self) -> str:
        """A text that changes when what is drawn should be read again."""

    def datasets(self) -> tuple[DatasetReading, ...]:
        """The data sets that are loaded; none without claims."""

    def loading(self) -> tuple[Load, ...]:
        """Loads that are under way; none without claims."""

    def documents(self) -> tuple[Document, ...]:
        """All documents; none without claims."""

    def overview(self, limit: int, kinds: Collection[str] = (), most: int = ...) -> Subgraph:
        """The first view."""

    def search(self, text: str, limit: int = ...) -> tuple[Hit, ...]:
        """Nodes by name."""

    def entity(self, id: str) -> EntityReading | NodeReading:
        """A node with what stands beside it."""

    def neighbours(
        self,
        id: str,
        *,
        drawn: Collection[str] = (),
        limit: int = ...,
        relations: Collection[str] = (),
        most: int = ...,
    ) -> Subgraph:
        """The next neighbours of a node, with their edges to it and to all that is drawn."""

    def among(self, ids: Collection[str], most: int = ...) -> Subgraph:
        """These nodes, and the strongest edges between them."""

    def evidence(
        self, edge_key: str, *, since: dt.date | None = None, until: dt.date | None = None, limit: int = ...
    ) -> EdgeEvidence | PropertiesReading:
        """What stands behind an edge."""

    def common(self, ids: Collection[str], *, drawn: Collection[str] = (), limit: int = ...) -> tuple[str, ...]:
        """Who is linked with every one of these."""

    def path(self, source: str, target: str) -> tuple[str, ...]:
        """The ids along one shortest chain between two; () when there is none."""

    def depths(self, edges: Sequence[Edge]) -> Mapping[str, Depth]:
        """The days of edges; nothing without claims, and so the following."""

    def voices(self, who: str, edges: Sequence[Edge], alone: bool = False) -> Mapping[str, Voice]:
        """What somebody says on the claims of edges."""

    def above(self, ids: Collection[str]) -> Mapping[str, Node]:
        """The state that each of these belongs to."""

    def disputes(self, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
        """Contested claims behind edges."""

    def holders(self, edges: Sequence[Edge]) -> tuple[Node, ...]:
        """Whose word stands on edges."""

    def tellings(
        self, edges: Sequence[Edge], *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, Telling]:
        """What is needed to tell edges in sentences."""

    def records(self, nodes: Collection[str], edges: Collection[str]) -> Dataset:
        """All records that these entities and edges stand on; without claims there are none, which is an error."""

    def evidences(
        self, subgraph: Subgraph, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, EdgeEvidence]:
        """What stands behind every edge of a subgraph; nothing without claims."""

    def rehearse(self) -> None:
        """Have the server plan what is asked first."""
