"""How often the expressions of a plan may go round: the server can be stopped between rows, but not within one of them.

What matters is where the length of a list comes from. A list out of a ``range()`` is as long as a number says, whether
the range stands in the loop itself or came there by names: ``UNWIND range(1, $n) AS x WITH collect(x) AS l``.
"""

from __future__ import annotations

from collections.abc import Sequence

from allegata.store.details import Token

__all__ = ["depth", "lengthy"]

_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_CLAUSES = frozenset(("WITH", "RETURN", "UNWIND", "YIELD", "DISTINCT", "LET", "WHERE"))
_BEHIND_A_LIST = frozenset(("|", ",", "WHERE", "AND", "OR", "XOR", "AS", "THEN", "ELSE", "END"))


def lengthy(steps: Sequence[list[Token]]) -> frozenset[str]:
    """Names for what was made of a ``range()``, at any remove.

    Args:
        steps: the details of each step of a plan, in pieces.
    """
    made = [pair for pieces in steps for pair in _made(pieces)]
    found: set[str] = set()
    while True:
        more = {name for name, source in made if name not in found and _long(source, found)}
        if not more:
            return frozenset(found)
        found |= more


def _made(pieces: list[Token]) -> list[tuple[str, list[Token]]]:
    """Each name that is given with AS, and what it is given to."""
    found = []
    for at, piece in enumerate(pieces[:-1]):
        if piece.kind == "word" and piece.text == "AS" and pieces[at + 1].name:
            found.append((pieces[at + 1].text, pieces[_begin(pieces, at) : at]))
    return found


def _begin(pieces: list[Token], at: int) -> int:
    """Where the expression begins that ends before a place."""
    inside = 0
    for place in range(at - 1, -1, -1):
        piece = pieces[place]
        sign = piece.text if piece.kind == "sign" else ""
        inside += (sign in _CLOSING) - (sign in _OPENING)
        if inside < 0 or (inside == 0 and (sign == "," or (piece.kind == "word" and piece.text in _CLAUSES))):
            return place + 1
    return 0


def _long(pieces: Sequence[Token], long: frozenset[str] | set[str]) -> bool:
    """Whether a ``range()``, or something made of one, stands in an expression."""
    for at, piece in enumerate(pieces):
        if not piece.name:
            continue
        called = at + 1 < len(pieces) and pieces[at + 1].text == "(" and pieces[at + 1].kind == "sign"
        if called and piece.text.casefold() == "range":
            return True
        if not called and piece.text in long and not (at and pieces[at - 1].text == "."):
            return True
    return False


def depth(pieces: list[Token], long: frozenset[str] = frozenset()) -> int:
    """How deep loops through such lists stand in one another.

    Args:
        pieces: the details of a step.
        long: of `lengthy`.
    """
    deepest, open_ = 0, [0]
    begins: dict[int, int] = {}
    for at, piece in enumerate(pieces):
        # A loop begins behind its list: what stands in the list is gone through once.
        open_[-1] += begins.pop(at, 0)
        sign = piece.text if piece.kind == "sign" else ""
        if sign in _OPENING:
            open_.append(0)
        elif sign in _CLOSING and len(open_) > 1:
            open_.pop()
        elif piece.kind == "word" and piece.text == "IN":
            end = _end(pieces, at + 1)
            if _long(pieces[at + 1 : end], long):
                deepest = max(deepest, sum(open_) + 1)
                begins[end] = begins.get(end, 0) + _loops(pieces, at)
    return deepest


def _loops(pieces: list[Token], at: int) -> bool:
    """Whether an IN goes through its list for what comes behind it, and does not only look for something in it."""
    return at >= 2 and pieces[at - 1].name and pieces[at - 2].text in ("[", "(", ",")


def _end(pieces: list[Token], at: int) -> int:
    """Where the list ends that begins at a place."""
    inside = 0
    for place in range(at, len(pieces)):
        piece = pieces[place]
        sign = piece.text if piece.kind == "sign" else ""
        if inside == 0 and (piece.text in _BEHIND_A_LIST and piece.kind in ("sign", "word")):
            return place
        inside += (sign in _OPENING) - (sign in _CLOSING)
        if inside < 0:
            return place
    return len(pieces)
