"""The page: title, graph, legend, caption and notes, one below the other, as a display list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from allegata.errors import RenderError
from allegata.render.export import Export
from allegata.render.figure import notes
from allegata.render.figure.design import Design
from allegata.render.figure.extent import fit
from allegata.render.figure.graph import draw
from allegata.render.figure.inks import Inks
from allegata.render.figure.legend import legend
from allegata.render.figure.shapes import Box, Group, Path, Picture, Step, Words, lettering
from allegata.render.figure.text import LEADING, clean, missing, shaped, wrapped

__all__ = ["Composed", "Report", "compose"]

POINT = 25.4 / 72
TALLEST = 1.35
"""Of a graph on a page that is as high as need be, its width being one."""

MOST_NOTES = 0.5
"""Share of a page of fixed height that the list of sources may take up."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be known of a figure beside it.

    Attributes:
        places: where each node is, in millimetres.
        overlapping: words that cover other words or a node, or leave the page: there was no room for them.
        unlabelled: edges whose words found no room on their lines.
        hidden: heads of arrows under words.
        shortened: names, and claims on cards, whose end is left out.
        unlisted: edges whose sources found no room.
        missing: letters that no typeface on this machine has.
    """

    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    overlapping: int = 0
    unlabelled: int = 0
    hidden: int = 0
    shortened: int = 0
    unlisted: int = 0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A figure that is ready to be written."""

    picture: Picture
    report: Report


@dataclass(frozen=True, slots=True)
class _Block:
    """Something that takes the whole width: what it is, and how high."""

    group: Group
    height: float


def compose(export: Export, design: Design) -> Composed:
    """Put a figure together.

    Raises:
        RenderError: nothing is to be drawn, or the page is too small for what is on it.
    """
    if not export.subgraph.nodes:
        raise RenderError("There is nothing to draw: no actor is seen. Change the filters, or add an actor.")
    inks = Inks.of(export, design.ground)
    page = design.page
    em = page.points * POINT
    margin = 0.9 * em + 0.008 * page.width
    inner = page.width - 2 * margin
    above = [_text("title", export.title, inner, 1.3 * em, inks.ground.text, bold=True)] if design.words else []
    numbers = notes.numbers(export) if design.sources or design.labels == "numbers" else {}
    below = _below(export, design, inks, inner, em)
    fixed = sum(block.height for block in (*above, *below))
    listed, unlisted = _sources(export, design, inks, inner, em, page.height - 2 * margin - fixed)
    blocks = [*below, *([listed] if listed else [])]
    rest = page.height - 2 * margin - sum(block.height for block in (*above, *blocks))
    if page.height and rest < 0.3 * page.height:
        raise RenderError(
            f"A page of {page.width:g} × {page.height:g} mm has no room for the graph beside title, legend and notes: "
            "choose a larger one or one without a fixed height, or leave some of them out."
        )
    scale, height = fit(export, inner, rest if page.height else inner * TALLEST, em)
    area = Box(margin, 0.0, margin + inner, rest if page.height else height)
    top = margin + sum(block.height for block in above)
    area = Box(area.left, top, area.right, top + area.bottom)
    drawing = draw(export, design, inks, area, scale, em, numbers)
    groups: list[Group] = []
    y = margin
    for block in above:
        groups.append(_moved(block.group, margin, y))
        y += block.height
    # A page that is as high as need be ends where the graph does: names may have gone elsewhere than was reckoned.
    up = 0.0 if page.height else max(0.0, drawing.box.top - top - 0.2 * em)
    groups += [_moved(group, 0.0, -up) for group in drawing.groups] if up else drawing.groups
    places = {id_: (x, y - up) for id_, (x, y) in drawing.places.items()}
    y = area.bottom if page.height else min(area.bottom, drawing.box.bottom + 0.4 * em) - up
    for block in blocks:
        groups.append(_moved(block.group, margin, y))
        y += block.height
    whole = page.height or y + margin
    picture = Picture(page.width, whole, inks.ground.paper, tuple(groups), clean(export.title), clean(export.caption))
    report = Report(
        places,
        *(drawing.overlapping, drawing.unlabelled, drawing.hidden, drawing.shortened),
        unlisted,
        _missing(picture),
    )
    return Composed(picture, report)


def _missing(picture: Picture) -> str:
    found = "".join(missing(words.line.text) for words in lettering(picture.groups))
    return "".join(dict.fromkeys(found))


def _below(export: Export, design: Design, inks: Inks, inner: float, em: float) -> list[_Block]:
    found = []
    if design.legend:
        group, height = legend(export, inks, inner, 0.86 * em, em / 2.47 * 0.11)
        found.append(_Block(_moved(group, 0.0, 0.9 * em), height + 1.1 * em))
    if design.words and export.caption:
        found.append(_text("caption", export.caption, inner, 0.96 * em, inks.ground.text, before=0.5 * em))
    for number, text in enumerate(notes.remarks(export, filters=design.filters, origin=design.origin)):
        found.append(_text("remark", text, inner, 0.84 * em, inks.ground.faint, before=0.35 * em * (number == 0)))
    return found


def _text(
    name: str, text: str, width: float, size: float, ink: str, *, bold: bool = False, before: float = 0.0
) -> _Block:
    """A paragraph."""
    lines = wrapped(text, width / size, 40, bold, even=False) if clean(text) else ()
    words = [
        Words(line, 0.0, before + (number * LEADING + 0.86) * size, size, ink, bold)
        for number, line in enumerate(lines)
    ]
    return _Block(Group(name, tuple(words)), before + len(lines) * LEADING * size + (0.4 * size if lines else 0.0))


def _sources(
    export: Export, design: Design, inks: Inks, inner: float, em: float, room: float
) -> tuple[_Block | None, int]:
    """The list of sources in columns, and how many found no room on a page of fixed height."""
    if not design.sources or not (told := notes.sources(export)):
        return None, 0
    size = 0.82 * em
    columns = max(1, round(inner / (24 * em)))
    gap = 1.6 * size
    wide = (inner - gap * (columns - 1)) / columns
    indent = (0.7 + 0.52 * len(str(told[-1][0]))) * size
    leading = 1.14 * size
    lines = [wrapped(text, (wide - indent) / size, 200, even=False) for _, text in told]
    head = 1.7 * size
    unlisted = 0
    if design.page.height:
        most = MOST_NOTES * room - head - 2.4 * size
        while lines and not _columns([len(each) for each in lines], columns, int(most / leading)):
            lines.pop()
            unlisted += 1
    heights = [len(each) for each in lines]
    rows = max(heights, default=0)
    while lines and not _columns(heights, columns, rows):
        rows += 1
    split = _columns(heights, columns, rows)
    items: list[Path | Words | Group] = [
        Words(shaped("Sources", bold=True), 0.0, 0.4 * size + 0.86 * size, size, inks.ground.faint, bold=True)
    ]
    for column, (first, last) in enumerate(split):
        x, y = column * (wide + gap), head
        for (number, _), broken in zip(told[first:last], lines[first:last], strict=True):
            own = shaped(str(number), bold=True)
            items.append(
                Words(own, x + indent - 0.4 * size - own.width * size, y + 0.86 * size, size, inks.ground.text, True)
            )
            for at, line in enumerate(broken):
                items.append(Words(line, x + indent, y + at * leading + 0.86 * size, size, inks.ground.text))
            y += len(broken) * leading + 0.22 * size
    height = head + rows * leading + 0.3 * size
    if unlisted:
        more = shaped(f"The sources of {unlisted} more are not listed: the page has no room for them.")
        items.append(Words(more, 0.0, height + 0.86 * size, size, inks.ground.faint))
        height += 1.3 * size
    return _Block(Group("sources", tuple(items)), height + 0.3 * size), unlisted


def _columns(heights: Sequence[int], columns: int, rows: int) -> list[tuple[int, int]]:
    """Which notes each column has, of at most so many lines (a note being a fifth of a line more); [] : too many."""
    found, first, used = [], 0, 0.0
    for at, lines in enumerate(heights):
        if used + lines > rows + 1e-9:
            if at == first:
                return []
            found.append((first, at))
            first, used = at, 0.0
        used += lines + 0.2
        if lines > rows:
            return []
    if heights:
        found.append((first, len(heights)))
    return found if len(found) <= columns else []


def _moved(group: Group, x: float, y: float) -> Group:
    """The same elsewhere."""
    return Group(group.name, tuple(_shift(item, x, y) for item in group.items), group.title)


def _shift(item: Path | Words | Group, x: float, y: float) -> Path | Words | Group:
    if isinstance(item, Group):
        return _moved(item, x, y)
    if isinstance(item, Words):
        return Words(item.line, item.x + x, item.y + y, item.size, item.ink, item.bold)
    steps: tuple[Step, ...] = tuple(
        (letter, tuple(value + (y if at % 2 else x) for at, value in enumerate(values)))
        for letter, values in item.steps
    )
    return Path(steps, item.fill, item.stroke, item.width, item.dashes, item.opacity)
