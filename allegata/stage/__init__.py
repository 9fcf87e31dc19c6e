"""A data set on its way into the database, larger than memory: records in DuckDB, and what follows from them.

::

    with Stage.open(file, "icews-2014", memory=256) as stage:
        ...                                   # fill the tables of `allegata.stage.records`
        stage.number()                        # ids of rows, digests, what refers to nothing
        derive(stage, confirm_holders=0)      # whose word, status, direct edges, dyads, degrees

`allegata.store.flow` writes it in batches; `export` makes the files that Neo4j's importer takes.
"""

from __future__ import annotations

from allegata.stage.derive import derive
from allegata.stage.export import Files, export
from allegata.stage.stage import Stage
from allegata.stage.tables import Tables

__all__ = ["Files", "Stage", "Tables", "derive", "export"]
