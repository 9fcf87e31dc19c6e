"""The managed local Neo4j: install it, start and stop it, back it up and restore it.

::

    address = engine.ensure(settings, progress)     # installed, started and shared as need be
    driver = GraphDatabase.driver(address.uri, auth=(address.username, address.password))

The server listens on 127.0.0.1 only, asks for a password that only this user can read, and lives in the data
folder ``settings.home``. It stops when the last process that called `ensure` has ended. With ``NEO4J_URI``
set there is no local server, and every function here except `doctor` raises `StateError`.
"""

from __future__ import annotations

from allegata.engine.address import Address
from allegata.engine.backups import backup, reset, restore
from allegata.engine.findings import Finding, doctor
from allegata.engine.importing import import_files
from allegata.engine.installation import Exercise, install
from allegata.engine.server import Status, ensure, start, status, stop

__all__ = [
    "Address",
    "Exercise",
    "Finding",
    "Status",
    "backup",
    "doctor",
    "ensure",
    "import_files",
    "install",
    "reset",
    "restore",
    "start",
    "status",
    "stop",
]
