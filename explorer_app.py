"""The frame of the explorer: settings, the open database, navigation, and the one error boundary."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from allegata import settings
from allegata.errors import AllegataError
from allegata.settings import Settings
from allegata.start import Handle
from allegata.ui.connection import already, database
from allegata.ui.doors import PATHS
from allegata.ui.loads import tell_of_loads
from allegata.ui.markup import markdown
from allegata.ui.pages.explorer import explorer
from allegata.ui.pages.help import help_page
from allegata.ui.pages.imports import imports
from allegata.ui.pages.paths import paths_page
from allegata.ui.pages.queries import queries

ASSETS = Path(__file__).parent / "allegata" / "ui" / "assets"
ICON, LOGO = ASSETS / "icon.svg", ASSETS / "logo.svg"


def opened(page: str) -> tuple[Handle, Settings]:
    """The open database for a page, with a word about what is being loaded into it."""
    in_force = settings.load()
    handle = database(in_force)
    tell_of_loads(handle.graph, page)
    return handle, in_force


def explorer_page() -> None:
    """The explorer on the open database."""
    handle, in_force = opened("explorer")
    explorer(handle.graph, in_force)


def paths() -> None:
    """The page for paths on the open database."""
    handle, in_force = opened("paths")
    paths_page(handle.graph, in_force)


def queries_page() -> None:
    """Saved queries, and queries of one's own, on the open database."""
    handle, in_force = opened("queries")
    queries(handle.graph, handle.gate(in_force), in_force)


def import_page() -> None:
    """Graphs of somebody else, into the open database."""
    handle, in_force = opened("import")
    imports(handle.graph, in_force)


def help_on() -> None:
    """How to read what is drawn; of a database that does not answer as well."""
    handle = already(settings.load())
    help_page(claims=handle is None or handle.graph.claims)


def main() -> None:
    """Draw the page that the address names."""
    st.set_page_config(page_title="Allegata", page_icon=str(ICON), layout="wide")
    st.logo(str(LOGO), icon_image=str(ICON), size="medium")
    page = st.navigation(
        [
            st.Page(explorer_page, title="Explorer", icon=":material/hub:", default=True),
            st.Page(paths, title="Paths", icon=":material/route:", url_path=PATHS),
            st.Page(queries_page, title="Queries", icon=":material/manage_search:", url_path="queries"),
            st.Page(import_page, title="Import", icon=":material/upload_file:", url_path="import"),
            st.Page(help_on, title="Help", icon=":material/help:", url_path="help"),
        ],
        position="top",
    )
    try:
        page.run()
    except AllegataError as error:
        st.error(markdown(str(error)))
        if st.button("Try again", type="primary"):
            st.rerun()


main()
