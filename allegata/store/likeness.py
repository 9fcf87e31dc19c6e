"""How like a name is to what was typed, reckoned here: for databases without an index of ours."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["Typed", "folded", "within_one", "words_of"]

_WORD = re.compile(r"\w+")

SHORTEST = 4
"""Letters of the shortest text in which a slip is forgiven."""


def folded(text: str) -> str:
    """Without case and accents."""
    apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(each for each in apart if not unicodedata.combining(each))


def words_of(text: str) -> list[str]:
    """The first words of a folded text; where it has none, the text itself."""
    return _WORD.findall(text)[:8] or ([text] if text else [])


def within_one(one: str, other: str) -> bool:
    """Whether one slip of the keyboard makes the one of the other: a letter more, less, wrong, or two exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[at:], other[at:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and len(b) > 1 and a[2:] == b[2:])


class Typed:
    """What was typed, in the forms that are looked for."""

    __slots__ = ("halves", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = " ".join(folded(text).split())
        self.words = words_of(self.text)
        middle = len(self.text) // 2
        # Wherever a slip is, one of the halves is without it.
        self.halves = [self.text[:middle], self.text[middle:]] if len(self.text) >= SHORTEST else []

    def likeness(self, name: str) -> float:
        """How well a name fits: 100 for the whole, less for its beginning, a part, its words, one slip; else 0."""
        there = " ".join(folded(name).split())
        if not self.text or not there:
            return 0.0
        if there == self.text:
            return 100.0
        # Among names that fit as well, the one of which more was typed.
        share = min(1.0, len(self.text) / len(there))
        if there.startswith(self.text):
            return 50 + share
        if self.text in there:
            return 20 + share
        if all(word in there for word in self.words):
            return 10 + share
        if not self.halves:
            return 0.0
        if within_one(self.text, there):
            return 5 + share
        parts = words_of(there)
        near = all(any(word == part or _close(word, part) for part in parts) for word in self.words)
        return 2 + share if near else 0.0


def _close(word: str, part: str) -> bool:
    if len(word) < SHORTEST:
        return part.startswith(word)
    return part.startswith(word) or within_one(word, part)
