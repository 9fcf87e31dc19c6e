"""The page for paths, on the real graph: asked, read, highlighted, relaxed, carried to the explorer, linked to."""

from __future__ import annotations

import re

import pytest
from browser.axe import violations
from browser.chromium import until
from browser.conftest import Open
from browser.desk import Desk
from playwright.sync_api import Locator, expect

pytestmark = pytest.mark.browser

ASKED = "/paths?from=north-korea&to=ukraine"
NONE = "/paths?from=north-korea&to=nato&max-hops=2"


def answer(desk: Desk) -> Locator:
    return desk.page.locator(".st-key-paths-answer")


def button(desk: Desk, name: str | re.Pattern[str]) -> Locator:
    return desk.page.get_by_test_id("stMain").get_by_role("button", name=name).first


def choose(desk: Desk, field: str, text: str) -> None:
    """An actor is found in a field by what is typed, and taken."""
    box = desk.page.locator(f".st-key-name-{field}").get_by_role("combobox")
    box.press_sequentially(text, delay=15)
    until(lambda: not box.evaluate("it => it.closest('.searchbox').classList.contains('waiting')"))
    desk.page.keyboard.press("Enter")
    desk.page.locator(f".st-key-chosen-{field}").get_by_role("button").first.wait_for()
    desk.rest()


def asked(desk: Desk) -> Desk:
    answer(desk).get_by_role("heading", name=re.compile(r"^\d+ paths?$")).wait_for()
    desk.rest()
    return desk


def in_sight(desk: Desk) -> bool:
    box = desk.page.locator(".st-key-paths-picture .stage").bounding_box()
    assert box is not None
    return all(
        box["x"] <= at["x"] <= box["x"] + box["width"] and box["y"] <= at["y"] <= box["y"] + box["height"]
        for at in desk.on_page().values()
    )


def test_asked_by_hand_read_and_highlighted(explore: Open) -> None:
    desk = explore("/paths")
    expect(button(desk, "Find paths")).to_be_disabled()
    choose(desk, "sources", "pyongyng")
    choose(desk, "targets", "kyiv")
    button(desk, "Find paths").click()
    asked(desk)
    assert "from=north-korea" in desk.where()
    assert "to=ukraine" in desk.where()
    assert {"north-korea", "ukraine"} < desk.nodes()
    until(lambda: in_sight(desk))
    told = answer(desk)
    expect(told).to_contain_text("1. United States accuses North Korea")
    expect(told).to_contain_text("reported by Agence France-Presse on 31 October 2024")
    expect(told.get_by_text("The weakest step of this path.")).to_have_count(1)
    first = desk.selection()
    assert len(first) == 2, "both edges of the path stand out"
    before, camera = desk.positions(), desk.ask("view()")
    button(desk, re.compile("^2. North Korea")).click()
    until(lambda: desk.selection() != first)
    desk.rest()
    assert (desk.positions(), desk.ask("view()")) == (before, camera), "the picture holds still"
    told.get_by_role("button", name="Evidence").first.click()
    expect(told).to_contain_text("paragraph")
    until(lambda: len(desk.selection()) == 1)
    button(desk, "Back to the paths").click()
    until(lambda: len(desk.selection()) == 2)
    desk.click_edge(desk.edge("united-states", "accuses", "north-korea"))
    expect(told).to_contain_text("United States accuses North Korea of having sent")
    button(desk, "Swap").click()
    desk.rest()
    expect(desk.page.locator(".st-key-chosen-sources")).to_contain_text("Ukraine")


def test_a_link_asks_the_same_and_a_reload_too(explore: Open) -> None:
    desk = explore(f"{ASKED}&k=8&without-status=CONTESTED&since=2024-10-01")
    asked(desk)
    until(lambda: in_sight(desk))
    seen = desk.nodes(), answer(desk).inner_text()
    expect(desk.page.locator(".st-key-paths-question")).to_contain_text("More conditions (1)")
    where = desk.where().partition("#")[0]
    desk.page.reload()
    desk.ready()
    asked(desk)
    assert (desk.nodes(), answer(desk).inner_text()) == seen
    assert desk.where().partition("#")[0] == where


def test_why_there_is_none_and_asked_again_without_it(explore: Open) -> None:
    desk = explore(NONE, ready=False)
    expect(answer(desk)).to_contain_text("There is no path of up to 2 steps that fits")
    expect(answer(desk)).to_contain_text("Without the longest length there would be one: North Korea →")
    button(desk, "Ask without the longest length").click()
    asked(desk)
    assert "max-hops=6" in desk.where()


def test_a_long_search_tells_how_far_it_is_and_is_ended(explore: Open) -> None:
    long = "/paths?from=north-korea&to=ukraine&through=robert-wood&in-time-order=1&k=100&max-hops=6"
    desk = explore(long, ready=False)
    cancel = button(desk, "Cancel")
    cancel.wait_for()
    expect(answer(desk)).to_contain_text(re.compile(r"Looking at paths of \d steps: \d+ s of 30 s"))
    cancel.click()
    desk.says("Stopped: nothing was found yet.")
    desk.ready()
    # What is asked next is answered, and drawn whole.
    desk.page.goto(desk.address + ASKED + "&k=8")
    asked(desk)
    until(lambda: in_sight(desk))


def test_a_path_is_opened_on_the_canvas_and_seen_at_once(explore: Open) -> None:
    desk = asked(explore(ASKED))
    keys = set(desk.selection())
    answer(desk).get_by_role("button", name="Open on the canvas").nth(1).click()
    desk.says("2 relations selected")
    desk.ready()
    assert desk.nodes() == {"north-korea", "united-states", "ukraine"}
    assert set(desk.selection()) == keys
    desk.undo()
    until(lambda: len(desk.nodes()) > 3)
    # And back: what was found is still there.
    desk.page.get_by_role("link", name="Paths").click()
    asked(desk)
    assert "from=north-korea" in desk.where()
    button(desk, re.compile("^2. North Korea")).click()
    desk.rest()
    answer(desk).get_by_role("button", name="Add to the canvas").nth(1).click()
    desk.says("2 relations selected")
    desk.ready()
    assert len(desk.nodes()) > 3
    assert desk.edge("north-korea", "aids", "russia") in desk.selection()


def test_from_the_explorer_with_two_selected(explore: Open) -> None:
    desk = explore()
    desk.select("north-korea", "ukraine")
    button(desk, "Paths between these").click()
    desk.page.locator(".st-key-paths-question").wait_for()
    asked(desk)
    expect(desk.page.locator(".st-key-chosen-sources")).to_contain_text("North Korea")
    expect(desk.page.locator(".st-key-chosen-targets")).to_contain_text("Ukraine")


def test_all_shortest_surroundings_and_connections(explore: Open) -> None:
    desk = explore("/paths?ask=shortest&from=north-korea&to=nato")
    expect(answer(desk)).to_contain_text(re.compile(r"\d+ actors, \d+ relations"))
    assert {"north-korea", "nato"} < desk.nodes()
    desk.page.goto(f"{desk.address}/paths?ask=connect&actor=north-korea&actor=ukraine&actor=nato")
    expect(answer(desk)).to_contain_text("Connected with one another: NATO, North Korea, Ukraine.")
    desk.ready()
    until(lambda: {"north-korea", "ukraine", "nato"} <= desk.nodes())
    desk.page.goto(f"{desk.address}/paths?ask=around&actor=north-korea&hops=1")
    expect(answer(desk)).to_contain_text(re.compile(r"\d+ actors, \d+ relations"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("from=xyzzy&to=ukraine", "Nobody in the database is named 'xyzzy'."),
        ("from=north-korea&to=north-korea", "North Korea [north-korea] stands at both ends."),
        ("from=north-korea&to=ukraine&k=0", "0 paths cannot be asked for: 1 to 100 can."),
        ("from=north-korea&to=ukraine&relation=acuses", "There is no relation type 'acuses': did you mean ACCUSES?"),
    ],
)
def test_what_makes_no_sense_is_one_sentence(explore: Open, query: str, sentence: str) -> None:
    desk = explore(f"/paths?{query}", ready=False)
    expect(answer(desk).get_by_role("alert")).to_contain_text(sentence)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_as_somebody_with_a_screen_reader_meets_it(explore: Open, scheme: str) -> None:
    desk = asked(explore(f"{ASKED}&min-holders=1", color_scheme=scheme))
    told = {"paths": violations(desk.page)}
    answer(desk).get_by_role("button", name="Evidence").first.click()
    button(desk, "Back to the paths").wait_for()
    desk.rest()
    told["evidence"] = violations(desk.page)
    desk.page.goto(desk.address + NONE)
    expect(answer(desk)).to_contain_text("Without the longest length")
    desk.rest()
    told["none"] = violations(desk.page)
    assert {state: lines for state, lines in told.items() if lines} == {}
