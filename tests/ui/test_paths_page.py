"""The page for paths on a real, small graph: asked, told, relaxed, stopped."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from databases import Database
from screen import unexplained
from store.samples import DAY, ENTITIES, claim, dataset, statement
from streamlit.testing.v1 import AppTest

from allegata.analysis.draft import Task, to_query
from allegata.errors import ConnectionLost, UsageError
from allegata.model import Entity, Kind
from allegata.settings import Settings
from allegata.store import Graph, graph_of
from allegata.store.chains import Chains
from allegata.store.paths import Paths
from allegata.ui.pathfinding.finder import Finder, Notes, Slip
from allegata.ui.pathfinding.kept import forget, keep, kept

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) $x^2$ :red[y]"
THREAT = claim(event_from=DAY)
MEETING = claim("borland", "MEETS_WITH", "wire", event_from=DAY)
SIDE = claim("arland", "ACCUSES", "odd")
BACK = claim("wire", "THREATENS", "odd")
SAMPLE = dataset(
    *(THREAT, MEETING, SIDE, BACK),
    statement(THREAT, "borland", said_on=DAY),
    statement(MEETING, "borland"),
    statement(SIDE, "minister"),
    statement(BACK, "paper"),
    statement(BACK, "wire", "DENIES"),
    entities=(*ENTITIES, Entity("odd", HOSTILE, Kind.GROUP)),
)


def _page(graph, settings) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - it is run without our imports
    from allegata.ui.pages.paths import paths_page

    paths_page(graph, settings)


def opened(graph: object, settings: Settings, **query: str | list[str]) -> AppTest:
    app = AppTest.from_function(_page, default_timeout=60, args=(graph, settings))
    for name, value in query.items():
        app.query_params[name.replace("_", "-")] = value
    return settled(app.run())


def settled(app: AppTest) -> AppTest:
    """With the answer, however long it took; each control says what it does."""
    slip: Slip = app.session_state["paths"]
    deadline = time.monotonic() + 30
    while slip.errand is not None and time.monotonic() < deadline:
        slip.errand.wait(1)
        app.run()
    assert not app.exception
    assert unexplained(app) == []
    return app


def notes(app: AppTest) -> Notes:
    slip: Slip = app.session_state["paths"]
    return slip.notes


def told(app: AppTest) -> str:
    return " ".join(each.proto.body for each in app.get("html"))


def press(app: AppTest, key: str) -> AppTest:
    app.button(key=key).click().run()
    return settled(app)


@pytest.fixture
def loaded(empty: Database) -> Database:
    empty.writer.replace(SAMPLE)
    return empty


def test_a_link_asks_and_every_step_is_told(loaded: Database) -> None:
    app = opened(loaded.graph, loaded.settings, **{"from": "the arlish"}, to="wire")
    assert app.query_params["from"] == "arland", "the address has the id"
    assert [path.ids[1] for path in notes(app).found.paths] == ["borland", "odd"]  # type: ignore[union-attr]
    assert "1. Arland threatens Borland" in told(app)
    assert "Borland asserts it, said on 30 October 2024, reported by Ärla Paper on 31 October 2024." in told(app)
    assert told(app).count("The weakest step of this path.") == 1
    press(app, "choose-1")
    assert "<img" not in told(app)
    assert "&lt;img src=x onerror=alert(1)&gt;" in told(app)
    assert all("<img" not in button.label.replace("\\<img", "") for button in app.button)
    edges = tuple(step.edge.key for step in notes(app).found.paths[1].steps)  # type: ignore[union-attr]
    assert notes(app).wire.message["selected"] == {"what": "edge", "ids": list(edges)}
    press(app, "evidence-1-0")
    assert "in short" in told(app), "the statements behind the step"
    press(app, "back")
    assert "1. Arland accuses" in told(app)


def test_an_empty_page_offers_questions_that_are_answered(loaded: Database) -> None:
    for task in (Task.BEST, Task.AROUND, Task.CONNECT):
        app = press(opened(loaded.graph, loaded.settings), f"begin-{task.value}")
        found = notes(app).found
        assert found is not None
        assert (found.draft.task, len(found.subgraph.edges) > 0) == (task, True)
        assert to_query(found.draft) == dict(notes(app).query), "the address asks it again"


def test_a_database_without_anybody_has_nothing_to_begin_with(empty: Database) -> None:
    app = press(opened(empty.graph, empty.settings), "begin-best")
    assert [each.value for each in app.warning] == ["There is nothing of the kind in this database yet\\."]


def test_the_form_asks_what_it_holds(loaded: Database) -> None:
    app = opened(loaded.graph, loaded.settings, **{"from": "arland"})
    assert app.button(key="ask").disabled
    assert notes(app).found is None
    app = opened(loaded.graph, loaded.settings, **{"from": "arland", "to": "wire", "k": "1"})
    assert len(notes(app).found.paths) == 1  # type: ignore[union-attr]
    turn = notes(app).turn
    app.number_input(key=f"most-{turn}").set_value(5)
    app.multiselect(key=f"statuses-{turn}").set_value(["CONTESTED"])
    app.multiselect(key=f"never-{turn}").set_value(["MEETS_WITH"])
    app.number_input(key=f"hops-{turn}").set_value(6).run()
    press(app, "ask")
    assert "There is no path of up to 6 steps that fits" in told(app)
    assert app.query_params["never-relation"] == "MEETS_WITH"
    press(app, "relax-without_statuses")
    assert [path.ids[1] for path in notes(app).found.paths] == ["odd"]  # type: ignore[union-attr]
    assert app.multiselect(key=f"statuses-{notes(app).turn}").value == []
    press(app, "swap")
    assert (notes(app).draft.sources, notes(app).draft.targets) == (("wire",), ("arland",))
    press(app, "drop-sources-wire")
    assert app.button(key="ask").disabled
    # What is left of kinds and statuses; another task takes over only what it can ask.
    app = opened(loaded.graph, loaded.settings, **{"from": "arland", "to": "wire", "never_kind": "group", "k": "3"})
    assert [path.ids[1] for path in notes(app).found.paths] == ["borland"]  # type: ignore[union-attr]
    turn = notes(app).turn
    assert app.multiselect(key=f"never-kinds-{turn}").value == ["Group"]
    app.multiselect(key=f"only-statuses-{turn}").set_value(["CONFIRMED"]).run()
    press(app, "ask")
    assert "There is no path of up to 4 steps that fits" in told(app)
    assert app.query_params["status"] == "CONFIRMED"
    app.selectbox(key=f"task-{turn}").set_value(Task.SHORTEST).run()
    app.multiselect(key=f"only-statuses-{turn}").set_value([]).run()
    press(app, "ask")
    assert "3 actors, 2 relations" in told(app)


def test_an_actor_is_found_in_a_field(loaded: Database) -> None:
    finder = Finder(loaded.graph, loaded.settings, Slip())
    finder.seek("sources", "arlnd", 1)
    assert finder.notes.sought["sources"].hits[0].node.id == "arland"
    finder.pick("sources", ["arland"], 2)
    finder.pick("sources", ["borland"], 3)
    finder.pick("through", ["odd"], 1)
    assert finder.notes.draft.sources == ("arland", "borland")
    assert (finder.notes.draft.through, finder.name_of("odd")) == ("odd", HOSTILE)
    finder.drop("sources", "arland")
    finder.drop("through", "odd")
    assert (finder.notes.draft.sources, finder.notes.draft.through) == (("borland",), "")


def test_surroundings_connections_and_all_shortest(loaded: Database) -> None:
    around = opened(loaded.graph, loaded.settings, ask="around", actor="arland", hops="2")
    assert "4 actors, 4 relations" in told(around)
    tree = opened(loaded.graph, loaded.settings, ask="connect", actor=["arland", "wire", "ministry"])
    assert "Connected with one another: Arland, The Wire." in told(tree)
    assert "With none of the others: Ministry of Arland." in told(tree)
    shortest = opened(loaded.graph, loaded.settings, ask="shortest", to="wire", **{"from": "arland"})
    assert "4 actors, 4 relations" in told(shortest)


ENDS = {"from": "arland", "to": "wire"}


def test_an_address_may_hold_what_no_form_gives(loaded: Database) -> None:
    app = opened(loaded.graph, loaded.settings, **ENDS, k="many")
    assert [each.value for each in app.warning] == ["k 'many' is not a whole number\\."]
    assert notes(app).found is None


def test_cancel_ends_the_work_on_the_server(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN count(sin(a * b)) AS ids"
    monkeypatch.setattr(Chains, "between", lambda self, length: endless)
    app = AppTest.from_function(_page, default_timeout=60, args=(loaded.graph, loaded.settings))
    app.query_params["from"], app.query_params["to"] = "arland", "wire"
    app.run()
    assert any(endless[:40] in str(row["currentQuery"]) for row in loaded.run("SHOW TRANSACTIONS"))
    begun = time.monotonic()
    app.button(key="cancel").click().run()
    while any(endless[:40] in str(row["currentQuery"]) for row in loaded.run("SHOW TRANSACTIONS")):
        assert time.monotonic() - begun < 10, "it would run for the thirty seconds of its time limit"
        time.sleep(0.05)
    (error,) = settled(app).warning
    assert error.value.startswith("Stopped")
    monkeypatch.undo()
    press(app, "ask")
    assert len(notes(app).found.paths) == 2, "the next question is answered"  # type: ignore[union-attr]


def test_on_a_database_of_somebody_else(empty: Database) -> None:
    empty.run("CREATE (:Person {name: 'Ada'})-[:KNOWS]->(:Person {name: 'Bob'})-[:`pays for`]->(:Firm {name: 'Cy'})")
    graph = graph_of(empty.reader)
    ada, cy = (graph.search(name)[0].node.id for name in ("Ada", "Cy"))
    app = opened(graph, empty.settings, to=cy, **{"from": ada})
    assert "1. Ada knows Bob" in told(app)
    assert "2. Bob pays for Cy" in told(app)
    labels = [each.label for each in (*app.number_input, *app.multiselect, *app.checkbox)]
    assert "Min. holders" not in labels
    assert "Without steps that are" not in labels
    press(app, "evidence-0-0")
    refused = opened(graph, empty.settings, to=cy, **{"from": ada, "min-holders": "2"})
    (error,) = refused.warning
    assert "This database has no claims" in error.value.replace("\\", "")


def test_a_database_that_does_not_answer_is_told(loaded: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise ConnectionLost("The database gives no answer.")

    monkeypatch.setattr(Paths, "best", gone)
    app = opened(Graph(loaded.reader), replace(loaded.settings), to="wire", **{"from": "arland"})
    (error,) = app.warning
    assert "gives no answer" in error.value


def test_a_question_is_kept_by_name_and_asked_again(loaded: Database, tmp_path: Path) -> None:
    settings = replace(loaded.settings, home=tmp_path)
    app = opened(loaded.graph, settings, **ENDS, k="1")
    hostile = "../../<b>odd</b> *name*"
    keep(tmp_path, hostile, notes(app).query)
    (file,) = (tmp_path / "paths").iterdir()
    (tmp_path / "paths" / "broken.json").write_text("[" * 100_000)
    (question,) = kept(tmp_path)
    assert question.title == hostile
    assert file.parent == tmp_path / "paths"
    finder = Finder(loaded.graph, settings, Slip())
    finder.take_up(question.query)
    while not finder.collect(1):
        continue
    assert finder.notes.found is not None
    assert len(finder.notes.found.paths) == 1
    forget(tmp_path, hostile)
    assert kept(tmp_path) == ()
    with pytest.raises(UsageError, match="type one"):
        keep(tmp_path, "  ", question.query)
