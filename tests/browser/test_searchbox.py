"""The search box in a real browser: keys, several at once, late answers, names as text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser.axe import violations
from browser.chromium import Explorer, until
from browser.rooms import Rooms
from browser.serving import served
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) $x^2$ :red[y]"

SEEN = """() => {
  window.seen = new Set();
  const panel = document.querySelector('[data-testid=stBidiComponentIsolated]').shadowRoot.querySelector('.panel');
  new MutationObserver(() => panel.querySelectorAll('.name').forEach((name) => window.seen.add(name.textContent)))
    .observe(panel, { childList: true, subtree: true });
}"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the harness answers."""
    with served("searchbox_app.py") as found:
        yield found


class Box(Explorer):
    """A page with a search box on it."""

    def ready(self) -> None:
        self.input = self.page.get_by_role("combobox")
        self.input.wait_for(timeout=90_000)
        self.options = self.page.get_by_role("option")
        self.panel = self.page.locator(".panel")
        self.idle()

    def type(self, text: str) -> None:
        """Like somebody who writes over what is there, and waits for the answer."""
        self.input.select_text()
        self.input.press_sequentially(text, delay=20)
        until(lambda: not self.input.evaluate("it => it.closest('.searchbox').classList.contains('waiting')"))

    def option(self, name: str) -> Locator:
        return self.options.filter(has=self.page.locator(".name", has_text=re.compile(f"^{re.escape(name)}$")))

    def active(self) -> str:
        """The name of the option that the box points at, as a screen reader finds it."""
        return str(
            self.input.evaluate(
                "it => it.getRootNode().getElementById(it.getAttribute('aria-activedescendant'))"
                "?.querySelector('.name').textContent ?? ''"
            )
        )

    def picked(self, *picks: str) -> None:
        expect(self.page.get_by_text("Picked:")).to_have_text(re.compile(rf"^Picked: ?{re.escape(', '.join(picks))}$"))

    def selection(self) -> str:
        return str(self.input.evaluate("it => it.value.slice(it.selectionStart, it.selectionEnd)"))


def opened(page: Page, address: str, path: str = "") -> Box:
    box = Box(page, address)
    page.on("dialog", lambda dialog: (box.told.append("error: a dialog opened"), dialog.dismiss()))
    box.open(path)
    return box


@pytest.fixture
def box(rooms: Rooms, address: str) -> Iterator[Box]:
    with rooms.one() as context:
        made = opened(context.new_page(), address)
        yield made
        assert made.strangers() == []
        assert made.complaints() == []


def test_typing_offers_names_and_runs_no_page(box: Box) -> None:
    box.type("norr")
    expect(box.input).to_have_attribute("aria-expanded", "true")
    expect(box.options).to_have_count(1)
    expect(box.options).to_have_text("Boreal Federation also: NorrgardState · 18 relations")
    assert box.options.locator("mark").all_inner_texts() == ["Norr"]
    box.type("rc r")
    box.type("ari")
    assert box.active() == "Aria"
    expect(box.option("Aria").locator(".drawn")).to_have_text("on the canvas")
    expect(box.option("Ministry of Defence of Aria").locator(".meta")).to_have_text("Organization · Aria · 2 relations")
    expect(box.page.get_by_text("Runs of the page:")).to_have_text("Runs of the page: 1")


def test_what_drops_down_is_wholly_in_sight_and_moves_nothing(box: Box) -> None:
    before = box.page.get_by_text("Below the box.").bounding_box()
    box.type("a")
    place = box.panel.bounding_box()
    assert place is not None
    assert place["x"] >= 0
    assert place["x"] + place["width"] <= 1280
    assert place["y"] + place["height"] <= 800
    for option in box.options.all():
        assert option.evaluate(
            """it => {
              const { x, y, width, height } = it.getBoundingClientRect();
              return it.contains(it.getRootNode().elementFromPoint(x + width / 2, y + height / 2));
            }"""
        )
    assert box.page.get_by_text("Below the box.").bounding_box() == before


def test_arrows_move_and_enter_picks_and_keeps_the_focus(box: Box) -> None:
    box.type("ministry")
    names = ["Ministry of Defence of Aria", "Ministry of Foreign Affairs of Aria", "Boreal Foreign Ministry"]
    assert box.options.locator(".name").all_inner_texts() == names
    for key, name in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowDown", 0), ("ArrowUp", 2), ("ArrowUp", 1)):
        box.input.press(key)
        assert box.active() == names[name]
    box.input.press("Enter")
    box.picked("aria-mfa")
    expect(box.panel).to_be_hidden()
    expect(box.input).to_be_focused()
    assert box.selection() == "ministry"
    box.type("lund")
    box.option("Mara Lund").click()
    box.picked("aria-mfa", "lund")
    expect(box.input).to_be_focused()


def test_enter_before_the_answer_picks_its_first(box: Box) -> None:
    box.input.press_sequentially("meridian", delay=5)
    box.input.press("Enter")
    box.picked("wire")


def test_several_are_collected_over_searches_and_added_at_once(box: Box) -> None:
    box.type("aria")
    box.input.press("Control+Enter")
    box.input.press("ArrowDown")
    box.input.press("Shift+Enter")
    box.type("orsk")
    box.option("Ilya Orsk").locator(".check").click()
    expect(box.option("Ilya Orsk")).to_have_attribute("aria-selected", "true")
    box.type("vey")
    box.option("Adele Vey").locator(".check").click()
    box.option("Adele Vey").locator(".check").click()
    expect(box.page.get_by_role("button", name="Add 3 to the canvas")).to_be_visible()
    box.picked()
    box.input.press("Enter")
    box.picked("aria+aria-mod+orsk")
    box.type("tam")
    box.input.press("Control+Enter")
    box.page.get_by_role("button", name="Add 1 to the canvas").click()
    box.picked("aria+aria-mod+orsk", "tam")
    expect(box.input).to_be_focused()
    box.input.fill("")
    assert box.options.locator(".name").all_inner_texts() == [
        "Jonas Tam",
        "Ilya Orsk",
        "Ministry of Defence of Aria",
        "Aria",
    ]


def test_escape_closes_and_then_clears(box: Box) -> None:
    box.type("aria")
    box.input.press("Escape")
    expect(box.panel).to_be_hidden()
    expect(box.input).to_have_value("aria")
    expect(box.input).to_have_attribute("aria-expanded", "false")
    box.input.press("ArrowDown")
    assert box.active() == "Aria"
    box.input.press("Escape")
    box.input.press("Escape")
    expect(box.input).to_have_value("")
    expect(box.input).to_be_focused()
    box.type("aria")
    box.page.get_by_role("heading", name="Search box").click()
    expect(box.panel).to_be_hidden()
    expect(box.page.get_by_text("Picked:")).to_have_text("Picked:")


def test_an_answer_that_comes_too_late_is_not_shown(box: Box) -> None:
    box.page.evaluate(SEEN)
    box.input.press_sequentially("mer", delay=5)
    box.page.wait_for_timeout(400)
    expect(box.panel).to_contain_text("Searching…")
    box.input.select_text()
    box.type("lund")
    expect(box.option("Mara Lund")).to_be_visible()
    box.page.wait_for_timeout(1500)
    assert box.page.evaluate("[...window.seen]") == ["Mara Lund"]


def test_what_nobody_is_called(box: Box) -> None:
    box.type("zz<b>x</b>")
    expect(box.panel.locator(".note")).to_have_text("Nothing is called “zz<b>x</b>”, or nearly so.")
    expect(box.input).to_have_attribute("aria-expanded", "false")
    box.input.press("Enter")
    box.input.press("Control+Enter")
    box.picked()


@pytest.mark.parametrize("keys", ["/", "Control+k"])
def test_a_key_anywhere_leads_to_the_box_but_not_from_a_field(box: Box, keys: str) -> None:
    other = box.page.get_by_role("textbox", name="Another field")
    other.press(keys)
    expect(other).to_be_focused()
    box.page.get_by_role("heading", name="Search box").click()
    box.page.keyboard.press(keys)
    expect(box.input).to_be_focused()
    expect(box.input).to_have_value("")
    expect(box.panel).to_contain_text("One slip is forgiven")


def test_names_are_text(box: Box) -> None:
    box.type("img src")
    expect(box.options.locator(".name")).to_have_text(HOSTILE)
    box.input.press("Control+Enter")
    box.input.press("Enter")
    box.picked("hostile")
    assert box.page.locator(".searchbox :is(img, a, script)").count() == 0


def test_a_field_of_a_form_holds_what_was_chosen(rooms: Rooms, address: str) -> None:
    with rooms.one() as context:
        box = opened(context.new_page(), address, "/?single=1")
        box.type("norr")
        expect(box.page.locator(".check")).to_have_count(0)
        box.input.press("Control+Enter")
        box.picked("boreal")
        expect(box.input).to_have_value("Boreal Federation")
        box.type("nobody")
        box.page.get_by_role("textbox", name="Another field").click()
        expect(box.input).to_have_value("Boreal Federation")
        box.input.fill("")
        box.page.get_by_role("textbox", name="Another field").click()
        box.picked("boreal", "nothing")
        expect(box.input).to_have_value("")
        assert violations(box.page) == []
        assert box.complaints() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(rooms: Rooms, address: str, scheme: str) -> None:
    with rooms.one(color_scheme=scheme) as context:
        box = opened(context.new_page(), address)
        assert violations(box.page) == []
        box.type("a")
        box.input.press("Control+Enter")
        assert violations(box.page) == []
        box.type("zzyzx")
        assert violations(box.page) == []
