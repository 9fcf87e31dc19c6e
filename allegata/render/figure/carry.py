"""What a figure carries so that it can be opened again: put in, and taken out of files that come from anywhere.

The text of an exploration goes into an iTXt chunk of a PNG, the metadata of an SVG, the XMP packet of a PDF, which
stands in the file as it is. What is taken out is bounded in size before it is unpacked, and XML is read without
entities.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from allegata.errors import ViewError
from allegata.render.figure.pdf import pdf
from allegata.render.figure.png import SIGNATURE, chunks, png, with_chunks
from allegata.render.figure.shapes import Picture
from allegata.render.figure.svg import escaped, svg

__all__ = ["LARGEST_FILE", "carried_in", "in_pdf", "in_png", "in_svg", "is_figure"]

LARGEST_FILE = 100_000_000
"""Bytes of a figure that is opened."""

LARGEST = 2_000_000
"""Bytes of what it carries, unpacked."""

NAME = "Allegata exploration"
SPACE = "https://allegata.invalid/exploration"
"""The XML namespace of what is carried. A name, not an address: ``.invalid`` is never anybody's."""

_TOO_LARGE = "This figure carries more than any exploration holds: it is not opened."
_NOTHING = (
    "This file carries no view: another program made it or has saved it anew, or the view was left out of it. "
    "Open the file that Allegata wrote."
)
_CUT = "This figure is cut off or damaged: copy it again."


def in_png(picture: Picture, text: str, dpi: int) -> bytes:
    """The PNG of a picture, with a text to be carried; "" for none."""
    drawn = png(picture, dpi)
    if not text:
        return drawn
    # Keyword, compressed, by deflate, no language, no translated keyword, text.
    data = NAME.encode("latin-1") + b"\0\1\0\0\0" + zlib.compress(text.encode(), 9)
    return with_chunks(drawn, [(b"iTXt", data)])


def in_svg(picture: Picture, text: str) -> bytes:
    """The SVG of a picture, with a text to be carried; "" for none."""
    return svg(picture, f'<exploration xmlns="{SPACE}">{escaped(text)}</exploration>' if text else "").encode()


def in_pdf(picture: Picture, text: str) -> bytes:
    """The PDF of a picture, with a text to be carried; "" for none."""
    if not text:
        return pdf(picture)
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about="" xmlns:allegata="{SPACE}">\n'
        f"<allegata:exploration>{escaped(text)}</allegata:exploration>\n"
        '</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    )
    return pdf(picture, packet)


def is_figure(content: bytes) -> bool:
    """Whether a file is a figure, by how it begins; else it may be an exploration."""
    return _kind(content) is not None


def carried_in(content: bytes) -> str:
    """The text that a figure carries.

    Raises:
        ViewError: it carries none, it is cut off, or it is no figure; in a sentence.
    """
    if len(content) > LARGEST_FILE:
        raise ViewError(f"This file is larger than {LARGEST_FILE // 1_000_000} MB: it is not opened.")
    take = _kind(content)
    if take is None:
        raise ViewError("This file is neither a PNG nor an SVG nor a PDF: open a figure that Allegata has made.")
    return take(content)


def _kind(content: bytes) -> Callable[[bytes], str] | None:
    """How to take out what a file of this kind carries."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return None
    if content.startswith(SIGNATURE[:4]):
        return _from_png
    if b"%PDF-" in head[:1024]:
        return _from_pdf
    return _from_svg if head.startswith(b"<") and re.search(rb"<(\w+:)?svg[\s>]", content[:4096]) else None


def _from_png(content: bytes) -> str:
    key = NAME.encode() + b"\0"
    try:
        # All of it is read: a figure that is cut off behind what it carries is cut off all the same.
        found = [data for kind, data in chunks(content) if kind == b"iTXt" and data.startswith(key)]
    except ValueError:
        raise ViewError(_CUT) from None
    if not found:
        raise ViewError(_NOTHING)
    return _unpacked(found[0][len(key) :])


def _unpacked(data: bytes) -> str:
    """What stands in an iTXt chunk behind its keyword."""
    packed, rest = data[:1] == b"\1", data[2:]
    language, _, rest = rest.partition(b"\0")
    translated, _, rest = rest.partition(b"\0")
    del language, translated
    if packed:
        unpacker = zlib.decompressobj()
        try:
            rest = unpacker.decompress(rest, LARGEST + 1)
        except zlib.error:
            raise ViewError(_CUT) from None
        if not unpacker.eof and len(rest) <= LARGEST:
            raise ViewError(_CUT)
    if len(rest) > LARGEST:
        raise ViewError(_TOO_LARGE)
    try:
        return rest.decode("utf-8")
    except UnicodeDecodeError:
        raise ViewError(_CUT) from None


def _from_svg(content: bytes) -> str:
    if b"</svg>" not in content[-4096:] and b":svg>" not in content[-4096:]:
        raise ViewError(_CUT if b"<svg" in content[:4096] else _NOTHING)
    return _element(content, f"{{{SPACE}}}exploration")


def _from_pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-1024:]:
        raise ViewError(_CUT)
    # The packet stands in the file as it is, so that programs that know nothing of PDF find it (ISO 16684-1, 7.3).
    start = 0
    while (start := content.find(b"<?xpacket begin", start)) >= 0:
        begin = content.find(b"?>", start)
        end = content.find(b"<?xpacket end", start)
        if begin < 0 or end < 0:
            raise ViewError(_CUT)
        packet = content[begin + 2 : end]
        if SPACE.encode() in packet:
            return _element(packet.strip(), f"{{{SPACE}}}exploration")
        start = end
    raise ViewError(_NOTHING)


def _element(xml: bytes, name: str) -> str:
    if SPACE.encode() not in xml:
        raise ViewError(_NOTHING)
    try:
        found = next(fromstring(xml, forbid_dtd=False).iter(name), None)
    except DefusedXmlException:
        raise ViewError("This figure declares entities, as none of ours does: it is not opened.") from None
    except (ParseError, ValueError, RecursionError):
        raise ViewError(_CUT) from None
    if found is None:
        raise ViewError(_NOTHING)
    text = found.text or ""
    if len(text) > LARGEST:
        raise ViewError(_TOO_LARGE)
    return text
