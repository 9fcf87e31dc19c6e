"""All records behind a picture, so that they can leave as a data set of their own and be loaded elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from allegata.errors import LimitReached
from allegata.model import Alias, Claim, Dataset, Document, Entity, Fact, Kind, Statement
from allegata.store import shapes
from allegata.store.cypher import cypher
from allegata.store.reader import Reader

__all__ = ["MOST_RECORDS", "records_behind"]

MOST_RECORDS = 100_000
"""Claims and statements that one export may hold."""

BATCH = 500
"""Keys or ids asked for at once."""

Row = Mapping[str, Any]


def records_behind(reader: Reader, nodes: Collection[str], edges: Collection[str], most: int = MOST_RECORDS) -> Dataset:
    """Everything that these nodes and edges stand on, as a data set that can be loaded into an empty database.

    There are the claims behind the edges, the claims that these are about or vary from, all statements on them, their
    documents, every entity that any of these names, other names, and the standing facts that carry somebody's word to
    somebody else, upwards to the end: without them a claim might stand otherwise there than here.

    Where all of it belongs to one data set, it leaves under its name; otherwise under ``export``, with the licences and
    notes of all.

    Args:
        reader: of a database that Allegata loaded.
        nodes: ids of entities; ids of anything else are passed over.
        edges: keys of direct edges and of standing facts; other keys are passed over.
        most: claims and statements together.

    Raises:
        LimitReached: there are more.
        StoreError: the database does not answer.
    """
    found = _Gathered()
    _claims(reader, edges, found, most)
    for row in _in_batches(reader, "records_statements", "ids", found.claims):
        it = shapes.statement_of(row)
        found.statements[it.id] = it
        found.owners.add(row["statement"]["dataset"])
        found.refuse(most)
    documents = {it.where.document for it in found.statements.values()}
    for row in _in_batches(reader, "records_documents", "ids", documents):
        found.documents[row["document"]["id"]] = shapes.document(row["document"])
    entities = {*nodes, *found.named()}
    _facts(reader, entities, edges, found)
    entities |= {end for fact in found.facts.values() for end in (fact.subject, fact.object)}
    for row in _in_batches(reader, "records_entities", "ids", entities):
        found.entity(row)
    return _dataset(reader, found)


@dataclass(slots=True)
class _Gathered:
    claims: dict[str, Claim] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    aliases: dict[tuple[str, str], Alias] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    """Names of the data sets that claims, statements, facts and names belong to."""

    def refuse(self, most: int) -> None:
        if len(self.claims) + len(self.statements) > most:
            raise LimitReached(f"More than {most:,} claims and statements stand behind this: show less of it.")

    def named(self) -> Iterator[str]:
        """Entities that the records name."""
        for claim in self.claims.values():
            yield from filter(None, (claim.subject, claim.object, claim.place))
        for statement in self.statements.values():
            yield from filter(None, (statement.holder, statement.via))
        for document in self.documents.values():
            yield document.publisher

    def entity(self, row: Row) -> None:
        it = row["entity"]
        self.entities[it["id"]] = Entity(it["id"], it["name"], Kind(it["kind"]), it["description"] or "")
        if len(it["datasets"]) == 1:
            self.owners.add(it["datasets"][0])
        for alias in row["aliases"]:
            self.aliases[alias["text"], it["id"]] = Alias(alias["text"], it["id"], alias["kind"])
            self.owners.add(alias["dataset"])


def _claims(reader: Reader, edges: Collection[str], found: _Gathered, most: int) -> None:
    """Those behind the edges, and on from them whatever they are about or vary from."""

    def keep(rows: Iterable[Row]) -> None:
        for row in rows:
            made = shapes.claim(row["claim"], row["place"])
            about = tuple(sorted(row["about"]))
            found.claims[made.id] = replace(made, about=about, varies_from=row["varies_from"] or "")
            found.owners.add(row["claim"]["dataset"])
            found.refuse(most)

    keep(_in_batches(reader, "records_claims", "keys", edges))
    while missing := {
        id_ for it in found.claims.values() for id_ in (*it.about, it.varies_from) if id_ and id_ not in found.claims
    }:
        before = len(found.claims)
        keep(_in_batches(reader, "records_more_claims", "ids", missing))
        if len(found.claims) == before:
            break


def _facts(reader: Reader, entities: Collection[str], edges: Collection[str], found: _Gathered) -> None:
    beginning, seen = set(entities), set[str]()
    while beginning:
        seen |= beginning
        for row in _in_batches(reader, "records_facts", "ids", beginning, keys=sorted(edges)):
            fact = shapes.fact(row["subject"], row["relation"], row["object"], row["fact"])
            found.facts[row["fact"]["edge_key"]] = fact
            found.owners.add(row["fact"]["dataset"])
        beginning = {fact.object for fact in found.facts.values()} - seen


def _in_batches(reader: Reader, name: str, parameter: str, values: Iterable[str], **more: Any) -> Iterator[Row]:
    ordered = sorted(set(values))
    for at in range(0, len(ordered), BATCH):
        yield from reader.stream(cypher(name), **{parameter: ordered[at : at + BATCH]}, **more)


def _dataset(reader: Reader, found: _Gathered) -> Dataset:
    heads = [shapes.dataset(row["dataset"]) for row in reader.read(cypher("datasets")).rows]
    own = [head for head in heads if head.name in found.owners]
    if len(own) == 1:
        head = Dataset(own[0].name, own[0].title, own[0].description, own[0].licence, own[0].note)
    else:
        titles = ", ".join(each.title for each in own)
        head = Dataset(
            "export",
            f"Out of {titles}" if own else "Out of an explorer",
            "Records behind a picture.",
            "; ".join(f"{each.name}: {each.licence}" for each in own if each.licence),
            "; ".join(f"{each.name}: {each.note}" for each in own if each.note),
        )
    return replace(
        head,
        entities=_ordered(found.entities),
        aliases=_ordered(found.aliases),
        facts=_ordered(found.facts),
        documents=_ordered(found.documents),
        claims=_ordered(found.claims),
        statements=_ordered(found.statements),
    )


def _ordered(records: Mapping[Any, Any]) -> tuple[Any, ...]:
    return tuple(records[key] for key in sorted(records))
