"""The graph itself: nodes in the places of the screen, lines between them, names beside them, labels on the lines."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from allegata.render import style
from allegata.render.export import Export
from allegata.render.figure.design import Design
from allegata.render.figure.extent import Extent, card_of, card_words, disc_of, turn_of, unit_of, ways_of
from allegata.render.figure.inks import Inks, line_of
from allegata.render.figure.labels import Label, Placed, Room, place_names, place_on_line, shares, size_of
from allegata.render.figure.lines import Mark, Route, head_length, loop, mark, route
from allegata.render.figure.shapes import Box, Group, Path, Words, polygon, rounded
from allegata.render.figure.text import LEADING, Line, clean, shaped
from allegata.render.layout import bends
from allegata.vocabulary import STANDING
from allegata.wording import label_of

__all__ = ["Drawing", "draw"]

Point = tuple[float, float]

FEW_EDGES = 30
"""Up to so many edges names of relations stand on the lines, where nothing else is asked for."""

FEW_FACTS = 8
"""And of standing facts up to so many: of a whole alliance each member has the same."""

SMALLER = (1.0, 0.9, 0.8, 0.65, 0.5, 0.35)
"""Sizes of names that are tried, until no name covers another."""

MANY = 0.1
"""Share of the names."""

HOPELESS = 0.5
"""Share of the names that cover another before any has given way: so many never come down to `MANY`."""

FULLEST = 0.4
"""Share of the page that names may take; larger ones are not tried."""

LEAST_POINTS = 5.0

MOST_POINTS = 240
"""Of a line, to tell what runs under words; of a shorter one it is one a millimetre."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The graph as groups of a display list.

    Attributes:
        groups: from the lowest to the highest.
        places: where its nodes are.
        box: what all of it takes up.
        overlapping: words that found no room of their own.
        unlabelled: edges whose words found no room on their lines.
        hidden: heads of arrows under words.
        shortened: names, and claims on cards, whose end is left out.
    """

    groups: tuple[Group, ...]
    places: dict[str, Point]
    box: Box
    overlapping: int
    unlabelled: int
    hidden: int
    shortened: int


def draw(
    export: Export, design: Design, inks: Inks, area: Box, scale: float, em: float, numbers: Mapping[str, int]
) -> Drawing:
    """Draw into an area, as `allegata.render.figure.extent.fit` found that it fits.

    Args:
        export: what is drawn.
        design: how.
        inks: with what.
        area: where on the page.
        scale: millimetres a pixel of the screen.
        em: size of names, in millimetres.
        numbers: of the edges, where they are numbered.
    """
    nodes = export.subgraph.nodes
    places = _places(export, area, scale, em)
    disc, unit = disc_of(scale, em), unit_of(scale, em)
    marks = {
        it.id: mark(style.shape_of(it.kind), places[it.id], style.radius_of(it.degree) * disc, card_of(it, em))
        for it in nodes
    }
    routes = _routes(export, marks, disc, unit)
    strokes = {key: _stroke(found) for key, found in routes.items()}
    heads = [_corners(found.head) for found in routes.values() if found.head]
    names = _names(export, marks, strokes, heads, area, em)
    lines = _lines(export, inks, routes, unit)
    room = Room(area, strokes.values(), heads)
    for each in marks.values():
        room.take(each.box)
    for placed in names[0].values():
        room.take(placed.box)
    labels = _labels(export, design, inks, routes, strokes, room, em, numbers)
    overlapping = labels.crowded + sum(placed.covers for placed in names[0].values())
    discs = _discs(export, inks, marks, em)
    leaders, lettered = _lettered(export, inks, marks, *names)
    box = _around(marks, names[0], routes)
    hidden = room.hidden([*(placed.box for placed in names[0].values()), *labels.boxes])
    groups = (lines, leaders, discs, labels.group, lettered)
    return Drawing(groups, places, box, overlapping, labels.unlabelled, hidden, _shortened(export, names[0]))


def _stroke(found: Route) -> tuple[Point, ...]:
    """A line as points, about one a millimetre; none, where nothing is drawn of it."""
    if not found.steps:
        return ()
    rough = [found.point(step / 4) for step in range(5)]
    length = sum(math.dist(*ends) for ends in pairwise(rough))
    parts = min(max(8, math.ceil(length)), MOST_POINTS)
    return tuple(found.point(step / parts) for step in range(parts + 1))


def _corners(head: tuple[Point, ...]) -> Box:
    """What the head of an arrow takes up."""
    across, down = zip(*head, strict=True)
    return Box(min(across), min(down), max(across), max(down))


def _shortened(export: Export, placed: Mapping[str, Placed]) -> int:
    """Of how many nodes the name is not there to its end."""
    shown = {
        node.id: placed[node.id].lines if node.id in placed else card_words(node) for node in export.subgraph.nodes
    }
    return sum(shown[node.id][-1].text.endswith("…") and node.name[-1:] != "…" for node in export.subgraph.nodes)


def _around(marks: Mapping[str, Mark], names: Mapping[str, Placed], routes: Mapping[str, Route]) -> Box:
    boxes = [*(each.box for each in marks.values()), *(each.box for each in names.values())]
    points = [found.point(step / 8) for found in routes.values() if found.steps for step in range(9)]
    return Box(
        min([box.left for box in boxes] + [x for x, _ in points]),
        min([box.top for box in boxes] + [y for _, y in points]),
        max([box.right for box in boxes] + [x for x, _ in points]),
        max([box.bottom for box in boxes] + [y for _, y in points]),
    )


def _places(export: Export, area: Box, scale: float, em: float) -> dict[str, Point]:
    """The places of the screen, all moved and scaled alike: the middle of what is drawn is the middle of the area."""
    box = Extent(export, em).at(scale)
    across = (area.left + area.right - box.left - box.right) / 2
    down = (area.top + area.bottom - box.top - box.bottom) / 2
    places = ((node.id, *export.places[node.id]) for node in export.subgraph.nodes)
    return {id_: (x * scale + across, y * scale + down) for id_, x, y in places}


def _routes(export: Export, marks: Mapping[str, Mark], disc: float, unit: float) -> dict[str, Route]:
    bent = export.bends or bends(export.subgraph.edges)
    found = {}
    for edge in export.subgraph.edges:
        length = head_length(line_of(edge).width) * unit
        if edge.source == edge.target:
            found[edge.key] = loop(marks[edge.source], turn_of(bent[edge.key], disc, unit), length)
        else:
            found[edge.key] = route(marks[edge.source], marks[edge.target], bent[edge.key], length)
    return found


def _lines(export: Export, inks: Inks, routes: Mapping[str, Route], unit: float) -> Group:
    """Standing facts lie below, and what is told most above."""
    names = {node.id: node.name for node in export.subgraph.nodes}
    drawn = []
    for edge in sorted(export.subgraph.edges, key=lambda each: (each.status is not None, each.statements)):
        found, line, ink = routes[edge.key], line_of(edge), inks.of_edge(edge)
        if not found.steps:
            continue
        width = line.width * unit
        dashes = tuple(each * unit for each in line.dashes)
        title = f"{names[edge.source]} {label_of(edge.relation)} {names[edge.target]}"
        items = (
            Path(found.steps, stroke=ink, width=width, dashes=dashes),
            Path(polygon(found.head), fill=ink),
        )
        drawn.append(Group("edge", items, clean(title)))
    return Group("edges", tuple(drawn))


def _discs(export: Export, inks: Inks, marks: Mapping[str, Mark], em: float) -> Group:
    drawn = []
    rim = 0.07 * em if inks.ground.rim else 0.0
    for node in sorted(export.subgraph.nodes, key=lambda each: each.degree):
        found = marks[node.id]
        if node.kind == style.CLAIM:
            paper = inks.ground.paper or "#ffffff"
            items: list[Path | Words] = [Path(found.steps, fill=paper, stroke=inks.ground.faint, width=0.06 * em)]
            items += _stacked(card_words(node), found.box, 0.9 * em, inks.ground.text)
        else:
            items = [Path(found.steps, fill=inks.of_kind(node.kind), stroke=inks.ground.rim, width=rim)]
        drawn.append(Group("node", tuple(items), clean(node.name)))
    return Group("nodes", tuple(drawn))


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(
    export: Export,
    marks: Mapping[str, Mark],
    strokes: Mapping[str, tuple[Point, ...]],
    heads: Sequence[Box],
    area: Box,
    em: float,
) -> tuple[dict[str, Placed], float]:
    """Where names go, and their size: the largest at which none covers another, or at which fewest do."""
    ways = {node.id: ways_of(node.name) for node in export.subgraph.nodes if node.kind != style.CLAIM}
    tried: list[tuple[int, dict[str, Placed], float]] = []
    sizes = _sizes(ways.values(), area, em)
    while sizes:
        size = sizes.pop(0)
        room = Room(area, strokes.values(), heads)
        for each in marks.values():
            room.take(each.box)
        labels = [
            Label(node.id, ways[node.id], size, marks[node.id].box, style.radius_of(node.degree))
            for node in export.subgraph.nodes
            if node.id in ways
        ]
        placed = place_names(labels, room, HOPELESS if sizes else 1.0)
        covering = sum(each.covers for each in placed.values())
        tried.append((covering, placed, size))
        # A little smaller helps a few, and nothing but the smallest helps many.
        sizes = sizes[-1:] if covering > MANY * len(labels) else sizes if covering else []
    _, placed, size = min(tried, key=lambda each: (each[0], -each[2]))
    return placed, size


def _sizes(names: Iterable[tuple[tuple[Line, ...], ...]], area: Box, em: float) -> list[float]:
    """Sizes to try, the largest first; those at which there is no hope are left out, but for the smallest."""
    least = LEAST_POINTS * 25.4 / 72
    sizes = list(dict.fromkeys(max(share * em, least) for share in SMALLER))
    boxes = [size_of(ways[0], 1.0) for ways in names]
    full = sum(wide * high for wide, high in boxes)
    most = FULLEST * (area.right - area.left) * (area.bottom - area.top)
    return [size for size in sizes if full * size**2 <= most] or sizes[-1:]


def _lettered(
    export: Export, inks: Inks, marks: Mapping[str, Mark], placed: Mapping[str, Placed], size: float
) -> tuple[Group, Group]:
    """Thin lines to the names that are far from their nodes, and the names."""
    leaders, drawn = [], []
    for node in export.subgraph.nodes:
        if node.id not in placed:
            continue
        found = placed[node.id]
        if found.far:
            leaders.append(_leader(marks[node.id], found.box, inks.ground.faint, size))
        items: list[Path | Words] = [_veil(found.box, inks.ground.paper, size)] if inks.ground.paper else []
        items += _stacked(found.lines, found.box, size, inks.ground.text)
        drawn.append(Group("name", tuple(items)))
    return Group("leaders", tuple(leaders)), Group("names", tuple(drawn))


def _stacked(lines: tuple[Line, ...], box: Box, size: float, ink: str) -> list[Words]:
    """Lines of text in the middle of a box."""
    middle = (box.left + box.right) / 2
    top = (box.top + box.bottom - len(lines) * LEADING * size) / 2
    return [
        Words(line, middle - line.width * size / 2, top + (number * LEADING + 0.84) * size, size, ink)
        for number, line in enumerate(lines)
    ]


def _veil(box: Box, paper: str, size: float, opacity: float = 0.82) -> Path:
    """Paper under words, so that lines step back where they run under them."""
    inset = 0.06 * size
    inner = Box(box.left, box.top + inset, box.right, box.bottom - inset)
    return Path(rounded(inner, 0.3 * size), fill=paper, opacity=opacity)


def _leader(node: Mark, box: Box, ink: str, size: float) -> Path:
    """A thin line from a node to its name."""
    x = min(max(node.at[0], box.left + 0.2 * size), box.right - 0.2 * size)
    y = min(max(node.at[1], box.top), box.bottom)
    return Path((("M", node.at), ("L", (x, y))), stroke=ink, width=0.05 * size)


# ── Labels of lines ──────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Labels:
    """Words on lines.

    Attributes:
        group: as drawn.
        boxes: what they take up.
        crowded: how many cover something.
        unlabelled: edges whose words found no room.
    """

    group: Group
    boxes: tuple[Box, ...]
    crowded: int
    unlabelled: int


def _labels(
    export: Export,
    design: Design,
    inks: Inks,
    routes: Mapping[str, Route],
    strokes: Mapping[str, tuple[Point, ...]],
    room: Room,
    em: float,
    numbers: Mapping[str, int],
) -> _Labels:
    """Words on lines. A number must be found; another label may be left out."""
    size = 0.84 * em
    words = _words(export, design, numbers)
    drawn: list[Group] = []
    boxes: list[Box] = []
    crowded = wanted = 0
    # What is told most chooses first.
    for edge in export.subgraph.ranked:
        found = routes[edge.key]
        must = edge.key in numbers
        wanted += bool(found.steps and words.get(edge.key))
        for number, text in enumerate(words.get(edge.key, ())):
            if not found.steps:
                break
            line = shaped(clean(text), bold=True)
            wide, high = line.width * size + 0.5 * size, 1.1 * size
            last = number == len(words[edge.key]) - 1
            points = [found.point(share) for share in shares(many=must)]
            if not inks.ground.paper:
                points = [_beside(found, share, wide, high) for share in shares(many=must)]
            if edge.source == edge.target:
                # Beside the loop, not on it: what is on a loop hides most of it.
                x, y = found.point(0.5)
                points = [(x + wide / 2 + 0.1 * size, y + down * size) for down in (-0.3, -1.4, 0.8, -2.5, 1.9)]
            placed = place_on_line(points, wide, high, room, strokes[edge.key], must=must and last)
            if placed is None:
                continue
            box, covers = placed
            room.take(box)
            boxes.append(box)
            crowded += covers
            items: list[Path | Words] = [_veil(box, inks.ground.paper, size, 1.0)] if inks.ground.paper else []
            x = (box.left + box.right - line.width * size) / 2
            items.append(Words(line, x, box.top + 0.83 * size, size, inks.of_words(edge), bold=True))
            drawn.append(Group("label", tuple(items)))
            break
    return _Labels(Group("labels", tuple(drawn)), tuple(boxes), crowded, wanted - len(drawn))


def _beside(found: Route, share: float, wide: float, high: float) -> Point:
    """A place for words above a line: where there is no paper to lay under them, they are not to be struck through."""
    (x0, y0), (x1, y1) = found.point(max(share - 0.02, 0.0)), found.point(min(share + 0.02, 1.0))
    length = math.dist((x0, y0), (x1, y1)) or 1.0
    across, up = (y1 - y0) / length, (x0 - x1) / length
    if up > 0:
        across, up = -across, -up
    away = abs(across) * wide / 2 + abs(up) * high / 2
    x, y = found.point(share)
    return x + across * away, y + up * away


def _words(export: Export, design: Design, numbers: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """What stands on each line, the fullest first: where that has no room, the next is tried."""
    edges = export.subgraph.edges
    kind = design.labels
    if kind == "none":
        return {}
    if kind == "counts":
        return {
            edge.key: (str(count),) for edge in edges if (count := export.counts.get(edge.key, edge.statements)) > 1
        }
    few = len(edges) <= FEW_EDGES
    found: dict[str, tuple[str, ...]] = {}
    for edge in edges:
        own = str(numbers[edge.key]) if edge.key in numbers else ""
        plain = few and (edge.family != STANDING or len(edges) <= FEW_FACTS)
        label = label_of(edge.relation) if kind == "relations" or (kind == "auto" and plain) else ""
        found[edge.key] = tuple(dict.fromkeys(filter(None, (" ".join(filter(None, (own, label))), own))))
    return found
