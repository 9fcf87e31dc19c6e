"""The header of a query file, read strictly: a slip in it is told with its line.

::

    // title: Who accuses whom
    // description: Accusations of an actor, the strongest first.
    //   A further line of it stands in by two blanks more.
    // returns: both
    // $who: entity = russia -- The accused.
    // $status: choice(any | CONTESTED | REPORTED) = any -- Only edges that stand so.
    // $kind: choice(cypher MATCH (n:Entity) RETURN DISTINCT n.kind) = -- Only of this kind.
    // $limit: integer(1..500) = 50 -- Most rows.
    // $relations: list(relation) = ACCUSES, CRITICIZES -- Only these.
    MATCH …
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from allegata.catalog.named import parameters_in
from allegata.catalog.parameters import Kind, Parameter
from allegata.catalog.query import Returns, SavedQuery
from allegata.errors import Problem, UsageError
from allegata.vocabulary import nearest

__all__ = ["parse"]

_FIELD = re.compile(r"//\s?(title|description|returns):\s*(.*)")
_PARAMETER = re.compile(r"//\s*\$([^:]*):\s*([a-z]+)\s*(?:\((cypher .*|.*?)\))?\s*=\s*(.*?)\s*(?:--\s*(.*))?")
_DECLARED = re.compile(r"//\s*\$([A-Za-z0-9_]*)")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_RANGE = re.compile(r"(-?\d{1,18})\s*\.\.\s*(-?\d{1,18})")

_LISTER = re.compile(r"cypher\s+(\S.*)", re.DOTALL)

_SHAPE = "write // $name: type = default -- what it is"

LONGEST = 100_000
"""Characters of a file."""


@dataclass(slots=True)
class _Reading:
    """A header while it is being read."""

    file: str
    fields: dict[str, str] = field(default_factory=dict)
    parameters: list[Parameter] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, what: str, mend: str) -> None:
        self.problems.append(Problem(self.file, line, what, mend))


def parse(text: str, *, file: str, name: str, group: str) -> tuple[SavedQuery | None, tuple[Problem, ...]]:
    """A query file's text as a query.

    Args:
        text: of the file.
        file: how problems call it.
        name, group: the query's.

    Returns:
        The query, or None with everything that is wrong.
    """
    reading = _Reading(file)
    if len(text) > LONGEST:
        reading.wrong(0, "it is too large", f"a query has at most {LONGEST:,} characters")
        return None, tuple(reading.problems)
    lines = text.removeprefix("\ufeff").splitlines()
    end = next((at for at, line in enumerate(lines) if not _of_header(line)), len(lines))
    _read_lines(reading, lines[:end])
    statement = "\n".join(lines[end:]).strip()
    if not statement:
        reading.wrong(max(1, end), "there is no statement", "write one in Cypher below the header")
    _check_declared(reading, lines, end)
    for key in ("title", "description", "returns"):
        if key not in reading.fields:
            reading.wrong(1, f"there is no {key}", f"add a line // {key}: …")
    returns = reading.fields.get("returns", "")
    if "returns" in reading.fields and returns not in list(Returns):
        at = next((n for n, line in enumerate(lines, 1) if line.startswith("// returns:")), 1)
        reading.wrong(at, f"it returns {returns!r}", f"it is one of {', '.join(Returns)}")
    if reading.problems:
        return None, tuple(sorted(reading.problems))
    known = reading.fields
    return (
        SavedQuery(
            name,
            group,
            known["title"],
            known["description"],
            Returns(returns),
            tuple(reading.parameters),
            statement,
            end + 1,
            text,
        ),
        (),
    )


def _check_declared(reading: _Reading, lines: list[str], end: int) -> None:
    """Every parameter in the statement stands in the header, if only in a line that is wrong in some other way."""
    declared = [found[1].strip() for line in lines[:end] if (found := _DECLARED.match(line))]
    for name, number in parameters_in("\n".join(lines[end:])).items():
        if name not in declared:
            mend = nearest(name, declared) or f"add a line // ${name}: type = default -- what it is"
            reading.wrong(end + number, f"${name} is not declared", mend)


def _of_header(line: str) -> bool:
    return line.startswith("//") or not line.strip()


def _read_lines(reading: _Reading, lines: list[str]) -> None:
    last = ""
    for number, line in enumerate(lines, 1):
        if line.rstrip() in ("", "//"):
            last = ""
        elif found := _FIELD.fullmatch(line):
            last = found[1]
            _read_field(reading, number, last, found[2].strip())
        elif line[2:].lstrip().startswith("$"):
            last = ""
            _read_parameter(reading, number, line)
        elif last and line.startswith("//   "):
            reading.fields[last] = f"{reading.fields[last]} {line[2:].strip()}".strip()
        else:
            reading.wrong(number, "this line is not understood", f"write title, description or returns, or {_SHAPE}")


def _read_field(reading: _Reading, number: int, key: str, value: str) -> None:
    if key in reading.fields:
        reading.wrong(number, f"{key} stands there twice", "leave one of them out")
    elif not value:
        reading.wrong(number, f"{key} is empty", "say it in a few words")
    reading.fields[key] = value


def _read_parameter(reading: _Reading, number: int, line: str) -> None:
    found = _PARAMETER.fullmatch(line.strip())
    if found is None:
        reading.wrong(number, "this parameter is not understood", _SHAPE)
        return
    name, type_, default = (found[part].strip() for part in (1, 2, 4))
    inner, label = (found[part] for part in (3, 5))
    if not _NAME.fullmatch(name):
        reading.wrong(number, f"a parameter cannot be called {name!r}", "use small letters, digits and underscores")
        return
    if any(each.name == name for each in reading.parameters):
        reading.wrong(number, f"${name} stands there twice", "leave one of them out")
        return
    if type_ not in list(Kind):
        mend = nearest(type_, list(Kind)) or f"it is one of {', '.join(Kind)}"
        reading.wrong(number, f"${name} has an unknown type, {type_}", mend)
        return
    if not label:
        reading.wrong(number, f"nobody is told what ${name} is", f"{_SHAPE}")
        return
    bare = Parameter(name, Kind(type_), label, default)
    try:
        made = _INNER.get(bare.kind, _nothing_inside)(bare, inner)
        _check_default(made)
    except UsageError as error:
        reading.wrong(number, str(error).rstrip("."), _SHAPE)
        return
    reading.parameters.append(made)


def _check_default(parameter: Parameter) -> None:
    if parameter.kind is Kind.CHOICE and not parameter.default and not parameter.lister:
        raise UsageError(f"{parameter.name} has no default")
    # Whether an entity is there can only be told with a database.
    parameter.value("", lambda text: text)


def _choices(parameter: Parameter, inner: str | None) -> Parameter:
    if found := _LISTER.fullmatch(inner or ""):
        if inside := list(parameters_in(found[1])):
            raise UsageError(
                f"{parameter.name} lists its choices by a statement without parameters: ${inside[0]} is one"
            )
        return replace(parameter, lister=found[1].strip())
    choices = tuple(each.strip() for each in (inner or "").split("|"))
    if len(choices) < 2 or not all(choices) or len({each.casefold() for each in choices}) < len(choices):
        raise UsageError(f"{parameter.name} needs choices, each once: choice(this | that)")
    return replace(parameter, choices=choices)


def _range(parameter: Parameter, inner: str | None) -> Parameter:
    if inner is None:
        return parameter
    found = _RANGE.fullmatch(inner)
    if found is None or int(found[1]) > int(found[2]):
        raise UsageError(f"{parameter.name} has a range that is none: integer(1..500)")
    return replace(parameter, low=int(found[1]), high=int(found[2]))


def _item(parameter: Parameter, inner: str | None) -> Parameter:
    if inner not in (None, Kind.ENTITY, Kind.RELATION, Kind.TEXT):
        raise UsageError(f"{parameter.name} cannot be such a list: list(entity), list(relation), list(text)")
    return replace(parameter, item=Kind(inner or Kind.TEXT))


def _nothing_inside(parameter: Parameter, inner: str | None) -> Parameter:
    if inner is not None:
        raise UsageError(f"{parameter.name} is of a type without parentheses")
    return parameter


_INNER: dict[Kind, Callable[[Parameter, str | None], Parameter]] = {
    Kind.CHOICE: _choices,
    Kind.INTEGER: _range,
    Kind.LIST: _item,
}
