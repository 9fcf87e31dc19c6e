"""The example in docs/format.md is a data set that loads, and comes out as the text says."""

from __future__ import annotations

import re
from pathlib import Path

from databases import Database

from allegata.model import Status, edge_key
from loader import load

PAGE = Path(__file__).parents[2] / "docs" / "format.md"


def test_the_example_loads_and_comes_out_as_it_says(empty: Database, tmp_path: Path) -> None:
    files = re.findall(r"^`(\S+)`\n\n```\w+\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert len(files) == 7
    for name, text in files:
        (tmp_path / name).write_text(text, encoding="utf-8")
    load(tmp_path, empty.connection, empty.settings)
    force = empty.graph.evidence(edge_key("borland", "SHOWS_FORCE_TO", "arland"))
    assert force.edge.status is Status.CONTESTED
    assert {each.claim.value: each.status for each in force.claims} == {
        "": Status.CONTESTED,
        "three": Status.UNCONFIRMED,
    }
    assert empty.graph.evidence(edge_key("arland", "ACCUSES", "borland")).edge.status is Status.CONFIRMED
