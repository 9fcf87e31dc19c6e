"""The driver, imported before anything else here imports it, and without what it would import in passing.

Where pandas is installed the driver imports it, to take its values as parameters. It is given none here: that is 30 MB
and 0.2 s of every command. Whoever wants pandas imports it himself, as ever.
"""

from __future__ import annotations

import sys

# None in its place says that there is no such module. Not beside Streamlit, whose threads may just be importing it.
_PASSED_OVER = not sys.modules.keys() & {"pandas", "streamlit"}
if _PASSED_OVER:
    sys.modules["pandas"] = None  # type: ignore[assignment]
try:
    import neo4j  # noqa: F401
finally:
    if _PASSED_OVER:
        del sys.modules["pandas"]
