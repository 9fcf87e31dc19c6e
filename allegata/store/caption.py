"""What nodes of a database that Allegata did not load are called: a property a label, chosen here or by a person.

The choices of persons are kept by `allegata.store.choices.Captions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["NO_LABEL", "USUAL", "Sampled", "kind_of", "name_of", "ranked", "usual"]

USUAL = (
    *("name", "title", "label", "caption", "fullname", "full_name", "displayname", "display_name"),
    *("preferredname", "heading", "headline", "text", "value", "code", "key", "id", "uuid", "uri", "url"),
)
"""Properties that name things, the best first; case does not matter."""

NAMELIKE = ("name", "title", "label")
"""Endings of further properties that name things, as in ``companyName``. They come between the words and the codes."""

CODES = USUAL.index("text")
"""Where in `USUAL` those begin that name a thing only for want of something better."""

NO_LABEL = "Node"
"""The kind of a node without a label."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """A property as some nodes of a label have it.

    Attributes:
        number: of the nodes looked at, those that have it.
        texts: of those, the ones on which it is a text, a number or a date, and not empty.
    """

    name: str
    number: int
    texts: int


def kind_of(labels: Sequence[str]) -> str:
    """Of a node's labels the one that it is drawn and named by: the first in the alphabet that is not technical.

    Technical are labels that begin with an underscore, as tools make them (``_Bloom_Perspective_``, ``__Entity__``).
    A node of none but those takes the first of them.
    """
    return min(labels, key=lambda label: (label.startswith("_"), label), default=NO_LABEL)


def ranked(properties: Sequence[Sampled]) -> tuple[str, ...]:
    """The properties that can name a node, the best first.

    Those on most of the nodes come before the rarer ones; among them the usual names first (see `USUAL`), then whatever
    ends in a usual name, then codes. Others can be chosen, but are never chosen here.
    """
    most = max((each.number for each in properties), default=0)
    able = [each for each in properties if each.texts]
    return tuple(each.name for each in sorted(able, key=lambda it: (*_rank(it, most), it.name)))


def usual(properties: Sequence[Sampled]) -> tuple[str, ...]:
    """As `ranked`, but only those that usually name things."""
    named = {each.name for each in properties if _order(each.name) < len(USUAL) + 1}
    return tuple(name for name in ranked(properties) if name in named)


def _order(name: str) -> float:
    low = name.lower()
    if low in USUAL:
        return USUAL.index(low)
    return CODES - 0.5 if low.endswith(NAMELIKE) else len(USUAL) + 1


def _rank(it: Sampled, most: int) -> tuple[bool, float, int]:
    return 2 * it.texts < most, _order(it.name), -it.texts


def name_of(id: str, kind: str, names: Sequence[str | None]) -> str:
    """A node's name: the first of the values that says something, else its label and the end of its id."""
    told = (" ".join(name.split()) for name in names if name)
    return next((name for name in told if name), "") or f"{kind} {id.rpartition(':')[2]}"
