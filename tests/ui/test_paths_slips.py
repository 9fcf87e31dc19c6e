"""What makes no sense is the same one sentence on the page for paths and on the command line."""

from __future__ import annotations

import pytest
from databases import Database
from slips import SLIPS, as_query
from store.samples import ENTITIES, dataset

from allegata.cli.program import run
from allegata.model import Entity, Kind
from allegata.ui.pathfinding.finder import Finder, Slip


@pytest.fixture(scope="module")
def sample(database: Database) -> Database:
    """Loaded once: nothing here is answered."""
    database.clear()
    more = (Entity(each, each.title(), Kind.STATE) for each in ("odd", "north", "east"))
    database.writer.replace(dataset(entities=(*ENTITIES, *more)))
    return database


@pytest.mark.parametrize(("words", "sentence"), SLIPS, ids=[" ".join(words) for words, _ in SLIPS])
def test_a_slip_is_one_sentence_on_both_sides(
    sample: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    sentence: str,
) -> None:
    finder = Finder(sample.graph, sample.settings, Slip())
    finder.open(as_query(words))
    assert finder.notes.trouble == sentence
    assert finder.slip.errand is None, "nothing is looked for"
    monkeypatch.setenv("ALLEGATA_HOME", str(sample.settings.home))
    monkeypatch.setenv("NEO4J_URI", "")
    assert run(["-q", *words]) in (1, 2)
    printed = capsys.readouterr()
    # Before it, others in this process may log to a stream that is closed by now.
    assert (printed.out, printed.err.strip().splitlines()[-1]) == ("", sentence)
