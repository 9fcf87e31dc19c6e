"""Where the bytes of event files come from: plain files, gzip, Zstandard, members of zip archives, folders.

Nothing is unpacked onto the disk, and nothing is read further than asked. An archive is refused before it can do harm:
by the number of its members, by the size that it declares, and by the size that really comes out of it.
"""

from __future__ import annotations

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyarrow as pa

from allegata.errors import LoadError, Problem
from allegata.progress import Advance

__all__ = ["BLOCK", "MAX_MEMBERS", "MAX_UNPACKED", "Part", "blocks", "head", "parts"]

BLOCK = 4 << 20
"""Bytes read at a time."""

MAX_UNPACKED = 200 * 10**9
"""Bytes that one packed file may grow to."""

MAX_MEMBERS = 10_000
"""Files that one archive may hold."""

_BROKEN = (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, pa.ArrowException)
"""What the libraries raise when bytes cannot be read, or cannot be unpacked."""

_ENCRYPTED = 0x1
"""The bit of a zip member's flags that says so."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of text: a file, or a member of an archive.

    Attributes:
        path: the file on the disk.
        member: its name within the archive; "" for a file of its own.
        unpacked: bytes that the archive says the member has.
    """

    path: Path
    member: str = ""
    unpacked: int = 0

    @property
    def name(self) -> str:
        """How problems call it: ``events.tab``, ``events.zip/2018.tab``."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name

    @property
    def size(self) -> int:
        """Bytes as `blocks` counts them: those on the disk, or those that a member of an archive unpacks to."""
        return self.unpacked if self.member else self.path.stat().st_size

    def wrong(self, what: str, mend: str, line: int = 0) -> LoadError:
        """The error that something about this part is wrong."""
        return LoadError([Problem(self.name, line, what, mend)])


def parts(path: Path) -> list[Part]:
    """The tables that a path stands for, in the order of their names.

    A folder stands for the files directly in it (hidden ones left out), a zip archive for its members.

    Raises:
        LoadError: there is no such file, or the archive cannot be read or is refused.
    """
    if path.is_dir():
        files = sorted(file for file in path.iterdir() if file.is_file() and not file.name.startswith("."))
        return [part for file in files for part in parts(file)]
    if not path.is_file():
        raise Part(path).wrong("there is no such file", "give the path of a file or a folder")
    if path.suffix.lower() == ".zip":
        return _members(path)
    return [Part(path)]


def _members(path: Path) -> list[Part]:
    whole = Part(path)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except (OSError, zipfile.BadZipFile, NotImplementedError) as error:
        raise whole.wrong(f"the archive cannot be opened ({error})", "fetch it again, or unpack it yourself") from error
    if len(infos) > MAX_MEMBERS:
        raise whole.wrong(f"the archive holds more than {MAX_MEMBERS:,} files", "unpack what you need of it")
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise whole.wrong(f"the archive unpacks to more than {MAX_UNPACKED:,} bytes", "unpack what you need of it")
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise Part(path, info.filename).wrong("is encrypted", "unpack the archive with its password first")
    found = sorted((info.filename, info.file_size) for info in infos)
    return [Part(path, name, size) for name, size in found if not name.startswith("__MACOSX/")]


@contextmanager
def _opened(part: Part) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """The bytes, unpacked, and how many of `Part.size` have been read."""
    suffix = part.path.suffix.lower()
    if part.member:
        with zipfile.ZipFile(part.path) as archive, archive.open(part.member) as stream:
            yield stream, stream.tell
    elif suffix == ".gz":
        with part.path.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
            yield stream, raw.tell  # type: ignore[misc]  # a GzipFile reads like any other
    elif suffix in (".zst", ".zstd"):
        with pa.OSFile(str(part.path)) as raw, pa.CompressedInputStream(raw, "zstd") as stream:
            yield stream, raw.tell
    else:
        with part.path.open("rb") as stream:
            yield stream, stream.tell


def blocks(part: Part, size: int = BLOCK, advance: Advance | None = None) -> Iterator[bytes]:
    """The bytes of a part, unpacked, some at a time.

    Args:
        part: which.
        size: bytes that are unpacked at a time.
        advance: told how many bytes of `Part.size` were read.

    Raises:
        LoadError: it cannot be opened, ends too early, is damaged, or grows beyond `MAX_UNPACKED`.
    """
    packed = bool(part.member) or part.path.suffix.lower() in (".gz", ".zst", ".zstd")
    seen = told = 0
    try:
        with _opened(part) as (stream, read):
            while block := stream.read(size):
                seen += len(block)
                if advance is not None:
                    advance(read() - told)
                    told = read()
                if packed and seen > MAX_UNPACKED:
                    raise part.wrong(f"unpacks to more than {MAX_UNPACKED:,} bytes", "unpack what you need of it")
                yield block
    except (
        OSError,
        EOFError,
        RuntimeError,
        NotImplementedError,
        zipfile.BadZipFile,
        zlib.error,
        pa.ArrowException,
    ) as e:
        raise part.wrong(f"cannot be read to its end ({e})", "fetch it again, and look whether you may read it") from e


def head(part: Part, lines: int = 10, size: int = 1 << 18) -> list[str]:
    """The first lines of a part that are not empty, without their ends; what is not UTF-8 is shown as U+FFFD.

    Raises:
        LoadError: it cannot be opened.
    """
    first = next(blocks(part, size), b"")
    found = first.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")
    return [line for line in found if line.strip()][:lines]
