"""A saved query, and what becomes of the texts that somebody gives for its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from allegata.catalog.parameters import Entity, Parameter
from allegata.errors import UsageError
from allegata.vocabulary import nearest

__all__ = ["Returns", "SavedQuery"]


class Returns(StrEnum):
    """What a query gives to look at."""

    GRAPH = "graph"
    TABLE = "table"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved query.

    Attributes:
        name: by which it is called; no other query has it.
        group: where it stands in the menu.
        title, description: for people.
        returns: what it gives.
        parameters: in the order of the header.
        statement: Cypher.
        line: the line of its file in which the statement begins, counted from 1.
        text: the whole file.
        file: where it lies; None for one that was not saved yet.
        own: whether it is the user's.
    """

    name: str
    group: str
    title: str
    description: str
    returns: Returns
    parameters: tuple[Parameter, ...]
    statement: str
    line: int = 1
    text: str = ""
    file: Path | None = None
    own: bool = False

    def bind(self, given: Mapping[str, str], entity: Entity) -> dict[str, Any]:
        """The values of all parameters; what is not given has its default.

        Args:
            given: texts by the names of parameters.
            entity: finds entities by name.

        Raises:
            UsageError: there is no such parameter, or a text is no value of its type; one sentence says which.
            NotFound: there is no such entity, or several (`Ambiguous`); the text names the parameter.
        """
        names = [each.name for each in self.parameters]
        for name in given:
            if name not in names:
                hint = nearest(name, names)
                known = f"it has {', '.join(names)}" if names else "it has none"
                raise UsageError(f"{self.name} has no parameter {name!r}: {hint or known + '.'}")
        return {each.name: each.value(given.get(each.name, ""), entity) for each in self.parameters}

    def found(self, words: str) -> bool:
        """Whether all words typed into a search box occur in it."""
        text = f"{self.name} {self.group} {self.title} {self.description}".casefold()
        return all(word in text for word in words.casefold().split())
