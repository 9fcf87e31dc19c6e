"""What follows from the records of a stage: whose word, status of claims, direct edges, dyads, degrees.

The same rules as ``store/statements/derive_*.cypher`` and `allegata.status`, over a whole data set at once; where other
data sets have a part in an edge, the database sums up (`allegata.store.flow`). Every step is an aggregation or a join
that DuckDB takes to disk when memory is short: no COUNT DISTINCT, no lists over more than one edge.
"""

from __future__ import annotations

from allegata.progress import Progress, Silent
from allegata.stage.stage import Stage
from allegata.stage.steps import steps

__all__ = ["derive"]

STATEMENTS_A_PART = 1_000_000
"""What is grouped at once: the memory that it takes does not grow with the data set."""


def derive(stage: Stage, confirm_holders: int, progress: Progress | None = None) -> None:
    """Make the derived tables: ``words``, ``standing``, ``edges``, ``dyads``, ``degrees``.

    Args:
        stage: numbered; its foreign tables hold what the database has of other data sets.
        confirm_holders: the setting of this name.
        progress: told of each step.
    """
    parts = 1 + stage.one("SELECT count(*) FROM statements") // STATEMENTS_A_PART
    todo = steps(confirm_holders)
    with (progress or Silent()).task("reckoning", len(todo), "steps") as advance:
        for group in todo:
            if any("{PART}" in step for step in group):
                stage.run_in_parts(group, parts)
            else:
                for step in group:
                    stage.run(step)
            advance(1)
