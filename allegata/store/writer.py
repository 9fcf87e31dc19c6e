"""The one way to write: a data set is replaced whole, in one transaction, and what is derived from it with it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import neo4j

from allegata.errors import LoadError, NotFound, Problem, StateError, TurnedBack
from allegata.model import Dataset, content_id
from allegata.progress import Progress, Silent
from allegata.settings import Settings
from allegata.store.connection import Connection
from allegata.store.cypher import cypher
from allegata.store.derivation import DERIVATION, Touched, derive
from allegata.store.difference import Change, TableChange
from allegata.store.faults import translated
from allegata.store.reader import Reader
from allegata.store.rows import LABEL, TABLES, Row, rows_of
from allegata.store.schema import prepare
from allegata.store.transaction import Transaction

__all__ = ["Change", "TableChange", "Writer"]

ATTEMPTS, PAUSE = 4, 0.2
"""How often a load is tried that the server turns back for another one, and the seconds between."""


@dataclass(frozen=True, slots=True)
class _Table:
    """The difference between what a table holds and what it is to hold, as ids."""

    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset()

    @property
    def put(self) -> frozenset[str]:
        return self.added | self.changed

    @property
    def drop(self) -> frozenset[str]:
        return self.removed | self.changed


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes to one connection. Loads wait for one another; readers see the state before or the state after."""

    connection: Connection
    settings: Settings

    @property
    def _rule(self) -> dict[str, int]:
        """By what is reckoned; kept in the database, so that a change of it is seen."""
        return {"confirm_holders": self.settings.confirm_holders, "derivation": DERIVATION}

    def known(
        self, entities: Collection[str], documents: Collection[str], *, outside: str
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Which of these entities and documents other data sets than ``outside`` describe."""
        reader = Reader(self.connection, self.settings)
        found = (
            frozenset(row["id"] for row in reader.stream(cypher(name), ids=sorted(ids), outside=outside))
            for name, ids in (("known_entities", entities), ("known_documents", documents))
        )
        return next(found), next(found)

    def plan(self, dataset: Dataset) -> Change:
        """What `replace` would do. Nothing is written.

        Raises:
            LoadError: another data set describes the same entity or document differently.
            StoreError: the database does not answer.
        """
        reader = Reader(self.connection, self.settings)
        there = list(reader.stream(cypher("existing"), name=dataset.name))
        rows = rows_of(dataset)
        self._refuse_clashes(reader.stream(cypher("clashes"), rows=_shared(rows), name=dataset.name), dataset.name)
        return _change(dataset.name, _compare(rows, there))

    def replace(self, dataset: Dataset, progress: Progress | None = None) -> Change:
        """Make the database hold exactly this under the data set's name, in one transaction.

        Raises:
            LoadError: another data set describes the same entity or document differently, or still uses an entity
                or a document that this version no longer has. Nothing is written.
            StoreError: the database does not answer, or a limit ended the load. Nothing is written.
        """
        prepare(self.connection)
        rows = rows_of(dataset)
        seal = {key: getattr(dataset, key) for key in ("name", "title", "description", "licence", "note")}
        seal |= {f"n_{table}": len(rows[table]) for table in TABLES}
        seal["digest"] = content_id(
            *seal.values(), *sorted(row.digest for table in TABLES for row in rows[table].values())
        )
        return self._write(dataset.name, rows, seal, progress or Silent())

    def remove(self, name: str, progress: Progress | None = None) -> Change:
        """Take a data set out, in one transaction.

        Raises:
            NotFound: there is no data set with this name.
            LoadError: another data set still uses an entity or a document of this one.
        """
        reader = Reader(self.connection, self.settings)
        names = [row["dataset"]["name"] for row in reader.stream(cypher("datasets"))]
        if name not in names:
            there = f"there are {', '.join(names)}" if names else "there is none"
            raise NotFound(f"There is no data set {name!r} in the database: {there}.")
        return self._write(name, {table: {} for table in TABLES}, None, progress or Silent())

    def renew(self, progress: Progress | None = None) -> None:
        """Reckon everything anew that follows from the records, in one transaction, if it was by another rule.

        Raises:
            StateError: a load is under way.
            StoreError: the database does not answer, or a limit ended it. Nothing is changed then.
        """
        prepare(self.connection)
        with self._transaction("", progress or Silent()) as transaction:
            # Another process may have done it while this one waited.
            if self._lock(transaction) == self._rule:
                return
            touched = Touched(entities={row["id"] for row in transaction.run("all_entities")})
            touched.note_before(transaction, {table: _Table() for table in TABLES}, everything=True)
            derive(transaction, touched, self.settings.confirm_holders)
            before = transaction.run("stamp")[0]["stamp"]
            transaction.run("set_rule", stamp=content_id("stamp", before, "renewed"), **self._rule)
            transaction.opened.commit()

    def _write(
        self,
        name: str,
        rows: Mapping[str, Mapping[str, Row]],
        seal: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Change:
        for _ in range(ATTEMPTS - 1):
            try:
                return self._attempt(name, rows, seal, progress)
            except TurnedBack:
                # Two writers wait for each other; the server turned us back, and the other goes on.
                time.sleep(PAUSE)
        return self._attempt(name, rows, seal, progress)

    def _attempt(
        self,
        name: str,
        rows: Mapping[str, Mapping[str, Row]],
        seal: Mapping[str, Any] | None,
        progress: Progress,
    ) -> Change:
        with self._transaction(name, progress) as transaction:
            change = self._rewrite(transaction, rows, seal)
            if change is None:
                return _change(name, _compare(rows, transaction.run("existing", name=name)))
            transaction.opened.commit()
        return change

    @contextmanager
    def _transaction(self, name: str, progress: Progress) -> Iterator[Transaction]:
        # One of its own, not a managed one: a load that failed for want of memory must not be tried again.
        with (
            translated(),
            self.connection.session(neo4j.WRITE_ACCESS) as session,
            session.begin_transaction(timeout=self.settings.load_timeout) as opened,
        ):
            yield Transaction(opened, name, progress)

    def _lock(self, transaction: Transaction) -> Mapping[str, Any]:
        """Wait for loads of others to end; the rule that the database holds."""
        rule = transaction.run("lock")[0]
        for row in transaction.run("loading"):
            raise StateError(
                f"A load of {row['load']['dataset']!r} is under way, or was interrupted: wait for it, load it again to "
                f"finish it, or remove it with `allegata remove {row['load']['dataset']}`."
            )
        return rule

    def _rewrite(
        self, transaction: Transaction, rows: Mapping[str, Mapping[str, Row]], seal: Mapping[str, Any] | None
    ) -> Change | None:
        """All of a load; None when there is nothing to do."""
        name = transaction.dataset
        rule = self._lock(transaction)
        tables = _compare(rows, transaction.run("existing", name=name))
        change = _change(name, tables)
        sealed = [row["dataset"].get("digest") for row in transaction.run("datasets") if row["dataset"]["name"] == name]
        if change.empty and seal is not None and sealed == [seal["digest"]] and rule == self._rule:
            return None
        self._refuse_clashes(transaction.run("clashes", rows=_shared(rows), name=name), name)
        touched = Touched()
        touched.note_before(transaction, tables, everything=rule != self._rule)
        _drop(transaction, tables)
        _put(transaction, tables, rows)
        self._refuse_orphans(_disown(transaction, tables), name)
        touched.note_after(transaction, tables, rows)
        edges = derive(transaction, touched, self.settings.confirm_holders)
        self._seal(transaction, seal)
        return Change(name, change.tables, edges)

    def _seal(self, transaction: Transaction, seal: Mapping[str, Any] | None) -> None:
        before = transaction.run("stamp")[0]["stamp"]
        digest = "" if seal is None else seal["digest"]
        stamp = content_id("stamp", before, transaction.dataset, digest)
        if seal is None:
            transaction.run("unseal", name=transaction.dataset, stamp=stamp, **self._rule)
        else:
            transaction.run("seal", dataset=seal, stamp=stamp, **self._rule)

    @staticmethod
    def _refuse_clashes(clashes: Iterable[Mapping[str, Any]], name: str) -> None:
        problems = [
            Problem(
                f"{row['table']}.csv",
                0,
                f"{row['id']!r} ({row['called']}) is described differently by the data set {row['other']!r}",
                "give it an id of its own, or the same name, kind and description as there, "
                f"or leave it out of {name!r}",
            )
            for row in clashes
        ]
        if problems:
            raise LoadError(problems)

    @staticmethod
    def _refuse_orphans(users: Iterable[tuple[str, str, str]], name: str) -> None:
        problems = [
            Problem(
                f"{table}.csv",
                0,
                f"{id_!r} is gone from {name!r}, and the data set {user!r} still uses it",
                f"keep it here, or describe it in {user!r} first",
            )
            for table, id_, user in users
        ]
        if problems:
            raise LoadError(problems)


def _shared(rows: Mapping[str, Mapping[str, Row]]) -> list[dict[str, str]]:
    """The records whose ids all data sets share, as the statement ``clashes`` takes them."""
    return [
        {"table": table, "id": row.id, "digest": row.digest}
        for table in ("entities", "documents")
        for row in rows[table].values()
    ]


def _compare(rows: Mapping[str, Mapping[str, Row]], there: Iterable[Mapping[str, Any]]) -> dict[str, _Table]:
    old: dict[str, dict[str, str]] = {table: {} for table in TABLES}
    for row in there:
        old[row["table"]][row["id"]] = row["digest"]
    return {
        table: _Table(
            added=frozenset(rows[table].keys() - old[table].keys()),
            removed=frozenset(old[table].keys() - rows[table].keys()),
            changed=frozenset(
                id_ for id_ in rows[table].keys() & old[table].keys() if rows[table][id_].digest != old[table][id_]
            ),
            same=frozenset(
                id_ for id_ in rows[table].keys() & old[table].keys() if rows[table][id_].digest == old[table][id_]
            ),
        )
        for table in TABLES
    }


def _change(name: str, tables: Mapping[str, _Table]) -> Change:
    return Change(
        name,
        tuple(
            TableChange(table, len(it.added), len(it.changed), len(it.removed), len(it.same))
            for table, it in tables.items()
        ),
    )


def _drop(transaction: Transaction, tables: Mapping[str, _Table]) -> None:
    """What is removed, and what is written anew; a changed claim stays: others point to it."""
    transaction.batches("drop_nodes", "removing statements", sorted(tables["statements"].drop), label="Statement")
    transaction.batches("drop_nodes", "removing claims", sorted(tables["claims"].removed), label="Claim")
    transaction.batches("drop_nodes", "removing aliases", sorted(tables["aliases"].drop), label="Alias")
    if tables["facts"].drop:
        transaction.run("drop_facts", name=transaction.dataset, ids=sorted(tables["facts"].drop))


def _put(transaction: Transaction, tables: Mapping[str, _Table], rows: Mapping[str, Mapping[str, Row]]) -> None:
    def values(table: str, ids: frozenset[str]) -> list[dict[str, Any]]:
        return [rows[table][id_].values for id_ in sorted(ids)]

    transaction.batches("put_entities", "entities", values("entities", tables["entities"].put))
    transaction.batches("put_aliases", "aliases", values("aliases", tables["aliases"].put))
    transaction.batches("put_documents", "documents", values("documents", tables["documents"].put))
    facts = values("facts", tables["facts"].put)
    for type_ in sorted({row["relation"] for row in facts}):
        transaction.batches("put_facts", "facts", [row for row in facts if row["relation"] == type_], type=type_)
    new = values("claims", tables["claims"].added)
    transaction.batches("put_claims", "claims", [row["claim"] for row in new])
    transaction.batches("put_places", "places", [row["links"] for row in new if row["links"]["place"]])
    links = [row["links"] for row in values("claims", tables["claims"].put)]
    fresh = tables["claims"].added
    linked = [row for row in links if row["id"] not in fresh or row["about"] or row["varies_from"]]
    transaction.batches("put_links", "links between claims", linked)
    transaction.batches("put_statements", "statements", values("statements", tables["statements"].put))


def _disown(transaction: Transaction, tables: Mapping[str, _Table]) -> list[tuple[str, str, str]]:
    """Documents and entities that this data set no longer has; those that another one still uses are told."""
    return [
        (table, row["id"], row["used_by"])
        for table in ("documents", "entities")
        for row in transaction.batches("disown", f"removing {table}", sorted(tables[table].removed), label=LABEL[table])
    ]
