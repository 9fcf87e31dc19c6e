"""What formats cannot hold, made fit for them: characters of XML and UTF-8, formulas of spreadsheets."""

from __future__ import annotations

import re

__all__ = ["harmless", "in_utf8", "in_xml", "risky"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_RETURNS = re.compile("\r\n?")
_RISKY = ("=", "+", "-", "@", "\t", "\r")


def in_xml(text: str) -> str:
    """Text as XML 1.0 can hold it: what it cannot hold even escaped becomes U+FFFD; lines end in a newline."""
    return _RETURNS.sub("\n", _NOT_XML.sub("\ufffd", text))


def in_utf8(text: str) -> str:
    """Text without halves of characters, which become U+FFFD."""
    return _NOT_UTF8.sub("\ufffd", text)


def risky(cell: object) -> bool:
    """Whether a spreadsheet would take a cell for a formula."""
    return isinstance(cell, str) and cell.startswith(_RISKY)


def harmless(cell: object) -> object:
    """The cell, with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if risky(cell) else cell
