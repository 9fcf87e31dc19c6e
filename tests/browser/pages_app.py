"""The explorer with its frame and its pages, as it is, but on a graph in memory; for ``streamlit run``."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))

from fake_gate import FakeGate
from fake_graph import FakeGraph

from allegata.ui import connection

HANDLE = SimpleNamespace(graph=FakeGraph(), gate=lambda settings: FakeGate())
connection.database = lambda settings: HANDLE  # type: ignore[assignment]
runpy.run_path(str(Path(__file__).parents[2] / "explorer_app.py"), run_name="explorer_app")
