"""``python -m allegata`` is ``allegata``."""

from allegata.cli import main

main()
