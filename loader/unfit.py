"""What a cell's parser raises; `loader.check` turns it into a `Problem`."""

from __future__ import annotations

__all__ = ["Unfit"]


class Unfit(ValueError):
    """A cell that cannot be used. It never leaves the loader.

    Attributes:
        what: what is wrong, to be read after the cell: "is no date".
        mend: what to do about it.
    """

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what, mend)
        self.what = what
        self.mend = mend
