"""The values that everything else passes around: frozen, without behaviour of their own beyond their meaning.

Two families. *Records* are what a data set says and what is written: `Entity`, `Alias`, `Fact`, `Document`, `Claim`,
`Statement`, gathered in a `Dataset`. *Readings* are what comes back: `Subgraph` with `Node` and `Edge` for the canvas,
`EdgeEvidence` with `ClaimReading` and `StatementReading` for what stands behind an edge. A database that Allegata did
not load gives a `NodeReading` and a `PropertiesReading` in the place of `EntityReading` and `EdgeEvidence`.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

__all__ = [
    "EPOCH",
    "OTHER_TYPES",
    "Alias",
    "Certainty",
    "Claim",
    "ClaimReading",
    "Dataset",
    "DatasetReading",
    "Depth",
    "Dispute",
    "Document",
    "Edge",
    "EdgeEvidence",
    "Entity",
    "EntityReading",
    "Fact",
    "Hit",
    "Kind",
    "Load",
    "Locator",
    "Modality",
    "Node",
    "NodeReading",
    "PropertiesReading",
    "Property",
    "Stance",
    "StanceTold",
    "Statement",
    "StatementReading",
    "Status",
    "Subgraph",
    "Telling",
    "Voice",
    "content_id",
    "edge_key",
]


EPOCH = dt.date(1970, 1, 1)
"""The day from which days are counted where they are numbers (see `Depth`)."""


class Kind(StrEnum):
    """What an entity is; also its label in the graph."""

    STATE = "State"
    ORGANIZATION = "Organization"
    PERSON = "Person"
    ALLIANCE = "Alliance"
    GROUP = "Group"
    PLACE = "Place"


class Stance(StrEnum):
    """How a holder stands to a claim."""

    ASSERTS = "ASSERTS"
    CONFIRMS = "CONFIRMS"
    DENIES = "DENIES"
    DISMISSES = "DISMISSES"
    """Calls it unproven without saying that it is false."""
    NO_COMMENT = "NO_COMMENT"
    """Has not confirmed or denied."""
    CANNOT_CONFIRM = "CANNOT_CONFIRM"


class Certainty(StrEnum):
    """How sure a holder shows himself."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSPECIFIED = "unspecified"


OTHER_TYPES = "other types"
"""The family of edges whose type is none of the frequent ones of a database that Allegata did not load."""


class Modality(StrEnum):
    """Whether a claim speaks of what is, of what will be, or of what might be."""

    ACTUAL = "actual"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class Status(StrEnum):
    """Where a claim or an edge stands, computed from its statements (see `allegata.status`)."""

    CONTESTED = "CONTESTED"
    CONFIRMED = "CONFIRMED"
    REPORTED = "REPORTED"
    UNCONFIRMED = "UNCONFIRMED"
    DENIED = "DENIED"


def content_id(*parts: object) -> str:
    """An identifier made of content: the same parts give the same 24 hexadecimal digits (of SHA-256; 96 bits).

    SHA-256 because databases have it too: `allegata.stage.sql.content_id` is the same in SQL.
    """
    texts = ("" if part is None else str(part) for part in parts)
    counted = "".join(f"{len(text.encode())}:{text}" for text in texts)
    return sha256(counted.encode()).hexdigest()[:24]


def edge_key(subject: str, predicate: str, object_: str) -> str:
    """The identifier of the direct edge that sums up all claims with this subject, predicate and object."""
    return content_id("edge", subject, predicate, object_)


# ── Records: what a data set says ────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, a state, an alliance, a place. Identifiers are shared by all data sets."""

    id: str
    name: str
    kind: Kind
    description: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity."""

    text: str
    entity: str
    kind: str = "name"


@dataclass(frozen=True, slots=True)
class Fact:
    """A standing fact: it holds from ``start`` to ``end`` (both included; None: open)."""

    subject: str
    relation: str
    object: str
    start: dt.date | None = None
    end: dt.date | None = None
    role: str = ""
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A text in which statements are reported. Its ``characters`` are Unicode code points; 0: not known."""

    id: str
    title: str
    publisher: str
    published: dt.date
    language: str = ""
    url: str = ""
    characters: int = 0
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is said to be so.

    Attributes:
        id: content hash over the data set's name and what the claim says (made by the loader).
        event_from, event_to: first and last day on which it happened or is to happen.
        about: ids of the claims that this one is about.
        varies_from: id of the claim of which this is another version, or "".
        varies_on: in what the two differ.
        text: as a sentence; "" for a claim out of a table of events, which says no more than its parts.
        goldstein: Goldstein scale, -10 (conflict) to 10 (cooperation), as the source gives it; None: not given.
        quad_class: 1 to 4 (verbal, material cooperation, verbal, material conflict); 0: not given.
        quad_scheme: whose quad class it is: ``GDELT`` or ``PLOVER``, which put some codes elsewhere.
        date_precision: ``day``, ``week``, ``month`` or ``year``, as the source gives it, or "".
        place_precision: ``city``, ``district``, ``province`` or ``country``, as the source gives it, or "".
    """

    id: str
    subject: str
    predicate: str
    object: str
    text: str
    code: str = ""
    value: str = ""
    event_from: dt.date | None = None
    event_to: dt.date | None = None
    place: str = ""
    modality: Modality = Modality.ACTUAL
    about: tuple[str, ...] = ()
    varies_from: str = ""
    varies_on: str = ""
    goldstein: float | None = None
    quad_class: int = 0
    quad_scheme: str = ""
    date_precision: str = ""
    place_precision: str = ""

    @property
    def edge_key(self) -> str:
        """Of the direct edge that sums this claim up."""
        return edge_key(self.subject, self.predicate, self.object)


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a document: paragraph from 1, characters from 0 (``end`` is one after the last), SHA-256 of the passage.

    Where a table of events counts sentences, ``sentence`` is its number from 1. Zero, -1 and "" stand for "not known".
    """

    document: str
    paragraph: int = 0
    start: int = -1
    end: int = -1
    sha256: str = ""
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody's word on a claim."""

    id: str
    claim: str
    holder: str
    stance: Stance
    paraphrase: str
    where: Locator
    via: str = ""
    certainty: Certainty = Certainty.UNSPECIFIED
    said_on: dt.date | None = None
    note: str = ""
    record: str = ""
    """The source's own identifier of the record that this was read from, or ""."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """All that is loaded, replaced and removed together, under one name."""

    name: str
    title: str
    description: str = ""
    licence: str = ""
    note: str = ""
    entities: tuple[Entity, ...] = ()
    aliases: tuple[Alias, ...] = ()
    facts: tuple[Fact, ...] = ()
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()


# ── Readings: what comes back ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Node:
    """An entity as drawn. ``kind`` is a `Kind`, or a label of a database that Allegata did not load.

    ``degree`` counts all direct edges in the database, drawn or not.
    """

    id: str
    name: str
    kind: str
    degree: int = 0


@dataclass(frozen=True, slots=True)
class Edge:
    """A direct edge between two entities, or a standing fact.

    Attributes:
        key: `edge_key`; for a standing fact a hash of its own.
        family: one of `allegata.vocabulary.FAMILIES`; in a database that Allegata did not load, the relationship type,
            or `OTHER_TYPES` for all but the frequent ones.
        status: None for a standing fact, and in a database that Allegata did not load.
        claims, statements: in such a database both are the number of relationships that the edge stands for.
        first, last: days of the earliest and the latest event, or of validity for a standing fact.
        sources: number of independent sources: distinct agencies or, where none is named, publishers.
        word: what somebody else's graph, from which it comes, calls the relation; "" for the label of its type.
    """

    key: str
    source: str
    target: str
    relation: str
    family: str
    status: Status | None = None
    claims: int = 0
    statements: int = 0
    holders: int = 0
    documents: int = 0
    sources: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    by_status: tuple[tuple[Status, int], ...] = ()
    word: str = ""

    @property
    def foreign(self) -> bool:
        """Whether it stands for relationships of a database that Allegata did not load: no claims, and no facts."""
        return self.status is None and self.claims > 0


@dataclass(frozen=True, slots=True)
class Subgraph:
    """What is drawn. Every edge's ends are among the nodes.

    Attributes:
        left_out: how much beyond the nodes a limit kept away; what is counted, who makes the subgraph says.
        hidden: edges among the nodes that a limit kept away (see `strongest`).
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    left_out: int = 0
    hidden: int = 0

    def __post_init__(self) -> None:
        ids = {node.id for node in self.nodes}
        for edge in self.edges:
            if edge.source not in ids or edge.target not in ids:
                raise ValueError(f"edge {edge.key} ends outside the subgraph")

    def joined(self, other: Subgraph) -> Subgraph:
        """Both together; where both have an element, the other's version counts. The order of ours is kept."""
        nodes = {node.id: node for node in self.nodes} | {node.id: node for node in other.nodes}
        edges = {edge.key: edge for edge in self.edges} | {edge.key: edge for edge in other.edges}
        hidden = self.hidden + other.hidden
        return Subgraph(tuple(nodes.values()), tuple(edges.values()), other.left_out, hidden)

    @property
    def ranked(self) -> list[Edge]:
        """The edges, those of which most was said first."""
        return sorted(self.edges, key=lambda edge: (-edge.statements, edge.key))

    def strongest(self, most: int) -> Subgraph:
        """With so many edges at most: the foremost of each pair first, then the second of each, and so on.

        An edge is the stronger, the more statements stand behind it. Which place it has in its pair does not depend on
        what else is drawn: to take the strongest of all, it does to take the strongest of each part first.
        """
        if len(self.edges) <= most:
            return self
        ranked = sorted(self.edges, key=lambda edge: (-edge.statements, edge.relation, edge.source, edge.key))
        places = Counter[tuple[str, str]]()
        order: list[tuple[int, int, str]] = []
        for edge in ranked:
            pair = min(edge.source, edge.target), max(edge.source, edge.target)
            order.append((places[pair], len(order), edge.key))
            places[pair] += 1
        kept = {key for _, _, key in sorted(order)[:most]}
        edges = tuple(edge for edge in self.edges if edge.key in kept)
        return Subgraph(self.nodes, edges, self.left_out, self.hidden + len(self.edges) - most)


@dataclass(frozen=True, slots=True)
class Depth:
    """The days of a direct edge, each since 1970-01-01.

    Attributes:
        happened: first day, last day, and number of claims of these days.
        said: day, and number of statements of this day.
    """

    happened: tuple[tuple[int, int, int], ...] = ()
    said: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """How many statements somebody has made on the claims of an edge: for them, against them, neither."""

    holds: int = 0
    against: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Dispute:
    """A contested claim, and who stands where: holder, stance, number of statements."""

    claim: Claim
    stances: tuple[tuple[Node, Stance, int], ...]


@dataclass(frozen=True, slots=True)
class StanceTold:
    """A statement as a sentence needs it.

    Attributes:
        holder, publisher: their names; the publisher is that of the document.
        via: name of the agency that it came through; "": none.
        said_on: None when it is not known.
        published: day of the document.
    """

    holder: str
    stance: Stance
    publisher: str
    via: str
    said_on: dt.date | None
    published: dt.date


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim behind an edge as a sentence needs it.

    Attributes:
        edge_key: of the edge.
        claim: the newest of those with the status of the edge; where a window of time has none of these, of the others.
        status: of the claim.
        stances: on it, those that were said last first.
    """

    edge_key: str
    claim: Claim
    status: Status
    stances: tuple[StanceTold, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result: the entity, and the name under which it was found.

    ``state`` is the name of the nearest state that it is part of or speaks for; "" for a state itself, and where the
    database knows of none.
    """

    node: Node
    matched: str
    score: float
    state: str = ""


@dataclass(frozen=True, slots=True)
class EntityReading:
    """An entity with what stands beside it."""

    entity: Entity
    aliases: tuple[Alias, ...]
    facts: tuple[Fact, ...]
    relations: tuple[tuple[str, str, int], ...]
    """Direct edges by relation type and direction ("out" or "in"), with their number."""
    neighbours: tuple[Node, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    """Names of the entities that the facts mention, by id."""


@dataclass(frozen=True, slots=True)
class StatementReading:
    """A statement with the names that a reader needs."""

    statement: Statement
    holder: Node
    via: Node | None
    document: Document
    publisher: str
    speaks_for: tuple[Node, ...] = ()
    """Whom the holder spoke for on that day, over REPRESENTS and PART_OF, the nearest first."""


@dataclass(frozen=True, slots=True)
class ClaimReading:
    """A claim with its statements, its status, and the claims it hangs together with."""

    claim: Claim
    status: Status
    statements: tuple[StatementReading, ...]
    variants: tuple[Claim, ...] = ()
    about: tuple[Claim, ...] = ()
    alleged_by: tuple[Claim, ...] = ()
    """Claims that are about this one: the accusations, warnings and appeals that it is the content of."""


@dataclass(frozen=True, slots=True)
class EdgeEvidence:
    """Everything behind a direct edge."""

    edge: Edge
    source: Node
    target: Node
    claims: tuple[ClaimReading, ...] = ()
    fact: Fact | None = None
    """The standing fact, where the edge is one; there are no claims then."""
    left_out: int = 0
    """Claims beyond the limit that was asked for."""


@dataclass(frozen=True, slots=True)
class Load:
    """A load in batches that is under way, or was interrupted.

    Attributes:
        dataset: name of the data set.
        step: what is being written, in words.
        done, total: rows of this step.
    """

    dataset: str
    step: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class DatasetReading:
    """A data set as it stands in the database."""

    name: str
    title: str
    description: str
    licence: str
    note: str
    loaded_at: dt.datetime
    counts: tuple[tuple[str, int], ...]
    """Records by table, entities first."""


# ── Readings of a database that Allegata did not load ────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Property:
    """A property as text.

    Attributes:
        value: as text; "" where there is no way to write it.
        cut: how much is missing at the end: characters of a text, values of a list.
        unit: of ``cut``: ``character`` or ``value``.
    """

    name: str
    value: str
    cut: int = 0
    unit: str = "character"


@dataclass(frozen=True, slots=True)
class NodeReading:
    """A node with what stands on it and beside it.

    Attributes:
        labels: all of them, in the order of the alphabet.
        properties: in the order of the alphabet.
        relations: relationships by type and direction ("out" or "in"), with their number.
        uncounted: relationships of a node of very many that the numbers leave out.
        neighbours: those with most relationships to it first.
        unread: properties beyond those that are read.
    """

    node: Node
    labels: tuple[str, ...]
    properties: tuple[Property, ...]
    relations: tuple[tuple[str, str, int], ...]
    uncounted: int = 0
    neighbours: tuple[Node, ...] = ()
    unread: int = 0


@dataclass(frozen=True, slots=True)
class PropertiesReading:
    """What stands on the relationships of one type from one node to another.

    Attributes:
        relationships: of each that is shown, its properties in the order of the alphabet.
        left_out: relationships that are not shown.
    """

    edge: Edge
    source: Node
    target: Node
    relationships: tuple[tuple[Property, ...], ...]
    left_out: int = 0
