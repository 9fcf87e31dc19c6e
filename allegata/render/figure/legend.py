"""The legend: what colours, lines and shapes mean, of those that are in use."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allegata.model import Status
from allegata.render import style
from allegata.render.export import Export
from allegata.render.figure.inks import Inks
from allegata.render.figure.lines import mark
from allegata.render.figure.shapes import Group, Path, Words
from allegata.render.figure.text import LEADING, clean, shaped

__all__ = ["legend"]

SAMPLE, DISC = 2.6, 1.0
"""Width of a line's sample, and of a shape's, in ems."""

Draw = Callable[[float, float], tuple[Path, ...]]
"""Draws a sample: its left end, and the middle of its height."""

SIDES = {"for": "asserts, confirms", "against": "denies, dismisses", "neither": "takes no side"}


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    wide: float
    draw: Draw


def legend(export: Export, inks: Inks, width: float, size: float, unit: float) -> tuple[Group, float]:
    """The legend, and how high it is.

    Args:
        export: what is explained.
        inks: it is drawn with.
        width: of the room, in millimetres, from 0.
        size: of its text, millimetres an em.
        unit: millimetres a pixel of the screen, for the width of lines.
    """
    items: list[Path | Words] = []
    y = 0.0
    for head, entries in _rows(export, inks, size, unit):
        x = 0.0
        title = Words(shaped(head, bold=True), x, y + 0.78 * LEADING * size, size, inks.ground.faint, bold=True)
        indent = 4.9 * size
        items.append(title)
        x = indent
        for entry in entries:
            line = shaped(clean(entry.word))
            wide = entry.wide + 0.45 * size + line.width * size
            if x > indent and x + wide > width:
                x = indent
                y += LEADING * 1.14 * size
            items += entry.draw(x, y + 0.52 * LEADING * size)
            items.append(Words(line, x + entry.wide + 0.45 * size, y + 0.78 * LEADING * size, size, inks.ground.text))
            x += wide + 1.3 * size
        y += LEADING * 1.14 * size
    return Group("legend", tuple(items)), y


def _rows(export: Export, inks: Inks, size: float, unit: float) -> Sequence[tuple[str, list[_Entry]]]:
    used = style.legend(export.subgraph)
    edges = export.subgraph.edges

    def stroke(ink: str, width: float, dashes: tuple[float, ...] = ()) -> Draw:
        return lambda x, y: (_line(x, y, size, ink, width * unit, tuple(each * unit for each in dashes)),)

    wide = SAMPLE * size
    rows: list[tuple[str, list[_Entry]]] = []
    marks = [mark_ for mark_ in style.MARK_INKS if mark_ in set(inks.marks.values())]
    rows.append(
        ("Word", [_Entry(export.mark_words[each], wide, stroke(inks(style.MARK_INKS[each]), 4.0)) for each in marks])
    )
    families = [each for each in used.families if each != style.STANCE and not inks.marks]
    found = [_Entry(each or "other", wide, stroke(inks.of_family(each), 4.0)) for each in families]
    rows.append(("Relation", found))
    sides = {style.side_of(edge) for edge in edges if edge.family == style.STANCE}
    rows.append(
        (
            "Stance",
            [
                _Entry(SIDES[each], wide, stroke(inks(style.SIDE_INKS[each]), 3.0))
                for each in style.SIDE_INKS
                if each in sides
            ],
        )
    )
    standing = any(edge.status is None and not edge.foreign and edge.family != style.STANCE for edge in edges)
    lines = [
        _Entry(each.value.lower() if each else "standing fact", wide, stroke(inks.ground.text, *_lined(each)))
        for each in used.statuses
        if each or standing
    ]
    rows.append(("Status", lines))
    kinds = [_Entry(each, DISC * size, _shape(each, inks, size)) for each in used.kinds]
    rows.append(("Actor", kinds))
    return [(head, entries) for head, entries in rows if entries]


def _lined(status: Status | None) -> tuple[float, tuple[float, ...]]:
    line = style.line_of(status)
    return line.width, line.dashes


def _line(x: float, y: float, size: float, ink: str, width: float, dashes: tuple[float, ...]) -> Path:
    return Path((("M", (x, y)), ("L", (x + SAMPLE * size, y))), stroke=ink, width=width, dashes=dashes)


def _shape(kind: str, inks: Inks, size: float) -> Draw:
    def draw(x: float, y: float) -> tuple[Path, ...]:
        shape = style.shape_of(kind)
        radius = 0.42 * size
        steps = mark(shape, (x + DISC * size / 2, y), radius, (0.5 * size, 0.32 * size)).steps
        if shape == "claim":
            return (Path(steps, stroke=inks.ground.faint, width=0.09 * size),)
        return (Path(steps, fill=inks.of_kind(kind)),)

    return draw
