"""The command around paths: how two actors are linked, over how many steps, and on whose word."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from allegata.analysis.path import Answer, Path, Step
from allegata.analysis.question import HOPS, MOST, Question
from allegata.analysis.telling import chain, relation_of, tell, tell_reasons
from allegata.cli.output import Output, show, show_json
from allegata.cli.session import Session, session
from allegata.errors import UsageError
from allegata.model import Kind, Node, Status
from allegata.vocabulary import nearest, relations

if TYPE_CHECKING:
    from allegata.store import Graph

__all__ = ["paths"]

COLUMNS = (
    *("path", "step", "from", "relation", "to", "status", "holders", "documents", "independent sources"),
    *("first day", "last day", "other relations", "weakest"),
)


class Form(StrEnum):
    """How paths are printed."""

    TABLE = "table"
    JSON = "json"
    TEXT = "text"


def paths(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="Id or name of an actor.", show_default=False)],
    target: Annotated[str, typer.Argument(metavar="TO", help="Id or name of another.", show_default=False)],
    most: Annotated[int, typer.Option("-k", metavar="N", help=f"How many paths, 1 to {MOST}.")] = 5,
    hops: Annotated[int, typer.Option("--max-hops", metavar="N", help=f"Longest, in steps: 1 to {HOPS}.")] = 4,
    or_from: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Or from here; repeatable.")] = None,
    or_to: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Or to here; repeatable.")] = None,
    relation: Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Only over these types.")] = None,
    never_relation: Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Not over these.")] = None,
    through: Annotated[str, typer.Option(metavar="ENTITY", help="Only by way of this actor.")] = "",
    only_actor: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Only these on the way.")] = None,
    never_actor: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Not by way of these.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only actors of these kinds between.")] = None,
    without_status: Annotated[list[str] | None, typer.Option(metavar="STATUS", help="Not over these edges.")] = None,
    min_holders: Annotated[int, typer.Option(metavar="N", help="Fewest holders behind each step.")] = 0,
    min_documents: Annotated[int, typer.Option(metavar="N", help="Fewest documents behind each step.")] = 0,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="Something of each step happened since.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Something of each step happened until.")] = "",
    in_time_order: Annotated[bool, typer.Option("--in-time-order", help="No step before the one before it.")] = False,
    directed: Annotated[bool, typer.Option("--directed", help="Every step goes the way of its edge.")] = False,
    form: Annotated[Form, typer.Option("--format", help="Table, JSON, or text: each step in words.")] = Form.TABLE,
) -> None:
    """Find the best paths between two actors, and say on whose word each step stands.

    Shorter paths come first; of the same length those whose weakest step has the better evidence. When there is none,
    stderr tells which condition, left out alone, would give one. docs/paths.md has the rule.

    \b
    Examples:
      allegata paths "North Korea" Ukraine
      allegata paths "North Korea" Ukraine -k 3 --without-status contested --format text
      allegata paths russia nato --in-time-order --from 2024-10-01 --relation ACCUSES --relation DENIES
    """
    here = session(context)
    types = [_choice("relation type", each, relations()) for each in relation or ()]
    never = [_choice("relation type", each, relations()) for each in never_relation or ()]
    kinds = [_choice("kind", each, tuple(Kind)) for each in kind or ()]
    statuses = [_choice("status", each, tuple(Status)) for each in without_status or ()]
    window = _date("--from", since), _date("--to", until)
    # What needs no database is judged before one is started.
    Question(("?",), ("!",), most, hops, since=window[0], until=window[1], holders=min_holders, documents=min_documents)
    with here.graph() as graph:
        question = Question(
            _ids(graph, [source, *(or_from or ())]),
            _ids(graph, [target, *(or_to or ())]),
            most,
            hops,
            directed,
            frozenset(types),
            frozenset(never),
            frozenset(_ids(graph, only_actor or ())),
            frozenset(_ids(graph, never_actor or ())),
            frozenset(kinds),
            frozenset(statuses),
            min_holders,
            min_documents,
            window[0],
            window[1],
            in_time_order,
            _ids(graph, [through])[0] if through else "",
        )
        _print(here, graph, question, form)


def _print(here: Session, graph: Graph, question: Question, form: Form) -> None:
    from allegata.store.paths import Paths

    search = Paths(graph)
    answer = search.best(question)
    if form is Form.TEXT:
        told = graph.tellings([step.edge for path in answer.paths for step in path.steps])
        sys.stdout.write("\n".join("".join(f"{line}\n" for line in tell(path, told)) for path in answer.paths))
    elif form is Form.JSON:
        show_json([_object(place, path) for place, path in enumerate(answer.paths, 1)])
    elif answer.paths:
        show(COLUMNS, _rows(answer), Output.TABLE)
    if answer.cut:
        here.terminal.say(answer.cut)
    elif not answer.paths:
        here.terminal.say(f"There is no path of up to {question.hops} steps that fits.")
        for line in tell_reasons(search.why_none(question)):
            here.terminal.say(line)


def _rows(answer: Answer) -> Iterable[tuple[object, ...]]:
    for place, path in enumerate(answer.paths, 1):
        for at, step in enumerate(path.steps):
            edge = step.edge
            yield (
                *(place, at + 1, step.source.name, relation_of(step), step.target.name),
                edge.status.value.lower() if edge.status else "standing fact",
                *(edge.holders, edge.documents, edge.sources),
                *(str(edge.first or ""), str(edge.last or "")),
                ", ".join(dict.fromkeys(relations()[each.relation].label for each in step.alternatives)),
                "weakest" if at == path.weakest and len(path.steps) > 1 else "",
            )


def _object(place: int, path: Path) -> dict[str, object]:
    return {
        "path": place,
        "length": len(path.steps),
        "told": chain(path),
        "actors": [_actor(node) for node in path.nodes],
        "weakest_step": path.weakest + 1,
        "steps": [_step(step) for step in path.steps],
    }


def _actor(node: Node) -> dict[str, object]:
    return {"id": node.id, "name": node.name, "kind": node.kind}


def _step(step: Step) -> dict[str, object]:
    edge = step.edge
    return {
        "from": step.source.id,
        "to": step.target.id,
        "relation": edge.relation,
        "forward": step.forward,
        "status": edge.status.value.lower() if edge.status else None,
        "cost": step.cost,
        "claims": edge.claims,
        "statements": edge.statements,
        "holders": edge.holders,
        "documents": edge.documents,
        "independent_sources": edge.sources,
        "first_day": edge.first,
        "last_day": edge.last,
        "day_in_order": step.day,
        "edge": edge.key,
        "alternatives": [
            {
                "relation": each.relation,
                "forward": each.source == step.source.id,
                "status": each.status.value.lower() if each.status else None,
                "edge": each.key,
            }
            for each in step.alternatives
        ],
    }


def _ids(graph: Graph, texts: Sequence[str]) -> tuple[str, ...]:
    from allegata.store.naming import resolve

    return tuple(dict.fromkeys(resolve(graph, text).id for text in texts))


def _choice(what: str, text: str, choices: Iterable[str]) -> str:
    """One of the choices, however its letters were typed.

    Raises:
        UsageError: it is none of them; the nearest is suggested.
    """
    known = {each.casefold(): str(each) for each in choices}
    word = text.strip().casefold().replace(" ", "_").replace("-", "_")
    if word in known:
        return known[word]
    hint = nearest(word, list(known)).removeprefix("did you mean ").removesuffix("?")
    if hint:
        raise UsageError(f"There is no {what} {text!r}: did you mean {known[hint]}?")
    raise UsageError(f"There is no {what} {text!r}: there are {', '.join(list(known.values())[:8])} and so on.")


def _date(option: str, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} {text!r} is not a date: write it as in 2024-10-30.") from None
