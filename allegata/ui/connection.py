"""The open database of this process: one for all sessions, opened when first needed, opened again when it was lost."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import streamlit as st

from allegata.errors import AllegataError
from allegata.progress import Advance
from allegata.settings import Settings
from allegata.start import Handle, open_database, warm

__all__ = ["again", "already", "database"]

LOG = logging.getLogger("allegata")

_lock = threading.Lock()
_handles: dict[Settings, Handle] = {}


def _warm(handle: Handle, settings: Settings) -> None:
    """While the first picture is drawn, the server learns what will be asked next."""
    try:
        warm(handle.graph, settings)
    except AllegataError as error:
        # Whoever asks next is told in the page; here nobody waits for the answer.
        LOG.info("warming up ended: %s", error)
    _keep()


def _keep() -> None:
    """What is in memory now stays, and is not looked through for garbage any more.

    Streamlit has garbage looked for after every run of a page, before what the run has drawn leaves for the browser.
    With all that is imported here this took longer than most runs; without, it takes no time that could be noticed.
    """
    gc.collect()
    gc.freeze()


class _Notes(ExitStack):
    """Tells a person in the browser how far the start is, until it is left."""

    def __init__(self) -> None:
        super().__init__()
        self._place = st.empty()
        self._shown = 0.0

    @contextmanager
    def task(self, title: str, total: int | None, unit: str) -> Iterator[Advance]:
        """A bar that goes when the task is done."""
        done = 0

        def advance(amount: int) -> None:
            nonlocal done
            done += amount
            share = min(1.0, done / total) if total else 0.0
            # A hundred steps are enough to see it move; each is a message to the browser.
            if share - self._shown >= 0.01:
                self._shown = share
                self._place.progress(share, text=f"{title}: {share:.0%}")

        self._shown = 0.0
        self.close()
        yield advance
        self._place.empty()

    def say(self, message: str) -> None:
        """One sentence in the place of the bar, with a sign that moves and the seconds that it takes."""
        self.close()
        self.enter_context(self._place.spinner(message, show_time=True))


def database(settings: Settings) -> Handle:
    """The open database; what is shown meanwhile goes where the caller draws.

    Raises:
        EngineError: the local Neo4j could not be installed or started.
        StoreError: the database does not answer.
    """
    handle = _handles.get(settings)
    if handle is not None and handle.alive():
        return handle
    place = st.empty()
    with place.container(key="starting"):
        st.subheader("Starting the database …")
        st.caption("This takes some seconds; the very first time, when its program files are fetched, a minute or two.")
        with _lock, _Notes() as notes:
            handle = _handles.get(settings)
            if handle is None or not handle.alive():
                if handle is not None:
                    handle.close()
                _handles[settings] = handle = open_database(settings, notes)
                threading.Thread(target=_warm, args=(handle, settings), daemon=True).start()
    place.empty()
    return handle


def already(settings: Settings) -> Handle | None:
    """The database as far as it is open; nothing is started for it."""
    return _handles.get(settings)


def again(settings: Settings) -> bool:
    """Whether a database that was lost is open again; a local one is started for it."""
    try:
        database(settings)
    except AllegataError as error:
        LOG.info("connecting again failed: %s", error)
        return False
    return True
