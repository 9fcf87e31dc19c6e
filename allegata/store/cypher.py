"""The statements of the store: one ``.cypher`` file each, under a name.

Words in braces in a file stand for text made of the vocabulary (see `_fillings`). Naming the relation types in a
pattern keeps a hub's SUBJECT and OBJECT relationships from being read. Only checked identifiers get in; values always
go in as parameters. ``{TYPE}``, ``{TYPES}`` and ``{LABEL}`` are filled in by who runs the statement.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from allegata.model import Status
from allegata.vocabulary import STANDING, relations

__all__ = ["cypher", "identifier", "mentioned"]

_IDENTIFIER = re.compile(r"[A-Z][A-Za-z_]{0,60}")
_PARAMETER = re.compile(r"\$(\w+)")


def identifier(name: str) -> str:
    """A label or relationship type that may stand in a statement as it is.

    Raises:
        ValueError: it is not made of plain letters and underscores. Quoting with backticks would not help: the escape
            ``\\u0060`` ends a quoted name.
    """
    if not _IDENTIFIER.fullmatch(name):
        raise ValueError(f"{name!r} cannot be a label or a relationship type")
    return name


@cache
def _fillings() -> Mapping[str, str]:
    types = relations().values()
    direct = [identifier(each.type) for each in types if each.family != STANDING]
    standing = [identifier(each.type) for each in types if each.family == STANDING]
    numbers = [*("claims", "statements", "holders", "documents", "sources"), *(status.lower() for status in Status)]
    drawn = [".edge_key", ".status", ".role", *(f".n_{number}" for number in numbers)]
    # As text: a date of the driver's costs ten times as much as one of Python's.
    drawn += [f"{name}: toString(r.{name})" for name in ("first", "last", "from", "to")]
    return {
        # The direct types, and those of standing facts.
        "{DIRECT}": "|".join(direct),
        "{STANDING}": "|".join(standing),
        # What a picture needs of an edge; not the long lists of days that stand on it too.
        "{DRAWN}": "{" + ", ".join(drawn) + "}",
        # Edges by their keys, which come as lists by type: a seek in the index of the type for each key.
        "{BY_KEY}": "\n  UNION ALL ".join(
            f"UNWIND $keys.{each} AS key MATCH ()-[r:{each} {{edge_key: key}}]->() "
            f"USING INDEX SEEK r:{each}(edge_key) RETURN r"
            for each in direct
        ),
        # Edges whose keys lie in a range, read off the index of each type.
        "{BY_RANGE}": "\n  UNION ALL ".join(
            f"MATCH ()-[r:{each}]->() USING INDEX SEEK r:{each}(edge_key) WHERE $low <= r.edge_key < $high RETURN r"
            for each in direct
        ),
        # Numbers of n's direct edges by type: those that leave it, and all. They stand beside a node of many edges.
        "{DEGREES}": ",\n    ".join(
            f"['{each}', COUNT {{ (n)-[:{each}]->() }}, COUNT {{ (n)-[:{each}]-() }}]" for each in direct
        ),
    }


def mentioned(statement: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the parameters that a statement of ours names.

    The server plans a text anew for parameters of other types and sizes, also for those that are not in it.
    """
    named = set(_PARAMETER.findall(statement))
    return {name: value for name, value in parameters.items() if name in named}


@cache
def cypher(name: str) -> str:
    """The statement in ``statements/<name>.cypher``, types filled in, comments kept."""
    text = (files("allegata.store") / "statements" / f"{name}.cypher").read_text("utf-8")
    for word, filling in _fillings().items():
        text = text.replace(word, filling)
    return text
