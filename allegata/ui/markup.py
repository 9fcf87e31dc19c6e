"""HTML made of values: text is text, and only what this module makes is markup.

Names, claims and paraphrases come from data; whatever they contain, they are shown and never run.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

__all__ = ["Markup", "element", "link", "markdown"]

_MARKDOWN = str.maketrans({each: f"\\{each}" for each in r"\`*_{}[]()<>#+-.!|~$:&^="})
# What Streamlit looks for once escapes are resolved: icons, addresses, and signs to make arrows and dashes of.
_FOUND_LATER = re.compile(r"(?i)(?<=:)(?=material/|//|\w+:)|(?<=www)(?=\.)|(?<=@)(?=\w)|(?<=[-<>~])(?=[-<>=])")
_WORD_JOINER = "\u2060"  # takes no room and is not seen
_EMPTY = frozenset({"br", "hr"})


class Markup(str):
    """Text that is markup already: made by `element`, never by a cast of data."""

    __slots__ = ()


def element(tag: str, *children: str, cls: str = "", **attributes: str) -> Markup:
    """An element; children that are not `Markup` are escaped.

    Args:
        tag: name of the element.
        *children: text, or elements.
        cls: its class.
        **attributes: further attributes; an underscore stands for a hyphen.
    """
    named = ({"class": cls} if cls else {}) | {name.replace("_", "-"): value for name, value in attributes.items()}
    head = "".join(f' {name}="{html.escape(value)}"' for name, value in named.items())
    if tag in _EMPTY:
        return Markup(f"<{tag}{head}>")
    return Markup(f"<{tag}{head}>{''.join(map(_safe, children))}</{tag}>")


def link(text: str, url: str) -> Markup:
    """A link that opens in a tab of its own; an address that is not http or https stays text."""
    if urlsplit(url).scheme not in ("http", "https"):
        return element("span", text)
    return element("a", text, href=url, target="_blank", rel="noopener noreferrer")


def markdown(text: str) -> str:
    """Text such that Streamlit's Markdown shows it as it is: no link, no formula, no colour, no tag."""
    return _FOUND_LATER.sub(_WORD_JOINER, " ".join(text.split())).translate(_MARKDOWN)


def _safe(child: str) -> str:
    return child if isinstance(child, Markup) else html.escape(child)
