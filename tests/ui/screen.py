"""All that a page has drawn, as the browser is told: its words, and its controls with their help."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

CONTROLS = frozenset(
    {
        *("button", "button_group", "checkbox", "color_picker", "date_input", "download_button"),
        *("file_uploader", "multi_select", "number_input", "popover", "radio", "selectbox", "slider", "text_area"),
        *("text_input", "link_button"),
    }
)
"""Names of protobufs of all that a person can operate; a toggle is a ``checkbox``, pills are a ``button_group``.

What unfolds is not among them: Streamlit has no help for it.
"""

MADE_ANEW = re.compile(r"-(step|query|asked)-[^-]")
"""In the identifiers of rows of a list that are made anew when they are chosen: a tip would stay behind."""

OURS = frozenset({"bidi_component", "arrow_data_frame", "vega_lite_chart", "imgs"})
"""Not words: canvas and search box, which have tests of their own, data and pictures."""

SILENT = re.compile(r"^(id|.*_id|url|type|mime|media|key|icon)$")
"""Fields that nobody reads."""


def drawn(app: AppTest) -> Iterator[tuple[str, Any]]:
    """Name and protobuf of every element and every block, in the order of the page."""
    waiting: list[Any] = [app._tree]  # type: ignore[attr-defined]
    while waiting:
        node = waiting.pop()
        waiting += reversed(list(getattr(node, "children", {}).values()))
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield _named(proto)


def words(app: AppTest) -> str:
    """All texts that the page shows, on hover too, without the markup of HTML."""
    found: list[str] = []
    for name, proto in drawn(app):
        if name == "html":
            found.append("" if proto.body.startswith("<style") else re.sub(r"<[^>]*>", " ", proto.body))
        elif name not in OURS:
            found += _texts(proto)
    return " ".join(found)


def unexplained(app: AppTest) -> list[str]:
    """Controls on the page that say nothing when a pointer rests on them."""
    return [
        f"{name} {getattr(proto, 'label', '')!r}"
        for name, proto in drawn(app)
        if name in CONTROLS and not (getattr(proto, "help", "") or "").strip() and not MADE_ANEW.search(proto.id)
    ]


def _named(proto: Any) -> tuple[str, Any]:
    """What it is: of a block, the kind of block that it is."""
    name = proto.DESCRIPTOR.name
    if name == "Block":
        kind = proto.WhichOneof("type") or "block"
        return (kind, getattr(proto, kind)) if kind != "block" else (kind, proto)
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(), proto


def _texts(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        if SILENT.match(field.name):
            continue
        values = value if field.is_repeated else [value]
        for each in values:
            if isinstance(each, str):
                yield each
            elif hasattr(each, "ListFields"):
                yield from _texts(each)
