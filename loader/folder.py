"""A folder of tables: which files it holds, and their text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from allegata.errors import NotFound
from allegata.progress import Progress
from allegata.vocabulary import nearest
from loader import csv_table, yaml_table
from loader.column import DATASET, TABLES, Columns
from loader.report import Report, Sheet
from loader.table import Row, Table

__all__ = ["LARGEST", "read"]

LARGEST = 200_000_000
"""Most bytes in a file."""

_READERS = {"csv": csv_table.rows, "yaml": yaml_table.rows}
_NAMES = ["dataset.yaml", *(f"{name}.{suffix}" for name in TABLES for suffix in _READERS)]
# What a spreadsheet or a habit may leave in the place of a table; other files are nobody's business.
_TABULAR = {".csv", ".yaml", ".yml", ".tsv", ".xlsx", ".ods"}


def read(path: Path, report: Report, progress: Progress) -> tuple[Row | None, dict[str, Table]]:
    """The row of ``dataset.yaml``, and the tables by name; a table without a file has no rows.

    Raises:
        NotFound: there is no such folder, or it may not be read.
    """
    files = _files(path, report)
    dataset = Sheet("dataset.yaml", report)
    row = None
    if "dataset.yaml" in files:
        text = _text(files["dataset.yaml"], dataset)
        row = yaml_table.mapping(text, DATASET, dataset) if text is not None else None
    else:
        dataset.lose(0, "is missing", "write one with at least the lines `name: ...` and `title: ...`")
    return row, {name: _table(name, columns, files, report, progress) for name, columns in TABLES.items()}


def _files(path: Path, report: Report) -> dict[str, Path]:
    """The files that are ours, by name; what looks like a misspelled one is reported."""
    try:
        entries = sorted(path.iterdir())
    except FileNotFoundError as error:
        raise NotFound(f"There is no folder {path}: check the name.") from error
    except NotADirectoryError as error:
        raise NotFound(f"{path} is not a folder: name the folder in which dataset.yaml lies.") from error
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror}.") from error
    found = {}
    for entry in entries:
        name = entry.name
        if name in _NAMES:
            found[name] = entry
        elif entry.suffix.lower() in _TABULAR and not name.startswith((".", "~$")):
            report.add(name, 0, "is no table of the format", _likely(entry))
    for name in TABLES:
        if f"{name}.csv" in found and f"{name}.yaml" in found:
            report.add(f"{name}.yaml", 0, f"stands beside {name}.csv", "keep one of the two")
    return found


def _likely(entry: Path) -> str:
    """What to do about a file whose name is not ours."""
    if not (hint := nearest(entry.stem.lower(), ["dataset", *TABLES])):
        return "rename it or move it out of the folder"
    name = hint.removesuffix("?")
    suffix = "csv" if entry.suffix.lower() == ".csv" and not name.endswith("dataset") else "yaml"
    return f"{name}.{suffix}?" if entry.suffix.lower() in (".csv", ".yaml", ".yml") else f"save it as CSV; {name}.csv?"


def _table(name: str, columns: Columns, files: dict[str, Path], report: Report, progress: Progress) -> Table:
    for suffix, reader in _READERS.items():
        file = f"{name}.{suffix}"
        if file not in files:
            continue
        sheet = Sheet(file, report)
        text = _text(files[file], sheet)
        if text is None:
            return Table(sheet)
        with progress.task(f"reading {file}", text.count("\n"), "lines") as advance:

            def told(rows: Iterator[Row]) -> Iterator[Row]:
                line = 0
                for row in rows:
                    advance(row.line - line)
                    line = row.line
                    yield row

            return Table(sheet, tuple(told(reader(text, columns, sheet))))
    return Table(Sheet(f"{name}.csv", report))


def _text(file: Path, sheet: Sheet) -> str | None:
    """The text of a file, without its byte order mark; None when it cannot be read as text."""
    if not file.is_file():  # a folder, or a pipe that would never end
        sheet.lose(0, "is not a file", "put a file in its place")
        return None
    try:
        size = file.stat().st_size
        if size > LARGEST:
            sheet.lose(0, f"has {size:,} bytes", f"split the data set: a file may have {LARGEST:,}")
            return None
        data = file.read_bytes()
    except OSError as error:
        sheet.lose(0, f"cannot be read ({error.strerror})", "check who may read it")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {data[error.start]:#04x} does not belong to UTF-8 text"
        sheet.lose(line, what, "save the file as UTF-8")
        return None
