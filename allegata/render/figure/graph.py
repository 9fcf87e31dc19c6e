"""The graph itself: nodes in the places of the screen, lines between them, names beside them, labels on the lines."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from allegata.model import Node
from allegata.render import style
from allegata.render.export import Export
from allegata.render.figure.design import Design
from allegata.render.figure.inks import Inks, line_of
from allegata.render.figure.labels import Label, Placed, Room, place_names, place_on_line, shares, size_of
from allegata.render.figure.lines import Mark, Route, head_length, loop, mark, route
from allegata.render.figure.shapes import Box, Group, Path, Words, polygon, rounded
from allegata.render.figure.text import LEADING, Line, clean, shaped, wrapped
from allegata.render.layout import bends
from allegata.vocabulary import STANDING
from allegata.wording import label_of

__all__ = ["Drawing", "draw", "fit"]

Point = tuple[float, float]

LARGEST = 0.23
"""Millimetres a pixel of the screen, at most: a graph of few nodes is not blown up."""

WIDEST = 12.0
"""Of a name, in ems; as on the screen."""

FEW_EDGES = 30
"""Up to so many edges names of relations stand on the lines, where nothing else is asked for."""

FEW_FACTS = 8
"""And of standing facts up to so many: of a whole alliance each member has the same."""

SMALLER = (1.0, 0.9, 0.8)
"""Sizes of names that are tried, until no name covers another."""

LEAST_POINTS = 5.0

HEADS = 4
"""How much worse it is to cover the head of an arrow than a stretch of its line."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """The graph as groups of a display list.

    Attributes:
        groups: from the lowest to the highest.
        places: where its nodes are.
        box: what all of it takes up.
        overlapping: words that found no room of their own.
    """

    groups: tuple[Group, ...]
    places: dict[str, Point]
    box: Box
    overlapping: int


def fit(export: Export, width: float, height: float, em: float) -> tuple[float, float]:
    """How many millimetres a pixel of the screen is, so that nodes and names fit; and how high the graph is then."""

    def needs(scale: float) -> tuple[float, float]:
        box = _extent(export, scale, em)
        return box.right - box.left + 0.5 * em, box.bottom - box.top + 0.8 * em

    low, high = 0.0, LARGEST * em / 2.47
    for _ in range(20):
        middle = (low + high) / 2
        wide, tall = needs(middle)
        if wide <= width and tall <= height:
            low = middle
        else:
            high = middle
    return low, min(needs(low)[1], height)


def _extent(export: Export, scale: float, em: float) -> Box:
    """What nodes take up at this scale, with names below them and loops; the place (0, 0) is at (0, 0)."""
    loops = Counter(edge.source for edge in export.subgraph.edges if edge.source == edge.target)
    disc, unit = _disc(scale, em), _unit(scale, em)
    found = []
    for node in export.subgraph.nodes:
        x, y = (each * scale for each in export.places[node.id])
        radius = style.radius_of(node.degree) * disc
        if node.kind == style.CLAIM:
            side, down = _card(node, em)
            found.append((x - side, y - down, x + side, y + down))
            continue
        wide, high = size_of(_ways(node.name)[0], em)
        beside = radius + 1.9 * _turn(loops[node.id] - 1, disc, unit) if loops[node.id] else 0.0
        found.append((x - wide / 2, y - max(radius, beside), x + max(wide / 2, beside), y + radius + high + 0.4 * em))
    left, top, right, bottom = zip(*found, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def _turn(number: float, disc: float, unit: float) -> float:
    """Radius of a loop: the first, second ... of its node."""
    return (14.0 + 7.0 * number) * max(disc, 0.8 * unit)


def _disc(scale: float, em: float) -> float:
    """Millimetres a pixel for the size of nodes: as the whole, within bounds at which they can be told apart."""
    return min(max(scale, 0.062 * em / 2.47), 0.125 * em / 2.47)


def _unit(scale: float, em: float) -> float:
    """Millimetres a pixel for the width of lines: thinner, where much is on the page."""
    return 0.11 * em / 2.47 * min(1.0, max(0.5, scale / (0.075 * em / 2.47)))


def _ways(name: str) -> tuple[tuple[Line, ...], ...]:
    """Ways to break a name, the usual one first."""
    text = clean(name) or "?"
    usual = wrapped(text, WIDEST, 4)
    narrow, wide = wrapped(text, 0.62 * WIDEST, 4), wrapped(text, 1.7 * WIDEST, 2)
    return tuple(dict.fromkeys((usual, *(way for way in (narrow, wide) if way[-1].text[-1:] != "…"))))


def _card(node: Node, em: float) -> Point:
    """Half the width and height of the card of a claim."""
    wide, high = size_of(_told(node), 0.9 * em)
    return wide / 2 + 0.6 * em, high / 2 + 0.5 * em


def _told(node: Node) -> tuple[Line, ...]:
    return wrapped(clean(node.name) or "?", 14.0, 6)


def draw(
    export: Export, design: Design, inks: Inks, area: Box, scale: float, em: float, numbers: Mapping[str, int]
) -> Drawing:
    """Draw into an area, as `fit` found that it fits.

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
    disc, unit = _disc(scale, em), _unit(scale, em)
    marks = {
        node.id: mark(style.shape_of(node.kind), places[node.id], style.radius_of(node.degree) * disc, _card(node, em))
        for node in nodes
    }
    routes = _routes(export, marks, disc, unit)
    names = _names(export, marks, routes, area, em)
    lines = _lines(export, inks, routes, unit)
    room = Room(area, ())
    for each in marks.values():
        room.take(each.box)
    for placed in names[0].values():
        room.take(placed.box)
    labels, crowded = _labels(export, design, inks, routes, room, em, numbers)
    overlapping = crowded + sum(placed.covers for placed in names[0].values())
    discs = _discs(export, inks, marks, em)
    leaders, lettered = _lettered(export, inks, marks, *names)
    box = _around(marks, names[0], routes)
    return Drawing((lines, leaders, discs, labels, lettered), places, box, overlapping)


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
    box = _extent(export, scale, em)
    across = (area.left + area.right - box.left - box.right) / 2
    down = (area.top + area.bottom - box.top - box.bottom) / 2
    places = ((node.id, *export.places[node.id]) for node in export.subgraph.nodes)
    return {id_: (x * scale + across, y * scale + down) for id_, x, y in places}


def _routes(export: Export, marks: Mapping[str, Mark], disc: float, unit: float) -> dict[str, Route]:
    bent = bends(export.subgraph.edges)
    found = {}
    for edge in export.subgraph.edges:
        length = head_length(line_of(edge).width) * unit
        if edge.source == edge.target:
            found[edge.key] = loop(marks[edge.source], _turn(bent[edge.key], disc, unit), length)
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
            items += _stacked(_told(node), found.box, 0.9 * em, inks.ground.text)
        else:
            items = [Path(found.steps, fill=inks.ground.disc, stroke=inks.ground.rim, width=rim)]
        drawn.append(Group("node", tuple(items), clean(node.name)))
    return Group("nodes", tuple(drawn))


# ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(
    export: Export, marks: Mapping[str, Mark], routes: Mapping[str, Route], area: Box, em: float
) -> tuple[dict[str, Placed], float]:
    """Where names go, and their size: the largest at which none covers another, or at which fewest do."""
    lines = [tuple(found.point(step / 24) for step in range(25)) for found in routes.values() if found.steps]
    # The head of an arrow is not to be hidden: its corners count as much as a stretch of the line.
    lines += [found.head * HEADS for found in routes.values() if found.steps]
    tried: list[tuple[int, dict[str, Placed], float]] = []
    for share in SMALLER:
        size = max(share * em, LEAST_POINTS * 25.4 / 72)
        room = Room(area, lines)
        for each in marks.values():
            room.take(each.box)
        labels = [
            Label(node.id, _ways(node.name), size, marks[node.id].box, style.radius_of(node.degree))
            for node in export.subgraph.nodes
            if node.kind != style.CLAIM
        ]
        placed = place_names(labels, room)
        covering = sum(each.covers for each in placed.values())
        tried.append((covering, placed, size))
        if not covering:
            break
    _, placed, size = min(tried, key=lambda each: (each[0], -each[2]))
    return placed, size


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


def _labels(
    export: Export,
    design: Design,
    inks: Inks,
    routes: Mapping[str, Route],
    room: Room,
    em: float,
    numbers: Mapping[str, int],
) -> tuple[Group, int]:
    """Words on lines, and how many of them cover something. A number must be found; another label may be left out."""
    size = 0.84 * em
    words = _words(export, design, numbers)
    drawn: list[Group] = []
    crowded = 0
    # What is told most chooses first.
    edges = sorted(export.subgraph.edges, key=lambda edge: (-edge.statements, edge.key))
    for edge in edges:
        found = routes[edge.key]
        must = edge.key in numbers
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
            placed = place_on_line(points, wide, high, room, must=must and last)
            if placed is None:
                continue
            box, covers = placed
            room.take(box)
            crowded += covers
            items: list[Path | Words] = [_veil(box, inks.ground.paper, size, 1.0)] if inks.ground.paper else []
            x = (box.left + box.right - line.width * size) / 2
            # The ink of standing facts is too faint for letters.
            ink = inks.of_edge(edge) if edge.status or edge.family != STANDING else inks.ground.faint
            items.append(Words(line, x, box.top + 0.83 * size, size, ink, bold=True))
            drawn.append(Group("label", tuple(items)))
            break
    return Group("labels", tuple(drawn)), crowded


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
