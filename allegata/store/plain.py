"""Values of the driver into plain ones, with the graph that is in them collected on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from neo4j import graph, spatial, time

from allegata.answer import Link, Point

__all__ = ["Collected", "size_of"]


class Collected:
    """Turns the values of one answer into plain ones and keeps the nodes and relationships that it meets."""

    def __init__(self) -> None:
        self._points: dict[str, Point] = {}
        self._links: dict[str, Link] = {}
        self._met = 0

    @property
    def points(self) -> tuple[Point, ...]:
        """The nodes met so far."""
        return tuple(self._points.values())

    @property
    def links(self) -> tuple[Link, ...]:
        """The relationships met so far."""
        return tuple(self._links.values())

    def plain(self, value: Any) -> Any:
        """A value as `allegata.answer.Answer.rows` promises it."""
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, graph.Node):
            return self._node(value)
        if isinstance(value, graph.Relationship):
            return self._relationship(value)
        if isinstance(value, graph.Path):
            return self._path(value)
        if isinstance(value, Mapping):
            return {str(key): self.plain(item) for key, item in value.items()}
        if isinstance(value, list | tuple) and not isinstance(value, time.Duration | spatial.Point):
            return [self.plain(item) for item in value]
        return _single(value)

    @property
    def met(self) -> int:
        """A number that grows with everything that can be drawn, known before or not."""
        return self._met

    def _properties(self, value: graph.Node | graph.Relationship) -> dict[str, Any]:
        return {key: self.plain(item) for key, item in value.items()}

    def _node(self, node: graph.Node) -> dict[str, Any]:
        self._met += 1
        properties = self._properties(node)
        known = self._points.get(node.element_id)
        if known is None or not known.labels:
            self._points[node.element_id] = Point(node.element_id, tuple(sorted(node.labels)), properties)
        return properties

    def _relationship(self, it: graph.Relationship) -> dict[str, Any]:
        self._met += 1
        properties = self._properties(it)
        ends = [end for end in (it.start_node, it.end_node) if end is not None]
        for end in ends:
            # Of a relationship alone the server names the ends and says nothing else of them.
            self._points.setdefault(end.element_id, Point(end.element_id))
        if len(ends) == 2:
            link = Link(it.element_id, it.type, ends[0].element_id, ends[1].element_id, properties)
            self._links.setdefault(it.element_id, link)
        return {"type": it.type, **properties}

    def _path(self, path: graph.Path) -> list[Any]:
        nodes = [self._node(node) for node in path.nodes]
        steps = [self._relationship(each) for each in path.relationships]
        mixed: list[Any] = nodes[:1]
        for step, node in zip(steps, nodes[1:], strict=True):
            mixed += [step, node]
        return mixed


def _single(value: Any) -> Any:
    if isinstance(value, time.Date | time.Time | time.DateTime):
        try:
            return value.to_native()
        except ValueError:
            # Years that the standard library does not count.
            return value.iso_format()
    if isinstance(value, time.Duration):
        return value.iso_format()
    if isinstance(value, bytes | bytearray):
        return value.hex()
    return value if isinstance(value, dt.date | dt.time | dt.timedelta) else str(value)


def size_of(value: Any) -> int:
    """Bytes of a plain value, roughly as text."""
    if isinstance(value, str):
        return len(value) + 2
    if isinstance(value, Mapping):
        return sum(size_of(key) + size_of(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return sum(map(size_of, value)) + 2
    return 8
