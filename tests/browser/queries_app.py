"""The Queries page on a graph in memory; with ``ALLEGATA_TEST_BARE=1`` on one without claims."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))

from fake_gate import FakeGate
from fake_graph import FakeGraph

from allegata import settings
from allegata.ui.pages.queries import queries

graph = FakeGraph()
if os.environ.get("ALLEGATA_TEST_BARE"):
    graph.claims = False
queries(graph, FakeGate(), settings.load())  # type: ignore[arg-type]
