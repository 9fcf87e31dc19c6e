"""What can be done on the canvas, one by one, on a page that holds the canvas alone (`canvas_app.py`)."""

from __future__ import annotations

import itertools
import re
import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from browser.canvas_app import NAMES, WORDS
from browser.chromium import chromium, until
from browser.serving import Watched, served
from fake_graph import FakeGraph
from playwright.sync_api import Browser, Locator

from allegata.render import style
from allegata.render.layout import place, place_around
from allegata.ui.canvas import Picture, Wire

pytestmark = pytest.mark.browser

Open = Callable[..., Watched]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with served("canvas_app.py") as found:
        yield found


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    opened: list[Watched] = []

    def open_(path: str = "/", **options: Any) -> Watched:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        page = Watched(context.new_page(), address).watch()
        opened.append(page)
        page.open(path)
        return page

    yield open_
    for page in opened:
        assert page.complaints() == []
        assert page.strangers() == []
        page.page.context.close()


def events(page: Watched) -> list[str]:
    return [line for line in page.page.get_by_test_id("stText").inner_text().splitlines() if line]


def hears(page: Watched, event: str) -> None:
    until(lambda: event in events(page)[-1:])


def button(page: Watched, name: str) -> Locator:
    """A button of the canvas, by what its name begins with."""
    return page.page.locator(".canvas").get_by_role("button", name=re.compile("^" + re.escape(name))).first


@contextmanager
def holding(page: Watched, key: str) -> Iterator[None]:
    page.page.keyboard.down(key)
    yield
    page.page.keyboard.up(key)


def select(page: Watched, *ids: str) -> None:
    page.click_node(ids[0])
    with holding(page, "Shift"):
        for id_ in ids[1:]:
            page.click_node(id_)
    until(lambda: page.ask("selection()") == list(ids))
    hears(page, f"select-node{'s' if ids[1:] else ''} {' '.join(ids)}")


def drag(page: Watched, id_: str, across: int, down: int) -> None:
    at = page.ask("domOf(args[0])", id_)
    page.page.mouse.move(at["x"], at["y"])
    page.page.mouse.down()
    page.page.mouse.move(at["x"] + across, at["y"] + down, steps=5)
    page.page.mouse.up()


# ── Filters and legend ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_switched_off_is_neither_drawn_nor_clicked_nor_counted_and_comes_back_where_it_was(visit: Open) -> None:
    page = visit()
    before = page.positions()
    persons = {"lund", "orsk", "tam", "vey", "rooke"}
    at = page.ask("domOf('vey')")
    box = page.page.locator(".stage").bounding_box()
    assert box is not None
    button(page, "Hide Person").click()
    until(lambda: not persons & set(page.ask("shown()")["nodes"]))
    assert page.positions() == before, "they are kept, and nothing moves"
    drawn = page.ask("drawn()")
    assert not persons & set(drawn["nodes"])
    shown = page.ask("shown()")
    assert sorted(drawn["edges"]) == sorted(shown["edges"])
    assert page.ask("under(args[0], args[1])", at["x"] - box["x"], at["y"] - box["y"]) is None
    count = page.page.locator(".legend .count").inner_text()
    assert count.startswith(f"25 of 30 actors, {len(shown['edges'])} of 50 relations shown")
    page.canvas().evaluate("canvas => canvas.focus()")
    stepped = set()
    for _ in range(27):
        page.page.keyboard.press("]")
        stepped.add(page.ask("selected()")["id"])
    assert stepped == set(shown["nodes"])
    button(page, "Show Person").click()
    until(lambda: persons <= set(page.ask("drawn()")["nodes"]))
    assert page.positions() == before


def test_an_entry_of_the_legend_is_a_switch_for_hand_and_key(visit: Open) -> None:
    page = visit()
    entry = button(page, "Hide verbal conflict")
    assert entry.get_attribute("aria-pressed") == "true"
    entry.focus()
    page.page.keyboard.press("Space")
    hears(page, "toggle family:verbal conflict")
    off = button(page, "Show verbal conflict")
    assert off.get_attribute("aria-pressed") == "false"
    assert "line-through" in off.locator("span").evaluate("span => getComputedStyle(span).textDecoration")
    assert off.evaluate("key => key.getRootNode().activeElement === key"), "the hand stays on the switch"
    button(page, "Hide contested").click(modifiers=["Shift"])
    hears(page, "solo status:CONTESTED")
    until(lambda: {page.ask("edge(args[0])", key)["status"] for key in page.ask("shown()")["edges"]} == {"CONTESTED"})
    button(page, "Hide State").dblclick()
    hears(page, "solo kind:State")
    assert page.page.locator(".empty").is_hidden()


# ── Several ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_several_are_selected_by_click_by_box_and_by_key(visit: Open) -> None:
    page = visit()
    select(page, "aria", "galdor", "cordia")
    with holding(page, "Control"):
        page.click_node("galdor")
    hears(page, "select-nodes aria cordia")
    page.page.keyboard.press("Escape")
    hears(page, "clear")
    view = page.ask("view()")
    ends = [page.ask("domOf(args[0])", id_) for id_ in ("boreal-navy", "fleet-00", "fleet-05")]
    xs, ys = [[end[axis] for end in ends] for axis in "xy"]
    with holding(page, "Shift"):
        page.page.mouse.move(min(xs) - 30, min(ys) - 30)
        page.page.mouse.down()
        page.page.mouse.move(max(xs) + 30, max(ys) + 30, steps=4)
        assert page.page.locator(".box").is_visible()
        page.page.mouse.up()
    until(lambda: {"boreal-navy", "fleet-00", "fleet-05"} <= set(page.ask("selection()")))
    assert page.page.locator(".box").is_hidden()
    assert page.ask("view()") == view, "the ground is not dragged"
    page.page.keyboard.press("Control+a")
    until(lambda: len(page.ask("selection()")) == 30)
    assert "30 actors" in page.page.locator(".bar").inner_text()
    page.page.keyboard.press("Escape")
    until(lambda: page.ask("selection()") == [])


def test_several_that_are_selected_are_dragged_together(visit: Open) -> None:
    page = visit()
    select(page, "aria", "galdor")
    before = page.positions()
    sent = page.rest()
    drag(page, "galdor", 40, -30)
    after = page.positions()
    ways = {(after[id_]["x"] - before[id_]["x"], after[id_]["y"] - before[id_]["y"]) for id_ in ("aria", "galdor")}
    assert max(abs(x) for x, _ in ways) > 20
    assert all(abs(a - b) <= 1 for one in ways for other in ways for a, b in zip(one, other, strict=True))
    assert {id_ for id_ in after if after[id_] != before[id_]} == {"aria", "galdor"}
    assert page.rest() == sent
    assert page.ask("selection()") == ["aria", "galdor"]


# ── What can be done ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", ["/", "/?narrow=1", "/?marks=1&claims=1"])
def test_the_bar_overlaps_neither_tools_nor_legend(visit: Open, path: str) -> None:
    page = visit(path)
    select(page, "aria", "galdor")
    sheet = page.page.locator(".sheet").bounding_box()
    assert sheet is not None
    boxes = {name: page.page.locator(name).bounding_box() for name in (".tools", ".bar", ".legend")}
    for box in boxes.values():
        assert box is not None
        assert sheet["x"] - 5 <= box["x"]
        assert box["x"] + box["width"] <= sheet["x"] + sheet["width"] + 1
    tools, bar, legend = boxes.values()
    assert tools is not None
    assert bar is not None
    assert legend is not None
    assert tools["y"] + tools["height"] < bar["y"]
    assert bar["y"] + bar["height"] < sheet["y"] + sheet["height"] <= legend["y"]
    assert legend["y"] + legend["height"] <= 800
    inner = [key.bounding_box() for key in page.page.locator(".legend .key, .legend .count, .bar button").all()]
    for one, other in itertools.combinations(inner, 2):
        assert one is not None
        assert other is not None
        assert apart(one, other, "x", "width") or apart(one, other, "y", "height"), (one, other)


def apart(one: Mapping[str, float], other: Mapping[str, float], at: str, size: str) -> bool:
    return one[at] + one[size] <= other[at] + 0.6 or other[at] + other[size] <= one[at] + 0.6


def test_the_bar_the_menu_and_the_keys_do_the_same(visit: Open) -> None:
    page = visit()
    words = lambda: page.page.locator(".bar").inner_text().split("\n")  # noqa: E731
    assert page.page.locator(".bar").is_hidden()
    select(page, "aria")
    assert [word for word in words() if word] == ["Expand", "Collapse", "Keep only", "Pin", "Hide"]
    select(page, "aria", "galdor")
    assert {"Edges among", "Common", "2 actors"} <= set(words())
    for name, kind in (("Expand", "expand"), ("Edges among", "among"), ("Common", "common")):
        button(page, name).click()
        hears(page, f"{kind} aria galdor")
    at = page.ask("domOf('galdor')")
    page.page.mouse.click(at["x"], at["y"], button="right")
    menu = page.page.get_by_role("menu")
    menu.wait_for()
    assert page.ask("selection()") == ["aria", "galdor"], "the menu is for all that are selected"
    assert menu.get_by_role("menuitem").all_inner_texts()[0].startswith("Expand")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("ArrowUp")
    page.page.keyboard.press("ArrowUp")
    assert "See everything" in page.page.evaluate(
        "() => { let at = document; while (at.activeElement?.shadowRoot) at = at.activeElement.shadowRoot;"
        " return at.activeElement.innerText; }"
    )
    page.page.keyboard.press("Escape")
    assert menu.is_hidden()
    for key, kind in (("a", "among"), ("c", "common"), ("Enter", "expand"), ("p", "pin"), ("p", "unpin")):
        page.page.keyboard.press(key)
        hears(page, f"{kind} aria galdor")
        page.rest()
    page.page.keyboard.press("Shift+F10")
    menu.wait_for()
    page.page.keyboard.press("Escape")
    page.page.keyboard.press("o")
    hears(page, "only aria galdor")
    page.rest()
    page.page.keyboard.press("Backspace")
    until(lambda: not {"aria", "galdor"} & page.positions().keys())
    key = page.ask("edges()")[0]["id"]
    page.click_edge(key)
    hears(page, f"select-edge {key}")
    assert [word for word in words() if word] == ["Hide"]
    button(page, "Hide: take this relation").click()
    until(lambda: key not in {edge["id"] for edge in page.ask("edges()")})


def test_undo_and_redo_say_what_and_work_anywhere_but_in_fields(visit: Open) -> None:
    page = visit("/?start=12")
    before = page.positions()
    assert button(page, "Nothing to undo").is_disabled()
    page.click_node("boreal-navy", double=True)
    until(lambda: len(page.positions()) > len(before))
    after = page.positions()
    assert {id_: after[id_] for id_ in before} == before, "nothing drawn moves, not by a pixel"
    button(page, "Undo: expand Boreal Navy (Ctrl+Z)").wait_for()
    page.page.get_by_label("A field").click()
    page.page.keyboard.press("Control+z")
    page.rest()
    assert page.positions() == after
    page.page.mouse.click(640, 30)
    page.page.evaluate("document.activeElement.blur()")
    page.page.keyboard.press("Control+z")
    until(lambda: page.positions() == before)
    button(page, "Redo: expand Boreal Navy (Ctrl+Y)").wait_for()
    page.page.keyboard.press("Control+Shift+z")
    until(lambda: page.positions() == after)
    page.page.keyboard.press("Control+z")
    until(lambda: page.positions() == before)
    page.page.keyboard.press("Control+y")
    until(lambda: page.positions() == after)
    button(page, "Reset").click()
    hears(page, "reset")


def test_a_layout_moves_everything_and_undo_moves_it_back(visit: Open) -> None:
    page = visit()
    before = page.positions()
    button(page, "Layout: By ties").click()
    assert page.page.get_by_role("menuitemradio").all_inner_texts() == ["By ties", "Circle", "Rings", "By time"]
    page.page.get_by_role("menuitemradio", name="Rings").click()
    hears(page, "layout concentric")
    turned = {id_: {"x": at["y"], "y": -at["x"]} for id_, at in before.items()}
    until(lambda: page.positions() == turned)
    button(page, "Undo: layout concentric").click()
    until(lambda: page.positions() == before)


def test_the_picture_is_saved_and_copied_as_large_as_asked(visit: Open) -> None:
    page = visit("/?claims=1")
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage = page.page.locator(".stage").bounding_box()
    assert stage is not None
    select(page, "aria")
    for factor in (1, 2, 4):
        button(page, "Image: ").click()
        with page.page.expect_download() as saved:
            page.page.get_by_role("menuitem", name=f"{factor}×").click()
        assert saved.value.suggested_filename == "allegata.png"
        width, height = struct.unpack(">II", saved.value.path().read_bytes()[16:24])
        assert abs(width - stage["width"] * factor) <= 2 * factor
        assert height > stage["height"] * factor + 40 * factor, "the legend is below"
    button(page, "Image: ").click()
    page.page.get_by_role("menuitem", name="Copy image").click()
    page.says("Image copied")
    types = page.page.evaluate("async () => (await navigator.clipboard.read()).flatMap(item => item.types)")
    assert types == ["image/png"]
    button(page, "Copy link").click()
    page.says("Link copied")
    assert page.page.evaluate("navigator.clipboard.readText()") == where(page)
    assert "#c=" in where(page)


def test_a_pinned_node_cannot_be_dragged(visit: Open) -> None:
    page = visit()
    select(page, "galdor")
    page.page.keyboard.press("p")
    button(page, "Unpin").wait_for()
    before, view = page.positions(), page.ask("view()")
    drag(page, "galdor", 60, -40)
    assert page.positions() == before
    assert page.ask("view()") == view
    assert page.ask("untold()") == {}
    button(page, "Unpin").click()
    button(page, "Pin: ").wait_for()
    drag(page, "galdor", 60, -40)
    assert page.positions()["galdor"] != before["galdor"]


# ── The address ──────────────────────────────────────────────────────────────────────────────────────────────────


def where(page: Watched) -> str:
    return str(page.page.evaluate("location.href"))


def seen(page: Watched) -> bytes:
    """The drawing without tools and bar."""
    page.page.mouse.move(1200, 700)
    page.rest()
    box = page.page.locator(".stage").bounding_box()
    assert box is not None
    clip = {"x": box["x"], "y": box["y"] + 50, "width": box["width"], "height": box["height"] - 110}
    return page.page.screenshot(clip=clip)  # type: ignore[arg-type]


def test_camera_and_drags_outlast_a_reload_to_the_pixel_and_nothing_is_sent(visit: Open) -> None:
    page = visit()
    sent = page.rest()
    page.page.mouse.move(500, 400)
    page.page.mouse.wheel(0, -240)
    page.rest()
    drag(page, "boreal", 70, -35)
    page.page.mouse.move(60, 600)
    page.page.mouse.down()
    page.page.mouse.move(100, 560, steps=4)
    page.page.mouse.up()
    assert page.rest() == sent, "hovering, zooming, dragging and panning send nothing"
    until(lambda: "m=boreal:" in where(page))
    before, view, picture = page.positions(), page.ask("view()"), seen(page)
    page.page.reload()
    page.ready()
    assert page.positions() == before
    assert page.ask("view()") == pytest.approx(view, abs=1e-6)
    assert seen(page) == picture
    assert list(page.ask("untold()")) == ["boreal"]
    page.click_node("aria")
    hears(page, "select-node aria")
    until(lambda: page.ask("untold()") == {})
    until(lambda: "m=" not in where(page))
    assert "#c=" in where(page)
    assert page.positions() == before
    page.page.keyboard.press("p")
    until(lambda: "step=" in where(page))
    until(lambda: "#c=" in where(page), 5)
    assert page.positions() == before


@pytest.mark.parametrize("hash_", ["#c=1,2", "#c=NaN,1,1&m=galdor:x:1", "#m=nobody:1:2;%E0%A4%A:1:2;:::", "#else"])
def test_an_address_of_somebody_else_does_no_harm(visit: Open, hash_: str) -> None:
    page = visit("/" + hash_)
    other = visit()
    assert page.positions() == other.positions()
    assert page.ask("view()") == other.ask("view()")
    page.click_node("aria")
    hears(page, "select-node aria")


# ── Inks, cards, names ───────────────────────────────────────────────────────────────────────────────────────────


def test_two_standpoints_are_told_apart_by_ink_and_in_words(visit: Open) -> None:
    page = visit("/?marks=1")
    edges = [page.ask("edge(args[0])", key) for key in page.ask("shown()")["edges"]]
    assert {edge["mark"] for edge in edges} == {"a", "b", "both", "against", ""}
    for edge in edges:
        ink = style.MARK_INKS.get(edge["mark"], style.FAMILY_INKS["standing"]).light
        assert page.ask("inkOf(args[0])", edge["id"]) == ink
    legend = page.page.locator(".legend").inner_text()
    assert all(words in legend for words in WORDS.values())


def test_a_claim_is_a_card_and_stances_are_inked_by_side(visit: Open) -> None:
    page = visit("/?claims=1")
    for holder, side in (("aria-mod", "for"), ("fennland", "for"), ("galdor", "against"), ("orsk", "neither")):
        assert page.ask("inkOf(args[0])", f"stance-{holder}") == style.SIDE_INKS[side].light
    assert "claim" not in {name["id"] for name in page.ask("names()")}, "its card has its words"
    at = page.ask("domOf('claim')")
    page.page.mouse.click(at["x"] + 45 * page.ask("scale()"), at["y"] - 20 * page.ask("scale()"))
    hears(page, "select-node claim")
    assert "denies, dismisses" in page.page.locator(".legend").inner_text()
    button(page, "Hide stances").click()
    until(lambda: not [key for key in page.ask("shown()")["edges"] if key.startswith("stance")])


def test_names_that_mean_harm_are_text_and_take_no_more_room_than_others(visit: Open) -> None:
    page = visit("/?hostile=1&start=8")
    assert max(name["wide"] for name in page.ask("names()")) < 200
    for id_, name in NAMES.items():
        at = page.ask("domOf(args[0])", id_)
        page.page.mouse.move(at["x"], at["y"])
        page.page.locator(".tip").wait_for()
        until(lambda name=name: name[:40].strip() in page.page.locator(".tip").inner_text().replace("\n", " "))
        box = page.page.locator(".tip").bounding_box()
        assert box is not None
        assert box["width"] <= 290
        assert box["height"] <= 170
    select(page, "h-img", "h-long")
    button(page, "Expand").click()
    assert page.page.locator("img[src=x], .canvas script, .canvas i, .canvas b").count() == 0
    size = page.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert size[0] <= size[1]


# ── For hours ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_hundred_steps_leave_nothing_behind(visit: Open) -> None:
    page = visit("/?start=12")
    graph = FakeGraph(extra=40)
    small = graph.overview(12)
    large = small.joined(graph.neighbours("boreal-navy", drawn={node.id for node in small.nodes}))
    positions = place_around(large, place(small), "boreal-navy")
    line = page.page.context.new_cdp_session(page.page)
    line.send("Performance.enable")

    def take(wire: Wire, version: int) -> Wire:
        drawn = large if version % 2 else small
        words = f"step {version}"
        wire = wire.telling(Picture(version, drawn, positions, pinned=frozenset({"aria"}), undo=words))
        page.ask("receive(args[0])", dict(wire.message))
        return wire

    def weight() -> dict[str, float]:
        page.rest()
        line.send("HeapProfiler.collectGarbage")
        told = {each["name"]: each["value"] for each in line.send("Performance.getMetrics")["metrics"]}
        inside = "network()._callbacks"
        heard = page.canvas().evaluate(f"canvas => Object.values(canvas.allegata.{inside}).flat().length")
        return {"listeners": told["JSEventListeners"], "elements": told["Nodes"], "vis": heard,
                "heap": told["JSHeapUsedSize"] / 1e6}  # fmt: skip

    wire = Wire(session="for hours")
    for version in range(1, 11):
        wire = take(wire, version)
    before = weight()
    for version in range(11, 211):
        wire = take(wire, version)
    after = weight()
    assert page.ask("version()") == 210
    shown = {node.id for node in small.nodes}
    assert set(page.positions()) == shown
    network = "Object.keys(canvas.allegata.network().body"
    assert page.canvas().evaluate(f"canvas => {network}.nodes).length") == len(shown)
    assert page.canvas().evaluate(f"canvas => {network}.edges).length") == len(small.edges)
    assert page.positions() == {id_: {"x": int(positions[id_][0]), "y": int(positions[id_][1])} for id_ in shown}
    assert after["vis"] == before["vis"]
    assert after["listeners"] <= before["listeners"] + 20
    assert after["elements"] <= before["elements"] + 60
    assert after["heap"] <= before["heap"] + 6
