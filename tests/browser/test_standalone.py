"""The HTML file, opened from the disk with the network off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from render.views import HOSTILE, disputed, foreign, hostile, straits

from allegata.model import Edge, Status
from allegata.render.export import Export
from allegata.render.html import html
from allegata.render.style import DARK, LIGHT, ink_of, line_of, type_inks

pytestmark = pytest.mark.browser
Show = Callable[..., Page]


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens exports as files: no host is asked for anything, and nothing complains."""
    heard: list[str] = []
    contexts = []

    def open_(export: Export, **options: Any) -> Page:
        file = tmp_path / "view.html"
        file.write_bytes(html(export))
        context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: heard.append(request.url) if request.url != file.as_uri() else None)
        page.on("console", lambda message: heard.append(message.text))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("dialog", lambda dialog: (heard.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        page.wait_for_function("document.documentElement.allegata")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert heard == []


def ask(page: Page, what: str, id_: str = "") -> Any:
    return page.evaluate(f"id => document.documentElement.allegata.{what}(id)", id_)


def edge_of(export: Export, relation: str, source: str, target: str) -> Edge:
    wanted = (relation, source, target)
    return next(each for each in export.subgraph.edges if (each.relation, each.source, each.target) == wanted)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_drawn_as_on_screen(show: Show, scheme: str) -> None:
    export = straits()
    page = show(export, color_scheme=scheme)
    places = {id_: (at["x"], at["y"]) for id_, at in ask(page, "positions").items()}
    assert places == dict(export.places)
    for edge in export.subgraph.edges:
        looks = ask(page, "looks", edge.key)
        line, ink = line_of(edge.status), ink_of(edge)
        assert looks["color"]["color"] == getattr(ink, scheme)
        assert looks["width"] == line.width
        assert looks["dashes"] == (list(line.dashes) or False)
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    wanted = (LIGHT if scheme == "light" else DARK).paper
    assert paper == f"rgb({', '.join(str(int(wanted[at : at + 2], 16)) for at in (1, 3, 5))})"
    legend = page.locator("#legend").inner_text()
    assert [word for word in ("verbal cooperation", "contested", "State", "Place") if word not in legend] == []
    page.locator("#ground").click()
    assert ask(page, "ground") == ("dark" if scheme == "light" else "light")


def test_a_click_tells_on_whose_word(show: Show) -> None:
    export = straits()
    page = show(export)
    attack = edge_of(export, "ATTACKS", "boreal", "aria")
    assert attack.status is Status.CONTESTED
    at = ask(page, "edgeOn", attack.key)
    page.mouse.click(at["x"], at["y"])
    told = page.locator("#told").inner_text()
    for words in ("Boreal Federation attacks Aria", "A Boreal frigate fired", "Boreal Foreign Ministry", "denies",
                  "Mara Lund", "via Meridian Wire", "The Cordia Herald, 4 October 2031"):  # fmt: skip
        assert words in told
    assert page.locator("#told a").first.get_attribute("href") == "https://example.org/ships"
    at = ask(page, "nodeOn", "aria")
    page.mouse.click(at["x"], at["y"])
    assert page.locator("#told h2").inner_text() == "Aria"
    fact = edge_of(export, "REPRESENTS", "lund", "aria-mod")
    page.locator(f'#lists button[data-id="{fact.key}"]').click()
    assert "since 1 March 2031" in page.locator("#told").inner_text()


def test_it_is_read_with_the_keyboard(show: Show) -> None:
    page = show(straits())
    page.locator("#find").focus()
    page.keyboard.type("boreal federation attacks")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("#told h2").inner_text() == "Boreal Federation attacks Aria"
    page.locator("#find").fill("")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    first = page.evaluate("document.activeElement.dataset.id")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.id") != first
    page.keyboard.press("Escape")
    assert "Choose an actor" in page.locator("#told").inner_text()


def test_claims_are_cards_and_stances_have_their_side(show: Show) -> None:
    export = disputed()
    page = show(export)
    card = next(node for node in export.subgraph.nodes if node.kind == "Claim")
    at = ask(page, "nodeOn", card.id)
    page.mouse.click(at["x"], at["y"])
    assert page.locator("#told h2").inner_text() == card.name
    assert "asserts" in page.locator("#told").inner_text()
    assert "denies, dismisses" in page.locator("#legend").inner_text()


def test_types_of_somebody_elses_database_have_their_inks(show: Show) -> None:
    export = foreign()
    page = show(export)
    inks = type_inks(export.types)
    for edge in export.subgraph.edges:
        assert ask(page, "looks", edge.key)["color"]["color"] == inks[edge.family].light
    page.locator(f'#lists button[data-id="{export.subgraph.edges[1].key}"]').click()
    assert "2 relationships" in page.locator("#told").inner_text()


def test_hostile_names_stay_text(show: Show) -> None:
    export = hostile()
    page = show(export)
    for edge in export.subgraph.edges:
        page.locator(f'#lists button[data-id="{edge.key}"]').click()
        assert page.locator("#told article").count() == 1
    assert page.title() == "The straits crisis"
    assert page.locator("img").count() == 0
    assert page.locator("#told a").count() == 0
    page.locator('#lists button[data-id="n3"]').click()
    assert page.locator("#told h2").inner_text() == HOSTILE[3]
