"""The parameters that a statement speaks of."""

from __future__ import annotations

import re

__all__ = ["parameters_in"]

_SKIPPED = re.compile(
    r"""//[^\n]*|/\*.*?(?:\*/|\Z)|'(?:\\.|[^'\\])*(?:'|\Z)|"(?:\\.|[^"\\])*(?:"|\Z)|`(?:``|[^`])*(?:`|\Z)""", re.DOTALL
)
_NAMED = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")


def parameters_in(statement: str) -> dict[str, int]:
    """The names behind dollar signs, outside of texts and comments, each with the line it first stands in, from 1."""
    plain = _SKIPPED.sub(lambda found: " " + "\n" * found[0].count("\n"), statement)
    found: dict[str, int] = {}
    for number, line in enumerate(plain.split("\n"), 1):
        for name in _NAMED.findall(line):
            found.setdefault(name, number)
    return found
