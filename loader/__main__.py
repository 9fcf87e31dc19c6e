"""``python -m loader PATH``: the same as ``allegata load PATH``."""

from __future__ import annotations

import sys

from allegata.cli import main

if __name__ == "__main__":
    sys.argv.insert(1, "load")
    main()
