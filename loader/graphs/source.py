"""The bytes of a file, packed or not, and never more of them than a limit allows."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from allegata.errors import LoadError, NotFound, Problem

__all__ = ["LARGEST", "blocks", "head", "whole"]

LARGEST = 400_000_000
"""Bytes of a file, when unpacked."""

BLOCK = 1 << 18


def blocks(path: Path, largest: int = LARGEST) -> Iterator[bytes]:
    """The file in pieces; one that ends in ``.gz`` is unpacked on the way.

    Raises:
        LoadError: it is too large when unpacked, or damaged.
        NotFound: it is not there, or may not be read.
    """
    size = 0
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            while block := file.read(BLOCK):
                size += len(block)
                if size > largest:
                    raise LoadError(
                        [Problem(path.name, 0, f"has more than {largest:,} bytes", "split it, or load a part of it")]
                    )
                yield block
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise LoadError([Problem(path.name, 0, f"is damaged ({error})", "pack it again")]) from error
    except OSError as error:
        raise NotFound(f"{path} cannot be read: {error.strerror or error}.") from error


def whole(path: Path, largest: int = LARGEST) -> bytes:
    """All of it.

    Raises:
        LoadError, NotFound: as for `blocks`.
    """
    return b"".join(blocks(path, largest))


def head(path: Path) -> str:
    """Its first characters, as far as they can be read; "" for what cannot."""
    try:
        first = next(iter(blocks(path)), b"")
    except (LoadError, NotFound):
        return ""
    return first[:4096].decode("utf-8", "replace")
