"""Build a database from files by Neo4j's importer, and put it in the place of the present one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import psutil

from allegata.engine import credentials, swap
from allegata.engine.address import DATABASE
from allegata.engine.backups import offline, ready
from allegata.engine.java import admin
from allegata.progress import Progress, Silent
from allegata.settings import Settings

__all__ = ["import_files"]

LEAST, MOST = 512, 4_096
"""Megabytes for the importer's heap, and as many beside it: a quarter each of what is free, within these."""


def import_files(
    settings: Settings, nodes: Sequence[Path], relationships: Sequence[Path], progress: Progress | None = None
) -> None:
    """Replace the database by one made of these files.

    The new one is built beside the old one, and takes its place when it is whole; whatever goes wrong before, the old
    database is there afterwards. A running server is stopped for the exchange and started again at the same port.
    Indexes are not made here.

    Args:
        settings: data folder and memory.
        nodes: files as ``neo4j-admin database import`` takes them, with a header; ids are whole numbers.
        relationships: the same.
        progress: told what is done.

    Raises:
        EngineError: the importer failed; the database is as it was.
    """
    progress = progress or Silent()
    layout = ready(settings, progress)
    with offline(layout, settings):
        credentials.prepare(layout, settings)
        data = swap.incoming(layout)
        elsewhere = swap.receive(layout)
        try:
            progress.say("Neo4j's importer builds the database.")
            # The server stands still meanwhile: the importer may have what the machine has to spare.
            memory = min(MOST, max(LEAST, settings.db_heap, psutil.virtual_memory().available // 2**22))
            admin(
                layout,
                settings,
                *("database", "import", "full", DATABASE, "--id-type=integer", "--path-pattern-style=none"),
                *("--ignore-empty-strings=true", f"--max-off-heap-memory={memory}m"),
                elsewhere,
                f"--report-file={data / 'import.report'}",
                *(f"--nodes={file}" for file in nodes),
                *(f"--relationships={file}" for file in relationships),
                heap=memory,
            )
            (data / "transactions" / DATABASE).mkdir(parents=True, exist_ok=True)
            swap.swap(layout)
        except BaseException:
            swap.heal(layout)
            raise
        swap.discard(layout)
