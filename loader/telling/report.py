"""What became of every row and of every name: numbers for the screen, files for the record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from allegata.errors import LoadError, Problem
from allegata.stage import Stage

__all__ = ["Outcome", "outcome", "refuse_broken", "write"]

EXAMPLES = 5
"""Rows named for each kind of fault."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Numbers of rows; ``rows`` is always ``loaded`` + ``duplicates`` + ``rejected``.

    Attributes:
        rows: rows of input.
        loaded: rows that brought a statement.
        duplicates: rows whose statement an earlier row had brought.
        rejected: rows that are broken, or of which no edge can be made.
        kinds: rejected rows by kind.
        names: names by what became of them: known, new, several fit.
        files: where it is told row by row, and name by name.
    """

    rows: int
    loaded: int
    duplicates: int
    rejected: int
    kinds: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]
    files: tuple[Path, ...] = ()


def refuse_broken(stage: Stage) -> None:
    """Raise what is broken, counted by kind, with examples.

    Raises:
        LoadError: there are broken rows.
    """
    problems = []
    found = stage.run("""
      SELECT kind, count(*) AS n FROM rejected WHERE blocking GROUP BY kind ORDER BY n DESC, kind""").fetchall()
    for kind, number in found:
        rows = stage.run(
            "SELECT file, line, detail FROM rejected WHERE blocking AND kind = $kind ORDER BY row LIMIT $most",
            kind=kind,
            most=EXAMPLES,
        ).fetchall()
        mend = f"mend it, or leave such rows out with --skip-bad ({number:,} of this kind)"
        for file, line, detail in rows:
            problems.append(Problem(file, line, f"{kind} ({detail})" if detail else kind, mend))
    if problems:
        raise LoadError(problems)


def outcome(stage: Stage, rows: int) -> Outcome:
    """The numbers.

    Raises:
        AssertionError: a row is unaccounted for; that would be a mistake in Allegata itself.
    """
    numbers = dict(stage.run("SELECT outcome, count(*) FROM outcome GROUP BY outcome").fetchall())
    loaded, duplicates, rejected = (numbers.get(each, 0) for each in ("loaded", "duplicate", "rejected"))
    if rows != loaded + duplicates + rejected:
        raise AssertionError(f"{rows} rows came in, {loaded} + {duplicates} + {rejected} went out")
    kinds = stage.run("SELECT kind, count(*) AS n FROM rejected GROUP BY kind ORDER BY n DESC, kind").fetchall()
    names = stage.run(
        "SELECT outcome, count(*) FROM (FROM actors UNION ALL FROM places) GROUP BY outcome ORDER BY outcome"
    ).fetchall()
    return Outcome(rows, loaded, duplicates, rejected, tuple(kinds), tuple(names))


def write(stage: Stage, folder: Path) -> tuple[Path, ...]:
    """Write both files; earlier ones of the same data set are replaced.

    Returns:
        ``NAME-rows.csv.gz`` (file, line, outcome, reason) and ``NAME-names.csv`` (name, kind, mentions, outcome, id,
        fits), the unresolved first. Cells that a spreadsheet would run as a formula are quoted.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows, names = folder / f"{stage.name}-rows.csv.gz", folder / f"{stage.name}-names.csv"
    for query, path, options in (
        (
            f"SELECT file, line, outcome, {_safe('reason')} AS reason FROM outcome ORDER BY row",
            rows,
            ", COMPRESSION gzip",
        ),
        (
            f"SELECT {_safe('name')} AS name, kind, mentions, outcome, id, array_to_string(fits, ' ') AS fits "
            "FROM (FROM actors UNION ALL FROM places) n ORDER BY outcome = 'known', mentions DESC, n.name",
            names,
            "",
        ),
    ):
        place = str(path).replace("'", "''")
        stage.run(f"COPY ({query}) TO '{place}' (FORMAT csv, HEADER{options})")
    return rows, names


def _safe(column: str) -> str:
    """A cell that begins like a formula begins with an apostrophe."""
    return f"CASE WHEN regexp_matches({column}, '^[=+\\-@\\t\\r]') THEN '''' || {column} ELSE {column} END"
