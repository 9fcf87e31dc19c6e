"""The address and the file: the same view for whoever opens it, to the pixel; and nothing for whoever means harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from browser.chromium import until
from browser.conftest import Open
from browser.desk import Desk, near

pytestmark = pytest.mark.browser


def worked_on(desk: Desk) -> None:
    """Expanded, dragged, filtered, selected, and seen from nearer."""
    desk.click_node("nato", double=True)
    until(lambda: len(desk.positions()) > 40)
    desk.rest()
    desk.drag("ukraine", 40, -25)
    desk.toggle("kind:Person")
    desk.click_node("russia")
    desk.says("Russian Federation")
    at = desk.ask("domOf('russia')")
    desk.page.mouse.move(at["x"] + 40, at["y"] + 40)
    desk.page.mouse.wheel(0, -120)
    desk.settled()


def same(desk: Desk, places: dict[str, dict[str, float]], print_: dict[str, object]) -> None:
    desk.rest()
    assert desk.print() == print_
    assert near(desk.on_page(), places)
    assert desk.selection() == ["russia"]
    assert desk.legend("kind:Person").get_attribute("aria-pressed") == "false"
    desk.says("Russian Federation")


def test_a_reload_and_the_copied_link_give_the_same_view_to_the_pixel(explore: Open) -> None:
    desk = explore(permissions=["clipboard-read", "clipboard-write"])
    worked_on(desk)
    places, print_ = desk.on_page(), desk.print()
    desk.page.reload()
    desk.ready()
    same(desk, places, print_)
    desk.tool("Copy link").click()
    desk.says("Link copied")
    link = desk.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(desk.address)
    other = explore(link.removeprefix(desk.address))
    same(other, places, print_)
    other.tool("Undo").or_(other.tool("Nothing to undo")).wait_for()


@pytest.mark.parametrize("link", ["nonsense", "eNpdkdFu4", "id.0123456789abcdef", "id.../../etc/passwd", "%3Cb%3E"])
def test_a_broken_link_is_told_in_a_sentence_and_shows_the_first_view(explore: Open, link: str) -> None:
    desk = explore(f"/?v={link}")
    desk.says("This link ")
    assert desk.page.get_by_test_id("stAlert").count() == 1
    assert "\n" not in desk.page.get_by_test_id("stAlert").inner_text().strip()
    assert len(desk.nodes()) == 23
    desk.toggle("kind:Person")
    until(lambda: link not in desk.where())


def test_a_file_that_was_saved_gives_the_same_view_when_it_is_opened(explore: Open, tmp_path: Path) -> None:
    desk = explore()
    worked_on(desk)
    print_ = desk.print()
    menu = desk.menu("File")
    menu.get_by_role("textbox", name="Title").fill("Troops & <b>friends</b>")
    menu.get_by_role("textbox", name="Notes").fill("Kept.")
    menu.get_by_role("textbox", name="Notes").press("Control+Enter")
    desk.rest()
    with desk.page.expect_download() as saved:
        menu.get_by_role("button", name="Save exploration").click()
    assert saved.value.suggested_filename == "troops-b-friends-b.allegata.json"
    kept = json.loads(saved.value.path().read_text("utf-8"))
    assert (kept["title"], kept["note"]) == ("Troops & <b>friends</b>", "Kept.")
    assert "North Korea" not in json.dumps(kept["view"]), "no data but ids"
    file = tmp_path / "kept.allegata.json"
    file.write_bytes(saved.value.path().read_bytes())
    other = explore()
    other.menu("File").locator("input[type=file]").set_input_files(file)
    until(lambda: other.print() == print_)
    other.rest()
    assert other.selection() == ["russia"]
    other.page.keyboard.press("Escape")
    other.undo()
    until(lambda: len(other.positions()) == 23)


HOSTILE = {
    "script": json.dumps(
        {
            "format": "allegata exploration",
            "version": 1,
            "view": {"actors": [["<img src=x onerror=alert(1)>", "x", {}]]},
        }
    ),
    "deep": "[" * 100_000,
    "other": '{"format": "something else"}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_means_harm_is_refused_in_one_sentence(desk: Desk, tmp_path: Path, name: str) -> None:
    file = tmp_path / "harm.json"
    file.write_text(HOSTILE[name], "utf-8")
    before = desk.print()
    desk.menu("File").locator("input[type=file]").set_input_files(file)
    alert = desk.page.get_by_test_id("stAlert")
    alert.wait_for()
    told = alert.inner_text().strip()
    assert told.startswith("This ")
    assert "\n" not in told
    assert desk.print() == before
    assert desk.page.locator("img[src=x]").count() == 0
    desk.page.keyboard.press("Escape")


def test_the_browsers_own_way_back_shows_the_view_before(desk: Desk) -> None:
    desk.toggle("kind:Person")
    desk.settled()
    first = desk.print()
    link = desk.where()
    desk.toggle("kind:State")
    desk.settled()
    assert desk.print() != first
    desk.page.goto(link)
    desk.ready()
    until(lambda: desk.print() == first)
