"""From paths to the tables ``event`` and ``rejected``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from allegata.errors import LoadError, Problem
from allegata.progress import Advance, Progress
from allegata.vocabulary import nearest
from loader.events.formats import FORMATS
from loader.events.generic import GENERIC, generic_match, put_words
from loader.events.layout import Layout, Match, Reader, statement
from loader.events.lines import MAX_CELL, batches
from loader.events.mapping import is_mapping, mapping_beside
from loader.events.reference import prepare, tidy
from loader.events.source import Part, blocks, head, parts

__all__ = ["Intake", "read_events", "recognize"]

FLUSH = 400_000
"""Rows gathered before they are turned into events."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read.

    Attributes:
        format: name of the format.
        title: what that is, in a line.
        files: names of the files, in reading order.
        rows: rows of input; headers and empty lines are none.
        scheme: whose quad classes the events carry: ``GDELT``, ``PLOVER`` or "".
    """

    format: str
    title: str
    files: tuple[str, ...]
    rows: int
    scheme: str


@dataclass(frozen=True, slots=True)
class _Fit:
    """A part, and how it is read."""

    part: Part
    reader: Reader
    match: Match


def recognize(path: Path) -> str | None:
    """The name of the format of a file, or of the files in a folder, by their first lines.

    Returns:
        None for what no reader knows, what cannot be opened, folders with files of several formats, and data sets in
        Allegata's own format.
    """
    if (path / "dataset.yaml").is_file():
        return None
    try:
        found = {fit.reader.name for part in _tables(path) if (fit := _fit(part, FORMATS, None))}
    except LoadError:
        return None
    return found.pop() if len(found) == 1 else None


def read_events(
    paths: Sequence[Path], connection: duckdb.DuckDBPyConnection, progress: Progress, format: str = "auto"
) -> Intake:
    """Turn files of events into the tables ``event`` and ``rejected`` of a connection; tables of these names are lost.

    Every row of input is in exactly one of the two tables. A row of ``rejected`` is *blocking* when it is broken, and
    not when its format has such rows by right, but no edge can come of them. Memory stays flat when the connection
    has a file, or may spill into one.

    Args:
        paths: files (plain, ``.gz``, ``.zst``, ``.zip``) or folders of them; all of one format.
        connection: where the tables are made.
        progress: is told how many bytes of the files were read.
        format: name of the format; "auto" looks at the first lines.

    Raises:
        LoadError: a file cannot be read or is of no known or of another format; nothing is said there of single rows.
    """
    fits = _fits(paths, _readers(format))
    reader = fits[0].reader
    try:
        prepare(connection)
        put_words(connection, [fit.match for fit in fits])
        with progress.task("reading events", sum(fit.part.size for fit in fits), "bytes of rows") as advance:
            rows = _read(fits, connection, advance)
    finally:
        tidy(connection)
    return Intake(reader.name, reader.title, tuple(fit.part.name for fit in fits), rows, reader.scheme)


def _readers(format: str) -> tuple[Reader, ...]:
    if format == "auto":
        return FORMATS
    known = {reader.name: reader for reader in FORMATS}
    if format not in known:
        mend = nearest(format, list(known)) or f"write one of {', '.join(known)}"
        raise LoadError([Problem(format, 0, "there is no such format", mend)])
    return (known[format],)


def _tables(path: Path) -> list[Part]:
    return [part for part in parts(path) if not is_mapping(part.path)]


def _fit(part: Part, readers: Sequence[Reader], mapping: Path | None) -> _Fit | None:
    """How a part is read: by the mapping given or beside it, otherwise by the reader that recognizes it."""
    first_lines = head(part)
    if GENERIC in readers and (mapping := mapping or mapping_beside(part.path)):
        return _Fit(part, GENERIC, generic_match(part, first_lines, mapping))
    return next((_Fit(part, reader, match) for reader in readers if (match := reader.match(first_lines))), None)


def _fits(paths: Sequence[Path], readers: Sequence[Reader]) -> list[_Fit]:
    """Every part with the way to read it, in reading order."""
    mappings = [path for path in paths if is_mapping(path)]
    if len(mappings) > 1:
        raise Part(mappings[1]).wrong("is a second mapping file", "give one, or put each beside its table")
    mapping = mappings[0] if mappings else None
    found = [fit for path in paths if not is_mapping(path) for fit in _fits_of(path, readers, mapping)]
    if not found:
        raise LoadError([Problem("", 0, "there is nothing to read", "give the path of a file or a folder")])
    first = found[0]
    for fit in found:
        if fit.reader is not first.reader:
            what = f"is of the format {fit.reader.name}, but {first.part.name} of {first.reader.name}"
            raise fit.part.wrong(what, "load files of one format at a time")
    layouts = first.reader.layouts
    return sorted(found, key=lambda fit: layouts.index(fit.match.layout))


def _fits_of(path: Path, readers: Sequence[Reader], mapping: Path | None) -> list[_Fit]:
    """The same for one path; what is not recognized in a folder or an archive is left out."""
    tables = _tables(path)
    fits = [fit for part in tables if (fit := _fit(part, readers, mapping))]
    if not fits:
        raise _unknown(tables[0] if len(tables) == 1 else Part(path), readers)
    return fits


def _unknown(part: Part, readers: Sequence[Reader]) -> LoadError:
    if len(readers) == 1:
        return part.wrong(f"is no file of the format {readers[0].name}", f"that is: {readers[0].title}")
    return part.wrong("is of no known format", f"known are {', '.join(reader.name for reader in readers)}")


def _read(fits: Sequence[_Fit], connection: duckdb.DuckDBPyConnection, advance: Advance) -> int:
    rows = waiting = 0
    layout = fits[0].match.layout
    for fit in fits:
        if fit.match.layout is not layout:
            _project(connection, layout)
            layout, waiting = fit.match.layout, 0
        for batch in batches(blocks(fit.part, advance=advance), layout.shape, rows + 1, fit.match.header):
            _stage(connection, fit, batch)
            rows += batch.num_rows
            waiting += batch.num_rows
            if waiting >= FLUSH:
                _project(connection, layout)
                waiting = 0
    _project(connection, layout)
    return rows


def _stage(connection: duckdb.DuckDBPyConnection, fit: _Fit, batch: object) -> None:
    """One batch, checked: good rows to ``reading_line``, the others to ``rejected``."""
    match = fit.match
    connection.register("reading_batch", batch)
    connection.execute(statement("stage"), {"width": match.width, "longest": MAX_CELL})
    keep = {"file": fit.part.name, "constants": list(match.constants), "picks": list(match.picks)}
    connection.execute(statement("keep"), keep)
    told = {"file": fit.part.name, "width": match.width, "longest": MAX_CELL}
    connection.execute(statement("reject"), told)


def _project(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """The rows in ``reading_line`` become events, or are rejected."""
    for name in (*layout.sql, "conclude"):
        connection.execute(statement(name))
