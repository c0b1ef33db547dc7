"""Versions that a result depends on: the package, Python and the libraries that shape what is printed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import yanpan

_LIBRARIES = (
    "fonttools",
    "ipykernel",
    "ipython",
    "jinja2",
    "lxml",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "nbformat",
    "numpy",
    "openpyxl",
    "pandas",
    "papermill",
    "pikepdf",
    "pyarrow",
    "pydantic",
    "pylopdf-fonts-zh-cn",
    "pypandoc_binary",
    "python-calamine",
    "python-docx",
    "pyyaml",
    "SALib",
    "scipy",
    "seaborn",
    "statsmodels",
    "typst",
    "zhplot",
)
_DISTRIBUTION = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Version by name: yanpan, python, then the libraries; '' for one that is not installed."""
    found = _installed()
    return {
        "yanpan": yanpan.__version__,
        "python": sys.version.split()[0],
        **{name: found.get(_plain(name)) or _asked(name) for name in _LIBRARIES},
    }


def _installed() -> dict[str, str]:
    """By the names of the folders that installers leave (`pandas-3.1.1.dist-info`): a tenth of the time of asking."""
    found: dict[str, str] = {}
    for folder in sys.path:
        for name, version in _distributions(Path(folder)):
            found.setdefault(name, version)
    return found


def _distributions(folder: Path) -> Iterator[tuple[str, str]]:
    if folder.is_dir():
        for path in folder.iterdir():
            if match := _DISTRIBUTION.fullmatch(path.name):
                yield _plain(match["name"]), match["version"]


def _asked(name: str) -> str:
    """The same from the package's own metadata, where it is installed in another way."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")
