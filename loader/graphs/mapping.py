"""What the cells of a graph mean: a file ``NAME.edges.yaml``, or the names that cells usually have.

::

    source: from                 # tables: the columns that name the two ends (needed)
    target: to
    relation: what               # the word for the relation; it is kept as the role of the fact
    from: since                  # first and last day
    to: until
    reference: seen in           # where it is from
    url: link
    source_kind: type            # tables: State, Organization, Person, Alliance, Group or Place, or a word below
    target_kind: type of other
    source_id: from id           # tables: identifiers, where names are not unique
    target_id: to id
    name: label                  # GraphML and GEXF: of nodes
    kind: category
    description: about
    relations:                   # words of the relation that mean a standing fact of ours
      belongs to: PART_OF
    kinds:                       # words that mean a kind
      country: State
    constants:                   # the same for all
      relation: trades with
      kind: Organization
    dataset:                     # what the data set is called
      name: trade
      title: Who trades with whom
      licence: CC0
    ids: shared                  # identifiers are those of entities that are there already
    sheet: Ties                  # of a workbook
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from allegata.errors import LoadError, Problem
from allegata.model import Kind
from allegata.vocabulary import LINKED_TO, STANDING, nearest, relations
from loader.keyed import beside, compose, entries

__all__ = ["COLUMNS", "ENDING", "USUAL", "Mapping", "mapping_beside", "read_mapping", "to_yaml"]

ENDING = ".edges.yaml"

COLUMNS: tuple[str, ...] = (
    *("source", "target", "relation", "from", "to", "reference", "url"),
    *("source_kind", "target_kind", "source_id", "target_id", "name", "kind", "description"),
)
"""What a cell may be."""

GROUPS = ("relations", "kinds", "constants", "dataset")
HEAD = ("name", "title", "description", "licence", "note")
USUAL: dict[str, tuple[str, ...]] = {
    "source": ("source", "from", "subject", "source name", "source_name", "actor1", "sender"),
    "target": ("target", "to", "object", "target name", "target_name", "actor2", "receiver"),
    "relation": (
        "label",
        "relation",
        "relationship",
        "predicate",
        "type",
        "kind",
        "interaction",
        "edge_type",
        "what",
        "verb",
    ),
    "from": ("first", "start", "since", "begin", "valid_from", "event_from"),
    "to": ("last", "end", "until", "valid_to", "event_to"),
    "reference": ("fact_source", "reported_in", "reference", "citation", "evidence"),
    "url": ("fact_url", "url", "link"),
    "source_kind": ("source kind", "source_kind", "source type", "source_type"),
    "target_kind": ("target kind", "target_kind", "target type", "target_type"),
    "source_id": ("source id", "source_id"),
    "target_id": ("target id", "target_id"),
    "name": ("label", "name", "title"),
    "kind": ("kind", "type", "category", "labels"),
    "description": ("description", "desc", "about"),
}
"""Names that cells usually have, without a mapping, the likeliest first; case does not matter."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says; empty, it leaves all to the usual names.

    Attributes:
        file: its name, for problems; "" without a file.
        columns: names of cells, by what they are (`COLUMNS`).
        constants: values of all, where there is no cell.
        relations: types of standing facts by the word for them, in lower case.
        kinds: kinds by the word for them, in lower case.
        head: name, title and so on of the data set.
        shared: whether identifiers are those of entities that other data sets describe.
        sheet: of a workbook.
    """

    file: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    relations: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    shared: bool = False
    sheet: str = ""

    def cell(self, what: str, cells: dict[str, str]) -> str:
        """The text of a cell, by what it is: the mapped column's, else one of a usual name, else the constant."""
        if what in self.columns:
            found = cells.get(self.columns[what], "")
        elif what in self.constants:
            found = ""
        else:
            lower = {name.lower(): text for name, text in cells.items()}
            found = next((lower[name] for name in USUAL[what] if name in lower), "")
        return found or self.constants.get(what, "")


def mapping_beside(path: Path) -> Path | None:
    """The mapping file of a file: ``ties.csv.edges.yaml`` or ``ties.edges.yaml``, if there is one."""
    return beside(path, ENDING)


def read_mapping(path: Path) -> Mapping:
    """Read a mapping file.

    Raises:
        LoadError: it cannot be read, or has keys or values that nobody knows; all of these, by line.
    """
    reader = _Reader(path.name)
    mapping = reader.read(compose(path))
    if reader.problems:
        raise LoadError(reader.problems)
    return mapping


def to_yaml(mapping: Mapping) -> str:
    """The text of a mapping file that says this."""
    said: dict[str, object] = dict(mapping.columns)
    groups = (mapping.relations, mapping.kinds, mapping.constants, mapping.head)
    said |= {name: dict(values) for name, values in zip(GROUPS, groups, strict=True) if values}
    if mapping.shared:
        said["ids"] = "shared"
    if mapping.sheet:
        said["sheet"] = mapping.sheet
    return str(yaml.safe_dump(said, allow_unicode=True, sort_keys=False))


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def wrong(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(self.file, line, what, mend))

    def read(self, top: yaml.Node | None) -> Mapping:
        columns: dict[str, str] = {}
        groups: dict[str, dict[str, str]] = {name: {} for name in GROUPS}
        single = {"ids": "own", "sheet": ""}
        known = (*COLUMNS, *GROUPS, *single)
        for key, line, node in entries(top, self.wrong):
            if key in GROUPS:
                groups[key] = self.group(key, node)
            elif key not in known:
                self.wrong(line, f"there is no key {key}", nearest(key, known) or f"known are {', '.join(known)}")
            elif not isinstance(node, yaml.ScalarNode) or not node.value:
                self.wrong(line, f"{key} says nothing", "write the name of a column behind it")
            elif key in single:
                single[key] = node.value
                if key == "ids" and node.value not in ("own", "shared"):
                    self.wrong(line, f"ids cannot be {node.value}", "write own or shared")
            else:
                columns[key] = node.value
        return Mapping(
            self.file, columns, groups["constants"], groups["relations"], groups["kinds"], groups["dataset"],
            single["ids"] == "shared", single["sheet"],
        )  # fmt: skip

    def group(self, group: str, node: yaml.Node) -> dict[str, str]:
        standing = [each.type for each in relations().values() if each.family == STANDING]
        choices: dict[str, tuple[list[str], Callable[[str], str]]] = {
            "relations": (standing, str.upper),
            "kinds": ([kind.value for kind in Kind], str.capitalize),
        }
        found: dict[str, str] = {}
        for word, line, value in entries(node, self.wrong):
            said = value.value if isinstance(value, yaml.ScalarNode) else ""
            if group in choices:
                known, form = choices[group]
                if said not in known:
                    mend = nearest(form(said), known) or f"write one of {', '.join(known)}"
                    self.wrong(line, f"{said or 'nothing'} is none of the {group}", mend)
                found[word.strip().lower()] = said
            elif word not in (COLUMNS if group == "constants" else HEAD):
                names = COLUMNS if group == "constants" else HEAD
                self.wrong(line, f"there is no key {word} in {group}", f"known are {', '.join(names)}")
            else:
                found[word] = said
        return found


def type_of(word: str, mapping: Mapping) -> str:
    """The relation type that a word stands for: a standing one that it names or is mapped to, else `LINKED_TO`."""
    known = relations().get(word)
    if known is not None and known.family == STANDING:
        return word
    return mapping.relations.get(word.lower(), LINKED_TO)
