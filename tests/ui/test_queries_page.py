from __future__ import annotations

from pathlib import Path

import pytest
from fake_gate import ANSWER, HOSTILE, FakeGate
from fake_graph import FakeGraph
from screen import unexplained
from streamlit.testing.v1 import AppTest

from allegata import settings
from allegata.catalog import ours, own_folder
from allegata.ui.desk import Desk
from allegata.ui.queries.inquiry import Inquiry
from allegata.ui.queries.study import Room
from allegata.view.tables import as_csv

APP = Path(__file__).parents[1] / "browser" / "queries_app.py"
OWN = """// title: My <b>own</b> question
// description: Whoever is {0}.
// returns: both
// $who: entity = Aria -- Who.
// $since: date = -- From this day on.
// $most: integer(1..50) = 5 -- Most rows.
// $colour: choice(cypher MATCH (n) WHERE size(labels(n)) = 1 RETURN n.colour) = -- Which colour.
// $how: choice(loud | quiet) = loud -- How.
// $what: relation = -- What is done.
// $words: list = a, b -- Some words.
// $all: list(entity) = aria -- All of them.
MATCH (n:Entity {id: $who})
  RETURN n, $since, $most, $colour, $how, $what, $words, $all
"""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ALLEGATA_HOME", str(tmp_path))
    own_folder(tmp_path).mkdir()
    (own_folder(tmp_path) / "mine.cypher").write_text(OWN)
    return tmp_path


@pytest.fixture
def inquiry(home: Path) -> Inquiry:
    """An inquiry with a session of its own, without a page around it."""
    return Inquiry(FakeGraph(), FakeGate(), settings.load(), Room())  # type: ignore[arg-type]


def opened(**query: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=60)
    for name, value in query.items():
        app.query_params[name.replace("_", "-")] = value
    app.run()
    assert not app.exception
    assert unexplained(app) == []
    return app


def told(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    assert not app.exception
    assert unexplained(app) == []
    return app


def asked(app: AppTest) -> Inquiry:
    room: Room = app.session_state["inquiry"]
    return Inquiry(FakeGraph(), FakeGate(), settings.load(), room)  # type: ignore[arg-type]


# ── The list ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_query_is_in_the_list_and_words_narrow_it(home: Path) -> None:
    app = opened()
    keys = {button.key for button in app.button}
    assert {f"query-{each.name}" for each in ours().queries} | {"query-mine", "query-new"} <= keys
    app.text_input(key="queries-narrow").set_value("whoever {0}").run()
    assert [button.key for button in app.button] == ["query-new", "query-mine"]
    assert "<b>" not in app.button(key="query-mine").label.replace("\\<b\\>", "")
    app.text_input(key="queries-narrow").set_value("<i>zz").run()
    assert "No query has “&lt;i&gt;zz”" in told(app)


def test_a_file_with_a_fault_is_told_with_its_line_and_takes_nothing_down(home: Path) -> None:
    (own_folder(home) / "broken.cypher").write_text(OWN.replace("date = ", "day = ").replace("integer(", "number("))
    app = opened()
    assert "<p>broken.cypher:5: $since has an unknown type" in told(app)
    assert "<p>broken.cypher:6: $most has an unknown type" in told(app)
    assert {"query-mine", "query-deniers"} <= {button.key for button in app.button}
    press(app, "mend-broken.cypher")
    assert asked(app).draft.name == "broken"
    assert app.toggle(key="cypher-open").value, "it is put right in the editor"
    assert "changed, not saved" not in told(app)
    assert [mark.line for mark in asked(app).marks()] == [5, 6]
    assert [mark.text[-1] for mark in asked(app).marks()] == [".", "."]
    inquiry = asked(app)
    inquiry.write(OWN, 1)
    inquiry.save("broken", over=True)
    assert inquiry.saved() is not None
    assert inquiry.catalog().problems == ()


def test_a_field_follows_the_line_that_declares_it(home: Path) -> None:
    app = press(opened(), "query-mine")
    inquiry = asked(app)
    inquiry.write(OWN.replace("integer(1..50) = 5", "integer(1..50) = 6"), 1)
    app.run()
    assert next(each for each in app.number_input if each.label == "Most rows").value == 6


def test_without_claims_only_ones_own_queries_are_there_and_it_is_said(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLEGATA_TEST_BARE", "1")
    app = opened()
    assert [button.key for button in app.button] == ["query-new", "query-mine"]
    assert "This database has none" in told(app)


# ── The form ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_form_has_a_field_for_each_parameter_with_its_default(home: Path) -> None:
    app = press(opened(), "query-mine")
    assert dict(app.query_params) == {"q": "mine"}
    labels = {each.label: each.value for kind in ("text_input", "date_input", "number_input") for each in app.get(kind)}
    assert labels["From this day on"] is None
    assert labels["Most rows"] == 5
    assert labels["Some words"] == "a, b"
    assert {each.label: each.value for each in app.selectbox} == {"Which colour": "", "How": "loud", "What is done": ""}
    (chosen,) = app.multiselect
    assert chosen.value == ["aria"]
    (colour,) = [each for each in app.selectbox if each.label == "Which colour"]
    assert colour.options == ["any", "blue", "green"]


def test_what_is_typed_is_in_the_address_and_a_link_gives_the_same_form(home: Path) -> None:
    app = press(opened(), "query-mine")
    next(each for each in app.number_input if each.label == "Most rows").set_value(7).run()
    next(each for each in app.selectbox if each.label == "What is done").set_value("ACCUSES").run()
    assert dict(app.query_params) == {
        "q": "mine",
        "p-most": "7",
        "p-what": "ACCUSES",
    }
    again = opened(q="mine", p_most="7", p_what="ACCUSES")
    assert asked(again).draft == asked(app).draft
    assert next(each for each in again.number_input if each.label == "Most rows").value == 7


def test_what_makes_no_sense_is_told_at_its_field_and_nothing_is_asked(home: Path) -> None:
    app = opened(q="mine", p_who="Nobody <b>", p_since="1999-99-99", p_most="51", p_colour="red", p_what="ACCUSSES")
    wrong = asked(app).study.wrong
    assert set(wrong) == {"who", "since", "most", "colour", "what"}
    assert "Nobody in the database is named" in wrong["who"]
    assert "lies between 1 and 50" in wrong["most"]
    assert "one of blue, green" in wrong["colour"]
    assert "did you mean ACCUSES" in wrong["what"]
    assert "Nobody &lt;b&gt;" in told(app)
    press(app, "query-run")
    assert asked(app).study.history == ()


# ── Running ──────────────────────────────────────────────────────────────────────────────────────────────────────


def run(inquiry: Inquiry, text: str, what: str = "run") -> None:
    inquiry.write(text, inquiry.study.heard + 1)
    inquiry.want(what)
    inquiry.act()
    if inquiry.study.errand is not None:
        inquiry.study.errand.wait(5)
    inquiry.act()


def test_what_was_run_is_shown_and_remembered(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(press(opened(), "query-mine"), "query-run")
    app.segmented_control(key="answer-look").set_value("Table").run()
    assert not app.exception
    (table,) = app.dataframe
    assert list(table.value["how_many"]) == [3, 11]
    assert table.value["who"][1] == HOSTILE
    (entry,) = asked(app).study.history
    assert (entry.title, entry.rows) == ("My <b>own</b> question", 2)
    brought: list[tuple[object, ...]] = []

    def bring(self: Desk, title: str, ids: object, origin: object, *, alone: bool, edges: object = ()) -> None:
        brought.append((ids, edges, alone))

    monkeypatch.setattr(Desk, "bring", bring)
    monkeypatch.setattr("allegata.ui.queries.result.go", lambda page: None)
    press(press(app, "answer-open"), "answer-add")
    assert brought == [(("aria", "boreal"), ("k",), True), (("aria", "boreal"), ("k",), False)]


def test_values_are_those_that_the_command_line_makes(inquiry: Inquiry) -> None:
    inquiry.choose("mine")
    inquiry.give("who", "Norrgard")
    inquiry.give("since", "2031-10-03")
    inquiry.want("run")
    inquiry.act()
    gate = inquiry.gate
    assert isinstance(gate, FakeGate)
    (_, values) = gate.asked[-1]
    assert str(values.pop("since")) == "2031-10-03"
    assert values == {
        "who": "boreal",
        "most": 5,
        "colour": None,
        "how": "loud",
        "what": None,
        "words": ["a", "b"],
        "all": ["aria"],
    }


def test_parameters_of_a_bare_statement_are_found_in_it(inquiry: Inquiry) -> None:
    inquiry.begin()
    inquiry.write("RETURN $many, '$no', $`x`, $word // $nor", 1)
    query = inquiry.draft.query
    assert query is not None
    assert [each.name for each in query.parameters] == ["many", "word"]
    inquiry.give("many", "[1, 2]")
    inquiry.give("word", "it's")
    assert inquiry.check() == {"many": [1, 2], "word": "it's"}


def test_a_slip_is_marked_where_it_is(inquiry: Inquiry) -> None:
    inquiry.choose("mine")
    run(inquiry, OWN.replace("  RETURN n", "  RETURNN n"))
    (mark,) = inquiry.marks()
    assert (mark.line, mark.column, mark.text) == (13, 5, "Invalid input 'RETURNN'.")
    inquiry.write(OWN, 9)
    assert inquiry.marks() == ()


def test_a_runaway_is_called_off(inquiry: Inquiry) -> None:
    inquiry.begin()
    inquiry.write("RETURN 'FOREVER'", 1)
    inquiry.want("run")
    inquiry.act()
    assert inquiry.study.errand is not None
    inquiry.want("run")
    inquiry.act()
    inquiry.stop()
    assert inquiry.study.errand is not None
    inquiry.study.errand.wait(5)
    inquiry.act()
    assert inquiry.study.errand is None
    assert str(inquiry.study.outcome) == "Stopped."
    assert [entry.rows for entry in inquiry.study.history] == [None]


def test_who_has_turned_to_another_query_finds_the_answer_in_the_history(inquiry: Inquiry) -> None:
    inquiry.begin()
    inquiry.write("RETURN 'FOREVER'", 1)
    inquiry.want("run")
    inquiry.act()
    inquiry.choose("deniers")
    inquiry.stop()
    errand = inquiry.study.errand
    assert errand is not None
    errand.wait(5)
    inquiry.act()
    assert inquiry.study.outcome is None
    assert inquiry.study.note == "Done: RETURN 'FOREVER'. The history has it."
    inquiry.back_to(0)
    assert str(inquiry.study.outcome) == "Stopped."


def test_the_history_leads_back_to_form_and_answer(inquiry: Inquiry) -> None:
    inquiry.choose("mine")
    inquiry.give("most", "9")
    run(inquiry, OWN)
    first = inquiry.draft
    inquiry.choose("deniers")
    for number in range(5):
        run(inquiry, f"RETURN {number} AS NOTHING")
    inquiry.back_to(5)
    assert inquiry.study.outcome is not None
    inquiry.back_to(0)
    assert inquiry.draft == first
    assert inquiry.study.outcome is None, "only the newest answers are kept whole"


def test_a_plan_is_shown_as_a_tree(home: Path) -> None:
    app = press(opened(), "query-mine")
    app.toggle(key="cypher-open").set_value(True).run()
    press(app, "query-profile")
    assert "100 reads from the store in 3 steps" in told(app)
    assert "(&lt;b&gt;b&lt;/b&gt;)" in told(app)
    assert "padding-left: 1.8rem" in told(app)
    press(app, "query-explain")
    assert "The statement was not run" in told(app)


def test_a_cut_answer_says_so(home: Path) -> None:
    app = opened(t="RETURN 'CUT' AS n")
    press(app, "query-run")
    assert [each.value for each in app.warning] == ["Cut after 40 rows\\: there is more\\."]
    app = press(opened(t="RETURN 'FULL' AS n"), "query-run")
    assert [each.value for each in app.warning] == ["As many rows as \\$limit lets through\\: there may be more\\."]


def test_the_table_taken_away_is_safe_for_a_spreadsheet() -> None:
    lines = as_csv(("=cmd", "n"), [(ANSWER.rows[0][2], -1), ("@x", 2)]).splitlines()
    assert lines == ["\ufeff'=cmd,n", "'=1+1,-1", "'@x,2"]


# ── Own queries ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_own_queries_are_saved_renamed_deleted_and_had_back(inquiry: Inquiry, home: Path) -> None:
    inquiry.choose("deniers")
    inquiry.save("deniers-2")
    assert inquiry.draft.name == "deniers-2"
    assert (own_folder(home) / "deniers-2.cypher").read_text() == ours().get("deniers").text
    inquiry.write(inquiry.draft.text + "// more\n", 1)
    inquiry.save("deniers-2", over=True)
    inquiry.rename("who-denies")
    saved = inquiry.saved()
    assert saved is not None
    assert saved.text.endswith("// more\n")
    assert not (own_folder(home) / "deniers-2.cypher").exists()
    inquiry.delete()
    assert not (own_folder(home) / "who-denies.cypher").exists()
    assert inquiry.study.note == "Deleted who-denies."
    inquiry.bring_back()
    assert inquiry.draft.name == "who-denies"
    assert (own_folder(home) / "who-denies.cypher").read_text() == saved.text


def test_a_bare_statement_gets_a_header(inquiry: Inquiry) -> None:
    inquiry.begin()
    inquiry.write("MATCH (n {name: $name}) RETURN n -- 1", 1)
    inquiry.give("name", "A -- B")
    inquiry.save("by-name", "By\nname", "Finds it.")
    assert inquiry.study.refused == ("", "")
    assert inquiry.own_text() == inquiry.draft.text
    saved = inquiry.saved()
    assert saved is not None
    assert (saved.title, saved.description) == ("By name", "Finds it.")
    assert [(each.name, each.default) for each in saved.parameters] == [("name", "A - - B")]
    assert saved.statement == "MATCH (n {name: $name}) RETURN n -- 1"


@pytest.mark.parametrize(
    "name",
    ["", "..", "../x", "/etc/x", "a/b", "a\\b", "x.cypher", "CON", "con", "é", "x\0", "-", "a" * 61, "deniers", "mine"],
)
def test_a_name_cannot_leave_the_folder_nor_hide_another_query(inquiry: Inquiry, home: Path, name: str) -> None:
    before = sorted(path for path in home.rglob("*") if path.is_file())
    inquiry.choose("everything-about")
    inquiry.save(name)
    assert inquiry.study.refused[0] == "save"
    inquiry.choose("mine")
    assert inquiry.study.refused == ("", "")
    inquiry.rename(name)
    assert inquiry.study.refused[0] == "rename"
    assert sorted(path for path in home.rglob("*") if path.is_file()) == before
    assert inquiry.saved() is not None


def test_a_query_with_a_fault_is_not_saved(inquiry: Inquiry, home: Path) -> None:
    inquiry.choose("mine")
    inquiry.write(OWN.replace("returns: both", "returns: nothing"), 1)
    inquiry.save("mine", over=True)
    assert "mine.cypher:3" in inquiry.study.trouble
    assert (own_folder(home) / "mine.cypher").read_text() == OWN
