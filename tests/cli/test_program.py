"""What holds for every command: help, exit codes, what goes where, and what the log keeps."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from calls import alone, call

from allegata import engine
from allegata.cli import journal, run
from allegata.cli.program import app
from allegata.errors import LoadError, Problem
from allegata.settings import load


def commands() -> list[list[str]]:
    """Every command there is, in words."""
    found: list[list[str]] = [[]]
    group = typer.main.get_command(app)
    for name, command in group.commands.items():  # type: ignore[attr-defined]
        found += [[name], *([name, inner] for inner in getattr(command, "commands", {}))]
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder for commands that run in this process, which is left as it was."""
    monkeypatch.setenv("ALLEGATA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEO4J_URI", "")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield tmp_path / "home"
    for handler in journal.LOG.handlers[:]:
        journal.LOG.removeHandler(handler)
        handler.close()
    journal.LOG.addHandler(logging.NullHandler())


def log(home: Path) -> str:
    return (home / "logs" / "allegata.log").read_text("utf-8")


@pytest.mark.parametrize("words", commands(), ids=" ".join)
def test_every_command_has_help_with_an_example(
    words: list[str], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALLEGATA_PORT", "no number")  # help is there even when the settings are wrong
    assert run([*words, "--help"]) == 0
    out, err = capsys.readouterr()
    assert "Examples:\n" in out
    assert f"  allegata {' '.join(words)}".rstrip() in out
    assert err == ""
    assert not home.exists()


def test_commands_are_all_there() -> None:
    assert {" ".join(words) for words in commands()} >= {
        *("serve", "load", "search", "datasets", "remove", "check", "setup", "doctor"),
        *(f"db {verb}" for verb in ("start", "stop", "status", "backup", "restore", "reset")),
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["serf"], "No such command 'serf'. Did you mean 'serve'"),
        (["load"], "Missing argument"),
        (["serve", "--port", "0"], "greater than or equal to 1"),
        (["search", "x", "--format", "xml"], "'xml' is not one of"),
        (["-q", "-v", "doctor"], "--quiet and --verbose contradict each other"),
        (["load", "here", "--format", "icews15"], "There is no format 'icews15': choose among auto, allegata"),
    ],
)
def test_a_request_that_makes_no_sense_is_2(
    words: list[str], said: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert "Traceback" not in err
    assert out == ""


def test_a_setting_that_cannot_be_used_is_2(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALLEGATA_PORT", "99999")
    assert run(["doctor"]) == 2
    out, err = capsys.readouterr()
    assert err.startswith("ALLEGATA_PORT='99999' cannot be used: must lie between 1 and 65535.")
    assert out == ""


def test_an_error_of_the_user_is_1_and_one_sentence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", str(home / "absent")]) == 1
    out, err = capsys.readouterr()
    assert err == f"There is nothing at {home / 'absent'}: check the name.\n"
    assert out == ""
    assert "NotFound" in log(home)
    assert "exit 1 after" in log(home)


def test_every_problem_is_printed_and_none_steers_the_terminal(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(_: object) -> None:
        raise LoadError([Problem("b.csv", 2, "is \x1b[31mwrong", "mend it"), Problem("a.csv", 0, "x", "y")])

    monkeypatch.setattr(engine, "doctor", fails)
    assert run(["doctor"]) == 1
    assert (
        capsys.readouterr().err
        == "a.csv: x: y\nb.csv:2: is \ufffd[31mwrong: mend it\n2 problems; nothing was loaded.\n"
    )


def test_ctrl_c_is_130(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "doctor", interrupted)
    assert run(["doctor"]) == 130
    assert capsys.readouterr().err == "Stopped by Ctrl+C.\n"


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("allegata ")


def test_the_log_holds_no_password(tmp_path: Path) -> None:
    environ = alone(
        tmp_path / "home",
        NEO4J_URI="bolt://somebody:hush-hush@127.0.0.1:1",
        NEO4J_PASSWORD="open sesame",
    )
    done = call("search", "open sesame", environ=environ)
    assert done.returncode == 1
    assert done.stdout == ""
    kept = log(tmp_path / "home")
    assert "allegata search '***'" in kept
    assert "exit 1 after" in kept
    assert "sesame" not in kept
    assert "hush" not in kept


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "logs").write_text("in the way", "utf-8")
    done = call("db", "status", environ=alone(tmp_path / "home"))
    assert done.returncode == 0
    assert done.stderr.startswith("No log is kept: ")
    assert done.stdout.startswith("what ")


def test_the_log_is_cut(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_LARGEST", 2_000)
    for _ in range(40):
        run(["db", "status"])
    assert len(list((home / "logs").iterdir())) > 1
    assert len(log(home)) <= 2_000


def test_what_nobody_foresaw_is_one_sentence_and_a_log_entry(tmp_path: Path) -> None:
    settings = load(alone(tmp_path / "home"))
    script = tmp_path / "broken.py"
    script.write_text(
        "from allegata import engine\nengine.doctor = lambda settings: [][0]\nfrom allegata.cli import main\nmain()\n",
        "utf-8",
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, str(script), "doctor"],
        capture_output=True,
        text=True,
        env=alone(settings.home),
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("A mistake in Allegata itself (IndexError): report it with the end of ")
    assert "Traceback" not in done.stderr
    assert "IndexError" in log(settings.home)


@pytest.mark.parametrize("verb", [["start"], ["stop"], ["status"], ["backup", "x"], ["restore", "x"], ["reset"]])
def test_a_server_of_the_users_own_is_left_alone(
    verb: list[str], home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert run(["db", *verb]) == 1
    out, err = capsys.readouterr()
    assert "names a Neo4j of your own" in err
    assert err.count("\n") == 1
    assert out == ""


def test_the_doctor_says_that_ones_own_server_does_not_answer(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:1")
    assert run(["doctor"]) == 1
    assert "check NEO4J_URI" in capsys.readouterr().out
