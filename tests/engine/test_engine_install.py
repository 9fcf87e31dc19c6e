"""An installation that is there already, damaged ones, and the lock they are made from."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from engine_homes import Make, until
from filelock import FileLock

from allegata import engine
from allegata.engine import installation
from allegata.engine.bolt import free_port
from allegata.engine.installation import installed
from allegata.engine.layout import Layout
from allegata.engine.manifest import Manifest
from allegata.engine.relock import relock
from allegata.errors import InstallError
from allegata.progress import Advance, Silent
from allegata.settings import Settings, load


@pytest.fixture
def offline(programs: Path, tmp_path: Path) -> Settings:
    """A data folder with an installation of its own, made of hard links, and a mirror that nobody serves."""
    version = Manifest.read().version
    library = tmp_path / "neo4j" / version / "lib"
    library.mkdir(parents=True)
    for entry in (programs / version).iterdir():
        if entry.is_file():
            (library.parent / entry.name).hardlink_to(entry)
    for jar in (programs / version / "lib").iterdir():
        (library / jar.name).hardlink_to(jar)
    mirror = f"http://127.0.0.1:{free_port()}"
    return load({"ALLEGATA_HOME": str(tmp_path), "ALLEGATA_MAVEN_REPOSITORY": mirror})


class Heard(Silent):
    """A `Progress` that keeps what it is told."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.said: list[str] = []
        self.total: int | None = None

    @contextmanager
    def task(self, title: str, total: int | None, unit: str) -> Iterator[Advance]:
        self.total = total
        yield self.done.append

    def say(self, message: str) -> None:
        self.said.append(message)


class Loud(Silent):
    """A `Progress` that fails when there is anything to tell."""

    def task(self, title: str, total: int | None, unit: str) -> Iterator[object]:
        raise AssertionError(title)

    def say(self, message: str) -> None:
        raise AssertionError(message)


def test_the_lock_is_whole() -> None:
    manifest = Manifest.read()
    assert len({artifact.name for artifact in manifest.artifacts}) == len(manifest.artifacts) == 237
    assert all(len(artifact.sha256) == 64 and artifact.size > 0 for artifact in manifest.artifacts)
    assert f"neo4j-server-{manifest.version}.jar" in {artifact.name for artifact in manifest.artifacts}


def test_a_second_installation_has_nothing_to_do(make: Make) -> None:
    engine.install(make(), Loud())


def test_without_a_stamp_the_sums_are_checked_and_nothing_is_fetched(offline: Settings) -> None:
    layout = Layout.of(offline)
    (layout.programs / "verified.json").unlink()
    assert not installed(layout)
    engine.install(offline, Silent())
    assert installed(layout)


def test_a_changed_file_is_noticed(offline: Settings) -> None:
    layout = Layout.of(offline)
    jar = layout.library / Manifest.read().artifacts[0].name
    jar.unlink()
    jar.write_bytes(b"changed")
    assert not installed(layout)
    found = {finding.name: finding for finding in engine.doctor(offline)}
    programs = found[f"Neo4j {layout.version}"]
    assert not programs.ok
    assert jar.name in programs.detail
    with pytest.raises(InstallError, match=r"No answer from .*ALLEGATA_MAVEN_REPOSITORY"):
        engine.install(offline, Silent())


def test_doctor_on_an_empty_folder(tmp_path: Path) -> None:
    settings = load({"ALLEGATA_HOME": str(tmp_path / "home")})
    findings = engine.doctor(settings)
    assert [finding.name for finding in findings if not finding.ok] == [
        f"Neo4j {Manifest.read().version}",
        "start cache",
    ]
    assert all(finding.mend for finding in findings if not finding.ok)
    assert not settings.home.exists()


def test_doctor_of_a_server_of_the_users_own(tmp_path: Path) -> None:
    settings = load({"ALLEGATA_HOME": str(tmp_path), "NEO4J_URI": "bolt://elsewhere"})
    assert all(finding.ok for finding in engine.doctor(settings))


def test_relock_writes_what_install_reads(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    for group, name in (("org/neo4j", "neo4j"), ("org/neo4j/app", "neo4j-server")):
        folder = repository / group / name / "1.0"
        folder.mkdir(parents=True)
        pom = (
            "<project><modelVersion>4.0.0</modelVersion>"
            f"<groupId>{group.replace('/', '.')}</groupId><artifactId>{name}</artifactId><version>1.0</version>"
            "</project>"
        )
        (folder / f"{name}-1.0.pom").write_text(pom)
        jar = io.BytesIO()
        with zipfile.ZipFile(jar, "w") as archive:
            archive.writestr("META-INF/MANIFEST.MF", f"Automatic-Module-Name: {name.replace('-', '.')}\n")
        (folder / f"{name}-1.0.jar").write_bytes(jar.getvalue())
    spec, lock = tmp_path / "jgo.toml", tmp_path / "jgo.lock.toml"
    spec.write_text('[dependencies]\ncoordinates = ["org.neo4j:neo4j:1.0", "org.neo4j.app:neo4j-server:1.0"]\n')
    with _served(repository) as url:
        assert relock(spec, lock, url) == 2
    manifest = Manifest.read(lock)
    assert manifest.version == "1.0"
    assert [artifact.name for artifact in manifest.artifacts] == ["neo4j-1.0.jar", "neo4j-server-1.0.jar"]
    for artifact in manifest.artifacts:
        assert artifact.intact((repository / artifact.path).parent)


def _served(folder: Path):  # noqa: ANN202
    import threading
    from contextlib import contextmanager
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            return

    @contextmanager
    def serving() -> Iterator[str]:
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            yield f"http://127.0.0.1:{server.server_address[1]}"
            server.shutdown()
            thread.join()

    return serving()


def test_who_waits_for_another_sees_how_far_that_is(offline: Settings) -> None:
    layout, heard = Layout.of(offline), Heard()
    last = layout.library / Manifest.read().artifacts[0].name
    kept, whole = last.read_bytes(), Manifest.read().size
    last.unlink()
    waiting = threading.Thread(target=engine.install, args=(offline, heard), daemon=True)
    with FileLock(layout.programs / "install.lock"):
        waiting.start()
        assert until(lambda: bool(heard.done))
        assert (sum(heard.done), heard.total) == (whole - len(kept), whole)
        (layout.library / f"{last.name}.part").write_bytes(kept[:-1])
        assert until(lambda: sum(heard.done) == whole - 1)
        (layout.library / f"{last.name}.part").rename(last)
        last.write_bytes(kept)
        assert until(lambda: bool(heard.said))
        assert waiting.is_alive()
    waiting.join(60)
    assert not waiting.is_alive()
    assert heard.said == [installation.PREPARING]
