"""Tables of reference in the connection: CAMEO codes, names of states, unions and regions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import duckdb
import pyarrow as pa
import yaml
from babel import Locale
from babel.core import get_global

from allegata.model import Kind
from allegata.vocabulary import relation_of_code
from loader.events.layout import statement

__all__ = ["prepare", "put", "tidy"]

_NO_STATES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
"""Territories of CLDR that are none."""


@cache
def _yaml(name: str) -> Any:
    return yaml.safe_load((files("loader.events") / name).read_text("utf-8"))


def _states() -> dict[str, str]:
    """How each state is called, by alpha-2."""
    names = {code: name for code, name in Locale("en").territories.items() if len(code) == 2 and code.isalpha()}
    return {code: name for code, name in (names | _yaml("names.yaml")["shown"]).items() if code not in _NO_STATES}


def put(connection: duckdb.DuckDBPyConnection, table: str, columns: Mapping[str, Sequence[object]]) -> None:
    """A table of these columns, by way of Arrow; ``table`` is one of our own names."""
    connection.register(table, pa.table({name: pa.array(list(cells)) for name, cells in columns.items()}))


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the empty tables of results, and what the statements of the readers look up."""
    names = _yaml("names.yaml")
    codes = [row | {"relation": relation_of_code(row["code"])} for row in _yaml("cameo.yaml")]
    codes = [row for row in codes if row["relation"] is not None]
    put(
        connection,
        "reading_cameo_given",
        {
            "code": [row["code"] for row in codes],
            "text": [row["text"] for row in codes],
            "goldstein": [float(row["goldstein"]) for row in codes],
            "relation": [row["relation"].type for row in codes],
        },
    )
    states = _states()
    spellings = {name: code for code, name in Locale("en").territories.items() if code in states}
    spellings |= {name: code for code, name in states.items()} | names["territories"]
    put(connection, "reading_territory_given", {"name": list(spellings), "alpha2": list(spellings.values())})
    put(connection, "reading_spelling", _pairs(names["actor_spelling"], "alpha2", "called"))
    blocs = dict.fromkeys(names["regions"] + list(names["cameo_regions"].values()), Kind.GROUP.value)
    blocs |= dict.fromkeys(names["alliances"], Kind.ALLIANCE.value)
    put(connection, "reading_bloc_given", _pairs(blocs, "name", "kind"))
    three = {alpha3: codes[0] for alpha3, codes in get_global("territory_aliases").items() if len(alpha3) == 3}
    three |= names["cameo_countries"]
    countries = {alpha3: states[alpha2] for alpha3, alpha2 in three.items() if alpha3.isalpha() and alpha2 in states}
    put(connection, "reading_country", _pairs(countries, "code", "name"))
    put(connection, "reading_region", _pairs(names["cameo_regions"], "code", "name"))
    sectors = _yaml("sectors.yaml")
    put(connection, "reading_sector", _triples(sectors["sectors"], "label"))
    put(connection, "reading_union", _triples(sectors["unions"], "name"))
    put(connection, "reading_type", _types(_yaml("relations.yaml")))
    connection.execute(statement("setup"))


def _pairs(table: Mapping[str, str], key: str, value: str) -> dict[str, Sequence[object]]:
    return {key: list(table), value: list(table.values())}


def _triples(table: Mapping[str, Sequence[str]], second: str) -> dict[str, Sequence[object]]:
    return {
        "code": list(table),
        second: [first for first, _ in table.values()],
        "kind": [kind for _, kind in table.values()],
    }


def _types(schemes: Mapping[str, Mapping[str, Any]]) -> dict[str, Sequence[object]]:
    """Every event type of PLOVER and ACLED, by itself (mode "") and with each mode that is told apart."""
    rows = [
        (scheme, type_, mode, row.get("quad"), relation)
        for scheme, table in schemes.items()
        for type_, row in table.items()
        for mode, relation in ({"": row["relation"]} | row.get("modes", {})).items()
    ]
    columns = ("scheme", "type", "mode", "quad", "relation")
    return dict(zip(columns, map(list, zip(*rows, strict=True)), strict=True))


def tidy(connection: duckdb.DuckDBPyConnection) -> None:
    """Take away everything but the tables of results."""
    for name, kind in connection.execute(
        "SELECT table_name, 'TABLE' FROM duckdb_tables() WHERE starts_with(table_name, 'reading_') AND temporary "
        "UNION ALL SELECT view_name, 'VIEW' FROM duckdb_views() WHERE starts_with(view_name, 'reading_') AND temporary"
    ).fetchall():
        if kind == "TABLE":
            connection.execute(f"DROP TABLE {name}")
        else:
            connection.unregister(name)
