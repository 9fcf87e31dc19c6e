"""A saved query, and what becomes of the texts that somebody gives for its parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from allegata.catalog.parameters import Entity, Lister, Parameter
from allegata.errors import AllegataError, UsageError
from allegata.vocabulary import nearest

__all__ = ["Returns", "SavedQuery", "loose"]


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
        bare: whether it is a statement without a header: its parameters are not declared but found in it.
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
    bare: bool = False

    def bind(
        self, given: Mapping[str, str], entity: Entity, lister: Lister | None = None, types: tuple[str, ...] = ()
    ) -> dict[str, Any]:
        """The values of all parameters; what is not given has its default.

        Args:
            given: texts by the names of parameters.
            entity: finds entities by name.
            lister: finds choices that are in the database; without it any text is one.
            types: relations of a database that Allegata did not load; none: the vocabulary.

        Raises:
            UsageError: there is no such parameter, or a text is no value of its type; one sentence says which.
            NotFound: there is no such entity, or several (`Ambiguous`); the text names the parameter.
        """
        self._check_names(given)
        return {each.name: self._value(each, given, entity, lister, types) for each in self.parameters}

    def tried(
        self, given: Mapping[str, str], entity: Entity, lister: Lister | None = None, types: tuple[str, ...] = ()
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """As `bind`, for a form: the values, and for each parameter that has none what is wrong, in a sentence."""
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for each in self.parameters:
            try:
                values[each.name] = self._value(each, given, entity, lister, types)
            except AllegataError as error:
                wrong[each.name] = str(error).removeprefix(f"{each.name}: ")
        return values, wrong

    def _value(
        self,
        each: Parameter,
        given: Mapping[str, str],
        entity: Entity,
        lister: Lister | None,
        types: tuple[str, ...],
    ) -> Any:
        if self.bare:
            return loose(given.get(each.name, ""))
        return replace(each.listed(lister), types=types).value(given.get(each.name, ""), entity)

    def _check_names(self, given: Mapping[str, str]) -> None:
        names = [each.name for each in self.parameters]
        for name in given:
            if name not in names:
                hint = nearest(name, names)
                known = f"it has {', '.join(names)}" if names else "it has none"
                raise UsageError(f"{self.name} has no parameter {name!r}: {hint or known + '.'}")

    def found(self, words: str) -> bool:
        """Whether all words typed into a search box occur in it."""
        text = f"{self.name} {self.group} {self.title} {self.description}".casefold()
        return all(word in text for word in words.casefold().split())


def loose(text: str) -> Any:
    """The value of a parameter that nothing is declared of: JSON where the text is some, else the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text
