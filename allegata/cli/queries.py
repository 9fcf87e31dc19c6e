"""Commands around saved queries: which there are, and what one of them gives."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from allegata.answer import Answer
from allegata.catalog import SavedQuery, load, read
from allegata.catalog.query import loose
from allegata.cli.output import Output, OutputOption, show
from allegata.cli.session import Session, session
from allegata.errors import AllegataError, CatalogError, UsageError
from allegata.view.tables import as_csv

__all__ = ["given_parameters", "queries", "query"]


class Form(StrEnum):
    """How an answer is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    GRAPHML = "graphml"


def query(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="A saved query; see `allegata queries`.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", metavar="FILE", help="A query file, or a bare statement in Cypher.")
    ] = None,
    parameters: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter; may be repeated.")
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="Unless it is given: as the file after -o ends, else a table.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="File to write instead of stdout.")
    ] = None,
) -> None:
    """Run a saved query, or a statement of your own that only reads.

    An entity is named by id, name or alias. What is not given has its default. A statement of your own is planned and
    judged first: docs/queries.md tells what it may do. Figures, a web page, GEXF, Excel and the other formats of what
    a query draws are made by `allegata export --query NAME -o FILE`.

    \b
    Examples:
      allegata query who-accuses-whom -p who=Moscow
      allegata query members -p what=NATO -p day=1999-01-01 --format csv
      allegata query everything-about -p "who=North Korea" -o north-korea.graphml
      allegata query --file mine.cypher --format json
    """
    given = given_parameters(parameters or [])
    if bool(name) == (file is not None):
        raise UsageError("Name one saved query, or one file with --file.")
    form = form or _by_ending(out)
    if out is not None and form is Form.TABLE:
        raise UsageError("A table is for the screen: with -o say --format json, csv or graphml.")
    here = session(context)
    asked = _read(file) if file is not None else load(here.settings.home).get(name)
    answer = _run(here, asked, given)
    if form is Form.TABLE:
        show(*answer.cells)
    elif out is not None:
        _write(out, _text(answer, form))
    else:
        sys.stdout.write(_text(answer, form))
    number = len(answer.rows)
    here.terminal.say(answer.cut or f"{number:,} {'row' if number == 1 else 'rows'} in {answer.seconds:.1f} s.")
    if answer.more:
        here.terminal.say(answer.more)


def queries(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORD]...", help="Only those that hold these words.")
    ] = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """List the saved queries with their parameters.

    \b
    Examples:
      allegata queries
      allegata queries contested
      allegata queries --format json
    """
    here = session(context)
    catalog = load(here.settings.home)
    found = [each for each in catalog.queries if each.found(" ".join(words or []))]
    if output is Output.JSON:
        columns: tuple[str, ...] = ("name", "group", "title", "description", "returns", "own", "parameters")
        rows: list[tuple[object, ...]] = [
            (it.name, it.group, it.title, it.description, it.returns.value, it.own, _parameters(it)) for it in found
        ]
    else:
        columns = ("group", "name", "title", "parameters")
        rows = [(it.group, it.name, it.title, " ".join(f"{p.name}={p.default}" for p in it.parameters)) for it in found]
    show(columns, rows, output)
    if catalog.problems:
        raise CatalogError("\n".join(map(str, catalog.problems)))


def _parameters(query: SavedQuery) -> list[dict[str, object]]:
    return [
        {
            "name": it.name,
            "type": it.kind.value,
            "default": it.default,
            "choices": list(it.choices),
            "choices_from": it.lister,
            "meaning": it.label,
        }
        for it in query.parameters
    ]


def _by_ending(out: Path | None) -> Form:
    ending = out.suffix.lower().removeprefix(".") if out is not None else ""
    return Form(ending) if ending in list(Form) else Form.TABLE


def given_parameters(words: Sequence[str]) -> dict[str, str]:
    """Parameters as they were typed, ``name=value`` each.

    Raises:
        UsageError: one is none, or is given twice.
    """
    given: dict[str, str] = {}
    for word in words:
        key, sign, value = word.partition("=")
        key = key.strip().removeprefix("$")
        if not sign or not key:
            raise UsageError(f"{word!r} is no parameter: write -p name=value.")
        if key in given:
            raise UsageError(f"The parameter {key!r} is given twice.")
        given[key] = value
    return given


def _read(file: Path) -> SavedQuery:
    """A query file; one without a header is a bare statement."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{file}: cannot be read as a query: {error}.") from None
    query, problems = read(text, file=str(file), name=file.stem)
    if query is None:
        raise CatalogError("\n".join(map(str, problems)))
    return query


def _run(here: Session, query: SavedQuery, given: Mapping[str, str]) -> Answer:
    from allegata.store import Gate, Reader, graph_of, types_of
    from allegata.store.naming import resolve

    with here.connection() as connection:
        graph = graph_of(Reader(connection, here.settings))
        gate = Gate(connection, here.settings)
        if query.bare:  # it declares nothing: what is given goes in as it is
            values = {key: loose(text) for key, text in given.items()}
        else:
            values = query.bind(given, lambda text: resolve(graph, text).id, gate.listed, types_of(graph))
        return gate.run(query.statement, values)


def _text(answer: Answer, form: Form) -> str:
    if form is Form.JSON:
        return answer.as_json()
    if form is Form.CSV:
        return as_csv(*answer.cells)
    # networkx takes a quarter of a second to import.
    from allegata.render.graphml import graphml

    return graphml(answer)


def _write(file: Path, text: str) -> None:
    try:
        file.write_text(text, "utf-8", newline="")
    except OSError as error:
        raise AllegataError(f"{file} cannot be written: {error.strerror or error}.") from error
