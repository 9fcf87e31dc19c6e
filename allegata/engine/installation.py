"""Bring Neo4j's program files onto this machine, once, and prepare them for quick starts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from allegata.engine import credentials
from allegata.engine.address import DATABASE, USERNAME, Address
from allegata.engine.bolt import HOST
from allegata.engine.java import cache_file, runtime
from allegata.engine.launch import halt, launch
from allegata.engine.layout import Layout
from allegata.engine.manifest import Manifest
from allegata.engine.record import write_whole
from allegata.errors import AllegataError, InstallError
from allegata.progress import Progress
from allegata.settings import Settings

__all__ = ["Exercise", "install", "installed"]

Exercise = Callable[[Address], None]
"""Runs typical queries on a server that was started for this purpose only."""

PREPARING = "Preparing Neo4j for quick starts; once, for half a minute (two or three on a slow machine)."
GLANCE = 0.5
"""Seconds between two looks at what another process has fetched."""

DUMP_PATIENCE = 600.0
SPARE = 220 << 20
"""Room for the start cache and the first database, in bytes."""


def install(settings: Settings, progress: Progress, exercise: Exercise | None = None) -> None:
    """Fetch the server's files and prepare a cache that halves the time of each start.

    Safe to repeat and to interrupt: what is there already is kept. Nothing is started when it returns.

    Args:
        settings: data folder and, perhaps, a Maven mirror.
        progress: told what is done.
        exercise: queries to run while the cache is recorded, so that the first real ones are quick too.

    Raises:
        PlatformError: there is no Java runtime for this machine.
        InstallError: a file could not be fetched, verified or written; the next call goes on from there.
        StateError: the settings name a Neo4j of the user's own, or the data folder cannot be used.
    """
    runtime()
    layout = Layout.of(settings)
    layout.create()
    try:
        layout.programs.mkdir(parents=True, exist_ok=True)
        with _alone(layout, progress):
            if not _verified(layout):
                _fetch(layout, settings, progress)
            if not cache_file(layout).exists():
                _prepare_cache(layout, settings, progress, exercise)
    except OSError as error:
        raise InstallError(
            f"{layout.programs} cannot be written ({error.strerror or error}): make room, or check whose it is."
        ) from error


def _alone(layout: Layout, progress: Progress) -> AbstractContextManager[object]:
    """The lock on the program files, which several data folders may share; released by ``with``."""
    lock = FileLock(layout.programs / "install.lock")
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        return _awaited(lock, layout, progress)


def _awaited(lock: FileLock, layout: Layout, progress: Progress) -> AbstractContextManager[object]:
    """The lock that another process holds now; how far that is, what has arrived in the folder tells."""
    whole, seen = Manifest.read().size, 0
    with progress.task("fetching Neo4j, as another Allegata has begun to", whole, "bytes") as advance:
        while (arrived := _arrived(layout)) < whole:
            advance(arrived - seen)
            seen = arrived
            try:
                return lock.acquire(timeout=GLANCE)
            except Timeout:
                continue
    progress.say(PREPARING)
    return lock.acquire()


def _arrived(layout: Layout) -> int:
    """Bytes of the server's files that are there; a file that is renamed meanwhile may not be counted."""
    total = 0
    for file in layout.library.glob("*"):
        with suppress(FileNotFoundError):
            total += file.stat().st_size
    return total


def installed(layout: Layout) -> bool:
    """Whether nothing is left to do for `install`; it takes some milliseconds and hashes nothing."""
    return _verified(layout) and cache_file(layout).exists()


def _fetch(layout: Layout, settings: Settings, progress: Progress) -> None:
    # Here and not above: most processes never fetch, and the libraries take a quarter of a second to load.
    from jgo.constants import MAVEN_CENTRAL_URL

    from allegata.engine.fetch import fetch

    manifest = Manifest.read()
    repository = settings.maven_repository or MAVEN_CENTRAL_URL
    fetch(manifest, layout.library, repository, progress, spare=SPARE)
    stamp = {"digest": manifest.digest, "files": _signatures(layout)}
    write_whole(_stamp(layout), json.dumps(stamp))


def _stamp(layout: Layout) -> Path:
    return layout.programs / "verified.json"


def _verified(layout: Layout) -> bool:
    """Whether the files are those whose sums were verified after fetching, by length and time of change."""
    try:
        stamp = json.loads(_stamp(layout).read_text(encoding="utf-8"))
        return bool(stamp == {"digest": Manifest.read().digest, "files": _signatures(layout)})
    except (FileNotFoundError, ValueError):
        return False


def _signatures(layout: Layout) -> dict[str, list[int]]:
    stats = {artifact.name: (layout.library / artifact.name).stat() for artifact in Manifest.read().artifacts}
    return {name: [stat.st_size, stat.st_mtime_ns] for name, stat in stats.items()}


def _prepare_cache(layout: Layout, settings: Settings, progress: Progress, exercise: Exercise | None) -> None:
    """Run a server of no importance once, with Java recording what it loads and compiles."""
    progress.say(PREPARING)
    scratch = Layout(layout.programs / "training", layout.version, layout.programs)
    made = scratch.home / "start.aot"
    _discard(scratch)
    try:
        with scratch.locked():
            credentials.prepare(scratch, settings)
            record = launch(scratch, replace(settings, db_port=0), f"-XX:AOTCacheOutput={made}")
            if exercise is not None:
                uri = f"bolt://{HOST}:{record.port}"
                exercise(Address(uri, USERNAME, credentials.password(scratch), DATABASE))
            # Java writes the cache when it ends, which takes most of the time.
            halt(scratch, DUMP_PATIENCE)
        made.replace(cache_file(layout))
    except (AllegataError, OSError) as error:
        # Starts work without the cache: not worth failing for, nor worth trying again each time.
        progress.say(f"Neo4j works, but its starts stay slower: {error}")
        cache_file(layout).touch()
    finally:
        _discard(scratch)


def _discard(scratch: Layout) -> None:
    """Remove a training server and its folder, both of which a failure or a killed process leaves."""
    halt(scratch, patience=0)
    shutil.rmtree(scratch.home, ignore_errors=True)
