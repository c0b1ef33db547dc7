"""Vector drawings as pictures for Word, which older Word and WPS cannot draw themselves."""

from __future__ import annotations

import tempfile
from pathlib import Path

import typst

from yanpan.fonts import typst_fonts

DOTS_PER_INCH = 220.0


def rasterise(drawing: bytes, *, width: float) -> bytes:
    """PNG of an SVG set `width` pt wide, at 220 dots an inch on white."""
    source = f'#set page(width: {width:.2f}pt, height: auto, margin: 0pt)\n#image("drawing.svg", width: 100%)'
    with tempfile.TemporaryDirectory(prefix="yanpan-") as name:
        folder = Path(name)
        (folder / "drawing.svg").write_bytes(drawing)
        (folder / "page.typ").write_text(source, "utf-8")
        made = typst.compile(
            folder / "page.typ", root=folder, font_paths=typst_fonts(), format="png", ppi=DOTS_PER_INCH
        )
    return made[0] if isinstance(made, list) else made
