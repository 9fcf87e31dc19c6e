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
EIGHT = "arland borland wire ministry minister paper odd north east"

_OF_ALL: tuple[tuple[tuple[str, ...], str], ...] = (
    (("--relation", "acuses"), RELATION),
    (("--never-relation", "acuses"), RELATION),
    (("--kind", "stat"), KIND),
    (("--without-status", "contestd"), STATUS),
    (("--min-holders", "-1"), NEGATIVE),
    (("--min-documents", "-1"), NEGATIVE),
    (WINDOW, CLOSED),
    (("--from", "2024-02-30"), NO_DAY),
    (("--never-actor", "xyzzy"), UNKNOWN),
    (("--never-actor", "ar"), SEVERAL),
)
_OF_PATHS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("-k", "0"), "0 paths cannot be asked for: 1 to 100 can."),
    (("-k", "101"), "101 paths cannot be asked for: 1 to 100 can."),
    (("--max-hops", "0"), "A path of at most 0 steps cannot be asked for: 1 to 6 steps can."),
    (("--max-hops", "9"), FAR),
    (("--through", "arland"), "Arland [arland] is an end of the path already: it cannot lead through there."),
    (("--through", "borland", "--max-hops", "1"), "A path through somebody has two steps at least."),
    (("--through", "xyzzy"), UNKNOWN),
    (("--only-actor", "ar"), SEVERAL),
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


def as_query(words: tuple[str, ...]) -> dict[str, list[str]]:
    """The same question as the parameters of an address."""
    command, *rest = words
    found: dict[str, list[str]] = {} if command == "paths" else {"ask": [command]}
    ends = iter(("from", "to"))
    while rest:
        word = rest.pop(0)
        if word.startswith("-"):
            option = word.lstrip("-")
            found.setdefault(_CALLED.get(option, option), []).append(rest.pop(0))
        else:
            found.setdefault(next(ends) if command == "paths" else "actor", []).append(word)
    return found
