"""GEXF (https://gexf.net) 1.1 to 1.3: what Gephi and networkx write."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from loader.graphs.found import MOST, Found, Item
from loader.graphs.xml import read, wrong

__all__ = ["read_gexf"]


def read_gexf(path: Path) -> Found:
    """The graph in a file. Of several spells of time, the first day and the last count.

    Raises:
        LoadError: what is wrong with it, by line.
        NotFound: it cannot be read.
    """
    return read(path, _Reader(Found(path.name)), "GEXF")


@dataclass(slots=True)
class _Reader:
    found: Found
    seen: bool = False
    titles: dict[tuple[str, str], str] = field(default_factory=dict)
    defaults: dict[tuple[str, str], str] = field(default_factory=dict)
    sort: str = ""
    attribute: str = ""
    usual: str = ""
    open: list[Item] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        if tag == "gexf":
            self.seen = True
        elif tag == "graph":
            self.found.title = self.found.title or attributes.get("name", "").strip()
            self.usual = attributes.get("defaultedgetype", "undirected")
        elif tag == "attributes":
            self.sort = attributes.get("class", "node")
        elif tag == "attribute":
            self.attribute = attributes.get("id", "")
            self.titles[self.sort, self.attribute] = attributes.get("title") or self.attribute
        elif tag == "node":
            self._node(attributes, line)
        elif tag == "edge":
            self._edge(attributes, line)
        elif tag == "attvalue" and self.open:
            sort = "edge" if self.open[-1].ends else "node"
            key = attributes.get("for") or attributes.get("id", "")
            self._put(self.titles.get((sort, key), key), attributes.get("value", ""))
        elif tag in ("spell", "slice") and self.open:
            self._spell(attributes)

    def end(self, tag: str, text: str, line: int) -> None:
        if tag == "default" and self.attribute:
            self.defaults[self.sort, self.titles[self.sort, self.attribute]] = text.strip()
        elif tag == "attribute":
            self.attribute = ""
        elif tag == "title" and not self.open:
            self.found.title = text.strip() or self.found.title
        elif tag in ("node", "edge"):
            self.open.pop()

    def _put(self, name: str, text: str) -> None:
        if name and text.strip():
            self.open[-1].cells[name] = text.strip()

    def _spell(self, attributes: dict[str, str]) -> None:
        cells = self.open[-1].cells
        start, end = (attributes.get(key) or attributes.get(f"{key}open", "") for key in ("start", "end"))
        if start and (not cells.get("start") or start < cells["start"]):
            cells["start"] = start
        if end and (not cells.get("end") or end > cells["end"]):
            cells["end"] = end

    def _begin(self, item: Item, attributes: dict[str, str], names: tuple[str, ...], sort: str) -> None:
        if len(self.found.nodes) + len(self.found.edges) >= MOST:
            raise wrong(self.found.file, item.line, f"holds more than {MOST:,} nodes and edges", "split it")
        item.cells |= {name: text for (kind, name), text in self.defaults.items() if kind == sort and text}
        item.cells |= {name: attributes[name].strip() for name in names if attributes.get(name, "").strip()}
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
        self._begin(item, attributes, ("label", "start", "end"), "node")

    def _edge(self, attributes: dict[str, str], line: int) -> None:
        ends = attributes.get("source", ""), attributes.get("target", "")
        if not all(ends):
            raise wrong(self.found.file, line, "an edge lacks its source or its target", "give it both")
        item = Item(line, ends=ends)
        self.found.edges.append(item)
        self.found.undirected += (attributes.get("type") or self.usual) != "directed"
        self._begin(item, attributes, ("label", "kind", "start", "end", "weight"), "edge")
