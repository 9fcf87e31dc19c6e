"""The formats that views can leave in, besides figures: one table, in the order in which they are offered.

A writer whose suffix is ``/`` makes a folder: what it gives is a ZIP of its files, which the command line unpacks.
A writer is a function of an `Export`; it is imported when it is used, for the libraries behind them take their time::

    def _gexf(export: Export) -> bytes:
        from allegata.render.gexf import gexf

        return gexf(export)
"""

from __future__ import annotations

from collections.abc import Mapping

from allegata.render.export import Writer

__all__ = ["WRITERS"]

WRITERS: Mapping[str, Writer] = {}
"""Suffix to writer."""
