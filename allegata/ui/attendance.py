"""Whether somebody still looks at a page."""

from __future__ import annotations

from collections.abc import Callable

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

__all__ = ["Awaited", "attended"]

Awaited = Callable[[], bool]
"""May be asked in any thread."""


def attended() -> Awaited:
    """For the session whose script runs now: whether a browser shows it. Always so where there is none."""
    context = get_script_run_ctx(suppress_warning=True)
    if context is None or not runtime.exists():
        return lambda: True
    session, here = context.session_id, runtime.get_instance()
    return lambda: here.is_active_session(session)
