"""From the text of a cell to a value: one function for each kind of cell, each raising `Unfit` with a mend."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from allegata.vocabulary import STANDING, nearest, relations
from loader.unfit import Unfit

__all__ = [
    "LONGEST",
    "cameo",
    "choice",
    "claimed_relation",
    "clean",
    "digest",
    "identifier",
    "identifiers",
    "integer",
    "kind_of_alias",
    "language",
    "number",
    "one_of",
    "standing_relation",
    "text",
    "url",
]

LONGEST = 20_000
"""Most characters in a cell."""

ALIAS_KINDS = ("name", "short", "code", "capital", "seat", "title", "spelling")

# Line feed and tab may stand in a cell. Other control characters steer terminals, break XML, or end strings early.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_IDENTIFIER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,119}")
_DIGEST = re.compile(r"[0-9a-f]{64}")

Member = TypeVar("Member", bound=StrEnum)


def clean(raw: str) -> str:
    """The text of a cell as it counts: line ends are line feeds, blanks around it are gone.

    Raises:
        Unfit: it is too long or holds control characters.
    """
    plain = raw.replace("\r\n", "\n").replace("\r", "\n") if "\r" in raw else raw
    if found := _CONTROL.search(plain):
        code = ord(found.group())
        raise Unfit(f"holds the control character U+{code:04X}", "take it out")
    plain = plain.strip()
    if len(plain) > LONGEST:
        raise Unfit(f"has {len(plain):,} characters", f"shorten it to at most {LONGEST:,}")
    return plain


def text(raw: str) -> str:
    """Any text."""
    return raw


def identifier(raw: str) -> str:
    """An id."""
    if not _IDENTIFIER.fullmatch(raw):
        raise Unfit(
            "is no identifier",
            "use up to 120 of the letters a-z and A-Z, digits and . _ : -, beginning with a letter or digit",
        )
    return raw


def identifiers(raw: str) -> tuple[str, ...]:
    """Ids separated by blanks, each once."""
    found = tuple(map(identifier, raw.split()))
    for place, each in enumerate(found):
        if each in found[:place]:
            raise Unfit(f"names {each} twice", "name it once")
    return found


def choice(members: type[Member]) -> Callable[[str], Member]:
    """One of a list, spelled as in the list."""

    def parse(raw: str) -> Member:
        for member in members:
            if member.value == raw:
                return member
        raise _not_among(raw, [member.value for member in members])

    return parse


def kind_of_alias(raw: str) -> str:
    """What sort of name an alias is."""
    if raw not in ALIAS_KINDS:
        raise _not_among(raw, list(ALIAS_KINDS))
    return raw


def claimed_relation(raw: str) -> str:
    """A relation type that can be claimed."""
    relation = _relation(raw, standing=False)
    if relation == STANDING:
        raise Unfit("is a standing relation and cannot be claimed", "enter it as a row of the table facts")
    return raw


def standing_relation(raw: str) -> str:
    """A relation type of standing facts."""
    if _relation(raw, standing=True) != STANDING:
        raise Unfit("is not a standing relation", "enter it as a row of the table claims")
    return raw


def cameo(raw: str) -> str:
    """A CAMEO code; it stays text, since ``020`` is not ``20``."""
    if not re.fullmatch(r"[0-9]{2,4}", raw):
        raise Unfit("is no CAMEO code", "give two to four digits, with the leading zero, as in 020")
    if not 1 <= int(raw[:2]) <= 20:
        raise Unfit("is no CAMEO code", "begin it with its root, 01 to 20")
    return raw


def integer(least: int, most: int = 9_999_999_999) -> Callable[[str], int]:
    """A whole number that is not smaller than ``least`` and not larger than ``most``."""

    def parse(raw: str) -> int:
        # Ten digits are more than any text has characters, and int() refuses thousands of them.
        if not re.fullmatch(r"[0-9]{1,10}", raw) or not least <= int(raw) <= most:
            upto = f" to {most}" if most < 9_999_999_999 else " on"
            raise Unfit(f"is not a whole number from {least}{upto}", "give it in digits")
        return int(raw)

    return parse


def number(least: float, most: float) -> Callable[[str], float]:
    """A number within bounds."""

    def parse(raw: str) -> float:
        if not re.fullmatch(r"[+-]?[0-9]{1,6}(\.[0-9]{1,18})?", raw) or not least <= float(raw) <= most:
            raise Unfit(f"is not a number from {least:g} to {most:g}", "give it in digits, as in -2.5")
        return float(raw)

    return parse


def one_of(*words: str) -> Callable[[str], str]:
    """One of these words."""

    def parse(raw: str) -> str:
        if raw not in words:
            raise _not_among(raw, list(words))
        return raw

    return parse


def digest(raw: str) -> str:
    """A SHA-256, in small letters."""
    if not _DIGEST.fullmatch(raw.lower()):
        raise Unfit("is no SHA-256", "give it as 64 hexadecimal digits, or leave it empty")
    return raw.lower()


def url(raw: str) -> str:
    """A web address."""
    mend = "give an address that begins with http:// or https://, or leave it empty"
    try:
        parts = urlsplit(raw)
    except ValueError as error:
        raise Unfit(f"is no web address ({error})", mend) from error
    if parts.scheme not in ("http", "https") or not parts.netloc or re.search(r"\s", raw):
        raise Unfit("is no web address", mend)
    return raw


def language(raw: str) -> str:
    """A language code, in small letters."""
    if not re.fullmatch(r"[A-Za-z]{2,3}", raw):
        raise Unfit("is no language code", "give two or three letters, as in en")
    return raw.lower()


def _relation(raw: str, *, standing: bool) -> str:
    """The family of a relation type."""
    if relation := relations().get(raw):
        return relation.family
    fit = [each.type for each in relations().values() if (each.family == STANDING) == standing]
    raise Unfit("is no relation type", nearest(raw.upper(), fit) or "see docs/vocabulary.md for the list")


def _not_among(raw: str, choices: list[str]) -> Unfit:
    tried = (nearest(word, choices) for word in (raw, raw.upper(), raw.capitalize()))
    return Unfit("is not in the list", next(filter(None, tried), f"choose among {', '.join(choices)}"))
