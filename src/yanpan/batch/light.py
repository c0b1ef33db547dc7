"""Import this before anything that imports jsonschema (nbformat, papermill, nbconvert).

jsonschema reads a grammar of addresses when it is imported, over a second of work, to check formats that notebooks do
not have. Without that grammar it leaves those checks out, as it does where the grammar is not installed.
"""

import sys

_GRAMMAR = "rfc3987_syntax"

if "jsonschema" not in sys.modules:
    sys.modules[_GRAMMAR] = None  # type: ignore[assignment]
    try:
        import jsonschema  # noqa: F401
    finally:
        del sys.modules[_GRAMMAR]
