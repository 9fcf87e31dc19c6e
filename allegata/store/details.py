"""The details of a step of a plan, taken apart: which functions and procedures are called in them.

The server prints the parsed statement there anew, with strings and names quoted in one way only, and with escapes
already resolved. So a word in a string or in a name between backticks is not taken for one of the language, and
however a keyword was spelt when it was typed, here it has its plain form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from allegata.errors import QueryRefused

__all__ = ["Token", "calls", "doubles", "loads", "tokens"]

_TOKEN = re.compile(
    r"""
    (?P<space>\s+)
    | (?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<parameter>\$(?:`(?:[^`]|``)*`|\w+))
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d\w*)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_AFTER_A_NAME = frozenset(
    (
        *("AS", "IN", "IS", "AND", "OR", "XOR", "NOT", "ASC", "ASCENDING", "DESC", "DESCENDING", "STARTS", "ENDS"),
        *("CONTAINS", "THEN", "ELSE", "END", "WHEN", "WHERE", "LIMIT"),
    )
)
"""Words that follow a variable: where they follow CALL or LOAD, that is a variable somebody named so."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text.

    Attributes:
        kind: string, quoted, parameter, word, number or sign; white space is left out.
        text: as it stands there; a quoted name without its quotes.
        spaced: whether white space comes before it.
    """

    kind: str
    text: str
    spaced: bool

    @property
    def name(self) -> bool:
        """Whether it can be a part of a name."""
        return self.kind in ("word", "quoted")


def tokens(text: str) -> list[Token]:
    """A text in pieces.

    Raises:
        QueryRefused: a quote is opened and never closed: what stands behind it cannot be told.
    """
    found, spaced = [], False
    for match in _TOKEN.finditer(text):
        kind, piece = str(match.lastgroup), match.group()
        if kind == "space":
            spaced = True
            continue
        if kind == "sign" and piece in "\"'`":
            raise QueryRefused("A step of this statement's plan cannot be read, and what cannot be read is not run.")
        if kind == "quoted":
            piece = piece[1:-1].replace("``", "`")
        found.append(Token(kind, piece, spaced))
        spaced = False
    return found


def calls(pieces: list[Token], labelled: bool = False) -> Iterator[tuple[str, bool]]:
    """Every name before a parenthesis, and whether it is that of a procedure; and every procedure without one.

    Args:
        pieces: of `tokens`.
        labelled: the step is one of an index, where ``n:Label(property)`` is no call.
    """
    at = 0
    while at < len(pieces):
        if not pieces[at].name:
            at += 1
            continue
        begin, name = at, pieces[at].text
        while at + 2 < len(pieces) and pieces[at + 1].text == "." and pieces[at + 2].name:
            name += "." + pieces[at + 2].text
            at += 2
        at += 1
        before = pieces[begin - 1] if begin else None
        called = before is not None and before.kind == "word" and before.text == "CALL"
        if called and pieces[begin].text not in _AFTER_A_NAME:
            yield name, True
        elif at < len(pieces) and pieces[at].kind == "sign" and pieces[at].text == "(":
            # A word in quotes is no word of the language, and a variable is followed by no parenthesis.
            label = labelled and before is not None and before.text in (":", "|", "&") and not pieces[begin].spaced
            if not label:
                yield name, False


def loads(pieces: list[Token]) -> bool:
    """Whether ``LOAD CSV``, or LOAD of whatever a later server can load, stands there as a clause."""
    pairs = ((a.text, b.text) for a, b in pairwise(pieces) if a.kind == b.kind == "word")
    return any((a.upper(), b.upper()) == ("LOAD", "CSV") or (a == "LOAD" and b not in _AFTER_A_NAME) for a, b in pairs)


def doubles(pieces: list[Token]) -> bool:
    """Whether a ``reduce`` puts what it has gathered together with itself: forty rounds make a text of terabytes.

    The server does not count the memory of such a text, and dies of it. Comparing what was gathered is not meant.
    """
    for at in range(len(pieces) - 2):
        if pieces[at].text.casefold() != "reduce" or pieces[at + 1].text != "(" or not pieces[at + 2].name:
            continue
        gathered, body = pieces[at + 2].text, _behind_the_bar(pieces, at + 2)
        often = sum(1 for a, b in pairwise(body) if b.name and b.text == gathered and a.text != ".")
        joined = any(each.text in ("+", "|") or each.text.casefold() == "replace" for each in body[1:])
        if often > 1 and joined:
            return True
    return False


def _behind_the_bar(pieces: list[Token], at: int) -> list[Token]:
    """What stands from the bar on, within the parenthesis that is open at a place."""
    depth, bar = 0, None
    for place in range(at, len(pieces)):
        sign = pieces[place].text if pieces[place].kind == "sign" else ""
        depth += (sign in ("(", "[", "{")) - (sign in (")", "]", "}"))
        if sign == "|" and depth == 0 and bar is None:
            bar = place
        if depth < 0:
            return pieces[bar:place] if bar is not None else []
    return []
