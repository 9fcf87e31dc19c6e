"""Whom somebody means: an id or a name, as it was typed, and the one entity that it stands for."""

from __future__ import annotations

from allegata.errors import Ambiguous, NotFound
from allegata.model import Hit, Node
from allegata.store.explorable import Explorable
from allegata.store.finding import Nearness, nearness, words_of
from allegata.store.graph import Graph

__all__ = ["resolve"]

CANDIDATES = 8
"""Entities that an error lists."""


def resolve(graph: Explorable, text: str) -> Node:
    """The entity that is meant.

    An id counts first, then a whole name or alias, then the beginning of one when it fits only one entity. A slip is
    not forgiven here: the wrong actor would be answered for.

    Raises:
        NotFound: nobody is named so; the text has who is named nearly so.
        Ambiguous: several are; the text lists them with their ids.
    """
    if there := _of_id(graph, text):
        return there
    hits, words = graph.search(text, CANDIDATES), words_of(text)
    by_nearness = {each: [hit for hit in hits if nearness(words, hit.matched) is each] for each in Nearness}
    fitting = by_nearness[Nearness.SAME] or by_nearness[Nearness.BEGINS] or by_nearness[Nearness.WORDS_BEGIN]
    if len(fitting) == 1:
        return fitting[0].node
    if fitting:
        raise Ambiguous(f"{text!r} can be {_listed(fitting, 'or')}: name one by the id in brackets.")
    nearly = f" Named nearly so: {_listed(list(hits), 'and')}." if hits else ""
    raise NotFound(f"Nobody in the database is named {text!r}.{nearly}")


def _of_id(graph: Explorable, id_: str) -> Node | None:
    found = graph.nodes([id_]).values() if isinstance(graph, Graph) else graph.among([id_]).nodes
    return next((node for node in found if node.id == id_), None)


def _listed(hits: list[Hit], word: str) -> str:
    texts = [f"{hit.node.name} [{hit.node.id}]" for hit in hits]
    return f" {word} ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]
