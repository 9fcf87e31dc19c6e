"""The explorer's page on a graph in memory, for ``streamlit run``: ``?bare=1`` and ``?extra=40`` choose."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))

from fake_graph import FakeGraph

from allegata import settings
from allegata.ui.pages.explorer import explorer

st.set_page_config(page_title="Harness", layout="wide")
asked = st.query_params
explorer(FakeGraph(bare="bare" in asked, extra=int(asked.get("extra", "0"))), settings.load())  # type: ignore[arg-type]
