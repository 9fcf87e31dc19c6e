"""The password of the local server: random, made once, in a file that only its owner can read."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from allegata.engine.java import admin
from allegata.engine.layout import Layout
from allegata.errors import StateError
from allegata.settings import Settings

__all__ = ["password", "prepare"]


def password(layout: Layout) -> str:
    """The password in force.

    Raises:
        StateError: its file is gone although the database is there.
    """
    try:
        return layout.password.read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise StateError(
            f"The password file {layout.password} is gone, so that the database beside it cannot be "
            "opened: put the file back, or begin anew with an empty database: allegata db reset."
        ) from error


def prepare(layout: Layout, settings: Settings) -> None:
    """Make a password and give it to the server, unless the server has begun to keep its own users.

    Raises:
        StateError: the password file is gone although the database is there.
        EngineError: the server's administration command failed.
    """
    if (layout.data / "databases" / "system").exists():
        password(layout)
        return
    _write_private(layout.password, secrets.token_hex(24))
    with _argument_file(layout) as argument:
        admin(layout, settings, "dbms", "set-initial-password", f"@{argument}")


@contextlib.contextmanager
def _argument_file(layout: Layout) -> Iterator[Path]:
    """The password as a file of arguments: on the command line everybody on the machine could read it."""
    file = layout.password.with_name("password.argument")
    try:
        _write_private(file, password(layout))
        yield file
    finally:
        file.unlink(missing_ok=True)


def _write_private(file: Path, text: str) -> None:
    file.unlink(missing_ok=True)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        stream.write(text)
