"""An export as a Cypher script that makes the subgraph anew in an empty Neo4j.

One statement a line, each ended by ``;``: cypher-shell runs the file, and so does whoever sends line by line through a
driver. Cypher resolves ``\\uXXXX`` before it reads anything else, in names between backticks too; so a backslash in
a name is written as such a sequence, and a backtick is doubled.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from allegata.render import records
from allegata.render.export import Export
from allegata.render.fitting import in_utf8

__all__ = ["cypher", "literal", "name"]

BATCH = 200
"""Nodes or relationships that one statement makes."""

_LINE_ENDS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_ESCAPED = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_TO_ESCAPE = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029]")


def cypher(export: Export) -> bytes:
    """The script, in UTF-8."""
    return in_utf8("\n".join(_lines(export)) + "\n").encode("utf-8")


def _lines(export: Export) -> Iterator[str]:
    yield "// Made by Allegata. Run it in an empty database: cypher-shell --file this-file"
    for what, words in records.about(export):
        yield f"// {what}: {_LINE_ENDS.sub(' ', words)}"
    yield "CREATE CONSTRAINT allegata_import IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;"
    nodes: dict[str, list[records.Record]] = {}
    for record in records.nodes(export):
        nodes.setdefault(str(record.get("kind", "")), []).append(record)
    for kind, found in nodes.items():
        own = f":{name(kind)}" if kind else ""
        for batch in _batches(found):
            yield f"UNWIND {literal(batch)} AS row CREATE (n:Entity{own}) SET n = row;"
    edges: dict[str, list[records.Record]] = {}
    for record in records.edges(export):
        edges.setdefault(str(record["relation"]), []).append(record)
    for relation, found in edges.items():
        for batch in _batches(found):
            rows = [
                {
                    "from": each["source"],
                    "to": each["target"],
                    "is": _properties(export, each),
                }
                for each in batch
            ]
            yield (
                f"UNWIND {literal(rows)} AS row MATCH (a:Entity {{id: row.from}}), (b:Entity {{id: row.to}}) "
                f"CREATE (a)-[r:{name(relation)}]->(b) SET r = row.is;"
            )


def _properties(export: Export, record: records.Record) -> dict[str, object]:
    """Of a relationship: its record, and the evidence behind it as JSON text, for a property holds no map."""
    found: dict[str, object] = {
        key: value for key, value in record.items() if key not in ("source", "target", "relation")
    }
    evidence = records.evidence_text(export, str(record["key"]))
    return {**found, "evidence": evidence} if evidence else found


def name(text: str) -> str:
    """A label, a type or a key as Cypher takes it, whatever is in the text."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", text):
        return text
    return f"`{''.join(map(_in_name, text))}`"


def _in_name(letter: str) -> str:
    if letter == "`":
        return "``"
    return _sequence(letter) if letter == "\\" or (_TO_ESCAPE.fullmatch(letter) and letter != "'") else letter


def _sequence(letter: str) -> str:
    return f"\\u{ord(letter):04x}"


def literal(value: object) -> str:
    """A value as a literal of Cypher: text, number, day, list or map.

    Raises:
        TypeError: there is no literal for it.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return f"'{_TO_ESCAPE.sub(_escape, value)}'"
    if isinstance(value, dt.date):
        return f"date('{value.isoformat()}')"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name(key)}: {literal(each)}' for key, each in value.items())}}}"
    raise TypeError(f"no literal for {type(value).__name__}")


def _escape(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[0]) or _sequence(found[0])


def _batches(found: Sequence[records.Record]) -> Iterable[list[records.Record]]:
    return (list(found[at : at + BATCH]) for at in range(0, len(found), BATCH))
