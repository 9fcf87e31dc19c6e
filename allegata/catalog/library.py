"""All queries there are: ours, and those in the user's folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from allegata.catalog.header import parse
from allegata.catalog.own import check_name, own_folder
from allegata.catalog.query import SavedQuery
from allegata.errors import CatalogError, NotFound, Problem
from allegata.vocabulary import nearest

__all__ = ["OWN", "Catalog", "load", "ours"]

OWN = "own"
"""The group of a user's queries that lie in no folder of their own."""


@dataclass(frozen=True, slots=True)
class Catalog:
    """Queries, and what is wrong with those that are left out.

    Attributes:
        queries: ours first, by group and title.
        problems: by file and line; the files they are in gave no query.
    """

    queries: tuple[SavedQuery, ...]
    problems: tuple[Problem, ...] = ()

    def get(self, name: str) -> SavedQuery:
        """The query of this name.

        Raises:
            CatalogError: there is a file of this name, and it cannot be used; the text has file:line.
            NotFound: there is none; the text has the nearest name.
        """
        for each in self.queries:
            if each.name == name:
                return each
        wrong = [str(each) for each in self.problems if Path(each.file).stem == name]
        if wrong:
            raise CatalogError("\n".join(wrong))
        hint = nearest(name, [each.name for each in self.queries])
        raise NotFound(f"There is no query {name!r}{f'; {hint}' if hint else '.'} `allegata queries` lists them.")

    def groups(self) -> dict[str, tuple[SavedQuery, ...]]:
        """The queries by group, in order."""
        found: dict[str, list[SavedQuery]] = {}
        for each in self.queries:
            found.setdefault(each.group, []).append(each)
        return {group: tuple(queries) for group, queries in found.items()}


def load(home: Path) -> Catalog:
    """Ours, and those in the folder ``queries`` of a data folder. One with a fault does not take the others down."""
    built_in = ours()
    names = {each.name for each in built_in.queries}
    queries, problems = list(built_in.queries), list(built_in.problems)
    for query, faults in _read_folder(own_folder(home)):
        problems += faults
        if query is None:
            continue
        if query.name in names:
            mend = "rename the file"
            problems.append(Problem(str(query.file), 0, f"there is another query called {query.name}", mend))
            continue
        names.add(query.name)
        queries.append(replace(query, own=True))
    return Catalog(tuple(queries), tuple(sorted(problems)))


@cache
def ours() -> Catalog:
    """The queries that come with the project, from its folder ``queries``."""
    folder = Path(__file__).resolve().parents[2] / "queries"
    read = list(_read_folder(folder))
    queries = [query for query, _ in read if query is not None]
    return Catalog(tuple(queries), tuple(sorted(fault for _, faults in read for fault in faults)))


def _read_folder(folder: Path) -> Iterator[tuple[SavedQuery | None, tuple[Problem, ...]]]:
    """The queries in a folder and in the folders in it, each with what is wrong with it."""
    files = sorted({*folder.glob("*.cypher"), *folder.glob("*/*.cypher")}) if folder.is_dir() else []
    for file in files:
        group = file.parent.name.replace("-", " ") if file.parent != folder else OWN
        try:
            check_name(file.stem)
            text = file.read_text("utf-8")
        except CatalogError as error:
            yield None, (Problem(str(file), 0, "its name cannot be used", str(error)),)
            continue
        except (OSError, UnicodeDecodeError) as error:
            yield None, (Problem(str(file), 0, "it cannot be read", str(error)),)
            continue
        query, faults = parse(text, file=str(file), name=file.stem, group=group)
        yield (replace(query, file=file) if query else None), faults
