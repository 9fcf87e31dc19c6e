"""The way for statements that somebody typed: planned and judged, then run within limits, and stopped on demand."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import neo4j
from neo4j import exceptions as driver

from allegata.answer import Answer
from allegata.errors import AllegataError, LimitReached, QueryFailed, QueryRefused
from allegata.settings import Settings
from allegata.store.connection import Connection
from allegata.store.faults import too_late, translate
from allegata.store.halt import Halt, Watch, sever, within
from allegata.store.judgement import judge, reads_numbers
from allegata.store.numbers import largest
from allegata.store.plain import Collected, size_of
from allegata.store.plan import Plan, read_plan
from allegata.store.reading import reading

__all__ = ["Gate"]

PLANNING = 8.0
"""Seconds that planning may take: 4 ms are usual."""

LEAVING = 0.5
"""Seconds for the server to end an answer that was cut, before the connection is given up instead."""

FETCHED = 250
"""Rows that the server sends at once: what is beyond a limit is not fetched much further."""

LONGEST = 100_000
"""Characters of a statement."""

MOST_CHOICES = 500
"""Choices that are offered for a parameter."""

MOST_TOLD = 200
"""Characters of the server's explanation of a slip."""

LIMIT = "limit"
"""The parameter by which saved queries say how many rows there are at most."""

_EXPLAIN, _PROFILE = "EXPLAIN ", "PROFILE "
_PLACE = re.compile(r"\s*\(line (\d+), column (\d+) \(offset: \d+\)\).*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Gate:
    """Runs what somebody typed, if it only reads. What we wrote ourselves goes by `Reader`."""

    connection: Connection
    settings: Settings

    def explain(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Plan:
        """The plan for a statement that may be run.

        Raises:
            QueryRefused: it does something else than read, or something that is not understood; the text says what.
            QueryFailed: the server does not understand it; holds line and column.
            StoreError: the server does not answer.
        """
        _check_text(text)
        with (
            reading(self.connection, halt, FETCHED) as session,
            self._run(session, _EXPLAIN, text, parameters, PLANNING) as result,
        ):
            columns = tuple(result.keys())
            summary = result.consume()
        if summary.plan is None or summary.profile is not None:
            raise QueryRefused("The server gives no plan for this statement; without one nobody can tell what it does.")
        try:
            plan = read_plan(summary.query_type or "", summary.plan, columns)
        except ValueError as error:
            raise QueryRefused(f"This statement is too large to be judged: {error}.") from error
        judge(plan, largest(text, parameters, texts=reads_numbers(plan)))
        return plan

    def profile(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Plan:
        """Run a statement for the sake of its plan, with the rows and reads of each step.

        Raises:
            StoreError: as `run`.
        """
        self.explain(text, parameters, halt=halt)
        seconds = self.settings.query_timeout
        with (
            reading(self.connection, halt, FETCHED) as session,
            self._run(session, _PROFILE, text, parameters, seconds) as result,
        ):
            columns = tuple(result.keys())
            # To the end, as far as it would be shown: what is not fetched is not counted.
            for _ in islice(result, self.settings.row_limit):
                pass
            summary = result.consume()
        if summary.profile is None:
            raise QueryFailed("The server gives no profile for this statement.")
        return read_plan(summary.query_type or "", summary.profile, columns)

    def run(
        self,
        text: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        rows: int | None = None,
        halt: Halt | None = None,
    ) -> Answer:
        """Run a statement, after `explain` has let it pass.

        Args:
            text: Cypher, one statement.
            parameters: values of its parameters: plain ones, lists and maps of them.
            timeout: seconds; the setting ``ALLEGATA_QUERY_TIMEOUT`` is the longest there can be.
            rows: most rows; the setting ``ALLEGATA_ROW_LIMIT`` is the most there can be.
            halt: to stop it from another thread.

        Raises:
            QueryRefused, QueryFailed: as `explain`.
            QueryStopped: ``halt`` was used.
            LimitReached: it took too long or wanted too much memory, or its first row alone is over the byte limit.
            ConnectionLost: the server does not answer.
        """
        begun = time.monotonic()
        plan = self.explain(text, parameters, halt=halt)
        seconds = min(timeout or self.settings.query_timeout, self.settings.query_timeout)
        most = min(rows or self.settings.row_limit, self.settings.row_limit)
        with (
            reading(self.connection, halt, min(FETCHED, most + 1)) as session,
            self._run(session, "", text, parameters, seconds) as result,
        ):
            columns = tuple(result.keys()) or plan.columns
            found = self._fetch(result, columns, most)
            if found.cut:
                _leave(session, result)
        more = "" if found.cut else _more(len(found.rows), parameters or {})
        return replace(found, seconds=time.monotonic() - begun, more=more)

    def listed(self, text: str) -> tuple[str, ...]:
        """The first column of what a statement gives, as texts, each once: the choices of a parameter.

        Raises:
            StoreError: as `run`.
        """
        found = self.run(text, rows=MOST_CHOICES)
        return tuple(dict.fromkeys(str(row[0]) for row in found.rows if row and row[0] is not None))

    def _fetch(self, result: neo4j.Result, columns: tuple[str, ...], most: int) -> Answer:
        kept: list[tuple[Any, ...]] = []
        drawn = [False] * len(columns)
        collected, size, largest, cut = Collected(), 0, self.settings.byte_limit, ""
        # One row more than is shown tells whether the answer was cut.
        for record in result:
            if len(kept) == most:
                cut = f"Cut after {_rows(most)}: there is more."
                break
            row = []
            for at, value in enumerate(record.values()):
                before = collected.met
                row.append(collected.plain(value))
                drawn[at] = drawn[at] or collected.met > before
            size += sum(map(size_of, row))
            if size > largest and not kept:
                raise LimitReached(
                    f"One row alone is larger than {largest:,} bytes: ask for less, or raise ALLEGATA_BYTE_LIMIT."
                )
            if size > largest:
                cut = f"Cut after {_rows(len(kept))}: the answer is larger than {largest:,} bytes."
                break
            kept.append(tuple(row))
        return Answer(columns, tuple(kept), collected.points, collected.links, tuple(drawn), cut)

    @contextmanager
    def _run(
        self, session: neo4j.Session, before: str, text: str, parameters: Mapping[str, Any] | None, seconds: float
    ) -> Iterator[neo4j.Result]:
        """The result of a statement, as long as the time lasts; places in errors are those of what was typed."""
        query = neo4j.Query(before + text, timeout=seconds)
        late = _not_planned if before == _EXPLAIN else too_late
        with within(session, seconds, late):
            try:
                # Auto-commit: a managed transaction would retry a memory error for half a minute.
                yield session.run(query, dict(parameters or {}))
            except driver.Neo4jError as error:
                raise _placed(error, before) from error
            except RecursionError as error:
                # The rest of the answer is still on its way and nobody will read it.
                sever(session)
                raise LimitReached("The answer holds lists within lists, too deep to be read: return less.") from error


def _check_text(text: str) -> None:
    if not text.strip():
        raise QueryRefused("There is no statement.")
    if len(text) > LONGEST:
        raise QueryRefused(
            f"A statement of more than {LONGEST:,} characters is not run: long lists go in as parameters."
        )
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise QueryRefused("The statement holds half a character (a lone surrogate): type it anew.") from None


def _more(rows: int, parameters: Mapping[str, Any]) -> str:
    """Why there may be more than so many rows: a statement whose LIMIT is full looks as one that has found all."""
    limit = parameters.get(LIMIT)
    if isinstance(limit, bool) or limit != rows or not rows:
        return ""
    return f"As many rows as ${LIMIT} lets through: there may be more."


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _leave(session: neo4j.Session, result: neo4j.Result) -> None:
    """End a result of which more would come."""
    with Watch(session, LEAVING) as watch:
        try:
            result.consume()
        except (driver.Neo4jError, driver.DriverError):
            if not watch.late:
                raise


def _not_planned() -> QueryRefused:
    return QueryRefused(
        f"The server did not manage to plan this statement within {PLANNING:g} s: it is too long, or nested too "
        "deeply. Split it, or give long lists as parameters."
    )


def _placed(error: driver.Neo4jError, before: str) -> AllegataError:
    """An error of the server; its place is counted in what was typed, not in what was sent."""
    text = (error.message or str(error)).strip()
    if "execution mode" in text:
        return QueryRefused("PROFILE is not typed here: leave it out, and ask for the profile beside the statement.")
    found = _PLACE.search(text)
    ours = translate(error)
    if isinstance(ours, LimitReached) and before == _EXPLAIN:
        return QueryRefused(
            f"The server did not manage to plan this statement within {PLANNING:g} s: it is too long, or asks "
            "for too many patterns at once. Split it."
        )
    if not isinstance(ours, QueryFailed):
        return ours
    if found is None:
        return QueryFailed(f"The database could not do this: {text.rstrip('.')}.")
    line, column = int(found[1]), int(found[2])
    if line <= 1:
        line, column = 1, max(1, column - len(before))
    what = text[: found.start()].rstrip(".")
    if len(what) > MOST_TOLD:
        # The server names everything that might have stood there instead.
        what = what.partition(": expected ")[0]
    return QueryFailed(f"Line {line}, column {column}: {what}.", line, column)
