from __future__ import annotations

from itertools import combinations

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


def test_columns_by_steps() -> None:
    edges = [Edge(f"{a}{b}", a, b, "ACCUSES", "verbal conflict") for a, b in ("ab", "cb", "cd")]
    found = Subgraph(tuple(NODES[id_] for id_ in "abcde"), tuple(edges))
    away = steps_from(found, ["a"])
    assert away == {"a": 0, "b": 1, "c": 2, "d": 3}
    placed = columns(NODES, away)
    assert [placed[id_][0] for id_ in "abcd"] == sorted(placed[id_][0] for id_ in "abcd")
