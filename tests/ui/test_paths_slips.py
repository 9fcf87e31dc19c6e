"""What makes no sense is the same one sentence on the page for paths and on the command line."""

from __future__ import annotations

import pytest
from databases import Database
from slips import SLIPS, as_query
from store.samples import ENTITIES, dataset
from streamlit.testing.v1 import AppTest

from allegata.cli.program import run


def _page(graph, settings) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - it is run without our imports
    from allegata.ui.pages.paths import paths_page

    paths_page(graph, settings)


@pytest.fixture(scope="module")
def sample(database: Database) -> Database:
    """Loaded once: nothing here is answered."""
    database.clear()
    database.writer.replace(dataset(entities=ENTITIES))
    return database


@pytest.mark.parametrize(("words", "sentence"), SLIPS, ids=[" ".join(words) for words, _ in SLIPS])
def test_a_slip_is_one_sentence_on_both_sides(
    sample: Database,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    sentence: str,
) -> None:
    page = AppTest.from_function(_page, default_timeout=60, args=(sample.graph, sample.settings))
    for name, values in as_query(words).items():
        page.query_params[name] = values
    page.run()
    assert not page.exception
    assert [each.value.replace("\\", "") for each in page.warning] == [sentence]
    assert page.session_state["paths"].errand is None
    monkeypatch.setenv("ALLEGATA_HOME", str(sample.settings.home))
    monkeypatch.setenv("NEO4J_URI", "")
    assert run(["-q", *words]) in (1, 2)
    printed = capsys.readouterr()
    assert (printed.out, printed.err.strip()) == ("", sentence)
