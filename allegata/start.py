"""From settings to an open database: the user's own server when one is named, else the local one, with the seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock

import loader
from allegata import engine
from allegata.analysis.question import Question
from allegata.engine import Address
from allegata.errors import StateError
from allegata.progress import Progress, Silent
from allegata.settings import Settings
from allegata.stage import Files
from allegata.store import Connection, Explorable, Gate, Graph, Reader, connect, graph_of, seeker_of
from allegata.store.renewal import Reckoned, reckoned, renew
from loader.staging import finish_interrupted

__all__ = ["Handle", "connect_database", "how_reckoned", "importer", "install", "open_database", "warm"]


@dataclass(frozen=True, slots=True)
class Handle:
    """An open database as the front end needs it."""

    connection: Connection
    graph: Explorable

    def alive(self) -> bool:
        """Whether the database answers now."""
        return self.connection.alive()

    def gate(self, settings: Settings) -> Gate:
        """What runs statements that somebody typed."""
        return Gate(self.connection, settings)

    def close(self) -> None:
        """End the connection."""
        self.connection.close()


def open_database(settings: Settings, progress: Progress | None = None) -> Handle:
    """An open database with something in it: an empty local one is given the seed data set.

    A server of the user's own is never written to without being told.

    Args:
        settings: which database, and the limits.
        progress: told of what takes long: fetching, starting, loading.

    Raises:
        EngineError: the local Neo4j could not be installed or started; `StateError`: another version of Allegata made
            what is in it, and it is too much to be reckoned anew just so.
        StoreError: the database does not answer.
    """
    progress = progress or Silent()
    connection = _connect(settings, progress)
    try:
        if settings.managed:
            # The command and the page that it opens begin at the same time: one loads, the other finds it done.
            with FileLock(settings.home / "seed.lock"):
                finish_interrupted(connection, settings, progress, importer(settings, progress))
                rules = renew(connection, settings, progress)
                if rules.trouble:
                    raise StateError(f"{rules.trouble}: {rules.mend}.")
                loader.load_seed_if_empty(connection, settings, progress)
        graph = graph_of(Reader(connection, settings))
    except BaseException:
        connection.close()
        raise
    return Handle(connection, graph)


def install(settings: Settings, progress: Progress | None = None) -> None:
    """Fetch and prepare the local Neo4j, and start nothing that stays.

    Raises:
        EngineError: it could not be installed, or the settings name a server of the user's own.
    """
    engine.install(settings, progress or Silent(), _exercise(settings))


@contextmanager
def connect_database(settings: Settings, progress: Progress | None = None) -> Iterator[Connection]:
    """A connection for one command; nothing is loaded but what an interrupted load left over.

    What another version of Allegata reckoned is reckoned anew if it is small, else it is told: the command may be the
    one that mends it. Raises what `open_database` raises.
    """
    progress = progress or Silent()
    with _connect(settings, progress) as connection:
        if settings.managed:
            finish_interrupted(connection, settings, progress, importer(settings, progress))
            rules = renew(connection, settings, progress)
            if rules.trouble:
                progress.say(f"{rules.trouble}: {rules.mend}.")
        yield connection


def how_reckoned(settings: Settings) -> Reckoned | None:
    """By which rules the graph was reckoned; None when the local database is not running: it is not started for this.

    Raises:
        StoreError: the database does not answer.
    """
    if settings.managed and not engine.status(settings).running:
        return None
    with _connect(settings, Silent()) as connection:
        return reckoned(connection, settings)


def _connect(settings: Settings, progress: Progress) -> Connection:
    if not settings.managed:
        return connect(settings.neo4j_uri, settings.neo4j_username, settings.neo4j_password, settings.neo4j_database)
    address = engine.ensure(settings, progress, exercise=_exercise(settings))
    return connect(address.uri, address.username, address.password, address.database)


def importer(settings: Settings, progress: Progress) -> Callable[[Files], None] | None:
    """The fast way to fill an empty local database; None where the database is not ours to build."""
    if not settings.managed:
        return None

    def build(files: Files) -> None:
        engine.import_files(settings, files.nodes, files.relationships, progress)

    return build


def warm(graph: Explorable, settings: Settings) -> None:
    """Ask once what a person asks first, so that the server has planned it by then. Nothing is kept of the answers.

    Raises:
        StoreError: the database does not answer.
    """
    graph.rehearse()
    drawn = graph.overview(settings.draw_limit)
    if graph.claims:
        # Elsewhere it may mean a look at a million names, for nothing.
        graph.search("moscow")
    for edge in drawn.edges[:1]:
        graph.evidence(edge.key)
    for node in drawn.nodes[:1]:
        graph.entity(node.id)
        graph.neighbours(node.id, limit=1)
        graph.among([node.id])
    graph.datasets()
    graph.documents()
    if len(drawn.nodes) > 1:
        # Statements that follow relations over several steps take the server longest to plan.
        seeker_of(graph).best(Question((drawn.nodes[0].id,), (drawn.nodes[-1].id,), hops=3))


def _exercise(settings: Settings) -> engine.Exercise:
    """What a first minute with the explorer asks of the server, for the cache of loaded classes that it starts from."""

    def exercise(address: Address) -> None:
        with connect(address.uri, address.username, address.password, address.database) as connection:
            loader.load_seed_if_empty(connection, settings, Silent())
            warm(Graph(Reader(connection, settings)), settings)

    return exercise
