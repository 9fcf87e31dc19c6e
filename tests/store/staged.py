"""A data set of records put on a stage."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from allegata.model import Dataset
from allegata.stage import Stage


def staged(dataset: Dataset, file: Path) -> Stage:
    """The stage of a data set, numbered."""
    stage = Stage.open(file, dataset.name, 128)
    stage.put("entities", [asdict(each) for each in dataset.entities])
    stage.put("aliases", [asdict(each) for each in dataset.aliases])
    facts = [{**asdict(each), "since": each.start, "until": each.end} for each in dataset.facts]
    stage.put("facts", facts)
    stage.put("documents", [{**asdict(each), "characters": each.characters or None} for each in dataset.documents])
    claims = [
        {**asdict(each), "about": list(each.about), "quad_class": each.quad_class or None} for each in dataset.claims
    ]
    stage.put("claims", claims)
    rows: list[dict[str, Any]] = []
    for each in dataset.statements:
        row = asdict(each)
        where = row.pop("where")
        stop, start = where.pop("end"), where.pop("start")
        where |= {"start": None if start < 0 else start, "stop": None if stop < 0 else stop}
        where |= {"paragraph": where["paragraph"] or None, "sentence": where["sentence"] or None}
        rows.append({**row, **where, "via": row["via"] or None})
    stage.put("statements", rows)
    stage.number()
    return stage


def head(dataset: Dataset) -> dict[str, Any]:
    """What is said of a data set as a whole."""
    return {key: getattr(dataset, key) for key in ("title", "description", "licence", "note")}
