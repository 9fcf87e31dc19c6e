"""A picture as SVG: text as text, with a list of typefaces; or as outlines, for who draws it as dots."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import uharfbuzz as hb

from allegata.render.figure.fonts import FAMILIES, Typeface
from allegata.render.figure.shapes import Group, Path, Picture, Step, Words

__all__ = ["escaped", "outlined", "svg"]

# What XML 1.0 cannot hold at all, escaped or not.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_Writer = Callable[[Words], Iterator[str]]


def escaped(text: str) -> str:
    """Text in XML, between tags or in an attribute."""
    text = _UNFIT.sub("\ufffd", text)
    for letter, word in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        text = text.replace(letter, word)
    return text


def svg(picture: Picture, metadata: str = "") -> str:
    """As a file of its own. Units are millimetres.

    Args:
        picture: what is drawn.
        metadata: XML to stand in the element ``metadata``; "" for none.
    """
    head = [_root(picture, f"{_n(picture.width)}mm", f"{_n(picture.height)}mm")]
    if picture.title:
        head.append(f"<title>{escaped(picture.title)}</title>")
    if picture.caption:
        head.append(f"<desc>{escaped(picture.caption)}</desc>")
    if metadata:
        head.append(f"<metadata>{metadata}</metadata>")
    if picture.paper:
        head.append(f'<rect width="{_n(picture.width)}" height="{_n(picture.height)}" fill="{picture.paper}"/>')
    families = ", ".join(f"'{name}'" if " " in name else name for name in FAMILIES)
    head.append(f'<g font-family="{families}" text-anchor="middle" fill="none" stroke-linecap="round">')
    body = [line for group in picture.groups for line in _group(group, _text)]
    return "\n".join([*head, *body, "</g>", "</svg>", ""])


def outlined(picture: Picture, wide: int, high: int) -> str:
    """With the outlines of letters in the place of text: it looks the same wherever it is drawn.

    Args:
        picture: what is drawn.
        wide, high: of the whole, in dots: what draws it rounds any other size to whole ones first.
    """
    letters = _Letters()
    body = [line for group in picture.groups for line in _group(group, letters.text, titles=False)]
    # Dots are whole: the page is stretched by less than one, so that none at the border is left without paper.
    root = _root(picture, str(wide), str(high)).replace(">", ' preserveAspectRatio="none">')
    head = [root, "<defs>", *letters.defs.values(), "</defs>"]
    if picture.paper:
        head.append(f'<rect width="{_n(picture.width)}" height="{_n(picture.height)}" fill="{picture.paper}"/>')
    return "\n".join([*head, '<g fill="none" stroke-linecap="round">', *body, "</g>", "</svg>", ""])


def _root(picture: Picture, width: str, height: str) -> str:
    box = f"0 0 {_n(picture.width)} {_n(picture.height)}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{box}">'


def _n(value: float) -> str:
    """A number as short as it can be: thousandths of a millimetre."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _group(group: Group, text: _Writer, *, titles: bool = True) -> Iterator[str]:
    yield f'<g class="{group.name}">' if titles else "<g>"
    if titles and group.title:
        yield f"<title>{escaped(group.title)}</title>"
    for item in group.items:
        if isinstance(item, Group):
            yield from _group(item, text, titles=titles)
        elif isinstance(item, Path):
            yield _path(item)
        else:
            yield from text(item)
    yield "</g>"


def _path(path: Path) -> str:
    told = [f'd="{_steps(path.steps)}"']
    if path.fill:
        told.append(f'fill="{path.fill}"')
    if path.stroke:
        told.append(f'stroke="{path.stroke}" stroke-width="{_n(path.width)}"')
    if path.dashes:
        told.append(f'stroke-dasharray="{" ".join(map(_n, path.dashes))}"')
    if path.opacity < 1:
        told.append(f'opacity="{_n(path.opacity)}"')
    return f"<path {' '.join(told)}/>"


def _steps(steps: tuple[Step, ...]) -> str:
    return "".join(letter + " ".join(map(_n, values)) for letter, values in steps)


def _text(words: Words) -> Iterator[str]:
    """Anchored in the middle, and as wide as it was reckoned: in another typeface too it covers nothing beside."""
    if not words.line.text.strip():
        return
    wide = words.line.width * words.size
    told = [f'x="{_n(words.x + wide / 2)}" y="{_n(words.y)}" font-size="{_n(words.size)}" fill="{words.ink}"']
    told.append(f'textLength="{_n(wide)}" lengthAdjust="spacingAndGlyphs"')
    if words.bold:
        told.append('font-weight="600"')
    if not words.line.rightward:
        told.append('direction="rtl"')
    yield f"<text {' '.join(told)}>{escaped(words.line.text)}</text>"


@dataclass(slots=True)
class _Letters:
    """Outlines of glyphs, each told once."""

    defs: dict[tuple[int, int], str] = field(default_factory=dict)
    names: dict[tuple[int, int], str] = field(default_factory=dict)
    faces: dict[int, int] = field(default_factory=dict)

    def text(self, words: Words) -> Iterator[str]:
        """A line of text as uses of outlines."""
        yield f'<g fill="{words.ink}">'
        for run in words.line.runs:
            scale = words.size / run.face.em
            number = self.faces.setdefault(id(run.face), len(self.faces))
            for glyph in run.glyphs:
                key = number, glyph.id
                if key not in self.names:
                    outline = _outline(run.face, glyph.id)
                    self.names[key] = f"g{number}-{glyph.id}" if outline else ""
                    if outline:
                        self.defs[key] = f'<path id="{self.names[key]}" d="{outline}"/>'
                if name := self.names[key]:
                    x, y = words.x + glyph.x * words.size, words.y - glyph.y * words.size
                    turn = f"matrix({scale:.6f} 0 0 {-scale:.6f} {_n(x)} {_n(y)})"
                    yield f'<use href="#{name}" transform="{turn}"/>'
        yield "</g>"


def _outline(face: Typeface, glyph: int) -> str:
    """The outline of a glyph, in units of its typeface, y upwards."""
    found: list[str] = []
    face.font.draw_glyph(glyph, _pen(), found)
    return "".join(found)


@cache
def _pen() -> hb.DrawFuncs:
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda x, y, out: out.append(f"M{x:g} {y:g}"))
    pen.set_line_to_func(lambda x, y, out: out.append(f"L{x:g} {y:g}"))
    pen.set_quadratic_to_func(lambda a, b, x, y, out: out.append(f"Q{a:g} {b:g} {x:g} {y:g}"))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, out: out.append(f"C{a:g} {b:g} {c:g} {d:g} {x:g} {y:g}"))
    pen.set_close_path_func(lambda out: out.append("Z"))
    return pen
