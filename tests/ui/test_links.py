"""Links: a view too long for an address is kept under a short id, and is the same for whoever opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from allegata.errors import ViewError
from allegata.ui.links import LONGEST, opened, written
from allegata.view import Filters, View, to_address

SHORT = View(actors=("aria", "boreal"), filters=Filters(holders=2))
LONG = View(
    actors=tuple(f"actor-{number * 7919 % 10_007}" for number in range(400)),
    places={f"actor-{number * 7919 % 10_007}": (number * 37 % 1_009, -number) for number in range(400)},
    out_of=5_000,
)


def test_a_view_too_long_for_an_address_is_kept_and_opened_by_another_session(tmp_path: Path) -> None:
    folder = tmp_path / "home" / "views"
    assert written(SHORT, folder) == to_address(SHORT)
    assert not folder.exists(), "nothing is kept that the address holds"
    assert opened(written(SHORT, folder), folder) == SHORT
    assert len(to_address(LONG)) > LONGEST
    name = written(LONG, folder)
    assert len(name) < 30
    assert written(LONG, folder) == name
    assert [file.name for file in folder.iterdir()] == [name.removeprefix("id.")]
    assert opened(name, folder) == LONG


def test_an_id_of_another_machine_and_a_way_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(to_address(SHORT), "ascii")
    (tmp_path / "views").mkdir()
    for text in (written(LONG, tmp_path / "elsewhere"), "id.../secret", "id.", f"id.{'0' * 16}"):
        with pytest.raises(ViewError, match="not kept here"):
            opened(text, tmp_path / "views")
