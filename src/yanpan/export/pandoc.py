"""The pandoc of the wheel: text in, text or bytes out; what pandoc has to complain of is an error."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pypandoc

from yanpan.export.body import TEMPLATES

FILTERS = TEMPLATES / "pandoc"


@lru_cache(maxsize=1)
def _program() -> str:
    return str(pypandoc.get_pandoc_path())


def pandoc(text: str, arguments: Sequence[str], *, folder: Path | None = None) -> str:
    """What pandoc prints; RuntimeError with its words if it fails."""
    return pandoc_bytes(text, arguments, folder=folder).decode("utf-8")


def pandoc_bytes(text: str, arguments: Sequence[str], *, folder: Path | None = None) -> bytes:
    """As `pandoc`, for formats that are not text (`-o -`). `folder` is where pictures lie."""
    done = subprocess.run(
        [_program(), *arguments], input=text.encode("utf-8"), capture_output=True, cwd=folder, check=False
    )
    if done.returncode:
        raise RuntimeError(f"pandoc: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
