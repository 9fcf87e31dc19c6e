"""A data set of records put on a stage."""

from __future__ import annotations

from pathlib import Path

from allegata.model import Dataset
from allegata.stage import Stage
from loader.staging import put


def staged(dataset: Dataset, file: Path) -> Stage:
    """The stage of a data set, numbered."""
    stage = Stage.open(file, dataset.name, 128)
    put(dataset, stage)
    return stage
