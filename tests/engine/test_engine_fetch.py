"""Fetching from a small repository on this machine that can be told to misbehave."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from allegata.engine import fetch as module
from allegata.engine.bolt import free_port
from allegata.engine.fetch import fetch
from allegata.engine.manifest import Artifact, Manifest
from allegata.errors import InstallError
from allegata.progress import Silent


class Repository(ThreadingHTTPServer):
    """Serves `files`; answers the next requests for a path with what `faults` holds for it."""

    daemon_threads = True

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.faults: dict[str, list[int | bytes]] = {}
        self.asked: Counter[str] = Counter()
        self.present = 0
        self.most = 0
        self.gate = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/maven"


class Handler(BaseHTTPRequestHandler):
    server: Repository

    def do_GET(self) -> None:
        path = self.path.removeprefix("/maven/")
        with self.server.gate:
            self.server.asked[path] += 1
            self.server.present += 1
            self.server.most = max(self.server.most, self.server.present)
            faults = self.server.faults.get(path, [])
            fault = faults.pop(0) if faults else None
        threading.Event().wait(0.02)
        with self.server.gate:
            self.server.present -= 1
        body = fault if isinstance(fault, bytes) else self.server.files.get(path)
        status = fault if isinstance(fault, int) else 200 if body is not None else 404
        self.send_response(status)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        if status == 200:
            self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        return


class Meter(Silent):
    """A `Progress` that remembers the total and the sum of what was done."""

    def __init__(self) -> None:
        self.total, self.done = 0, 0

    @contextmanager
    def task(self, title: str, total: int | None, unit: str) -> Iterator[object]:
        self.total = total or 0

        def advance(amount: int) -> None:
            self.done += amount

        yield advance


@pytest.fixture
def repository() -> Iterator[Repository]:
    files = {f"org/x/a{i}/1/a{i}-1.jar": bytes([i]) * (1000 * i + 1) for i in range(40)}
    server = Repository(files)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def manifest(repository: Repository) -> Manifest:
    rows = [
        Artifact(path, path.rsplit("/", 1)[1], hashlib.sha256(body).hexdigest(), len(body))
        for path, body in repository.files.items()
    ]
    return Manifest("1", "digest", tuple(rows))


def test_all_files_arrive_in_parallel_and_whole(repository: Repository, manifest: Manifest, tmp_path: Path) -> None:
    meter = Meter()
    fetch(manifest, tmp_path / "lib", repository.url + "/", meter)
    assert all(artifact.intact(tmp_path / "lib") for artifact in manifest.artifacts)
    assert sorted(p.name for p in (tmp_path / "lib").iterdir()) == sorted(a.name for a in manifest.artifacts)
    assert repository.most > 4
    assert meter.done == meter.total == manifest.size


def test_what_is_there_is_kept_and_the_rest_fetched(repository: Repository, manifest: Manifest, tmp_path: Path) -> None:
    fetch(manifest, tmp_path, repository.url, Silent())
    gone, torn, flipped = manifest.artifacts[3], manifest.artifacts[5], manifest.artifacts[7]
    (tmp_path / gone.name).unlink()
    (tmp_path / torn.name).write_bytes(b"half")
    (tmp_path / flipped.name).write_bytes(b"\0" * flipped.size)
    repository.asked.clear()
    meter = Meter()
    fetch(manifest, tmp_path, repository.url, meter)
    assert set(repository.asked) == {gone.path, torn.path, flipped.path}
    assert all(artifact.intact(tmp_path) for artifact in manifest.artifacts)
    assert meter.done == meter.total


def test_a_passing_error_and_one_damaged_file_are_overcome(
    repository: Repository, manifest: Manifest, tmp_path: Path
) -> None:
    first, second, third = manifest.artifacts[1], manifest.artifacts[2], manifest.artifacts[4]
    repository.faults = {first.path: [503, 429], second.path: [b"damaged"], third.path: [b"\1" * 100_000]}
    meter = Meter()
    fetch(manifest, tmp_path, repository.url, meter, pause=0.01)
    assert all(artifact.intact(tmp_path) for artifact in manifest.artifacts)
    assert repository.asked[first.path] == 3
    assert repository.asked[second.path] == repository.asked[third.path] == 2
    assert meter.done == meter.total


def test_a_file_damaged_twice_ends_it_with_a_sentence(
    repository: Repository, manifest: Manifest, tmp_path: Path
) -> None:
    bad = manifest.artifacts[2]
    repository.faults = {bad.path: [b"damaged", b"damaged"]}
    with pytest.raises(InstallError, match=r"a2-1\.jar .*damaged twice.*ALLEGATA_MAVEN_REPOSITORY"):
        fetch(manifest, tmp_path, repository.url, Silent(), pause=0.01)
    assert not (tmp_path / bad.name).exists()
    assert not list(tmp_path.glob("*.part"))
    fetch(manifest, tmp_path, repository.url, Silent())
    assert all(artifact.intact(tmp_path) for artifact in manifest.artifacts)


def test_a_missing_file_ends_it_at_once(repository: Repository, manifest: Manifest, tmp_path: Path) -> None:
    bad = manifest.artifacts[39]
    del repository.files[bad.path]
    with pytest.raises(InstallError, match=r"a39-1\.jar .*answered 404; check ALLEGATA_MAVEN_REPOSITORY"):
        fetch(manifest, tmp_path, repository.url, Silent())
    assert repository.asked[bad.path] == 1


def test_no_network(manifest: Manifest, tmp_path: Path) -> None:
    with pytest.raises(InstallError, match=r"No answer from http.*check the network.*ALLEGATA_MAVEN_REPOSITORY"):
        fetch(manifest, tmp_path, f"http://127.0.0.1:{free_port()}", Silent(), pause=0.01)


def test_interruption_leaves_what_has_arrived(repository: Repository, manifest: Manifest, tmp_path: Path) -> None:
    class Interrupting(Silent):
        @contextmanager
        def task(self, title: str, total: int | None, unit: str) -> Iterator[object]:
            yield lambda amount: None
            raise AssertionError("the interruption is lost")

    original = module.as_completed

    def interrupted(tasks: object) -> Iterator[object]:
        for count, task in enumerate(original(tasks)):  # type: ignore[call-overload]
            if count == 10:
                raise KeyboardInterrupt
            yield task

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "as_completed", interrupted)
        with pytest.raises(KeyboardInterrupt):
            fetch(manifest, tmp_path, repository.url, Interrupting())
    here = [artifact for artifact in manifest.artifacts if (tmp_path / artifact.name).exists()]
    assert 10 <= len(here) < 40
    assert not list(tmp_path.glob("*.part"))
    repository.asked.clear()
    fetch(manifest, tmp_path, repository.url, Silent())
    assert len(repository.asked) == 40 - len(here)


def test_too_little_room_is_told_before_the_first_byte(
    repository: Repository, manifest: Manifest, tmp_path: Path
) -> None:
    with pytest.raises(InstallError, match=r"MB more in .* free: make room, .*ALLEGATA_HOME"):
        fetch(manifest, tmp_path, repository.url, Silent(), spare=1 << 60)
    assert not repository.asked


def test_a_disk_that_fills_up_meanwhile(repository: Repository, manifest: Manifest, tmp_path: Path) -> None:
    pytest.importorskip("resource")
    code = f"""
import resource, sys
from allegata.engine.fetch import fetch
from allegata.engine.manifest import Artifact, Manifest
from allegata.errors import InstallError
from allegata.progress import Silent
from pathlib import Path
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
manifest = {manifest!r}
try:
    fetch(manifest, Path({str(tmp_path)!r}), {repository.url!r}, Silent())
except InstallError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "There is no room left" in done.stdout
    assert "is kept" in done.stdout
    assert not list(tmp_path.glob("*.part"))
