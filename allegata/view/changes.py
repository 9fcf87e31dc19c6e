"""What has changed in the data since an exploration was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from allegata.model import Edge
from allegata.view.scene import Scene

__all__ = ["Changes", "changes"]


@dataclass(frozen=True, slots=True)
class Changes:
    """Edges of a view, then and now.

    Attributes:
        new: there now, and not then.
        gone: keys of those that were there then.
        turned: there both times, with another status: the edge as it is now, and its status then ("": standing fact).
        absent: ids of actors that the database no longer has.
    """

    new: tuple[Edge, ...] = ()
    gone: tuple[str, ...] = ()
    turned: tuple[tuple[Edge, str], ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether all is as it was."""
        return not (self.new or self.gone or self.turned or self.absent)


def changes(statuses: Mapping[str, str], actors: tuple[str, ...], scene: Scene) -> Changes:
    """Compare.

    Args:
        statuses: status of each edge then, by key ("": a standing fact).
        actors: ids of those who were on the canvas.
        scene: the same view, read now.
    """
    now = {edge.key: edge for edge in scene.base.edges}
    there = {node.id for node in scene.base.nodes}
    return Changes(
        tuple(edge for key, edge in now.items() if key not in statuses),
        tuple(key for key in statuses if key not in now),
        tuple(
            (edge, statuses[key])
            for key, edge in now.items()
            if key in statuses and (edge.status.value if edge.status else "") != statuses[key]
        ),
        tuple(id_ for id_ in actors if id_ not in there),
    )
