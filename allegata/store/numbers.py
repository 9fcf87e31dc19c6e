"""The largest number in a statement that somebody typed: the server's plan tells how often it loops, but no numbers.

Too large rather than too small: what is read here bounds loops that the server cannot be stopped in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

__all__ = ["largest"]

_PIECE = re.compile(
    r"""
    (?P<comment>//[^\n\r]*|/\*.*?\*/)
    | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<rows>\b(?:LIMIT|SKIP|OFFSET)\s+[0-9][0-9_]*)
    | (?P<word>\$?[^\W\d]\w*|\$\d+)
    | (?P<number>0x[0-9a-f_]+|0o[0-7_]+|[0-9][0-9_]*(?:\.[0-9][0-9_]*)?(?:e\+?[0-9_]+)?)
    | (?P<rest>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\u+([0-9a-f]{4})", re.IGNORECASE)
_DIGITS = re.compile(r"\s*[+-]?([0-9]+(?:\.[0-9]+)?(?:e\+?[0-9]+)?|0x[0-9a-f]+|0o[0-7]+)\s*", re.IGNORECASE)

MOST = 2**63
"""What a larger number counts as: an integer of the server is smaller."""


def largest(text: str, parameters: Mapping[str, Any] | None = None, *, texts: bool = False) -> int:
    """The largest number in a statement and its parameters, lists and maps of them included; 0 when there is none.

    Comments, names, and how many rows LIMIT lets through are passed over. So are texts: a day written '20241031' and
    the id of a node are no lengths of a list.

    Args:
        text: the statement as it was typed.
        parameters: their values by name.
        texts: whether the statement makes numbers of texts: then a text that is a number counts as one.
    """
    # One dialect of Cypher resolves escapes before it looks for quotes, the other does not: both readings count.
    readings = {text, _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)}
    found = [*(each for reading in readings for each in _written(reading, texts)), *_given(parameters, texts)]
    return max(found, default=0)


def _written(text: str, texts: bool) -> Iterator[int]:
    for piece in _PIECE.finditer(text):
        if piece.lastgroup == "number":
            yield _number(piece.group())
        elif piece.lastgroup == "string" and texts:
            yield from _spelt(piece.group()[1:-1])


def _given(value: Any, texts: bool) -> Iterator[int]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _given(each, texts)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _given(each, texts)
    elif isinstance(value, str):
        yield from _spelt(value) if texts else ()
    elif isinstance(value, int | float) and value == value:  # a NaN is not, not even to itself
        yield int(min(abs(value), MOST))


def _spelt(text: str) -> Iterator[int]:
    if found := _DIGITS.fullmatch(text):
        yield _number(found[1])


def _number(text: str) -> int:
    """A number as it is written in Cypher."""
    small = text.casefold().replace("_", "")
    if small.startswith(("0x", "0o")):
        return min(int(small, 0), MOST)
    return int(min(float(small), MOST))
