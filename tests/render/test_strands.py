from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, pairwise
from random import Random

from allegata.model import Edge, Node, Subgraph
from allegata.render.layout import box_of
from allegata.render.strands import columns, steps_from, strands

NODES = {id_: Node(id_, f"Actor {id_}", "State", 3) for id_ in "abcdefghij"}


def test_ends_are_at_the_ends_and_the_first_path_is_straight() -> None:
    placed = strands(NODES, [("a", "b", "c", "j"), ("a", "d", "j"), ("a", "e", "c", "j")])
    assert placed["a"][0] == min(x for x, _ in placed.values())
    assert placed["j"][0] == max(x for x, _ in placed.values())
    assert len({placed[id_][1] for id_ in "abcj"}) == 1
    assert len({placed[id_][1] for id_ in "bde"}) == 3


def test_no_two_boxes_overlap() -> None:
    chains = [("a", inner, "c", "j") for inner in "bdefghi"] + [("a", "j")]
    placed = strands(NODES, chains)
    for one, other in combinations(placed, 2):
        (half, above, below), (half_too, above_too, below_too) = box_of(NODES[one]), box_of(NODES[other])
        down = placed[other][1] - placed[one][1]
        apart = abs(placed[other][0] - placed[one][0]) >= half + half_too
        assert apart or not (-below_too - above < down < below + above_too), (one, other)


def over(
    placed: Mapping[str, tuple[float, float]], nodes: Mapping[str, Node], chains: list[tuple[str, ...]]
) -> list[str]:
    """Lines that run over actors, looked for at many points of each."""
    found = []
    for one, other in {pair for ids in chains for pair in pairwise(ids)}:
        (x1, y1), (x2, y2) = placed[one], placed[other]
        for id_ in placed.keys() - {one, other}:
            (x, y), (half, above, below) = placed[id_], box_of(nodes[id_])
            points = ((x1 + (x2 - x1) * at / 400, y1 + (y2 - y1) * at / 400) for at in range(401))
            if any(abs(x - px) < half - 1 and y - above + 1 < py < y + below - 1 for px, py in points):
                found.append(f"{one}-{other} over {id_}")
    return sorted(found)


def test_no_line_runs_over_an_actor_that_it_does_not_touch() -> None:
    for chains in (
        [("a", "j"), ("a", "b", "j")],
        [("a", "j"), ("a", "b", "j"), ("a", "b", "c", "j"), ("a", "c", "j")],
        [("a", "b", "j"), ("a", "b", "c", "j"), ("a", "c", "b", "j"), ("a", "d", "c", "j"), ("a", "j")],
        [("a", inner, "c", "j") for inner in "bdefghi"] + [("a", "j"), ("a", "c", "d", "j")],
    ):
        assert over(strands(NODES, chains), NODES, chains) == [], chains


def test_lines_of_drawn_paths_run_clear() -> None:
    """Of paths as they are found: up to four steps, between the same two ends, among a few actors."""
    hand, lines, bad = Random(4), 0, 0
    for _ in range(20):
        chains = list(
            dict.fromkeys(("a", *hand.sample("bcdefghi", hand.randint(0, 3)), "j") for _ in range(hand.randint(2, 8)))
        )
        placed = strands(NODES, chains)
        lines += len({pair for ids in chains for pair in pairwise(ids)})
        bad += len(over(placed, NODES, chains))
    assert bad <= lines * 0.02, f"{bad} of {lines}"


def test_columns_by_steps() -> None:
    edges = [Edge(f"{a}{b}", a, b, "ACCUSES", "verbal conflict") for a, b in ("ab", "cb", "cd")]
    found = Subgraph(tuple(NODES[id_] for id_ in "abcde"), tuple(edges))
    away = steps_from(found, ["a"])
    assert away == {"a": 0, "b": 1, "c": 2, "d": 3}
    placed = columns(NODES, away)
    assert [placed[id_][0] for id_ in "abcd"] == sorted(placed[id_][0] for id_ in "abcd")
