"""The mapping file that tells the columns of a table of one's own: ``NAME.mapping.yaml`` beside the table ``NAME``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from allegata.errors import LoadError, Problem
from allegata.model import Kind
from allegata.vocabulary import STANDING, nearest, relations
from loader.keyed import beside, compose, entries

__all__ = ["KEYS", "Mapping", "is_mapping", "mapping_beside", "read_mapping", "unknown_columns"]

KEYS: tuple[str, ...] = (
    "record",
    "subject",
    "object",
    "subject_kind",
    "object_kind",
    "subject_part_of",
    "object_part_of",
    "code",
    "relation",
    "goldstein",
    "date",
    "place",
    "place_precision",
    "value",
    "publisher",
    "document",
    "url",
    "title",
    "published",
    "said_on",
    "sentence",
)
"""What a column may be, in the order in which the statement knows them."""

_ALWAYS = "constants"
_WORDS = "relations"
_ENDING = ".mapping.yaml"


@dataclass(slots=True)
class Mapping:
    """What a mapping file says.

    Attributes:
        columns: the name of the column, by key.
        constants: the value of all rows, by key.
        words: relation types by the word that stands for them in the column ``relation``, in lower case.
    """

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)


def is_mapping(path: Path) -> bool:
    """Whether this is a mapping file, by its name."""
    return path.name.endswith(_ENDING)


def mapping_beside(table: Path) -> Path | None:
    """The mapping file of a table: ``events.csv.mapping.yaml`` or ``events.mapping.yaml``, if there is one."""
    return beside(table, _ENDING)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises:
        LoadError: it cannot be read, is no mapping, or has keys or values that nobody knows; all of these, by line.
    """
    problems: list[Problem] = []
    mapping = Mapping()
    for key, line, node in _entries(path.name, compose(path), problems):
        _take(path.name, key, line, node, mapping, problems)
    _complete(path.name, mapping, problems)
    if problems:
        raise LoadError(problems)
    return mapping


def _entries(file: str, node: yaml.Node | None, problems: list[Problem]) -> list[tuple[str, int, yaml.Node]]:
    return entries(node, lambda line, what, mend: problems.append(Problem(file, line, what, mend)))


def _take(file: str, key: str, line: int, node: yaml.Node, mapping: Mapping, problems: list[Problem]) -> None:
    """One entry of the file."""
    if key not in (*KEYS, _ALWAYS, _WORDS):
        known = (*KEYS, _ALWAYS, _WORDS)
        mend = nearest(key, known) or f"known are {', '.join(known)}"
        problems.append(Problem(file, line, f"there is no key {key}", mend))
    elif key in (_ALWAYS, _WORDS):
        for word, at, value in _entries(file, node, problems):
            _take_inner(file, key, word, at, value, mapping, problems)
    elif not isinstance(node, yaml.ScalarNode) or not node.value:
        problems.append(Problem(file, line, f"{key} names no column", "write the name of a column behind it"))
    else:
        mapping.columns[key] = node.value


def _take_inner(
    file: str, group: str, word: str, line: int, node: yaml.Node, mapping: Mapping, problems: list[Problem]
) -> None:
    """One entry below ``constants`` or ``relations``."""
    value = node.value if isinstance(node, yaml.ScalarNode) else ""
    if group == _ALWAYS:
        if word not in KEYS:
            problems.append(Problem(file, line, f"there is no key {word}", nearest(word, KEYS) or "write a known key"))
        elif word.endswith("_kind") and value not in list(Kind):
            problems.append(Problem(file, line, f"there is no kind {value}", f"write one of {', '.join(Kind)}"))
        else:
            mapping.constants[word] = value
        return
    types = [name for name, relation in relations().items() if relation.family != STANDING]
    if value not in types:
        mend = nearest(value, types) or "write a type of docs/vocabulary.md that is no standing fact"
        problems.append(Problem(file, line, f"there is no relation {value} between actors", mend))
    else:
        mapping.words[word.strip().lower()] = value


def _complete(file: str, mapping: Mapping, problems: list[Problem]) -> None:
    """What must be there."""
    there = mapping.columns.keys() | mapping.constants.keys()
    for key in ("subject", "object", "date"):
        if key not in there and not problems:
            problems.append(Problem(file, 0, f"does not say which column is the {key}", f"write {key}: and its column"))
    if not {"code", "relation"} & there and not problems:
        problems.append(
            Problem(file, 0, "has neither a code nor a relation", "write code: or relation: and its column")
        )


def unknown_columns(file: str, mapping: Mapping, header: Sequence[str]) -> list[Problem]:
    """A problem for each column of the mapping that the table's header does not have."""
    return [
        Problem(file, 1, f"there is no column {column}", nearest(column, list(header)) or "look at the mapping file")
        for column in mapping.columns.values()
        if column not in header
    ]
