"""Which faces PDF and Word are set in, as far as a result depends on them; looked up again only when fonts changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from yanpan.keys.hashes import Hashes
from yanpan.keys.inputs import digest

FORMATS = frozenset({"pdf", "docx"})
"""Formats that are set in the system's faces; HTML names families, its figures are outlines."""


def font_parts(known: Hashes) -> dict[str, str]:
    """Family by role of the official layout, and the hash of its font files by family."""
    return known.remembered(f"fonts:{digest(sorted(_files()))}", lambda: _faces(known))


def _faces(known: Hashes) -> dict[str, str]:
    from yanpan.fonts import role_faces, typst_fonts

    faces = role_faces()
    used = {face.family for face in faces.values()}
    files: dict[str, set[str]] = {family: set() for family in sorted(used)}
    for font in typst_fonts().fonts():
        if font.family in used and font.path:
            files[font.family].add(font.path)
    hashed = {family: digest(sorted(known.of(Path(path)) for path in paths)) for family, paths in files.items()}
    return {str(role): f"{face.family} {face.weight} {hashed[face.family][:16]}" for role, face in faces.items()}


def _files() -> Iterator[tuple[str, int, int]]:
    """Path, size and time of every file in the folders where systems keep fonts."""
    for folder in _folders():
        for place, below, names in os.walk(folder):
            below.sort()
            for name in names:
                path = os.path.join(place, name)
                if os.path.isfile(path):
                    stat = os.stat(path)
                    yield path, stat.st_size, stat.st_mtime_ns


def _folders() -> tuple[Path, ...]:
    home = Path.home()
    if sys.platform == "win32":
        windows = Path(os.environ.get("WINDIR", r"C:\Windows"))
        return windows / "Fonts", home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"
    places = (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    )
    return *(Path(place) for place in places), home / ".fonts", home / ".local" / "share" / "fonts"
