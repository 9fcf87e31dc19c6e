"""The pages of ``docs/`` that are made from the code, so that they cannot lag behind it.

::

    python -m allegata.reference            # write them
    python -m allegata.reference --check    # exit 1 when one is out of date
"""

from __future__ import annotations

import sys
from pathlib import Path

from allegata import settings, vocabulary

__all__ = ["main", "pages"]


def pages() -> dict[str, str]:
    """Every generated page: its name in ``docs/`` and its text."""
    return {"settings.md": _settings(), "vocabulary.md": _vocabulary()}


def _settings() -> str:
    home = settings.TABLE[0].default
    lines = ["| variable | default | meaning |", "|---|---|---|"]
    for row in settings.TABLE:
        default = "the user's data folder of the system" if row.default == home else f"`{row.default}`"
        lines.append(f"| `{row.env}` | {'–' if row.default == '' else default} | {row.meaning} |")
    return (
        "# Settings\n\nAll of them are environment variables; an empty one counts as not set. "
        "`allegata doctor` shows what is in force.\n\n" + "\n".join(lines) + "\n"
    )


def _vocabulary() -> str:
    return (
        "# The relation types\n\n"
        "Claims and standing facts use these types and no others. Made from `allegata/vocabulary.yaml`.\n\n"
        "A CAMEO code (Schrodt, *CAMEO: Conflict and Mediation Event Observations, Event and Actor Codebook*, 1.1b3) "
        "belongs to the type with the longest entry that begins it; the exact code stays on the claim. The quad class "
        "is that of the type's codes: GDELT takes it from the CAMEO root (01–05 verbal cooperation, 06–09 material "
        "cooperation, 10–14 verbal conflict, 15–20 material conflict), PLOVER puts investigations with accusations, "
        "protests with material conflict, and most yielding with verbal cooperation. The family is Allegata's own "
        "reading of these four, by what a type means; it is what colours show.\n\n" + vocabulary.write_table()
    )


def main(arguments: list[str]) -> int:
    """Write the pages, or check them; the exit code."""
    folder = Path(__file__).resolve().parents[1] / "docs"
    late = [name for name, text in pages().items() if not _same(folder / name, text)]
    if "--check" in arguments:
        for name in late:
            sys.stderr.write(f"docs/{name} is out of date: run make docs\n")
        return int(bool(late))
    for name in late:
        (folder / name).write_text(pages()[name], encoding="utf-8")
        sys.stderr.write(f"docs/{name} written\n")
    return 0


def _same(file: Path, text: str) -> bool:
    return file.is_file() and file.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
