"""The program, with a database that spares what pays only after minutes (see `engine_homes.hurried`)."""

from __future__ import annotations

from engine_homes import hurried

from allegata.cli import main

if __name__ == "__main__":
    with hurried(keep_plans=True):
        main()
