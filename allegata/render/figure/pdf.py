"""A picture as PDF 1.7: lines and fills as such, text as text in typefaces that lie in the file.

Nothing tells when, where, by whom or with what it was made, and the same picture gives the same bytes. Typefaces are
cut down to the letters in use: TrueType outlines go in as TrueType, others as CFF; glyphs keep their numbers.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from hashlib import sha256

import uharfbuzz as hb

from allegata.render.figure.fonts import Typeface
from allegata.render.figure.shapes import Group, Path, Picture, Words
from allegata.render.figure.text import Run

__all__ = ["pdf"]

POINT = 72 / 25.4


def pdf(picture: Picture, metadata: str = "") -> bytes:
    """As a file of one page.

    Args:
        picture: what is drawn.
        metadata: an XMP packet, which stands in the file as it is; "" for none.
    """
    file = _File()
    used = _Typefaces()
    content = _Content(picture, used)
    page_of, fonts = file.number(), {name: file.number() for name in content.names()}
    states = {name: file.add(f"<< /ca {opacity:g} /CA {opacity:g} >>") for opacity, name in content.states.items()}
    stream = file.stream("", "\n".join(content.lines).encode("ascii"))
    for face, name in used.names.items():
        _typeface(file, fonts[name], face, used.glyphs[face])
    listed = " ".join(f"/{name} {number} 0 R" for name, number in fonts.items())
    dimmed = " ".join(f"/{name} {number} 0 R" for name, number in states.items())
    box = f"[0 0 {_n(picture.width * POINT)} {_n(picture.height * POINT)}]"
    pages = file.number()
    resources = f"<< /Font << {listed} >> /ExtGState << {dimmed} >> >>"
    page = f"<< /Type /Page /Parent {pages} 0 R /MediaBox {box} /Resources {resources} /Contents {stream} 0 R >>"
    file.put(page_of, page)
    file.put(pages, f"<< /Type /Pages /Kids [{page_of} 0 R] /Count 1 >>")
    more = ""
    if metadata:
        more = f" /Metadata {file.stream('/Type /Metadata /Subtype /XML', metadata.encode(), packed=False)} 0 R"
    root = file.add(f"<< /Type /Catalog /Pages {pages} 0 R{more} >>")
    info = file.add(f"<< /Title {_text(picture.title)} >>") if picture.title else 0
    return file.bytes(root, info)


def _n(value: float) -> str:
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _text(text: str) -> str:
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


# ── Objects ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _File:
    """Numbered objects, written in their order."""

    objects: list[bytes] = field(default_factory=list)

    def number(self) -> int:
        """Of an object that is told later."""
        self.objects.append(b"")
        return len(self.objects)

    def put(self, number: int, text: str) -> None:
        self.objects[number - 1] = text.encode("latin-1")

    def add(self, text: str) -> int:
        number = self.number()
        self.put(number, text)
        return number

    def stream(self, told: str, data: bytes, *, packed: bool = True) -> int:
        if packed:
            data = zlib.compress(data, 6)
            told += " /Filter /FlateDecode"
        head = f"<< /Length {len(data)} {told.strip()} >>\nstream\n".encode("latin-1")
        self.objects.append(head + data + b"\nendstream")
        return len(self.objects)

    def bytes(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, content in enumerate(self.objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += "".join(f"{place:010d} 00000 n \n" for place in places).encode()
        own = sha256(bytes(out)).hexdigest()[:32].upper()
        told = f"/Size {len(places) + 1} /Root {root} 0 R /ID [<{own}> <{own}>]" + (
            f" /Info {info} 0 R" if info else ""
        )
        out += f"trailer\n<< {told} >>\nstartxref\n{start}\n%%EOF\n".encode()
        return bytes(out)


# ── What is drawn ────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Typefaces:
    """Those in use, by the name they have on the page, and their glyphs with the characters they stand for."""

    names: dict[Typeface, str] = field(default_factory=dict)
    glyphs: dict[Typeface, dict[int, str]] = field(default_factory=dict)

    def use(self, run: Run) -> str:
        name = self.names.setdefault(run.face, f"F{len(self.names) + 1}")
        told = self.glyphs.setdefault(run.face, {})
        for glyph in run.glyphs:
            told[glyph.id] = told.get(glyph.id) or glyph.text
        return name


class _Content:
    """The operators of a page, y upwards, in points."""

    def __init__(self, picture: Picture, used: _Typefaces) -> None:
        self.used = used
        self.states: dict[float, str] = {}
        self.height = picture.height
        self.lines = ["1 J 1 j"]
        if picture.paper:
            box = f"0 0 {_n(picture.width * POINT)} {_n(picture.height * POINT)} re f"
            self.lines += [_ink(picture.paper, "rg"), box]
        for group in picture.groups:
            self._group(group)

    def names(self) -> list[str]:
        return list(self.used.names.values())

    def _group(self, group: Group) -> None:
        for item in group.items:
            if isinstance(item, Group):
                self._group(item)
            elif isinstance(item, Path):
                self._path(item)
            else:
                self._words(item)

    def _at(self, x: float, y: float) -> str:
        return f"{_n(x * POINT)} {_n((self.height - y) * POINT)}"

    def _path(self, path: Path) -> None:
        dim = path.opacity < 1
        if dim:
            name = self.states.setdefault(path.opacity, f"G{len(self.states) + 1}")
            self.lines.append(f"q /{name} gs")
        if path.fill:
            self.lines.append(_ink(path.fill, "rg"))
        stroked = path.stroke and path.width
        if stroked:
            dashes = " ".join(_n(each * POINT) for each in path.dashes)
            self.lines.append(f"{_ink(path.stroke, 'RG')} {_n(path.width * POINT)} w [{dashes}] 0 d")
        self.lines.append(self._steps(path))
        self.lines.append("B" if path.fill and stroked else "f" if path.fill else "S" if stroked else "n")
        if dim:
            self.lines.append("Q")

    def _steps(self, path: Path) -> str:
        found = []
        x, y = 0.0, 0.0
        for letter, values in path.steps:
            if letter == "Z":
                found.append("h")
                continue
            if letter == "Q":
                (a, b), (c, d) = values[:2], values[2:]
                values = (x + 2 / 3 * (a - x), y + 2 / 3 * (b - y), c + 2 / 3 * (a - c), d + 2 / 3 * (b - d), c, d)
            points = " ".join(self._at(values[at], values[at + 1]) for at in range(0, len(values), 2))
            found.append(f"{points} {'m' if letter == 'M' else 'l' if letter == 'L' else 'c'}")
            x, y = values[-2:]
        return " ".join(found)

    def _words(self, words: Words) -> None:
        if not words.line.runs:
            return
        # Programs that copy text take it from here: in the order of reading, whatever the order of sight.
        self.lines.append(f"/Span << /ActualText {_text(words.line.text)} >> BDC BT {_ink(words.ink, 'rg')}")
        for run in words.line.runs:
            self.lines.append(f"/{self.used.use(run)} {_n(words.size * POINT)} Tf")
            self._run(words, run)
        self.lines.append("ET EMC")

    def _run(self, words: Words, run: Run) -> None:
        """Glyphs that stand on the base go in one string, moved where they are not as far apart as they are wide."""
        em, size = run.face.em, words.size
        begun = False
        expected = 0.0
        out: list[str] = []
        for glyph in run.glyphs:
            away = glyph.x - expected
            if not begun or abs(glyph.y) > 1e-6:
                if out:
                    self.lines.append(f"[{' '.join(out)}] TJ")
                    out = []
                self.lines.append(f"1 0 0 1 {self._at(words.x + glyph.x * size, words.y - glyph.y * size)} Tm")
                begun = abs(glyph.y) <= 1e-6
            elif abs(away) > 1e-6:
                out.append(_n(-away * 1000))
            out.append(f"<{glyph.id:04X}>")
            expected = glyph.x + run.face.font.get_glyph_h_advance(glyph.id) / em
        if out:
            self.lines.append(f"[{' '.join(out)}] TJ")


def _ink(ink: str, operator: str) -> str:
    parts = (int(ink[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{' '.join(_n(part) for part in parts)} {operator}"


# ── Typefaces ────────────────────────────────────────────────────────────────────────────────────────────────────


def _typeface(file: _File, number: int, face: Typeface, glyphs: dict[int, str]) -> None:
    """A composite font (PDF 32000-1, 9.7) whose codes are the numbers of glyphs."""
    plain = "glyf" in face.face.table_tags
    data = _subset(face, glyphs)
    tag = "".join(chr(65 + byte % 26) for byte in sha256(repr(sorted(glyphs)).encode()).digest()[:6])
    name = (
        f"{tag}+{''.join(letter for letter in face.name if letter.isascii() and (letter.isalnum() or letter == '-'))}"
    )
    told = f"/Length1 {len(data)}" if plain else "/Subtype /CIDFontType0C"
    program = file.stream(told, data)
    per = 1000 / face.em
    extents = face.font.get_font_extents("ltr")
    widths = " ".join(f"{id_} [{_n(face.font.get_glyph_h_advance(id_) * per)}]" for id_ in sorted(glyphs))
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-500 -300 1500 1100] /ItalicAngle 0 "
        f"/Ascent {_n(extents.ascender * per)} /Descent {_n(extents.descender * per)} /CapHeight 660 /StemV 80 "
        f"/{'FontFile2' if plain else 'FontFile3'} {program} 0 R >>"
    )
    kind = "/CIDFontType2 /CIDToGIDMap /Identity" if plain else "/CIDFontType0"
    below = file.add(
        f"<< /Type /Font /Subtype {kind} /BaseFont /{name} /FontDescriptor {descriptor} 0 R "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 0 /W [{widths}] >>"
    )
    unicode_ = file.stream("", _to_unicode(glyphs))
    file.put(
        number,
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{below} 0 R] "
        f"/ToUnicode {unicode_} 0 R >>",
    )


_NEEDLESS = ("GSUB", "GPOS", "GDEF", "BASE", "DSIG", "name", "OS/2", "post", "gasp", "cmap")
"""Tables of a typeface that a PDF has no use for."""


def _subset(face: Typeface, glyphs: dict[int, str]) -> bytes:
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    if face.face.has_var_data:
        wanted.pin_all_axes_to_default(face.face)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in _NEEDLESS)
    found = wanted.subset(face.face)
    if "glyf" in face.face.table_tags:
        return bytes(found.blob.data)
    return bytes(found.reference_table("CFF ").data)


def _to_unicode(glyphs: dict[int, str]) -> bytes:
    told = [(id_, text.encode("utf-16-be", "replace").hex().upper()) for id_, text in sorted(glyphs.items()) if text]
    lines = ["/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def /CMapName /Own def"]
    lines.append("1 begincodespacerange <0000> <FFFF> endcodespacerange")
    for start in range(0, len(told), 100):
        some = told[start : start + 100]
        lines.append(f"{len(some)} beginbfchar")
        lines += [f"<{id_:04X}> <{text}>" for id_, text in some]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
