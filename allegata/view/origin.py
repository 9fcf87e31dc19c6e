"""What brought actors onto the canvas: a query that was asked, or a question for paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from allegata.wording import shortened

__all__ = ["Origin", "What", "told"]

LONGEST = 240
"""Characters of a statement that are told; what is kept is whole."""

ASKED: Mapping[str, str] = {"shortest": "Shortest paths", "around": "Surroundings", "connect": "Connections"}


class What(StrEnum):
    """What was asked."""

    QUERY = "query"
    PATHS = "paths"


@dataclass(frozen=True, slots=True)
class Origin:
    """Something that was asked, so that it can be asked again.

    Attributes:
        what: a query, or a question for paths.
        name: of the saved query; of the task, where paths were asked for; "" for a statement of one's own.
        statement: the Cypher of a query that does not come with Allegata.
        parameters: names and values as they were typed; actors may be there by their ids. A name may come again.
    """

    what: What
    name: str = ""
    statement: str = ""
    parameters: tuple[tuple[str, str], ...] = ()

    def told(self, name_of: Callable[[str], str] = str) -> str:
        """In words; ``name_of``: names for ids of actors."""
        given = ", ".join(f"{name} = {name_of(value)}" for name, value in self.parameters)
        if self.what is What.PATHS:
            head = ASKED.get(self.name, "Paths")
        elif self.name:
            head = f"Query {self.name}"
        else:
            head = f"Query {shortened(' '.join(self.statement.split()), LONGEST)}"
        return head + (f" ({given})" if given else "")


def told(origins: Iterable[Origin], name_of: Callable[[str], str] = str) -> str:
    """All of them in words, in the order in which they were asked; "" for none."""
    return "; ".join(each.told(name_of) for each in origins)
