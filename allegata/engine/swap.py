"""Put another database in the place of the present one, so that at each moment one of the two is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from allegata.engine.address import DATABASE
from allegata.engine.layout import Layout

__all__ = ["discard", "heal", "incoming", "receive", "swap"]

PARTS = ("databases", "transactions")


def incoming(layout: Layout) -> Path:
    """A data folder beside the real one, in which the other database is built."""
    return layout.database / "incoming"


def receive(layout: Layout) -> str:
    """Make the incoming folder; the option that has an administration command build the other database there."""
    data = incoming(layout)
    data.mkdir(mode=0o700)
    elsewhere = data / "incoming.conf"
    place = str(data).replace("\\", "\\\\")
    elsewhere.write_text(f"server.directories.data={place}\n", encoding="utf-8")
    return f"--additional-config={elsewhere}"


def _outgoing(layout: Layout) -> Path:
    return layout.database / "outgoing"


def swap(layout: Layout) -> None:
    """Set the present database aside and put the incoming one in its place. The server must be stopped.

    Until `discard` the old one can be put back by `heal`.
    """
    aside = _outgoing(layout)
    for part in PARTS:
        (aside / part).mkdir(parents=True, exist_ok=True)
        old = layout.data / part / DATABASE
        if old.exists():
            old.rename(aside / part / DATABASE)
        (incoming(layout) / part / DATABASE).rename(old)


def heal(layout: Layout) -> None:
    """Put the old database back if a swap was not finished. The server must be stopped."""
    for part in PARTS:
        old = _outgoing(layout) / part / DATABASE
        if old.exists():
            shutil.rmtree(layout.data / part / DATABASE, ignore_errors=True)
            old.rename(layout.data / part / DATABASE)
    shutil.rmtree(_outgoing(layout), ignore_errors=True)
    shutil.rmtree(incoming(layout), ignore_errors=True)


def discard(layout: Layout) -> None:
    """Remove the old database: the swap has succeeded."""
    # One rename decides; a removal can be interrupted half-way, and half an old database must not come back.
    rubbish = layout.database / "rubbish"
    shutil.rmtree(rubbish, ignore_errors=True)
    _outgoing(layout).rename(rubbish)
    shutil.rmtree(rubbish, ignore_errors=True)
    shutil.rmtree(incoming(layout), ignore_errors=True)
