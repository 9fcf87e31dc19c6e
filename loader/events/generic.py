"""Tables of one's own: comma or tab separated, quoted where needed, with a header, and a mapping file beside them.

The mapping file of ``events.csv`` is ``events.mapping.yaml`` (or ``events.csv.mapping.yaml``); one that is given along
with the tables is for all of them. Each line is a key and the name of the column::

    subject: who              # needed: the names of the two actors
    object: whom
    date: when                # needed: YYYY-MM-DD, YYYY-MM or YYYY
    relation: what            # this or code is needed: a relation type, or a word explained below
    code: cameo               # a CAMEO code of three or four digits
    publisher: outlet         # without it, the host of the url, or the name of the file
    url: link                 # http or https; everything else is dropped
    document: article         # key of the document within its publisher; without it the url, or the date
    relations:                # words of the column relation, and what they mean
      hits out at: CRITICIZES
    constants:                # the same for all rows; a column of the same key goes before where it has a value
      subject_kind: State

The other keys: ``record`` (the source's own id), ``subject_kind`` and ``object_kind`` (State, Organization, Person,
Alliance, Group, Place; without them the name tells, see `loader.events.icews`), ``subject_part_of`` and
``object_part_of`` (the state), ``goldstein``, ``place``, ``place_precision`` (city, district, province, country),
``value`` (a figure, as text), ``title``, ``published``, ``said_on`` (days), ``sentence`` (a number).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from allegata.errors import LoadError
from allegata.vocabulary import STANDING, relations
from loader.events.layout import Layout, Match, Reader
from loader.events.lines import Shape
from loader.events.mapping import KEYS, read_mapping, unknown_columns
from loader.events.reference import put
from loader.events.source import Part

__all__ = ["GENERIC", "generic_match", "put_words"]

_SQL = ("generic_named", "actor", "generic_project")

GENERIC = Reader(
    name="generic",
    title="A table of one's own: comma or tab separated, with a header and a file NAME.mapping.yaml beside it",
    scheme="",
    layouts=(Layout("comma", _SQL, Shape.CSV, ()), Layout("tab", _SQL, Shape.QUOTED_TAB, ())),
)


def generic_match(part: Part, first_lines: Sequence[str], mapping_file: Path) -> Match:
    """How a table is read by its mapping file.

    Each key has two cells: the column's, and the constant's.

    Raises:
        LoadError: the mapping file is wrong, or the table is empty or lacks columns.
    """
    mapping = read_mapping(mapping_file)
    if not first_lines:
        raise part.wrong("is empty", "give a table with a header")
    comma, tab = GENERIC.layouts
    layout = tab if "\t" in first_lines[0] else comma
    header = [cell.strip() for cell in layout.split(first_lines[0])]
    if problems := unknown_columns(part.name, mapping, header):
        raise LoadError(problems)
    width = len(header)
    constants = [mapping.constants.get(key, "") for key in KEYS]
    nowhere = width + len(constants) + 1
    columns = [header.index(mapping.columns[key]) + 1 if key in mapping.columns else nowhere for key in KEYS]
    picks = (*columns, *range(width + 1, nowhere))
    return Match(layout, width, picks, header=True, constants=tuple(constants), words=tuple(mapping.words.items()))


def put_words(connection: duckdb.DuckDBPyConnection, matches: Sequence[Match]) -> None:
    """The table of relation types by the words that stand for them; types stand for themselves."""
    words = {name.lower(): name for name, relation in relations().items() if relation.family != STANDING}
    words |= {relation.label.lower(): name for name, relation in relations().items() if relation.family != STANDING}
    for match in matches:
        words |= dict(match.words)
    put(connection, "reading_word", {"word": list(words), "relation": list(words.values())})
