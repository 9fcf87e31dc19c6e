"""The command around paths: how two actors are linked, over how many steps, and on whose word."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from allegata.analysis.draft import Draft, Task, day_of, number_of
from allegata.analysis.path import Path, Step
from allegata.analysis.question import HOPS, MOST, Question, choice
from allegata.analysis.telling import chain, relation_of, standing, tell, tell_reasons
from allegata.cli.output import Output, show, show_json
from allegata.cli.session import Session, session
from allegata.model import Edge, Kind, Node, Status, Subgraph
from allegata.vocabulary import relations
from allegata.wording import counted, label_of

if TYPE_CHECKING:
    from allegata.store import Explorable

__all__ = ["Form", "FormOption", "judged", "known", "paths", "show_edges", "show_paths", "words"]

COLUMNS = (
    *("path", "step", "from", "relation", "to", "status", "holders", "documents", "independent sources"),
    *("first day", "last day", "other relations", "weakest"),
)

EDGE_COLUMNS = (
    *("from", "relation", "to", "status", "statements", "holders", "documents", "independent sources"),
    *("first day", "last day"),
)


class Form(StrEnum):
    """How paths are printed."""

    TABLE = "table"
    JSON = "json"
    TEXT = "text"


FormOption = Annotated[Form, typer.Option("--format", help="Table, JSON, or text: each step in words.")]


def paths(
    context: typer.Context,
    source: Annotated[str, typer.Argument(metavar="FROM", help="Id or name of an actor.", show_default=False)],
    target: Annotated[str, typer.Argument(metavar="TO", help="Id or name of another.", show_default=False)],
    most: Annotated[str, typer.Option("-k", metavar="N", help=f"How many paths, 1 to {MOST}.")] = "5",
    hops: Annotated[str, typer.Option("--max-hops", metavar="N", help=f"Longest, in steps: 1 to {HOPS}.")] = "4",
    or_from: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Or from here; repeatable.")] = None,
    or_to: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Or to here; repeatable.")] = None,
    relation: Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Only over these types.")] = None,
    never_relation: Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Not over these.")] = None,
    through: Annotated[str, typer.Option(metavar="ENTITY", help="Only by way of this actor.")] = "",
    only_actor: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Only these on the way.")] = None,
    never_actor: Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Not by way of these.")] = None,
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only actors of these kinds between.")] = None,
    never_kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="No actors of these between.")] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(metavar="STATUS", help="Only over edges of these, and standing facts, which have none."),
    ] = None,
    without_status: Annotated[list[str] | None, typer.Option(metavar="STATUS", help="Not over these edges.")] = None,
    min_holders: Annotated[str, typer.Option(metavar="N", help="So many spoke of each step, or more.")] = "0",
    min_documents: Annotated[str, typer.Option(metavar="N", help="Fewest documents behind each step.")] = "0",
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="Something of each step happened since.")] = "",
    until: Annotated[str, typer.Option("--to", metavar="DATE", help="Something of each step happened until.")] = "",
    in_time_order: Annotated[bool, typer.Option("--in-time-order", help="No step before the one before it.")] = False,
    directed: Annotated[bool, typer.Option("--directed", help="Every step goes the way of its edge.")] = False,
    all_shortest: Annotated[
        bool, typer.Option("--all-shortest", help="All shortest paths, as the edges that they lead over.")
    ] = False,
    form: FormOption = Form.TABLE,
) -> None:
    """Find the best paths between two actors, and say on whose word each step stands.

    Shorter paths come first; of the same length those whose weakest step has the better evidence. When there is none,
    stderr tells which condition, left out alone, would give one. docs/paths.md has the rule.

    \b
    Examples:
      allegata paths "North Korea" Ukraine
      allegata paths "North Korea" Ukraine -k 3 --without-status contested --format text
      allegata paths "North Korea" nato --all-shortest
      allegata paths russia nato --in-time-order --from 2024-10-01 --relation ACCUSES --relation DENIES
    """
    draft = Draft(
        Task.SHORTEST if all_shortest else Task.BEST,
        (source, *(or_from or ())),
        (target, *(or_to or ())),
        (),
        number_of("k", most),
        number_of("max-hops", hops),
        1,
        directed,
        tuple(relation or ()),
        tuple(never_relation or ()),
        tuple(only_actor or ()),
        tuple(never_actor or ()),
        words("kind", kind, tuple(Kind)),
        words("status", without_status, tuple(Status)),
        number_of("min-holders", min_holders),
        number_of("min-documents", min_documents),
        day_of(since),
        day_of(until),
        in_time_order,
        through,
        words("kind", never_kind, tuple(Kind)),
        words("status", status, tuple(Status)),
    )
    here = session(context)
    somebody = "*" if draft.through else ""
    judged(here, replace(draft, sources=("?",), targets=("!",), actors=(), never_actors=(), through=somebody))
    with here.explorable() as graph:
        _, question = known(graph, draft)
        if all_shortest:
            from allegata.store import seeker_of

            show_edges(here, seeker_of(graph).shortest(question), form, "There is no path of this length that fits.")
        else:
            _print(here, graph, question, form)


def judged(here: Session, draft: Draft) -> None:
    """What needs no database is judged before one is started.

    Raises:
        UsageError: it makes no sense as asked.
    """
    # Somebody else's database has relationship types of its own.
    ours = here.settings.managed and here.settings.schema != "foreign"
    (_typed(draft) if ours else replace(draft, relations=(), never_relations=())).question()


def known(graph: Explorable, draft: Draft) -> tuple[Draft, Question]:
    """A draft in words, with ids and types instead, and the question that it makes.

    Raises:
        NotFound: an actor is not in the database, or can be several; the text lists those.
        UsageError: it makes no sense as asked.
    """
    from allegata.store import types_of
    from allegata.store.naming import resolve

    draft = _typed(draft, types_of(graph))
    nodes = {word: resolve(graph, word) for word in draft.named}
    resolved = draft.resolved({word: node.id for word, node in nodes.items()})
    return resolved, resolved.question({node.id: node.name for node in nodes.values()})


def _typed(draft: Draft, schema: tuple[str, ...] = ()) -> Draft:
    types = schema or relations()
    only, never = (words("relation type", each, types) for each in (draft.relations, draft.never_relations))
    return replace(draft, relations=only, never_relations=never, schema=schema)


def words(what: str, texts: Sequence[str] | None, choices: Iterable[str]) -> tuple[str, ...]:
    """Each one of the choices, however its letters were typed.

    Raises:
        UsageError: one is none of them; the nearest is suggested.
    """
    choices = tuple(choices)
    return tuple(choice(what, each, choices) for each in texts or ())


def show_edges(here: Session, found: Subgraph, form: Form, none: str) -> None:
    """Print a picture as its edges, the strongest first.

    Args:
        here: the command at work.
        found: what is printed.
        form: how.
        none: what is said when there is nothing.
    """
    names = {node.id: node.name for node in found.nodes}
    edges = sorted(found.edges, key=lambda edge: (-edge.statements, names[edge.source], edge.relation, edge.key))
    if form is Form.JSON:
        show_json([_edge_object(edge, names) for edge in edges])
    elif form is Form.TEXT:
        sys.stdout.writelines(
            f"{names[edge.source]} {label_of(edge.relation)} {names[edge.target]} ({standing(edge)}).\n"
            for edge in edges
        )
    elif edges:
        show(EDGE_COLUMNS, (_edge_row(edge, names) for edge in edges), Output.TABLE)
    if not edges:
        here.terminal.say(none)
    if found.hidden:
        here.terminal.say(f"{counted(found.hidden, 'weaker relation')} between them left out.")
    if found.left_out:
        here.terminal.say(f"{counted(found.left_out, 'less linked actor')} of the last step left out.")


def _print(here: Session, graph: Explorable, question: Question, form: Form) -> None:
    from allegata.store import seeker_of

    search = seeker_of(graph)
    answer = search.best(question)
    show_paths(graph, answer.paths, form)
    if answer.cut:
        here.terminal.say(answer.cut)
    elif not answer.paths:
        here.terminal.say(f"There is no path of up to {counted(question.hops, 'step')} that fits.")
        for line in tell_reasons(search.why_none(question)):
            here.terminal.say(line)


def show_paths(graph: Explorable, paths: Sequence[Path], form: Form) -> None:
    """Print paths, each step on a line."""
    if form is Form.TEXT:
        told = graph.tellings([step.edge for path in paths for step in path.steps])
        sys.stdout.write("\n".join("".join(f"{line}\n" for line in tell(path, told)) for path in paths))
    elif form is Form.JSON:
        show_json([_object(place, path) for place, path in enumerate(paths, 1)])
    elif paths:
        show(COLUMNS, _rows(paths), Output.TABLE)


def _rows(paths: Sequence[Path]) -> Iterable[tuple[object, ...]]:
    for place, path in enumerate(paths, 1):
        for at, step in enumerate(path.steps):
            edge = step.edge
            yield (
                *(place, at + 1, step.source.name, relation_of(step), step.target.name),
                _status(edge),
                *(edge.holders, edge.documents, edge.sources),
                *(str(edge.first or ""), str(edge.last or "")),
                ", ".join(dict.fromkeys(label_of(each.relation) for each in step.alternatives)),
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
        **_weight(edge),
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


def _weight(edge: Edge) -> dict[str, object]:
    """How much stands behind an edge, and from when to when."""
    return {
        "claims": edge.claims,
        "statements": edge.statements,
        "holders": edge.holders,
        "documents": edge.documents,
        "independent_sources": edge.sources,
        "first_day": edge.first,
        "last_day": edge.last,
    }


def _status(edge: Edge) -> str:
    if edge.foreign:
        return ""
    return edge.status.value.lower() if edge.status else "standing fact"


def _edge_row(edge: Edge, names: Mapping[str, str]) -> tuple[object, ...]:
    days = (str(edge.first or ""), str(edge.last or ""))
    counts = (edge.statements, edge.holders, edge.documents, edge.sources)
    return (names[edge.source], label_of(edge.relation), names[edge.target], _status(edge), *counts, *days)


def _edge_object(edge: Edge, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "from": edge.source,
        "from_name": names[edge.source],
        "relation": edge.relation,
        "to": edge.target,
        "to_name": names[edge.target],
        "status": edge.status.value.lower() if edge.status else None,
        **_weight(edge),
        "edge": edge.key,
    }
