"""What can be done on the canvas, one by one, on a page that holds the canvas alone (`canvas_app.py`)."""

from __future__ import annotations

import itertools
import struct
from collections.abc import Mapping

import pytest
from browser.chromium import until
from browser.hands import Visit, button, drag, hears, holding, select, where

pytestmark = pytest.mark.browser


# ── Filters and legend ───────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_off_is_neither_drawn_nor_clicked_nor_counted_and_comes_back_where_it_was(
    visit: Visit,
) -> None:
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


SWITCH = """([canvas, entry]) => {
  canvas.allegata.act('toggle', [entry]);
  return canvas.allegata.shown();
}"""


@pytest.mark.parametrize("entry", ["family:verbal conflict", "kind:Person", "status:CONTESTED"])
def test_a_switch_shows_at_once_what_is_told_only_later(visit: Visit, entry: str) -> None:
    page = visit()
    places, whole = page.positions(), page.ask("shown()")
    at_once = page.page.evaluate(SWITCH, [page.canvas(), entry])
    assert set(at_once["edges"]) < set(whole["edges"]), "before anything came back"
    hears(page, f"toggle {entry}")
    page.idle()
    assert page.ask("shown()") == at_once, "and it was right"
    assert page.page.evaluate(SWITCH, [page.canvas(), entry]) == whole, "so the way back"
    page.idle()
    assert page.ask("shown()") == whole
    for _ in range(3):
        page.page.evaluate(SWITCH, [page.canvas(), entry])
    page.idle()
    until(lambda: page.ask("shown()") == at_once)
    page.idle()
    assert page.ask("shown()") == at_once, "the last word is Python's, however fast the hand"
    assert button(page, f"Show {entry.partition(':')[2].lower()}".replace("person", "Person")).count() == 1
    assert page.positions() == places


def test_an_entry_of_the_legend_is_a_switch_for_hand_and_key(visit: Visit) -> None:
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


def test_several_are_selected_by_click_by_box_and_by_key(visit: Visit) -> None:
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


def test_several_that_are_selected_are_dragged_together(visit: Visit) -> None:
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
def test_the_bar_overlaps_neither_tools_nor_legend(visit: Visit, path: str) -> None:
    page = visit(path)
    select(page, "aria", "galdor")
    sheet = page.page.locator(".sheet").bounding_box()
    assert sheet is not None
    boxes = {name: page.page.locator(name).bounding_box() for name in (".tools", ".bar", ".legend")}
    tools, bar, legend = boxes.values()
    for box in (tools, bar):
        assert box is not None
        assert sheet["x"] - 5 <= box["x"]
        assert box["x"] + box["width"] <= sheet["x"] + sheet["width"] + 1
    assert tools is not None
    assert bar is not None
    assert legend is not None
    assert tools["y"] + tools["height"] < bar["y"]
    assert bar["y"] + bar["height"] < sheet["y"] + sheet["height"]
    # At the left where there is room, else below.
    assert legend["x"] + legend["width"] <= sheet["x"] or sheet["y"] + sheet["height"] <= legend["y"]
    assert legend["y"] + legend["height"] <= 800
    inner = [key.bounding_box() for key in page.page.locator(".legend .key, .legend .count, .bar button").all()]
    for one, other in itertools.combinations(inner, 2):
        assert one is not None
        assert other is not None
        assert apart(one, other, "x", "width") or apart(one, other, "y", "height"), (one, other)


def apart(one: Mapping[str, float], other: Mapping[str, float], at: str, size: str) -> bool:
    return one[at] + one[size] <= other[at] + 0.6 or other[at] + other[size] <= one[at] + 0.6


def test_the_bar_the_menu_and_the_keys_do_the_same(visit: Visit) -> None:
    page = visit()
    page.page.set_viewport_size({"width": 1600, "height": 800})
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


def test_undo_and_redo_say_what_and_work_anywhere_but_in_fields(visit: Visit) -> None:
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


def test_a_layout_moves_everything_and_undo_moves_it_back(visit: Visit) -> None:
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


WIDTH_COPIED = """async () => {
  const [item] = await navigator.clipboard.read();
  return (await createImageBitmap(await item.getType("image/png"))).width;
}"""


def copied(page: Visit) -> list[str]:
    """Media types of what is on the clipboard."""
    return page.page.evaluate("async () => (await navigator.clipboard.read()).flatMap(item => item.types)")


def test_the_picture_is_saved_and_copied_as_large_as_asked(visit: Visit) -> None:
    page = visit("/?claims=1")
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    stage = page.page.locator(".stage").bounding_box()
    assert stage is not None
    select(page, "aria")
    for factor in (1, 2, 4):
        button(page, "Image: ").click()
        with page.page.expect_download() as saved:
            page.page.get_by_role("menuitem", name=f"Save PNG, {factor}×").click()
        assert saved.value.suggested_filename == "allegata.png"
        width, height = struct.unpack(">II", saved.value.path().read_bytes()[16:24])
        assert abs(width - stage["width"] * factor) <= 2 * factor
        assert height > stage["height"] * factor + 40 * factor, "the legend is below"
    for factor in (1, 2, 4):
        page.page.evaluate("navigator.clipboard.writeText('nothing yet')")
        button(page, "Image: ").click()
        page.page.get_by_role("menuitem", name=f"Copy image, {factor}×").click()
        until(lambda: "image/png" in copied(page))
        wide = page.page.evaluate(WIDTH_COPIED)
        assert abs(wide - stage["width"] * factor) <= 2 * factor
    button(page, "Copy link").click()
    page.says("Link copied")
    assert page.page.evaluate("navigator.clipboard.readText()") == where(page)
    assert "#c=" in where(page)


def test_a_pinned_node_cannot_be_dragged(visit: Visit) -> None:
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
