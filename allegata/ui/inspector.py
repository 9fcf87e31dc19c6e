"""What stands behind the selected node or edge, as markup. Pure functions: readings in, markup out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from allegata.model import (
    Claim,
    ClaimReading,
    Edge,
    EdgeEvidence,
    EntityReading,
    Fact,
    Locator,
    Stance,
    StatementReading,
    Status,
)
from allegata.render.told import located
from allegata.ui.markup import Markup, element, link
from allegata.ui.texts import passage
from allegata.view import Filters
from allegata.view.told import within_told
from allegata.wording import (
    CERTAINTIES,
    MODALITIES,
    STANCES,
    STATUS_REASONS,
    counted,
    day,
    inverse_of,
    label_of,
    period,
    reads,
    shortened,
)

__all__ = ["edge_told", "entity_told"]

MOST_ALIASES = 14
MOST_FACTS = 4


def entity_told(reading: EntityReading) -> Markup:
    """An entity: kind, name, other names, relations, standing facts."""
    it = reading.entity
    parts = [
        element("div", it.kind, cls="al-kind"),
        element("h2", it.name),
    ]
    if it.description:
        parts.append(element("p", it.description, cls="al-lead"))
    if reading.aliases:
        names = [alias.text for alias in reading.aliases if alias.text != it.name]
        more = f" and {len(names) - MOST_ALIASES} more" if len(names) > MOST_ALIASES else ""
        parts.append(_section("Also known as", element("p", " · ".join(names[:MOST_ALIASES]) + more)))
    if reading.relations:
        rows = [_relation(relation, way, number) for relation, way, number in reading.relations]
        parts.append(_section("Relations", element("table", *rows, cls="al-relations")))
    if reading.facts:
        parts.append(_section("Standing facts", *_standing(reading)))
    return element("div", *parts, cls="al-told")


def edge_told(evidence: EdgeEvidence, texts: Mapping[str, str], filters: Filters | None = None) -> Markup:
    """An edge: the sentence it is, its status, and every claim with every statement on it.

    Args:
        evidence: what was read of it.
        texts: attached texts by document id.
        filters: by whose window of time it was read; None: whole.
    """
    edge = evidence.edge
    sentence = element(
        "h2",
        shortened(evidence.source.name),
        " ",
        element("span", reads(edge), cls="al-verb"),
        " ",
        shortened(evidence.target.name),
    )
    if evidence.fact is not None:
        return element(
            "div", element("div", "Standing fact", cls="al-kind"), sentence, _fact(evidence.fact), cls="al-told"
        )
    parts: list[str] = [element("div", edge.family, cls="al-kind"), sentence, _headline(edge)]
    within = within_told(filters or Filters(), len(evidence.claims) + evidence.left_out, edge.claims)
    parts += [element("p", within)] if within else []
    versions = [each for each in evidence.claims if each.claim.value]
    if len(versions) > 1 or (versions and len(evidence.claims) > 1):
        parts.append(_versions(evidence.claims))
    parts += [_claim(each, texts) for each in evidence.claims]
    if evidence.left_out:
        parts.append(element("p", f"{counted(evidence.left_out, 'older claim')} not shown.", cls="al-faint"))
    return element("div", *parts, cls="al-told")


def _section(title: str, *children: str) -> Markup:
    return element("section", element("h3", title), *children)


def _chip(status: Status) -> Markup:
    return element("span", status.value.lower(), cls=f"al-chip al-{status.value.lower()}", title=STATUS_REASONS[status])


def _relation(relation: str, way: str, number: int) -> Markup:
    words = label_of(relation) if way == "out" else inverse_of(relation)
    return element("tr", element("td", words), element("td", f"{number:,}", cls="al-number"))


def _standing(reading: EntityReading) -> list[Markup]:
    """The facts by relation, the long lists folded."""
    names = dict(reading.names)
    groups: dict[str, list[Markup]] = {}
    for fact in reading.facts:
        outward = fact.subject == reading.entity.id
        other = fact.object if outward else fact.subject
        words = label_of(fact.relation) if outward else inverse_of(fact.relation)
        role = [f", {fact.role}"] if fact.role else []
        line = element(
            "li", element("b", shortened(names.get(other, other))), *role, element("div", *_dated(fact), cls="al-faint")
        )
        groups.setdefault(words, []).append(line)
    told = []
    for words, lines in groups.items():
        many = len(lines) > MOST_FACTS
        title = f"{words} ({len(lines)})" if many else words
        body = element("ul", *lines, cls="al-facts")
        told.append(element("details", element("summary", title), body) if many else element("div", words, body))
    return told


def _dated(fact: Fact) -> list[str]:
    when = period(fact.start, fact.end)
    source = link(fact.source, fact.url) if fact.url else fact.source
    return [part for part in (when, " · " if when and source else "", source) if part]


def _fact(fact: Fact) -> Markup:
    role = [element("p", fact.role)] if fact.role else []
    return element("section", *role, element("p", *_dated(fact), cls="al-faint"))


def _headline(edge: Edge) -> Markup:
    if edge.status is None:
        return element("p")
    counts = " · ".join(
        (
            counted(edge.claims, "claim"),
            counted(edge.statements, "statement"),
            counted(edge.holders, "holder"),
            counted(edge.documents, "document"),
            counted(edge.sources, "independent source"),
        )
    )
    by_status = ", ".join(f"{number} {status.value.lower()}" for status, number in edge.by_status)
    spread = [element("p", f"Its claims: {by_status}.", cls="al-faint")] if len(edge.by_status) > 1 else []
    return element(
        "div",
        element("p", _chip(edge.status), " ", STATUS_REASONS[edge.status]),
        *spread,
        element("p", counts, cls="al-faint"),
        cls="al-headline",
    )


def _versions(claims: Sequence[ClaimReading]) -> Markup:
    rows = [
        element(
            "tr",
            element("td", each.claim.value or "in general"),
            element("td", ", ".join(dict.fromkeys(_holders(each, Stance.ASSERTS, Stance.CONFIRMS))) or "–"),
            element("td", _chip(each.status)),
        )
        for each in claims
    ]
    head = element("tr", element("th", "version"), element("th", "according to"), element("th", "status"))
    return _section("Versions side by side", element("table", head, *rows, cls="al-versions"))


def _holders(reading: ClaimReading, *stances: Stance) -> list[str]:
    return [each.holder.name for each in reading.statements if each.statement.stance in stances]


def _claim(reading: ClaimReading, texts: Mapping[str, str]) -> Markup:
    claim = reading.claim
    about = [MODALITIES[claim.modality], period(claim.event_from, claim.event_to), claim.code and f"CAMEO {claim.code}"]
    line = " · ".join(part for part in about if part)
    parts: list[str] = [
        element("h4", claim.text, " ", _chip(reading.status)),
        *([element("div", line, cls="al-faint")] if line else []),
        element(
            "div",
            *(_statement(each, texts) for each in sorted(reading.statements, key=_for_and_against)),
            cls="al-statements",
        ),
        *_links("Alleged, warned of or asked for in", reading.alleged_by),
        *_links("It is about", reading.about),
    ]
    return element("article", *parts)


def _for_and_against(reading: StatementReading) -> int:
    """Who holds it comes first, then who denies it, then who leaves it open; within each, by day as read."""
    return list(Stance).index(reading.statement.stance)


def _links(title: str, claims: Sequence[Claim]) -> list[Markup]:
    if not claims:
        return []
    return [element("div", f"{title}: ", "; ".join(claim.text.rstrip(".") for claim in claims), ".", cls="al-faint")]


def _statement(reading: StatementReading, texts: Mapping[str, str]) -> Markup:
    it = reading.statement
    speaks = f" for {shortened(reading.speaks_for[-1].name)}" if reading.speaks_for else ""
    via = f" via {shortened(reading.via.name)}" if reading.via else ""
    said = " · ".join(part for part in (CERTAINTIES[it.certainty], day(it.said_on)) if part)
    return element(
        "div",
        element(
            "div",
            element("b", shortened(reading.holder.name)),
            element("span", speaks + via, cls="al-faint"),
            " ",
            element("span", STANCES[it.stance], cls=f"al-stance al-{it.stance.value.lower().replace('_', '-')}"),
            element("span", f" {said}" if said else "", cls="al-faint"),
        ),
        element("div", it.paraphrase),
        _where(reading),
        *_passage(it.where, texts),
        *([element("div", f"Note: {it.note}", cls="al-note")] if it.note else []),
        cls="al-statement",
    )


def _where(reading: StatementReading) -> Markup:
    place = located(replace(reading, publisher=shortened(reading.publisher)))
    where = reading.statement.where
    sum_ = [element("code", where.sha256[:8], title=f"SHA-256 of the passage: {where.sha256}")] if where.sha256 else []
    return element("div", place, " ", *sum_, cls="al-where")


def _passage(where: Locator, texts: Mapping[str, str]) -> list[Markup]:
    text = texts.get(where.document)
    found = passage(text, where) if text is not None else None
    if found is None:
        return []
    return [element("blockquote", found.before, element("mark", found.passage), found.after)]
