"""Every page as a person with a screen reader, a keyboard or weak eyes meets it, as far as axe-core can tell."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.axe import violations
from browser.desk import Desk
from browser.queries import Queries
from browser.rooms import Rooms
from browser.serving import served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the explorer answers."""
    with served("pages_app.py") as found:
        yield found


@pytest.fixture(params=["light", "dark"])
def explorer(request: pytest.FixtureRequest, rooms: Rooms, address: str) -> Iterator[Desk]:
    with rooms.one(color_scheme=request.param) as context:
        yield Desk(context.new_page(), address).watch()


def test_the_explorer(explorer: Desk) -> None:
    explorer.open()
    explorer.says("On whose word?")
    explorer.idle()
    told = {"nothing selected": violations(explorer.page)}
    explorer.click_node("boreal")
    explorer.says("Norrgard")
    explorer.idle()
    told["an actor"] = violations(explorer.page)
    explorer.click_edge(explorer.edge("boreal", "attacks", "aria"))
    explorer.says("Somebody asserts it")
    explorer.idle()
    told["an edge"] = violations(explorer.page)
    explorer.filters()
    told["filters"] = violations(explorer.page)
    explorer.choose("who", "Boreal Federation")
    explorer.choose("other", "Aria")
    told["two standpoints"] = violations(explorer.page)
    explorer.button("Clear").click()
    explorer.rest()
    explorer.switch("claims")
    card = next(id_ for id_ in explorer.nodes() if explorer.ask("node(args[0])", id_)["kind"] == "Claim")
    explorer.click_node(card)
    explorer.says("contested claim")
    told["a contested claim"] = violations(explorer.page)
    explorer.switch("claims", False)
    explorer.select("boreal", "aria")
    explorer.says("2 nodes selected")
    told["several"] = violations(explorer.page)
    explorer.button("Export").click()
    explorer.page.get_by_role("dialog").get_by_role("button", name="Download PNG").wait_for()
    explorer.rest()
    told["export"] = violations(explorer.page)
    explorer.page.keyboard.press("Escape")
    for mode in ("Tables", "Sentences"):
        explorer.mode(mode)
        told[mode] = violations(explorer.page)
    explorer.mode("Canvas")
    explorer.emptied()
    explorer.rest()
    told["an empty canvas"] = violations(explorer.page)
    assert {state: lines for state, lines in told.items() if lines} == {}


def test_the_help(explorer: Desk) -> None:
    explorer.page.goto(f"{explorer.address}/help")
    explorer.says("Keys on the canvas")
    explorer.idle()
    assert violations(explorer.page) == []


def test_the_queries(explorer: Desk) -> None:
    page = Queries(explorer.page, explorer.address)
    page.watch()
    page.at()
    told = {"nothing chosen": violations(page.page)}
    page.press("query-who-accuses-whom")
    told["a form"] = violations(page.page)
    page.at("?q=common-memberships&p-day=1999-99-99&p-actors=aria,nobody")
    told["a form with faults"] = violations(page.page)
    page.press("query-new")
    page.write("MATCH (n)\n  RETURNN n")
    page.run()
    told["a slip"] = violations(page.page)
    page.write("MATCH (n:Entity) RETURN n")
    page.run()
    page.ready()
    told["a graph"] = violations(page.page)
    page.look("Table")
    told["a table"] = violations(page.page)
    page.typed("\nMATCH (x:E")
    told["completion"] = violations(page.page)
    page.page.keyboard.press("Escape")
    page.press("query-profile")
    told["a plan"] = violations(page.page)
    page.open_menu("Save as")
    told["keeping"] = violations(page.page)
    assert {state: lines for state, lines in told.items() if lines} == {}


def test_it_finds_what_is_wrong_in_a_shadow_root_too(explorer: Desk) -> None:
    explorer.open()
    explorer.canvas().evaluate(
        """canvas => {
          const button = document.createElement('button');
          button.className = 'nameless';
          const words = document.createElement('p');
          words.className = 'faint';
          words.textContent = 'hardly to be read';
          words.style = 'position: absolute; z-index: 9; color: #808080; background: #707070';
          canvas.append(button, words);
        }"""
    )
    found = violations(explorer.page)
    assert any(line.startswith("color-contrast:") and ".faint" in line for line in found)
    assert any(line.startswith("button-name:") and ".nameless" in line for line in found)
