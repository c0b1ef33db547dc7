"""From a drawing to SVG: letters as outlines of one font, the same bytes every time, nothing that means nothing."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from pathlib import Path

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from yanpan.errors import UserError
from yanpan.fonts import figure_font, figure_lenders

FACE = "yanpan figures"
"""The font's name in matplotlib: our own, so that no face of the system is taken for it."""

_NOISE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_COORDINATES = re.compile(r'(?<= )(?:d|x|y|width|height)="[^"]*"|translate\([^)]*\)')
_OUTLINE = re.compile(r'(?<= d=")[^"]*')
_GLYPH = re.compile(r' d="([^"]*)" transform="scale\(0\.015625\)"')
_FONT_UNIT = 6.4
"""matplotlib's glyph outlines count 6400 to the em, the font 1000: dividing gives the font's own whole numbers."""


@lru_cache(maxsize=1)
def known_letters() -> frozenset[int]:
    """Make the face known under a name of our own, before any face of the system; hand back what it can print."""
    entry = font_manager.FontEntry(
        fname=str(figure_font()), name=FACE, style="normal", variant="normal", weight=400, stretch="normal"
    )
    font_manager.fontManager.ttflist.insert(0, entry)
    return frozenset(font_manager.get_font(str(figure_font())).get_charmap())


def to_svg(axes: Axes) -> str:
    """The figure as SVG, letters as outlines; UserError if a character has no outline in the font."""
    figure = figure_of(axes)
    _lend_letters(figure)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return _compact(buffer.getvalue())


def figure_of(axes: Axes) -> Figure:
    """The whole figure that the axes stand in; ValueError if in none."""
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("these axes stand in no figure")
    return figure


def texts_of(axes: Axes) -> tuple[str, ...]:
    """Every text in the whole figure, each once; ticks have theirs once the figure has been drawn."""
    texts = (text.get_text() for text in figure_of(axes).findobj(Text))
    return tuple(dict.fromkeys(filter(None, texts)))


def _lend_letters(figure: Figure) -> None:
    """Texts with letters that the face lacks get further faces of the system that have them."""
    lacking = {text: lost for text in figure.findobj(Text) if (lost := _lost(text.get_text()))}
    lost = frozenset().union(*lacking.values())
    lenders, absent = figure_lenders("".join(sorted(lost)))
    if absent:
        codes = "、".join(f"{letter}（U+{ord(letter):04X}）" for letter in absent)
        raise UserError(f"图中的字没有可用的字形：{codes}；请在原始材料中换用通行的写法。")
    families = [FACE, *(_made_known(path) for path in lenders)]
    for text in lacking:
        text.set_fontfamily(families)


def _lost(text: str) -> frozenset[str]:
    return frozenset(letter for letter in text if letter != "\n" and ord(letter) not in known_letters())


@lru_cache(maxsize=8)
def _made_known(path: Path) -> str:
    """Name under which matplotlib knows a further face."""
    name = f"{FACE} {path.stem}"
    entry = font_manager.FontEntry(
        fname=str(path), name=name, style="normal", variant="normal", weight=400, stretch="normal"
    )
    font_manager.fontManager.ttflist.append(entry)
    return name


def _compact(svg: str) -> str:
    """The drawing without comments, metadata and spaces that mean nothing; coordinates to a hundredth of a point."""
    rounded = _COORDINATES.sub(lambda part: _LONG_NUMBER.sub(_short, part[0]), _NOISE.sub("", svg))
    whole = _GLYPH.sub(_in_font_units, rounded)
    tight = _OUTLINE.sub(lambda outline: re.sub(r"\s*([A-Za-z])\s*|\s+(?=-)", r"\1", outline[0]).strip(), whole)
    return re.sub(r">\s+<", "><", tight).strip()


def _in_font_units(glyph: re.Match[str]) -> str:
    outline = re.sub(r"-?\d+(?:\.\d+)?", lambda number: f"{round(float(number[0]) / _FONT_UNIT)}", glyph[1])
    return f' d="{outline}" transform="scale(0.1)"'


def _short(number: re.Match[str]) -> str:
    text = f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
