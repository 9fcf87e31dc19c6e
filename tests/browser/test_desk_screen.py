"""The explorer on a screen of 1280 by 800: everything in sight, nothing over anything else, nothing without a name."""

from __future__ import annotations

import itertools

import pytest
from browser.chromium import until
from browser.desk import Desk, overlap

pytestmark = pytest.mark.browser

NAMELESS = """() => {
  const found = [];
  const look = (root) => {
    for (const each of root.querySelectorAll('*')) {
      if (each.shadowRoot) look(each.shadowRoot);
      if (!each.matches("button, a, input:not([tabindex='-1']), textarea, select, [role=button]")) continue;
      const { width, height } = each.getBoundingClientRect();
      const names = [each.textContent, each.title, each.getAttribute('aria-label'), each.labels?.[0]?.innerText];
      const by = each.getAttribute('aria-labelledby');
      if (by) names.push(by);
      if (width && height && !names.some((name) => name?.trim())) found.push(each.outerHTML.slice(0, 160));
    }
  };
  look(document);
  return found;
}"""

SCROLLED = """() => ['html', 'body', '.stMain', '.stMainBlockContainer'].map((name) => {
  const it = document.querySelector(name);
  return [it.scrollHeight - it.clientHeight, it.scrollWidth - it.clientWidth];
}).flat().filter((more) => more > 0)"""


SCREENS = (("light", 1280, 800), ("dark", 1280, 800), ("dark", 1920, 1080))
"""Ground, width and height."""


@pytest.mark.parametrize("left", [False, True])
@pytest.mark.parametrize("right", [False, True])
def test_nothing_overlaps_and_the_page_does_not_scroll(desk: Desk, left: bool, right: bool) -> None:
    desk.filters(open_=left).inspector(open_=right)
    for ground, width, height in SCREENS:
        desk.page.emulate_media(color_scheme=ground)  # type: ignore[arg-type]
        desk.page.set_viewport_size({"width": width, "height": height})
        desk.rest()
        assert desk.page.locator(".canvas").get_attribute("data-ground") == ground
        _all_in_place(desk, left, right, width, height)


def _all_in_place(desk: Desk, left: bool, right: bool, width: int, height: int) -> None:
    assert desk.page.evaluate(f"scrollY || ({SCROLLED})().length") == 0
    parts = [".stAppHeader", ".st-key-bar", ".st-key-stage"]
    parts += [".st-key-sieve"] * left + [".st-key-side"] * right
    boxes = {}
    for part in parts:
        box = desk.page.locator(part).first.bounding_box()
        assert box is not None, part
        boxes[part] = dict(box)
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height, part
    for one, other in itertools.combinations(boxes, 2):
        assert not overlap(boxes[one], boxes[other]), (one, other, boxes)
    wide = boxes[".st-key-stage"]["width"] * 1280 / width
    assert wide >= (560 if left and right else 800 if left or right else 1230)
    inside = [
        dict(each.bounding_box() or {}) for each in desk.page.locator(".st-key-bar button, .st-key-bar label").all()
    ]
    assert all(63 <= box["y"] + box["height"] / 2 <= boxes[".st-key-stage"]["y"] for box in inside if box)
    assert desk.page.evaluate(NAMELESS) == []


def test_the_picture_follows_the_room_it_has_until_a_person_moves_it(desk: Desk) -> None:
    def within() -> bool:
        box = desk.page.locator(".stage").bounding_box()
        assert box is not None
        left, right, top, bottom = box["x"], box["x"] + box["width"], box["y"], box["y"] + box["height"]
        return all(left < at["x"] < right and top < at["y"] < bottom for at in desk.on_page().values())

    def middle() -> list[float]:
        view = desk.ask("view()")
        return [round(view[each], 6) for each in ("x", "y", "scale")]

    assert within()
    desk.canvas().evaluate("canvas => { canvas.mark = 'the same'; }")
    for step in (desk.filters, desk.inspector, desk.filters, desk.inspector):
        step(open_=desk.page.locator(".st-key-sieve" if step == desk.filters else ".st-key-side").count() == 0)
        until(within, 5)
    assert desk.canvas().evaluate("canvas => canvas.mark") == "the same", "the canvas is not made anew"
    at = desk.ask("domOf('north-korea')")
    desk.page.mouse.move(at["x"], at["y"])
    desk.page.mouse.wheel(0, -300)
    desk.rest()
    moved = middle()
    desk.filters()
    until(lambda: middle() == moved)  # the middle stays the middle, and as near as it was
    # Drawn once more between the moment that its room changes and the one that it hears of that.
    desk.canvas().evaluate(
        """canvas => {
          canvas.querySelector('.stage').style.width = '60%';
          canvas.querySelector('.legend button[data-id^="kind:"]').click();
        }"""
    )
    desk.rest()
    assert middle() == moved
    desk.canvas().evaluate("canvas => { canvas.querySelector('.stage').style.width = ''; }")
    desk.undo()
    desk.tool("See everything").click()
    desk.rest()
    desk.filters(open_=False)
    until(within, 5)


@pytest.mark.parametrize("beginning", ["The most contested edge", "The best connected actor", "A path between two"])
def test_an_empty_canvas_offers_beginnings_that_draw_something(desk: Desk, beginning: str) -> None:
    desk.emptied()
    desk.says("The canvas is empty. Search for a name above, or choose one of the beginnings at the right.")
    desk.rest()
    assert desk.page.locator(".legend .count").inner_text() == ""
    for word in ("The most contested edge", "The best connected actor", "A path between two"):
        assert desk.button(word).is_visible()
    desk.button(beginning).click()
    until(lambda: len(desk.relations()) >= 1 and len(desk.nodes()) >= 2)
    desk.rest()
    selected = desk.ask("selected()")
    assert selected["what"] == ("edge" if "edge" in beginning else "node")
    box = desk.page.locator(".stage").bounding_box()
    assert box is not None
    for at in desk.on_page().values():
        assert box["x"] < at["x"] < box["x"] + box["width"]
        assert box["y"] < at["y"] < box["y"] + box["height"]
    desk.undo()
    until(lambda: not desk.positions())
