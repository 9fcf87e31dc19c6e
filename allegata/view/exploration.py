"""Views written down: exploration files that people keep, and addresses that they pass on.

A file is JSON in the schema ``exploration.schema.json``, version 2; in version 1 a view came from one saved query at
most, which stood beside it. An address is the same view, packed: JSON without
blanks, deflated, base64url. Both hold ids, places and filters, and nothing of what the database says; so what is seen
when they are opened is what the database says then. Both come from strangers: sizes are bounded before anything is
unpacked, and what does not fit the schema is refused whole.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import jsonschema

from allegata.errors import ViewError
from allegata.view.filters import CLASSES, Filters, Standpoint
from allegata.view.origin import Origin, What
from allegata.view.view import Selected, Selection, View

__all__ = ["FORMAT", "VERSION", "Exploration", "from_address", "from_text", "to_address", "to_text"]

FORMAT, VERSION = "allegata exploration", 2

LARGEST = 2_000_000
"""Characters of a file, and bytes of an address once unpacked."""


@dataclass(frozen=True, slots=True)
class Exploration:
    """A view that was kept.

    Attributes:
        view: what was looked at.
        title, note: the person's own words.
        saved: when, in UTC.
        stamp: of the load that it was drawn from.
        statuses: status of each edge that was seen, by key ("": a standing fact), to tell what has changed since.
    """

    view: View
    title: str = ""
    note: str = ""
    saved: dt.datetime | None = None
    stamp: str = ""
    statuses: Mapping[str, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What is said of a view that came from it; "" where its queries say more."""
        if self.title:
            return f"Exploration “{self.title}”"
        return "" if self.view.origins else "An exploration"


def to_text(it: Exploration) -> str:
    """As a file: readable, the same for the same exploration."""
    head: dict[str, Any] = {"format": FORMAT, "version": VERSION, "title": it.title, "note": it.note}
    head["saved"] = it.saved.isoformat(timespec="seconds") if it.saved else ""
    head |= {"stamp": it.stamp, "statuses": dict(sorted(it.statuses.items())), "view": _packed(it.view)}
    return json.dumps(head, ensure_ascii=False, indent=1) + "\n"


def from_text(text: str) -> Exploration:
    """An exploration file.

    Raises:
        ViewError: it is not one, or of a later version.
    """
    if len(text) > LARGEST:
        raise ViewError(f"This file is larger than {LARGEST:,} characters: it is no exploration.")
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        raise ViewError("This is no exploration file: it is not JSON. Open one that Allegata has saved.") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise ViewError("This is no exploration file. Open one that Allegata has saved (*.allegata.json).")
    version = raw.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ViewError(f"This exploration has version {version}; this Allegata reads up to {VERSION}: update it.")
    _fits(raw)
    saved = dt.datetime.fromisoformat(raw["saved"]) if raw.get("saved") else None
    texts = {name: raw.get(name, "") for name in ("title", "note", "stamp")}
    view = _view(raw["view"])
    if asked := raw.get("query"):
        view = view.coming_from(Origin(What.QUERY, asked["name"], "", tuple(asked.get("parameters", {}).items())))
    return Exploration(view, saved=saved, statuses=raw.get("statuses", {}), **texts)


def to_address(view: View) -> str:
    """As a parameter of an address: letters, digits, - and _."""
    text = json.dumps(_packed(view), ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def from_address(text: str) -> View:
    """A view out of an address.

    Raises:
        ViewError: there is none in it.
    """
    broken = ViewError("This link does not hold a view that can be opened: it may have been cut off. Copy it again.")
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(packed, LARGEST)
        if unpacker.unconsumed_tail or not unpacker.eof:
            raise broken
        raw = json.loads(plain)
    except (binascii.Error, zlib.error, ValueError, RecursionError):
        raise broken from None
    try:
        _fits({"format": FORMAT, "version": VERSION, "view": raw})
    except ViewError:
        raise broken from None
    return _view(raw)


# ── Values and plain JSON ────────────────────────────────────────────────────────────────────────────────────────


def _packed(view: View) -> dict[str, Any]:
    """Only what differs from a view of nothing; sets in order, so that the same view gives the same text."""
    seen = set(view.actors)
    plain: dict[str, Any] = {
        "actors": [[id_, *view.places.get(id_, ())] for id_ in view.actors],
        "others": [
            [id_, x, y] for id_, (x, y) in sorted(view.places.items()) if id_ not in seen and _drawn_beside(view, id_)
        ],
        "pinned": sorted(view.pinned),
        "brought": dict(sorted(view.brought.items())),
        "hidden": sorted(view.hidden),
        "filters": _packed_filters(view.filters),
        "selection": [view.selection.what.value, *view.selection.ids] if view.selection else [],
        "origins": [_packed_origin(each) for each in view.origins],
    }
    default = View()
    plain |= {
        name: getattr(view, name)
        for name in ("level", "claims", "most", "out_of", "layout", "seed")
        if getattr(view, name) != getattr(default, name)
    }
    return {name: value for name, value in plain.items() if value not in ([], {})}


def _drawn_beside(view: View, id_: str) -> bool:
    """Places of actors that were taken off are not worth keeping; those of claims and states are."""
    return view.claims or view.level == "states"


def _packed_origin(it: Origin) -> dict[str, Any]:
    plain: dict[str, Any] = {"what": it.what.value}
    plain |= {name: getattr(it, name) for name in ("name", "statement") if getattr(it, name)}
    return plain | ({"parameters": [list(pair) for pair in it.parameters]} if it.parameters else {})


def _origin(raw: Mapping[str, Any]) -> Origin:
    given = tuple((name, value) for name, value in raw.get("parameters", ()))
    return Origin(What(raw["what"]), raw.get("name", ""), raw.get("statement", ""), given)


def _packed_filters(it: Filters) -> dict[str, Any]:
    sets = ("families_off", "statuses_off", "kinds_off", "relations")
    plain: dict[str, Any] = {name: sorted(getattr(it, name)) for name in sets if getattr(it, name)}
    plain |= {name: getattr(it, name).isoformat() for name in ("since", "until") if getattr(it, name)}
    plain |= {name: getattr(it, name) for name in ("holders", "documents") if getattr(it, name)}
    if it.clock != "happened":
        plain["clock"] = it.clock
    if it.standpoint:
        own = it.standpoint
        said: dict[str, Any] = {"who": own.who}
        said |= {"other": own.other} if own.other else {}
        said |= {"alone": True} if own.alone else {}
        said |= {"classes": sorted(own.classes)} if own.classes != frozenset(CLASSES) else {}
        plain["standpoint"] = said
    return plain


@cache
def _schema() -> jsonschema.Draft202012Validator:
    text = (files("allegata.view") / "exploration.schema.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text), format_checker=jsonschema.FormatChecker())


def _fits(raw: object) -> None:
    worst = jsonschema.exceptions.best_match(_schema().iter_errors(raw))
    if worst is not None:
        where = "/".join(map(str, worst.absolute_path)) or "the file"
        raise ViewError(f"This exploration cannot be opened: {where}: {worst.message[:200]}.")


def _view(raw: Mapping[str, Any]) -> View:
    placed = [*(row for row in raw.get("actors", ()) if len(row) == 3), *raw.get("others", ())]
    selected = raw.get("selection", ())
    plain = {name: raw[name] for name in ("level", "claims", "most", "out_of", "layout", "seed") if name in raw}
    return View(
        actors=tuple(dict.fromkeys(row[0] for row in raw.get("actors", ()))),
        places={id_: (x, y) for id_, x, y in placed},
        pinned=frozenset(raw.get("pinned", ())),
        brought=dict(raw.get("brought", {})),
        hidden=frozenset(raw.get("hidden", ())),
        filters=_filters(raw.get("filters", {})),
        selection=Selection(Selected(selected[0]), tuple(selected[1:])) if selected else None,
        origins=tuple(map(_origin, raw.get("origins", ()))),
        **plain,
    )


def _filters(raw: Mapping[str, Any]) -> Filters:
    plain: dict[str, Any] = {
        name: frozenset(raw[name]) for name in ("families_off", "statuses_off", "kinds_off", "relations") if name in raw
    }
    try:
        plain |= {name: dt.date.fromisoformat(raw[name]) for name in ("since", "until") if name in raw}
    except ValueError as error:
        raise ViewError(f"This view cannot be opened: {error}.") from None
    plain |= {name: raw[name] for name in ("holders", "documents", "clock") if name in raw}
    if own := raw.get("standpoint"):
        classes = frozenset(own.get("classes", CLASSES))
        plain["standpoint"] = Standpoint(own["who"], own.get("other", ""), own.get("alone", False), classes)
    return Filters(**plain)
