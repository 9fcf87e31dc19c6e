"""A graph that somebody gives in the app: looked at here, loaded by ``allegata load`` in a process of its own.

The front end never writes. It puts the file and what its columns mean into the data folder and starts the command; what
the command says is read from a file, and ending the process ends the load: a transaction is then as if it had
not been, and what a load in batches had written is taken out by ``allegata remove``.
`docs/architecture.md` has the reasons.
"""

from __future__ import annotations

import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allegata.errors import AllegataError, UsageError
from allegata.settings import Settings
from loader.graphs.formats import GRAPHS
from loader.graphs.mapping import USUAL, Mapping, to_yaml
from loader.graphs.records import name_of
from loader.graphs.table import is_table, preview, sheets

__all__ = ["ENDINGS", "EXAMPLES", "Load", "Mapping", "Offer", "allowed", "command", "keep", "look", "removal", "start"]

ENDINGS = ("graphml", "gexf", "xml", "csv", "tsv", "tab", "txt", "xlsx", "gz")
"""Of files that may hold a graph."""

EXAMPLES = 5
"""Rows of a table that are shown."""

OLD = 24 * 3600
"""Seconds after which what was left behind is thrown away."""

LAST = 8_000
"""Bytes of what the command says that are read."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that can be loaded.

    Attributes:
        path: of the file in the data folder.
        format: a name that ``allegata load --format`` knows.
        name: of the data set that it would become.
        columns: of a table; () for GraphML and GEXF, which say themselves what is what.
        rows: the first ones of a table.
        guess: which column is what, by the usual names.
        sheets: of a workbook with several, their names.
        sheet: the one that was looked at; "" for the only one.
    """

    path: Path
    format: str
    name: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    guess: Table[str, str] | None = None
    sheets: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(slots=True)
class Load:
    """``allegata load`` at work, or ``allegata remove``.

    Attributes:
        process: of the command.
        said: the file that it writes to.
        dry: whether it only checks.
        removes: whether it takes a data set out.
        name: of the data set.
        replaces: whether one of that name was there before.
        undoes: whether it takes out what a cancelled load has written.
    """

    process: subprocess.Popen[bytes]
    said: Path
    dry: bool
    removes: bool = False
    name: str = ""
    replaces: bool = False
    undoes: bool = False

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self.process.poll() is None

    @property
    def succeeded(self) -> bool:
        """Whether it has ended well."""
        return self.process.poll() == 0

    def told(self) -> str:
        """The end of what it has said."""
        data = self.said.read_bytes()[-LAST:] if self.said.is_file() else b""
        return data.decode("utf-8", "replace").strip()

    def cancel(self) -> None:
        """End it; what one transaction would have written is not there then."""
        if self.running:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()


def allowed(settings: Settings) -> bool:
    """Whether the app may load: into the local database, or where the settings say so."""
    return settings.imports == "yes" or (settings.imports == "auto" and settings.managed)


def keep(settings: Settings, name: str, content: bytes) -> Path:
    """Put a file into a folder of its own in the data folder, and throw away what lies there since yesterday.

    Raises:
        AllegataError: it cannot be written.
    """
    base = settings.home / "imports"
    plain = re.sub(r"[^\w. -]+", "_", Path(name).name).lstrip(". ")[-120:] or "graph"
    try:
        base.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in base.iterdir():
            if time.time() - folder.stat().st_mtime > OLD:
                shutil.rmtree(folder, ignore_errors=True)
        folder = base / secrets.token_hex(8)
        folder.mkdir(mode=0o700)
        (folder / plain).write_bytes(content)
    except OSError as error:
        raise AllegataError(f"The file cannot be kept in {base}: {error.strerror}.") from error
    return folder / plain


def look(path: Path, sheet: str = "") -> Offer:
    """What a file is, at a glance.

    Args:
        path: of the file.
        sheet: of a workbook; "" for the first.

    Raises:
        LoadError: it cannot be read as a table.
        UsageError: it is no graph that can be loaded.
    """
    name = name_of(path)
    found = next((each.name for each in GRAPHS if each.name != "edges" and each.recognizes(path)), "")
    if found:
        return Offer(path, found, name)
    if not is_table(path):
        raise UsageError(f"{path.name} is no graph that can be read: give GraphML, GEXF, CSV, TSV or .xlsx.")
    header, rows = preview(path, EXAMPLES, sheet)
    columns = tuple(each.strip() for each in header if each.strip())
    lower = {each.lower(): each for each in columns}
    guess = {what: lower[usual] for what, names in USUAL.items() for usual in names[::-1] if usual in lower}
    short = tuple(tuple(cell[:80] for cell in row[: len(header)]) for row in rows)
    named = sheets(path)
    named = named if len(named) > 1 else ()
    return Offer(path, "edges", name, columns, short, guess, named, sheet or next(iter(named), ""))


def command(offer: Offer, mapping: Mapping, *, dry_run: bool) -> Sequence[str]:
    """The command that loads it, as it would be typed; the mapping is written beside the file.

    Raises:
        AllegataError: the mapping cannot be written.
    """
    file = offer.path.with_name("mapping.edges.yaml")
    try:
        file.write_text(to_yaml(mapping), encoding="utf-8")
    except OSError as error:
        raise AllegataError(f"{file} cannot be written: {error.strerror}.") from error
    told = ["allegata", "load", str(offer.path), "--format", offer.format, "--mapping", str(file)]
    return [*told, "--dry-run"] if dry_run else told


def removal(name: str) -> Sequence[str]:
    """The command that takes a data set out again, as it would be typed."""
    return ["allegata", "remove", name, "--yes"]


def start(
    settings: Settings,
    words: Sequence[str],
    folder: Path,
    name: str = "",
    *,
    replaces: bool = False,
    undoes: bool = False,
) -> Load:
    """Start a command in a process of its own.

    Args:
        settings: which say whether the app may.
        words: of the command.
        folder: for what it says.
        name, replaces, undoes: see `Load`.

    Raises:
        UsageError: the settings do not allow it.
    """
    if not allowed(settings):
        raise UsageError("Loading from the app is switched off here: ALLEGATA_IMPORTS, docs/settings.md.")
    said = folder / f"said-{secrets.token_hex(4)}.txt"
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *words], stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True,
        )  # fmt: skip
    return Load(process, said, "--dry-run" in words, words[1] == "remove", name, replaces, undoes)
