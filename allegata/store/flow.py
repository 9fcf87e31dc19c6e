"""The way in for large data sets: a `Stage` is written in many transactions, and an interrupted load goes on.

The data set in the database is made equal to the stage: what is missing is added, what is different is set, what is too
much goes. So a load that was interrupted is resumed by doing the same again, and loading twice changes nothing. While
it lasts, a ``:Load`` node says so; who reads meanwhile sees claims before the edges that sum them up.

What several data sets have a part in (edges, dyads, degrees) is summed up by the database, everything else comes
reckoned out of the stage.
"""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from allegata.errors import LoadError, Problem, StateError
from allegata.model import Load, content_id
from allegata.progress import Progress, Silent
from allegata.settings import Settings
from allegata.stage import Stage, derive
from allegata.store import difference
from allegata.store.connection import Connection
from allegata.store.cypher import cypher
from allegata.store.derivation import DERIVATION, Touched
from allegata.store.derivation import derive as derive_touched
from allegata.store.difference import Change, Plan
from allegata.store.faults import translated
from allegata.store.graph import Graph
from allegata.store.pen import Pen
from allegata.store.reader import Reader
from allegata.store.rows import LABEL
from allegata.store.schema import prepare
from allegata.store.transaction import Transaction
from allegata.vocabulary import STANDING, relations

__all__ = ["Flow"]

TOLD = 2_500
"""Claims a batch, each with its statements."""

BATCH = 5_000
"""Rows of anything else a batch."""

SHARED = 2_000
"""Edges that several data sets share, summed up in one transaction."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Writes stages to one connection."""

    connection: Connection
    settings: Settings

    def loading(self) -> tuple[Load, ...]:
        """Loads that are under way, or were interrupted."""
        return Graph(Reader(self.connection, self.settings)).loading()

    def names(self, outside: str) -> Iterator[list[dict[str, Any]]]:
        """Batches of text, id, kind and sort: by which names other data sets than ``outside`` know entities."""
        reader = Reader(self.connection, self.settings)
        yield from reader.batches(cypher("names_elsewhere"), 50_000, name=outside)

    def plan(self, stage: Stage, progress: Progress | None = None) -> Change:
        """What `replace` would do. Nothing is written.

        Raises:
            LoadError: another data set describes the same entity or document differently.
            StoreError: the database does not answer.
        """
        self._look(stage, progress or Silent())
        return difference.change(stage)

    def replace(
        self,
        stage: Stage,
        head: dict[str, Any] | None,
        progress: Progress | None = None,
        wholesale: Callable[[Stage], None] | None = None,
    ) -> Change:
        """Make the database hold exactly the stage under its name.

        Args:
            stage: numbered; it gets its derived tables here.
            head: title, description, licence, note of the data set; None: it is removed (and the stage is empty).
            progress: told how far it is.
            wholesale: a faster way to make a database that holds nothing hold the derived stage.

        Raises:
            LoadError: another data set describes the same entity or document differently, or still uses one that is
                gone here. Nothing is written.
            StateError: another load is under way, or was interrupted.
            StoreError: the database does not answer. What was written stays, and the same load goes on from there.
        """
        progress = progress or Silent()
        prepare(self.connection)
        pen = Pen(self.connection, self.settings, stage.name, progress)
        rule = {"confirm_holders": self.settings.confirm_holders, "derivation": DERIVATION}
        digest = difference.digest(stage, head)
        if head is not None and self._sealed(stage.name) == (digest, rule):
            return difference.unchanged(stage)
        self._refuse_two_rules(stage.name, rule)
        self._look(stage, progress)
        resumed, ruled = self._begin(pen, rule, same=difference.change(stage).empty)
        derive(stage, self.settings.confirm_holders, progress)
        # An importer that broke off has written nothing: it is begun anew.
        if wholesale is not None and self.holds_nothing():
            difference.order(stage)
            wholesale(stage)
            # At once: it put its own database in the place of the one that said so. To fill the indexes takes long.
            self._begin(pen, rule, imported=True)
            prepare(self.connection, progress)
            edges = stage.one("SELECT count(*) FROM edges")
        else:
            if resumed:
                self._look_for_leftovers(stage)
            plan = difference.plan(stage, everything=resumed or not ruled)
            self._write(pen, stage, plan)
            edges = plan.edges
        before = pen.run("stamp")[0]["stamp"]
        stamp = content_id("stamp", before, stage.name, digest)
        if head is None:
            pen.run("unseal", stamp=stamp, **rule)
        else:
            seal = {"name": stage.name, **head, **difference.counts(stage), "digest": digest}
            pen.run("seal", dataset=seal, stamp=stamp, **rule)
        pen.run("end_load")
        return replace(difference.change(stage), edges=edges)

    def holds_nothing(self) -> bool:
        """Whether there is no data set in the database, and nothing else either but what says that a load begins."""
        reader = Reader(self.connection, self.settings)
        return not reader.read(cypher("anything")).rows

    def _write(self, pen: Pen, stage: Stage, plan: Plan) -> None:
        _records(pen, stage, plan)
        _derived(pen, stage, plan)
        _leave(pen, stage, ("statements", "claims", "aliases"))
        for batch in stage.rows(difference.removed("facts"), BATCH):
            pen.run("drop_facts", ids=[row["id"] for row in batch])
        self._shared(pen, stage, plan)
        _leave(pen, stage, ("documents", "entities"))

    def _sealed(self, name: str) -> tuple[str, dict[str, Any]] | None:
        """Digest and rule of a whole load of this name; None when there is none, or one was interrupted."""
        reader = Reader(self.connection, self.settings)
        if reader.read(cypher("loading")).rows:
            return None
        digests = [
            row["dataset"]["digest"] for row in reader.read(cypher("datasets")).rows if row["dataset"]["name"] == name
        ]
        rule = reader.read(cypher("rule")).one() or {}
        return (digests[0], dict(rule)) if digests else None

    def _others(self, name: str) -> list[str]:
        """The other data sets that are whole: only these have a say in what this one may hold."""
        rows = Reader(self.connection, self.settings).read(cypher("datasets")).rows
        return [each for row in rows if (each := row["dataset"]["name"]) != name]

    def _refuse_two_rules(self, name: str, rule: dict[str, Any]) -> None:
        """Other data sets were reckoned by a rule that has changed since, and are not reckoned anew here."""
        others = self._others(name)
        held = dict(Reader(self.connection, self.settings).read(cypher("rule")).one() or {})
        if others and held.get("derivation") is not None and held != rule:
            said = f"ALLEGATA_CONFIRM_HOLDERS={held['confirm_holders']}, derivation {held['derivation']}"
            raise StateError(
                f"The database also holds {', '.join(map(repr, others[:3]))}, reckoned by another rule ({said}): set "
                "the setting back, or take them out with `allegata remove NAME` and load them after this one."
            )

    def _begin(
        self, pen: Pen, rule: dict[str, Any], *, imported: bool = False, same: bool = False
    ) -> tuple[bool, bool]:
        """Say in the database that a load begins: whether one of this name was interrupted, whether the rule holds.

        Args:
            pen: of the data set.
            rule: by which it is reckoned.
            imported: the importer has just put all of it there.
            same: no record has to change. Where it was imported, nothing is left half done then.
        """
        mark = f"imported: {sorted(rule.items())}"
        row = pen.run("begin_load", stage=mark if imported else "", host=platform.node())[0]
        for other in row["others"]:
            if other["dataset"] != pen.dataset:
                raise StateError(
                    f"A load of {other['dataset']!r} is under way, or was interrupted ({other['step'] or 'begun'}): "
                    f"wait for it, load it again to finish it, or remove it with `allegata remove {other['dataset']}`."
                )
        held = {"confirm_holders": row["confirm_holders"], "derivation": row["derivation"]}
        half = any(not same or other["stage"] != mark for other in row["others"])
        return half, held["derivation"] is None or held == rule

    def _look(self, stage: Stage, progress: Progress) -> None:
        """What the database holds already, into the stage."""
        reader = Reader(self.connection, self.settings)
        for table in (
            "there",
            "there_claims",
            "there_facts",
            "there_pairs",
            "foreign_entities",
            "foreign_documents",
            "foreign_facts",
            "foreign_edges",
        ):
            stage.run(f"DELETE FROM {table}")
        with progress.task("comparing with the database", None, "records") as advance:
            for rows in reader.batches(cypher("existing"), 50_000, name=stage.name):
                stage.put("there", [{"tbl": row["table"], "id": row["id"], "digest": row["digest"]} for row in rows])
                advance(len(rows))
            for table in ("foreign_facts", "foreign_edges"):
                for rows in reader.batches(cypher(table), 50_000, name=stage.name):
                    stage.put(table, _native(rows))
            for table, wanted in difference.REFERRED.items():
                for ids in stage.rows(wanted, BATCH):
                    found = reader.stream(cypher(table), rows=[row["id"] for row in ids])
                    stage.put(table, _native(found))
        difference.compare(stage)
        self._look_up_what_goes(stage, reader)
        if self._others(stage.name):
            self._refuse_clashes(stage, reader)
            self._refuse_orphans(stage, reader)

    def _look_up_what_goes(self, stage: Stage, reader: Reader) -> None:
        """The edges of claims that go or lose a statement, and the ends of facts that go."""
        going = "SELECT id FROM diff WHERE tbl = '{}' AND how IN ('removed', 'changed')"
        for table, statement in (("statements", "claims_of"), ("claims", "edges_of")):
            for batch in stage.rows(going.format(table), BATCH):
                stage.put("there_claims", list(reader.stream(cypher(statement), ids=[row["id"] for row in batch])))
        for batch in stage.rows(going.format("facts"), BATCH):
            stage.put("there_facts", list(reader.stream(cypher("fact_ends"), ids=[row["id"] for row in batch])))

    def _look_for_leftovers(self, stage: Stage) -> None:
        """What an interrupted load left without its reason: edges whose claims are gone, pairs without an edge or fact.

        All edges and pairs of the database are looked at; nobody wrote down where the load broke off.
        """
        reader = Reader(self.connection, self.settings)
        for rows in reader.batches(cypher("bare_edges"), BATCH):
            stage.put("there_claims", rows)
        for rows in reader.batches(cypher("all_dyads"), 50_000):
            stage.put("there_pairs", rows)
        # As ends of facts that went: no word is carried over MEMBER_OF.
        stage.run("""
          INSERT INTO there_facts SELECT a, 'MEMBER_OF', b FROM there_pairs
          WHERE (a, b) NOT IN (SELECT (a, b) FROM dyads)""")

    def _refuse_clashes(self, stage: Stage, reader: Reader) -> None:
        problems = []
        for table in ("entities", "documents"):
            rows = stage.rows(f"SELECT '{table}' AS \"table\", id, digest FROM {table}", BATCH)
            for batch in rows:
                for row in reader.stream(cypher("clashes"), rows=batch, name=stage.name):
                    what = f"{row['id']!r} ({row['called']}) is described differently by the data set {row['other']!r}"
                    mend = "give it an id of its own, or the same name, kind and description as there"
                    problems.append(Problem(table, 0, what, mend))
        if problems:
            raise LoadError(problems)

    def _refuse_orphans(self, stage: Stage, reader: Reader) -> None:
        problems = []
        for table, label in (("documents", "Document"), ("entities", "Entity")):
            text = cypher("used_elsewhere").replace("{LABEL}", label)
            for ids in stage.rows(difference.removed(table), BATCH):
                for row in reader.stream(text, ids=[each["id"] for each in ids], name=stage.name):
                    what = (
                        f"{row['id']!r} is gone from {stage.name!r}, and the data set {row['used_by']!r} still uses it"
                    )
                    problems.append(
                        Problem(table, 0, what, f"keep it here, or describe it in {row['used_by']!r} first")
                    )
        if problems:
            raise LoadError(problems)

    def _shared(self, pen: Pen, stage: Stage, plan: Plan) -> None:
        """What other data sets have a part in, summed up by the database."""
        touched = [(row["edge_key"], row["subject"], row["predicate"], row["object"]) for row in plan.shared(stage)]
        entities = plan.shared_entities(stage)
        claims: list[dict[str, Any]] = []
        if holders := plan.climbers(stage):
            for start in range(0, len(holders), BATCH):
                claims += pen.run("touched_elsewhere", ids=holders[start : start + BATCH])
        steps = [Touched(edges=set(touched[at : at + SHARED])) for at in range(0, len(touched), SHARED)]
        pairs = plan.shared_pairs(stage)
        steps += [Touched(pairs=set(pairs[at : at + SHARED])) for at in range(0, len(pairs), SHARED)]
        steps += [Touched(entities=set(entities[at : at + SHARED])) for at in range(0, len(entities), SHARED)]
        for at in range(0, len(claims), SHARED):
            some = claims[at : at + SHARED]
            edges = {(row["key"], row["subject"], row["predicate"], row["object"]) for row in some}
            steps.append(Touched(claims={row["id"] for row in some}, edges=edges))
        with pen.progress.task("summing up with other data sets", len(steps), "steps") as advance:
            for step in steps:
                with translated(), self.connection.session("WRITE") as session, session.begin_transaction() as opened:
                    transaction = Transaction(opened, stage.name, Silent())
                    derive_touched(transaction, step, self.settings.confirm_holders)
                    opened.commit()
                advance(1)


def _native(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Days of the database as days of Python."""
    return [{k: v.to_native() if hasattr(v, "to_native") else v for k, v in row.items()} for row in rows]


def _records(pen: Pen, stage: Stage, plan: Plan) -> None:
    """Records that are new or different. Nothing is taken away yet: readers find every end of what they read."""

    def put(statement: str, title: str, query: str, **places: str) -> None:
        total = stage.one(f"SELECT count(*) FROM ({query})")
        pen.write(statement, title, _known(stage.rows(query, BATCH)), total, **places)

    def drop(table: str) -> None:
        query = plan.ids(table, "changed")
        ids = ([row["id"] for row in batch] for batch in stage.rows(query, BATCH))
        pen.write(
            "drop_nodes", f"{table} that change", ids, stage.one(f"SELECT count(*) FROM ({query})"), label=LABEL[table]
        )

    put("put_entities", "entities", plan.records("entities", "put"))
    drop("aliases")
    put("put_aliases", "aliases", plan.records("aliases", "put"))
    put("new_documents", "documents", plan.records("documents", "added"))
    put("put_documents", "documents that change", plan.records("documents", "changed"))
    for relation in (each.type for each in relations().values() if each.family == STANDING):
        put("put_facts", "facts", plan.facts(relation), type=relation)
    told = plan.told(stage, TOLD)
    pen.write("put_told", "claims and statements", told, plan.new_claims)
    drop("statements")
    put("put_statements", "statements", plan.more_statements())
    put("put_vias", "ways of statements", plan.vias())
    put("put_links", "links between claims", plan.links())


def _derived(pen: Pen, stage: Stage, plan: Plan) -> None:
    """What follows from the records, where no other data set has a part."""

    def put(statement: str, title: str, *queries: str, **places: str) -> None:
        total = sum(stage.one(f"SELECT count(*) FROM ({query})") for query in queries)
        rows = chain.from_iterable(stage.rows(query, BATCH) for query in queries)
        pen.write(statement, title, rows, total, **places)

    put("set_statements", "whose word", plan.words())
    put("set_claims", "status of claims", plan.statuses())
    if plan.fresh:
        put("new_edges", "direct edges", *plan.summaries(stage))
    else:
        for predicate in plan.predicates(stage):
            put("put_edges", "direct edges", *plan.summaries(stage, predicate), type=predicate)
    put("new_dyads" if plan.fresh else "put_dyads", "dyads", *plan.dyads(stage))
    put("set_degrees", "degrees", plan.degrees())


def _leave(pen: Pen, stage: Stage, tables: tuple[str, ...]) -> None:
    """What the stage no longer has goes; entities and documents only where no other data set has them."""
    for table in tables:
        query = difference.removed(table)
        total = stage.one(f"SELECT count(*) FROM ({query})")
        ids = ([row["id"] for row in batch] for batch in stage.rows(query, BATCH))
        statement = "disown" if table in ("documents", "entities") else "drop_nodes"
        pen.write(statement, f"removing {table}", ids, total, label=LABEL[table])


def _known(batches: Iterator[list[dict[str, Any]]]) -> Iterator[list[dict[str, Any]]]:
    """What is not known is not stored."""
    for batch in batches:
        yield [{key: None if value == "" else value for key, value in row.items()} for row in batch]
