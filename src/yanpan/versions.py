"""Versions that a result depends on: the package, Python and the libraries that shape what is printed."""

from __future__ import annotations

import platform
from functools import lru_cache
from importlib.metadata import version

import yanpan

_LIBRARIES = (
    "ipykernel",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "numpy",
    "pandas",
    "papermill",
    "pyarrow",
    "pydantic",
    "pypandoc_binary",
    "python-docx",
    "scipy",
    "seaborn",
    "statsmodels",
    "typst",
)


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Version by name: yanpan, python, then the libraries."""
    return {
        "yanpan": yanpan.__version__,
        "python": platform.python_version(),
        **{name: version(name) for name in _LIBRARIES},
    }
