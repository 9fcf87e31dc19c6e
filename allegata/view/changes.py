"""What has changed in the data since an exploration was kept."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from allegata.model import Edge, edge_key
from allegata.view.scene import Scene
from allegata.vocabulary import relations
from allegata.wording import label_of

__all__ = ["Changes", "changes", "told"]

MOST_TRIED = 3_000_000
"""Keys of edges that are reckoned to find out what a key that is gone stood for: some seconds."""


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


def told(found: Changes, scene: Scene, actors: Sequence[str]) -> list[tuple[str, ...]]:
    """A row for each change: what, source, relation, target, status then and now, key.

    A file holds no names. What an edge that is gone was, its key tells: it is the key of one of the relations that
    there can be between the actors. Of a standing fact, whose key has more in it, the key is all there is.
    """
    names = {id_: id_ for id_ in actors} | {node.id: node.name for node in scene.base.nodes}

    def row(what: str, edge: Edge, then: str, now: str) -> tuple[str, ...]:
        return what, names[edge.source], label_of(edge.relation), names[edge.target], then, now, edge.key

    lost = dict(_ends(found.gone, actors))
    rows = [row("new", edge, "", _status(edge)) for edge in found.new]
    for key in found.gone:
        source, relation, target = lost.get(key, ("", "", ""))
        rows.append(("gone", names.get(source, ""), label_of(relation), names.get(target, ""), "", "", key))
    rows += [row("status", edge, then.lower() or "standing fact", _status(edge)) for edge, then in found.turned]
    return rows + [("actor gone", id_, "", "", "", "", "") for id_ in found.absent]


def _status(edge: Edge) -> str:
    return edge.status.value.lower() if edge.status else "standing fact"


def _ends(keys: Collection[str], actors: Sequence[str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Of these keys, and the actors between whom it must have been: source, relation, target."""
    wanted = set(keys)
    types = list(relations())
    if not wanted or len(actors) ** 2 * len(types) > MOST_TRIED:
        return
    for source in actors:
        for target in actors:
            for relation in types:
                if (key := edge_key(source, relation, target)) in wanted:
                    yield key, (source, relation, target)
