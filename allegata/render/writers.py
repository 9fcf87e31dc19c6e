"""The formats that views can leave in, besides figures: one table, in the order in which they are offered.

A writer whose suffix is ``/`` makes a folder: what it gives is a ZIP of its files, which the command line unpacks.
A writer is a function of an `Export`; it is imported when it is used, for the libraries behind them take their time.
"""

from __future__ import annotations

from collections.abc import Mapping

from allegata.errors import RenderError
from allegata.render.export import Export, Writer

__all__ = ["WRITERS"]


def _html(export: Export) -> bytes:
    from allegata.render.html import html

    return html(export)


def _graphml(export: Export) -> bytes:
    from allegata.render.networks import graphml

    return graphml(export)


def _gexf(export: Export) -> bytes:
    from allegata.render.networks import gexf

    return gexf(export)


def _json(export: Export) -> bytes:
    from allegata.render.networks import node_link

    return node_link(export)


def _csv(export: Export) -> bytes:
    from allegata.render.tables import csv_zip

    return csv_zip(export)


def _excel(export: Export) -> bytes:
    from allegata.render.tables import excel

    return excel(export)


def _cypher(export: Export) -> bytes:
    from allegata.render.script import cypher

    return cypher(export)


def _own(export: Export) -> bytes:
    from allegata.render.own import own_zip

    if export.records is None:
        raise RenderError("Our own tables hold records of claims, and this database has none that Allegata loaded.")
    return own_zip(export.records)


_NEWEST = (
    "Of a relation with very many claims the 25 newest are in it, and of a claim 60 statements; how many are not, each "
    "relation says. Which claims are versions of others, or about them, is not in it."
)
_TEXTS = f"The evidence of a relation is one JSON text. {_NEWEST}"
_PASSAGES = f"Passages are not in it. {_NEWEST}"

WRITERS: Mapping[str, Writer] = {
    writer.suffix: writer
    for writer in (
        Writer(
            ".html",
            "Web page that stands by itself",
            "text/html",
            _html,
            evidence=True,
            loses_evidence="Of a relation with very many claims only the newest are in it, and of a claim 60 "
            "statements; it says how many are not. Which claims are versions of others, or about them, is not in it.",
        ),
        Writer(
            ".graphml",
            "GraphML (Gephi, yEd, igraph)",
            "application/graphml+xml",
            _graphml,
            evidence=True,
            loses="Lists are JSON texts, days are texts; it has places, but no colours and no line styles.",
            loses_evidence=_TEXTS,
        ),
        Writer(
            ".gexf",
            "GEXF 1.3 (Gephi)",
            "application/gexf+xml",
            _gexf,
            evidence=True,
            loses="Lists are JSON texts; hexagons become discs, and dots and dashes are one.",
            loses_evidence=_TEXTS,
        ),
        Writer(
            ".json",
            "JSON, node-link (networkx, D3)",
            "application/json",
            _json,
            evidence=True,
            loses="It has no colours and no line styles.",
            loses_evidence=_NEWEST,
        ),
        Writer(
            ".csv.zip",
            "CSV tables, zipped",
            "application/zip",
            _csv,
            evidence=True,
            loses="Lists are texts with semicolons; a cell that a spreadsheet would take for a formula begins with an "
            "apostrophe; colours are not in it.",
            loses_evidence=_PASSAGES,
        ),
        Writer(
            ".xlsx",
            "Excel workbook",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _excel,
            evidence=True,
            loses="Lists are texts with semicolons; a text ends after 32,767 characters; colours are not in it.",
            loses_evidence=_PASSAGES,
        ),
        Writer(
            ".cypher",
            "Cypher script (any Neo4j)",
            "text/plain",
            _cypher,
            evidence=True,
            loses="It has no colours and no line styles.",
            loses_evidence=_TEXTS,
        ),
        Writer(
            "/",
            "Folder of Allegata's tables",
            "application/zip",
            _own,
            loses="It has all records behind the relations, to be loaded elsewhere, but no places, colours or filters.",
            records=True,
        ),
    )
}
"""Suffix to writer."""
