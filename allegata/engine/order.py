"""What a guard is told to do, in a form that fits a command line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from allegata.engine.layout import Layout

__all__ = ["Order"]


@dataclass(frozen=True, slots=True)
class Order:
    """What the guard is told, as JSON in its only argument.

    Attributes:
        home: the data folder.
        programs: the folder of the program files.
        version: version of Neo4j.
        port: port that the server was configured for.
        starter: who starts it, in words.
        command: command line of the server; empty: the server of the record runs already and lost its guard.
    """

    home: str
    programs: str
    version: str
    port: int
    starter: str
    command: tuple[str, ...]

    @property
    def layout(self) -> Layout:
        """The paths of the data folder."""
        return Layout(Path(self.home), self.version, Path(self.programs))

    @classmethod
    def parse(cls, text: str) -> Order:
        """The order that `str` of another one tells."""
        table = json.loads(text)
        return cls(**table | {"command": tuple(table["command"])})

    def __str__(self) -> str:
        return json.dumps(asdict(self))
