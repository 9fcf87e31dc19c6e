"""Progress in the terminal: bars with rate and time left while work is done, on stderr, gone when it is over."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil
from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from allegata.progress import Advance

__all__ = ["Terminal", "printable"]

_LONG = 2.0

_SIZES = ("bytes", "bytes of rows")
"""Units of amounts that are told in kB and MB: of what is only fetched, and of what is read into rows."""

_CONTROL = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def printable(text: str) -> str:
    """The text without characters that would steer a terminal; texts come from files and from foreign databases."""
    return text.translate(_CONTROL)


class Terminal:
    """An `allegata.progress.Progress` for a person at a terminal. Tasks may come from several threads.

    Where stderr is no terminal there are no bars, only a line at the end of each task that took some seconds.

    Args:
        quiet: say nothing.
        verbose: tell at the end of every task how much there was and how long it took.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._quiet = quiet
        self._verbose = verbose
        self._console = Console(file=sys.stderr, highlight=False, markup=False, soft_wrap=True)
        self._lock = threading.Lock()
        self._bars: Progress | None = None
        self._running = 0

    def say(self, message: str) -> None:
        """One sentence on a line of its own."""
        if not self._quiet:
            self._console.print(printable(message))

    @contextmanager
    def task(self, title: str, total: int | None, unit: str) -> Iterator[Advance]:
        """A bar for as long as the block runs."""
        if self._quiet:
            yield lambda amount: None
            return
        bars = self._enter()
        bar = bars.add_task(printable(title), total=total, unit=unit)
        begun, done = time.monotonic(), 0

        def advance(amount: int) -> None:
            nonlocal done
            done += amount
            bars.advance(bar, amount)

        try:
            yield advance
            took = time.monotonic() - begun
            if self._verbose or (took > _LONG and not self._console.is_terminal):
                self.say(f"{title}: {_amount(done, unit)} in {took:.1f} s")
        finally:
            bars.remove_task(bar)
            self._leave()

    def _enter(self) -> Progress:
        """The display that all tasks share; the first one puts it up."""
        with self._lock:
            if self._bars is None:
                self._bars = _display(self._console)
                self._bars.start()
            self._running += 1
            return self._bars

    def _leave(self) -> None:
        """The last one takes it down."""
        with self._lock:
            self._running -= 1
            if not self._running and self._bars is not None:
                self._bars.stop()
                self._bars = None


class _Amount(ProgressColumn):
    """How much of how much."""

    def render(self, task: Task) -> Text:
        unit = task.fields["unit"]
        done = _amount(int(task.completed), unit)
        return Text(done if task.total is None else f"{done} of {_amount(int(task.total), unit)}")


class _Rate(ProgressColumn):
    """How much a second."""

    def render(self, task: Task) -> Text:
        speed = task.speed
        return Text("" if speed is None else f"{_amount(int(speed), task.fields['unit'])}/s")


class _Memory(ProgressColumn):
    """How much memory this process holds: beside long work on rows, where it is to stay the same."""

    max_refresh = 1.0

    def __init__(self) -> None:
        super().__init__()
        self._process = psutil.Process()

    def render(self, task: Task) -> Text:
        if task.fields["unit"] == "bytes" or task.speed is None or (task.elapsed or 0.0) < _LONG:
            return Text("")
        return Text(f"{decimal(self._process.memory_info().rss)} in memory")


def _display(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        _Amount(),
        _Rate(),
        TimeRemainingColumn(),
        _Memory(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
        # Results go to stdout as they are; rich would send them to stderr while bars are up.
        redirect_stdout=False,
        redirect_stderr=False,
    )


def _amount(number: int, unit: str) -> str:
    return decimal(number) if unit in _SIZES else f"{number:,} {unit}"
