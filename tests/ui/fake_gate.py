"""What runs statements, without a server: a few words of a statement decide what comes of it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from allegata.answer import Answer, Link, Point
from allegata.errors import QueryFailed, QueryRefused, QueryStopped
from allegata.store import Halt, Plan, Step

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(2)) $x^2$ :red[y]"
ARIA = Point("4:x:1", ("Entity", "State"), {"id": "aria", "name": "Aria", "degree": 7})
BOREAL = Point("4:x:2", ("Entity", "State"), {"id": "boreal", "name": HOSTILE, "note": "<b>x</b>"})
CLAIM = Point("4:x:3", ("Claim",), {"id": "c1", "text": "A ship was seen."})
ACCUSES = Link(
    "5:x:1", "ACCUSES", "4:x:1", "4:x:2", {"edge_key": "k", "status": "CONTESTED", "n_claims": 2, "n_statements": 5}
)
SUBJECT = Link("5:x:2", "SUBJECT", "4:x:3", "4:x:1")
ANSWER = Answer(
    ("who", "how_many", "formula", "a", "r"),
    (
        ("Aria", 3, "=1+1", dict(ARIA.properties), {"type": "ACCUSES"}),
        (HOSTILE, 11, "-", dict(BOREAL.properties), None),
    ),
    (ARIA, BOREAL, CLAIM),
    (ACCUSES, SUBJECT),
    (False, False, False, True, True),
    "",
    0.012,
)  # fmt: skip
PLAN = Plan(
    "r",
    Step("ProduceResults", "", "", "n", 10.0, 3, 0, (
        Step("Expand", "All", "", "(a)-[r:ACCUSES]->(<b>b</b>)", 20.0, 3, 70,
             (Step("NodeUniqueIndexSeek", "", "", "UNIQUE a:Entity(id)", 1.0, 1, 30, ()),)),
    )),
    ("n",),
)  # fmt: skip


class FakeGate:
    """Everything is answered with `ANSWER`, unless the statement says otherwise."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def run(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Answer:
        self.asked.append((text, dict(parameters or {})))
        if "RETURNN" in text:
            raise QueryFailed("Line 2, column 5: Invalid input 'RETURNN'.", 2, 5)
        if "CREATE" in text:
            raise QueryRefused("This statement would write (Create): here one can only read the graph.")
        while "FOREVER" in text:
            time.sleep(0.01)
            if halt is not None and halt.asked:
                raise QueryStopped("Stopped.")
        if "CUT" in text:
            return Answer(("n",), tuple((n,) for n in range(40)), cut="Cut after 40 rows: there is more.")
        if "FULL" in text:
            return Answer(("n",), ((1,), (2,)), more="As many rows as $limit lets through: there may be more.")
        return Answer(("n",), ()) if "NOTHING" in text else ANSWER

    def explain(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Plan:
        return Plan("r", Step("ProduceResults", "", "", "n", 10.0, None, None, ()), ("n",))

    def profile(self, text: str, parameters: Mapping[str, Any] | None = None, *, halt: Halt | None = None) -> Plan:
        return PLAN

    def listed(self, text: str) -> tuple[str, ...]:
        if "db.labels" in text:
            return ("Claim", "Entity", "State of <b>")
        if "db.relationshipTypes" in text:
            return ("ACCUSES", "MEETS_WITH")
        return ("id", "name", "said on") if "db.propertyKeys" in text else ("blue", "green")
