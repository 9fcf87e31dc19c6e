"""What became of every row and of every name: numbers for the screen, files for the record."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from allegata.errors import Problem
from allegata.stage import Stage

__all__ = ["Outcome", "broken", "counted", "outcome", "write", "write_refused"]

EXAMPLES = 5
"""Rows named for each kind of fault."""

_PACKED = ", COMPRESSION gzip"


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
        left_out: up to five broken rows of each kind, where they were left out.
        files: where it is told row by row, and name by name.
    """

    rows: int
    loaded: int
    duplicates: int
    rejected: int
    kinds: tuple[tuple[str, int], ...]
    names: tuple[tuple[str, int], ...]
    left_out: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()


def broken(stage: Stage, mend: str) -> tuple[Problem, ...]:
    """What is broken, counted by kind, with examples, in the order of the files.

    Args:
        stage: holds the table ``rejected``.
        mend: what is done about such rows, or is to be done.
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
        for file, line, detail in rows:
            what = f"{kind} ({detail})" if detail else kind
            problems.append(Problem(file, line, what, f"{mend} ({number:,} of this kind)"))
    return tuple(sorted(problems))


def counted(stage: Stage) -> int:
    """Rows of input that a stage accounts for; 0 where it is not one of events."""
    if not stage.one("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'outcome'"):
        return 0
    return int(stage.one("SELECT count(*) FROM outcome"))


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
    return Outcome(rows, loaded, duplicates, rejected, tuple(kinds), tuple(names), broken(stage, "left out"))


def write(stage: Stage, folder: Path) -> tuple[Path, ...]:
    """Write both files of a load that went through; earlier ones of the same data set are replaced.

    Returns:
        ``NAME-rows.csv.gz`` (file, line, outcome, reason) and ``NAME-names.csv`` (name, kind, mentions, outcome, id,
        fits, states), the unresolved first. Cells that a spreadsheet would run as a formula are quoted.
    """
    _refused(stage, folder).unlink(missing_ok=True)
    rows, names = folder / f"{stage.name}-rows.csv.gz", folder / f"{stage.name}-names.csv"
    for query, path, options in (
        (
            f"SELECT file, line, outcome, {_safe('reason')} AS reason FROM outcome ORDER BY row",
            rows,
            _PACKED,
        ),
        (
            f"SELECT {_safe('name')} AS name, kind, mentions, outcome, id, array_to_string(fits, ' ') AS fits, "
            f"{_safe('states')} AS states "
            "FROM (SELECT * REPLACE (array_to_string(states, '; ') AS states) FROM (FROM actors UNION ALL FROM places)) n "
            "ORDER BY outcome = 'known', mentions DESC, n.name",
            names,
            "",
        ),
    ):
        _copy(stage, query, path, options)
    return rows, names


def write_refused(stage: Stage, folder: Path) -> Path:
    """Write what is broken in files that were refused: ``NAME-refused.csv.gz`` (file, line, reason), in reading order."""
    reason = f"concat_ws(': ', kind, nullif({_safe('detail')}, ''))"
    query = f"SELECT file, line, {reason} AS reason FROM rejected WHERE blocking ORDER BY row"
    return _copy(stage, query, _refused(stage, folder), _PACKED)


def _refused(stage: Stage, folder: Path) -> Path:
    return folder / f"{stage.name}-refused.csv.gz"


def _copy(stage: Stage, query: str, path: Path, options: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    place = str(path).replace("'", "''")
    stage.run(f"COPY ({query}) TO '{place}' (FORMAT csv, HEADER{options})")
    return path


def _safe(column: str) -> str:
    """A cell that begins like a formula begins with an apostrophe."""
    return f"CASE WHEN regexp_matches({column}, '^[=+\\-@\\t\\r]') THEN '''' || {column} ELSE {column} END"
