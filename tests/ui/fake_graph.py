"""A graph in memory with the reading surface of the real one, so that the screen is tested without a database."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from allegata.errors import NotFound
from allegata.model import (
    Alias,
    Claim,
    ClaimReading,
    Dataset,
    DatasetReading,
    Depth,
    Dispute,
    Document,
    Edge,
    EdgeEvidence,
    Entity,
    EntityReading,
    Fact,
    Hit,
    Kind,
    Load,
    Locator,
    Node,
    Stance,
    StanceTold,
    Statement,
    StatementReading,
    Status,
    Subgraph,
    Telling,
    Voice,
    content_id,
    edge_key,
)
from allegata.store.finding import Nearness, nearness, ranked, words_of
from allegata.vocabulary import STANDING, relations

ENTITIES = [
    Entity(id_, name, Kind(kind), description)
    for id_, name, kind, description in (
        ("aria", "Aria", "State", "An island state with a busy navy"),
        ("boreal", "Boreal Federation", "State", "The large northern neighbour"),
        ("cordia", "Cordia", "State", "Hosts the straits commission"),
        ("dravia", "Dravia", "State", "Buys most of its grain from Aria"),
        ("eastmark", "Eastmark", "State", "Neutral by treaty"),
        ("fennland", "Fennland", "State", "Exports timber and sanctions lists"),
        ("galdor", "Galdor", "State", "A mountain republic"),
        ("halcyon", "Halcyon Isles", "State", "Flag of convenience"),
        ("pact", "Northern Pact", "Alliance", "Treaty of mutual defence between Boreal and Galdor"),
        ("league", "Straits League", "Alliance", "Aria, Cordia, Fennland"),
        ("aria-mod", "Ministry of Defence of Aria", "Organization", "Defence ministry"),
        ("aria-mfa", "Ministry of Foreign Affairs of Aria", "Organization", ""),
        ("boreal-mfa", "Boreal Foreign Ministry", "Organization", "Speaks for the Federation abroad"),
        ("boreal-navy", "Boreal Navy", "Organization", ""),
        ("assembly", "World Assembly", "Organization", "Where all of them meet"),
        ("council", "Assembly Security Board", "Organization", ""),
        ("oceanwatch", "Oceanwatch", "Organization", "Counts ships"),
        ("herald", "The Cordia Herald", "Organization", "A daily newspaper"),
        ("wire", "Meridian Wire", "Organization", "A news agency"),
        ("lund", "Mara Lund", "Person", "Minister of defence of Aria"),
        ("orsk", "Ilya Orsk", "Person", "Ambassador of Boreal to the Assembly"),
        ("tam", "Jonas Tam", "Person", "Foreign minister of Cordia"),
        ("vey", "Adele Vey", "Person", "President of Dravia"),
        ("rooke", "Admiral Rooke", "Person", ""),
        ("strait-militia", "Strait Militia", "Group", "Armed boats of unclear allegiance"),
        ("fishers", "Fishers' Union", "Group", ""),
        ("students", "Students of Galdor", "Group", ""),
        ("strait", "Strait of Menn", "Place", "Eleven miles wide at the narrowest"),
        ("port-sal", "Port Sal", "Place", "Harbour on the strait"),
        ("hostile", "<img src=x onerror=alert(1)> [x](javascript:alert(2)) $x^2$ :red[y]", "Group", "**bold** <b>"),
    )
]  # fmt: skip

ALIASES = [
    Alias("the Federation", "boreal", "short"),
    Alias("Norrgard", "boreal", "capital"),
    Alias("the Admiralty", "aria-mod", "seat"),
    Alias("RA", "aria", "code"),
    Alias("Ambassador Orsk", "orsk", "title"),
]

FACTS = [
    Fact("aria-mod", "PART_OF", "aria", source="Constitution of Aria"),
    Fact("aria-mfa", "PART_OF", "aria"),
    Fact("boreal-mfa", "PART_OF", "boreal"),
    Fact("boreal-navy", "PART_OF", "boreal"),
    Fact("council", "PART_OF", "assembly"),
    Fact("lund", "REPRESENTS", "aria-mod", dt.date(2031, 3, 1), None, "minister", "Gazette", "https://example.org/g"),
    Fact("orsk", "REPRESENTS", "boreal", dt.date(2029, 1, 1), None, "ambassador"),
    Fact("tam", "REPRESENTS", "cordia", dt.date(2030, 6, 1), None, "foreign minister"),
    Fact("vey", "REPRESENTS", "dravia", dt.date(2028, 5, 9), None, "president"),
    Fact("rooke", "REPRESENTS", "boreal-navy", None, None, "commander"),
    Fact("boreal", "MEMBER_OF", "pact", dt.date(2011, 1, 1)),
    Fact("galdor", "MEMBER_OF", "pact", dt.date(2011, 1, 1)),
    Fact("aria", "MEMBER_OF", "league"),
    Fact("cordia", "MEMBER_OF", "league"),
    Fact("fennland", "MEMBER_OF", "league"),
]

ARTICLE = (
    "Ships in the strait\n\nAria says that a Boreal frigate fired on two of its cutters near Port Sal. "
    "Boreal calls the report an invention.\n\nThe Assembly has no word of its own. Cordia asks both to talk.\n"
)
DOCUMENT = Document(
    "herald-1",
    "Ships in the strait",
    "herald",
    dt.date(2031, 10, 4),
    "en",
    "https://example.org/ships",
    len(ARTICLE),
    hashlib.sha256(ARTICLE.encode()).hexdigest(),
    "Invented for the tests",
)

S = Stance
Row = tuple[str, str, str, str, list[tuple[str, Stance, str]]]

CLAIMS = r"""
boreal ATTACKS aria: A Boreal frigate fired on two Arian cutters.
  aria-mod ASSERTS: Fired on two of its cutters
  lund ASSERTS: Saw the tracks of the shells
  boreal-mfa DENIES: An invention
  council CANNOT_CONFIRM: No word of its own
aria ACCUSES boreal: Aria accuses Boreal of firing on its ships.
  aria-mod ASSERTS: Names the frigate
  aria CONFIRMS: Repeats the charge
boreal DENIES aria: Boreal denies the charge.
  orsk ASSERTS: Calls it theatre
cordia CALLS_ON boreal: Cordia asks Boreal to talk.
  tam ASSERTS: Asks both to talk
cordia CALLS_ON aria: Cordia asks Aria to talk.
  tam ASSERTS: Asks both to talk
tam MEETS_WITH orsk: Tam and Orsk met in private.
  herald ASSERTS: A private meeting
  orsk NO_COMMENT: Smiles
fennland SANCTIONS boreal: Fennland bans Boreal timber.
  fennland CONFIRMS: Signed today
fennland SANCTIONS galdor: Fennland lists Galdor's bank.
  wire ASSERTS: A draft list
galdor SUPPLIES boreal: Galdor sends shells to Boreal.
  aria ASSERTS: Satellite images
  galdor DISMISSES: Unproven
  boreal DENIES: Untrue
galdor DEPLOYS_TROOPS_TO boreal: Galdor sent 4,000 soldiers to Boreal.
  aria-mod ASSERTS: 4,000 soldiers
  fennland ASSERTS: Several thousand
  galdor DENIES: No soldier left
dravia SUPPORTS aria: Dravia stands by Aria.
  vey CONFIRMS: Stands by Aria
vey VISITS aria: Vey goes to Aria.
  wire ASSERTS: Next week
  vey CONFIRMS: Will go
vey CRITICIZES orsk: Vey mocks Orsk.
  herald ASSERTS: A remark at dinner
boreal THREATENS fennland: Boreal warns of a price.
  rooke ASSERTS: Speaks of a price
  boreal-mfa DISMISSES: Idle talk
boreal WARNS league: Boreal warns the League.
  orsk ASSERTS: A last warning
league WARNS boreal: The League warns Boreal.
  cordia ASSERTS: One more shot
  aria CONFIRMS: Joined
assembly CALLS_ON boreal: The Assembly asks for calm.
  assembly ASSERTS: Calm
assembly CALLS_ON aria: The Assembly asks for calm.
  assembly ASSERTS: Calm
council MEETS_WITH tam: The Board hears Tam.
  wire ASSERTS: Heard for an hour
strait-militia ATTACKS fishers: The Militia burned nets.
  fishers ASSERTS: Nets burned
  oceanwatch CANNOT_CONFIRM: No images
boreal SUPPLIES strait-militia: Boreal arms the Militia.
  oceanwatch ASSERTS: Boats without numbers
  boreal DENIES: No such thing
fishers CALLS_ON cordia: The fishers ask Cordia for patrols.
  fishers ASSERTS: Patrols
oceanwatch INVESTIGATES strait-militia: Oceanwatch looks into the boats.
  oceanwatch CONFIRMS: Has begun
students PROTESTS_AGAINST galdor: Students march.
  wire ASSERTS: Thousands
  galdor DENIES: Some dozens
eastmark AGREES_WITH cordia: Eastmark shares Cordia's view.
  eastmark ASSERTS: Shares the view
halcyon MEETS_WITH dravia: Halcyon and Dravia talk of flags.
  herald ASSERTS: Flags
halcyon SUPPLIES boreal: Halcyon's tankers supply Boreal.
  fennland ASSERTS: Tankers
  halcyon NO_COMMENT: No comment
rooke VISITS port-sal: Rooke was seen in Port Sal.
  fishers ASSERTS: Seen at the pier
  boreal-navy DENIES: At sea
boreal-navy DEPLOYS_TROOPS_TO strait: The navy patrols the strait.
  rooke CONFIRMS: Two frigates
aria DEPLOYS_TROOPS_TO strait: Aria patrols the strait.
  lund CONFIRMS: Four cutters
lund CRITICIZES rooke: Lund calls Rooke reckless.
  herald ASSERTS: Reckless
herald CRITICIZES wire: The Herald chides the agency.
  herald ASSERTS: Too quick
hostile CRITICIZES aria: <script>alert(3)</script> $\frac{1}{2}$
  hostile ASSERTS: <b>bold</b>
boreal CRITICIZES boreal: Boreal blames its own navy.
  boreal ASSERTS: Regrets the haste
"""
"""A line is a claim: subject, predicate, object, text. Below it who says what to it: holder, stance, paraphrase."""


def _rows() -> list[Row]:
    rows: list[Row] = []
    for line in CLAIMS.strip().splitlines():
        words, text = line.split(": ", 1)
        if line.startswith(" "):
            holder, stance = words.split()
            rows[-1][4].append((holder, Stance(stance), text))
        else:
            subject, predicate, object_ = words.split()
            rows.append((subject, predicate, object_, text, []))
    return rows


ROWS = _rows()


def _status(stances: Collection[Stance]) -> Status:
    said = bool({S.ASSERTS, S.CONFIRMS} & set(stances))
    if said and {S.DENIES, S.DISMISSES} & set(stances):
        return Status.CONTESTED
    if not said:
        return Status.DENIED
    if S.CONFIRMS in stances:
        return Status.CONFIRMED
    return Status.UNCONFIRMED if {S.CANNOT_CONFIRM, S.NO_COMMENT} & set(stances) else Status.REPORTED


@dataclass
class FakeGraph:
    """Reads like `allegata.store.graph.Graph`; ``bare`` is a database that knows no claims."""

    claims: ClassVar[bool] = True
    discs: ClassVar[Mapping[str, str]] = {}

    bare: bool = False
    extra: int = 0
    half: bool = False
    """Whether a load is under way."""
    nodes: dict[str, Node] = field(init=False)
    edges: dict[str, Edge] = field(init=False)

    def __post_init__(self) -> None:
        self.entities = {entity.id: entity for entity in ENTITIES}
        for number in range(self.extra):
            id_ = f"fleet-{number:02}"
            self.entities[id_] = Entity(id_, f"Fleet auxiliary {number + 1}", Kind.GROUP)
        self.facts = [*FACTS, *(Fact(f"fleet-{n:02}", "PART_OF", "boreal-navy") for n in range(self.extra))]
        self.claimed = {} if self.bare else {edge_key(s, p, o): self._claim(s, p, o, t) for s, p, o, t, _ in ROWS}
        self.edges = {edge.key: edge for edge in (*self._direct(), *map(self._standing, self.facts))}
        degrees = dict.fromkeys(self.entities, 0)
        for edge in self.edges.values():
            for end in {edge.source, edge.target}:
                degrees[end] += 1
        self.nodes = {e.id: Node(e.id, e.name, e.kind, degrees[e.id]) for e in self.entities.values()}

    @staticmethod
    def _claim(subject: str, predicate: str, object_: str, text: str) -> Claim:
        about = (content_id("boreal", "ATTACKS", "aria"),) if (subject, predicate) == ("aria", "ACCUSES") else ()
        day = dt.date(2031, 10, 3)
        return Claim(content_id(subject, predicate, object_), subject, predicate, object_, text,
                     value="4,000" if "4,000" in text else "", event_from=day, event_to=day, about=about)  # fmt: skip

    def _direct(self) -> list[Edge]:
        return [
            Edge(edge_key(s, p, o), s, o, p, relations()[p].family, _status([stance for _, stance, _ in said]),
                 1, len(said), len({h for h, _, _ in said}), 1, 1, dt.date(2031, 10, 3), dt.date(2031, 10, 3))
            for s, p, o, _, said in ([] if self.bare else ROWS)
        ]  # fmt: skip

    @staticmethod
    def _standing(fact: Fact) -> Edge:
        key = content_id("fact", fact.subject, fact.relation, fact.object)
        return Edge(key, fact.subject, fact.object, fact.relation, STANDING, first=fact.start, last=fact.end)

    def stamp(self) -> str:
        return f"fake-{self.bare}-{self.extra}"

    def datasets(self) -> tuple[DatasetReading, ...]:
        counts = (("entities", len(self.entities)), ("claims", len(self.claimed)), ("documents", 1))
        loaded = dt.datetime(2031, 10, 5, 9, 30, tzinfo=dt.UTC)
        told = ("straits", "The straits crisis", "Invented for the tests.", "CC0", "All of it is made up.")
        return (DatasetReading(*told, loaded, counts),)

    def among(self, ids: Collection[str], most: int = 400) -> Subgraph:
        nodes = tuple(node for id_, node in self.nodes.items() if id_ in ids)
        edges = tuple(edge for edge in self.edges.values() if edge.source in ids and edge.target in ids)
        return Subgraph(nodes, edges).strongest(most)

    def overview(self, limit: int, kinds: Collection[str] = (), most: int = 400) -> Subgraph:
        ranked = sorted(self.nodes.values(), key=lambda node: (-node.degree, node.id))
        drawn = self.among({node.id for node in ranked[:limit]})
        return Subgraph(drawn.nodes, drawn.edges, len(self.nodes) - len(drawn.nodes))

    def search(self, text: str, limit: int = 10) -> tuple[Hit, ...]:
        names = [(entity.id, entity.name) for entity in self.entities.values()]
        names += [(alias.entity, alias.text) for alias in ALIASES]
        words = words_of(text)
        hits = (Hit(self.nodes[id_], name, 1.0, self.state_of(id_)) for id_, name in names)
        near = (hit for hit in hits if nearness(words, hit.matched) < Nearness.SLIP)
        return tuple(ranked(text, near))[:limit] if words else ()

    def state_of(self, id: str) -> str:
        above = [fact.object for fact in self.facts if fact.subject == id and fact.relation != "MEMBER_OF"]
        states = [self.entities[each].name for each in above if self.entities[each].kind == Kind.STATE]
        return next((state for state in (*states, *map(self.state_of, above)) if state), "")

    def entity(self, id: str) -> EntityReading:
        if id not in self.entities:
            raise NotFound(f"There is no entity {id!r}.")
        facts = tuple(fact for fact in self.facts if id in (fact.subject, fact.object))
        ends = [(e, "out" if e.source == id else "in") for e in self.edges.values() if id in (e.source, e.target)]
        pairs = [(edge.relation, way) for edge, way in ends]
        near = {e.target if way == "out" else e.source for e, way in ends} - {id}
        return EntityReading(
            self.entities[id],
            tuple(alias for alias in ALIASES if alias.entity == id),
            facts,
            tuple((relation, way, pairs.count((relation, way))) for relation, way in dict.fromkeys(pairs)),
            tuple(sorted((self.nodes[other] for other in near), key=lambda node: -node.degree)),
            tuple((end, self.nodes[end].name) for fact in facts for end in (fact.subject, fact.object)),
        )

    def neighbours(
        self,
        id: str,
        *,
        drawn: Collection[str] = (),
        limit: int = 25,
        relations: Collection[str] = (),
        most: int = 400,
    ) -> Subgraph:
        near = [e for e in self.edges.values() if id in (e.source, e.target)]
        near = [edge for edge in near if not relations or edge.relation in relations]
        others = {edge.target if edge.source == id else edge.source for edge in near} - {id, *drawn}
        ranked = sorted(others, key=lambda other: (-self.nodes[other].degree, other))
        found = self.among({*drawn, id, *ranked[:limit]})
        fresh = {*ranked[:limit]}
        edges = tuple(e for e in found.edges if {e.source, e.target} & fresh or id in (e.source, e.target))
        kept = {id, *fresh, *(end for edge in edges for end in (edge.source, edge.target))}
        return Subgraph(tuple(n for n in found.nodes if n.id in kept), edges, max(0, len(ranked) - limit))

    def rehearse(self) -> None:
        pass

    def holders(self, edges: Sequence[Edge]) -> tuple[Node, ...]:
        ids = dict.fromkeys(holder for _, row in self._behind(edges) for holder, _, _ in row[4])
        return tuple(self.nodes[id_] for id_ in ids)

    def path(self, source: str, target: str) -> tuple[str, ...]:
        before = {source: ""}
        frontier = [source]
        while frontier and target not in before:
            found = []
            for id_ in frontier:
                for edge in self.edges.values():
                    other = edge.target if edge.source == id_ else edge.source if edge.target == id_ else ""
                    if other and other not in before:
                        before[other] = id_
                        found.append(other)
            frontier = found
        chain = [target]
        while before.get(chain[-1]):
            chain.append(before[chain[-1]])
        return tuple(reversed(chain)) if target in before and source != target else ()

    def common(self, ids: Collection[str], *, drawn: Collection[str] = (), limit: int = 25) -> tuple[str, ...]:
        near = [
            {e.target if e.source == id_ else e.source for e in self.edges.values() if id_ in (e.source, e.target)}
            for id_ in ids
        ]
        return tuple(sorted(set.intersection(*near) - {*ids, *drawn}))[:limit]

    def _behind(self, edges: Sequence[Edge]) -> list[tuple[Edge, Row]]:
        rows = {edge_key(*row[:3]): row for row in ROWS}
        return [(edge, rows[edge.key]) for edge in edges if edge.key in rows]

    def depths(self, edges: Sequence[Edge]) -> Mapping[str, Depth]:
        happened = (dt.date(2031, 10, 3) - dt.date(1970, 1, 1)).days
        return {
            edge.key: Depth(((happened, happened, 1),), ((happened + 1, len(row[4])),))
            for edge, row in self._behind(edges)
        }

    def voices(self, who: str, edges: Sequence[Edge], alone: bool = False) -> Mapping[str, Voice]:
        below = {fact.subject for fact in FACTS if fact.object == who and fact.relation != "MEMBER_OF"}
        speakers = {who} if alone else {who, *below, *(f.subject for f in FACTS if f.object in below)}
        found = {}
        for edge, row in self._behind(edges):
            said = [stance for holder, stance, _ in row[4] if holder in speakers]
            holds = sum(stance in (S.ASSERTS, S.CONFIRMS) for stance in said)
            against = sum(stance in (S.DENIES, S.DISMISSES) for stance in said)
            if said:
                found[edge.key] = Voice(holds, against, len(said) - holds - against)
        return found

    def above(self, ids: Collection[str]) -> Mapping[str, Node]:
        up = {fact.subject: fact.object for fact in self.facts if fact.relation != "MEMBER_OF"}
        found = {}
        for id_ in ids:
            at = up.get(id_)
            while at and self.entities[at].kind != "State":
                at = up.get(at)
            if at:
                found[id_] = self.nodes[at]
        return found

    def disputes(self, edges: Sequence[Edge]) -> tuple[Dispute, ...]:
        return tuple(
            Dispute(self.claimed[edge.key], tuple((self.nodes[holder], stance, 1) for holder, stance, _ in row[4]))
            for edge, row in self._behind(edges)
            if edge.status is Status.CONTESTED
        )

    def tellings(
        self, edges: Sequence[Edge], *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, Telling]:
        happened, said = dt.date(2031, 10, 3), dt.date(2031, 10, 4)
        if not (since or happened) <= happened <= (until or happened):
            return {}
        return {
            edge.key: Telling(
                edge.key,
                self.claimed[edge.key],
                edge.status or Status.REPORTED,
                tuple(
                    StanceTold(self.nodes[h].name, stance, "The Cordia Herald", "Meridian Wire", said, said)
                    for h, stance, _ in row[4]
                ),
            )
            for edge, row in self._behind(edges)
        }

    def evidence(
        self, edge_key: str, *, since: dt.date | None = None, until: dt.date | None = None, limit: int = 200
    ) -> EdgeEvidence:
        if edge_key not in self.edges:
            raise NotFound("There is no such edge.")
        edge = self.edges[edge_key]
        source, target = self.nodes[edge.source], self.nodes[edge.target]
        if edge.status is None:
            fact = next(f for f in self.facts if self._standing(f).key == edge_key)
            return EdgeEvidence(edge, source, target, (), fact)
        day = dt.date(2031, 10, 3)
        inside = (since or day) <= day <= (until or day)
        return EdgeEvidence(edge, source, target, (self._reading(edge),)[: limit if inside else 0])

    def records(self, nodes: Collection[str], edges: Collection[str]) -> Dataset:
        return Dataset("fake", "Fake", entities=tuple(Entity(id_, id_, Kind.STATE) for id_ in sorted(nodes)))

    def evidences(
        self, subgraph: Subgraph, *, since: dt.date | None = None, until: dt.date | None = None
    ) -> Mapping[str, EdgeEvidence]:
        return {edge.key: self.evidence(edge.key, since=since, until=until) for edge in subgraph.edges}

    def _reading(self, edge: Edge) -> ClaimReading:
        claim = self.claimed[edge.key]
        said = next(row[4] for row in ROWS if row[:3] == (edge.source, edge.relation, edge.target))
        by_id = {other.id: other for other in self.claimed.values()}
        return ClaimReading(
            claim,
            edge.status or Status.REPORTED,
            tuple(self._statement(claim, *row) for row in said),
            about=tuple(by_id[id_] for id_ in claim.about),
            alleged_by=tuple(other for other in self.claimed.values() if claim.id in other.about),
        )

    def _statement(self, claim: Claim, holder: str, stance: Stance, paraphrase: str) -> StatementReading:
        where = Locator("herald-1")
        if (at := ARTICLE.find(paraphrase.lower())) >= 0 or (at := ARTICLE.find(paraphrase)) >= 0:
            passage = ARTICLE[at : at + len(paraphrase)]
            digest = hashlib.sha256(passage.encode()).hexdigest()
            paragraph = ARTICLE[:at].count("\n\n") + 1
            where = Locator("herald-1", paragraph, at, at + len(paraphrase), digest)
        words = Statement(content_id(claim.id, holder, stance), claim.id, holder, stance, paraphrase, where,
                          "wire", said_on=dt.date(2031, 10, 4))  # fmt: skip
        up = [fact.object for fact in FACTS if fact.subject == holder and fact.relation != "MEMBER_OF"]
        return StatementReading(words, self.nodes[holder], self.nodes["wire"], DOCUMENT, "The Cordia Herald",
                                tuple(self.nodes[id_] for id_ in up))  # fmt: skip

    def loading(self) -> tuple[Load, ...]:
        return (Load("events <b>2031</b>", "claims and statements", 30, 120),) if self.half else ()

    def documents(self) -> tuple[Document, ...]:
        return () if self.bare else (DOCUMENT,)
