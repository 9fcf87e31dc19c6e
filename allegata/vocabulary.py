"""The relation types that claims and standing facts may use, from ``vocabulary.yaml``."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import yaml

__all__ = [
    "CARRYING",
    "FAMILIES",
    "LINKED_TO",
    "STANDING",
    "Relation",
    "nearest",
    "relation_of_code",
    "relations",
    "write_table",
]

STANDING = "standing"
"""The family of standing facts: they hold for a time and are not claimed by anyone in particular."""

LINKED_TO = "LINKED_TO"
"""The relation of edges that come from somebody else's graph; what they call it is the role of the fact."""

CARRYING = ("PART_OF", "REPRESENTS")
"""Standing relations that carry words upwards: what the one says counts as the word of the other."""

FAMILIES: tuple[str, ...] = (
    "verbal cooperation",
    "material cooperation",
    "verbal conflict",
    "material conflict",
    STANDING,
)
"""All families, in the order of a legend."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation type.

    Attributes:
        type: its name in the graph, as in ``ACCUSES``.
        label: how it reads from subject to object.
        inverse: how it reads from object to subject.
        family: one of `FAMILIES`.
        cameo: CAMEO codes (Schrodt, *CAMEO Codebook* 1.1b3) it covers, each with all codes that begin with it.
        quad: quad class 1 to 4 by the name of the scheme, GDELT or PLOVER; empty for standing facts.
        meaning: when to use it.
    """

    type: str
    label: str
    inverse: str
    family: str
    cameo: tuple[str, ...]
    quad: tuple[tuple[str, int], ...]
    meaning: str


@cache
def relations() -> Mapping[str, Relation]:
    """Every relation type by its name, in the order of the file."""
    rows = yaml.safe_load((files("allegata") / "vocabulary.yaml").read_text("utf-8"))
    table = {
        row["type"]: Relation(
            type=row["type"],
            label=row["label"],
            inverse=row["inverse"],
            family=row["family"],
            cameo=tuple(row["cameo"]),
            quad=tuple(row["quad"].items()),
            meaning=row["meaning"],
        )
        for row in rows
    }
    return MappingProxyType(table)


def relation_of_code(code: str) -> Relation | None:
    """The relation type that covers a CAMEO code (text: ``020`` is not ``20``), or None."""
    by_code = {prefix: relation for relation in relations().values() for prefix in relation.cameo}
    for length in range(len(code), 1, -1):
        if found := by_code.get(code[:length]):
            return found
    return None


def nearest(word: str, choices: Mapping[str, object] | list[str] | tuple[str, ...]) -> str:
    """A hint for an error text: ``, did you mean X?`` or nothing."""
    found = difflib.get_close_matches(word, list(choices), n=1, cutoff=0.6)
    return f"did you mean {found[0]}?" if found else ""


def write_table() -> str:
    """The vocabulary as the Markdown table of ``docs/vocabulary.md``."""
    lines = [
        "| type | subject to object | object to subject | family | CAMEO codes | quad class GDELT / PLOVER | meaning |",
        "|---|---|---|---|---|---|---|",
    ]
    for relation in relations().values():
        quad = " / ".join(str(number) for _, number in relation.quad) or "–"
        codes = " ".join(relation.cameo) or "–"
        lines.append(
            f"| `{relation.type}` | {relation.label} | {relation.inverse} | {relation.family} "
            f"| {codes} | {quad} | {relation.meaning} |"
        )
    return "\n".join(lines) + "\n"
