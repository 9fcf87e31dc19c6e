"""XML of somebody else, read as a stream: no entities, nothing fetched, no tree, and the line of everything."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from allegata.errors import LoadError, Problem
from loader.graphs.found import Found
from loader.graphs.source import blocks

__all__ = ["GraphHandler", "Handler", "parse", "read", "wrong"]

DEEPEST = 100
"""Elements within one another."""

LONGEST = 100_000
"""Characters of a text; what is longer is refused."""


class Handler(Protocol):
    """Who is told of elements, by their names without a namespace."""

    def start(self, tag: str, attributes: dict[str, str], line: int) -> None:
        """An element begins."""
        ...

    def end(self, tag: str, text: str, line: int) -> None:
        """An element ends, with the text that stood directly in it."""
        ...


class GraphHandler(Handler, Protocol):
    """Gathers a graph; ``seen`` tells whether the element came that makes a file one of its format."""

    found: Found
    seen: bool


def read(path: Path, reader: GraphHandler, name: str) -> Found:
    """The graph in a file, by a reader of its format.

    Args:
        path: of the file.
        reader: fresh.
        name: of the format, in small letters also that of its outermost element.

    Raises:
        LoadError: what is wrong with it, by line.
        NotFound: it cannot be read.
    """
    parse(path, reader)
    if not reader.seen:
        raise wrong(path.name, 1, f"is no {name}", f"its outermost element has to be <{name.lower()}>")
    found = reader.found
    found.columns = tuple(dict.fromkeys(name for edge in found.edges for name in edge.cells))
    return found


def wrong(file: str, line: int, what: str, mend: str) -> LoadError:
    """One thing that is wrong."""
    return LoadError([Problem(file, line, what, mend)])


class _Target:
    def __init__(self, file: str, handler: Handler) -> None:
        self.file, self.handler = file, handler
        self.parser: Any = None
        self.stack: list[tuple[str, list[str]]] = []

    @property
    def line(self) -> int:
        return int(self.parser.parser.CurrentLineNumber)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) == DEEPEST:
            raise wrong(self.file, self.line, f"has more than {DEEPEST} elements within one another", "flatten it")
        name = tag.rpartition("}")[2]
        self.stack.append((name, []))
        self.handler.start(name, {key.rpartition("}")[2]: value for key, value in attributes.items()}, self.line)

    def data(self, text: str) -> None:
        if self.stack:
            self.stack[-1][1].append(text)

    def end(self, tag: str) -> None:
        name, parts = self.stack.pop()
        text = "".join(parts)
        if len(text) > LONGEST:
            raise wrong(self.file, self.line, f"a text has {len(text):,} characters", f"keep it below {LONGEST:,}")
        self.handler.end(name, text, self.line)

    def close(self) -> None:
        return None


def parse(path: Path, handler: Handler) -> None:
    """Tell the handler everything in the file.

    Raises:
        LoadError: it is no sound XML, defines entities, is too large or too deep; with the line.
        NotFound: it cannot be read.
    """
    target = _Target(path.name, handler)
    parser = XMLParser(target=target, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    target.parser = parser
    try:
        for block in blocks(path):
            parser.feed(block)
        parser.close()
    except ParseError as error:
        line, column = error.position
        what = f"is no sound XML at character {column + 1} ({str(error).partition(':')[0]})"
        raise wrong(path.name, line, what, "write the file again with the program that made it") from error
    except DefusedXmlException as error:
        what = "defines entities, which are not read"
        raise wrong(path.name, target.line, what, "take out its DOCTYPE") from error
