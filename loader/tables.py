"""The reader of Allegata's own table format (``docs/format.md``)."""

from __future__ import annotations

from pathlib import Path

from allegata.model import Dataset
from allegata.progress import Progress
from loader import attachment, check, folder, record, rule
from loader.check import Entry, Registry
from loader.column import TABLES
from loader.report import Report, Sheet

__all__ = ["Tables"]


class Tables:
    """A folder of tables."""

    name = "allegata"

    def recognizes(self, path: Path) -> bool:
        """Whether it is a folder."""
        return path.is_dir()

    def read(self, path: Path, registry: Registry, progress: Progress, documents: Path | None = None) -> Dataset:
        """Read and check everything.

        Raises:
            LoadError: what is wrong, all of it.
            NotFound: a folder that is not there or cannot be read.
        """
        report = Report()
        head, tables = folder.read(path, report, progress)
        dataset = check.values(head, Sheet("dataset.yaml", report)).values if head is not None else {}
        rows: dict[str, tuple[Entry, ...]] = {}
        with progress.task("checking", sum(len(table.rows) for table in tables.values()), "rows") as advance:
            for name, columns in TABLES.items():
                rows[name] = check.entries(tables[name], columns)
                advance(len(rows[name]))
        sheets = {name: table.sheet for name, table in tables.items()}
        check.references(rows, sheets, registry, dataset.get("name", ""))
        _judge(rows)
        if documents is not None:
            attachment.check(documents, rows["documents"], rows["statements"], progress)
        made = _dataset(dataset, rows)
        report.conclude()
        return made


def _judge(rows: dict[str, tuple[Entry, ...]]) -> None:
    for row in rows["facts"]:
        rule.fact(row)
    for row in rows["claims"]:
        rule.claim(row)
    # Where an id is taken twice, the first document is meant.
    measured = [row.values for row in reversed(rows["documents"]) if {"id", "characters"} <= row.values.keys()]
    lengths = {values["id"]: values["characters"] for values in measured}
    for row in rows["statements"]:
        rule.statement(row, lengths)


def _dataset(head: dict[str, str], rows: dict[str, tuple[Entry, ...]]) -> Dataset:
    """The records of the sound rows; what is wrong with others has been reported."""
    name = head.get("name", "")
    ids = record.claim_ids(rows["claims"], name)
    return Dataset(
        name=name,
        title=head.get("title", ""),
        description=head.get("description", ""),
        licence=head.get("licence", ""),
        note=head.get("note", ""),
        entities=record.entities(rows["entities"]),
        aliases=record.aliases(rows["aliases"]),
        facts=record.facts(rows["facts"]),
        documents=record.documents(rows["documents"]),
        claims=record.claims(rows["claims"], ids),
        statements=record.statements(rows["statements"], ids),
    )
