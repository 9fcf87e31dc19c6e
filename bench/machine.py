"""On what was measured, and how busy it was."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import shutil
import subprocess
from pathlib import Path

import psutil

from allegata import settings
from bench.servers import NAMES

__all__ = ["described"]


def described() -> str:
    """The machine, the system and the versions, in two lines of Markdown."""
    memory = psutil.virtual_memory().total / 1e9
    load = " ".join(f"{each:.1f}" for each in os.getloadavg())
    versions = [f"Python {platform.python_version()}", f"Neo4j {_neo4j()}", _chromium()]
    versions += [f"{name} {importlib.metadata.version(name)}" for name in ("streamlit", "neo4j", "duckdb")]
    return (
        f"{_processor()}, {psutil.cpu_count(logical=False)} cores ({psutil.cpu_count()} threads), {memory:.0f} GB, "
        f"{_system()}; load average {load}.\n{', '.join(versions)}.\n"
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        for line in cpuinfo.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return platform.platform()
    return f"{name}, {platform.system()} {platform.release()}"


def _neo4j() -> str:
    """As the folder of the program files is called."""
    folder = settings.load().home / "neo4j"
    names = sorted(each.name for each in folder.iterdir() if each.is_dir()) if folder.is_dir() else []
    return names[-1] if names else "?"


def _chromium() -> str:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        return "no Chromium"
    told = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False)
    return " ".join(told.stdout.split()[:2]) or "Chromium"
