"""The tables of the format: which columns each has, and what stands in them (``docs/format.md``)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allegata.model import Certainty, Kind, Modality, Stance
from allegata.vocabulary import nearest
from loader import cell
from loader.period import day, period

__all__ = ["DATASET", "TABLES", "Column", "known", "unknown"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: as in the header.
        parse: from the text of a cell that is not empty to its value; raises `loader.unfit.Unfit`.
        needed: whether a cell may not be empty.
        table: the table whose ids stand here, or "".
    """

    name: str
    parse: Callable[[str], object] = cell.text
    needed: bool = False
    table: str = ""


Columns = tuple[Column, ...]


def _id() -> Column:
    return Column("id", cell.identifier, needed=True)


def _refers(name: str, table: str, *, needed: bool = False) -> Column:
    return Column(name, cell.identifier, needed, table)


def _needed(name: str, parse: Callable[[str], object] = cell.text) -> Column:
    return Column(name, parse, needed=True)


DATASET: Columns = (
    _needed("name", cell.identifier),
    _needed("title"),
    Column("description"),
    Column("licence"),
    Column("note"),
)
"""The keys of ``dataset.yaml``."""

TABLES: dict[str, Columns] = {
    "entities": (_id(), _needed("name"), _needed("kind", cell.choice(Kind)), Column("description")),
    "aliases": (
        _needed("text"),
        _refers("entity", "entities", needed=True),
        Column("kind", cell.kind_of_alias),
    ),
    "facts": (
        _refers("subject", "entities", needed=True),
        _needed("relation", cell.standing_relation),
        _refers("object", "entities", needed=True),
        Column("from", period),
        Column("to", period),
        Column("role"),
        _needed("source"),
        Column("url", cell.url),
    ),
    "documents": (
        _id(),
        _needed("title"),
        _refers("publisher", "entities", needed=True),
        _needed("published", day),
        Column("language", cell.language),
        Column("url", cell.url),
        Column("characters", cell.integer(1)),
        Column("sha256", cell.digest),
        Column("note"),
    ),
    "claims": (
        _id(),
        _refers("subject", "entities", needed=True),
        _needed("predicate", cell.claimed_relation),
        _refers("object", "entities", needed=True),
        Column("code", cell.cameo),
        Column("value"),
        Column("event_from", period),
        Column("event_to", period),
        _refers("place", "entities"),
        Column("modality", cell.choice(Modality)),
        _needed("text"),
        Column("about", cell.identifiers, table="claims"),
        _refers("varies_from", "claims"),
        Column("varies_on"),
        Column("goldstein", cell.number(-10, 10)),
        Column("quad_class", cell.integer(1, 4)),
        Column("quad_scheme", cell.one_of("GDELT", "PLOVER")),
        Column("date_precision", cell.one_of("day", "week", "month", "year")),
        Column("place_precision", cell.one_of("city", "district", "province", "country")),
    ),
    "statements": (
        _id(),
        _refers("claim", "claims", needed=True),
        _refers("holder", "entities", needed=True),
        _refers("via", "entities"),
        _needed("stance", cell.choice(Stance)),
        Column("certainty", cell.choice(Certainty)),
        Column("said_on", day),
        _needed("paraphrase"),
        _refers("document", "documents", needed=True),
        Column("paragraph", cell.integer(1)),
        Column("start", cell.integer(0)),
        Column("end", cell.integer(0)),
        Column("sha256", cell.digest),
        Column("sentence", cell.integer(1)),
        Column("record"),
        Column("note"),
    ),
}
"""Columns by table, in the order in which tables are read."""


def known(name: str, columns: Columns) -> bool:
    """Whether there is a column of that name."""
    return any(column.name == name for column in columns)


def unknown(name: str, columns: Columns) -> str:
    """What to do about a column that there is not."""
    names = [column.name for column in columns]
    return nearest(name.lower(), names) or f"take it out; the columns are {', '.join(names)}"
