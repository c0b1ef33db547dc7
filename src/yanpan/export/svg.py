"""Vector drawings as pictures for Word, which older Word and WPS cannot draw themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import typst

from yanpan.fonts import typst_fonts

DOTS_PER_INCH = 150.0
"""Sharp on an office printer; the time it takes grows with the square. The PDF keeps the drawings themselves."""


def rasterise(drawings: Sequence[tuple[bytes, float]]) -> list[bytes]:
    """PNG of every SVG set so many pt wide, at 150 dots an inch on white."""
    if not drawings:
        return []
    pages = (
        f'#page(width: {width:.2f}pt, height: auto, margin: 0pt)[#image("{number}.svg", width: 100%)]'
        for number, (_, width) in enumerate(drawings)
    )
    with tempfile.TemporaryDirectory(prefix="yanpan-") as name:
        folder = Path(name)
        for number, (drawing, _) in enumerate(drawings):
            (folder / f"{number}.svg").write_bytes(drawing)
        (folder / "pages.typ").write_text("\n".join(pages), "utf-8")
        made = typst.compile(
            folder / "pages.typ", root=folder, font_paths=typst_fonts(), format="png", ppi=DOTS_PER_INCH
        )
    return made if isinstance(made, list) else [made]
