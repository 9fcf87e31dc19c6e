"""Rows out of YAML: a list of mappings, or one mapping.

The text is read as a stream of events and never constructed: every scalar stays the text that it is, each cell keeps
its line, nesting costs no stack, and an alias is refused before it could be expanded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import cast

import yaml

from loader import column
from loader.cell import clean
from loader.column import Columns
from loader.report import Sheet
from loader.table import Row
from loader.unfit import Unfit

__all__ = ["mapping", "rows"]

# The parser written in C is not part of every build of PyYAML.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# A table needs two levels; the parser's time grows with the square of the depth.
_DEEPEST = 20
_FLAT = "write plain text; a list or mapping cannot be a cell"

Events = Iterator[yaml.Event]


def rows(text: str, columns: Columns, sheet: Sheet) -> Iterator[Row]:
    """The rows of a list of mappings, each with the keys that are known."""
    try:
        yield from _list(_events(text, sheet), columns, sheet)
    except yaml.YAMLError as error:
        _explain(error, text, sheet)


def mapping(text: str, columns: Columns, sheet: Sheet) -> Row | None:
    """The one mapping that the text is, or None."""
    row = None
    try:
        events = _events(text, sheet)
        first = next(events, None)
        if isinstance(first, yaml.MappingStartEvent):
            row = _row(first, events, columns, sheet)
            deque(events, maxlen=0)  # to the end, so that what is wrong there is found
        else:
            sheet.lose(_line(first), "is not a mapping", "write lines such as `name: my-data`")
    except yaml.YAMLError as error:
        _explain(error, text, sheet)
    return row


def _list(events: Events, columns: Columns, sheet: Sheet) -> Iterator[Row]:
    first = next(events, None)
    if first is None:
        return
    if not isinstance(first, yaml.SequenceStartEvent):
        sheet.lose(_line(first), "is not a list of rows", "begin each row with a dash: `- id: ...`")
        return
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            yield _row(event, events, columns, sheet)
        elif not isinstance(event, yaml.SequenceEndEvent):
            sheet.lose(_line(event), "is not a row", "write it as a mapping: `- id: ...`")
            _skip(event, events)


def _row(start: yaml.Event, events: Events, columns: Columns, sheet: Sheet) -> Row:
    cells: dict[str, str | None] = {}
    lines: dict[str, int] = {}
    for key in events:
        if isinstance(key, yaml.MappingEndEvent):
            break
        line = _line(key)
        if not isinstance(key, yaml.ScalarEvent):
            sheet.lose(line, "a key is not plain text", "name a column")
            _skip(key, events)
            _skip(next(events), events)
            continue
        name, value = key.value, next(events)
        if name in cells:
            sheet.lose(line, f"{name} is given twice", "keep one")
        elif not column.known(name, columns):
            sheet.wrong(line, f"there is no column {name!r}", column.unknown(name, columns))
        cells[name], lines[name] = _cell(name, value, sheet), line
        _skip(value, events)
    wanted = {name: cell for name, cell in cells.items() if column.known(name, columns)}
    return Row(_line(start), wanted, lines)


def _cell(name: str, value: yaml.Event, sheet: Sheet) -> str | None:
    if isinstance(value, yaml.ScalarEvent):
        try:
            return clean(_text(value))
        except Unfit as unfit:
            sheet.lose(_line(value), f"{name} {unfit.what}", unfit.mend)
    elif not isinstance(value, yaml.AliasEvent):  # an alias has been reported as one
        sheet.lose(_line(value), f"{name} is not plain text", _FLAT)
    return None


def _text(scalar: yaml.ScalarEvent) -> str:
    """The text of a scalar. YAML's nulls are refused: nobody can tell whether the word or nothing is meant."""
    value: str = scalar.value
    if not scalar.style and value in ("~", "null"):
        raise Unfit(f"is {value}", "leave it out, or put the word in quotes")
    return value


def _events(text: str, sheet: Sheet) -> Events:
    """The events of the first document; what has no place in a table is reported."""
    documents = depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise yaml.MarkedYAMLError(
                problem="nested too deeply", problem_mark=cast(yaml.error.Mark, event.start_mark)
            )
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                sheet.lose(_line(event), "a second document begins here", "keep one, without a line of ---")
                return
        elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            _refuse(event, sheet)
            yield event


def _refuse(event: yaml.Event, sheet: Sheet) -> None:
    if getattr(event, "anchor", None) is not None:
        sheet.lose(_line(event), "an anchor or an alias stands here", "write the text itself")
    if (tag := getattr(event, "tag", None)) is not None:
        sheet.lose(_line(event), f"the tag {tag} stands here", "take it out; all cells are text")


def _skip(event: yaml.Event, events: Events) -> None:
    """Pass over a node whose first event has been read."""
    depth = int(isinstance(event, yaml.CollectionStartEvent))
    while depth:
        inner = next(events)
        depth += isinstance(inner, yaml.CollectionStartEvent) - isinstance(inner, yaml.CollectionEndEvent)


def _line(event: yaml.Event | None) -> int:
    return event.start_mark.line + 1 if event is not None and event.start_mark is not None else 0


def _explain(error: yaml.YAMLError, text: str, sheet: Sheet) -> None:
    mend = "check indentation, colons and quotes near this line"
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        sheet.lose(error.problem_mark.line + 1, f"this is no YAML ({error.problem})", mend)
    elif isinstance(error, yaml.reader.ReaderError):
        # Its position counts bytes or characters, depending on the parser; the character itself is certain.
        place = text.find(chr(error.character)) if isinstance(error.character, int) else -1
        line = text.count("\n", 0, place) + 1 if place >= 0 else 0
        sheet.lose(line, f"a character that YAML does not allow stands here ({error.reason})", "take it out")
    else:
        sheet.lose(0, f"this is no YAML ({error})", mend)
