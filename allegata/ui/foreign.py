"""What the screen tells of a database that Allegata did not load: no word of claims. Readings in, markup out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from allegata import view
from allegata.model import NodeReading, PropertiesReading, Property, Subgraph
from allegata.settings import Settings
from allegata.store import Captions, Colours, Explorable, ForeignGraph, database_key
from allegata.ui.markup import Markup, element
from allegata.wording import counted, label_of, shortened

__all__ = [
    "BEHIND",
    "FILTERS",
    "LAYOUTS",
    "LEGEND",
    "SEARCH",
    "SEARCH_HELP",
    "caption_choices",
    "captioned",
    "choose_caption",
    "choose_colour",
    "edge_told",
    "node_told",
    "welcome",
]

BEHIND = "What stands on the relationships behind it."
FILTERS = "Which relations are drawn, and how nodes are named and coloured."
LEGEND = {
    "family": ("Without types", "Types of relationship, as the legend of the canvas has them."),
    "kind": ("Without kinds", "Kinds of nodes, and all their relationships."),
}
"""What the legend switches: a title, and a word of help."""

LAYOUTS = tuple(each for each in view.LAYOUTS if each != "time")
"""Without days there is nothing to lay out by time."""

SEARCH = "Search a name …"
SEARCH_HELP = "What nodes are named by; one slip is forgiven. Enter shows the best match."
HINT = (
    "Click a node for its properties, a line for those of the relationships; "
    "double-click a node to draw its neighbours."
)

SHORT = 300
"""Characters of a value that are shown."""


# ── Captions and colours ─────────────────────────────────────────────────────────────────────────────────────────


def captioned(graph: Explorable, settings: Settings) -> Explorable:
    """The graph with captions and colours as they were chosen last, by whomever; `Graph` stays as it is."""
    if not isinstance(graph, ForeignGraph):
        return graph
    key = database_key(graph.reader.connection)
    named = graph.with_captions(Captions.load(settings.home, key))
    return named.with_colours(Colours.load(settings.home, key))


def caption_choices(graph: ForeignGraph) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """For each label: the property that names its nodes now, or "", and all that could, the best first."""
    names = graph.schema.captions(graph.captions)
    return tuple(
        (label, next(iter(names[label]), ""), graph.schema.candidates(label)) for label, _ in graph.schema.labels
    )


def choose_caption(graph: ForeignGraph, settings: Settings, label: str, property: str) -> ForeignGraph:
    """Name the nodes of a label by a property, from now on; "" leaves it to Allegata.

    Raises:
        OSError: the data folder cannot be written.
    """
    key = database_key(graph.reader.connection)
    captions = Captions.load(settings.home, key).choosing(label, property)
    captions.save(settings.home, key)
    return graph.with_captions(captions)


def choose_colour(graph: ForeignGraph, settings: Settings, label: str, colour: str) -> ForeignGraph:
    """Draw the nodes of a label in a colour (``#rrggbb``), from now on; "" leaves it to Allegata.

    Raises:
        OSError: the data folder cannot be written.
    """
    key = database_key(graph.reader.connection)
    colours = Colours.load(settings.home, key).choosing(label, colour.lower())
    colours.save(settings.home, key)
    return graph.with_colours(colours)


# ── The inspector ────────────────────────────────────────────────────────────────────────────────────────────────


def welcome(drawn: Subgraph, hint: str = HINT) -> Markup:
    """What is said while nothing is selected: what is drawn, by kind and by type; ``hint`` tells what can be done."""
    kinds = Counter(node.kind for node in drawn.nodes)
    types = Counter(edge.relation for edge in drawn.edges)
    return element(
        "div",
        element("h2", "What is drawn"),
        element("p", hint),
        *_numbers("Nodes", kinds.most_common(12), len(kinds)),
        *_numbers("Relationship types", types.most_common(12), len(types)),
        cls="al-told",
    )


def node_told(reading: NodeReading) -> Markup:
    """A node: labels, name, properties, relationships by type and direction."""
    parts = [
        element("div", " · ".join(reading.labels) or reading.node.kind, cls="al-kind"),
        element("h2", shortened(reading.node.name)),
    ]
    if reading.properties:
        unread = [_faint(f"{counted(reading.unread, 'property', 'properties')} more.")] if reading.unread else []
        parts.append(_section("Properties", _table(reading.properties), *unread))
    if reading.relations:
        rows = [
            _row(f"{shortened(type_, 80)} {'→' if way == 'out' else '←'}", f"{number:,}")
            for type_, way, number in reading.relations
        ]
        more = [_faint(f"and {counted(reading.uncounted, 'relationship')} more, not counted by type.")]
        parts.append(
            _section("Relationships", element("table", *rows, cls="al-relations"), *(more if reading.uncounted else []))
        )
    return element("div", *parts, cls="al-told")


def edge_told(reading: PropertiesReading) -> Markup:
    """An edge: the sentence it is, how many relationships it stands for, and what stands on each."""
    edge = reading.edge
    sentence = element(
        "h2",
        shortened(reading.source.name),
        " ",
        element("span", shortened(label_of(edge.relation), 80), cls="al-verb"),
        " ",
        shortened(reading.target.name),
    )
    with_properties = [each for each in reading.relationships if each]
    bare = len(reading.relationships) - len(with_properties)
    tables = [element("article", _table(each)) for each in with_properties]
    if bare and with_properties:
        tables.append(_faint(f"{counted(bare, 'relationship')} without properties."))
    if not with_properties:
        tables.append(_faint("No properties."))
    if reading.left_out:
        tables.append(_faint(f"{counted(reading.left_out, 'relationship')} not shown."))
    return element(
        "div",
        element("div", shortened(edge.relation, 80), cls="al-kind"),
        sentence,
        element("p", counted(edge.claims, "relationship"), cls="al-faint"),
        *tables,
        cls="al-told",
    )


def _table(properties: Sequence[Property]) -> Markup:
    return element("table", *(_row(shortened(each.name, 80), *_value(each)) for each in properties), cls="al-relations")


def _value(it: Property) -> list[str]:
    short = it.value[:SHORT]
    unseen = len(it.value) - len(short)
    if it.unit == "character":
        missing = counted(unseen + it.cut, "character") if unseen + it.cut else ""
    else:
        missing = " and ".join(
            counted(number, unit) for number, unit in ((unseen, "character"), (it.cut, it.unit)) if number
        )
    return [short, *([element("span", f" … {missing} more", cls="al-faint")] if missing else [])]


def _row(name: str, *value: str) -> Markup:
    return element("tr", element("td", name), element("td", *value))


def _numbers(title: str, pairs: Sequence[tuple[str, int]], of: int) -> list[Markup]:
    if not pairs:
        return []
    more = [_faint(f"and {of - len(pairs)} more")] if of > len(pairs) else []
    rows = [_row(shortened(name, 80), f"{number:,}") for name, number in pairs]
    return [_section(title, element("table", *rows, cls="al-relations"), *more)]


def _section(title: str, *children: str) -> Markup:
    return element("section", element("h3", title), *children)


def _faint(text: str) -> Markup:
    return element("p", text, cls="al-faint")
