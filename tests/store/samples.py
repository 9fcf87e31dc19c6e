"""Small data sets, and a strategy that makes them up."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from allegata.model import (
    Alias,
    Certainty,
    Claim,
    Dataset,
    Document,
    Entity,
    Fact,
    Kind,
    Locator,
    Modality,
    Stance,
    Statement,
    content_id,
)

DAY = dt.date(2024, 10, 30)

ENTITIES = (
    Entity("arland", "Arland", Kind.STATE, "a state"),
    Entity("borland", "Borland", Kind.STATE),
    Entity("minister", "Ana Arlova", Kind.PERSON),
    Entity("ministry", "Ministry of Arland", Kind.ORGANIZATION),
    Entity("wire", "The Wire", Kind.ORGANIZATION),
    Entity("paper", "Ärla Paper", Kind.ORGANIZATION),
)
FACTS = (
    Fact("minister", "REPRESENTS", "ministry", dt.date(2024, 1, 1), None, "minister", "gazette"),
    Fact("ministry", "PART_OF", "arland", None, None, "", "gazette"),
)
DOCUMENTS = (
    Document("report", "A report", "paper", dt.date(2024, 10, 31)),
    Document("reprint", "A reprint", "wire", dt.date(2024, 11, 1)),
)


def claim(subject: str = "arland", predicate: str = "THREATENS", object_: str = "borland", **more: object) -> Claim:
    """A claim with an id made of its content."""
    made = Claim("", subject, predicate, object_, f"{subject} {predicate} {object_}", **more)  # type: ignore[arg-type]
    return replace(made, id=content_id("test", repr(made)))


def statement(on: Claim, holder: str, stance: str = "ASSERTS", **more: object) -> Statement:
    """A statement with an id made of its content."""
    document = str(more.pop("document", "report"))
    more["certainty"] = Certainty(str(more.get("certainty", "unspecified")))
    made = Statement("", on.id, holder, Stance(stance), "in short", Locator(document), **more)  # type: ignore[arg-type]
    return replace(made, id=content_id("test", repr(made)))


def dataset(*parts: Claim | Statement, name: str = "sample", **more: object) -> Dataset:
    """A data set of the entities above, with these claims and statements."""
    made = Dataset(
        name,
        "A sample",
        entities=ENTITIES,
        aliases=(Alias("the Arlish", "arland"),),
        facts=FACTS,
        documents=DOCUMENTS,
        claims=tuple(part for part in parts if isinstance(part, Claim)),
        statements=tuple(part for part in parts if isinstance(part, Statement)),
    )
    return replace(made, **more)  # type: ignore[arg-type]


ACTORS = [entity.id for entity in ENTITIES]
_DAYS = st.none() | st.dates(dt.date(2023, 12, 1), dt.date(2024, 12, 31))


@st.composite
def facts(draw: st.DrawFn) -> tuple[Fact, ...]:
    """Standing facts, circles among them."""
    made = st.builds(
        Fact,
        st.sampled_from(ACTORS),
        st.sampled_from(["PART_OF", "REPRESENTS", "MEMBER_OF"]),
        st.sampled_from(ACTORS),
        _DAYS,
        _DAYS,
    )
    return tuple(draw(st.lists(made, max_size=5, unique=True)))


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """A data set of any sort that the loader would let pass."""
    claims = draw(
        st.lists(
            st.builds(
                claim,
                st.sampled_from(ACTORS),
                st.sampled_from(["THREATENS", "MEETS_WITH", "ACCUSES"]),
                st.sampled_from(ACTORS),
                value=st.sampled_from(["", "10,000", "`x` $y \\u0060"]),
                event_from=_DAYS,
                place=st.sampled_from(["", "borland"]),
                modality=st.sampled_from(Modality),
            ),
            max_size=5,
            unique_by=lambda each: each.id,
        )
    )
    made = []
    for each in claims:
        about = draw(st.lists(st.sampled_from(claims), max_size=2, unique=True))
        base = draw(st.none() | st.sampled_from(claims))
        links = {"about": tuple(sorted(one.id for one in about if one != each))}
        if base is not None and base != each:
            links |= {"varies_from": base.id, "varies_on": "number"}
        made.append(replace(each, **links))
    statements = []
    for each in made:
        for _ in range(draw(st.integers(0, 3))):
            statements.append(
                statement(
                    each,
                    draw(st.sampled_from(ACTORS)),
                    draw(st.sampled_from(Stance)),
                    certainty=draw(st.sampled_from(Certainty)),
                    said_on=draw(_DAYS),
                    via=draw(st.sampled_from(["", "wire", "minister"])),
                    document=draw(st.sampled_from(["report", "reprint"])),
                )
            )
    unique = {each.id: each for each in statements}
    return dataset(*made, *unique.values(), facts=draw(facts()))
