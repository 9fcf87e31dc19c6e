"""The canvas in a real browser, on a graph in memory: what a mouse and a keyboard do, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.chromium import Explorer, until
from browser.rooms import Rooms
from browser.serving import Watched, served

pytestmark = pytest.mark.browser

COUNT_SCRIPTS = """() => {
  window.scripts = 0;
  const count = (node) => { if (node.nodeName === 'SCRIPT') window.scripts += 1; };
  new MutationObserver((all) => all.forEach((each) => each.addedNodes.forEach(count)))
    .observe(document.head, { childList: true });
}"""

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the harness answers."""
    with served("harness_app.py") as found:
        yield found


@pytest.fixture
def explorer(rooms: Rooms, address: str) -> Iterator[Watched]:
    with rooms.one() as context:
        made = Watched(context.new_page(), address).watch()
        made.open("/?extra=40")
        yield made
        assert made.strangers() == []
        assert made.complaints() == []


def remove(explorer: Watched, id_: str) -> None:
    explorer.click_node(id_)
    explorer.page.get_by_role("button", name="Hide: take from the canvas").click()
    until(lambda: id_ not in explorer.positions())
    explorer.ready()


def test_neighbours_come_and_nothing_drawn_moves(explorer: Watched) -> None:
    remove(explorer, "fleet-00")
    before = explorer.positions()
    explorer.ask("network().marked = 'the same'")
    explorer.page.evaluate(COUNT_SCRIPTS)
    explorer.click_node("boreal-navy", double=True)
    until(lambda: "fleet-00" in explorer.positions())
    after = explorer.positions()
    assert {id_: after[id_] for id_ in before} == before
    assert explorer.ask("network().marked") == "the same"
    explorer.idle()
    assert explorer.page.evaluate("window.scripts") == 0, "no message waits for a script that is there"


def test_an_edge_among_parallel_ones_is_the_one_clicked(explorer: Watched) -> None:
    for source, label, target in (
        ("boreal", "attacks", "aria"),
        ("aria", "accuses", "boreal"),
        ("boreal", "denies", "aria"),
    ):
        key = explorer.edge(source, label, target)
        explorer.click_edge(key)
        until(lambda key=key: explorer.ask("selected()") == {"what": "edge", "id": key})


def test_a_self_loop_can_be_clicked(explorer: Watched) -> None:
    key = explorer.edge("boreal", "criticizes", "boreal")
    explorer.click_edge(key)
    until(lambda: explorer.ask("selected()") == {"what": "edge", "id": key})
    explorer.says("Regrets the haste")


def test_the_ground_and_escape_select_nothing(explorer: Watched) -> None:
    explorer.click_node("boreal")
    explorer.says("Norrgard")
    box = explorer.page.locator(".sheet").bounding_box()
    assert box is not None
    explorer.page.mouse.click(box["x"] + 12, box["y"] + box["height"] - 12)
    until(lambda: explorer.ask("selected()") is None)
    explorer.says("On whose word?")
    explorer.click_node("boreal")
    explorer.says("Norrgard")
    explorer.page.keyboard.press("Escape")
    explorer.says("On whose word?")


def test_hovering_zooming_and_dragging_send_nothing_and_a_dragged_node_stays(explorer: Watched) -> None:
    before = explorer.rest()
    at = explorer.ask("domOf('boreal-navy')")
    for step in range(12):
        explorer.page.mouse.move(300 + 30 * step, 200 + 20 * step)
    explorer.page.mouse.move(at["x"], at["y"])
    explorer.page.mouse.wheel(0, -200)
    explorer.page.get_by_role("button", name="See everything").click()
    explorer.ready()
    at = explorer.ask("domOf('boreal-navy')")
    explorer.page.mouse.move(at["x"], at["y"])
    explorer.page.mouse.down()
    explorer.page.mouse.move(at["x"] + 40, at["y"] + 30, steps=5)
    explorer.page.mouse.up()
    assert explorer.rest() == before
    dragged = explorer.positions()["boreal-navy"]
    remove(explorer, "fleet-00")
    explorer.page.get_by_role("button", name="Undo: ").click()
    until(lambda: "fleet-00" in explorer.positions())
    assert explorer.positions()["boreal-navy"] == dragged
    explorer.page.reload()
    explorer.ready()
    assert explorer.positions()["boreal-navy"] == dragged, "the address holds the view"


def test_names_are_text_wherever_they_are_shown(explorer: Watched) -> None:
    at = explorer.ask("domOf('hostile')")
    explorer.page.mouse.move(at["x"], at["y"])
    tip = explorer.page.locator(".tip")
    tip.wait_for()
    assert HOSTILE in tip.inner_text()
    explorer.click_node("hostile")
    explorer.page.get_by_role("heading", name=HOSTILE).wait_for()
    explorer.click_edge(explorer.edge("hostile", "criticizes", "aria"))
    explorer.says("<script>alert(3)</script>")
    explorer.page.get_by_role("combobox").press_sequentially("img src")
    explorer.page.locator(".panel").get_by_role("option").first.wait_for()
    explorer.page.keyboard.press("Enter")
    until(lambda: (explorer.ask("selected()") or {}).get("id") == "hostile")
    explorer.rest()
    assert explorer.page.locator("img[src=x], [data-testid=stMain] a[href^='javascript']").count() == 0


def test_keys_step_expand_remove_and_go_back(explorer: Watched) -> None:
    scale = explorer.ask("scale()")
    explorer.canvas().evaluate("canvas => canvas.focus()")
    explorer.page.keyboard.press("]")
    first = until(lambda: explorer.ask("selected()"))
    explorer.page.keyboard.press("]")
    assert explorer.ask("selected()") != first
    explorer.page.keyboard.press("[")
    assert explorer.ask("selected()") == first
    explorer.rest()
    explorer.page.keyboard.press("Delete")
    until(lambda: first["id"] not in explorer.positions())
    explorer.page.keyboard.press("z")
    until(lambda: first["id"] in explorer.positions())
    explorer.page.keyboard.press("]")
    explorer.page.keyboard.press("e")
    assert explorer.ask("selected()")["what"] == "edge"
    near = explorer.ask("scale()")
    explorer.page.keyboard.press("+")
    until(lambda: explorer.ask("scale()") > near * 1.1)
    explorer.page.keyboard.press("f")
    until(lambda: abs(explorer.ask("scale()") - scale) < 0.01)


def test_fast_hands_lose_nothing(explorer: Watched) -> None:
    before = len(explorer.positions())
    explorer.canvas().evaluate("canvas => canvas.focus()")
    gone = set()
    for _ in range(6):
        explorer.page.keyboard.press("]")
        gone.add(explorer.ask("selected()")["id"])
        explorer.page.keyboard.press("Delete")
    until(lambda: not gone & explorer.positions().keys())
    assert len(explorer.positions()) == before - len(gone)


def test_a_screen_reader_is_told(explorer: Watched) -> None:
    label = explorer.canvas().evaluate("canvas => canvas.getAttribute('aria-label')")
    assert "70 actors" in label
    explorer.click_node("boreal")
    live = explorer.page.locator("[aria-live=polite]").filter(has_text="Selected: Boreal Federation")
    live.wait_for(state="attached")


def test_light_and_dark_follow_the_theme(rooms: Rooms, address: str) -> None:
    for scheme, ground in (("light", "light"), ("dark", "dark")):
        with rooms.one(color_scheme=scheme) as context:
            explorer = Explorer(context.new_page(), address).open()
            assert explorer.canvas().evaluate("canvas => canvas.dataset.ground") == ground


def test_a_database_without_claims_is_drawn(rooms: Rooms, address: str) -> None:
    with rooms.one() as context:
        explorer = Explorer(context.new_page(), address).open("/?bare=1")
        explorer.click_node("boreal")
        explorer.says("Norrgard")
        explorer.click_edge(explorer.edge("lund", "represents", "aria-mod"))
        explorer.says("Standing fact")
        assert explorer.complaints() == []
