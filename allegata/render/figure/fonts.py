"""Typefaces: one with a free licence that a Python package brings, and for what it lacks those of the system.

The base is Source Sans Pro (SIL Open Font License), the typeface of the screen, with Latin, Greek and Cyrillic letters.
For other scripts a typeface of the system is taken, the first that has the letter: those that are known to be good for
the script before others, in an order that does not depend on how a disk lists its files.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import uharfbuzz as hb

__all__ = ["FAMILIES", "Typeface", "base", "find", "package_for", "script_of"]

FAMILIES = (
    *("Source Sans 3", "Source Sans Pro", "Noto Sans", "Noto Sans Arabic", "Noto Naskh Arabic", "Noto Sans CJK KR"),
    *("Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "Droid Sans Fallback", "Segoe UI", "Helvetica Neue"),
    *("Arial", "sans-serif"),
)
"""What a browser or a drawing program may take for text, in this order."""

BOLD, REGULAR = "SourceSansPro-Semibold.ttf", "SourceSansPro-Regular.ttf"


@dataclass(frozen=True, slots=True, eq=False)
class Typeface:
    """A font of a file.

    Attributes:
        name: its PostScript name.
        family: its family, as a browser knows it.
        face, font: as HarfBuzz has them; the font is as large as the units of its em.
        covers: the code points that it has glyphs for, as a set of HarfBuzz's (files are mapped into memory, not read).
    """

    name: str
    family: str
    face: hb.Face
    font: hb.Font
    covers: hb.Set = field(repr=False)

    @property
    def em(self) -> int:
        """Units of the em square."""
        return int(self.face.upem)


def base(bold: bool = False) -> Typeface:
    """The typeface of figures."""
    return _opened(str(files("font_source_sans_pro") / "files" / (BOLD if bold else REGULAR)), 0)


@lru_cache(maxsize=4096)
def find(letter: str, bold: bool = False) -> Typeface | None:
    """A typeface that has this letter; None when there is none on this machine."""
    code = ord(letter)
    own = base(bold)
    if code in own.covers:
        return own
    for path in _candidates(script_of(letter)):
        for face in _faces(path):
            if code in face.covers:
                return face
    return None


def script_of(letter: str) -> str:
    """The script of a letter, as the Unicode name of the letter begins: ``HANGUL``, ``CJK``, ``ARABIC``."""
    return unicodedata.name(letter, "SYMBOL").partition(" ")[0].partition("-")[0]


def package_for(script: str) -> str:
    """What to install so that letters of this script can be drawn, in words."""
    if script in _EASTERN:
        return "fonts-noto-cjk (Debian, Ubuntu) or google-noto-sans-cjk-fonts (Fedora)"
    if script in ("SYMBOL", "EMOJI"):
        return "fonts-noto-core and fonts-symbola (Debian, Ubuntu)"
    return "fonts-noto-core (Debian, Ubuntu) or google-noto-sans-fonts (Fedora)"


# ── Typefaces of the system ──────────────────────────────────────────────────────────────────────────────────────

_EASTERN = ("HANGUL", "CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "IDEOGRAPHIC", "FULLWIDTH", "HALFWIDTH")
_PAN_CJK = ("notosanscjk", "sourcehansans", "droidsansfallback", "arialunicode", "unifont")
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "HANGUL": ("notosanskr", "nanumgothic", "malgun", "applesdgothicneo", "unbatang", *_PAN_CJK),
    "CJK": ("notosanssc", "msyh", "pingfang", "hiragino", "stheiti", "wqy", "uming", "simsun", *_PAN_CJK),
    "HIRAGANA": ("notosansjp", "hiragino", "yugoth", "meiryo", "msgothic", "ipagothic", "takao", *_PAN_CJK),
    "KATAKANA": ("notosansjp", "hiragino", "yugoth", "meiryo", "msgothic", "ipagothic", "takao", *_PAN_CJK),
    "ARABIC": ("notosansarabic", "notonaskharabic", "segoeui", "tahoma", "geezapro", "dejavusans", "arial"),
    "HEBREW": ("notosanshebrew", "segoeui", "arial", "arialhebrew", "dejavusans"),
}
_PLAIN = ("notosansregular", "notosanssymbols2", "notosanssymbols", "dejavusans", "segoeuisymbol", "seguisym", "arial")
_OTHERS = ("coloremoji", "lastresort", "bold", "italic", "oblique", "light", "thin", "black", "condensed", "mono")


@cache
def _candidates(script: str) -> tuple[Path, ...]:
    """Files that may have letters of a script, the likeliest first."""
    known = (*_KNOWN.get(script, ()), f"notosans{script.lower()}", f"notoserif{script.lower()}", *_PLAIN, *_PAN_CJK)

    def rank(path: Path) -> tuple[int, int, str, str]:
        stem = _plain(path)
        place = next((at for at, name in enumerate(known) if stem.startswith(name)), len(known))
        styled = sum(word in stem for word in _OTHERS)
        return place, styled, stem, str(path)

    return tuple(sorted(_files(), key=rank))


def _plain(path: Path) -> str:
    return "".join(letter for letter in path.stem.lower() if letter.isalnum())


@cache
def _files() -> tuple[Path, ...]:
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in _below(folder):
            # The same font in two folders counts once; one of the user's own before one of the system.
            if path.suffix.lower() in (".ttf", ".otf", ".ttc", ".otc"):
                found.setdefault(path.name, path)
    return tuple(path for path in found.values() if not any(word in _plain(path) for word in _OTHERS[:2]))


def _folders() -> Sequence[Path]:
    home = Path.home()
    if sys.platform == "win32":
        own = os.environ.get("LOCALAPPDATA", str(home / "AppData" / "Local"))
        windows = os.environ.get("WINDIR", "C:/Windows")
        return (Path(own) / "Microsoft" / "Windows" / "Fonts", Path(windows) / "Fonts")
    if sys.platform == "darwin":
        return (home / "Library" / "Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = os.environ.get("XDG_DATA_HOME") or str(home / ".local" / "share")
    return (Path(own) / "fonts", home / ".fonts", *(Path(each) / "fonts" for each in shared.split(":") if each))


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            yield Path(place) / name


@cache
def _faces(path: Path) -> tuple[Typeface, ...]:
    """Every typeface of a file; none of one that cannot be read or has no outlines."""
    try:
        first = _opened(str(path), 0)
        faces = [first, *(_opened(str(path), index) for index in range(1, min(first.face.count, 16)))]
    except (OSError, hb.HarfBuzzError, ValueError):
        return ()
    return tuple(face for face in faces if {"glyf", "CFF "}.intersection(face.face.table_tags))


@cache
def _opened(path: str, index: int) -> Typeface:
    face = hb.Face(hb.Blob.from_file_path(path), index)
    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or Path(path).stem
    family = face.get_name(hb.OTNameIdPredefined.FONT_FAMILY) or name
    return Typeface(name, family, face, hb.Font(face), face.unicodes)
