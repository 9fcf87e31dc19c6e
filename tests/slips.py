"""Questions for paths that make no sense, as somebody types them, and the one sentence that is said of each, wherever.

The database is the sample of tests/store/samples.py.
"""

from __future__ import annotations

__all__ = ["SLIPS", "as_query"]

WINDOW = ("--from", "2024-05-02", "--to", "2024-05-01")
CLOSED = "The window ends on 2024-05-01, before it begins on 2024-05-02."
UNKNOWN = "Nobody in the database is named 'xyzzy'."
SEVERAL = "'ar' can be Arland [arland] or Ärla Paper [paper]: name one by the id in brackets."
NO_DAY = "'2024-02-30' is not a date: write it as in 2024-10-30."
FAR = "A path of at most 9 steps cannot be asked for: 1 to 6 steps can."
NEGATIVE = "The fewest holders and documents are 0 or more."
RELATION = "There is no relation type 'acuses': did you mean ACCUSES?"
KIND = "There is no kind 'stat': did you mean State?"
STATUS = "There is no status 'contestd': did you mean CONTESTED?"
BOTH = "Arland [arland] is asked for and ruled out at once."
NO_KIND = "Every kind of actor is ruled out: nobody may stand on the way."
NO_NUMBER = "is not a whole number."
SHORTEST = "All shortest paths are one picture and cannot be asked for {}: ask for the best paths."
EIGHT = "arland borland wire ministry minister paper odd north east"

_OF_ALL: tuple[tuple[tuple[str, ...], str], ...] = (
    (("--relation", "acuses"), RELATION),
    (("--never-relation", "acuses"), RELATION),
    (("--kind", "stat"), KIND),
    (("--without-status", "contestd"), STATUS),
    (("--never-kind", "stat"), KIND),
    (("--status", "contestd"), STATUS),
    (("--kind", "state", "--never-kind", "State"), NO_KIND),
    (("--min-holders", "many"), f"min-holders 'many' {NO_NUMBER}"),
    (("--min-documents", "1.5"), f"min-documents '1.5' {NO_NUMBER}"),
    (("--min-holders", "-1"), NEGATIVE),
    (("--min-documents", "-1"), NEGATIVE),
    (WINDOW, CLOSED),
    (("--from", "2024-02-30"), NO_DAY),
    (("--never-actor", "xyzzy"), UNKNOWN),
    (("--never-actor", "ar"), SEVERAL),
    (("--only-actor", "ar"), SEVERAL),
)
_OF_PATHS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("-k", "abc"), f"k 'abc' {NO_NUMBER}"),
    (("-k", "9" * 30), f"k '{'9' * 30}' is too large a number."),
    (("--max-hops", "two"), f"max-hops 'two' {NO_NUMBER}"),
    (("--all-shortest", "--through", "borland"), SHORTEST.format("by way of somebody")),
    (
        ("--all-shortest", "-k", "7", "--in-time-order", "--through", "borland"),
        SHORTEST.format("by number or in time order or by way of somebody"),
    ),
    (("-k", "0"), "0 paths cannot be asked for: 1 to 100 can."),
    (("-k", "101"), "101 paths cannot be asked for: 1 to 100 can."),
    (("--max-hops", "0"), "A path of at most 0 steps cannot be asked for: 1 to 6 steps can."),
    (("--max-hops", "9"), FAR),
    (("--through", "arland"), "Arland [arland] is an end of the path already: it cannot lead through there."),
    (("--through", "borland", "--max-hops", "1"), "A path through somebody has two steps at least."),
    (("--through", "xyzzy"), UNKNOWN),
    (("--never-actor", "arland"), BOTH),
    (("--or-to", "arland"), "A path leads from one actor to another: Arland [arland] stands at both ends."),
)
SLIPS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("paths", "xyzzy", "wire"), UNKNOWN),
    (("paths", "ar", "wire"), SEVERAL),
    (("paths", "wire", "ar"), SEVERAL),
    (
        ("paths", "arland", "the arlish"),
        "A path leads from one actor to another: Arland [arland] stands at both ends.",
    ),
    (("around", "xyzzy"), UNKNOWN),
    (("around", "ar"), SEVERAL),
    (("around", "arland", "--hops", "0"), "Surroundings of 0 steps cannot be asked for: 1 to 4 steps can."),
    (("around", "arland", "--hops", "far"), f"hops 'far' {NO_NUMBER}"),
    (("around", "arland", "--hops", "5"), "Surroundings of 5 steps cannot be asked for: 1 to 4 steps can."),
    (("connect", "arland", "xyzzy"), UNKNOWN),
    (("connect", "wire", "ar"), SEVERAL),
    (("connect", "arland", "wire", "--max-hops", "9"), FAR),
    (("connect", *EIGHT.split()), "Connections are sought among 2 to 8 actors: 9 were given."),
    *((("paths", "arland", "wire", *words), told) for words, told in (*_OF_ALL, *_OF_PATHS)),
    *((("around", "arland", *words), told) for words, told in _OF_ALL),
    *((("connect", "arland", "wire", *words), told) for words, told in _OF_ALL),
)
"""What is typed after ``allegata``, and the sentence."""

_CALLED = {"from": "since", "to": "until", "or-from": "from", "or-to": "to"}
"""Options that an address calls otherwise."""
_FLAGS = {"all-shortest": ("ask", "shortest"), "in-time-order": ("in-time-order", "1")}
"""Options without a value, and how an address has them."""


def as_query(words: tuple[str, ...]) -> dict[str, list[str]]:
    """The same question as the parameters of an address."""
    command, *rest = words
    found: dict[str, list[str]] = {} if command == "paths" else {"ask": [command]}
    ends = iter(("from", "to"))
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            option = word.lstrip("-")
            if option in _FLAGS:
                name, value = _FLAGS[option]
                found[name] = [value]
                continue
            found.setdefault(_CALLED.get(option, option), []).append(rest.pop(0))
        else:
            found.setdefault(next(ends) if command == "paths" else "actor", []).append(word)
    return found
