from __future__ import annotations

from pathlib import Path

from databases import Database

from bench.generator import write
from bench.load import DATASET, finished, write_by_hand
from loader.telling import load_events


def records(database: Database) -> list[str]:
    """The graph without the two nodes that only a load writes: its name, and the rules by which it was reckoned."""
    return [line for line in database.dump() if '["Dataset"]' not in line and '["Allegata"]' not in line]


def test_what_loads_are_measured_against_leaves_the_graph_that_a_load_leaves(empty: Database, tmp_path: Path) -> None:
    events = tmp_path / "events.tab"
    write(events, 1_500)
    write_by_hand(empty.connection, finished(empty.settings, empty.connection, events, tmp_path / "floor.duckdb"))
    by_hand = records(empty)
    empty.clear()
    load_events([events], empty.connection, empty.settings, name=DATASET)
    assert by_hand == records(empty) != []
