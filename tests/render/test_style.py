from __future__ import annotations

import itertools

import pytest

from allegata.model import OTHER_TYPES, Edge, Kind, Node, Stance, Status, Subgraph
from allegata.render import style
from allegata.vocabulary import FAMILIES, STANDING

CLAIMED = [family for family in FAMILIES if family != STANDING]
GROUNDS = {"light": style.LIGHT, "dark": style.DARK}

# How the three kinds of dichromats see linear light (Machado, Oliveira and Fernandes 2009, severity 1).
SEEN_BY = {
    "protanope": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranope": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanope": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "most people": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}


def linear(color: str) -> list[float]:
    values = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values]


def luminance(color: str) -> float:
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(light: list[float]) -> tuple[float, float, float]:
    def root(value: float) -> float:
        return value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116

    red, green, blue = light
    x = root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(color: str, matrix: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    light = linear(color)
    return lab([min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in matrix])


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_colour_stands_out_from_its_ground(ground: str) -> None:
    paper = GROUNDS[ground].paper
    for family in CLAIMED:
        assert contrast(getattr(style.FAMILY_INKS[family], ground), paper) >= 3
    assert contrast(getattr(style.FAMILY_INKS[STANDING], ground), paper) >= 2
    assert contrast(GROUNDS[ground].text, paper) >= 7
    assert contrast(GROUNDS[ground].faint, paper) >= 4.5
    assert contrast(GROUNDS[ground].accent, paper) >= 3


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("eye", SEEN_BY)
def test_families_differ_for_every_eye(ground: str, eye: str) -> None:
    colours = [seen(getattr(ink, ground), SEEN_BY[eye]) for ink in style.FAMILY_INKS.values()]
    for one, other in itertools.combinations(colours, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 20


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("eye", SEEN_BY)
@pytest.mark.parametrize("table", ["MARK_INKS", "SIDE_INKS"])
def test_standpoints_and_stances_differ_for_every_eye(table: str, eye: str, ground: str) -> None:
    inks = [getattr(ink, ground) for ink in getattr(style, table).values()]
    assert all(contrast(ink, GROUNDS[ground].paper) >= 3 for ink in inks)
    for one, other in itertools.combinations([seen(ink, SEEN_BY[eye]) for ink in inks], 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 19.5


def test_every_stance_takes_a_side() -> None:
    assert set(style.STANCE_INKS) == set(Stance)
    edge = Edge("1", "a", "b", Stance.DENIES, style.STANCE)
    assert style.side_of(edge) == "against"
    assert style.ink_of(edge) == style.STANCE_INKS[Stance.DENIES] == style.SIDE_INKS["against"]
    assert style.side_of(Edge("1", "a", "b", "ACCUSES", "verbal conflict")) == ""
    assert style.shape_of(style.CLAIM) not in style.SHAPES.values()


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("table", ["FAMILY_INKS", "MARK_INKS", "SIDE_INKS"])
def test_what_is_said_differs_in_greyscale(table: str, ground: str) -> None:
    inks = [ink for name, ink in getattr(style, table).items() if name != STANDING]
    lightness = sorted(lab(linear(getattr(ink, ground)))[0] for ink in inks)
    assert all(higher - lower >= 9 for lower, higher in itertools.pairwise(lightness))


def test_no_two_statuses_are_drawn_alike() -> None:
    assert set(style.STATUS_LINES) == set(Status)
    lines = [*style.STATUS_LINES.values(), style.STANDING_LINE]
    assert len({(line.width, line.dashes) for line in lines}) == len(lines)
    solid = [line.width for line in lines if not line.dashes]
    assert all(other / one >= 1.5 for one, other in itertools.pairwise(sorted(solid)))


def test_no_two_kinds_are_drawn_alike() -> None:
    assert set(style.SHAPES) == set(Kind)
    assert len(set(style.SHAPES.values())) == len(Kind)


def test_a_foreign_label_always_gets_the_same_shape() -> None:
    assert style.shape_of("Movie") == style.shape_of("Movie")
    assert {style.shape_of(label) for label in "abcdefghijkl"} <= set(style.SHAPES.values())


def test_a_radius_grows_with_the_degree_and_is_bounded() -> None:
    radii = [style.radius_of(degree) for degree in (-1, 0, 1, 5, 50, 10_000_000)]
    assert radii == sorted(radii)
    assert radii[-1] == 24


def test_a_legend_shows_only_what_is_in_use() -> None:
    nodes = (Node("a", "A", "Movie"), Node("b", "B", Kind.PLACE), Node("c", "C", Kind.STATE))
    edges = (
        Edge("1", "a", "b", "ACCUSES", "verbal conflict", Status.DENIED),
        Edge("2", "b", "c", "PART_OF", STANDING),
    )
    legend = style.legend(Subgraph(nodes, edges))
    assert legend.families == ("verbal conflict", STANDING)
    assert legend.statuses == (Status.DENIED, None)
    assert legend.kinds == (Kind.STATE, Kind.PLACE, "Movie")
    assert style.legend(Subgraph()) == style.Legend((), (), ())


def test_a_relation_of_nobody_knows_which_family_has_an_ink() -> None:
    assert style.ink_of(Edge("1", "a", "b", "ACTED_IN", "")) == style.UNKNOWN_INK
    assert style.line_of(None) == style.STANDING_LINE


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("eye", SEEN_BY)
def test_inks_of_types_stand_out_and_differ_for_every_eye(ground: str, eye: str) -> None:
    inks = [getattr(ink, ground) for ink in style.TYPE_INKS]
    assert all(contrast(ink, GROUNDS[ground].paper) >= 2.5 for ink in inks)
    for one, other in itertools.combinations([seen(ink, SEEN_BY[eye]) for ink in inks], 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 15


def test_frequent_types_have_inks_of_their_own_and_the_others_none() -> None:
    types = [f"T{number}" for number in range(20)]
    inks = style.type_inks(types)
    assert list(inks) == types[:12]
    assert set(inks.values()) == set(style.TYPE_INKS)
    assert inks["T0"] == style.ink_for_type("T0")
    edge = Edge("1", "a", "b", "T0", "T0", None, 1, 1)
    assert style.ink_of(edge, inks) == inks["T0"]
    assert style.ink_of(edge) == style.ink_for_type("T0")
    assert style.ink_of(Edge("1", "a", "b", "T19", OTHER_TYPES, None, 1, 1)) == style.UNKNOWN_INK


def test_a_legend_of_types_tells_of_no_status() -> None:
    nodes = (Node("a", "A", "Film"),)
    families = (OTHER_TYPES, "WROTE", "ACTED_IN")
    edges = tuple(Edge(family, "a", "a", "X", family, None, 1, 1) for family in families)
    legend = style.legend(Subgraph(nodes, edges))
    assert (legend.families, legend.statuses) == (("ACTED_IN", "WROTE", OTHER_TYPES), ())
