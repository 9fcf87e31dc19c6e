"""Small YAML files of keys and values that say what the columns of a table mean, with the line of each entry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import yaml

from allegata.errors import LoadError, Problem

__all__ = ["beside", "compose", "entries"]

LARGEST = 1_000_000
"""Bytes of a file."""

MEND = "write lines of the form key: column"


def beside(path: Path, ending: str) -> Path | None:
    """The file that belongs to a table: ``NAME.csv`` and the ending, or ``NAME`` and the ending, if there is one."""
    names = (path.name + ending, path.name.split(".")[0] + ending)
    return next((found for name in names if (found := path.with_name(name)).is_file()), None)


def compose(path: Path) -> yaml.Node | None:
    """What stands in the file; None: nothing.

    Raises:
        LoadError: it cannot be read.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise LoadError([Problem(path.name, 0, "is too large for a mapping file", "check the name")])
        return yaml.compose(path.read_text("utf-8-sig"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError([Problem(path.name, 0, f"cannot be read ({error})", "write it as UTF-8 text")]) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise LoadError([Problem(path.name, mark.line + 1 if mark else 0, "is no YAML", MEND)]) from error


def entries(node: yaml.Node | None, wrong: Callable[[int, str, str], object]) -> list[tuple[str, int, yaml.Node]]:
    """Key, line and value of each entry; what is no table of them is told to ``wrong``: line, what, what helps."""
    if isinstance(node, yaml.MappingNode):
        return [(str(key.value), key.start_mark.line + 1, value) for key, value in node.value]
    wrong(node.start_mark.line + 1 if node else 0, "is no table of keys and values", MEND)
    return []
