"""Files that are opened: explorations, and figures that carry one."""

from __future__ import annotations

from allegata.errors import ViewError
from allegata.render.figure.carry import carried_in, is_figure
from allegata.view.exploration import Exploration, from_text

__all__ = ["opened"]


def opened(content: bytes) -> Exploration:
    """The exploration in a file: a PNG, SVG or PDF that Allegata has made, or an exploration that it has saved.

    Raises:
        ViewError: there is none that can be opened; in a sentence.
    """
    if is_figure(content):
        text = carried_in(content)
        try:
            return from_text(text)
        except ViewError as error:
            raise ViewError(f"This figure cannot be opened: what it carries is not sound. {error}") from None
    try:
        return from_text(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise ViewError(
            "This file cannot be opened: it is neither an exploration nor a figure (PNG, SVG or PDF) by Allegata."
        ) from None
