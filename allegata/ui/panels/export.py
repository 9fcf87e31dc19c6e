"""The dialog in which a view leaves: as a figure, with a preview, or as a file for another program."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import streamlit as st

from allegata.errors import AllegataError
from allegata.render.export import Export, Writer
from allegata.render.figure import DPI, FORMATS, GROUNDS, PAGES, Design, Figure, draw, page_of
from allegata.render.writers import WRITERS
from allegata.ui.desk import Desk
from allegata.ui.markup import element, markdown
from allegata.view.leaving import Leaving

__all__ = ["export_button"]

OWN = "own"
PREVIEW = 1100
"""Dots across a preview."""

SHOWN = 540
"""Pixels of a preview's height; of a higher one a part is seen."""

FIGURES = {".png": "PNG image", ".svg": "SVG drawing", ".pdf": "PDF page"}
LABELS = {
    "auto": "What fits",
    "relations": "Relations",
    "numbers": "Numbers of sources",
    "counts": "Counts of statements",
    "none": "Nothing",
}
FOREIGN_LABELS = {name: label for name, label in LABELS.items() if name != "numbers"} | {
    "counts": "Counts of relationships"
}
"""The same without claims: there are no sources that a number could lead to."""

HELP = {
    "format": "Figures to print and to show, or a file for another program.",
    "size": "The width on paper, and so how large letters are beside the drawing.",
    "ground": "What it is drawn on.",
    "labels": "What is written on each line, as far as there is room.",
    "dpi": "300 for print; fewer for a smaller file.",
}

CHOICE = "export-choice"
"""Key of the session: what was chosen last."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What somebody has chosen; it outlives the dialog."""

    suffix: str = ".png"
    size: str = "full"
    own: str = "140x90"
    ground: str = "white"
    dpi: int = 300
    labels: str = "auto"
    legend: bool = True
    sources: bool = False
    filters: bool = True
    origin: bool = False
    day: bool = False
    bare: bool = False
    title: str = ""
    caption: str = ""

    @property
    def design(self) -> Design:
        """Of a figure."""
        page = page_of(self.own) if self.size == OWN else PAGES[self.size]
        came = self.origin or self.day
        return Design(page, self.ground, self.dpi, self.labels, self.legend, True, self.sources, self.filters, came)

    def wish(self, evidence: bool, records: bool = False) -> Leaving:
        """What is to be told of the view."""
        made = dt.datetime.now(dt.UTC).date() if self.day else None
        return Leaving(self.title, self.caption, evidence, made=made, bare=self.bare, records=records)


def export_button(desk: Desk) -> None:
    """What opens the dialog."""
    if st.button("Export", key="export", help="A figure for print or slides, or a file for another program."):
        _dialog(desk)


@st.dialog("Export this view", width="large")
def _dialog(desk: Desk) -> None:
    """Only this runs again while somebody chooses; a figure is drawn for what is chosen then."""
    before: Choice = st.session_state.get(CHOICE, Choice())
    left, right = st.columns([0.38, 0.62], gap="medium")
    with left, st.container(key="export-choices"):
        choice = _chosen(before, desk.graph.claims)
    st.session_state[CHOICE] = choice
    with right, st.container(key="export-preview"):
        try:
            if choice.suffix in FORMATS:
                _figure(desk, choice)
            else:
                _file(desk, choice, WRITERS[choice.suffix])
        except AllegataError as error:
            st.warning(markdown(str(error)))


def _chosen(it: Choice, claims: bool) -> Choice:
    """Fields for all of it; ``claims``: whether there are any, whose sources could be listed."""
    formats: Mapping[str, str] = FIGURES | {
        suffix: writer.label for suffix, writer in WRITERS.items() if claims or not writer.records
    }
    one, other = st.columns(2)
    with one:
        it = replace(it, suffix=_one("Format", formats, it.suffix, "format"))
    if it.suffix in FORMATS:
        with other:
            it = _sized(it)
        it = _looks(it, claims)
    title = st.text_input(
        "Title", it.title, key="export-title", max_chars=300, help="Above the figure; names the file."
    )
    caption = st.text_area(
        "Caption", it.caption, key="export-caption", max_chars=2000, height=68, help="Your own words below the figure."
    )
    bare = st.toggle(
        "Leave out what opens it again",
        it.bare,
        key="export-bare",
        help="Else the file carries the view: places, filters and identifiers, what was asked to get here"
        + (", and what status each relation has; no other word of the data." if claims else "."),
    )
    return replace(it, title=title, caption=caption, bare=bare)


def _sized(it: Choice) -> Choice:
    sizes = {name: page.label for name, page in PAGES.items()} | {OWN: "Own size"}
    size = _one("Size", sizes, it.size, "size")
    if size != OWN:
        return replace(it, size=size)
    told = "Width, or width and height: 140, 140x90."
    return replace(it, size=size, own=st.text_input("Millimetres", it.own, key="export-own", help=told, max_chars=20))


def _looks(it: Choice, claims: bool) -> Choice:
    labels = LABELS if claims else FOREIGN_LABELS
    one, other = st.columns(2)
    with one:
        it = replace(
            it,
            ground=_one("Ground", {name: name.capitalize() for name in GROUNDS}, it.ground, "ground"),
        )
    with other:
        it = replace(it, labels=_one("On the lines", labels, it.labels, "labels"))
    if it.suffix == ".png":
        one, _ = st.columns(2)
        with one:
            it = replace(it, dpi=int(_one("Dots an inch", {str(n): str(n) for n in DPI}, str(it.dpi), "dpi")))
    one, other = st.columns(2)
    with one:
        legend = st.toggle("Legend", it.legend, key="export-legend", help="What colours, lines and shapes mean.")
        filters = st.toggle("Filters", it.filters, key="export-filters", help="Those in force, and what they hide.")
    with other:
        told = "Numbers the relations, and lists who said so and where that was reported."
        sources = claims and st.toggle("Sources", it.sources, key="export-sources", help=told)
        told = "What was asked or opened to get here, and a mark of the data: the same for the same data."
        origin = st.toggle("Origin", it.origin, key="export-origin", help=told)
        made = st.toggle("Day", it.day, key="export-day", help="The day on which it was drawn: today.")
    return replace(it, legend=legend, sources=sources, filters=filters, origin=origin, day=made)


def _one(label: str, choices: Mapping[str, str], now: str, what: str) -> str:
    names = list(choices)
    at = names.index(now) if now in names else 0
    found = st.selectbox(
        label, names, at, format_func=lambda name: choices[name], key=f"export-{what}", help=HELP[what]
    )
    return str(found)


# ── What comes of it ─────────────────────────────────────────────────────────────────────────────────────────────


def _figure(desk: Desk, choice: Choice) -> None:
    design = choice.design
    export = desk.leaving(choice.wish(design.sources or design.labels == "numbers"))
    if not choice.origin:
        export = replace(export, origin="", fingerprint="")
    dpi = max(36, min(150, round(PREVIEW / (design.page.width / 25.4))))
    preview = draw(replace(export, carried=""), ".png", replace(design, dpi=dpi))

    def made() -> bytes:
        figure: Figure = draw(export, choice.suffix, design)
        return figure.content

    with st.container(horizontal=True, vertical_alignment="center"):
        _download(choice, made, FORMATS[choice.suffix], choice.suffix)
        st.caption(f"{preview.width:.0f} × {preview.height:.0f} mm")
    for remark in preview.remarks:
        st.warning(markdown(remark))
    with st.container(height=SHOWN, border=False, key="export-sheet"):
        st.image(preview.content, width="stretch", alt="Preview of the figure")


def _file(desk: Desk, choice: Choice, writer: Writer) -> None:
    visible, lost = desk.scene.visible, writer.lost(desk.graph.claims)
    st.html(
        element(
            "div",
            element("h3", writer.label),
            element("p", f"{len(visible.nodes):,} actors and {len(visible.edges):,} relations, as they are seen."),
            *([element("p", lost)] if lost else []),
            cls="al-told",
        )
    )

    def made() -> bytes:
        export: Export = desk.leaving(choice.wish(writer.evidence, writer.records))
        return writer.write(export)

    suffix = ".zip" if writer.suffix == "/" else writer.suffix
    _download(choice, made, "application/zip" if writer.suffix == "/" else writer.mime, suffix)


def _download(choice: Choice, made: object, mime: str, suffix: str) -> None:
    name = re.sub(r"[^A-Za-z0-9]+", "-", choice.title).strip("-").lower()[:60] or "allegata"
    st.download_button(
        f"Download {suffix.removeprefix('.').upper()}",
        made,  # type: ignore[arg-type]
        file_name=f"{name}{suffix}",
        mime=mime,
        on_click="ignore",
        type="primary",
        key="export-download",
        help="Saves what is previewed here." if suffix in FORMATS else "Makes the file and saves it.",
    )
