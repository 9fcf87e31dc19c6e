"""Saved queries: files with a header that says what they ask, and a statement in Cypher.

`load` reads ours and the user's, `SavedQuery.bind` makes values of what was typed into a form or on the command line,
and `own` writes, renames and deletes the user's. Nothing here talks to a database.
"""

from __future__ import annotations

from allegata.catalog.header import parse
from allegata.catalog.library import Catalog, load, ours
from allegata.catalog.own import bring_back, delete, own_folder, rename, save
from allegata.catalog.parameters import Kind, Parameter
from allegata.catalog.query import Returns, SavedQuery
from allegata.catalog.reading import has_header, header, read

__all__ = [
    "Catalog",
    "Kind",
    "Parameter",
    "Returns",
    "SavedQuery",
    "bring_back",
    "delete",
    "has_header",
    "header",
    "load",
    "ours",
    "own_folder",
    "parse",
    "read",
    "rename",
    "save",
]
