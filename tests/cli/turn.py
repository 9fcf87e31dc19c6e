"""A data set, and what became of it: a status turned, an edge gone, another new."""

from __future__ import annotations

from store.samples import DAY, claim, dataset, statement

THREAT = claim()
ACCUSATION = claim("borland", "ACCUSES", "arland")
BEFORE = dataset(THREAT, ACCUSATION, statement(THREAT, "borland", said_on=DAY), statement(ACCUSATION, "borland"))
MEETING = claim("borland", "MEETS_WITH", "arland")
AFTER = dataset(
    THREAT,
    MEETING,
    statement(THREAT, "borland", said_on=DAY),
    statement(THREAT, "minister", "DENIES", said_on=DAY),
    statement(MEETING, "wire"),
)
