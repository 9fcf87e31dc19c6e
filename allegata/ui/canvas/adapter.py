"""From a `ViewState` to the `Picture` that the canvas draws.

A view that has more to tell (filters, pins, a comparison) makes its own `Picture`; nothing else depends on this.
"""

from __future__ import annotations

from allegata.ui.difference import Picture
from allegata.ui.state import Selected, ViewState

__all__ = ["picture_of"]


def picture_of(view: ViewState, empty: str = "", note: str = "") -> Picture:
    """What is to be seen of this view.

    Args:
        view: what is looked at.
        empty: what an empty canvas says.
        note: what the legend says of that which is not on the canvas.
    """
    selected = view.selected
    return Picture(
        version=view.version,
        subgraph=view.drawn.subgraph,
        positions=view.drawn.positions,
        selected=(Selected(selected.what).value, (selected.id,)) if selected else None,
        focus=view.focus,
        fresh=view.fresh,
        undo="the last change" if view.past else "",
        layouts=(),
        note=note,
        empty=empty,
    )
