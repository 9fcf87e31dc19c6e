"""Rewrite ``jgo.lock.toml`` after a change of version in ``jgo.toml``: ``python -m allegata.engine.relock``.

jgo resolves the coordinates and fetches every file once, which takes about a minute and a half; the lock
then names each file with its SHA-256 sum, and installations resolve nothing any more.
"""

from __future__ import annotations

import tempfile
import tomllib
from pathlib import Path

import tomli_w
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.env import EnvironmentBuilder, EnvironmentSpec
from jgo.maven import MavenContext

from allegata.engine.manifest import LOCK, Artifact
from allegata.settings import load

__all__ = ["relock"]

SPEC = LOCK.with_name("jgo.toml")


def relock(spec: Path = SPEC, lock: Path = LOCK, repository: str = "") -> int:
    """Resolve what `spec` asks for and write it to `lock`.

    Args:
        spec: jgo's description of the environment.
        lock: the file to write; jgo's own format, with the size of each file in bytes added.
        repository: address of a Maven mirror; empty: Maven Central.

    Returns:
        The number of files locked.

    Raises:
        RuntimeError: jgo could not resolve a coordinate.
    """
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch) / "repository"
        context = MavenContext(repo_cache=cache, remote_repos={"central": repository or MAVEN_CENTRAL_URL})
        builder = EnvironmentBuilder(context, cache_dir=Path(scratch) / "environment")
        builder.resolve_lockfile(EnvironmentSpec.load(spec)).save(lock)
        table = tomllib.loads(lock.read_text(encoding="utf-8"))
        for row in table["dependencies"]:
            row["size"] = (cache / Artifact.of(row | {"size": 0}).path).stat().st_size
    lock.write_text(tomli_w.dumps(table), encoding="utf-8")
    return len(table["dependencies"])


if __name__ == "__main__":
    print(f"{relock(repository=load().maven_repository)} files locked in {LOCK}")
