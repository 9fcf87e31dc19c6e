"""From what a file holds to records: entities, and standing facts that nobody claims."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from allegata.errors import LoadError, Problem
from allegata.model import Dataset, Entity, Fact, Kind, content_id
from allegata.vocabulary import LINKED_TO, nearest
from loader.cell import LONGEST, clean, identifier
from loader.cell import url as checked_url
from loader.check import Registry
from loader.graphs.found import Found, Item
from loader.graphs.mapping import Mapping, type_of
from loader.period import Period, period
from loader.unfit import Unfit

__all__ = ["dataset_of", "name_of"]

DEFAULT_KIND = Kind.GROUP
"""Of a node of which nothing says what it is."""

WORD = 200
"""Characters of the word for a relation."""

TOLD = 200
"""Problems told at once."""

_UNFIT = re.compile(r"[^A-Za-z0-9._:-]+")


def name_of(path: Path) -> str:
    """The name of the data set that a file becomes when nobody says another: that of the file without its endings."""
    stem = path.name.split(".")[0]
    return _UNFIT.sub("-", stem).strip("-._:")[:60].lower() or "graph"


def dataset_of(found: Found, mapping: Mapping, name: str, registry: Registry) -> tuple[Dataset, tuple[str, ...]]:
    """The records of a graph.

    Args:
        found: in the file.
        mapping: what the cells mean.
        name: of the data set, where the mapping gives none.
        registry: knows the entities of other data sets; with shared identifiers these are not described again.

    Returns:
        The data set, and what has to be told of it: what was left out or guessed.

    Raises:
        LoadError: everything that is wrong, by line.
    """
    name = mapping.head.get("name") or name
    try:
        identifier(name)
    except Unfit as unfit:
        problem = Problem(mapping.file or found.file, 0, f"the name {name!r} of the data set {unfit.what}", unfit.mend)
        raise LoadError([problem]) from unfit
    maker = _Maker(found, mapping, name)
    maker.check_columns()
    entities = maker.actors()
    facts = maker.ties(entities)
    if maker.problems:
        raise LoadError(maker.problems[:TOLD])
    made = list(entities.values())
    if mapping.shared:
        known, _ = registry.known([each.id for each in made], [], outside=name)
        made = [each for each in made if each.id not in known]
    note = f"Out of {found.file}: a graph of somebody else's, which names nobody on whose word its edges stand."
    title = mapping.head.get("title") or _short(found.title) or found.file
    head = (title, mapping.head.get("description", ""), mapping.head.get("licence", ""), mapping.head.get("note", note))
    return Dataset(name, *head, entities=tuple(made), facts=tuple(facts)), maker.remarks()


def _weighs(edge: Item) -> bool:
    """Whether it has a weight that says something: one of each edge says nothing."""
    found = next((text for name, text in edge.cells.items() if name.lower() == "weight"), "1")
    return found not in ("1", "1.0")


def _short(text: str) -> str:
    return " ".join(text.split())[:200]


@dataclass(slots=True)
class _Maker:
    found: Found
    mapping: Mapping
    name: str
    problems: list[Problem] = field(default_factory=list)
    undated: int = 0
    repeated: int = 0
    kindless: int = 0

    def wrong(self, line: int, what: str, mend: str, file: str = "") -> None:
        self.problems.append(Problem(file or self.found.file, line, what, mend))

    def check_columns(self) -> None:
        """A mapped column has to be there; a table needs its two ends."""
        names = {*self.found.columns, *(name for node in self.found.nodes.values() for name in node.cells)}
        for what, column in self.mapping.columns.items():
            if column not in names:
                mend = nearest(column, sorted(names)) or f"there are {', '.join(sorted(names)[:20])}"
                self.wrong(0, f"{what}: there is no column {column!r} in {self.found.file}", mend, self.mapping.file)
        if not self.found.told and not self.problems:
            sample = dict.fromkeys(self.found.columns, "?")
            for end in ("source", "target"):
                if not self.mapping.cell(end, sample):
                    mend = f"write `{end}: COLUMN` into a file {self.found.file.split('.')[0]}.edges.yaml"
                    self.wrong(1, f"no column is known as the {end} of an edge", mend)
        if self.problems:
            raise LoadError(self.problems)

    # ── Entities ─────────────────────────────────────────────────────────────────────────────────────────────────

    def actors(self) -> dict[str, Entity]:
        """Entities by the identifier that edges use."""
        if self.found.told:
            return {key: self._node(node) for key, node in self.found.nodes.items()}
        made: dict[str, Entity] = {}
        for edge in self.found.edges:
            keys = []
            for end in ("source", "target"):
                name = self._clean(edge, end, self.mapping.cell(end, edge.cells))
                key = self.mapping.cell(f"{end}_id", edge.cells) or name
                if not key:
                    self.wrong(edge.line, f"has no {end}", "fill it in, or take the row out")
                    continue
                keys.append(key)
                kind = self._kind(edge.line, f"{end}_kind", self.mapping.cell(f"{end}_kind", edge.cells))
                known = made.get(key)
                if known is None:
                    made[key] = Entity(self._id(key, edge.line), name or key, kind or DEFAULT_KIND)
                elif kind and known.kind is DEFAULT_KIND and kind is not DEFAULT_KIND:
                    made[key] = Entity(known.id, known.name, kind)
            edge.ends = (keys[0], keys[1]) if len(keys) == 2 else None
        self.kindless = sum(each.kind is DEFAULT_KIND for each in made.values())
        return made

    def _node(self, node: Item) -> Entity:
        name = self._clean(node, "name", self.mapping.cell("name", node.cells)) or node.key
        kind = self._kind(node.line, "kind", self.mapping.cell("kind", node.cells))
        if kind is None:
            self.kindless += 1
        about = self._clean(node, "description", self.mapping.cell("description", node.cells))
        return Entity(self._id(node.key, node.line), name, kind or DEFAULT_KIND, about)

    def _id(self, key: str, line: int) -> str:
        """Of its own: file and another file may both have a node 1. Shared: as it stands."""
        if self.mapping.shared:
            try:
                return identifier(key)
            except Unfit as unfit:
                self.wrong(line, f"the id {key[:60]!r} {unfit.what}", f"{unfit.mend}; or leave out `ids: shared`")
                return key
        plain = key if _UNFIT.search(key) is None and len(key) <= 50 else content_id(key)
        return f"{self.name}:{plain}"

    def _kind(self, line: int, what: str, word: str) -> Kind | None:
        """None where nothing says so. A word in a column that was named for it has to mean something."""
        if not word:
            return None
        lower = word.strip().lower()
        if lower in self.mapping.kinds:
            return Kind(self.mapping.kinds[lower])
        found = next((kind for kind in Kind if kind.value.lower() == lower), None)
        if found is None and (what in self.mapping.columns or what in self.mapping.constants):
            mend = nearest(word.capitalize(), [kind.value for kind in Kind])
            mend = mend or f"write `kinds:` with `{word[:60]}: Organization`"
            self.wrong(line, f"{what} {word[:60]!r} is no kind", mend)
        return found

    # ── Edges ────────────────────────────────────────────────────────────────────────────────────────────────────

    def ties(self, entities: dict[str, Entity]) -> list[Fact]:
        """The facts, each once."""
        made: dict[tuple[object, ...], Fact] = {}
        for edge in self.found.edges:
            if edge.ends is None:
                continue
            lost = [key for key in edge.ends if key not in entities]
            if lost:
                what = f"an edge names the node {lost[0]!r}, which there is not"
                self.wrong(edge.line, what, "add it, or correct it")
                continue
            subject, object_ = (entities[key].id for key in edge.ends)
            fact = self._fact(edge, subject, object_)
            if fact is None:
                continue
            key = (fact.subject, fact.relation, fact.object, fact.start, fact.end, fact.role)
            self.repeated += key in made
            made.setdefault(key, fact)
        return list(made.values())

    def _fact(self, edge: Item, subject: str, object_: str) -> Fact | None:
        word = self._clean(edge, "relation", self.mapping.cell("relation", edge.cells), WORD)
        exact = self._exact(edge) if "relation" not in self.mapping.columns else ""
        relation = exact or type_of(word, self.mapping)
        if subject == object_ and relation != LINKED_TO:
            self.wrong(edge.line, f"{relation} leads from a node to itself", "name another node")
            return None
        start, end = self._day(edge, "from"), self._day(edge, "to")
        first, last = (start.first if start else None), (end.last if end else None)
        if first and last and first > last:
            self.wrong(edge.line, f"ends on {last} before it begins on {first}", "correct the days")
            return None
        source = self._clean(edge, "reference", self.mapping.cell("reference", edge.cells))
        # A standing fact of ours has a role of its own; of any other edge the word is all that is known.
        role = word if relation == LINKED_TO else self._clean(edge, "role", edge.cells.get("role", ""), WORD)
        return Fact(subject, relation, object_, first, last, role, source or self.found.file, self._url(edge))

    def _exact(self, edge: Item) -> str:
        """A standing type that one of the usual cells names to the letter."""
        usual = ("relation", "type", "label", "kind")
        lower = {name.lower(): text for name, text in edge.cells.items() if name.lower() in usual}
        found = (type_of(lower[name], Mapping()) for name in usual if name in lower)
        return next((each for each in found if each != LINKED_TO), "")

    def _day(self, edge: Item, what: str) -> Period | None:
        text = self.mapping.cell(what, edge.cells)
        if not text:
            return None
        try:
            return period(text.partition("T")[0].partition(" ")[0])
        except Unfit as unfit:
            if what in self.mapping.columns:
                self.wrong(edge.line, f"{what} {text[:60]!r} {unfit.what}", unfit.mend)
            else:
                self.undated += 1
            return None

    def _url(self, edge: Item) -> str:
        text = self.mapping.cell("url", edge.cells).partition("; ")[0]
        try:
            return checked_url(text) if text else ""
        except Unfit as unfit:
            if "url" in self.mapping.columns:
                self.wrong(edge.line, f"url {text[:60]!r} {unfit.what}", unfit.mend)
            return ""

    def _clean(self, item: Item, what: str, text: str, longest: int = LONGEST) -> str:
        try:
            plain = clean(text)
        except Unfit as unfit:
            self.wrong(item.line, f"{what} {unfit.what}", unfit.mend)
            return ""
        if len(plain) > longest:
            self.wrong(item.line, f"{what} has {len(plain):,} characters", f"shorten it to at most {longest:,}")
        return plain

    def remarks(self) -> tuple[str, ...]:
        """What was left out or guessed, a sentence each."""
        said = (
            (self.found.undirected, "edges have no direction in the file, and lead from their source to their target"),
            (sum(map(_weighs, self.found.edges)), "edges have a weight, which is not taken over"),
            (self.repeated, "edges say the same as another one, and are left out"),
            (self.undated, "dates could not be read, and are left out"),
            (self.kindless, f"nodes say nothing of what they are, and become {DEFAULT_KIND.value}s"),
        )
        return tuple(f"{number:,} {words}." for number, words in said if number)
