"""The look of the pages: what Streamlit's theme does not reach."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

__all__ = ["dress"]

STYLE = Path(__file__).parent / "assets" / "look.css"


def dress() -> None:
    """Put the look on the page."""
    st.html(STYLE)
