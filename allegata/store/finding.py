"""Finding entities by what somebody types: what the index of names is asked, and in which order its answers come.

The index finds (see ``statements/search.cypher``), and this module ranks: a score of Lucene's tells how rare a word
is, not what a person meant by it.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from enum import IntEnum
from typing import Any

from allegata.model import Hit
from allegata.store import shapes
from allegata.store.cypher import cypher
from allegata.store.reader import Reader

__all__ = ["Nearness", "find", "fold", "nearness", "ranked", "words_of"]

POOL = 300
"""Names that the index gives at once, of which the foremost are then chosen."""

FOREMOST = 2_000
"""Best connected entities among which a beginning is looked for that fits more names than the index gives."""

MOST_WORDS = 8
LONG_ENOUGH = 4
"""Letters of a word in which a slip is forgiven: of shorter ones a slip makes another word."""

SLIP_WHILE_TYPING = range(LONG_ENOUGH, 20)
"""Letters of a beginning in which a slip is forgiven: the pattern grows with their square."""

UNINDEXED = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not"),
        *("of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was"),
        *("will", "with"),
    }
)
"""Words that the index's analyzer (Lucene's English stop words) leaves out: no entry can match them."""

# As the index splits them: an apostrophe or a full stop within a word is part of it.
_WORD = re.compile(r"\w+(?:['.]\w+)*", re.UNICODE)

# What Unicode does not take apart and the index folds all the same.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "’": "'", "ʼ": "'"}
)


class Nearness(IntEnum):
    """How near a name is to what was typed, the nearest first."""

    SAME = 0
    BEGINS = 1
    WORDS_BEGIN = 2
    SLIP = 3


def fold(text: str) -> str:
    """Without case and accents."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in taken_apart if not unicodedata.combining(each)).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """The words that are looked for; those that the index does not hold are only there when there is no other."""
    words = _WORD.findall(fold(text))[:MOST_WORDS]
    return [word for word in words if word not in UNINDEXED] or words[-1:]


def nearness(words: list[str], name: str) -> Nearness:
    """How near a name is to these words of `words_of`."""
    there = words_of(name)
    if there == words:
        return Nearness.SAME
    for own in (there, _WORD.findall(fold(name))):
        if " ".join(own).startswith(" ".join(words)):
            return Nearness.BEGINS
    if all(any(own.startswith(word) for own in there) for word in words):
        return Nearness.WORDS_BEGIN
    return Nearness.SLIP


def ranked(text: str, found: Iterable[Hit]) -> list[Hit]:
    """One hit an entity, under the name that fits best; the nearest first, among equals the better connected.

    Accents that were typed are meant: names that have them come before those that fit without.
    """
    words, typed = words_of(text), unicodedata.normalize("NFC", text).casefold().strip()
    plain = typed == fold(typed)
    best: dict[str, tuple[tuple[int, bool, bool, int], Hit]] = {}
    for hit in found:
        unlike = not plain and typed not in unicodedata.normalize("NFC", hit.matched).casefold()
        key = (nearness(words, hit.matched), unlike, hit.matched != hit.node.name, len(hit.matched))
        if hit.node.id not in best or key < best[hit.node.id][0]:
            best[hit.node.id] = (key, hit)
    order = sorted(best.values(), key=lambda it: (it[0][:2], -it[1].node.degree, -it[1].score, it[1].node.id))
    return [hit for _, hit in order]


def find(reader: Reader, text: str, limit: int, today: dt.date) -> tuple[Hit, ...]:
    """Entities with a name or alias like this text.

    Accents and case do not matter. One slip of the keyboard in a word is forgiven: a letter too many, one missing,
    a wrong one, or two that changed places; in the beginning of a word only when nothing else is found.

    Args:
        reader: of the database.
        text: what was typed, or a part of it.
        limit: most hits.
        today: facts that hold on this day tell first of which state somebody is.
    """
    words = words_of(text)
    if not words:
        return ()
    hits: dict[str, Hit] = {}
    for query in _queries(words):
        found = list(_read(reader, "search", query=query, pool=max(POOL, 2 * limit)))
        if not hits and len(found) >= POOL:
            # There are more, and the index does not know who is well connected.
            found += _read(reader, "search_foremost", word=words[0], foremost=FOREMOST, pool=POOL)
        for hit in ranked(text, found):
            hits.setdefault(hit.node.id, hit)
        if len(hits) >= limit:
            break
    if not hits:
        query = " AND ".join(f"({word}* OR /{_with_a_slip(word)}/)" for word in words)
        hits = {hit.node.id: hit for hit in ranked(text, _read(reader, "search", query=query, pool=POOL))}
    first = list(hits.values())[:limit]
    return tuple(_with_states(reader, first, today))


def _queries(words: list[str]) -> Iterator[str]:
    """In Lucene's language, the strict one first. Only letters, digits and inner apostrophes and stops reach it."""
    yield " AND ".join(f"({word}^3 OR {word}*)" for word in words)
    if any(len(word) >= LONG_ENOUGH for word in words):
        slips = (f"({word} OR {word}*{f' OR {word}~1' if len(word) >= LONG_ENOUGH else ''})" for word in words)
        yield " AND ".join(slips)


def _with_a_slip(word: str) -> str:
    """A pattern of Lucene's for words that begin like this one, but for one slip."""
    plain = re.sub(r"[^\w]", ".", word)
    if len(word) not in SLIP_WHILE_TYPING:
        return f"{plain}.*"
    wrong = {f"{plain[:at]}.{plain[at + 1 :]}" for at in range(1, len(plain))}
    missing = {f"{plain[:at]}.{plain[at:]}" for at in range(1, len(plain))}
    too_many = {plain[:at] + plain[at + 1 :] for at in range(len(plain))}
    changed = {plain[:at] + plain[at + 1] + plain[at] + plain[at + 2 :] for at in range(len(plain) - 1)}
    return f"({'|'.join(sorted(wrong | missing | too_many | changed))}).*"


def _read(reader: Reader, statement: str, **parameters: Any) -> Iterator[Hit]:
    for row in reader.read(cypher(statement), **parameters).rows:
        yield Hit(shapes.node(row["node"]), row["matched"], float(row["score"]))


def _with_states(reader: Reader, hits: list[Hit], today: dt.date) -> Iterator[Hit]:
    if not hits:
        return
    given: Mapping[str, Any] = {"ids": [hit.node.id for hit in hits], "today": today}
    states = {row["id"]: row["state"] for row in reader.read(cypher("states_above"), **given).rows}
    for hit in hits:
        yield replace(hit, state=states.get(hit.node.id) or "")
