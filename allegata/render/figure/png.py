"""A picture as PNG: drawn by resvg (through the outlines of letters), with its size on paper written into it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

import resvg_py

from allegata.errors import RenderError
from allegata.render.figure.shapes import Picture
from allegata.render.figure.svg import outlined

__all__ = ["SIGNATURE", "chunks", "png", "with_chunks"]

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_DOTS = 120_000_000
"""Of one figure: some 480 MB of memory while it is drawn."""


def png(picture: Picture, dpi: int) -> bytes:
    """As dots, so many an inch.

    Raises:
        RenderError: it would have too many.
    """
    wide, high = (max(1, round(side / 25.4 * dpi)) for side in (picture.width, picture.height))
    if wide * high > MOST_DOTS:
        raise RenderError(
            f"A PNG of {wide:,} × {high:,} dots is too large: choose fewer dots an inch or a smaller page, "
            "or SVG or PDF, which have no dots."
        )
    drawn: bytes = resvg_py.svg_to_bytes(svg_string=outlined(picture, wide, high), skip_system_fonts=True)
    metre = round(dpi / 0.0254)
    return with_chunks(bytes(drawn), [(b"pHYs", struct.pack(">IIB", metre, metre, 1))])


def chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG: type and data.

    Raises:
        ValueError: it is none, or it is cut off or damaged.
    """
    if not content.startswith(SIGNATURE):
        raise ValueError("no PNG")
    at = len(SIGNATURE)
    while True:
        if at + 12 > len(content):
            raise ValueError("cut off")
        (length,) = struct.unpack_from(">I", content, at)
        end = at + 12 + length
        if length > 0x7FFFFFFF or end > len(content):
            raise ValueError("cut off")
        kind, data = content[at + 4 : at + 8], content[at + 8 : end - 4]
        if zlib.crc32(kind + data) != struct.unpack_from(">I", content, end - 4)[0]:
            raise ValueError("damaged")
        yield kind, data
        if kind == b"IEND":
            return
        at = end


def with_chunks(content: bytes, more: list[tuple[bytes, bytes]]) -> bytes:
    """The same PNG with these parts behind its head, and without any text, time or profile of others."""
    parts = [
        (kind, data) for kind, data in chunks(content) if kind not in (b"tEXt", b"zTXt", b"tIME", b"eXIf", b"pHYs")
    ]
    kept = [
        (kind, data) for kind, data in chunks(content) if kind == b"pHYs" and not any(k == b"pHYs" for k, _ in more)
    ]
    head, *rest = parts
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (head, *kept, *more, *rest)
    )
