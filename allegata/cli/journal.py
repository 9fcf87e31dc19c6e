"""The log file: which commands ran, how they ended, and the traceback when they failed. It never holds a password."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from allegata.settings import Settings

__all__ = ["LOG", "Unforeseen", "file", "open_journal"]

LOG = logging.getLogger("allegata")
LOG.addHandler(logging.NullHandler())
LOG.propagate = False

_LARGEST = 1_000_000
_KEPT = 5
_IN_ADDRESS = re.compile(r"(://[^\s/:@]*:)[^\s/@]+@")


def file(settings: Settings) -> Path:
    """Where the log is."""
    return settings.home / "logs" / "allegata.log"


def open_journal(settings: Settings, *, verbose: bool = False) -> str:
    """Write to the log from now on; why that cannot be done, or "". No command fails for want of a log."""
    for handler in LOG.handlers[:]:
        LOG.removeHandler(handler)
        handler.close()
    LOG.addHandler(logging.NullHandler())
    path = file(settings)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler = RotatingFileHandler(path, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
    except OSError as error:
        return f"No log is kept: {path} cannot be written ({error.strerror})."
    handler.setFormatter(_Discreet(settings.neo4j_password))
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG if verbose else logging.INFO)
    return ""


class _Discreet(logging.Formatter):
    """Leaves passwords out, wherever in a record they turn up."""

    def __init__(self, password: str) -> None:
        super().__init__("%(asctime)s %(process)d %(levelname)s %(message)s")
        self._password = password

    def format(self, record: logging.LogRecord) -> str:
        text = _IN_ADDRESS.sub(r"\1***@", super().format(record))
        return text.replace(self._password, "***") if self._password else text


class Unforeseen:
    """A `sys.excepthook` for what nobody foresaw: one sentence for the person, the rest for the log.

    Args:
        log: the file to name.
        verbose: whether the person gets the traceback too.
    """

    def __init__(self, log: Path, *, verbose: bool = False) -> None:
        self._log = log
        self._verbose = verbose

    def __call__(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tell it."""
        LOG.critical("unforeseen", exc_info=(kind, error, trace))
        if self._verbose:
            traceback.print_exception(kind, error, trace)
        print(
            f"A mistake in Allegata itself ({kind.__name__}): report it with the end of {self._log}.", file=sys.stderr
        )
