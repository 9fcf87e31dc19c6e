"""A table of edges is given, its columns are guessed and it is checked, in a real browser; nothing is written.

axe-core looks at each of these steps.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from browser.axe import violations
from browser.conftest import Open

pytestmark = pytest.mark.browser


def test_a_table_is_given_its_columns_guessed_and_it_is_checked(explore: Open, tmp_path: Path) -> None:
    desk = explore()
    desk.page.get_by_role("link", name="Import").click()
    desk.says("Import a graph")
    desk.idle()
    told = {"nothing given": violations(desk.page)}
    ties = tmp_path / "ties.csv"
    ties.write_text(
        "from,to,label,since\nArland,Borland,trades with,2020\n<img src=x onerror=alert(1)>,Arland,mocks,\n"
    )
    page = desk.page
    page.locator("input[type=file]").set_input_files(ties)
    desk.says("What the columns mean")
    desk.says("<img src=x onerror=alert(1)>")
    desk.idle()
    told["columns"] = violations(page)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_text("It can be loaded.").wait_for(timeout=60_000)
    assert "facts" in page.locator("[data-testid=stCode]").last.inner_text()
    desk.idle()
    told["checked"] = violations(page)
    assert {state: lines for state, lines in told.items() if lines} == {}
