"""Text: which glyphs a line has and where, in the order of sight; how wide it is; how a name breaks into lines.

A line is shaped by HarfBuzz in runs of one direction and one typeface. Directions are found by the rules of the Unicode
Bidirectional Algorithm (UAX #9) for text without explicit embeddings, which names are: characters that command a
direction are taken out first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import uharfbuzz as hb

from allegata.render.figure import fonts
from allegata.render.figure.fonts import Typeface

__all__ = ["ASCENT", "DESCENT", "LEADING", "Glyph", "Line", "Run", "clean", "missing", "shaped", "wrapped"]

ASCENT, DESCENT, LEADING = 0.74, 0.22, 1.16
"""Of a line, in ems: what rises above its base, what hangs below, and from one base to the next."""

_BLANKS = re.compile(r"[^\S\u00a0]+")
"""What words are parted by; not a blank that holds two of them together."""

LONGEST = 2_000
"""Characters of one text that are drawn."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of a typeface: its number, where it stands (ems from the beginning of the line), its characters."""

    id: int
    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one typeface, from left to right."""

    face: Typeface
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        text: as it is read.
        width: in ems.
        runs: from left to right.
        rightward: whether it is written from left to right.
    """

    text: str
    width: float
    runs: tuple[Run, ...]
    rightward: bool = True


def clean(text: str) -> str:
    """The text without line breaks and without characters that are not seen: controls, commands of direction."""
    text = " ".join(_BLANKS.split(text[: 2 * LONGEST])).strip()
    return "".join(
        letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf", "Cs") or letter in _JOIN
    )[:LONGEST]


_JOIN = "\u200c\u200d"
"""Characters that are not seen, but tell how their neighbours are joined."""


def missing(text: str) -> str:
    """The letters of a text that no typeface on this machine has, each once."""
    seen = dict.fromkeys(letter for letter in clean(text) if letter not in _JOIN and not letter.isspace())
    return "".join(letter for letter in seen if not unicodedata.combining(letter) and fonts.find(letter) is None)


@lru_cache(maxsize=8_000)
def shaped(text: str, bold: bool = False) -> Line:
    """The glyphs of one line. ``text`` is to be `clean`."""
    levels = _levels(text)
    runs: list[Run] = []
    x = 0.0
    for start, end, level, face in _ordered(_parts(text, levels, bold)):
        glyphs, x = _shape(text[start:end], level, face, x)
        runs.append(Run(face, glyphs))
    return Line(text, x, tuple(runs), not levels or _base(text) == 0)


def _shape(text: str, level: int, face: Typeface, x: float) -> tuple[tuple[Glyph, ...], float]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    hb.shape(face.font, buffer)
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = sorted({info.cluster for info in infos})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    told: set[int] = set()
    glyphs = []
    for info, at in zip(infos, positions, strict=True):
        # A cluster of several glyphs has its characters on the first of them.
        said = "" if info.cluster in told else text[info.cluster : ends[info.cluster]]
        told.add(info.cluster)
        glyphs.append(Glyph(info.codepoint, x + at.x_offset / face.em, at.y_offset / face.em, said))
        x += at.x_advance / face.em
    return tuple(glyphs), x


# ── Directions ───────────────────────────────────────────────────────────────────────────────────────────────────

_Part = tuple[int, int, int, Typeface]
"""First character, one after the last, level, typeface."""


def _base(text: str) -> int:
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return 0 if strong == "L" else 1


def _levels(text: str) -> list[int]:
    """The level of each character (UAX #9): even ones go to the right, odd ones to the left."""
    base = _base(text)
    kinds = [unicodedata.bidirectional(letter) or "L" for letter in text]
    if not {"R", "AL", "AN"}.intersection(kinds):
        return [0] * len(text)
    kinds = _weak(kinds, "R" if base else "L")
    own = "R" if base else "L"
    for start, end in _neutrals(kinds):
        before = _side(kinds[start - 1]) if start else own
        after = _side(kinds[end]) if end < len(kinds) else own
        kinds[start:end] = [before if before == after else own] * (end - start)
    table = {"L": (0, 2), "R": (1, 1), "EN": (2, 2), "AN": (2, 2)}
    return [table[kind][base] for kind in kinds]


def _side(kind: str) -> str:
    """Numbers count as leftward for the neutrals beside them."""
    return "L" if kind == "L" else "R"


def _weak(kinds: Sequence[str], own: str) -> list[str]:
    """Marks, numbers and what stands in numbers (rules W1 to W7)."""
    found = list(kinds)
    strong, before = own, own
    for at, kind in enumerate(found):
        found[at] = before = before if kind == "NSM" else "AN" if kind == "EN" and strong == "AL" else kind
        strong = before if before in ("L", "R", "AL") else strong
    for at in range(1, len(found) - 1):
        found[at] = _in_number(found[at - 1], found[at], found[at + 1])
    strong = own
    for at, kind in enumerate(found):
        found[at] = "R" if kind == "AL" else "L" if kind == "EN" and strong == "L" else kind
        strong = found[at] if found[at] in ("L", "R") else strong
    return found


def _in_number(before: str, kind: str, after: str) -> str:
    """A separator between two numbers belongs to them, and so does a sign beside one."""
    if kind in ("ES", "CS") and before == after == "EN":
        return "EN"
    if kind == "CS" and before == after == "AN":
        return "AN"
    return "EN" if kind == "ET" and "EN" in (before, after) else kind


def _neutrals(kinds: Sequence[str]) -> list[tuple[int, int]]:
    spans, start = [], -1
    for at, kind in enumerate([*kinds, "L"]):
        neutral = at < len(kinds) and kind not in ("L", "R", "EN", "AN")
        if neutral and start < 0:
            start = at
        elif not neutral and start >= 0:
            spans.append((start, at))
            start = -1
    return spans


def _parts(text: str, levels: Sequence[int], bold: bool) -> Iterator[_Part]:
    """Stretches of one level and one typeface."""
    start = 0
    before: Typeface | None = None
    faces: list[Typeface] = []
    for letter in text:
        joined = letter in _JOIN or unicodedata.combining(letter) or letter.isspace()
        keep = before is not None and joined and (letter in _JOIN or ord(letter) in before.covers)
        found = before if keep and before is not None else fonts.find(letter, bold) or fonts.base(bold)
        faces.append(found)
        before = found
    for at in range(1, len(text) + 1):
        if at == len(text) or (levels[at], faces[at]) != (levels[start], faces[start]):
            yield start, at, levels[start], faces[start]
            start = at


def _ordered(parts: Iterator[_Part]) -> list[_Part]:
    """In the order of sight (rule L2)."""
    found = list(parts)
    for least in range(max((part[2] for part in found), default=0), 0, -1):
        at = 0
        while at < len(found):
            end = at
            while end < len(found) and found[end][2] >= least:
                end += 1
            found[at:end] = found[at:end][::-1]
            at = max(end, at + 1)
    return found


# ── Lines ────────────────────────────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4_000)
def wrapped(text: str, widest: float, most: int = 3, bold: bool = False, even: bool = True) -> tuple[Line, ...]:
    """Text on so many lines at most, none wider than so many ems; what does not fit ends in an ellipsis.

    Args:
        text: any.
        widest: of a line, in ems.
        most: lines.
        bold: in the heavier typeface.
        even: lines are about equally long, the narrowest that need no more of them (names); else full (paragraphs).
    """
    words = _words(clean(text), widest, bold)
    lines = _filled(words, widest, bold)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), widest, bold)]
    elif even and len(lines) > 1:
        low, high = widest / len(lines) * 0.8, widest
        for _ in range(6):
            middle = (low + high) / 2
            tried = _filled(words, middle, bold)
            if len(tried) <= len(lines):
                lines, high = tried, middle
            else:
                low = middle
    return tuple(shaped(line, bold) for line in lines if line) or (shaped("", bold),)


def _words(text: str, widest: float, bold: bool) -> list[str]:
    """Words, those that are too wide for a line in pieces. What is glued to the word before begins without a blank."""
    words: list[str] = []
    for word in filter(None, text.split(" ")):
        if shaped(word, bold).width <= widest:
            words.append(word)
            continue
        piece = ""
        for letter in word:
            if piece and shaped(piece + letter, bold).width > widest and not unicodedata.combining(letter):
                words.append(piece)
                piece = letter
            else:
                piece += letter
        words.append(piece)
    return words


def _filled(words: Sequence[str], widest: float, bold: bool) -> list[str]:
    # Words are measured one by one: most of them come again, and what stands on either side of a blank is not kerned.
    blank = shaped(" ", bold).width
    lines, wide = [""], 0.0
    for word in words:
        more = shaped(word, bold).width
        if not lines[-1]:
            lines[-1], wide = word, more
        elif wide + blank + more <= widest:
            lines[-1], wide = f"{lines[-1]} {word}", wide + blank + more
        else:
            lines.append(word)
            wide = more
    return lines


def _cut(line: str, widest: float, bold: bool) -> str:
    if shaped(line, bold).width <= widest:
        return line
    low, high = 1, min(len(line), 200)
    while low < high:
        middle = (low + high + 1) // 2
        if shaped(f"{line[:middle].rstrip()}…", bold).width <= widest:
            low = middle
        else:
            high = middle - 1
    return f"{line[:low].rstrip()}…"
