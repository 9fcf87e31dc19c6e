"""Paths: held against a search that tries everything."""

from __future__ import annotations

from databases import Database
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from webs import Web, all_paths, questions, webs

from allegata.analysis.question import Question
from allegata.store.paths import Paths


@settings(max_examples=320, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_the_best_paths_are_those_of_a_search_that_tries_everything(database: Database, data: st.DataObject) -> None:
    web: Web = data.draw(webs())
    question: Question = data.draw(questions(web))
    web.write(database)
    paths = Paths(database.graph)
    answer = paths.best(question)
    expected = all_paths(web, question, paths.weights)[: question.most]
    assert not answer.cut
    assert [
        (
            path.ids,
            tuple(step.edge.key for step in path.steps),
            tuple(frozenset({step.edge.key, *(each.key for each in step.alternatives)}) for step in path.steps),
        )
        for path in answer.paths
    ] == [found[1:] for found in expected]
    ranks = [path.rank for path in answer.paths]
    assert ranks == sorted(ranks)
