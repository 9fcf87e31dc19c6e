"""The command that opens the explorer, with a page of the test's own in the explorer's place."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from calls import ROOT, alone, call


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def program(tmp_path: Path) -> Path:
    (tmp_path / "page.py").write_text("import streamlit\nstreamlit.write('hello')\n", "utf-8")
    script = tmp_path / "serve.py"
    script.write_text(
        "from pathlib import Path\n"
        "from allegata.cli import main, serve\n"
        f"serve.APP = Path({str(tmp_path / 'page.py')!r})\n"
        "main()\n",
        "utf-8",
    )
    return script


def test_a_port_that_is_taken_is_told_before_anything_starts(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = call("serve", environ=alone(tmp_path / "home", ALLEGATA_PORT=str(port)))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Port {port} on 127.0.0.1 cannot be used (")
    assert done.stderr.endswith("choose another one with --port or ALLEGATA_PORT.\n")
    assert not (tmp_path / "home" / "database").exists()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_prints_the_address_and_takes_the_explorer_along_when_it_ends(
    database: Any, program: Path, number: signal.Signals, code: int
) -> None:
    port = free_port()
    with subprocess.Popen(
        [sys.executable, str(program), "serve", "--port", str(port), "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=database.environ,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"http://127.0.0.1:{port}\n"
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
            assert page.status == 200
        time.sleep(0.2)
        process.send_signal(number)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0
    assert database.connection.alive()
