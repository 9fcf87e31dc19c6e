"""What lies on one person's desk: a frozen value, and the one place in the session where it lies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from allegata.model import EdgeEvidence, Hit, Node, Subgraph
from allegata.ui.address import Address
from allegata.ui.canvas import Wire
from allegata.ui.state import ViewState
from allegata.view import Exploration, Scene
from allegata.view.changes import Changes

__all__ = ["News", "Papers", "Sheet", "sheet_of_session"]

KEY = "desk"


@dataclass(frozen=True, slots=True)
class News:
    """What has changed in the data since a file was made: the file, the changes, and rows that tell them."""

    kept: Exploration
    changes: Changes
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Papers:
    """What lies on the desk.

    Attributes:
        state: what is looked at, and the steps that led there.
        wire: what the browser was told last.
        stamp: of the load that the view was drawn from.
        hits: what the last search found.
        sought: the text of the last search.
        search_heard: number of the last event of the search box.
        search_trouble: why the last search has no answer, in a sentence.
        names: of holders who need not be drawn, by id.
        speakers: whose word stands on what is drawn, and the subgraph for which that was read.
        texts: attached texts by document id.
        uploads: number of files offered so far; each gets a fresh field to be put in.
        trouble: what went wrong with the last verb, in a sentence.
        away: whether the database did not answer when it was last asked.
        news: what has changed since the file that was opened last; None: there is none, or it has been read.
        evidence: what stands behind the edges seen, and the scene for which that was read.
    """

    state: ViewState = field(default_factory=ViewState)
    wire: Wire = field(default_factory=Wire)
    stamp: str = ""
    hits: tuple[Hit, ...] = ()
    sought: str = ""
    search_heard: int = 0
    search_trouble: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    speakers: tuple[Subgraph | None, tuple[Node, ...]] = (None, ())
    texts: Mapping[str, str] = field(default_factory=dict)
    uploads: int = 0
    trouble: str = ""
    away: bool = False
    news: News | None = None
    evidence: tuple[Scene | None, Mapping[str, tuple[EdgeEvidence, ...]]] = (None, {})


@dataclass(slots=True)
class Sheet:
    """The one place in a session where papers lie; a `Desk` takes it up once.

    Streamlit may break off a callback wherever it touches the session, and run it again. A verb that went to the
    session for each change would then be half done, with its event acknowledged.
    """

    papers: Papers = field(default_factory=Papers)
    begun: bool = False
    address: Address[str] = field(default_factory=Address)


def sheet_of_session() -> Sheet:
    """Of whoever looks at the page."""
    sheet: Sheet = st.session_state.setdefault(KEY, Sheet())
    return sheet
