"""The picture on the canvas, out of the state of a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from allegata.ui.difference import Picture
from allegata.ui.state import ViewState
from allegata.view import LAYOUTS
from allegata.view.told import left_out, mark_words

__all__ = ["picture"]

EMPTY = "The canvas is empty. Search for a name above, or choose one of the beginnings at the right."
ALL_OFF = "The filters switch off all that is drawn: change them, or undo."


def picture(
    state: ViewState,
    name_of: Callable[[str], str],
    types: tuple[str, ...] = (),
    layouts: tuple[str, ...] = LAYOUTS,
    discs: Mapping[str, str] | None = None,
) -> Picture:
    """What the browser is to show.

    Args:
        state: of the session.
        name_of: the name of an entity by its id.
        types: relationship types of a database that Allegata did not load, the frequent ones first.
        layouts: those that can be chosen.
        discs: the colours of kinds of nodes where persons chose some.
    """
    scene, view = state.scene, state.scene.view
    filters = view.filters
    selection = view.selection
    return Picture(
        version=state.version,
        subgraph=scene.shown,
        positions={id_: (float(x), float(y)) for id_, (x, y) in scene.places.items()},
        off_nodes=scene.sifted.off_nodes,
        off_edges=scene.sifted.off_edges,
        pinned=view.pinned,
        marks=scene.sifted.marks,
        counts=scene.sifted.counts,
        unit="claim" if filters.clock == "happened" else "statement",
        mark_words=mark_words(filters, name_of),
        switched_off={
            "family": filters.families_off,
            "status": frozenset("" if each == "standing" else each for each in filters.statuses_off),
            "kind": filters.kinds_off,
        },
        selected=(selection.what.value, selection.ids) if selection else None,
        focus=state.focus,
        fresh=state.fresh,
        undo=state.undo,
        redo=state.redo,
        layout=view.layout,
        layouts=layouts,
        types=types,
        discs=discs or {},
        note=left_out(scene),
        empty=ALL_OFF if scene.shown.nodes else EMPTY,
    )
