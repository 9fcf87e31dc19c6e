"""The best chains of one step and of two between two actors, found without a look at all that hangs on them.

The links of either actor are read in the order of their evidence, some at first, then more (the threshold algorithm of
Fagin, Lotem & Naor 2003). Whoever stands in one of the two lists is looked for beside the other actor. Who stands in
neither has no better link to either than the last that was read: once as many chains as are wanted are better than
two such links, nobody else needs looking at. So between hubs this costs what is asked for, not what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from allegata.analysis.evidence import POWERS, graded
from allegata.store.cypher import cypher
from allegata.store.derivation import pair_of

__all__ = ["Bridges", "Near"]

FIRST = 60
"""Links of each actor that are read at first."""

GROWTH = 4
"""So many times as many then, as long as it is not enough."""

MOST_LINKS = 4_000
"""Beyond so many there is no order in the evidence that would help: all chains are better ranked at once."""

Rows = Sequence[Mapping[str, Any]]
Rank = tuple[int, int, str]
"""What chains of two steps are sorted by: what they weigh, minus the statements of the thinner step, who is between."""


@dataclass(frozen=True, slots=True)
class Near:
    """The best chains of few steps.

    Attributes:
        chains: the ids of their actors, the best first.
        thin: the end on which less hangs; "" where so many chains were found that nobody asked.
    """

    chains: list[Sequence[str]]
    thin: str = ""


@dataclass(frozen=True, slots=True)
class Bridges:
    """Whom the ways between two actors lead over.

    Attributes:
        read: gives the rows of a statement with these parameters.
        one, other: ids of the two.
        rows: most that ``read`` gives.
    """

    read: Callable[..., Rows]
    one: str
    other: str
    rows: int

    def best(self, most: int, hops: int) -> Near | None:
        """The best chains of up to ``hops`` steps, 1 or 2; where they are fewer than ``most``, there are no others.

        None: so many links would have to be read that another way is better, or their evidence is not known.
        """
        some = FIRST
        while some <= min(MOST_LINKS, self.rows // 2):
            links = self._links(some)
            # Who has none may also stand in a graph that an earlier version reckoned, which kept no such order.
            if not all(links.values()):
                return None
            whole = [end for end, held in links.items() if len(held) < some]
            beside = self._beside(links, whole)
            direct: list[Sequence[str]] = [(self.one, self.other)] * (self.one in beside[self.other])
            if hops == 1 or len(direct) == most:
                return Near(direct)
            ranks = sorted(
                _rank(id_, beside[self.one][id_], beside[self.other][id_])
                for id_ in beside[self.one].keys() & beside[self.other].keys()
            )
            found = ranks[: most - len(direct)]
            if whole or (len(found) == most - len(direct) and found[-1] <= self._bound(links)):
                thin = min(whole, key=lambda end: len(links[end]), default="")
                return Near(direct + [(self.one, id_, self.other) for *_, id_ in found], thin)
            some *= GROWTH
        return None

    def _links(self, some: int) -> dict[str, dict[str, int]]:
        """The best of either: whom they lead to, and their grades."""
        links: dict[str, dict[str, int]] = {self.one: {}, self.other: {}}
        for row in self.read(cypher("best_links"), ends=list(links), some=some):
            links[row["id"]][row["other"]] = row["evidence"]
        return links

    def _beside(self, links: Mapping[str, Mapping[str, int]], whole: Collection[str]) -> dict[str, dict[str, int]]:
        """The same, with everybody who is linked to one of them looked for beside the other one too.

        Who has fewer links than were asked for, is in ``whole``, has no others: nobody needs to be looked for there.
        """
        beside = {end: dict(held) for end, held in links.items()}
        everybody = {self.one}.union(*links.values())
        wanted = {
            pair_of(end, id_): (end, id_)
            for end, held in links.items()
            if end not in whole
            for id_ in everybody - held.keys()
            if id_ != end
        }
        ids = [{"a": a, "b": b} for a, b in sorted(wanted)]
        for row in self.read(cypher("dyads"), ids=ids) if ids else ():
            if row["evidence"] is not None:
                end, id_ = wanted[row["a"], row["b"]]
                beside[end][id_] = row["evidence"]
        return beside

    def _bound(self, links: Mapping[str, Mapping[str, int]]) -> Rank:
        """What no chain over somebody else comes before."""
        # Of links of one grade those come first whose id does. Who weighs as much has just as thin a link to the same
        # actor as the thinner of the two last ones, and so comes after it.
        last = [max((number, id_) for id_, number in held.items()) for held in links.values()]
        least = min(graded(number)[1] for number, _ in last)
        thinner = max(id_ for number, id_ in last if graded(number)[1] == least)
        return _rank(thinner, *(number for number, _ in last))


def _rank(id_: str, *grades: int) -> Rank:
    steps = [graded(number) for number in grades]
    return sum(POWERS[cost] for cost, _ in steps), -min(statements for _, statements in steps), id_
