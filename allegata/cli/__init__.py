"""The command line: ``allegata ...``.

Results go to stdout and nothing else does; progress and messages go to stderr. The exit code is 0 when all is well,
1 when something is wrong that the text on stderr explains, 2 when the request makes no sense as asked, and 130 after
Ctrl+C. Each module below holds the commands around one noun.
"""

from __future__ import annotations

from allegata.cli.program import main, run

__all__ = ["main", "run"]
