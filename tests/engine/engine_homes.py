"""Data folders for tests: each its own database, all of them the same program files, installed once."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from neo4j import GraphDatabase

from allegata import engine
from allegata.engine.address import Address
from allegata.progress import Silent
from allegata.settings import Settings, load

Make = Callable[..., Settings]
Python = Callable[[Settings, str], "subprocess.Popen[str]"]


@cache
def installed_programs() -> Path:
    """A folder with the installed program files, kept from one run of the tests to the next."""
    home = Path(os.environ.get("ALLEGATA_TEST_HOME") or Path.home() / ".cache" / "allegata-tests")
    engine.install(load({"ALLEGATA_HOME": str(home)}), Silent())
    return home / "neo4j"


def settings_in(home: Path, **environ: str) -> Settings:
    """Settings with `home` as data folder, made if need be, and the installed program files linked into it."""
    home.mkdir(mode=0o700, exist_ok=True)
    (home / "neo4j").symlink_to(installed_programs())
    return load({"ALLEGATA_HOME": str(home), **environ})


def query(address: Address, statement: str, **parameters: object) -> list[dict[str, Any]]:
    with (
        GraphDatabase.driver(address.uri, auth=(address.username, address.password)) as driver,
        driver.session(database=address.database) as session,
    ):
        return session.run(statement, **parameters).data()


def until(condition: Callable[[], bool], seconds: float = 15.0) -> bool:
    """Whether `condition` came true within some seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return condition()
