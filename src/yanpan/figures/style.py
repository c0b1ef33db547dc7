"""The look of all drawings: one theme, one palette, one width, and the words beside the drawn.

Colours keep apart in grey print and for colour-blind readers; what a colour says always stands beside it in words.
Lengths are in points; drawings are 150 mm wide for a type area of 156 mm, letters 9 pt or more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
from matplotlib import transforms as mtransforms
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yanpan.document import Paragraph, ReportFigure, Run
from yanpan.figures.svg import FACE, figure_of, known_letters, texts_of, to_svg
from yanpan.schema.values import MANY_VILLAGES

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

MANY = MANY_VILLAGES
"""More villages than this are drawn together, so that a figure does not grow with their number."""

TALLEST = 500
"""Points that the rows of a figure take together at most, so that it fits on a page with its caption."""

LONGEST = 9
"""Names longer than this many Chinese characters are cut in a figure."""

_THEME: dict[Any, Any] = {
    "font.family": [FACE],
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


@contextmanager
def theme() -> Iterator[None]:
    """The house's settings while a figure is drawn and written; outside nothing changes."""
    known_letters()
    with mpl.rc_context(_THEME):
        yield


def canvas(height: float, *, left: float, right: float = 12, top: float = 10, bottom: float = 34) -> Axes:
    """Axes of a new figure, `height` points high over all, with these margins in points."""
    figure = Figure(figsize=(WIDTH / 72, height / 72))
    return figure.add_axes(
        (left / WIDTH, bottom / height, (WIDTH - left - right) / WIDTH, (height - top - bottom) / height)
    )


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


def rows_canvas(labels: list[str], height: float, *, right: float = 12, top: float = 10) -> tuple[Axes, float]:
    """Axes of a new figure with one labelled row each, and the room that the labels take, in points."""
    left = margin(labels)
    axes = canvas(height, left=left, right=right, top=top)
    row_labels(axes, labels)
    return axes, left


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


def legend(axes: Axes, entries: Mapping[str, Artist], *, left: float, above: float = 3) -> None:
    """One line of what the colours mean, `above` points above the axes and beginning `left` points left of them."""
    shift = mtransforms.ScaledTranslation(-left / 72, above / 72, figure_of(axes).dpi_scale_trans)
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
    svg = to_svg(axes)
    return ReportFigure(id=f"{owner}-图-{id}", owner=owner, caption=caption, alt=alt, svg=svg, drawn=texts_of(axes))


def missing(reason: str, *, id: str, owner: str) -> Paragraph:
    """What stands where a drawing would, with the reason."""
    return Paragraph(id=f"{owner}-图-{id}", owner=owner, runs=(Run(text=reason),), style="missing")
