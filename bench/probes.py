"""What is asked of pages: scripts that do something and tell after how many milliseconds it was painted.

Each of them ends the same way: when the condition holds, at the end of the next frame. So a time and its floor have the
same frame in them.
"""

from __future__ import annotations

import time

from playwright.sync_api import Page

__all__ = ["BACK", "EXPAND", "FILTER", "RESYNC", "ROUND_TRIP", "SEEK", "WIPE", "idle"]

_PAINTED = """
  const begun = performance.now();
  const taken = (resolve) => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - begun)));
  const once = (test) => new Promise((resolve, reject) => {
    const look = () => {
      if (test()) taken(resolve);
      else if (performance.now() - begun > 30000) reject(new Error('waited 30 s in vain'));
      else setTimeout(look, 1);
    };
    look();
  });
"""

ROUND_TRIP = f"""root => {{{_PAINTED}
  const before = root.allegata.count();
  root.allegata.act();
  return once(() => root.allegata.count() !== before);
}}"""

EXPAND = f"""(root, id) => {{{_PAINTED}
  const drawn = () => root.allegata.drawn().nodes.length;
  const before = drawn();
  root.allegata.act('expand', [id]);
  return once(() => drawn() > before);
}}"""

BACK = f"""root => {{{_PAINTED}
  const drawn = () => root.allegata.drawn().nodes.length;
  const before = drawn();
  root.allegata.act('back');
  return once(() => drawn() < before);
}}"""

FILTER = f"""(root, what) => {{{_PAINTED}
  const shown = () => root.allegata.shown().edges.length;
  const before = shown();
  root.allegata.act('toggle', [what]);
  return once(() => shown() !== before);
}}"""

RESYNC = "root => root.allegata.act('resync')"
"""Everything is told anew; nothing on the canvas tells when."""

_BOX = """
  const find = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.matches('.searchbox')) return element;
      const inside = element.shadowRoot && find(element.shadowRoot);
      if (inside) return inside;
    }
    return null;
  };
  const box = find(document), input = box.querySelector('input');
  const type = (text) => {
    input.value = text;
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
"""

WIPE = f"""() => {{{_BOX}
  type('');
}}"""

SEEK = f"""text => {{{_PAINTED}{_BOX}
  const said = box.querySelector('.live'), list = box.querySelector('.list');
  said.textContent = '';
  type(text);
  return once(() => said.textContent !== '' && list.childElementCount > 0);
}}"""
"""From the last letter typed to names offered; what there is to say of them is said at the same time."""


def idle(page: Page, seconds: float = 30.0) -> None:
    """Wait until no script has run for a fifth of a second."""
    state = "document.querySelector('[data-testid=stApp]').dataset.testScriptState"
    deadline, still = time.monotonic() + seconds, 0
    while still < 4:
        still = still + 1 if page.evaluate(state) == "notRunning" else 0
        if time.monotonic() > deadline:
            raise SystemExit(f"the page was still busy after {seconds:.0f} s")
        page.wait_for_timeout(50)
