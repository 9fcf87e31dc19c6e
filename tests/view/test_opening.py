"""Figures that are opened again: what is carried comes back whole, and what is hostile or foreign is refused."""

from __future__ import annotations

import datetime as dt
import json
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render.figure_views import loops, statuses

from allegata.errors import ViewError
from allegata.render.figure import FORMATS, Design, carried_in, draw, page_of
from allegata.render.figure.carry import NAME, SPACE, in_pdf, in_png, in_svg
from allegata.render.figure.compose import compose
from allegata.render.figure.png import SIGNATURE, chunks
from allegata.view import Exploration, Filters, Origin, View, What, to_text
from allegata.view.opening import opened

PICTURE = compose(loops(), Design(page=page_of("60"), legend=False)).picture
WRITERS = {
    ".png": lambda text: in_png(PICTURE, text, 36),
    ".svg": lambda text: in_svg(PICTURE, text),
    ".pdf": lambda text: in_pdf(PICTURE, text),
}

# What XML can hold; a text of an exploration is JSON, and so has no other controls in it.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40)
IDS = WORDS.filter(bool)
EXPLORATIONS = st.builds(
    Exploration,
    view=st.builds(
        View,
        actors=st.lists(IDS, max_size=5, unique=True).map(tuple),
        hidden=st.frozensets(IDS, max_size=3),
        filters=st.builds(Filters, holders=st.integers(0, 9), statuses_off=st.frozensets(WORDS, max_size=2)),
        origins=st.lists(
            st.builds(
                Origin,
                what=st.sampled_from(What),
                name=WORDS,
                statement=WORDS,
                parameters=st.lists(st.tuples(WORDS, WORDS), max_size=3).map(tuple),
            ),
            max_size=2,
        ).map(tuple),
    ),
    title=WORDS,
    note=WORDS,
    saved=st.none() | st.dates(dt.date(1990, 1, 1)).map(lambda day: dt.datetime.combine(day, dt.time(), dt.UTC)),
    statuses=st.dictionaries(IDS, st.sampled_from(["", "CONTESTED", "REPORTED"]), max_size=4),
)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=40, deadline=None)
@given(kept=EXPLORATIONS)
def test_what_is_carried_comes_back_whole(suffix: str, kept: Exploration) -> None:
    assert opened(WRITERS[suffix](to_text(kept))) == kept


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_bare_figure_carries_nothing(suffix: str) -> None:
    text = to_text(Exploration(View(actors=("who-it-is",))))
    whole = draw(replace(statuses(), carried=text), suffix, Design(dpi=36)).content
    bare = draw(statuses(), suffix, Design(dpi=36)).content
    assert carried_in(whole) == text
    assert len(whole) > len(bare)
    with pytest.raises(ViewError, match="carries no view"):
        opened(bare)
    assert b"xploration" not in bare


# ── What is refused ──────────────────────────────────────────────────────────────────────────────────────────────


def png(*parts: tuple[bytes, bytes]) -> bytes:
    head = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (head, *parts, (b"IEND", b""))
    )


def zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1_000_000)
    return b"".join(packer.compress(block) for _ in range(size // len(block))) + packer.flush()


def carrying(text: bytes) -> bytes:
    return png((b"iTXt", NAME.encode() + b"\0\1\0\0\0" + zlib.compress(text)))


def svg(text: str, head: str = "") -> bytes:
    inner = f'<metadata><exploration xmlns="{SPACE}">{text}</exploration></metadata>'
    return f'{head}<svg xmlns="http://www.w3.org/2000/svg">{inner}</svg>'.encode()


def pdf(packet: str) -> bytes:
    return f'%PDF-1.7\nstream\n<?xpacket begin="" id="x"?>{packet}<?xpacket end="r"?>\nendstream\n%%EOF\n'.encode()


DEEP = b'{"format": "allegata exploration", "version": 1, "view": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
SCRIPT = '{"format": "allegata exploration", "version": 1, "view": {"actors": [["a"]], "onload": "alert(1)"}}'
LAUGHS = '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
WHOLE = WRITERS[".png"](to_text(Exploration(View(actors=("a",)))))

REFUSED = {
    "another program's png": (png(), "carries no view"),
    "another program's text": (png((b"tEXt", b"Software\0something")), "carries no view"),
    "another program's svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>', "carries no view"),
    "another program's pdf": (b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "carries no view"),
    "a page": (b"<html><script>alert(1)</script></html>", "no exploration"),
    "a jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "neither an exploration nor a figure"),
    "cut off": (WHOLE[: len(WHOLE) // 2], "cut off or damaged"),
    "damaged": (WHOLE[:60] + bytes([WHOLE[60] ^ 1]) + WHOLE[61:], "cut off or damaged"),
    "svg cut off": (WRITERS[".svg"]("{}")[:-400], "cut off or damaged"),
    "pdf cut off": (WRITERS[".pdf"]("{}")[:-400], "cut off or damaged"),
    "a bomb": (png((b"iTXt", NAME.encode() + b"\0\1\0\0\0" + zeros(1_000_000_000))), "more than any exploration"),
    "no deflate": (png((b"iTXt", NAME.encode() + b"\0\1\0\0\0" + b"abc")), "cut off or damaged"),
    "no utf-8": (carrying(b"\xff\xfe"), "cut off or damaged"),
    "deep": (carrying(DEEP), "not sound"),
    "deep svg": (svg(DEEP.decode()), "not sound"),
    "script": (carrying(SCRIPT.encode()), "not sound"),
    "not json": (svg("hello"), "not sound"),
    "entities": (svg("&b;", LAUGHS), "declares entities"),
    "external": (svg("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), "declares entities"),
    "elements all the way down": (svg("<a>" * 50_000 + "</a>" * 50_000), "not sound"),
    "large": (svg("x" * 3_000_000), "more than any exploration"),
    "pdf of stairs": (pdf(f'<a xmlns="{SPACE}">' * 20_000), "cut off or damaged"),
    "pdf of zeros": (b"%PDF-1.7\nstream\n" + zeros(1_000_000_000) + b"\nendstream\n%%EOF\n", "carries no view"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_foreign_cut_off_or_hostile_is_refused_in_a_sentence(name: str) -> None:
    content, words = REFUSED[name]
    with pytest.raises(ViewError, match=words) as refused:
        opened(content)
    assert len(str(refused.value)) < 400
    assert "\n" not in str(refused.value)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", SIGNATURE, b"%PDF-1.7\n", b"<svg ", WHOLE[:40]]))
def test_no_bytes_do_anything_but_be_refused(rest: bytes, head: bytes) -> None:
    with pytest.raises(ViewError):
        opened(head + rest)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, len(WHOLE) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_is_noticed_or_does_no_harm(at: int, bit: int) -> None:
    flipped = bytearray(WHOLE)
    flipped[at] ^= 1 << bit
    with pytest.raises(ViewError):
        opened(bytes(flipped))


def test_parts_of_others_are_dropped_from_a_png() -> None:
    kinds = [kind for kind, _ in chunks(WHOLE)]
    assert set(kinds) <= {b"IHDR", b"pHYs", b"iTXt", b"IDAT", b"IEND", b"PLTE", b"tRNS", b"sRGB", b"gAMA"}
    text = next(data for kind, data in chunks(WHOLE) if kind == b"iTXt")
    assert json.loads(zlib.decompress(text.split(b"\0\1\0\0\0", 1)[1]))["format"] == "allegata exploration"
