"""What a database without claims answers when it is asked about claims: nothing, and that at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from allegata.errors import UsageError
from allegata.model import (
    Dataset,
    DatasetReading,
    Depth,
    Dispute,
    Document,
    Edge,
    EdgeEvidence,
    Load,
    Node,
    Subgraph,
    Telling,
    Voice,
)

__all__ = ["Claimless"]


class Claimless:
    """The part of `allegata.store.explorable.Explorable` that is about claims."""

    __slots__ = ()

    def datasets(self) -> tuple[DatasetReading, ...]:
        """None: data sets are Allegata's."""
        return ()

    def loading(self) -> tuple[Load, ...]:
        """None."""
        return ()

    def documents(self) -> tuple[Document, ...]:
        """None."""
        return ()

    def depths(self, edges: Sequence[Edge]) -> Mapping[str, Depth]:
        """No edge has days."""
        return {}

    def voices(self, who: str, edges: Sequence[Edge], alone: bool = False) -> Mapping[str, Voice]:
        """Nobody says anything."""
        return {}

    def above(self, ids: Collection[str]) -> Mapping[str, Node]:
        """Nobody is known to belong to a state."""
        return {}

    def disputes(self, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
        """Nothing is contested."""
        return ()

    def holders(self, edges: Sequence[Edge]) -> tuple[Node, ...]:
        """Nobody's word stands on anything."""
        return ()

    def tellings(
        self, edges: Sequence[Edge], *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, Telling]:
        """There is nothing to tell beyond the names."""
        return {}

    def records(self, nodes: Collection[str], edges: Collection[str]) -> Dataset:
        """There are none.

        Raises:
            UsageError: always.
        """
        raise UsageError("Our own tables hold records of claims, and this database has none: choose another format.")

    def evidences(
        self, subgraph: Subgraph, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, EdgeEvidence]:
        """Nothing stands behind edges."""
        return {}
