"""What a saved query wants to be told: typed parameters, and the texts that become their values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from allegata.errors import UsageError
from allegata.vocabulary import nearest, relations

__all__ = ["Entity", "Kind", "Lister", "Parameter"]

MOST_NAMED = 20
"""Choices that an error names."""

Entity = Callable[[str], str]
"""From an id, name or alias to the id of the entity that is meant; raises `NotFound` when there is none."""


Lister = Callable[[str], Sequence[str]]
"""From a statement to the texts in its first column; raises `StoreError`."""


class Kind(StrEnum):
    """Type of a parameter."""

    ENTITY = "entity"
    RELATION = "relation"
    DATE = "date"
    INTEGER = "integer"
    CHOICE = "choice"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a saved query.

    Attributes:
        name: without the dollar sign.
        kind: its type.
        label: what it is, for people.
        default: as text; "" means that it may be left empty.
        choices: of a choice.
        lister: of a choice whose choices are in the database: the statement whose first column they are.
        low, high: of an integer, both included.
        item: of a list: the type of what is in it (entity, relation or text).
        types: of a relation: those there are in a database that Allegata did not load; none: the vocabulary.
    """

    name: str
    kind: Kind
    label: str
    default: str = ""
    choices: tuple[str, ...] = ()
    lister: str = ""
    low: int = -(2**63)
    high: int = 2**63 - 1
    item: Kind = Kind.TEXT
    types: tuple[str, ...] = ()

    def value(self, text: str, entity: Entity) -> Any:
        """The value that a text stands for.

        An empty text is None, or an empty list; where the default is not empty, it is the default.

        Args:
            text: as typed; of a list, commas (or line ends) stand between its items.
            entity: finds entities by name.

        Raises:
            UsageError: the text is no such value; one sentence says why.
            NotFound: there is no such entity, or several (`Ambiguous`).
        """
        text = text.strip() or self.default
        if self.kind is Kind.LIST:
            items = (item.strip() for item in text.replace("\n", ",").split(","))
            return [self._single(self.item, item, entity) for item in items if item]
        return self._single(self.kind, text, entity) if text else None

    def listed(self, lister: Lister | None) -> Parameter:
        """With its choices, where a statement lists them.

        Raises:
            StoreError: the statement does not run.
        """
        return replace(self, choices=tuple(lister(self.lister))) if self.lister and lister else self

    def _single(self, kind: Kind, text: str, entity: Entity) -> Any:
        match kind:
            case Kind.ENTITY:
                return entity(text)
            case Kind.RELATION:
                return self._relation(text)
            case Kind.DATE:
                return self._date(text)
            case Kind.INTEGER:
                return self._integer(text)
            case Kind.CHOICE:
                return self._choice(text)
            case _:
                return text

    def _relation(self, text: str) -> str:
        small = text.casefold().replace(" ", "_")
        if self.types:
            return self._type(text)
        for each in relations().values():
            if small in (each.type.casefold(), each.label.casefold().replace(" ", "_")):
                return each.type
        hint = nearest(text.upper().replace(" ", "_"), list(relations()))
        raise UsageError(f"{self.name}: there is no relation {text!r}{_or(hint)} docs/vocabulary.md has them all.")

    def _type(self, text: str) -> str:
        for each in (text, text.casefold(), text.casefold().replace(" ", "_")):
            if found := next((it for it in self.types if each in (it, it.casefold())), ""):
                return found
        raise UsageError(
            f"{self.name}: there is no relation {text!r} in this database{_or(nearest(text, list(self.types)))}"
        )

    def _date(self, text: str) -> dt.date:
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            raise UsageError(f"{self.name}: {text!r} is no day; write it as in 2024-10-31.") from None

    def _integer(self, text: str) -> int:
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
            raise UsageError(f"{self.name}: {text!r} is no whole number.")
        value = int(text)
        if not self.low <= value <= self.high:
            raise UsageError(f"{self.name}: {value} is out of range; it lies between {self.low} and {self.high}.")
        return value

    def _choice(self, text: str) -> str:
        if self.lister and not self.choices:
            return text
        for each in self.choices:
            if each.casefold() == text.casefold():
                return each
        few = ", ".join(self.choices[:MOST_NAMED]) + (", …" if len(self.choices) > MOST_NAMED else "")
        raise UsageError(f"{self.name}: {text!r} cannot be chosen; it is one of {few}.")


def _or(hint: str) -> str:
    return f"; {hint}" if hint else "."
