"""The view: what a person looks at, as a value that can be filtered, rolled up, written down and opened again.

Pure functions and frozen values; whoever has a graph to read from (the explorer, the command line) brings what they
need of it as a `Source`::

    view = View(actors=("north-korea", "russia"), filters=Filters(statuses_off=frozenset({"REPORTED"})))
    scene = build(view, graph)                # what is drawn, what the filters switch off, where everything is
    text = to_text(view)                      # an exploration file, or an address
"""

from __future__ import annotations

from allegata.view.exploration import Exploration, from_address, from_text, to_address, to_text
from allegata.view.filters import CLASSES, Filters, Sifted, Standpoint, describe, sift
from allegata.view.origin import Origin, What
from allegata.view.scene import Scene, Source, build
from allegata.view.view import LAYOUTS, LEVELS, Selection, View

__all__ = [
    "CLASSES",
    "LAYOUTS",
    "LEVELS",
    "Exploration",
    "Filters",
    "Origin",
    "Scene",
    "Selection",
    "Sifted",
    "Source",
    "Standpoint",
    "View",
    "What",
    "build",
    "describe",
    "from_address",
    "from_text",
    "sift",
    "to_address",
    "to_text",
]
