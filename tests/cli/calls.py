"""Calling the program as a person or a script would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def call(
    *words: str, environ: Mapping[str, str], answer: str = "", module: str = "allegata.cli"
) -> subprocess.CompletedProcess[str]:
    """``allegata WORDS`` in a process of its own; ``answer`` is what is typed."""
    code = "from allegata.cli import main; main()"
    program = ["-c", code] if module == "allegata.cli" else ["-m", module]
    return subprocess.run(
        [sys.executable, *program, *words],
        input=answer,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=dict(environ),
        timeout=120,
        check=False,
    )


def begin(*words: str, environ: Mapping[str, str]) -> subprocess.Popen[str]:
    """The same, not waited for."""
    return subprocess.Popen(
        [sys.executable, "-c", "from allegata.cli import main; main()", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=dict(environ),
    )


def alone(home: Path, **more: str) -> dict[str, str]:
    """An environment with a data folder of its own."""
    return {**os.environ, "ALLEGATA_HOME": str(home), "NEO4J_URI": "", **more}
