"""Measure, and print one Markdown table."""

from __future__ import annotations

import platform
import sys
import tempfile
from pathlib import Path

import psutil

from allegata import settings
from allegata.start import install
from allegata.terminal import Terminal
from bench import explorer, load
from bench.row import HEAD


def main() -> None:
    """Everything there is to measure, in a data folder of its own beside the user's program files."""
    in_force = settings.load()
    install(in_force, Terminal())
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        (home / "neo4j").symlink_to(in_force.home / "neo4j")
        rows = [*explorer.measure(home), *load.measure(home)]
    memory = psutil.virtual_memory().total / 1e9
    sys.stdout.write(
        f"{platform.system()} {platform.machine()}, {psutil.cpu_count()} cores, {memory:.0f} GB, "
        f"Python {platform.python_version()}\n\n{HEAD}\n"
    )
    for row in rows:
        sys.stdout.write(f"{row}\n")


main()
