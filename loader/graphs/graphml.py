"""GraphML (http://graphml.graphdrawing.org): what networkx, igraph, yEd, Gephi and we ourselves write."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from loader.graphs.found import MOST, Found, Item
from loader.graphs.xml import read, wrong

__all__ = ["read_graphml"]

_WORDS = ("NodeLabel", "EdgeLabel")
"""Where yEd keeps the words that stand beside a node or an edge."""


def read_graphml(path: Path) -> Found:
    """The graph in a file.

    Raises:
        LoadError: what is wrong with it, by line.
        NotFound: it cannot be read.
    """
    return read(path, _Reader(Found(path.name)), "GraphML")


@dataclass(slots=True)
class _Reader:
    found: Found
    seen: bool = False
    names: dict[str, str] = field(default_factory=dict)
    defaults: dict[tuple[str, str], str] = field(default_factory=dict)
    key: dict[str, str] = field(default_factory=dict)
    open: list[Item] = field(default_factory=list)
    data: str = ""
    usual: str = ""

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        if tag == "graphml":
            self.seen = True
        elif tag == "graph":
            self.usual = attributes.get("edgedefault", "directed")
        elif tag == "key":
            self.key = attributes
            self.names[attributes.get("id", "")] = attributes.get("attr.name") or attributes.get("id", "")
        elif tag == "node":
            self._node(attributes, line)
        elif tag == "edge":
            self._edge(attributes, line)
        elif tag == "hyperedge":
            raise wrong(self.found.file, line, "holds a hyperedge", "write it as edges between two nodes each")
        elif tag == "data":
            self.data = attributes.get("key", "")

    def end(self, tag: str, text: str, line: int) -> None:
        if tag == "default" and self.key:
            self.defaults[self.key.get("for", "all"), self.names[self.key.get("id", "")]] = text.strip()
        elif tag == "key":
            self.key = {}
        elif tag in ("node", "edge"):
            self.open.pop()
        elif tag == "data":
            self._put(self.names.get(self.data, self.data), text)
            self.data = ""
        elif tag in _WORDS:
            self._put("label", text)

    def _put(self, name: str, text: str) -> None:
        text = text.strip()
        if not self.open:
            if name in ("title", "name") and text:
                self.found.title = text
        elif text and name:
            self.open[-1].cells[name] = text

    def _begin(self, item: Item, what: str) -> None:
        if len(self.found.nodes) + len(self.found.edges) >= MOST:
            raise wrong(self.found.file, item.line, f"holds more than {MOST:,} nodes and edges", "split it")
        item.cells |= {name: text for (kind, name), text in self.defaults.items() if kind in (what, "all") and text}
        self.open.append(item)

    def _node(self, attributes: dict[str, str], line: int) -> None:
        key = attributes.get("id", "")
        if not key:
            raise wrong(self.found.file, line, "a node has no id", "give it one")
        if key in self.found.nodes:
            first = self.found.nodes[key].line
            raise wrong(self.found.file, line, f"the id {key!r} is taken by line {first}", "give each node its own")
        item = Item(line, key=key)
        self.found.nodes[key] = item
        self._begin(item, "node")

    def _edge(self, attributes: dict[str, str], line: int) -> None:
        ends = attributes.get("source", ""), attributes.get("target", "")
        if not all(ends):
            raise wrong(self.found.file, line, "an edge lacks its source or its target", "give it both")
        item = Item(line, ends=ends)
        self.found.edges.append(item)
        directed = attributes.get("directed", "").strip().lower()
        self.found.undirected += directed in ("false", "0") or (not directed and self.usual == "undirected")
        self._begin(item, "edge")
