"""What the canvas shows, keeps and leaves behind, on a page that holds the canvas alone (`canvas_app.py`)."""

from __future__ import annotations

import pytest
from browser.canvas_app import NAMES, WORDS
from browser.chromium import until
from browser.hands import Visit, button, drag, hears, select, where
from browser.serving import Watched
from fake_graph import FakeGraph

from allegata.render import style
from allegata.render.layout import place, place_around
from allegata.ui.canvas import Picture, Wire

pytestmark = pytest.mark.browser


# ── The address ──────────────────────────────────────────────────────────────────────────────────────────────────


def seen(page: Watched) -> bytes:
    """The drawing without tools and bar."""
    page.page.mouse.move(1200, 700)
    page.rest()
    box = page.page.locator(".stage").bounding_box()
    assert box is not None
    clip = {"x": box["x"], "y": box["y"] + 50, "width": box["width"], "height": box["height"] - 110}
    return page.page.screenshot(clip=clip)  # type: ignore[arg-type]


def test_camera_and_drags_outlast_a_reload_to_the_pixel_and_nothing_is_sent(visit: Visit) -> None:
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
def test_an_address_of_somebody_else_does_no_harm(visit: Visit, hash_: str) -> None:
    page = visit("/" + hash_)
    other = visit()
    assert page.positions() == other.positions()
    assert page.ask("view()") == other.ask("view()")
    page.click_node("aria")
    hears(page, "select-node aria")


# ── Inks, cards, names ───────────────────────────────────────────────────────────────────────────────────────────


def test_two_standpoints_are_told_apart_by_ink_and_in_words(visit: Visit) -> None:
    page = visit("/?marks=1")
    edges = [page.ask("edge(args[0])", key) for key in page.ask("shown()")["edges"]]
    assert {edge["mark"] for edge in edges} == {"a", "b", "both", "against", ""}
    for edge in edges:
        ink = style.MARK_INKS.get(edge["mark"], style.FAMILY_INKS["standing"]).light
        assert page.ask("inkOf(args[0])", edge["id"]) == ink
    legend = page.page.locator(".legend").inner_text()
    assert all(words in legend for words in WORDS.values())


def test_a_claim_is_a_card_and_stances_are_inked_by_side(visit: Visit) -> None:
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


def test_names_that_mean_harm_are_text_and_take_no_more_room_than_others(visit: Visit) -> None:
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


def test_two_hundred_steps_leave_nothing_behind(visit: Visit) -> None:
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
