"""The look of all drawings and the way to SVG: one theme, one palette, one font, the same bytes every time.

Colours keep apart in grey print and for colour-blind readers; what a colour says always stands beside it in words.
Lengths are in points; drawings are 150 mm wide for a type area of 156 mm, letters 9 pt or more.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib import transforms as mtransforms
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from yanpan.document import Paragraph, ReportFigure, Run
from yanpan.errors import UserError
from yanpan.fonts import figure_font

WIDTH = 150 / 25.4 * 72
"""Width of every drawing in points."""

SIZE = 9.5
SMALL = 9.0

STRONG = "#1b4f72"
MIDDLE = "#8fbbd9"
ALARM = "#b9502a"
FAINT = "#e3e6e9"
INK = "#1c2833"
SOFT = "#5b6873"
RULE = "#c9ced3"

MANY = 40
"""More villages than this are drawn together, so that a figure does not grow with their number."""

TALLEST = 500
"""Points that the rows of a figure take together at most, so that it fits on a page with its caption."""

LONGEST = 9
"""Names longer than this many Chinese characters are cut in a figure."""

_FACE = "yanpan figures"
_THEME: dict[Any, Any] = {
    "font.family": [_FACE],
    "font.size": SIZE,
    "text.parse_math": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.labelsize": SMALL,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": False,
    "axes.axisbelow": True,
    "xtick.labelsize": SMALL,
    "xtick.color": RULE,
    "xtick.labelcolor": INK,
    "ytick.color": RULE,
    "ytick.labelcolor": INK,
    "ytick.labelsize": SIZE,
    "ytick.major.size": 0,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "hatch.linewidth": 0.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "yanpan",
    "path.simplify": True,
}
_NOISE = re.compile(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<!--.*?-->|<metadata>.*?</metadata>", re.DOTALL)
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_COORDINATES = re.compile(r'(?<= )(?:d|x|y|width|height)="[^"]*"|translate\([^)]*\)')
_OUTLINE = re.compile(r'(?<= d=")[^"]*')
_GLYPH = re.compile(r' d="([^"]*)" transform="scale\(0\.015625\)"')
_FONT_UNIT = 6.4
"""matplotlib's glyph outlines count 6400 to the em, the font 1000: dividing gives the font's own whole numbers."""


@lru_cache(maxsize=1)
def _register() -> frozenset[int]:
    """Make the face known under a name of our own, before any face of the system; hand back what it can print."""
    entry = font_manager.FontEntry(
        fname=str(figure_font()), name=_FACE, style="normal", variant="normal", weight=400, stretch="normal"
    )
    font_manager.fontManager.ttflist.insert(0, entry)
    return frozenset(font_manager.get_font(str(figure_font())).get_charmap())


@contextmanager
def theme() -> Iterator[None]:
    """The house's settings while a figure is drawn and written; outside nothing changes."""
    _register()
    with mpl.rc_context(_THEME):
        yield


def canvas(height: float, *, left: float, right: float = 12, top: float = 10, bottom: float = 34) -> Axes:
    """Axes of a new figure, `height` points high over all, with these margins in points."""
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    return figure.add_axes(
        (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - top - bottom) / height)
    )


def to_svg(axes: Axes) -> str:
    """The figure as SVG, letters as outlines; UserError if a character has no outline in the font."""
    figure = _figure_of(axes)
    _check_letters(figure)
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None})
    return _compact(buffer.getvalue())


def _figure_of(axes: Axes) -> Figure:
    figure = axes.get_figure(root=True)
    if figure is None:
        raise ValueError("these axes stand in no figure")
    return figure


def _check_letters(figure: Figure) -> None:
    texts = "".join(text.get_text() for text in figure.findobj(Text))
    lost = sorted({letter for letter in texts if letter != "\n" and ord(letter) not in _register()})
    if lost:
        codes = "、".join(f"{letter}（U+{ord(letter):04X}）" for letter in lost)
        raise UserError(f"图中的字没有可用的字形：{codes}；请在原始材料中换用通行的写法。")


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


def text_width(text: str, size: float = SIZE) -> float:
    """About how wide the text is in points: Chinese characters are square, others a little over half.

    >>> text_width("河口社区", 10), text_width("V01", 10)
    (40.0, 18.0)
    """
    return size * sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.6 for letter in text)


def shortened(name: str, longest: int = LONGEST) -> str:
    """The name on one line, cut where it is longer than `longest` characters.

    >>> shortened("河口社区"), shortened("一二三四五六七八九十", 6)
    ('河口社区', '一二三四五…')
    """
    line = " ".join(name.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def margin(labels: list[str]) -> float:
    """Room to the left that the longest label needs, in points."""
    return max([text_width(label) for label in labels], default=0) + 14


def rows_height(rows: int, each: float) -> float:
    """Height of so many rows in points, `each` high unless they would not fit on a page.

    >>> rows_height(9, 16), rows_height(40, 16)
    (144, 500)
    """
    return min(rows * each, TALLEST)


def row_labels(axes: Axes, labels: list[str]) -> None:
    """One label a row, first row on top."""
    axes.set_yticks(range(len(labels)), labels, va="center_baseline")
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.spines["left"].set_visible(False)


def column(axes: Axes, heading: str, cells: list[str], *, right: float) -> None:
    """A column of texts beside the rows; `right` is its right edge in points from the axes' right edge."""
    for row, cell in enumerate(cells):
        _beside(axes, cell, row, right)
    _beside(axes, heading, -0.5, right, above=4, colour=SOFT)


def no_data(axes: Axes, row: int, words: str = "无数据") -> None:
    """Say in a row that there is nothing to draw."""
    axes.annotate(
        words,
        (0, row),
        (6, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center_baseline",
        size=SMALL,
        color=SOFT,
    )


def legend(axes: Axes, entries: Mapping[str, Artist], *, left: float) -> None:
    """One line of what the colours mean above the axes, beginning `left` points left of them."""
    shift = mtransforms.ScaledTranslation(-left / 72, 3 / 72, _figure_of(axes).dpi_scale_trans)
    axes.legend(
        list(entries.values()),
        list(entries),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=axes.transAxes + shift,
        ncols=len(entries),
        frameon=False,
        fontsize=SMALL,
        borderpad=0,
        borderaxespad=0,
        handlelength=1.1,
        handleheight=0.9,
        columnspacing=1.4,
    )


def _beside(axes: Axes, text: str, row: float, right: float, *, above: float = 0, colour: str = INK) -> None:
    axes.annotate(
        text,
        (1, row),
        (right, above),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        ha="right",
        va="bottom" if above else "center_baseline",
        size=SMALL,
        color=colour,
    )


def figure_block(axes: Axes, *, id: str, owner: str, caption: str, alt: str) -> ReportFigure:
    """The finished drawing as a block."""
    return ReportFigure(id=f"{owner}-图-{id}", owner=owner, caption=caption, alt=alt, svg=to_svg(axes))


def missing(reason: str, *, id: str, owner: str) -> Paragraph:
    """What stands where a drawing would, with the reason."""
    return Paragraph(id=f"{owner}-图-{id}", owner=owner, runs=(Run(text=reason),), style="missing")
