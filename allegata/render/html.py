"""A view as one HTML file: it opens from the disk, asks no host for anything, and tells the evidence on a click.

pyvis holds the network's data and options and brings the vis-network file; the page is ours. The explorer's own
scripts draw it, so that it looks as it does on the screen. Data goes into the page as JSON in an inert element and is
set as text; the page's own policy (CSP) lets nothing run but its scripts, by their hashes, and nothing be fetched.
"""

from __future__ import annotations

import base64
import hashlib
import html as markup
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from pyvis.network import Network

from allegata.model import Edge, Node
from allegata.render import style
from allegata.render.export import Export
from allegata.render.layout import bends
from allegata.render.told import edge_words, evidence_words
from allegata.wording import STATUS_REASONS, counted, day, period, reads

__all__ = ["html", "program_modules"]

LIBRARY = "lib/vis-9.1.2/vis-network.min.js"
SHARED = ("elements", "words", "style", "card", "legend", "painter")
"""Scripts of the explorer's canvas that draw this page too, each before those that import it."""

EVIDENCE = 500_000
"""Bytes of evidence in one file: with the library and three hundred edges it stays well under 1.5 MB."""

OPTIONS: Mapping[str, Any] = {
    "physics": False,
    "layout": {"improvedLayout": False},
    "interaction": {"selectable": False, "hover": False, "dragNodes": True, "zoomSpeed": 0.6},
    "nodes": {"chosen": False, "shadow": False, "font": {"size": 0}},
    "edges": {"chosen": False, "shadow": False, "arrowStrikethrough": False},
}
"""As the canvas of the explorer has them."""


def html(export: Export) -> bytes:
    """The view as one HTML file, in UTF-8."""
    names = {node.id: node.name for node in export.subgraph.nodes}
    network = Network(directed=True)
    # The lists themselves: its add_node and add_edge look through all that is there at every call.
    bent = export.bends or bends(export.subgraph.edges)
    network.nodes = [_node(node, export.places[node.id]) for node in export.subgraph.nodes]
    network.edges = [_edge(edge, bent[edge.key], export, names) for edge in export.subgraph.edges]
    network.options = dict(OPTIONS)
    nodes, edges, _, _, _, options = network.get_network_data()
    data = {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "style": style.table(export.types, export.discs),
        "reasons": {status.value: reason for status, reason in STATUS_REASONS.items()},
        "evidence": evidence_words(export, EVIDENCE),
        "mark_words": dict(export.mark_words),
        "notes": _notes(export),
    }
    title = export.title or "Relations, and on whose word they stand"
    scripts = (_library(), _program())
    return _page(
        title=markup.escape(_fit(title)),
        caption=markup.escape(_fit(export.caption)),
        policy=markup.escape(_policy(*scripts)),
        style=_text("standalone/page.css"),
        data=_inert(data),
        library=scripts[0],
        program=scripts[1],
    ).encode("utf-8")


def _node(node: Node, place: tuple[float, float]) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name,
        "kind": node.kind,
        "shape": style.shape_of(node.kind),
        "radius": style.radius_of(node.degree),
        "degree": node.degree,
        "x": place[0],
        "y": place[1],
    }


def _edge(edge: Edge, bend: float, export: Export, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": edge.key,
        "from": edge.source,
        "to": edge.target,
        "family": edge.family,
        "status": edge.status.value if edge.status else "",
        "stance": style.side_of(edge),
        "mark": export.marks.get(edge.key, ""),
        "label": reads(edge),
        "count": export.counts.get(edge.key, edge.statements),
        "foreign": edge.foreign and edge.family != style.STANCE,
        "bend": bend,
        "numbers": edge_words(edge),
        "when": period(edge.first, edge.last) if edge.first or edge.last else "",
        "spread": ", ".join(f"{number} {status.value.lower()}" for status, number in edge.by_status),
        "sentence": f"{names[edge.source]} {reads(edge)} {names[edge.target]}",
    }


def _notes(export: Export) -> list[str]:
    """What a reader must know of the picture, a sentence each."""
    notes = [f"Filters: {'; '.join(export.filters)}."] if export.filters else []
    if export.hidden_nodes or export.hidden_edges:
        hidden = ((export.hidden_nodes, "actor"), (export.hidden_edges, "relation"))
        notes.append(f"They hide {' and '.join(counted(number, what) for number, what in hidden if number)}.")
    if export.left_out:
        notes.append(f"Not shown: {export.left_out}.")
    if export.origin:
        notes.append(f"From {export.origin}.")
    for each in export.datasets:
        licence = f" Licence: {each.licence}." if each.licence else ""
        notes.append(f"Data: {each.title}.{licence}{f' {each.note}' if each.note else ''}")
    if export.made:
        notes.append(f"Made on {day(export.made)}.")
    if export.fingerprint:
        notes.append(f"Fingerprint of the data: {export.fingerprint}.")
    return notes


# ── The page ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _page(**parts: str) -> str:
    return Template(_text("standalone/page.html")).substitute(parts)


def _text(name: str) -> str:
    return files("allegata.render").joinpath(name).read_text("utf-8")


_SURROGATES = re.compile("[\ud800-\udfff]")


def _fit(text: str) -> str:
    """Text as UTF-8 can hold it."""
    return _SURROGATES.sub("\ufffd", text)


def _inert(data: Any) -> str:
    """JSON that no parser of HTML takes for anything but text."""
    text = _fit(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
    for each in "<>&\u2028\u2029":
        text = text.replace(each, f"\\u{ord(each):04x}")
    return text


def _policy(*scripts: str) -> str:
    """Only these scripts run, and nothing is asked of anybody."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{each}'" for each in hashes)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


@cache
def _library() -> str:
    """vis-network as pyvis ships it, without the address of its map."""
    text = files("pyvis").joinpath(LIBRARY).read_text("utf-8").rpartition("//# sourceMappingURL")[0]
    return re.sub(r"</(?=script)", r"<\\/", text, flags=re.IGNORECASE)


_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:const|function|class) (\w+)", re.MULTILINE)


@cache
def _program() -> str:
    """The scripts of the canvas and of this page as one: each module a function of what it imports."""
    parts = ['"use strict";', "const modules = {};"]
    for name, source in program_modules():
        given = "".join(f"const {names} = modules.{other};\n" for names, other in _IMPORT.findall(source))
        shown = ", ".join(_EXPORT.findall(source))
        body = re.sub(r"^export ", "", _IMPORT.sub("", source), flags=re.MULTILINE)
        parts.append(f"modules.{name} = (() => {{\n{given}{body.strip()}\nreturn {{ {shown} }};\n}})();")
    return "\n".join(parts)


def program_modules() -> list[tuple[str, str]]:
    """Name and text of each script, in the order in which they run."""
    assets = files("allegata").joinpath("ui/canvas/assets")
    shared = [(name, assets.joinpath(f"{name}.js").read_text("utf-8")) for name in SHARED]
    return [*shared, ("page", _text("standalone/page.js"))]
