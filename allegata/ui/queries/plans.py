"""A plan to be read: the steps as a tree, the last one first, with what each of them took."""

from __future__ import annotations

from allegata.store import Plan, Step
from allegata.ui.markup import Markup, element

__all__ = ["plan_told"]

SHORT = 400
"""Characters of a step's details that are shown."""
DEEPEST = 40
"""Steps of indentation that are shown as such."""


def plan_told(plan: Plan) -> Markup:
    """The plan as a table; the rows of a statement that was not run are the planner's guess."""
    steps = plan.lines()
    run = any(step.hits is not None for _, step in steps)
    total = sum(step.hits or 0 for _, step in steps)
    head = ("Step", "What it does", "Rows expected", *(("Rows", "Reads", "Share") if run else ()))
    note = (
        f"{total:,} reads from the store in {len(steps):,} steps. The last step stands first; each takes its rows from "
        "those set in below it."
        if run
        else "The statement was not run: the numbers are what the planner expects. The last step stands first; each "
        "takes its rows from those set in below it."
    )
    rows = [_row(depth, step, total, run) for depth, step in steps]
    table = element(
        "table",
        element("thead", element("tr", *(element("th", each, scope="col") for each in head))),
        element("tbody", *rows),
        cls="al-plan",
    )
    told = element("p", note, cls="al-faint")
    return element("div", told, element("div", table, cls="al-wide", tabindex="0"), cls="al-told")


def _row(depth: int, step: Step, total: int, run: bool) -> Markup:
    indent = f"padding-left: {min(depth, DEEPEST) * 0.9:.1f}rem"
    name = element("span", f"{step.name}{f' ({step.mode})' if step.mode else ''}", cls="al-operator")
    details = step.details if len(step.details) <= SHORT else f"{step.details[:SHORT]}…"
    cells = [
        element("td", element("div", name, style=indent)),
        element("td", details, cls="al-details"),
        element("td", _figure(step.estimated), cls="al-number"),
    ]
    if run:
        share = (step.hits or 0) / total if total else 0.0
        bar = element("span", "", cls="al-bar", style=f"width: {share * 3.4:.2f}rem")
        cells += [
            element("td", "" if step.rows is None else f"{step.rows:,}", cls="al-number"),
            element("td", "" if step.hits is None else f"{step.hits:,}", cls="al-number"),
            element("td", bar, f"{share:.0%}" if share >= 0.005 else "", cls="al-share"),
        ]
    return element("tr", *cells)


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 else f"{number:.3g}"
