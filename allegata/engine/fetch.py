"""Fetch the files of a manifest: in parallel, checked while they arrive, resumed after an interruption."""

from __future__ import annotations

import errno
import hashlib
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

import requests

from allegata.engine.manifest import Artifact, Manifest
from allegata.errors import InstallError
from allegata.progress import Advance, Progress

__all__ = ["fetch"]

THREADS = 16
ATTEMPTS = 4
CHUNK = 1 << 16
TIMEOUT = (10.0, 30.0)
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


class _Corrupt(Exception):
    """What arrived is not what the lock names."""


class _Stopped(Exception):
    """Another file failed, or the user interrupted: this one is given up."""


@dataclass(slots=True)
class _Fetcher:
    """The state that the threads of one `fetch` share.

    Attributes:
        repository: address of the Maven repository, without a slash at the end.
        folder: where the files go.
        advance: told of every byte that arrived, under `lock`, since a progress bar need not be thread-safe.
        pause: seconds before the second attempt; doubled before each further one.
    """

    repository: str
    folder: Path
    advance: Advance
    pause: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)
    local: threading.local = field(default_factory=threading.local)

    def get(self, artifact: Artifact) -> None:
        """Fetch one file, trying again after what may pass."""
        corrupt = 0
        for attempt in range(ATTEMPTS):
            try:
                return self._stream(artifact)
            except _Corrupt as error:
                corrupt += 1
                if corrupt == 2:
                    raise InstallError(
                        f"{artifact.name} from {self.repository} arrived damaged twice ({error}): "
                        "try again later, or name another mirror in ALLEGATA_MAVEN_REPOSITORY."
                    ) from error
            except requests.RequestException as error:
                answer = error.response
                if answer is not None and answer.status_code not in RETRIED:
                    raise InstallError(
                        f"{artifact.name} cannot be had: {self.repository} answered {answer.status_code}; "
                        "check ALLEGATA_MAVEN_REPOSITORY."
                    ) from error
                if attempt == ATTEMPTS - 1:
                    raise InstallError(
                        f"No answer from {self.repository} ({_reason(error)}): check the network, or name a "
                        "mirror in ALLEGATA_MAVEN_REPOSITORY, and run it again; what has arrived is kept."
                    ) from error
            except OSError as error:
                raise _disk_error(error, self.folder) from error
            if self.stopped.wait(self.pause * 2**attempt):
                raise _Stopped
        raise AssertionError("the last attempt returns or raises")

    def _stream(self, artifact: Artifact) -> None:
        """One attempt: into ``*.part``, then renamed, so that a whole name means a whole file."""
        part = self.folder / f"{artifact.name}.part"
        digest, length, told = hashlib.sha256(), 0, 0
        try:
            with (
                self._session().get(f"{self.repository}/{artifact.path}", stream=True, timeout=TIMEOUT) as answer,
                part.open("wb") as file,
            ):
                answer.raise_for_status()
                for chunk in answer.iter_content(CHUNK):
                    if self.stopped.is_set():
                        raise _Stopped
                    length += len(chunk)
                    if length > artifact.size:
                        raise _Corrupt(f"longer than {artifact.size} bytes")
                    file.write(chunk)
                    digest.update(chunk)
                    self._tell(len(chunk))
                    told = length
            if digest.hexdigest() != artifact.sha256:
                raise _Corrupt(f"SHA-256 {digest.hexdigest()[:12]}… instead of {artifact.sha256[:12]}…")
            part.replace(self.folder / artifact.name)
        except BaseException:
            self._tell(-told)
            part.unlink(missing_ok=True)
            raise

    def _tell(self, amount: int) -> None:
        with self.lock:
            self.advance(amount)

    def _session(self) -> requests.Session:
        """This thread's session: requests does not promise that one can be shared."""
        if not hasattr(self.local, "session"):
            self.local.session = requests.Session()
            self.local.session.headers["Accept-Encoding"] = "identity"
        session: requests.Session = self.local.session
        return session


def fetch(
    manifest: Manifest,
    folder: Path,
    repository: str,
    progress: Progress,
    *,
    spare: int = 0,
    pause: float = 0.5,
) -> None:
    """Bring every file of `manifest` into `folder`; files that are there with the right sum are kept.

    Args:
        manifest: what to fetch.
        folder: where to; made when missing.
        repository: address of a Maven repository.
        progress: told the bytes, those already there included.
        spare: bytes that shall be free on the disk afterwards.
        pause: seconds before the second attempt at a file.

    Raises:
        InstallError: no network, a file missing or damaged at the repository, or a disk full; the text
            says which. What has arrived stays, and the next call goes on from there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        missing = [artifact for artifact in manifest.artifacts if not artifact.intact(folder)]
        needed = sum(artifact.size for artifact in missing)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise _disk_error(error, folder) from error
    if free < needed + spare:
        raise InstallError(
            f"Neo4j needs {(needed + spare) >> 20} MB more in {folder}, and the disk has {free >> 20} MB "
            "free: make room, or name a data folder on another disk in ALLEGATA_HOME."
        )
    with progress.task("fetching Neo4j", manifest.size, "bytes") as advance:
        advance(manifest.size - needed)
        _fetch_all(_Fetcher(repository.rstrip("/"), folder, advance, pause), missing)


def _fetch_all(fetcher: _Fetcher, missing: list[Artifact]) -> None:
    # The largest first: otherwise the last one to start would keep everybody waiting.
    order = sorted(missing, key=lambda artifact: -artifact.size)
    with ThreadPoolExecutor(THREADS, thread_name_prefix="fetch") as pool:
        tasks = [pool.submit(fetcher.get, artifact) for artifact in order]
        try:
            for task in as_completed(tasks):
                task.result()
        except BaseException:
            fetcher.stopped.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _disk_error(error: OSError, folder: Path) -> InstallError:
    if error.errno in FULL:
        return InstallError(
            f"There is no room left for {folder}: free 400 MB and run it again; what has arrived is kept."
        )
    return InstallError(f"{folder} cannot be written ({error.strerror or error}): check whose it is.")


def _reason(error: requests.RequestException) -> str:
    """The kind of failure in a few words; requests' own text repeats the address and object ids."""
    if error.response is not None:
        return f"it answered {error.response.status_code}"
    if isinstance(error, requests.Timeout):
        return "it took too long"
    return "the connection failed"
