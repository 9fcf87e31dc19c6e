"""Accessibility, as far as a program sees it: axe-core, run in the page."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from browser.chromium import dressed
from playwright.sync_api import Page

GRAVE = ("serious", "critical")

RUN = """async () => {
  const told = await axe.run(document, { resultTypes: ['violations'] });
  return told.violations;
}"""


SETTLED = """() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => null)))"""
"""What fades in or out has another contrast meanwhile."""


def violations(page: Page) -> list[str]:
    """Serious and critical violations as lines to read: the rule, where (through open shadow roots), and what is wrong.

    Streamlit's own parts are looked at as well: what they do wrong, our look mends.
    """
    dressed(page)
    page.evaluate(SETTLED)
    if not page.evaluate("Boolean(globalThis.axe)"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    grave = (each for each in page.evaluate(RUN) if each["impact"] in GRAVE)
    found = ((rule, node) for rule in grave for node in rule["nodes"])
    return [f"{rule['id']}: {_selector(node['target'])}: {_told(rule, node)}" for rule, node in found]


def _selector(target: list[Any]) -> str:
    """A list within axe's list leads into a shadow root."""
    steps = (" >> ".join(step) if isinstance(step, list) else str(step) for step in target)
    return " | ".join(steps)


def _told(rule: dict[str, Any], node: dict[str, Any]) -> str:
    checks = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return f"{'; '.join(checks) or rule['help']} in {node['html'][:160]}"
