"""The script of a component of ours, as Streamlit is to be given it.

Of a script that it fetches by a path, Streamlit puts a new element into the page for every message, and hands the
message over only when the browser has told that this is loaded: up to a frame later. So it is given a few lines that
stand in the page and fetch the real script once.
"""

from __future__ import annotations

import json

__all__ = ["fetched_once"]

_TEXT = """const address = new URL({path}, document.baseURI);
let script;
export default async function (component) {{
  // A browser remembers that a script could not be had; with another address it is asked for again.
  script ??= import(address).catch(() => import(`${{address}}?again=${{Date.now()}}`));
  try {{
    return (await script).default(component);
  }} catch (error) {{
    script = undefined;
    throw error;
  }}
}}
"""


def fetched_once(component: str, file: str) -> str:
    """What to register as the script of a component.

    Args:
        component: its full name, as in "allegata.canvas".
        file: a script in its folder of assets.
    """
    return _TEXT.format(path=json.dumps(f"_stcore/bidi-components/{component}/{file}"))
