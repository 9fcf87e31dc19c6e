"""Work that may take long, done beside the page: it tells how far it is, and can be stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from allegata.errors import AllegataError, QueryStopped
from allegata.store import Halt

__all__ = ["Errand"]

T = TypeVar("T")


class Errand(Generic[T]):
    """One piece of work in a thread of its own.

    Attributes:
        told: how far it is, in words.
        value: what it gave; None as long as it gave nothing.
        trouble: why it gave nothing, in a sentence.
        stopped: whether somebody stopped it.
    """

    def __init__(self, work: Callable[[Halt, Callable[[str], None]], T]) -> None:
        """Begin.

        Args:
            work: is given what stops it, and whom to tell how far it is.
        """
        self.told = ""
        self.value: T | None = None
        self.trouble = ""
        self.stopped = False
        self._halt = Halt()
        self._begun = time.monotonic()
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, args=(work,), daemon=True, name="errand")
        self._thread.start()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return time.monotonic() - self._begun

    def wait(self, seconds: float) -> bool:
        """Whether it is over after so long.

        Raises:
            BaseException: what nobody foresaw, in the thread of who waits.
        """
        self._thread.join(seconds)
        if self._failure is not None:
            raise self._failure
        return not self._thread.is_alive()

    def cancel(self) -> bool:
        """End it, in the database too.

        Returns:
            Whether the statement that ran has ended.
        """
        self.stopped = True
        return self._halt.cancel()

    def _tell(self, words: str) -> None:
        self.told = words

    def _run(self, work: Callable[[Halt, Callable[[str], None]], T]) -> None:
        try:
            self.value = work(self._halt, self._tell)
        except QueryStopped:
            self.stopped = True
        except AllegataError as error:
            self.trouble = str(error)
        except BaseException as error:  # noqa: BLE001 - raised again where somebody sees it
            self._failure = error
