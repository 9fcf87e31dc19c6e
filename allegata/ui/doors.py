"""The ways from one page to another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NoReturn

import streamlit as st

__all__ = ["EXPLORER", "PATHS", "go"]

EXPLORER, PATHS = "", "paths"
"""Addresses of pages."""


def go(address: str, query: Mapping[str, str | Sequence[str]] | None = None) -> NoReturn:
    """Open a page; the run of this one ends here.

    Args:
        address: of the page.
        query: parameters of its address.
    """
    # Streamlit knows a page by its address alone: this stands for the one that the frame registered.
    page = st.Page(_somewhere, url_path=address or None, default=not address, title="Allegata")
    st.switch_page(page, query_params=dict(query or {}))


def _somewhere() -> None:
    """Never run."""
