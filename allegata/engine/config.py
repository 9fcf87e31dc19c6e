"""The configuration of the local server: where it listens, and the wall around what it may reach."""

from __future__ import annotations

import psutil

from allegata.engine.bolt import HOST
from allegata.engine.layout import Layout
from allegata.settings import Settings

__all__ = ["HEAP_SHARE", "machine_options", "write"]

HEAP_SHARE = 0.7
"""Share of the heap that transactions may take: all together, and any one of them.

The server itself lives on about 100 MB; a query that wants more than the rest ends with an error of its own
instead of ending the server."""

SMALLEST_CACHE, GROWTH = 128, 1024
"""Megabytes of page cache that every server gets, enough for some ten thousand claims; and what a database may grow by
until the next start. With 128 MB alone a load of 3 million rows in batches came to a stop: samples of indexes are taken
meanwhile, and each page that they read drove out one that was yet to be written."""


def _table(layout: Layout, settings: Settings, port: int) -> dict[str, object]:
    transactions = f"{int(settings.db_heap * HEAP_SHARE)}m"
    return {
        # A misspelt name below must not silently mean "unlimited".
        "server.config.strict_validation.enabled": "true",
        "server.default_listen_address": HOST,
        "server.bolt.enabled": "true",
        "server.bolt.listen_address": f"{HOST}:{port}",
        "server.bolt.advertised_address": f"{HOST}:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "dbms.security.auth_enabled": "true",
        # Nothing is told to anybody: no usage reports, and fleet discovery sees no network that it may
        # answer on (the server wants two masks at least; these match no address of a machine).
        "dbms.usage_report.enabled": "false",
        "internal.dbms.fleet_discovery.permitted_network_masks": "255.255.255.254/32,255.255.255.255/32",
        # A server started from jars has no import folder set, and then LOAD CSV reads any file.
        "server.directories.import": layout.imports,
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "internal.dbms.cypher_ip_blocklist": "0.0.0.0/0,::/0",
        # Every limit below is "unlimited" by default.
        "db.transaction.timeout": f"{int(max(settings.query_timeout, settings.load_timeout))}s",
        "db.memory.transaction.max": transactions,
        "dbms.memory.transaction.total.max": transactions,
        "server.memory.pagecache.size": f"{settings.db_pagecache or _fitting(layout)}m",
        # 256 MB for each of two databases would be reserved on disk at the first start.
        "db.tx_log.preallocate": "false",
        "db.tx_log.rotation.retention_policy": "100M size",
        "db.logs.query.enabled": "OFF",
        # A statement would be planned anew for lists and texts of another order of size: ten times as long as it runs.
        "internal.cypher.use_parameter_size": "false",
        # Two quiet periods of five seconds at each stop, in the hope of further requests.
        "internal.dbms.bolt.netty_server_shutdown_quiet_period_duration": "0",
    }


def _fitting(layout: Layout) -> int:
    """Megabytes of page cache: the stores and a quarter more, and room to grow until the next start, as far as this
    machine has them to spare. It takes memory only as it is filled."""
    stores = sum(file.stat().st_size for file in (layout.data / "databases").rglob("*") if file.is_file())
    return max(SMALLEST_CACHE, min(GROWTH + stores * 5 // 2**22, psutil.virtual_memory().total // 2**22))


def write(layout: Layout, settings: Settings, port: int) -> None:
    """Write ``neo4j.conf`` for a server that listens on `port`."""
    lines = (f"{name}={_escaped(str(value))}" for name, value in _table(layout, settings, port).items())
    head = "# Written by Allegata at each start of the server: changes made here are lost.\n"
    (layout.configuration / "neo4j.conf").write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


def _escaped(value: str) -> str:
    """A value as Java's properties format wants it."""
    return value.replace("\\", "\\\\")


def machine_options() -> list[str]:
    """Options of the server's virtual machine, beside those that every Java process of ours gets."""
    return [
        # Without it RETURN range(1, 300000000) runs for 22 seconds past every other limit.
        "-XX:MaxDirectMemorySize=96m",
        # A server that ran out of heap answers nothing sensible any more; the next call starts a fresh one.
        "-XX:+ExitOnOutOfMemoryError",
        # The collector that takes the least memory here; Java would take another one on a single processor.
        "-XX:+UseG1GC",
        "-XX:+DisableExplicitGC",
        "-Djdk.nio.maxCachedBufferSize=1024",
        "-Dio.netty.leakDetection.level=DISABLED",
        "-Dlog4j2.disable.jmx=true",
        "-Djava.awt.headless=true",
    ]
