"""The editor of Cypher in a browser: colours, completion, places of errors, keys; on a graph in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser.queries import Queries
from browser.rooms import Rooms
from browser.serving import served
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ALLEGATA_HOME", str(tmp_path_factory.mktemp("editor")))
        with served("queries_app.py") as found:
            yield found


@pytest.fixture
def page(rooms: Rooms, address: str) -> Iterator[Queries]:
    with rooms.one() as context:
        page = Queries(context.new_page(), address)
        page.watch()
        page.page.goto(address)
        page.page.locator(".st-key-query-new").wait_for()
        page.press("query-new")
        page.cypher()
        yield page
        assert page.complaints() == []
        assert page.strangers() == []


def colours(page: Queries) -> dict[str, str]:
    """What each coloured piece is taken for."""
    return dict(
        page.page.locator(".paint span").evaluate_all(
            "all => all.map(it => [it.textContent, it.className.split(' ')[0]])"
        )
    )


def test_pieces_have_their_colours(page: Queries) -> None:
    page.write(
        "MATCH (a:Entity:`odd one` {name: $who})-[r:ACCUSES|MEETS_WITH]->(b) // a note\n"
        "WHERE b.set = 'DELETE' AND toLower(b.x) <> \"y\" /* more */ "
        "RETURN date.truncate('day', a.d), 12.5, [n IN x | n]"
    )
    kinds = colours(page)
    wanted = {
        **dict.fromkeys(("MATCH", "WHERE", "AND", "RETURN", "IN"), "keyword"),
        **dict.fromkeys(("Entity", "`odd one`", "ACCUSES", "MEETS_WITH"), "label"),
        **dict.fromkeys(("name", "set", "x", "d"), "property"),
        **dict.fromkeys(("'DELETE'", '"y"', "'day'"), "string"),
        **dict.fromkeys(("// a note", "/* more */"), "comment"),
        "$who": "parameter",
        "toLower": "function",
        "truncate": "function",
        "12.5": "number",
    }
    assert {piece: kinds.get(piece) for piece in wanted if piece != "x"} == {
        piece: kind for piece, kind in wanted.items() if piece != "x"
    }
    paint = page.page.locator(".paint").evaluate("it => it.textContent")
    assert paint.rstrip("\n") == page.cypher().input_value()


def test_names_of_the_database_are_completed_where_they_fit(page: Queries) -> None:
    page.write("")
    assert page.typed("MATCH (a:") == ["Claim", "Entity", "State of <b>"]
    assert page.page.locator(".offers b").count() == 0
    page.page.keyboard.press("ArrowUp")
    page.page.keyboard.press("Enter")
    assert page.cypher().input_value() == "MATCH (a:`State of <b>`"
    assert page.typed(")-[r:m") == ["MEETS_WITH"]
    page.page.keyboard.press("Tab")
    assert page.typed("]->(b) WHERE a.") == ["id", "name", "said on"]
    page.page.keyboard.press("Escape")
    assert page.offers() == []
    assert page.typed("na") == ["name"]
    page.page.keyboard.press("Enter")
    assert page.typed(" = 'a.") == [], "nothing is offered in a text"
    assert "toLower" in page.typed("' AND toLo")
    page.page.keyboard.press("Enter")
    page.page.keyboard.type("b")
    assert page.cypher().input_value().endswith("a.name = 'a.' AND toLower(b)")
    assert page.typed(" RETURN da") != []
    page.page.keyboard.press("Escape")
    assert page.typed("te.trunc") == ["truncate"]
    page.write("")
    assert page.typed("CALL db.lab") == ["db.labels"]
    page.page.keyboard.press("Enter")
    assert page.cypher().input_value() == "CALL db.labels()"


def test_declared_parameters_are_completed(page: Queries) -> None:
    page.write("// title: T\n// description: D\n// returns: table\n// $who: entity = aria -- Who.\nRETURN 1")
    page.rest()
    assert page.typed(" + $") == ["who"]


def test_a_header_makes_the_form_while_it_is_typed_and_the_editor_keeps_the_focus(page: Queries) -> None:
    field = page.write(
        "// title: T\n// description: D\n// returns: table\n// $most: integer(1..9) = 3 -- How many.\nRETURN 1"
    )
    page.rest()
    expect(page.page.get_by_role("spinbutton", name="How many")).to_have_value("3")
    expect(page.page.get_by_role("heading", name="T", exact=True)).to_be_visible()
    assert field.evaluate("it => it.getRootNode().activeElement === it")
    field.fill(field.input_value().replace("returns: table", "returns: soup"))
    page.rest()
    expect(page.page.locator(".told .where")).to_have_text("Line 3, column 1")


def test_an_error_of_the_server_is_pointed_at(page: Queries) -> None:
    page.write("MATCH (n)\n    RETURNN n")
    page.run()
    expect(page.page.locator(".told li")).to_have_text("Line 2, column 5 Invalid input 'RETURNN'.")
    expect(page.page.locator(".paint .bad")).to_have_text("RETURNN")
    expect(page.page.locator(".numbers .wrong")).to_have_text("2")
    page.page.locator(".told .where").click()
    place = page.cypher().evaluate("it => it.selectionStart")
    assert place == len("MATCH (n)\n    ")
    page.page.keyboard.type("x")
    assert page.page.locator(".told li").count() == 0, "what is mended is not pointed at"


def test_keys(page: Queries) -> None:
    field = page.write("RETURN 1")
    field.press("Home")
    field.press("Tab")
    assert field.input_value() == "  RETURN 1"
    field.press("End")
    field.press("Enter")
    assert field.input_value() == "  RETURN 1\n  "
    field.press("Control+a")
    field.press("Control+/")
    assert field.input_value() == "//   RETURN 1\n//   "
    field.press("Control+/")
    field.press("Shift+Tab")
    assert field.input_value().startswith("RETURN 1")
    field.press("Control+z")
    assert field.input_value().startswith("  RETURN 1")
    field.press("Control+End")
    field.press("Control+Space")
    assert page.offers()
    field.press("Escape")
    field.press("Escape")
    field.press("Tab")
    assert not field.evaluate("it => it.getRootNode().activeElement === it"), "Escape, then Tab leaves the field"


def test_what_was_found_is_text_whatever_it_is_made_of(page: Queries) -> None:
    page.write("MATCH (n) RETURN n")
    page.run()
    page.close_cypher()
    page.look("Table")
    page.look("Graph")
    page.ready()
    page.click_node("boreal")
    page.page.locator(".st-key-answer-side").get_by_text("<img src=x onerror=alert(1)>").first.wait_for()
    assert page.page.locator("img[src=x]").count() == 0
    assert page.page.locator(".st-key-answer-side b").count() == 0


def test_a_runaway_is_called_off_while_the_page_lives(page: Queries) -> None:
    page.write("RETURN 'FOREVER'")
    page.cypher().press("Control+Enter")
    page.says("Asking the database")
    # Not `press`: while something is on its way the page tells how long, and never comes to rest.
    page.page.locator(".st-key-query-deniers button").first.click()
    page.page.get_by_role("heading", name="What an actor denies").wait_for()
    page.page.locator(".st-key-query-cancel button").first.click()
    page.done()
    page.open_menu("History").get_by_text("RETURN 'FOREVER'").wait_for()
