"""What a statement can name in the database that is open: for the editor, which offers it while somebody types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from allegata.store.allowed import allowed

__all__ = ["Dictionary", "read_dictionary"]

LABELS = "CALL db.labels() YIELD label RETURN label ORDER BY toLower(label)"
TYPES = "CALL db.relationshipTypes() YIELD relationshipType RETURN relationshipType ORDER BY toLower(relationshipType)"
PROPERTIES = "CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey ORDER BY toLower(propertyKey)"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """Names, in the order of the alphabet.

    Attributes:
        labels, types, properties: of nodes, of relationships, of both.
        functions, procedures: those that may be called (docs/queries.md).
    """

    labels: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()


def read_dictionary(listed: Callable[[str], tuple[str, ...]]) -> Dictionary:
    """Ask the database for its names.

    Args:
        listed: gives the first column of a statement (`Gate.listed`).

    Raises:
        StoreError: the database does not answer.
    """
    lists = allowed()
    return Dictionary(
        listed(LABELS),
        listed(TYPES),
        listed(PROPERTIES),
        tuple(sorted(lists.spellings, key=str.casefold)),
        tuple(sorted(lists.procedures, key=str.casefold)),
    )
