"""What somebody wrote, as a query: a whole query file, or a statement alone."""

from __future__ import annotations

import re

from allegata.catalog.header import parse
from allegata.catalog.named import parameters_in
from allegata.catalog.parameters import Kind, Parameter
from allegata.catalog.query import Returns, SavedQuery
from allegata.errors import Problem

__all__ = ["has_header", "header", "read"]

_BEGINNINGS = ("// title:", "// description:", "// returns:")


def has_header(text: str) -> bool:
    """Whether a text is meant to be a query file: whatever else it begins with is a bare statement."""
    return text.lstrip("\ufeff").startswith(_BEGINNINGS)


def read(text: str, *, file: str, name: str, group: str = "") -> tuple[SavedQuery | None, tuple[Problem, ...]]:
    """A text as a query; one without a header is a statement with whatever parameters are found in it.

    Args:
        text: as it was written.
        file: how problems call it.
        name, group: the query's.

    Returns:
        The query, or None with everything that is wrong.
    """
    if has_header(text):
        return parse(text, file=file, name=name, group=group)
    found = tuple(Parameter(each, Kind.TEXT, each) for each in parameters_in(text))
    return SavedQuery(name, group, file, "", Returns.BOTH, found, text, text=text, bare=True), ()


def header(title: str, description: str, returns: Returns, parameters: tuple[Parameter, ...] = ()) -> str:
    """The header that makes a query file of a statement: its texts in one line each, its parameters as texts."""
    lines = [
        f"// title: {_line(title)}",
        f"// description: {_line(description) or _line(title)}",
        f"// returns: {returns.value}",
        *(_line(f"// ${each.name}: text = {_undashed(_line(each.default))} -- {each.name}.") for each in parameters),
    ]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    return " ".join(text.split())


def _undashed(text: str) -> str:
    """Without the two dashes that end a default."""
    return re.sub("-(?=-)", "- ", text)
