"""The driver, imported before anything else here imports it, and without what it would import in passing.

Where numpy and pandas are installed the driver imports both, to take their values as parameters. It is given none here:
that is 40 MB and 0.2 s of every command. Whoever wants them imports them himself, as ever.
"""

from __future__ import annotations

import sys

# None in their place says that there is no such module. Not beside Streamlit, whose threads may just be importing them.
_PASSED_OVER = [name for name in ("numpy", "pandas") if not sys.modules.keys() & {name, "streamlit"}]
sys.modules.update(dict.fromkeys(_PASSED_OVER))  # type: ignore[arg-type]
try:
    import neo4j  # noqa: F401
finally:
    for _name in _PASSED_OVER:
        del sys.modules[_name]
