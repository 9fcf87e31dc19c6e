"""What a typed statement may be made of, from ``allowed.yaml``. Whatever is not named there is refused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

__all__ = ["Allowed", "allowed"]


@dataclass(frozen=True, slots=True)
class Allowed:
    """The lists of the file, where each is explained.

    Attributes:
        operators, writing, procedures: names as the server spells them.
        functions: names in small letters.
        spellings: the same names as they are written.
        function_families: beginnings of such names.
        words: words before a parenthesis that call nothing.
    """

    operators: frozenset[str]
    writing: frozenset[str]
    procedures: frozenset[str]
    functions: frozenset[str]
    spellings: tuple[str, ...]
    function_families: tuple[str, ...]
    words: frozenset[str]

    def function(self, name: str) -> bool:
        """Whether a name before a parenthesis is harmless."""
        small = name.casefold()
        return name in self.words or small in self.functions or small.startswith(self.function_families)


@cache
def allowed() -> Allowed:
    """The lists."""
    lists = yaml.safe_load((files("allegata.store") / "allowed.yaml").read_text("utf-8"))
    return Allowed(
        operators=frozenset(lists["operators"].split()),
        writing=frozenset(lists["writing"].split()),
        procedures=frozenset(lists["procedures"].split()),
        spellings=tuple(lists["functions"].split()),
        functions=frozenset(lists["functions"].casefold().split()),
        function_families=tuple(lists["function_families"].split()),
        words=frozenset(lists["words"].split()),
    )
