"""The statements of the store: one ``.cypher`` file each, under a name.

``{DIRECT}`` and ``{STANDING}`` in a file stand for the relation types of the vocabulary, joined with ``|``. Naming the
types in a pattern keeps a hub's SUBJECT and OBJECT relationships from being read. Only checked identifiers get in;
values always go in as parameters.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from allegata.vocabulary import STANDING, relations

__all__ = ["cypher", "identifier"]

_IDENTIFIER = re.compile(r"[A-Z][A-Za-z_]{0,60}")


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
def cypher(name: str) -> str:
    """The statement in ``statements/<name>.cypher``, types filled in, comments kept."""
    text = (files("allegata.store") / "statements" / f"{name}.cypher").read_text("utf-8")
    types = relations().values()
    direct = "|".join(identifier(each.type) for each in types if each.family != STANDING)
    standing = "|".join(identifier(each.type) for each in types if each.family == STANDING)
    return text.replace("{DIRECT}", direct).replace("{STANDING}", standing)
