"""Figures from the explorer: chosen in a dialog, seen before, downloaded, opened again; and as Chromium shows them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from browser.chromium import until
from browser.desk import Desk
from PIL import Image
from playwright.sync_api import Browser, Locator
from render.figure_views import VIEWS

from allegata.render.figure import Design, draw
from allegata.view.opening import opened

pytestmark = pytest.mark.browser


def dialog(desk: Desk) -> Locator:
    desk.button("Export").click()
    found = desk.page.get_by_role("dialog")
    found.get_by_role("button", name="Download").wait_for()
    desk.rest()
    return found


def close(desk: Desk) -> None:
    desk.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    desk.page.get_by_role("dialog").wait_for(state="detached")
    desk.rest()


def download(desk: Desk, kind: str, file: Path) -> bytes:
    with desk.page.expect_download() as got:
        desk.page.get_by_role("button", name=f"Download {kind}").click()
    got.value.save_as(file)
    return file.read_bytes()


def open_file(desk: Desk, file: Path) -> None:
    desk.menu("File").locator("input[type=file]").set_input_files(file)
    desk.rest()
    desk.page.keyboard.press("Escape")
    desk.page.get_by_test_id("stPopoverBody").wait_for(state="detached")


def test_a_figure_is_chosen_downloaded_and_opened_again(desk: Desk, tmp_path: Path) -> None:
    desk.drag("ukraine", -30, 40)
    before = desk.print()
    made = dialog(desk)
    made.locator(".st-key-export-title input").fill("Troops in Russia")
    made.locator(".st-key-export-title input").press("Enter")
    desk.rest()
    assert made.locator("img").count() == 1
    files = {}
    for kind, label in (("PNG", "PNG image"), ("SVG", "SVG drawing"), ("PDF", "PDF page")):
        desk.choose("export-format", label)
        files[kind] = tmp_path / f"figure.{kind.lower()}"
        content = download(desk, kind, files[kind])
        kept = opened(content)
        assert kept.title == "Troops in Russia"
        assert set(kept.view.actors) == set(before["nodes"])
        for id_, place in before["nodes"].items():
            assert kept.view.places[id_] == (place["x"], place["y"])
    close(desk)
    for file in files.values():
        desk.toggle("kind:Person")
        until(lambda: desk.print() != before)
        open_file(desk, file)
        until(lambda: desk.print() == before)
        desk.page.get_by_text("Nothing has changed in the data").wait_for()
    desk.page.get_by_role("button", name="I have read it").click()
    desk.page.get_by_text("Nothing has changed in the data").wait_for(state="detached")


def test_a_bare_figure_and_a_file_of_another_program_are_refused_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    made = dialog(desk)
    made.locator(".st-key-export-bare label").first.click()
    desk.rest()
    bare = tmp_path / "bare.png"
    download(desk, "PNG", bare)
    close(desk)
    before = desk.print()
    open_file(desk, bare)
    desk.page.get_by_text("carries no view").first.wait_for()
    other = tmp_path / "other.png"
    image = io.BytesIO()
    Image.new("RGB", (4, 4)).save(image, "PNG")
    other.write_bytes(image.getvalue()[:-20])
    open_file(desk, other)
    desk.page.get_by_text("cut off or damaged").first.wait_for()
    assert desk.print() == before


def test_what_was_chosen_is_still_chosen_the_next_time(desk: Desk) -> None:
    dialog(desk)
    desk.choose("export-size", "Slide 16:9, 254 × 143 mm")
    desk.page.get_by_text("254 × 143 mm").last.wait_for()
    close(desk)
    again = dialog(desk)
    again.get_by_text("254 × 143 mm").last.wait_for()
    assert "Slide" in again.locator(".st-key-export-size input").first.input_value()


@pytest.mark.parametrize("name", VIEWS)
def test_chromium_shows_the_svg_as_it_was_drawn(name: str, browser: Browser, tmp_path: Path) -> None:
    """Every line of text as wide and where it was reckoned, within a twentieth of an em; no complaint."""
    file = tmp_path / "figure.svg"
    figure = draw(VIEWS[name](), ".svg", Design())
    file.write_bytes(figure.content)
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda box: (told.append("a dialog opened"), box.dismiss()))
    page.goto(file.as_uri())
    off = page.evaluate(
        """() => Math.max(0, ...[...document.querySelectorAll('text')].map(text => {
          const box = text.getBBox();
          const wide = Number(text.getAttribute('textLength'));
          const size = Number(text.getAttribute('font-size'));
          const middle = Math.abs(box.x + box.width / 2 - Number(text.getAttribute('x')));
          return Math.max(Math.abs(box.width - wide), middle) / size;
        }))"""
    )
    width = page.evaluate("document.documentElement.width.baseVal.value")
    page.close()
    assert told == []
    assert off < 0.35
    assert width == pytest.approx(figure.width / 25.4 * 96, abs=0.1)
