"""Where a claim and an edge stand: computed from statements, never typed in.

A claim's status, the first rule that fits:

1. ``CONTESTED``: somebody asserts or confirms it, and somebody denies or dismisses it.
2. ``DENIED``: it is denied or dismissed, and nobody asserts it.
3. ``UNCONFIRMED``: nobody asserts it (all there is, is no comment or "cannot confirm").
4. ``CONFIRMED``: it speaks of what is (modality ``actual``), and it is asserted without a hedge by the one
   whose deed it is: the subject, somebody who speaks for the subject, or somebody for whom the subject speaks.
   Or, when the setting ``ALLEGATA_CONFIRM_HOLDERS`` is k > 0: it is asserted without a hedge by at least k
   holders that speak for nobody in common, and reported by at least k independent sources.
5. ``UNCONFIRMED``: somebody has no comment or cannot confirm it, or everyone who asserts it hedges
   (certainty ``probable`` or ``possible``).
6. ``REPORTED``: it is asserted, and that is all.

An edge's headline is the first of ``CONTESTED, CONFIRMED, REPORTED, UNCONFIRMED, DENIED`` that any of its claims
has; the counts per status stand beside it. Dispute comes first because a reader must not miss it.

Twenty reprints of one wire are one source: an independent source is the agency a statement came through (the ``via``,
when it is an organization that does not itself speak for the holder) or, where none is named, the publisher of the
document. Who speaks for whom follows PART_OF and REPRESENTS upwards, four steps at most, on the day on which the
statement was made, or published when that day is not known.

The database computes the same in Cypher (``store/cypher``), over millions of claims at once; this module is what
``allegata check`` holds against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from allegata.model import Certainty, Modality, Stance, Status

__all__ = ["HEADLINE", "Word", "claim_status", "headline"]

HEADLINE: tuple[Status, ...] = (
    Status.CONTESTED,
    Status.CONFIRMED,
    Status.REPORTED,
    Status.UNCONFIRMED,
    Status.DENIED,
)
"""The order in which a claim's status becomes the headline of its edge."""

_FOR = frozenset({Stance.ASSERTS, Stance.CONFIRMS})
_AGAINST = frozenset({Stance.DENIES, Stance.DISMISSES})
_OPEN = frozenset({Stance.NO_COMMENT, Stance.CANNOT_CONFIRM})
_FIRM = frozenset({Certainty.CERTAIN, Certainty.UNSPECIFIED})


@dataclass(frozen=True, slots=True)
class Word:
    """What the rule needs to know of a statement.

    Attributes:
        stance, certainty: the statement's.
        own: whether the claim is of the holder's own deed (rule 4).
        root: whom the holder speaks for in the end; himself when for nobody.
        source: the independent source.
    """

    stance: Stance
    certainty: Certainty
    own: bool
    root: str
    source: str


def claim_status(words: Iterable[Word], modality: Modality, confirm_holders: int = 0) -> Status:
    """The status of a claim on which ``words`` have been said."""
    words = list(words)
    stances = {word.stance for word in words}
    if stances & _AGAINST:
        return Status.CONTESTED if stances & _FOR else Status.DENIED
    if not stances & _FOR:
        return Status.UNCONFIRMED
    firm = [word for word in words if word.stance in _FOR and word.certainty in _FIRM]
    if modality is Modality.ACTUAL:
        if any(word.own for word in firm):
            return Status.CONFIRMED
        fewest = min(len({word.root for word in firm}), len({word.source for word in firm}))
        if 0 < confirm_holders <= fewest:
            return Status.CONFIRMED
    if stances & _OPEN or not firm:
        return Status.UNCONFIRMED
    return Status.REPORTED


def headline(statuses: Iterable[Status]) -> Status:
    """The status of an edge whose claims have these.

    Raises:
        ValueError: there is no claim; such an edge does not exist.
    """
    return min(statuses, key=HEADLINE.index)
