"""The command that opens the explorer."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from allegata.cli import journal
from allegata.cli.session import Session, session
from allegata.errors import NotFound, StateError

__all__ = ["serve"]

HOST = "127.0.0.1"
APP = Path(__file__).resolve().parents[2] / "explorer_app.py"
_PATIENCE = 60.0
_GRACE = 5.0


def serve(
    context: typer.Context,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port of the explorer.", show_default="ALLEGATA_PORT, or 8501")
    ] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Whether to open the browser.")] = True,
) -> None:
    """Open the explorer: start the database, print the address, and run until Ctrl+C.

    The first time, the database's program files are fetched (about 180 MB) and the seed data set is loaded.

    \b
    Examples:
      allegata serve
      allegata serve --port 8600 --no-browser
    """
    here = session(context)
    port = port or here.settings.port
    address = f"http://{HOST}:{port}"
    _claim(port)
    # kill asks the explorer and the database to end as well; without this they would be left behind.
    signal.signal(signal.SIGTERM, _end)
    with _explorer(here, port) as process:
        # The explorer and the database start side by side; who comes early sees the database starting.
        if browser and (found := _browser()):
            threading.Thread(target=_open, args=(found, address, process), daemon=True).start()
        from allegata.start import open_database

        handle = open_database(here.settings, here.terminal)
        try:
            if not _answers(address, process):
                raise StateError(f"The explorer did not start: see {_log(here)}.")
            typer.echo(address)
            here.terminal.say("Ctrl+C ends it.")
            code = process.wait()
        finally:
            handle.close()
    raise StateError(f"The explorer ended by itself (exit code {code}): see {_log(here)}.")


def _claim(port: int) -> None:
    """Make sure that the port is free.

    Raises:
        StateError: it is not.
    """
    with socket.socket() as probe:
        if os.name == "posix":  # a port that was used a minute ago is free; on Windows the option means something else
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise StateError(
                f"Port {port} on {HOST} cannot be used ({error.strerror}): "
                "choose another one with --port or ALLEGATA_PORT."
            ) from error


@contextmanager
def _explorer(here: Session, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """The explorer's process, ended with the block. What it prints goes to its log."""
    if not APP.is_file():
        raise NotFound(f"There is no {APP}: run Allegata from its checkout.")
    options = {
        "server.address": HOST,
        "server.port": port,
        "server.headless": "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": here.settings.upload_limit,
        "browser.gatherUsageStats": "false",
        "client.showErrorDetails": "none",
        "client.toolbarMode": "viewer",
    }
    words = [f"--{name}={value}" for name, value in options.items()]
    log = _log(here)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(APP), *words],
            env=os.environ | {"ALLEGATA_PORT": str(port)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _log(here: Session) -> Path:
    return journal.file(here.settings).with_name("explorer.log")


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the explorer answers; False when it ends before, or takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2):  # noqa: S310 - our own address
                return True
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.05)
    return False


def _browser() -> webbrowser.BaseBrowser | None:
    """A browser with a window of its own, if there is one."""
    windowed = sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    try:
        return webbrowser.get() if windowed or os.environ.get("BROWSER") else None
    except webbrowser.Error:
        return None


def _open(browser: webbrowser.BaseBrowser, address: str, process: subprocess.Popen[bytes]) -> None:
    if _answers(address, process):
        browser.open(address)


def _end(number: int, _: object) -> NoReturn:
    sys.exit(128 + number)
