"""The commands around data, on a real database."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from typing import Any

import pytest
from calls import ROOT, begin, call
from engine_homes import until

from bench.generator import write

TINY = {
    "dataset.yaml": "name: tiny\ntitle: Two [bold] states\n",
    "entities.csv": "id,name,kind\nania,Ania,State\nbo,Bo,State\nwire,Wire,Organization\n",
    "aliases.csv": "text,entity\nAnians,ania\n",
    "documents.csv": "id,title,publisher,published\nd1,Report,wire,2024-10-31\n",
    "claims.csv": "id,subject,predicate,object,text\nc1,bo,SUPPLIES,ania,Bo helps.\n",
    "statements.csv": "id,claim,holder,stance,paraphrase,document\ns1,c1,ania,ASSERTS,So it is.,d1\n",
}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    for name, content in TINY.items():
        (tmp_path / name).write_text(content, "utf-8")
    return tmp_path


def rows(stdout: str) -> list[list[str]]:
    """Cells of a printed table, without head and rule."""
    return [line.split() for line in stdout.splitlines()[2:]]


def test_load_prints_what_changed_and_nothing_else(empty: Any, tiny: Path) -> None:
    first = call("load", str(tiny), "--dry-run", environ=empty.environ)
    assert (first.returncode, first.stderr) == (0, "tiny: nothing was written, this was a dry run.\n")
    assert ["tiny", "entities", "3", "0", "0", "0"] in rows(first.stdout)
    assert json.loads(call("datasets", "--format", "json", environ=empty.environ).stdout) == []

    second = call("load", str(tiny), environ=empty.environ)
    assert (second.returncode, second.stdout) == (0, first.stdout)
    assert second.stderr == "tiny: loaded; 1 direct edges were reckoned anew.\n"

    third = call(str(tiny), environ=empty.environ, module="loader")
    assert third.returncode == 0
    assert ["tiny", "entities", "0", "0", "0", "3"] in rows(third.stdout)
    assert third.stderr == "tiny: all of it was there already.\n"

    quiet = call("--quiet", "load", str(tiny), environ=empty.environ)
    assert (quiet.stdout, quiet.stderr) == (third.stdout, "")


def test_load_tells_every_problem_and_writes_nothing(empty: Any, tiny: Path) -> None:
    (tiny / "claims.csv").write_text(TINY["claims.csv"].replace("SUPPLIES", "SUPLIES"), "utf-8")
    (tiny / "statements.csv").write_text(TINY["statements.csv"].replace("d1", "d2"), "utf-8")
    done = call("load", str(tiny), environ=empty.environ)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "claims.csv:2: predicate 'SUPLIES' is no relation type: did you mean SUPPLIES?",
        "statements.csv:2: document names 'd2', which is not in the table documents: "
        "add it to documents, or correct the id",
        "2 problems; nothing was loaded.",
    ]
    assert empty.dump() == []


EVENTS = (
    "Freedonia\taccuse\tSylvania\t2020-02-03",
    "Sylvania\tdeny responsibility\tFreedonia\t2020-02-04",
    "Freedonia\taccuse\tSylvania\t2020-02-03",
)


def test_load_of_events_prints_what_changed_and_tells_of_rows_and_names(empty: Any, tiny: Path) -> None:
    file = tiny / "events.tab"
    file.write_text("\n".join(EVENTS), "utf-8")
    first = call("load", str(file), "--name", "few", environ=empty.environ)
    assert first.returncode == 0, first.stderr
    assert ["few", "claims", "2", "0", "0", "0"] in rows(first.stdout)
    assert ["few", "statements", "2", "0", "0", "0"] in rows(first.stdout)
    told = first.stderr.splitlines()
    assert "3 rows: 2 loaded, 1 duplicates, 0 rejected." in told
    assert "Names: 3 new." in told
    reports = [Path(line.removeprefix("Told in ").removesuffix(".")) for line in told if line.startswith("Told in ")]
    assert [each.name for each in reports] == ["few-rows.csv.gz", "few-names.csv"]
    assert all(each.is_file() for each in reports)
    assert told[-1] == "few: loaded; 2 direct edges were reckoned anew."

    again = call("load", str(file), "--name", "few", environ=empty.environ)
    assert again.stderr.splitlines()[-1] == "few: all of it was there already."

    before = empty.dump()
    file.write_text("\n".join((*EVENTS, "Freedonia\taccuse\tSylvania\t2020-02-31")), "utf-8")
    broken = call("load", str(file), "--name", "few", environ=empty.environ)
    assert (broken.returncode, broken.stdout) == (1, "")
    where, what, _ = broken.stderr.splitlines()
    assert where.endswith("few-refused.csv.gz.")
    assert what.startswith("events.tab:4: impossible date (2020-02-31): ")
    assert "--skip-bad" in what
    assert empty.dump() == before
    rest = call("load", str(file), "--name", "few", "--skip-bad", "--dry-run", environ=empty.environ)
    assert "events.tab:4: impossible date (2020-02-31): left out (1 of this kind)" in rest.stderr.splitlines()

    for option in ("--name=few", "--skip-bad"):
        folder = call("load", str(tiny), option, environ=empty.environ)
        assert (folder.returncode, folder.stdout) == (2, "")
        assert "go with files of events" in folder.stderr
    texts = call("load", str(file), "--documents", str(tiny), environ=empty.environ)
    assert (texts.returncode, texts.stdout) == (2, "")


def test_search_datasets_check_and_remove(empty: Any, tiny: Path) -> None:
    nothing = call("search", "ania", environ=empty.environ)
    assert (nothing.returncode, nothing.stderr) == (0, "Nothing is called 'ania'.\n")
    call("load", str(tiny), environ=empty.environ)

    (hit,) = json.loads(call("search", "anians", "--format", "json", environ=empty.environ).stdout)
    assert hit == {"id": "ania", "name": "Ania", "kind": "State", "state": "", "matched": "Anians", "edges": 1}
    assert rows(call("search", "bo", environ=empty.environ).stdout) == [["bo", "Bo", "State", "Bo", "1"]]

    (one,) = json.loads(call("datasets", "--format", "json", environ=empty.environ).stdout)
    assert (one["name"], one["entities"], one["statements"]) == ("tiny", 3, 1)
    assert "Two [bold] states" in call("datasets", environ=empty.environ).stdout

    sound = call("check", "--format", "json", environ=empty.environ)
    assert sound.returncode == 0
    assert {"what": "claims", "number": 1} in json.loads(sound.stdout)
    empty.run("MATCH ()-[edge:SUPPLIES]->() SET edge.n_claims = 7")
    unsound = call("check", environ=empty.environ)
    assert unsound.returncode == 1
    assert "claims" in unsound.stdout
    assert "of the checks failed" in unsound.stderr

    nobody = call("remove", "tiny", environ=empty.environ)
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert "say --yes" in nobody.stderr
    refused = call("remove", "tiny", environ=empty.environ, answer="n\n")
    assert (refused.returncode, refused.stdout) == (1, "")
    done = call("remove", "tiny", environ=empty.environ, answer="y\n")
    assert done.returncode == 0
    assert ["tiny", "claims", "0", "0", "1", "0"] in rows(done.stdout)
    again = call("remove", "tiny", "--yes", environ=empty.environ)
    assert (again.returncode, again.stdout) == (1, "")
    assert "There is no data set 'tiny'" in again.stderr


def test_the_seed_loads_with_its_article_beside_it(empty: Any) -> None:
    words = ["load", str(ROOT / "seed")]
    if (ROOT.parent / "shared" / "seed-article").is_dir():
        words += ["--documents", str(ROOT.parent / "shared" / "seed-article")]
    done = call(*words, environ=empty.environ)
    assert done.returncode == 0, done.stderr
    assert ["seed", "claims", "56", "0", "0", "0"] in rows(done.stdout)


def test_a_graph_is_loaded_under_its_name_and_told_by_file_and_line(empty: Any, tmp_path: Path) -> None:
    ties = tmp_path / "ties.csv"
    ties.write_text("who,whom,word\nAnia,Bo,trades with\n", "utf-8")
    meaning = tmp_path / "meaning.yaml"
    meaning.write_text("source: who\ntarget: whom\nrelation: word\n", "utf-8")
    words = ("load", str(ties), "--mapping", str(meaning), "--format", "edges", "--name", "trade")
    dry = call(*words, "--dry-run", environ=empty.environ)
    assert (dry.returncode, ["trade", "facts", "1", "0", "0", "0"] in rows(dry.stdout)) == (0, True)
    done = call(*words, environ=empty.environ)
    assert done.returncode == 0
    assert "ties.csv: 2 nodes say nothing of what they are, and become Groups." in done.stderr
    assert call("check", environ=empty.environ).returncode == 0
    ties.write_text("who,whom,word\nAnia,,trades with\n", "utf-8")
    wrong = call(*words, environ=empty.environ)
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert wrong.stderr.splitlines()[0] == "ties.csv:2: has no target: fill it in, or take the row out"
    assert call("remove", "trade", "--yes", environ=empty.environ).returncode == 0


def test_options_of_graphs_make_no_sense_elsewhere(empty: Any, tiny: Path) -> None:
    done = call("load", str(tiny), "--mapping", str(tiny / "x.yaml"), environ=empty.environ)
    assert done.returncode == 2
    assert "--mapping go with files of events and graphs" in done.stderr


@pytest.mark.parametrize(("how", "then"), [(signal.SIGINT, "datasets"), (signal.SIGKILL, "load")])
def test_a_load_that_is_ended_while_it_writes_is_finished_by_what_comes_next(
    empty: Any, tmp_path: Path, how: signal.Signals, then: str
) -> None:
    events = tmp_path / "ended.tab"
    write(events, 6_000)
    ended = begin("load", str(events), environ=empty.environ)
    written = until(lambda: any(each.step for each in empty.graph.loading()), 100)
    ended.send_signal(how)
    _, told = ended.communicate(timeout=60)
    assert written, told
    assert ended.returncode == (130 if how is signal.SIGINT else -how), told
    assert ("Stopped by Ctrl+C." in told) == (how is signal.SIGINT)
    assert [each.dataset for each in empty.graph.loading()] == ["ended"]
    assert empty.graph.datasets() == ()

    words = ("load", str(events)) if then == "load" else ("datasets",)
    finished = call(*words, environ=empty.environ)
    assert finished.returncode == 0, finished.stderr
    assert "Finishing the load of 'ended', which was interrupted." in finished.stderr
    assert "ended-rows.csv.gz" in finished.stderr
    assert (then == "load") == ("ended: all of it was there already." in finished.stderr)
    assert empty.graph.loading() == ()
    assert [each.name for each in empty.graph.datasets()] == ["ended"]
    assert call("check", environ=empty.environ).returncode == 0
    assert not list((empty.settings.home / "loads").glob("ended.[!l]*"))
