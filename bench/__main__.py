"""Measure, and write one table of results: ``python -m bench [NAME...]``; without names everything is measured.

The result goes to the terminal and to ``bench/results/results.md``, charts beside it.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import inspect
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from allegata import engine, settings
from allegata.start import install
from allegata.terminal import Terminal
from bench.machine import described
from bench.row import Result, table

RESULTS = Path(__file__).parent / "results"
PARTS = ("explorer", "load", "screen", "queries", "paths", "figures", "rivals", "scale")
"""Modules of this package; each has ``measure(home)`` or ``measure(home, out)``, which gives results."""


def main() -> None:
    """In a data folder of its own, beside the user's program files."""
    names = _named()
    in_force = settings.load()
    install(in_force, Terminal())
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        home.mkdir(mode=0o700)
        (home / "neo4j").symlink_to(in_force.home / "neo4j")
        before = described()
        try:
            for name in names:
                sys.stderr.write(f"measuring: {name}\n")
                results += _measured(name, home)
                # Written after every part: a later one that fails takes nothing with it.
                _write(f"{before}\n{table(results)}\n")
        finally:
            engine.stop(settings.load({"ALLEGATA_HOME": str(home)}))
    sys.stdout.write((RESULTS / "results.md").read_text("utf-8"))


def _write(text: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "results.md").write_text(text, "utf-8")


def _named() -> list[str]:
    there = [name for name in PARTS if importlib.util.find_spec(f"bench.{name}")]
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure, as ratios to floors.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(there)}; none: all of them")
    given = parser.parse_args().names
    for name in given:
        if name not in there:
            parser.error(f"there is no part {name!r}: choose from {', '.join(there)}")
    return [name for name in there if not given or name in given]


def _measured(name: str, home: Path) -> Sequence[Result]:
    measure = importlib.import_module(f"bench.{name}").measure
    wanted = len(inspect.signature(measure).parameters)
    found: Sequence[Result] = measure(*(home, RESULTS)[:wanted])
    return found


main()
