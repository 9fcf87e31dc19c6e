"""One table of settings, read from the environment by `load`, never at import."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import platformdirs

from allegata.errors import SettingsError

__all__ = ["TABLE", "Setting", "Settings", "load"]


@dataclass(frozen=True, slots=True)
class Setting:
    """A row of the table: where a setting comes from and what it means.

    Attributes:
        name: field of `Settings`.
        env: name of the environment variable.
        default: the value, as text, when the variable is not set or empty.
        parse: text to value; raises ValueError with a reason.
        meaning: one sentence, with the unit.
    """

    name: str
    env: str
    default: str
    parse: Callable[[str], Any]
    meaning: str


def _number(low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        value = float(text)
        if not low <= value <= high:
            raise ValueError(f"must lie between {low:g} and {high:g}")
        return value

    return parse


def _integer(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        value = int(text)
        if not low <= value <= high:
            raise ValueError(f"must lie between {low} and {high}")
        return value

    return parse


def _choice(*choices: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text

    return parse


def _folder(text: str) -> Path:
    return Path(text).expanduser().absolute()


TABLE: tuple[Setting, ...] = (
    Setting(
        "home",
        "ALLEGATA_HOME",
        platformdirs.user_data_dir("allegata", appauthor=False),
        _folder,
        "The data folder: local database, its program files, logs, backups, saved work.",
    ),
    Setting("port", "ALLEGATA_PORT", "8501", _integer(1, 65535), "Port of the explorer on 127.0.0.1."),
    Setting("neo4j_uri", "NEO4J_URI", "", str, "A Neo4j of your own (bolt://, neo4j://, neo4j+s://); empty: a local one is run for you."),
    Setting("neo4j_username", "NEO4J_USERNAME", "neo4j", str, "User name on your own Neo4j."),
    Setting("neo4j_password", "NEO4J_PASSWORD", "", str, "Password on your own Neo4j."),
    Setting("neo4j_database", "NEO4J_DATABASE", "", str, "Database on the server; empty: the user's home database."),
    Setting("schema", "ALLEGATA_SCHEMA", "auto", _choice("auto", "allegata", "foreign"), "How the database is read: allegata (claims and who holds them), foreign (whatever nodes and relationships there are), or auto: foreign when it holds something, but nothing that Allegata loaded."),
    Setting("query_timeout", "ALLEGATA_QUERY_TIMEOUT", "30", _number(0.1, 3600), "Longest time one read may take, in seconds."),
    Setting("load_timeout", "ALLEGATA_LOAD_TIMEOUT", "600", _number(1, 86400), "Longest time the transaction of one load may take, in seconds."),
    Setting("row_limit", "ALLEGATA_ROW_LIMIT", "10000", _integer(1, 10_000_000), "Most rows one read returns."),
    Setting("byte_limit", "ALLEGATA_BYTE_LIMIT", "50000000", _integer(1000, 10_000_000_000), "Most bytes one read returns, counted as text."),
    Setting("draw_limit", "ALLEGATA_DRAW_LIMIT", "1500", _integer(10, 20_000), "Most nodes drawn at once."),
    Setting("edge_limit", "ALLEGATA_EDGE_LIMIT", "400", _integer(10, 20_000), "Most edges drawn at once, the strongest first; a view may ask for more."),
    Setting("expand_limit", "ALLEGATA_EXPAND_LIMIT", "25", _integer(1, 1000), "Neighbours that one expansion adds."),
    Setting("upload_limit", "ALLEGATA_UPLOAD_LIMIT", "5", _integer(1, 200), "Largest document that may be attached, in megabytes."),
    Setting("imports", "ALLEGATA_IMPORTS", "auto", _choice("auto", "yes", "no"), "Whether graphs may be loaded from the app: auto is yes for the local database and no for a server of your own."),
    Setting("import_limit", "ALLEGATA_IMPORT_LIMIT", "50", _integer(1, 2000), "Largest graph that may be given to the app, in megabytes."),
    Setting("confirm_holders", "ALLEGATA_CONFIRM_HOLDERS", "0", _integer(0, 1000), "Independent holders that make a claim CONFIRMED; 0: only the one whose deed it is can confirm it."),
    Setting("path_confirmed", "ALLEGATA_PATH_CONFIRMED", "0", _integer(0, 12), "Cost of a confirmed step, for the ranking of paths (docs/paths.md); so the following."),
    Setting("path_reported", "ALLEGATA_PATH_REPORTED", "2", _integer(0, 12), "Cost of a reported step."),
    Setting("path_unconfirmed", "ALLEGATA_PATH_UNCONFIRMED", "5", _integer(0, 12), "Cost of an unconfirmed step."),
    Setting("path_contested", "ALLEGATA_PATH_CONTESTED", "6", _integer(0, 12), "Cost of a contested step."),
    Setting("path_denied", "ALLEGATA_PATH_DENIED", "9", _integer(0, 12), "Cost of a denied step."),
    Setting("path_standing", "ALLEGATA_PATH_STANDING", "0", _integer(0, 12), "Cost of a step over a standing fact."),
    Setting("path_single_holder", "ALLEGATA_PATH_SINGLE_HOLDER", "1", _integer(0, 4), "Added to the cost of a step on which a single holder's word stands."),
    Setting("path_single_source", "ALLEGATA_PATH_SINGLE_SOURCE", "1", _integer(0, 4), "Added to the cost of a step that a single independent source reports."),
    Setting("db_port", "ALLEGATA_DB_PORT", "0", _integer(0, 65535), "Port of the local Neo4j; 0: a free one is found."),
    Setting("db_heap", "ALLEGATA_DB_HEAP", "512", _integer(128, 1_000_000), "Heap of the local Neo4j, in megabytes."),
    Setting("db_pagecache", "ALLEGATA_DB_PAGECACHE", "0", _integer(0, 10_000_000), "Page cache of the local Neo4j, in megabytes; 0: as large as its database and 1024 more, up to a quarter of this machine's memory."),
    Setting("db_keep", "ALLEGATA_DB_KEEP", "no", _choice("yes", "no"), "Whether the local Neo4j goes on running after the program that started it ends."),
    Setting("maven_repository", "ALLEGATA_MAVEN_REPOSITORY", "", str, "Address of a Maven mirror to fetch Neo4j from; empty: Maven Central."),
    Setting("documents", "ALLEGATA_DOCUMENTS", "", str, "Folder with texts of the documents, to be attached at start; empty: none."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Fields are the rows of `TABLE`, in its order and with its meaning."""

    home: Path
    port: int
    neo4j_uri: str
    neo4j_username: str
    neo4j_password: str
    neo4j_database: str
    schema: str
    query_timeout: float
    load_timeout: float
    row_limit: int
    byte_limit: int
    draw_limit: int
    edge_limit: int
    expand_limit: int
    upload_limit: int
    imports: str
    import_limit: int
    confirm_holders: int
    path_confirmed: int
    path_reported: int
    path_unconfirmed: int
    path_contested: int
    path_denied: int
    path_standing: int
    path_single_holder: int
    path_single_source: int
    db_port: int
    db_heap: int
    db_pagecache: int
    db_keep: str
    maven_repository: str
    documents: str

    def __repr__(self) -> str:
        """All fields but the password, so that it does not reach a log."""
        shown = (f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.name != "neo4j_password")
        return f"Settings({', '.join(shown)})"

    @property
    def managed(self) -> bool:
        """Whether the local Neo4j is ours to run (no server of the user's own is named)."""
        return not self.neo4j_uri


def load(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings from an environment (default: that of this process).

    Raises:
        SettingsError: a variable holds a value that cannot be used; the text names it.
    """
    environ = os.environ if environ is None else environ
    values = {}
    for row in TABLE:
        text = environ.get(row.env, "") or row.default
        try:
            values[row.name] = row.parse(text)
        except ValueError as error:
            raise SettingsError(
                f"{row.env}={text!r} cannot be used: {error}. {row.meaning} Default: {row.default!r}."
            ) from error
    return Settings(**values)
