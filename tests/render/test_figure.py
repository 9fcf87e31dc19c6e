"""Figures: where things are, that words keep clear of each other, and what the three kinds of files are made of."""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from itertools import combinations
from pathlib import Path as File

import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image, ImageColor
from render.figure_views import NAMES, VIEWS, crowd, edge, export, ladder, parallel, statuses

from allegata.errors import RenderError, UsageError
from allegata.model import (
    Certainty,
    Claim,
    ClaimReading,
    Document,
    Edge,
    EdgeEvidence,
    Locator,
    Node,
    Stance,
    Statement,
    StatementReading,
    Status,
)
from allegata.render.export import Export
from allegata.render.figure import DPI, FORMATS, GROUNDS, PAGES, Design, draw, fonts, page_of
from allegata.render.figure.compose import Composed, compose
from allegata.render.figure.lines import mark, route
from allegata.render.figure.notes import sources
from allegata.render.figure.shapes import Box, Group, Path, Words, lettering
from allegata.render.figure.text import clean, missing, shaped, wrapped
from allegata.render.style import FAMILY_INKS, SHAPES

FULL = Design()
FIT = {"300 edges": Design(page=page_of("420"))}
"""Pages on which there is room for every word; a full width, where nothing else is said."""


@pytest.fixture(scope="module")
def composed() -> dict[str, Composed]:
    return {name: compose(view(), FIT.get(name, FULL)) for name, view in VIEWS.items()}


def group(figure: Composed, name: str) -> Group:
    return next(each for each in figure.picture.groups if each.name == name)


def boxes(of: Group) -> list[list[Box]]:
    """The words of each group in a group."""
    return [[words.box for words in lettering(each.items)] for each in of.items if isinstance(each, Group)]


def outlines(of: Group, item: int = 0) -> list[Box]:
    """What a path of each group in a group takes up."""
    found = []
    for each in of.items:
        assert isinstance(each, Group)
        path = each.items[item]
        assert isinstance(path, Path)
        across, down = ([value for _, values in path.steps for value in values[at::2]] for at in (0, 1))
        found.append(Box(min(across), min(down), max(across), max(down)))
    return found


# ── Where things are ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("name", VIEWS)
def test_nodes_are_where_the_screen_has_them(name: str, page: str) -> None:
    view = VIEWS[name]()
    found = compose(view, Design(page=PAGES[page])).report.places
    assert found.keys() == view.places.keys()
    ids = sorted(found)
    first = ids[0]
    x0, y0 = view.places[first]
    scales = [math.dist(found[first], found[id_]) / math.dist((x0, y0), view.places[id_]) for id_ in ids[1:]]
    scale = scales[0] if scales else 1.0
    for id_ in ids:
        x, y = view.places[id_]
        assert found[id_] == pytest.approx(
            (found[first][0] + (x - x0) * scale, found[first][1] + (y - y0) * scale), abs=1e-6
        )


@pytest.mark.parametrize("name", VIEWS)
def test_words_cover_neither_each_other_nor_a_node_nor_leave_the_page(name: str, composed: dict[str, Composed]) -> None:
    figure = composed[name]
    assert figure.report.overlapping == 0
    page = Box(0, 0, figure.picture.width, figure.picture.height)
    words = [box for each in ("names", "labels") for some in boxes(group(figure, each)) for box in some]
    assert all(box.within(page) for box in words)
    assert len(boxes(group(figure, "names"))) == len(figure.report.places)
    blocks = [some for each in ("names", "labels") for some in boxes(group(figure, each))]
    for one, other in combinations(blocks, 2):
        assert not any(a.meets(b) for a in one for b in other)
    assert len(nodes := outlines(group(figure, "nodes"))) == len(figure.report.places)
    assert not any(box.meets(node) for box in words for node in nodes)


@pytest.mark.parametrize("name", [name for name in VIEWS if name not in ("one node", "300 edges")])
def test_heads_of_arrows_are_seen(name: str, composed: dict[str, Composed]) -> None:
    figure = composed[name]
    assert figure.report.hidden == 0
    words = [box for each in ("names", "labels") for some in boxes(group(figure, each)) for box in some]
    for head in outlines(group(figure, "edges"), 1):
        x, y = (head.left + head.right) / 2, (head.top + head.bottom) / 2
        assert not any(box.left < x < box.right and box.top < y < box.bottom for box in words)


def test_words_on_a_line_stand_aside_of_other_lines() -> None:
    view = ladder()
    figure = compose(view, Design(labels="relations"))
    (label,) = (each.box for each in lettering(group(figure, "labels").items) if each.line.text == "cooperates with")
    rungs = [figure.report.places[f"top{k}"][0] for k in range(3)]
    assert not any(label.left < x < label.right for x in rungs)


def test_words_that_find_no_room_and_heads_that_are_hidden_are_told() -> None:
    figure = draw(crowd(90), ".svg", Design(page=page_of("60x80"), labels="relations", legend=False))
    assert figure.report.unlabelled > 20
    assert figure.report.hidden > 2
    told = " ".join(figure.remarks)
    assert f"The words of {figure.report.unlabelled} relations found no room on the line" in told
    assert f"{figure.report.hidden} arrowheads cannot be seen under words" in told


def test_names_make_way_for_one_another_before_any_covers_another() -> None:
    assert draw(VIEWS["300 edges"](), ".svg", Design(page=page_of("150"))).report.overlapping == 0


def test_where_there_is_no_room_the_number_of_words_that_overlap_is_told() -> None:
    figure = draw(crowd(), ".svg", Design(page=page_of("60x60"), legend=False))
    assert figure.report.overlapping > 20
    assert f"{figure.report.overlapping} labels find no room" in figure.remarks[0]


@pytest.mark.parametrize("shape", [*SHAPES.values(), "claim"])
@pytest.mark.parametrize("bend", [0.0, 0.2, -0.5])
def test_arrows_end_at_the_border_of_the_node(shape: str, bend: float) -> None:
    source, target = mark("dot", (0, 0), 3), mark(shape, (40, 13), 4, (6, 3))
    found = route(source, target, bend, 2.0)
    tip, *others = found.head
    assert not target.holds(tip)
    inward = (tip[0] + 0.01 * (40 - tip[0]), tip[1] + 0.01 * (13 - tip[1]))
    assert target.holds(inward)
    assert not any(target.holds(each) for each in others)
    start = found.steps[0][1]
    assert math.hypot(*start) == pytest.approx(3, abs=1e-3)
    assert found.point(1.0) == pytest.approx(tip, abs=1e-6)


def test_parallel_and_opposite_edges_are_apart(composed: dict[str, Composed]) -> None:
    lines = [item.items[0] for item in group(composed["40 parallel edges"], "edges").items if isinstance(item, Group)]
    assert len(lines) == 40
    middles = []
    for line in lines:
        assert isinstance(line, Path)
        (x0, y0), last = line.steps[0][1], line.steps[1][1]
        x1, y1 = last[-2:]
        via = last[:2] if len(last) == 4 else ((x0 + x1) / 2, (y0 + y1) / 2)
        middles.append(((x0 + 2 * via[0] + x1) / 4, (y0 + 2 * via[1] + y1) / 4))
    assert min(math.dist(a, b) for a, b in combinations(middles, 2)) > 0.4


def test_a_loop_begins_and_ends_at_the_border_and_runs_outside(composed: dict[str, Composed]) -> None:
    figure = composed["self-loops"]
    loops = [each for each in group(figure, "edges").items if isinstance(each, Group) and len(each.items[0].steps) > 2]  # type: ignore[union-attr]
    assert len(loops) == 9
    for each in loops:
        path = each.items[0]
        assert isinstance(path, Path)
        points = [values[-2:] for _, values in path.steps]
        assert min(math.dist(at, points[0]) for at in figure.report.places.values()) > 0.3
        assert max(math.dist(one, other) for one, other in combinations(points, 2)) > 1.0


# ── Text ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_scripts_are_drawn_with_letters() -> None:
    assert missing(NAMES["cyrillic"] + NAMES["long"]) == ""
    arabic = shaped(clean(NAMES["arabic"]))
    assert not arabic.rightward
    assert all(glyph.id for run in arabic.runs for glyph in run.glyphs if not missing(glyph.text))
    # The year stands at the left of what is read before it, and its digits from left to right.
    digits = [glyph.text for run in arabic.runs for glyph in run.glyphs if glyph.text.isdigit()]
    assert "".join(digits) == "1945"
    first = next(glyph for run in arabic.runs for glyph in run.glyphs if glyph.text[:1] == "1")
    assert first.x < arabic.width / 2


def test_arabic_letters_are_joined() -> None:
    joined, apart = shaped("جامعة"), shaped("ج ا م ع ة")
    forms = lambda line: [glyph.id for run in line.runs for glyph in run.glyphs if glyph.text.strip()]  # noqa: E731
    assert missing("جامعة") or sorted(forms(joined)) != sorted(forms(apart))


def test_a_letter_that_nobody_has_is_told_with_what_to_install() -> None:
    # A code point that no typeface can have: it stands for no character, and never will.
    figure = draw(export([Node("a", "Aland \U0001fae5\U000e0080\U00105678", "State")], []), ".svg", FULL)
    assert "Install one, as with" in figure.remarks[0]


def test_commands_of_direction_and_controls_are_not_drawn() -> None:
    assert clean("a\u202eb\x00c\x1b d\u2066\n e") == "abc d e"


@pytest.mark.parametrize("script", ["hangul", "han", "arabic", "hebrew"])
def test_letters_of_a_script_are_there_where_a_typeface_is(script: str) -> None:
    name = clean(NAMES[script])
    if fonts.find(name[0]) is None:
        pytest.skip(f"no typeface on this machine has {script}")
    assert missing(name) == ""
    assert all(glyph.id for run in shaped(name).runs for glyph in run.glyphs)


def test_what_to_install_is_told_by_script() -> None:
    packages = {letter: fonts.package_for(fonts.script_of(letter)).split(" ")[0] for letter in "평壤ピجקж"}
    assert packages == {
        **dict.fromkeys("평壤ピ", "fonts-noto-cjk"),
        **dict.fromkeys("جקж", "fonts-noto-core"),
    }
    assert "symbola" in fonts.package_for(fonts.script_of("\U00105678"))


def test_a_long_name_is_there_to_its_end_and_one_that_is_cut_is_told(composed: dict[str, Composed]) -> None:
    written = {
        " ".join(words.line.text for words in lettering((each,))) for each in group(composed["names"], "names").items
    }
    assert NAMES["long"] in written
    assert composed["names"].report.shortened == 0
    figure = draw(export([Node("a", " ".join([NAMES["long"]] * 3), "State")], []), ".svg", FULL)
    assert "The end of 1 name is left out: a name has six lines at most." in figure.remarks


def test_names_are_wrapped_and_the_rest_is_cut() -> None:
    lines = wrapped(clean(NAMES["long"]), 12, 4)
    assert len(lines) == 4
    assert all(line.width <= 12 for line in lines)
    assert lines[-1].text.endswith("…")
    unbroken = wrapped(clean(NAMES["unbroken"]), 12, 4)
    assert all(line.width <= 12 for line in unbroken)
    assert "".join(line.text for line in unbroken) == NAMES["unbroken"]


# ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", VIEWS)
def test_svg_is_sound_and_its_text_is_text(name: str) -> None:
    content = draw(VIEWS[name](), ".svg", FULL).content
    root = fromstring(content, forbid_dtd=True)
    space = "{http://www.w3.org/2000/svg}"
    assert {each.tag for each in root.iter()} <= {space + tag for tag in _ALLOWED}
    text = "".join(each.text or "" for each in root.iter(space + "text"))
    for node in VIEWS[name]().subgraph.nodes[:5]:
        word = clean(node.name).split(" ")[0]
        assert word[:10] in text
    listed = root.find(f"{space}g[@font-family]")
    assert listed is not None
    assert "sans-serif" in listed.attrib["font-family"]


_ALLOWED = {"svg", "title", "desc", "metadata", "rect", "g", "path", "text"}


@pytest.mark.parametrize("name", VIEWS)
def test_pdf_has_every_typeface_in_it(name: str, tmp_path: File) -> None:
    content = draw(VIEWS[name](), ".pdf", FULL).content
    descriptors = re.findall(rb"/Type /FontDescriptor /FontName /([\w+-]+) .*?/(FontFile[23]) (\d+) 0 R", content)
    assert descriptors
    assert len(descriptors) == content.count(b"/Type /Font /Subtype /Type0")
    for font, _, number in descriptors:
        assert re.match(rb"[A-Z]{6}\+", font)
        head, _, rest = content.partition(b"\n" + number + b" 0 obj\n")[2].partition(b"stream\n")
        length = int(re.search(rb"/Length (\d+)", head)[1])  # type: ignore[index]
        assert len(zlib.decompress(rest[:length])) > 500
    if program := shutil.which("pdffonts"):
        file = tmp_path / "figure.pdf"
        file.write_bytes(content)
        told = subprocess.run([program, str(file)], capture_output=True, text=True, check=True)
        assert told.stderr == ""
        rows = told.stdout.splitlines()[2:]
        assert len(rows) == len(descriptors)
        for row in rows:
            assert re.search(r"Identity-H +yes yes yes", row), row


@pytest.mark.parametrize("dpi", DPI)
@pytest.mark.parametrize("page", PAGES)
def test_png_has_the_size_that_was_asked_for(page: str, dpi: int) -> None:
    figure = draw(statuses(), ".png", Design(page=PAGES[page], dpi=dpi))
    image = Image.open(io.BytesIO(figure.content)).convert("RGBA")
    wide, high = (round(side / 25.4 * dpi) for side in (figure.width, figure.height))
    assert image.size == (wide, high)
    assert Image.open(io.BytesIO(figure.content)).info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
    for border in ((0, 0, wide, 1), (0, high - 1, wide, high), (0, 0, 1, high), (wide - 1, 0, wide, high)):
        assert image.crop(border).getcolors() == [(max(border[2] - border[0], border[3] - border[1]), (255,) * 4)]


def test_a_png_without_a_ground_shows_what_lies_below() -> None:
    clear = Image.open(io.BytesIO(draw(statuses(), ".png", Design(ground="transparent", dpi=50)).content))
    assert clear.convert("RGBA").getpixel((0, 0))[3] == 0  # type: ignore[index]


@pytest.mark.parametrize("ground", ["white", "light", "dark"])
def test_greyscale_keeps_families_apart(ground: str) -> None:
    """In a figure that was drawn, as dots, and turned grey: five families, five greys, none like the paper."""
    content = draw(statuses(), ".png", Design(ground=ground, dpi=300)).content
    image = Image.open(io.BytesIO(content)).convert("RGB")
    colours = {colour for _, colour in image.getcolors(1 << 24) or []}
    ground_, tone = GROUNDS[ground]
    inks = [ImageColor.getrgb(getattr(ink, tone)) for ink in FAMILY_INKS.values()]
    assert set(inks) <= colours, "each family is drawn in its ink"
    inks.append(ImageColor.getrgb(ground_.paper))
    greys = [Image.new("RGB", (1, 1), ink).convert("L").getpixel((0, 0)) for ink in inks]
    assert min(abs(a - b) for a, b in combinations(greys, 2)) >= 14  # type: ignore[operator]


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_figure_has_the_same_bytes_and_tells_nothing_of_where_it_was_made(suffix: str) -> None:
    view = replace(statuses(), title="Ordinary", caption="A caption", carried='{"a": 1}')
    one, other = (draw(view, suffix, FULL).content for _ in range(2))
    assert one == other
    plain = one + b"".join(map(_inflated, re.findall(rb"stream\n(.*?)\nendstream", one, re.S)))
    for word in (str(File.home()).encode(), b"/tmp", b"Producer", b"Creator", b"CreationDate", b"resvg", b"harfbuzz"):
        assert word not in plain
    assert not re.search(rb"20\d\d-\d\d-\d\d", plain)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""


# ── Pages and parts ──────────────────────────────────────────────────────────────────────────────────────────────


def test_pages_have_the_size_that_was_asked_for() -> None:
    for name, page in PAGES.items():
        figure = draw(statuses(), ".svg", Design(page=page_of(name)))
        assert figure.width == page.width
        assert figure.height == page.height or not page.height
    assert (page_of("140x90").width, page_of("140 x 90 mm").height, page_of("140").height) == (140, 90, 0)
    for wrong in ("", "huge", "1x1", "99999", "-5", "140x"):
        with pytest.raises(UsageError):
            page_of(wrong)


def texts(view: Export, **design: object) -> str:
    found = compose(view, Design(**design))  # type: ignore[arg-type]
    return "\n".join(words.line.text for words in lettering(found.picture.groups))


def test_each_part_can_be_left_out() -> None:
    view = replace(
        statuses(), title="A title", caption="A caption", filters=("without denied",), hidden_edges=3, origin="Query q"
    )
    whole = texts(view, origin=True)
    assert "Filters: without denied; they hide 3 relations." in whole
    for word, less in (
        ("A title", {"words": False}),
        ("A caption", {"words": False}),
        ("verbal conflict", {"legend": False}),
        ("without denied", {"filters": False}),
        ("Query q", {"origin": False}),
    ):
        assert word in whole
        assert word not in texts(view, **{"origin": True, **less})


def test_each_edge_is_told_with_who_said_so_and_where() -> None:
    aland, bland = Node("a", "Aland", "State"), Node("b", "Bland", "State")
    accuses, aids = edge("a", "b", "ACCUSES", Status.CONTESTED), edge("b", "a", "AIDS")
    daily, coded = (Document(id_, id_, "p", dt.date(2031, 10, day)) for id_, day in (("daily", 4), ("coded", 9)))

    def said(holder: Node, stance: Stance, document: Document, where: Locator, **more: object) -> StatementReading:
        it = Statement(f"{holder.id}{stance}{where}{more}", "c", holder.id, stance, "", where, **more)  # type: ignore[arg-type]
        return StatementReading(it, holder, None, document, "The Daily" if document is daily else "Events")

    claim = Claim("c", "a", "ACCUSES", "b", "Aland accuses Bland.")
    one = (
        said(bland, Stance.DISMISSES, daily, Locator("daily", 5)),
        said(aland, Stance.ASSERTS, daily, Locator("daily", 2), certainty=Certainty.PROBABLE),
        said(aland, Stance.CONFIRMS, coded, Locator("coded"), record="20311009-7"),
        said(aland, Stance.CONFIRMS, coded, Locator("coded", 0, 1200, 1250)),
    )
    other = (said(aland, Stance.ASSERTS, coded, Locator("coded"), record="8"),)
    view = export(
        [aland, bland],
        [accuses, aids],
        evidence={
            accuses.key: (
                EdgeEvidence(accuses, aland, bland, (ClaimReading(claim, Status.CONTESTED, one),), left_out=3),
            ),
            aids.key: (EdgeEvidence(aids, bland, aland, (ClaimReading(claim, Status.REPORTED, other),)),),
        },
    )
    assert sources(view) == [
        (
            1,
            "Aland accuses Bland (contested): The Daily, 4 October 2031, ¶\u00a02, 5: asserted by Aland (hedged); "
            "called unproven by Bland. Events, 9 October 2031, record 20311009-7, characters 1,200–1,250: confirmed "
            "by Aland. 3 older claims not listed.",
        ),
        (2, "Bland aids Aland (reported): Events, 9 October 2031, record 8: asserted by Aland."),
    ]
    page = page_of("60x48")
    told = draw(view, ".svg", Design(page=page, sources=True, legend=False))
    assert told.report.unlisted == 1
    assert "The sources of 1 more are not listed" in texts(view, page=page, sources=True, legend=False)
    assert any(remark.startswith("The sources of 1 edge are not listed") for remark in told.remarks)


def test_the_legend_has_what_is_in_use_and_nothing_else() -> None:
    view = export([Node("a", "A", "State"), Node("b", "B", "Person")], [edge("a", "b", "ACCUSES", Status.DENIED)])
    told = texts(view, labels="none").splitlines()
    assert {"verbal conflict", "denied", "State", "Person"} <= set(told)
    assert not {"material conflict", "confirmed", "standing fact", "Place"} & set(told)


def test_nothing_to_draw_and_no_room_are_told_in_a_sentence() -> None:
    with pytest.raises(RenderError, match="nothing to draw"):
        compose(Export(parallel().subgraph.__class__(), {}), FULL)
    with pytest.raises(RenderError, match="has no room for the graph"):
        compose(statuses(), Design(page=page_of("40x40")))
    with pytest.raises(RenderError, match="too large"):
        draw(statuses(), ".png", Design(page=page_of("1200x1200"), dpi=1200))


def test_words_are_of_the_typeface_of_the_screen() -> None:
    words = next(lettering(compose(statuses(), FULL).picture.groups))
    assert isinstance(words, Words)
    assert words.line.runs[0].face.name.startswith("SourceSansPro")


def test_a_database_of_others_is_drawn_in_its_own_types() -> None:
    nodes = [Node("1", "Keanu", "Actor"), Node("2", "The Film", "Movie")]
    foreign = [
        Edge("k1", "1", "2", "ACTED_IN", "ACTED_IN", None, 3, 3),
        Edge("k2", "1", "2", "KNEW", "other types", None, 1, 1),
    ]
    told = texts(export(nodes, foreign, types=("ACTED_IN",))).splitlines()
    assert {"ACTED_IN", "other types", "acted in", "Actor", "Movie", "Keanu", "The Film"} <= set(told)
    assert not {"standing fact", "Status"} & set(told)


def test_a_typeface_with_other_outlines_lies_in_the_file_too(monkeypatch: pytest.MonkeyPatch, tmp_path: File) -> None:
    """CFF, as many East Asian typefaces are: the base in its OpenType form stands for them."""
    monkeypatch.setattr(fonts, "REGULAR", "SourceSansPro-Regular.otf")
    shaped.cache_clear()
    wrapped.cache_clear()
    fonts.find.cache_clear()
    content = draw(statuses(), ".pdf", FULL).content
    shaped.cache_clear()
    wrapped.cache_clear()
    fonts.find.cache_clear()
    assert b"/Subtype /CIDFontType0C" in content
    assert b"/Subtype /CIDFontType0 " in content
    if program := shutil.which("pdffonts"):
        (tmp_path / "cff.pdf").write_bytes(content)
        told = subprocess.run([program, str(tmp_path / "cff.pdf")], capture_output=True, text=True, check=True)
        assert (told.stderr, "CID Type 0C" in told.stdout) == ("", True)
