from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from databases import Database
from hypothesis import HealthCheck, given, settings
from store.samples import DAY, claim, dataset, datasets, statement
from store.staged import staged

from allegata.errors import StateError
from allegata.model import Dataset
from allegata.progress import Silent
from allegata.store import difference
from allegata.store.check import check
from allegata.store.flow import Flow
from loader.staging import head_of

THREAT = claim()
MEETING = claim(predicate="MEETS_WITH", event_from=DAY, event_to=DAY)
FIRST = dataset(THREAT, MEETING, statement(THREAT, "borland"), statement(MEETING, "minister", said_on=DAY))
SECOND = dataset(THREAT, statement(THREAT, "borland"), statement(THREAT, "minister", "DENIES"))

PASSING = ("digest",)


@pytest.fixture
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stage") / "stage.duckdb"


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small data sets are written in several parts, as those of millions of rows are."""
    monkeypatch.setattr(difference, "EDGES_A_PART", 4)


def flow(database: Database, it: Dataset, file: Path) -> None:
    with staged(it, file) as stage:
        Flow(database.connection, database.settings).replace(stage, head_of(it))


def proved(database: Database) -> None:
    assert check(database.connection, database.settings, Silent()).problems == ()


def dump(database: Database) -> list[str]:
    """Without the line of the data set itself: the two ways make its digest differently."""
    return [line for line in database.dump() if '["Dataset"]' not in line and '["Allegata"]' not in line]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(datasets(), datasets())
def test_the_wide_way_and_the_narrow_way_make_the_same_graph(
    database: Database, file: Path, first: Dataset, second: Dataset
) -> None:
    database.clear()
    database.writer.replace(second)
    narrow = dump(database)
    database.clear()
    flow(database, second, file)
    assert dump(database) == narrow
    proved(database)
    database.clear()
    flow(database, first, file)
    flow(database, second, file)
    assert dump(database) == narrow
    proved(database)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(datasets(), datasets(), datasets())
def test_beside_another_data_set_too(
    database: Database, file: Path, other: Dataset, first: Dataset, second: Dataset
) -> None:
    database.clear()
    database.writer.replace(named(other, "other"))
    database.writer.replace(second)
    narrow = dump(database)
    database.clear()
    database.writer.replace(named(other, "other"))
    flow(database, first, file)
    proved(database)
    flow(database, second, file)
    assert dump(database) == narrow
    proved(database)


def named(it: Dataset, name: str) -> Dataset:
    """Under another name, with ids of its own."""
    from dataclasses import replace

    ids = {each.id: f"{name}-{each.id}" for each in it.claims}
    claims = tuple(
        replace(
            each,
            id=ids[each.id],
            about=tuple(ids[one] for one in each.about),
            varies_from=ids.get(each.varies_from, ""),
        )
        for each in it.claims
    )
    statements = tuple(replace(each, id=f"{name}-{each.id}", claim=ids[each.claim]) for each in it.statements)
    return replace(it, name=name, claims=claims, statements=statements)


def test_two_rules_do_not_stand_in_one_database(empty: Database, file: Path) -> None:
    empty.writer.replace(dataset(name="other"))
    changed = replace(empty.settings, confirm_holders=2)
    with staged(dataset(), file) as stage, pytest.raises(StateError, match=r"also holds 'other'.*CONFIRM_HOLDERS=0"):
        Flow(empty.connection, changed).replace(stage, head_of(dataset()))
    assert not empty.graph.loading()
