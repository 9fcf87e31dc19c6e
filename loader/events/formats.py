"""All readers, in the order in which they are asked whether a file is theirs."""

from __future__ import annotations

from loader.events.acled import ACLED
from loader.events.gdelt import GDELT
from loader.events.generic import GENERIC
from loader.events.icews import ICEWS
from loader.events.layout import Reader
from loader.events.polecat import POLECAT
from loader.events.tkg import TKG

__all__ = ["FORMATS"]

FORMATS: tuple[Reader, ...] = (ICEWS, TKG, GDELT, POLECAT, ACLED, GENERIC)
"""Every format of event files."""
