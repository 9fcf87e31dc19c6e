"""A question as somebody is about to ask it: the text of a query, and what was typed for its parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from allegata import catalog
from allegata.catalog import SavedQuery, has_header, read
from allegata.catalog.parameters import Parameter
from allegata.errors import Problem, QueryFailed
from allegata.ui.editor import Mark
from allegata.view import Origin, What
from allegata.wording import sentence

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """What lies in the form and in the editor.

    Attributes:
        name: of the saved query that it began with; "": it began with nothing.
        text: a query file, or a statement alone.
        given: texts for parameters by name, where they are not the defaults.
    """

    name: str = ""
    text: str = ""
    given: Mapping[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.name, self.text, tuple(sorted(self.given.items()))))

    @property
    def query(self) -> SavedQuery | None:
        """The text as a query; None when its header has faults (`problems`)."""
        return _read(self.text, self.name)[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the header."""
        return _read(self.text, self.name)[1]

    @property
    def titled(self) -> bool:
        """Whether there is a header."""
        return has_header(self.text)

    def shown(self, parameter: Parameter) -> str:
        """What stands in the field of a parameter."""
        return self.given.get(parameter.name, parameter.default)

    @property
    def origin(self) -> Origin:
        """What is to be known of it where its answer is drawn.

        A query of the user's own has its statement with it: elsewhere its name says nothing. One of ours that was
        changed has the statement alone.
        """
        query = self.query
        if query is None:
            return Origin(What.QUERY, "", self.text)
        given = tuple((each.name, self.shown(each)) for each in query.parameters if self.shown(each))
        ours = next((each for each in catalog.ours().queries if each.name == self.name), None)
        if ours is not None and ours.text == self.text:
            return Origin(What.QUERY, self.name, "", given)
        return Origin(What.QUERY, "" if ours else self.name, query.statement, given)

    def giving(self, parameter: Parameter, text: str) -> Draft:
        """With another text for a parameter; the default is as good as nothing."""
        given = {name: each for name, each in self.given.items() if name != parameter.name}
        if text.strip() and text.strip() != parameter.default:
            given[parameter.name] = text.strip()
        return replace(self, given=given)

    def writing(self, text: str) -> Draft:
        """With another text; what was given for parameters that it does not have any more is dropped."""
        query = _read(text, self.name)[0]
        if query is None:
            return replace(self, text=text)
        names = {each.name for each in query.parameters}
        return replace(self, text=text, given={name: each for name, each in self.given.items() if name in names})

    def marks(self, error: QueryFailed | None = None) -> tuple[Mark, ...]:
        """What the editor is to point at: faults of the header, or where the server did not understand."""
        found = [Mark(each.line, 1, sentence(f"{each.what}: {each.mend}")) for each in self.problems if each.line]
        if error is not None and error.line and (query := self.query):
            column = error.column
            if error.line == 1:
                line = self.text.removeprefix("\ufeff").splitlines()[query.line - 1]
                column += 0 if query.bare else len(line) - len(line.lstrip())
            words = str(error).partition(": ")[2] if str(error).startswith("Line ") else str(error)
            found.append(Mark(error.line + query.line - 1, column, words))
        return tuple(found)


@lru_cache(maxsize=64)
def _read(text: str, name: str) -> tuple[SavedQuery | None, tuple[Problem, ...]]:
    if not text.strip():
        return None, ()
    return read(text, file=f"{name or 'query'}.cypher", name=name or "query")
