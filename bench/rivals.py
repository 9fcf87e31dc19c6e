"""The same expansion in other components for Streamlit: how long until it is drawn, and what of the picture stays.

They get the picture as it is, without any database; ours reads it from Neo4j. Each starts with its own defaults.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page

from allegata import engine, settings
from allegata.start import connect_database
from bench import world
from bench.row import Result, Table
from bench.servers import browser, explorer, free_port, page_app, visited
from bench.world import World

__all__ = ["measure"]

ROUNDS = int(os.environ.get("BENCH_RIVALS", "7"))
FIRST, MORE = 60, 10
PATIENCE = 20.0
"""Seconds after which a picture that still moves is taken as it is."""

NEAR = 1.0
"""Pixels by which a node may be off and has stayed all the same."""

FOLDER = Path(__file__).parent
HEAD = ("component", "until the 10 are drawn", "until all is at rest", "kept their place", "kept it on the screen")
NOTE = (
    f"{FIRST} nodes grow to {FIRST + MORE}; medians. Place: in the picture, wherever the camera goes; on the screen: "
    "not moved by the camera either. Ours with the reading from Neo4j, the others with the picture in memory."
)

# Each finds `nodes`: {id: [x, y, left, top]}, in the picture and in pixels of the page; and `hit`, whom a click hits.
_OURS = """() => {
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.allegata) return element.allegata;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const canvas = find(document);
  if (!canvas?.ready()) return null;
  const nodes = {};
  for (const [id, { x, y }] of Object.entries(canvas.positions())) {
    const at = canvas.domOf(id);
    nodes[id] = [x, y, at.x, at.y];
  }
  const hit = (id) => canvas.under(...stage(canvas.network(), nodes[id]))?.id === id;
  const stage = (net, [x, y]) => Object.values(net.canvasToDOM({ x, y }));
  return { nodes, hit };
}"""

_AGRAPH = """() => {
  const frames = [...document.querySelectorAll('iframe')];
  const frame = frames.find((each) => each.contentDocument?.querySelector('.vis-network'));
  if (!frame) return null;
  const top = frame.contentDocument.querySelector('#root');
  const find = (fiber) => {
    for (let at = fiber; at; at = at.sibling) {
      for (let hook = at.tag === 11 ? at.memoizedState : null; hook; hook = hook.next) {
        if (hook.memoizedState?.body?.nodes && hook.memoizedState.getPositions) return hook.memoizedState;
      }
      const inside = find(at.child);
      if (inside) return inside;
    }
    return null;
  };
  const net = find(top._reactRootContainer._internalRoot.current);
  if (!net || net.body.nodeIndices.length === 0) return null;
  const box = net.canvas.frame.getBoundingClientRect(), outer = frame.getBoundingClientRect();
  const nodes = {};
  for (const [id, at] of Object.entries(net.getPositions(net.body.nodeIndices))) {
    const { x, y } = net.body.nodes[id], dom = net.canvasToDOM({ x, y });
    nodes[id] = [x, y, outer.left + box.left + dom.x, outer.top + box.top + dom.y];
  }
  const hit = (id) => net.getNodeAt(net.canvasToDOM(net.body.nodes[id])) === id;
  return { nodes, hit };
}"""

_LINK = """() => {
  const frame = [...document.querySelectorAll('iframe')].find((each) => each.contentDocument?.querySelector('#cy'));
  const place = frame?.contentDocument.querySelector('#cy'), cy = place?._cyreg?.cy;
  if (!cy || cy.nodes().length === 0) return null;
  const box = place.getBoundingClientRect(), outer = frame.getBoundingClientRect();
  const nodes = {};
  cy.nodes().forEach((node) => {
    const { x, y } = node.position(), at = node.renderedPosition();
    nodes[node.id()] = [x, y, outer.left + box.left + at.x, outer.top + box.top + at.y];
  });
  return { nodes, hit: () => true };
}"""

# Waits in the page: for so many nodes, painted; then until none has moved for half a second, or patience ends.
_WATCH = """([look, many, patience]) => {
  const see = eval(look), begun = performance.now();
  globalThis.watched = new Promise((resolve, reject) => {
    let drawn = null, since = null, before = '', most = 0;
    const step = () => {
      const now = performance.now(), seen = see();
      most = Math.max(most, Object.keys(seen?.nodes ?? {}).length);
      if (drawn === null && now - begun > 60000) return reject(new Error(`waited 60 s: ${most} nodes, not ${many}`));
      if (seen && Object.keys(seen.nodes).length >= many) {
        drawn ??= now;
        const places = JSON.stringify(Object.values(seen.nodes).map((at) => at.map((each) => Math.round(each * 2))));
        if (places !== before) { before = places; since = now; }
        const still = now - since > 500;
        if (still || now - drawn > patience) {
          return resolve({ drawn: drawn - begun, rest: still ? since - begun : Infinity, nodes: seen.nodes });
        }
      }
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}"""

_HITTABLE = """([look, first]) => {
  const { nodes, hit } = eval(look)();
  const seen = ([, , left, top]) => left > 0 && left < innerWidth && top > 0 && top < innerHeight;
  const id = [first, ...Object.keys(nodes)].find((each) => nodes[each] && seen(nodes[each]) && hit(each));
  return id && nodes[id].slice(2);
}"""
"""Where to click: on the first one that is not covered by others. Whoever it is, the others draw the same ten."""


@dataclass(frozen=True, slots=True)
class Rival:
    """Another component.

    Attributes:
        name: of it.
        pinned: what is installed.
        app: the page that draws it.
        look: script that finds where nodes are.
        double: whether it expands on a double click.
    """

    name: str
    pinned: str
    app: str
    look: str
    double: bool


RIVALS = (
    Rival("streamlit-agraph 0.0.45", "streamlit-agraph==0.0.45", "rival_agraph_app.py", _AGRAPH, False),
    Rival("st-link-analysis 0.4.0", "st-link-analysis==0.4.0", "rival_link_app.py", _LINK, True),
)
STREAMLIT = "streamlit==1.67.0"

Seen = Mapping[str, Any]
"""``drawn`` and ``rest`` in milliseconds, and ``nodes`` with where each is."""


def measure(home: Path, out: Path) -> list[Result]:
    """Ours and the others, one after the other in the same browser.

    Args:
        home: a data folder with Neo4j installed; its database is emptied, unless it has `bench.world` in it.
        out: the folder for charts; there are none.
    """
    in_force = settings.load({"ALLEGATA_HOME": str(home)})
    title = world.load(in_force)
    rows = []
    with tempfile.TemporaryDirectory() as folder, browser() as chromium:
        file = Path(folder) / "graph.json"
        with connect_database(in_force) as connection:
            rows.append(_ours(World(connection, in_force, title), home, chromium, file))
        engine.stop(in_force)
        rows += [_theirs(rival, chromium, file, Path(folder)) for rival in RIVALS]
    return [Table(f"The same expansion in other components ({title})", HEAD, rows, NOTE)]


def _ours(it: World, home: Path, chromium: Browser, file: Path) -> tuple[str, ...]:
    names = {actor.id: actor.name for actor in it.ranking()}
    ids = list(names)[:FIRST]
    port = free_port()
    query = it.link(ids)
    with explorer(home, port, ALLEGATA_EXPAND_LIMIT=str(MORE)):
        rounds = []
        for _ in range(ROUNDS):
            with _page(chromium, f"http://127.0.0.1:{port}/{query}") as page:
                rounds.append(_expand(page, _OURS, ids[0], double=True))
                _keep(page, file, names)
    return _row("Allegata", rounds)


def _theirs(rival: Rival, chromium: Browser, file: Path, folder: Path) -> tuple[str, ...]:
    python, trouble = _installed(rival, folder)
    if trouble:
        return (rival.name, f"not measured: {trouble}", "", "", "")
    first = json.loads(file.read_text("utf-8"))["nodes"][0]["id"]
    port = free_port()
    rounds, trouble = list[tuple[Seen, Seen]](), ""
    with page_app(FOLDER / rival.app, port, python, str(file)):
        for _ in range(ROUNDS):
            with _page(chromium, f"http://127.0.0.1:{port}") as page:
                try:
                    rounds.append(_expand(page, rival.look, first, double=rival.double))
                except Error as error:
                    trouble = error.message.splitlines()[0]
    if not rounds:
        return (rival.name, f"not measured: {trouble}", "", "", "")
    return _row(rival.name, rounds)


def _installed(rival: Rival, folder: Path) -> tuple[str, str]:
    """The Python of the environment for all of them, with it in, and why there is none."""
    place = folder / "others"
    python = place / "bin" / "python"
    for command in (
        [sys.executable, "-m", "venv", str(place)],
        [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", STREAMLIT, rival.pinned],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason told"])[-1]
            return "", f"it could not be installed ({last})"
    return str(python), ""


@contextmanager
def _page(chromium: Browser, address: str) -> Iterator[Page]:
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        visited(page, address)
        yield page


def _expand(page: Page, look: str, first: str, *, double: bool) -> tuple[Seen, Seen]:
    """What was seen before and after, each when all was at rest."""
    before = _watched(page, look, FIRST, lambda: None)
    page.wait_for_timeout(500)
    left, top = page.evaluate(_HITTABLE, [look, first])
    after = _watched(page, look, FIRST + MORE, lambda: (page.mouse.dblclick if double else page.mouse.click)(left, top))
    return before, after


def _watched(page: Page, look: str, many: int, act: Callable[[], object], patience: float = PATIENCE) -> Seen:
    page.evaluate(_WATCH, [look, many, patience * 1000])
    act()
    found: Seen = page.evaluate("() => globalThis.watched")
    return found


def _keep(page: Page, file: Path, names: Mapping[str, str]) -> None:
    """The picture after an expansion as the others draw it: first the old nodes, then the new ones."""
    canvas = _OURS.replace("return { nodes, hit };", "return canvas;")
    ids, edges = page.evaluate(
        f"() => {{ const canvas = ({canvas})(); return [Object.keys(canvas.positions()), canvas.edges()]; }}"
    )
    old = list(names)[:FIRST]
    ids.sort(key=lambda id_: old.index(id_) if id_ in old else FIRST)
    graph = {"nodes": [{"id": id_, "name": names.get(id_, id_)} for id_ in ids], "edges": edges, "first": FIRST}
    file.write_text(json.dumps(graph), "utf-8")


def _row(name: str, rounds: list[tuple[Seen, Seen]]) -> tuple[str, ...]:
    drawn = statistics.median(after["drawn"] for _, after in rounds)
    rest = statistics.median(after["rest"] for _, after in rounds)
    resting = f"{rest:,.0f} ms" if rest < float("inf") else f"still moving after {PATIENCE:.0f} s"
    kept = [statistics.median(_stayed(*each, first) for each in rounds) for first in (0, 2)]
    return (name, f"{drawn:,.0f} ms", resting, *(f"{share:.0%}" for share in kept))


def _stayed(before: Seen, after: Seen, first: int) -> float:
    """The share of the old nodes that are where they were, by two of the four numbers."""
    old: Mapping[str, list[float]] = before["nodes"]
    stayed = 0
    for id_, at in old.items():
        now = after["nodes"].get(id_)
        stayed += now is not None and all(abs(now[place] - at[place]) <= NEAR for place in (first, first + 1))
    return stayed / len(old)
