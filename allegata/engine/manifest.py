"""What an installation of Neo4j consists of, read from the lock that jgo wrote."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["LOCK", "Artifact", "Manifest"]

LOCK = Path(__file__).with_name("jgo.lock.toml")
"""The lock that comes with this version of Allegata."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the server.

    Attributes:
        path: where it lies in a Maven repository, with forward slashes.
        name: its file name, unique within a manifest.
        sha256: its sum, in lower-case hexadecimal.
        size: its length in bytes.
    """

    path: str
    name: str
    sha256: str
    size: int

    @classmethod
    def of(cls, row: dict[str, Any]) -> Artifact:
        """The artifact that a row of the lock's ``dependencies`` describes."""
        classifier = f"-{row['classifier']}" if row.get("classifier") else ""
        name = f"{row['artifactId']}-{row['version']}{classifier}.{row['packaging']}"
        folder = f"{row['groupId'].replace('.', '/')}/{row['artifactId']}/{row['version']}"
        return cls(f"{folder}/{name}", name, row["sha256"], row["size"])

    def intact(self, folder: Path) -> bool:
        """Whether the file is in `folder`, whole and unchanged; it is read for that."""
        file = folder / self.name
        if not file.is_file() or file.stat().st_size != self.size:
            return False
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() == self.sha256


@dataclass(frozen=True, slots=True)
class Manifest:
    """All files of one version of the server.

    Attributes:
        version: the version of Neo4j.
        digest: a sum over the whole lock; it changes when any file does.
        artifacts: the files, in the order of the class path.
    """

    version: str
    digest: str
    artifacts: tuple[Artifact, ...]

    @classmethod
    def read(cls, lock: Path = LOCK) -> Manifest:
        """The manifest in a lock file (read once for each process)."""
        return _read(lock)

    @property
    def size(self) -> int:
        """Length of all files together, in bytes."""
        return sum(artifact.size for artifact in self.artifacts)


@cache
def _read(lock: Path) -> Manifest:
    text = lock.read_bytes()
    rows = tomllib.loads(text.decode())["dependencies"]
    version = next(row["version"] for row in rows if (row["groupId"], row["artifactId"]) == ("org.neo4j", "neo4j"))
    artifacts = sorted(map(Artifact.of, rows), key=lambda artifact: artifact.name)
    return Manifest(version, hashlib.sha256(text).hexdigest(), tuple(artifacts))
