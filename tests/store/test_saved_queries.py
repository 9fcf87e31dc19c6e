"""Every query that comes with the project, on the seed."""

from __future__ import annotations

from collections.abc import Iterator

import neo4j
import pytest
from databases import Database

import loader
from allegata.catalog import Returns, ours
from allegata.progress import Silent
from allegata.store import Gate
from allegata.store.naming import resolve

CATALOG = ours()


@pytest.fixture(scope="module")
def seeded(database: Database) -> Iterator[Database]:
    database.clear()
    loader.load(loader.seed_folder(), database.connection, database.settings, progress=Silent())
    yield database
    database.clear()


def test_the_catalogue_is_sound() -> None:
    assert CATALOG.problems == ()
    assert len(CATALOG.queries) >= 25
    assert len({each.name for each in CATALOG.queries}) == len(CATALOG.queries)


@pytest.mark.parametrize("name", [each.name for each in CATALOG.queries])
def test_a_saved_query_gives_something_on_the_seed(seeded: Database, name: str) -> None:
    it = CATALOG.get(name)
    values = it.bind({}, lambda text: resolve(seeded.graph, text).id)
    assert set(values) == {each.name for each in it.parameters}
    answer = Gate(seeded.connection, seeded.settings).run(it.statement, values)
    assert answer.rows
    assert answer.cut == ""
    assert answer.drawable == (it.returns is not Returns.TABLE)
    assert all(answer.drawn) == (it.returns is Returns.GRAPH)
    # Without parameters the server would tell which are missing; with them, that there is nothing to remark.
    with seeded.connection.driver.session(
        default_access_mode=neo4j.READ_ACCESS, notifications_min_severity=neo4j.NotificationMinimumSeverity.INFORMATION
    ) as session:
        summary = session.run(f"EXPLAIN {it.statement}", values).consume()
    assert summary.query_type == "r"
    remarks = [each for each in summary.gql_status_objects if each.is_notification]
    assert remarks == []


@pytest.mark.parametrize("name", [each.name for each in CATALOG.queries])
def test_every_parameter_is_used_and_declared(seeded: Database, name: str) -> None:
    it = CATALOG.get(name)
    for each in it.parameters:
        assert f"${each.name}" in it.statement
        assert each.label.endswith(".")
    values = it.bind({}, lambda text: text)
    for name in values:
        fewer = {key: value for key, value in values.items() if key != name}
        with seeded.connection.driver.session(
            default_access_mode=neo4j.READ_ACCESS, notifications_min_severity="INFORMATION"
        ) as session:
            told = session.run(f"EXPLAIN {it.statement}", fewer).consume().gql_status_objects
        assert any(name in each.status_description for each in told if each.is_notification)
