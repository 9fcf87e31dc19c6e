"""The note that a running server leaves for the processes that want to use it."""

from __future__ import annotations

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from allegata.engine.process import Process

__all__ = ["Record", "write_whole"]


@dataclass(frozen=True, slots=True)
class Record:
    """A server that was started and not stopped since; it may have died without telling.

    Attributes:
        server: the server's process.
        guard: the process that stops the server when nobody uses it any more.
        port: where it listens for Bolt, on 127.0.0.1.
        version: its version of Neo4j.
        starter: number and name of the process that started it.
        started: when, in seconds since 1970.
    """

    server: Process
    guard: Process
    port: int
    version: str
    starter: str
    started: float

    @classmethod
    def read(cls, file: Path) -> Record | None:
        """The record in `file`; None when there is none, or only a torn one."""
        try:
            table = json.loads(file.read_text(encoding="utf-8"))
            return cls(**table | {"server": Process(**table["server"]), "guard": Process(**table["guard"])})
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None

    def write(self, file: Path) -> None:
        """Write the record, whole or not at all."""
        write_whole(file, json.dumps(asdict(self)))

    @property
    def uptime(self) -> float:
        """Seconds since the server was started."""
        return time.time() - self.started


def write_whole(file: Path, text: str) -> None:
    """Write a small file so that a reader sees all of it or what was there before."""
    part = file.with_name(f"{file.name}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(file)
