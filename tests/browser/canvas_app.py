"""The canvas alone, with small verbs of its own on a graph in memory, for ``streamlit run``.

``?claims=1`` draws a claim as a node, ``?marks=1`` compares two standpoints, ``?hostile=1`` adds names that mean harm,
``?narrow=1`` leaves the canvas little room, ``?start=12`` begins with so many actors. The address holds `step`, the
number of steps taken, as the explorer's holds its view: Streamlit drops what stands behind ``#`` whenever it changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[1] / "ui"))

from fake_graph import FakeGraph

from allegata.model import Edge, Node, Subgraph
from allegata.render.layout import Positions, place, place_around
from allegata.ui import canvas
from allegata.ui.difference import Picture
from allegata.ui.look import dress

GRAPH = FakeGraph(extra=40)
WORDS = {"a": "only Aria", "b": "only Boreal", "both": "both of them", "against": "one says what the other denies"}
LONG = "The Committee for the Investigation of " + "Everything and " * 333
NAMES = {
    "h-img": "<img src=x onerror=alert(1)>",
    "h-script": "</script><script>alert(2)</script>",
    "h-rtl": "\u202egnirts desrever\u202c \u0645\u0631\u062d\u0628\u0627",
    "h-long": LONG[:5000],
    "h-word": "x" * 5000,
    "h-emoji": "👩‍👩‍👧‍👦🏴‍☠️ Fleet 🚢🚢🚢",
    "h-blank": " ",
}
CLAIM = "Galdor sent 4,000 soldiers to the Boreal Federation, who are said to train near the front before the winter"
STANCES = (
    ("aria-mod", "ASSERTS"),
    ("fennland", "CONFIRMS"),
    ("galdor", "DENIES"),
    ("orsk", "NO_COMMENT"),
    ("council", "CANNOT_CONFIRM"),
    ("boreal-mfa", "DISMISSES"),
)


@dataclass(frozen=True)
class Scene:
    """What can be taken back."""

    subgraph: Subgraph
    positions: Positions
    off: frozenset[str] = frozenset()
    pinned: frozenset[str] = frozenset()
    layout: str = "force"
    fresh: bool = False


@dataclass
class Table:
    """What lies in the session."""

    scene: Scene
    wire: canvas.Wire = field(default_factory=canvas.Wire)
    version: int = 1
    selected: tuple[str, tuple[str, ...]] | None = None
    past: list[tuple[str, Scene]] = field(default_factory=list)
    future: list[tuple[str, Scene]] = field(default_factory=list)
    events: list[str] = field(default_factory=list)


def begin() -> Table:
    asked = st.query_params
    drawn = GRAPH.overview(int(asked.get("start", "30")))
    if "claims" in asked:
        holders = [stance for stance in STANCES if stance[0] in {node.id for node in drawn.nodes}]
        claim = Node("claim", CLAIM, "Claim", len(holders))
        edges = [Edge(f"stance-{who}", who, "claim", stance, "stance") for who, stance in holders]
        drawn = drawn.joined(Subgraph((*drawn.nodes, claim), tuple(edges)))
    if "hostile" in asked:
        nodes = [Node(id_, name, name[:60], 3) for id_, name in NAMES.items()]
        edges = [Edge(f"to-{id_}", id_, "aria", "<b>SAYS</b>" * 9, "<i>odd</i>", statements=4) for id_ in NAMES]
        drawn = drawn.joined(Subgraph((*drawn.nodes, *nodes), tuple(edges)))
    return Table(Scene(drawn, place(drawn)))


def step(table: Table, told: str, scene: Scene) -> None:
    table.past.append((told, table.scene))
    table.future.clear()
    show(table, scene)


def show(table: Table, scene: Scene) -> None:
    table.scene = scene
    table.version += 1
    st.query_params["step"] = str(table.version)


def name(table: Table, ids: tuple[str, ...]) -> str:
    names = {node.id: node.name for node in table.scene.subgraph.nodes}
    return names.get(ids[0], ids[0]) if len(ids) == 1 else f"{len(ids)} actors"


def keep(scene: Scene, keeps: Callable[[str], bool], edges: Callable[[Edge], bool] = lambda _: True) -> Scene:
    nodes = tuple(node for node in scene.subgraph.nodes if keeps(node.id))
    ids = {node.id for node in nodes}
    left = tuple(e for e in scene.subgraph.edges if {e.source, e.target} <= ids and edges(e))
    return replace(scene, subgraph=Subgraph(nodes, left), fresh=False)


def more(scene: Scene, found: Subgraph, anchor: str = "") -> Scene:
    joined = scene.subgraph.joined(found)
    return replace(scene, subgraph=joined, positions=place_around(joined, scene.positions, anchor), fresh=False)


def expand(scene: Scene, ids: tuple[str, ...]) -> Scene:
    drawn = {node.id for node in scene.subgraph.nodes}
    for id_ in ids:
        scene = more(scene, GRAPH.neighbours(id_, drawn=drawn, limit=5), id_)
    return scene


def common(scene: Scene, ids: tuple[str, ...]) -> Scene:
    around = [{n.id for n in GRAPH.entity(id_).neighbours} for id_ in ids]
    return more(scene, GRAPH.among({*set.intersection(*around), *ids}))


def only(scene: Scene, ids: tuple[str, ...]) -> Scene:
    ends = [{edge.source, edge.target} for edge in scene.subgraph.edges]
    near = set(ids).union(*(pair for pair in ends if pair & set(ids)))
    return keep(scene, lambda id_: id_ in near)


def remove(scene: Scene, ids: tuple[str, ...]) -> Scene:
    return keep(scene, lambda id_: id_ not in ids)


def solo(scene: Scene, ids: tuple[str, ...]) -> Scene:
    sort = ids[0].partition(":")[0] + ":"
    every = {entry for element in (*scene.subgraph.nodes, *scene.subgraph.edges) for entry in entries(element)}
    return replace(scene, off=frozenset(e for e in every if e.startswith(sort)) - set(ids))


def layout(scene: Scene, ids: tuple[str, ...]) -> Scene:
    turned = {id_: (y, -x) for id_, (x, y) in scene.positions.items()}
    return replace(scene, positions=turned, layout=ids[0], fresh=True)


VERBS: dict[str, Callable[[Scene, tuple[str, ...]], Scene]] = {
    "expand": expand,
    "among": lambda scene, ids: more(scene, GRAPH.among(ids)),
    "common": common,
    "only": only,
    "remove": remove,
    "collapse": remove,
    "remove-edge": lambda scene, ids: keep(scene, lambda _: True, lambda edge: edge.key not in ids),
    "pin": lambda scene, ids: replace(scene, pinned=scene.pinned | set(ids)),
    "unpin": lambda scene, ids: replace(scene, pinned=scene.pinned - set(ids)),
    "toggle": lambda scene, ids: replace(scene, off=scene.off ^ set(ids)),
    "solo": solo,
    "layout": layout,
}
SELECTIONS = {"select-node": "node", "select-nodes": "node", "select-edge": "edge"}


def hear(table: Table, event: canvas.Event) -> None:
    table.wire = table.wire.hearing(event.number)
    table.events.append(f"{event.kind} {' '.join(event.ids)}".strip())
    table.scene = replace(table.scene, positions={**table.scene.positions, **event.moved}, fresh=False)
    if verb := VERBS.get(event.kind):
        step(table, f"{event.kind} {name(table, event.ids)}", verb(table.scene, event.ids))
    elif what := SELECTIONS.get(event.kind):
        table.selected = (what, event.ids)
    elif event.kind == "clear":
        table.selected = None
    elif event.kind == "resync":
        table.wire = table.wire.lost()
    elif event.kind in ("back", "forward"):
        turn(table, *((table.past, table.future) if event.kind == "back" else (table.future, table.past)))


def turn(table: Table, here: list[tuple[str, Scene]], there: list[tuple[str, Scene]]) -> None:
    if not here:
        return
    scene, (words, other) = table.scene, here.pop()
    there.append((words, scene))
    kept = {**other.positions, **(scene.positions if scene.layout == other.layout else {})}
    show(table, replace(other, positions=kept, fresh=scene.layout != other.layout))


def entries(element: Node | Edge) -> tuple[str, ...]:
    if isinstance(element, Node):
        return (f"kind:{element.kind}",)
    return f"family:{element.family}", f"status:{element.status.value if element.status else ''}"


def picture(table: Table) -> Picture:
    scene = table.scene
    off = {sort: frozenset(e.partition(":")[2] for e in scene.off if e.startswith(sort + ":"))
           for sort in ("family", "status", "kind")}  # fmt: skip
    marked = [edge.key for edge in scene.subgraph.edges if edge.status]
    marks = dict(zip(marked, ["a", "b", "both", "against", ""] * len(marked), strict=False))
    comparing = "marks" in st.query_params
    return Picture(
        version=table.version,
        subgraph=scene.subgraph,
        positions=scene.positions,
        off_nodes=frozenset(node.id for node in scene.subgraph.nodes if scene.off & {*entries(node)}),
        off_edges=frozenset(edge.key for edge in scene.subgraph.edges if scene.off & {*entries(edge)}),
        pinned=scene.pinned,
        marks={key: mark for key, mark in marks.items() if mark} if comparing else {},
        mark_words=WORDS if comparing else {},
        switched_off=off,
        selected=table.selected,
        fresh=scene.fresh,
        undo=table.past[-1][0] if table.past else "",
        redo=table.future[-1][0] if table.future else "",
        layout=scene.layout,
        note="the best connected actors only: there are more",
    )


@st.fragment
def page(table: Table) -> None:
    def heard() -> None:
        for event in canvas.events_of("canvas", table.wire.heard):
            hear(table, event)

    left, right = st.columns([0.32 if "narrow" in st.query_params else 0.69, 0.31], gap="small")
    with left, st.container(key="stage"):
        table.wire = table.wire.telling(picture(table))
        canvas.canvas(table.wire, heard)
    with right, st.container(key="side"):
        st.text_input("A field", key="field")
        st.text("\n".join(table.events[-30:]))


if __name__ == "__main__":
    st.set_page_config(page_title="Canvas", layout="wide")
    dress()
    if "table" not in st.session_state:
        st.session_state["table"] = begin()
    with st.container(key="desk"):
        page(st.session_state["table"])
