"""Real servers in throw-away data folders. The program files are installed once and linked into each folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from engine_homes import Make, Python, hurried, installed_programs, settings_in

from allegata import engine
from allegata.engine.address import Address
from allegata.settings import Settings


@pytest.fixture(scope="session")
def programs() -> Path:
    """A folder with the installed program files, kept from one run of the tests to the next."""
    return installed_programs()


@pytest.fixture(autouse=True)
def _hurried() -> Iterator[None]:
    with hurried():
        yield


@pytest.fixture(scope="session")
def running(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, Address]]:
    """One server for all tests that do not stop it."""
    settings = settings_in(tmp_path_factory.mktemp("running"))
    with hurried():
        address = engine.ensure(settings)
    yield settings, address
    engine.stop(settings)


@pytest.fixture
def make(programs: Path, tmp_path: Path) -> Iterator[Make]:
    """A function that makes settings with a data folder of their own; its server is stopped after the test."""
    made: list[Settings] = []

    def _make(name: str = "home", **environ: str) -> Settings:
        made.append(settings_in(tmp_path / name, **environ))
        return made[-1]

    yield _make
    for settings in made:
        engine.stop(settings)


@pytest.fixture
def python() -> Iterator[Python]:
    """A function that runs a piece of Python with `settings` loaded, as another process would."""
    started: list[subprocess.Popen[str]] = []

    def _python(settings: Settings, code: str) -> subprocess.Popen[str]:
        head = "import sys, time; from allegata import engine; from allegata.settings import load; settings = load()\n"
        environ = {**os.environ, "ALLEGATA_HOME": str(settings.home), "ALLEGATA_DB_KEEP": settings.db_keep}
        process = subprocess.Popen(
            [sys.executable, "-c", head + code],
            cwd=Path(__file__).parents[2],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield _python
    for process in started:
        process.kill()
        process.communicate()
