"""Data folders for tests: each its own database, all of them the same program files, installed once."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from neo4j import GraphDatabase

from allegata import engine
from allegata.engine import config
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


MEMORY = Path("/dev/shm")  # noqa: S108 - looked at for room, and a folder of its own is made in it
ROOM = 4 << 30


@contextmanager
def in_memory(otherwise: Path) -> Iterator[Path]:
    """A folder that is gone afterwards, in memory if there is room: a commit to a disk waits for the disk."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        with TemporaryDirectory(prefix="allegata-", dir=MEMORY) as folder:
            yield Path(folder)
    else:
        yield otherwise


@contextmanager
def hurried(*, keep_plans: bool = False) -> Iterator[None]:
    """Servers that are started meanwhile spare what pays only after minutes.

    Their code is not compiled a second time for speed, which takes half of what a server works in its first minutes.
    With ``keep_plans`` statements are not planned anew whenever a test has emptied the database and filled it again:
    who makes a large graph calls `Database.plan_anew`. A read that asks for a state still to come waits for a second.
    """
    options, table = config.machine_options, config._table

    def more(*arguments: Any) -> dict[str, object]:
        quick = {"dbms.cypher.min_replan_interval": "1h", "db.transaction.bookmark_ready_timeout": "1s"}
        return {**table(*arguments), **quick}

    with (
        patch.object(config, "machine_options", lambda: [*options(), "-XX:TieredStopAtLevel=1"]),
        patch.object(config, "_table", more if keep_plans else table),
    ):
        yield


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
