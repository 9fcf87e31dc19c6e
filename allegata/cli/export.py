"""The command that makes files of views: figures, and every format of the table of writers."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegata.cli.queries import given_parameters
from allegata.cli.session import Session, session
from allegata.cli.view import read_view, say_changes
from allegata.errors import AllegataError, UsageError
from allegata.render.export import Export, Writer
from allegata.render.writers import WRITERS
from allegata.view import Origin, Scene, View, What, build
from allegata.view.exploration import Exploration
from allegata.view.leaving import Leaving, leaving
from allegata.view.view import LAYOUTS

if TYPE_CHECKING:
    from allegata.render.figure import Design, Figure
    from allegata.store import Explorable

__all__ = ["export"]

FIGURES = (".png", ".svg", ".pdf")
MOST_HOPS = 6

Made = Callable[[Export], tuple[bytes, tuple[str, ...]]]
"""Makes a file of an export: its content, and what is to be said of it."""


def export(
    context: typer.Context,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File to write, by its ending.")],
    query: Annotated[str, typer.Option(metavar="NAME", help="Draw what a saved query finds.")] = "",
    parameters: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="Of the query; repeatable.")
    ] = None,
    around: Annotated[str, typer.Option(metavar="ENTITY", help="Draw an actor and those near him.")] = "",
    hops: Annotated[int, typer.Option(min=1, max=MOST_HOPS, metavar="N", help="How near, in steps.")] = 1,
    view: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw a view: an exploration, or a figure made from one.")
    ] = None,
    size: Annotated[
        str, typer.Option(help="column, full, slide, square, or millimetres: 140, 140x90.", metavar="SIZE")
    ] = "full",
    ground: Annotated[str, typer.Option(help="white, light, dark, transparent.", metavar="GROUND")] = "white",
    dpi: Annotated[int, typer.Option(help="Dots an inch, of a PNG.", metavar="N")] = 300,
    labels: Annotated[
        str, typer.Option(help="On lines: auto, relations, numbers, counts, none.", metavar="WHAT")
    ] = "auto",
    title: Annotated[
        str | None, typer.Option(metavar="TEXT", help='Above the graph; that of the view, else. "" for none.')
    ] = None,
    caption: Annotated[str | None, typer.Option(metavar="TEXT", help='Below it, likewise. "" for none.')] = None,
    legend: Annotated[bool, typer.Option("--legend/--no-legend", help="What colours, lines and shapes mean.")] = True,
    sources: Annotated[
        bool, typer.Option("--sources/--no-sources", help="Number the edges, and list who said so and where.")
    ] = False,
    filters: Annotated[
        bool, typer.Option("--filters/--no-filters", help="Say which are in force, and what they hide.")
    ] = True,
    origin: Annotated[
        bool, typer.Option("--origin/--no-origin", help="Say which query or exploration it came from.")
    ] = False,
    date: Annotated[str, typer.Option(metavar="DATE", help="Write a day on it: today, or as in 2024-10-31.")] = "",
    bare: Annotated[bool, typer.Option("--bare", help="Leave out all that is needed to open the file again.")] = False,
    layout: Annotated[str, typer.Option(metavar="NAME", help=f"{', '.join(LAYOUTS)}; not with --view.")] = "",
    seed: Annotated[int, typer.Option(min=0, metavar="N", help="Of the layout: another number, another start.")] = 0,
) -> None:
    """Make a figure, or a file for another program, of a view.

    What is drawn equals the screen: the same places, colours and filters. PNG, SVG and PDF carry what is needed to open
    them again (in the app, with --view, with `allegata diff`), unless --bare is said. docs/figures.md tells all of it.

    \b
    Examples:
      allegata export --around "North Korea" -o korea.pdf
      allegata export --query who-accuses-whom -p who=Moscow -o moscow.svg --size column --sources
      allegata export --view troops.allegata.json -o troops.png --dpi 600 --ground transparent
      allegata export --view troops.pdf -o again.pdf --title "As of today" --date today
      allegata export --around "North Korea" -o korea.gexf
      allegata export --around "North Korea" -o korea/        # our own tables, for allegata load
    """
    if sum(map(bool, (query, around, view))) != 1:
        raise UsageError("Say what is to be drawn: one of --query NAME, --around ENTITY, --view FILE.")
    if view and (layout or seed):
        raise UsageError("--layout and --seed do not go with --view: a view has its places.")
    if layout and layout not in LAYOUTS:
        raise UsageError(f"There is no layout {layout!r}: choose {', '.join(LAYOUTS)}.")
    if parameters and not query:
        raise UsageError("-p goes with --query: it is a parameter of a saved query.")
    design, make, writer = _format(out, size, ground, dpi, labels, legend, sources, filters, origin or bool(date))
    made = _day(date)
    here = session(context)
    asked = Origin(What.QUERY, query, "", tuple(given_parameters(parameters or []).items())) if query else None
    file = read_view(view) if view else None
    with here.explorable() as graph:
        scene = _scene(here, graph, asked, around, hops, file, layout, seed)
        wish = Leaving(
            title if title is not None else file.title if file else "",
            caption if caption is not None else file.note if file else "",
            evidence=writer.evidence if writer else bool(design and (design.sources or design.labels == "numbers")),
            source=_came_from(around, hops, graph, scene, file) if origin else "",
            made=made,
            bare=bare,
            records=bool(writer and writer.records),
        )
        leaves = leaving(scene, graph, wish, () if graph.claims else graph.families, graph.discs)
    if not origin:
        leaves = _without_origin(leaves)
    content, remarks = make(leaves)
    _write(out, content)
    for remark in remarks:
        here.terminal.say(remark)
    here.terminal.say(f"{out}: {len(leaves.subgraph.nodes)} actors, {len(leaves.subgraph.edges)} relations.")
    # A view that was written by hand knows no statuses: there is nothing to compare.
    if file and file.statuses:
        say_changes(here, file, scene)


def _without_origin(leaves: Export) -> Export:
    return replace(leaves, origin="", fingerprint="")


def _format(
    out: Path,
    size: str,
    ground: str,
    dpi: int,
    labels: str,
    legend: bool,
    sources: bool,
    filters: bool,
    origin: bool,
) -> tuple[Design | None, Made, Writer | None]:
    """By the ending of the file: the design of a figure or the writer of another format, and how the file is made."""
    name = str(out).lower()
    suffix = next((each for each in sorted(WRITERS, key=len, reverse=True) if name.endswith(each)), "")
    if not suffix and (out.is_dir() or out.suffix.lower() in ("", ".zip")):
        suffix = "/"
    if suffix:
        writer = WRITERS[suffix]

        def write(leaves: Export) -> tuple[bytes, tuple[str, ...]]:
            lost = writer.lost(claims=not leaves.types)
            return writer.write(leaves), (lost,) if lost else ()

        return None, write, writer
    if out.suffix.lower() not in FIGURES:
        known = ", ".join((*FIGURES, *(each for each in WRITERS if each != "/")))
        raise UsageError(
            f"{out}: its ending says no format that can be written. There are {known}, "
            "and a folder or .zip of our tables."
        )
    # The libraries behind figures take their time to import.
    from allegata.render.figure import Design, draw, page_of

    design = Design(page_of(size), ground, dpi, labels, legend, True, sources, filters, origin)

    def make(leaves: Export) -> tuple[bytes, tuple[str, ...]]:
        figure: Figure = draw(leaves, out.suffix.lower(), design)
        return figure.content, figure.remarks

    return design, make, None


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    if text.strip().lower() == "today":
        return dt.datetime.now(dt.UTC).date()
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"--date {text!r} is no day: say today, or write it as in 2024-10-31.") from None


def _scene(
    here: Session,
    graph: Explorable,
    asked: Origin | None,
    around: str,
    hops: int,
    file: Exploration | None,
    layout: str,
    seed: int,
) -> Scene:
    """What is to be drawn."""
    if file:
        return build(file.view, graph)
    view = _found(here, graph, asked) if asked else _near(here, graph, around, hops)
    view = replace(view, layout=layout or view.layout, seed=seed)
    return build(view, graph)


def _found(here: Session, graph: Explorable, asked: Origin) -> View:
    """The graph in what a saved query finds: its actors, and of their relations those that are in it, if any are.

    Of a query that does not come with Allegata the view has the statement too: elsewhere its name says nothing.
    """
    from allegata.catalog import load
    from allegata.store import Gate, Graph, types_of
    from allegata.store.naming import resolve

    if not isinstance(graph, Graph):
        raise UsageError(
            "--query draws answers of a database that Allegata loaded, and this is none: say --around or --view."
        )
    query = load(here.settings.home).get(asked.name)
    gate = Gate(graph.reader.connection, here.settings)
    given = dict(asked.parameters)
    values = query.bind(given, lambda text: resolve(graph, text).id, gate.listed, types_of(graph))
    answer = gate.run(query.statement, values)
    if not answer.entities:
        raise AllegataError(
            f"The query {asked.name} finds no actors that could be drawn: choose one that returns a graph "
            "(`allegata queries` lists them), or other parameters."
        )
    if told := answer.cut or answer.more:
        here.terminal.say(told)
    most = max(here.settings.edge_limit, len(answer.edge_keys))
    actors = answer.entities[: here.settings.draw_limit]
    origin = replace(asked, statement=query.statement if query.own else "")
    view = View(actors=actors, most=most).coming_from(origin)
    if not answer.edge_keys:
        return view
    wanted = set(answer.edge_keys)
    # All edges among the actors are read, so that none of those that were found is left out for others.
    base = graph.among(actors, 20_000)
    others = frozenset(edge.key for edge in base.edges if edge.key not in wanted)
    return replace(view, hidden=others, most=max(most, len(base.edges), 1))


def _near(here: Session, graph: Explorable, around: str, hops: int) -> View:
    """An actor and those near him, the strongest neighbours first."""
    from allegata.store.naming import resolve

    first = resolve(graph, around)
    actors, edge = [first.id], [first.id]
    left = 0
    for _ in range(hops):
        found: list[str] = []
        for id_ in edge:
            room = here.settings.draw_limit - len(actors)
            if room <= 0:
                break
            more = graph.neighbours(id_, drawn=actors, limit=min(room, here.settings.expand_limit))
            left += more.left_out
            new = [node.id for node in more.nodes if node.id not in set(actors)]
            actors += new
            found += new
        edge = found
    if left:
        here.terminal.say(f"Of each actor the {here.settings.expand_limit} strongest neighbours are drawn.")
    return View(actors=tuple(actors), most=here.settings.edge_limit)


def _came_from(around: str, hops: int, graph: Explorable, scene: Scene, file: Exploration | None) -> str:
    if file:
        return file.called
    if not around:
        return ""
    first = scene.view.actors[0] if scene.view.actors else around
    name = next((node.name for node in scene.base.nodes if node.id == first), around)
    return f"{name} and neighbours" if hops == 1 else f"Up to {hops} steps around {name}"


def _write(out: Path, content: bytes) -> None:
    try:
        if str(out).endswith("/") or out.is_dir() or not out.suffix:
            _unpack(out, content)
            return
        out.write_bytes(content)
    except OSError as error:
        raise AllegataError(f"{out} cannot be written: {error.strerror or error}.") from error


def _unpack(folder: Path, content: bytes) -> None:
    """A folder of files that came as a ZIP of ours."""
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            (folder / Path(name).name).write_bytes(packed.read(name))
