"""Where the engine keeps its files below the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock

from allegata.engine.manifest import Manifest
from allegata.errors import StateError
from allegata.settings import Settings

__all__ = ["Layout"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one data folder.

    Program files (`programs`) and data (`database`) are apart: resetting the database keeps the programs, and
    several data folders may share one set of programs through a symbolic link ``neo4j``.

    Attributes:
        home: the data folder.
        version: version of Neo4j whose program files are meant.
        programs: everything that an installation fetches or makes for this version.
    """

    home: Path
    version: str
    programs: Path

    @classmethod
    def of(cls, settings: Settings) -> Layout:
        """The layout for these settings.

        Raises:
            StateError: the settings name a Neo4j of the user's own, so that there is no local one.
        """
        if not settings.managed:
            raise StateError(
                f"NEO4J_URI={settings.neo4j_uri} names a Neo4j of your own, so that Allegata runs none: "
                "manage that one with its own tools, or unset NEO4J_URI to use the local one."
            )
        version = Manifest.read().version
        return cls(settings.home, version, settings.home / "neo4j" / version)

    @property
    def library(self) -> Path:
        """The jar files."""
        return self.programs / "lib"

    @property
    def database(self) -> Path:
        """The server's own folder (its NEO4J_HOME); private, since it holds the password."""
        return self.home / "database"

    @property
    def configuration(self) -> Path:
        """The folder of ``neo4j.conf``, which is rewritten at each start."""
        return self.database / "conf"

    @property
    def data(self) -> Path:
        """The stores and transaction logs of all databases."""
        return self.database / "data"

    @property
    def logs(self) -> Path:
        """The server's logs."""
        return self.database / "logs"

    @property
    def console(self) -> Path:
        """What the server's process printed since its last start."""
        return self.logs / "console.log"

    @property
    def imports(self) -> Path:
        """The empty folder that the server would import from, if it were allowed to."""
        return self.database / "import"

    @property
    def users(self) -> Path:
        """One file for each process that uses the running server."""
        return self.database / "users"

    @property
    def record(self) -> Path:
        """Which process the server is, and where it listens."""
        return self.database / "server.json"

    @property
    def password(self) -> Path:
        """The server's password, in a file of mode 0600."""
        return self.database / "password"

    def create(self) -> None:
        """Make the data folder and the server's folders, readable by their owner only.

        Raises:
            StateError: the data folder cannot be made or written to.
        """
        with self.access():
            self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.database.mkdir(mode=0o700, exist_ok=True)
            self.database.chmod(0o700)
            for folder in (self.configuration, self.logs, self.imports, self.users):
                folder.mkdir(mode=0o700, exist_ok=True)

    def lock(self) -> BaseFileLock:
        """The lock to be held while the server is started or stopped. `create` comes first."""
        return FileLock(self.database / "engine.lock")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Make the folders and hold the lock.

        Raises:
            StateError: the data folder cannot be used: it is somebody else's, or its disk is full.
        """
        self.create()
        with self.access(), self.lock():
            yield

    @contextmanager
    def access(self) -> Iterator[None]:
        """Tell in a sentence what the operating system refuses inside the data folder.

        Raises:
            StateError: the data folder cannot be used.
        """
        try:
            yield
        except OSError as error:
            raise StateError(
                f"The data folder {self.home} cannot be used ({error.strerror or error}): "
                "make room, give it to yourself, or name another one in ALLEGATA_HOME."
            ) from error
