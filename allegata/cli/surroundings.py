"""The commands around several actors: what surrounds them, and how they are connected."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from allegata.analysis.draft import Draft, Task, day_of, number_of
from allegata.analysis.joining import join
from allegata.analysis.question import HOPS, MOST_RINGS
from allegata.cli.paths import Form, FormOption, judged, known, show_edges, words
from allegata.cli.session import session
from allegata.model import Kind, Status

__all__ = ["around", "connect"]

ActorsArgument = Annotated[
    list[str], typer.Argument(metavar="ACTOR", help="Ids or names of actors.", show_default=False)
]
RelationOption = Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Only over these types.")]
NeverRelationOption = Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Not over these.")]
OnlyActorOption = Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Only these on the way.")]
NeverActorOption = Annotated[list[str] | None, typer.Option(metavar="ENTITY", help="Not by way of these.")]
KindOption = Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only actors of these kinds.")]
NeverKindOption = Annotated[list[str] | None, typer.Option(metavar="KIND", help="No actors of these kinds.")]
StatusOption = Annotated[
    list[str] | None,
    typer.Option(metavar="STATUS", help="Only over edges of these, and standing facts, which have none."),
]
WithoutOption = Annotated[list[str] | None, typer.Option(metavar="STATUS", help="Not over these edges.")]
HoldersOption = Annotated[str, typer.Option(metavar="N", help="So many spoke of each step, or more.")]
DocumentsOption = Annotated[str, typer.Option(metavar="N", help="Fewest documents behind each step.")]
SinceOption = Annotated[str, typer.Option("--from", metavar="DATE", help="Something of each step happened since.")]
UntilOption = Annotated[str, typer.Option("--to", metavar="DATE", help="Something of each step happened until.")]


def around(
    context: typer.Context,
    actors: ActorsArgument,
    hops: Annotated[str, typer.Option("--hops", metavar="N", help=f"Steps away, 1 to {MOST_RINGS}.")] = "1",
    limit: Annotated[int, typer.Option(min=1, max=1500, metavar="N", help="Most actors, the nearest first.")] = 200,
    relation: RelationOption = None,
    never_relation: NeverRelationOption = None,
    only_actor: OnlyActorOption = None,
    never_actor: NeverActorOption = None,
    kind: KindOption = None,
    never_kind: NeverKindOption = None,
    status: StatusOption = None,
    without_status: WithoutOption = None,
    min_holders: HoldersOption = "0",
    min_documents: DocumentsOption = "0",
    since: SinceOption = "",
    until: UntilOption = "",
    form: FormOption = Form.TABLE,
) -> None:
    """Print everything between some actors and all who are within some steps of one of them.

    \b
    Examples:
      allegata around "North Korea" --hops 2 --limit 30
      allegata around russia nato --relation ACCUSES --format json
    """
    draft = Draft(
        Task.AROUND,
        whom=tuple(actors),
        rings=number_of("hops", hops),
        **_demands(
            *(relation, never_relation, only_actor, never_actor, kind, never_kind, status, without_status),
            *(min_holders, min_documents, since, until),
        ),
    )
    here = session(context)
    judged(here, draft)
    with here.explorable() as graph:
        from allegata.store import seeker_of

        draft, question = known(graph, draft)
        found = seeker_of(graph).around(draft.whom, draft.rings, limit, question)
        show_edges(here, found, form, "Nothing is said of them that fits.")


def connect(
    context: typer.Context,
    actors: ActorsArgument,
    hops: Annotated[str, typer.Option("--max-hops", metavar="N", help=f"Longest path, in steps: 1 to {HOPS}.")] = "4",
    relation: RelationOption = None,
    never_relation: NeverRelationOption = None,
    only_actor: OnlyActorOption = None,
    never_actor: NeverActorOption = None,
    kind: KindOption = None,
    never_kind: NeverKindOption = None,
    status: StatusOption = None,
    without_status: WithoutOption = None,
    min_holders: HoldersOption = "0",
    min_documents: DocumentsOption = "0",
    since: SinceOption = "",
    until: UntilOption = "",
    form: FormOption = Form.TABLE,
) -> None:
    """Find how several actors are connected: the best paths that together make a small tree with all of them.

    \b
    Examples:
      allegata connect "North Korea" Ukraine NATO
      allegata connect russia iran china --without-status contested --format text
    """
    draft = Draft(
        Task.CONNECT,
        whom=tuple(actors),
        hops=number_of("max-hops", hops),
        **_demands(
            *(relation, never_relation, only_actor, never_actor, kind, never_kind, status, without_status),
            *(min_holders, min_documents, since, until),
        ),
    )
    here = session(context)
    judged(here, draft)
    with here.explorable() as graph:
        from allegata.store import seeker_of

        draft, question = known(graph, draft)
        joined = join(draft.whom, seeker_of(graph).connections(draft.whom, question))
        names = {node.id: node.name for node in graph.among(draft.whom).nodes}
        show_edges(here, joined.subgraph, form, "They are not connected by any path that fits.")
        for group in joined.groups if len(joined.groups) > 1 else ():
            told = ", ".join(names[id_] for id_ in group)
            here.terminal.say(f"{'Connected' if len(group) > 1 else 'With none of the others'}: {told}.")


def _demands(
    relation: list[str] | None,
    never_relation: list[str] | None,
    only_actor: list[str] | None,
    never_actor: list[str] | None,
    kind: list[str] | None,
    never_kind: list[str] | None,
    status: list[str] | None,
    without_status: list[str] | None,
    holders: str,
    documents: str,
    since: str,
    until: str,
) -> dict[str, Any]:
    """What both ask of edges and of actors on the way, as fields of a `Draft`."""
    return {
        "relations": tuple(relation or ()),
        "never_relations": tuple(never_relation or ()),
        "actors": tuple(only_actor or ()),
        "never_actors": tuple(never_actor or ()),
        "kinds": words("kind", kind, tuple(Kind)),
        "never_kinds": words("kind", never_kind, tuple(Kind)),
        "statuses": words("status", status, tuple(Status)),
        "without_statuses": words("status", without_status, tuple(Status)),
        "holders": number_of("min-holders", holders),
        "documents": number_of("min-documents", documents),
        "since": day_of(since),
        "until": day_of(until),
    }
