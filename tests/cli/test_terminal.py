"""Progress in the terminal."""

from __future__ import annotations

import threading

import pytest

from allegata import terminal
from allegata.terminal import Terminal, printable

Captured = pytest.CaptureFixture[str]


def test_a_terminal_gets_a_bar_with_amount_rate_and_time_left(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("TERM", "xterm")
    told = Terminal()
    with told.task("fetching [Neo4j]", 10_000_000, "bytes") as advance, told.task("rows", None, "rows") as other:
        for _ in range(3):
            advance(1_000_000)
            other(7)
            threading.Event().wait(0.15)
    out, shown = capsys.readouterr()
    assert "fetching [Neo4j]" in shown
    assert "3.0 MB of 10.0 MB" in shown
    assert "21 rows" in shown
    assert "/s" in shown
    assert "0:00:0" in shown
    assert out == ""


def test_long_work_on_rows_tells_the_memory_it_takes(monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("TERM", "xterm")

    def shown(unit: str) -> str:
        with Terminal().task("work", 10_000_000, unit) as advance:
            for _ in range(3):
                advance(1_000)
                threading.Event().wait(0.15)
        return capsys.readouterr().err

    assert "in memory" not in shown("rows")
    monkeypatch.setattr(terminal, "_LONG", 0.0)
    assert " MB in memory" in shown("rows")
    assert "kB of 10.0 MB" in (reading := shown("bytes of rows"))
    assert " MB in memory" in reading
    assert "in memory" not in shown("bytes"), "what is only fetched"


def test_a_file_gets_a_line_for_what_took_long(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    with Terminal().task("quick", 5, "rows") as advance:
        advance(5)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(terminal, "_LONG", -1.0)
    with Terminal().task("long", 5, "rows") as advance:
        advance(5)
    assert capsys.readouterr().err == "long: 5 rows in 0.0 s\n"


def test_verbose_tells_all_and_quiet_nothing(capsys: Captured) -> None:
    with Terminal(quiet=True).task("quiet", 5, "rows") as advance:
        advance(5)
    Terminal(quiet=True).say("quiet")
    assert capsys.readouterr().err == ""
    with Terminal(verbose=True).task("verbose", 5, "rows") as advance:
        advance(5)
    Terminal().say("said [bold]so[/bold]\x1b[31m " + "x" * 200)
    assert capsys.readouterr().err == "verbose: 5 rows in 0.0 s\nsaid [bold]so[/bold]\ufffd[31m " + "x" * 200 + "\n"


def test_tasks_of_several_threads_share_one_display(capsys: Captured, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    told = Terminal()

    def work() -> None:
        for _ in range(20):
            with told.task("work", 1, "files") as advance:
                advance(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told._bars is None


def test_a_failure_passes_and_takes_the_bar_down(capsys: Captured) -> None:
    told = Terminal(verbose=True)
    with pytest.raises(ZeroDivisionError), told.task("fails", 1, "rows"):
        _ = 1 / 0
    assert told._bars is None
    assert capsys.readouterr().err == ""


def test_printable() -> None:
    assert printable("a\x1b]0;title\x07\x9b31m\nb\tc é 平") == "a\ufffd]0;title\ufffd\ufffd31m\nb\tc é 平"
