"""Figures: a view as PNG, SVG or PDF, drawn from the positions and by the style rules of the screen.

One display list is put together, and three small writers make files of it::

    figure = draw(export, ".pdf", Design(page=PAGES["column"], sources=True))
    figure.content, figure.remarks

A figure carries what is needed to open it again (`Export.carried`), unless that is "" (see `carried_in`).
"""

from __future__ import annotations

from dataclasses import dataclass

from allegata.errors import RenderError
from allegata.render.export import Export
from allegata.render.figure.carry import LARGEST_FILE, carried_in, in_pdf, in_png, in_svg
from allegata.render.figure.compose import Report, compose
from allegata.render.figure.design import DPI, GROUNDS, LABELS, PAGES, Design, Page, page_of
from allegata.render.figure.fonts import package_for, script_of
from allegata.wording import counted

__all__ = [
    "DPI",
    "FORMATS",
    "GROUNDS",
    "LABELS",
    "LARGEST_FILE",
    "PAGES",
    "Design",
    "Figure",
    "Page",
    "Report",
    "carried_in",
    "draw",
    "page_of",
]

FORMATS = {".png": "image/png", ".svg": "image/svg+xml", ".pdf": "application/pdf"}
"""Suffix and media type of figures."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a file.

    Attributes:
        content: of the file.
        width, height: of the page, in millimetres.
        report: what is to be known of it.
    """

    content: bytes
    width: float
    height: float
    report: Report

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is not as it should be, and what to do about it, in sentences."""
        return tuple(_remarks(self.report))


def draw(export: Export, suffix: str, design: Design) -> Figure:
    """A figure of an export.

    Args:
        export: what is drawn.
        suffix: one of `FORMATS`.
        design: how.

    Raises:
        RenderError: nothing is to be drawn, it does not fit, or there is no such format.
    """
    if suffix not in FORMATS:
        raise RenderError(f"There are no figures of the kind {suffix}: there are {', '.join(FORMATS)}.")
    composed = compose(export, design)
    picture = composed.picture
    if suffix == ".svg":
        content = in_svg(picture, export.carried)
    elif suffix == ".pdf":
        content = in_pdf(picture, export.carried)
    else:
        content = in_png(picture, export.carried, design.dpi)
    return Figure(content, picture.width, picture.height, composed.report)


_MORE_ROOM = "a larger page, or fewer relations, gives them room"


def _remarks(report: Report) -> list[str]:
    said = []
    if report.missing:
        letters: dict[str, str] = {}
        for letter in report.missing:
            letters.setdefault(package_for(script_of(letter)), letter)
        for package, letter in letters.items():
            said.append(
                f"No typeface on this machine has letters such as {letter!r}: boxes stand in their place. "
                f"Install one, as with {package}."
            )
    if report.overlapping:
        words = "One label finds" if report.overlapping == 1 else f"{report.overlapping} labels find"
        said.append(f"{words} no room without covering something: a larger page, or fewer actors, gives them room.")
    if report.unlabelled:
        said.append(f"The words of {counted(report.unlabelled, 'relation')} found no room on the line: {_MORE_ROOM}.")
    if report.hidden:
        said.append(f"{counted(report.hidden, 'arrowhead')} cannot be seen under words: {_MORE_ROOM}.")
    if report.shortened:
        said.append(f"The end of {counted(report.shortened, 'name')} is left out: a name has six lines at most.")
    if report.unlisted:
        edges = counted(report.unlisted, "edge")
        said.append(f"The sources of {edges} are not listed: choose a page that is as high as need be.")
    return said
