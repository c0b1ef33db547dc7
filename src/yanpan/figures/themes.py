"""Problem themes across villages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    INK,
    MANY,
    MIDDLE,
    SMALL,
    STRONG,
    figure_block,
    missing,
    rows_canvas,
    rows_height,
    shortened,
    text_width,
    theme,
)

ID = "问题主题"
NAMES = 216
"""Points of room for the villages' names beside the bars."""


@dataclass(frozen=True)
class ThemeVillages:
    """A theme and the names of the villages that have it, roster order."""

    theme: str
    villages: tuple[str, ...]


def problem_themes(
    themes: Sequence[ThemeVillages], owner: str = TOWNSHIP, *, problems: int, villages: int, least: int = 2
) -> ReportFigure | Paragraph:
    """Number of villages by theme, most frequent first (ties in the given order), dark from `least` villages on.

    `problems` is the number of problems in the register, `villages` the number of villages under review.
    """
    shown = sorted((entry for entry in themes if entry.villages), key=lambda entry: -len(entry.villages))
    if not shown:
        return missing("问题清单里没有已归类的问题，不画问题主题图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _draw(shown, least, named=villages <= MANY),
            id=ID,
            owner=owner,
            caption=f"各类问题涉及的村数（来源：问题清单，{problems}个问题，{villages}个村；"
            f"深色为涉及{least}个村以上的共性问题）",
            alt=_alt(shown, least),
        )


def _draw(shown: Sequence[ThemeVillages], least: int, *, named: bool) -> Axes:
    labels = [shortened(entry.theme, 12) for entry in shown]
    axes, _ = rows_canvas(labels, 44 + rows_height(len(shown), 15.5), right=NAMES + 12 if named else 48)
    counts = [len(entry.villages) for entry in shown]
    axes.barh(range(len(shown)), counts, height=0.6, color=[STRONG if n >= least else MIDDLE for n in counts])
    for row, entry in enumerate(shown):
        _words(axes, row, entry, named=named)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.set_xlim(0, max(counts) * 1.02)
    axes.grid(axis="x")
    axes.set_xlabel("村数（个）")
    return axes


def _words(axes: Axes, row: int, entry: ThemeVillages, *, named: bool) -> None:
    axes.annotate(
        f"{len(entry.villages)}" + (f"　{_fitting(entry.villages)}" if named else ""),
        (1, row),
        (8, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        va="center_baseline",
        size=SMALL,
        color=INK,
    )


def _fitting(names: Sequence[str]) -> str:
    """As many names as the room takes, then how many there are in all."""
    cut = [shortened(name, 6) for name in names]
    whole = "、".join(cut)
    while cut and text_width(whole, SMALL) > NAMES - 24:
        cut.pop()
        whole = "、".join(cut) + "等"
    return whole


def _alt(shown: Sequence[ThemeVillages], least: int) -> str:
    common = [entry for entry in shown if len(entry.villages) >= least]
    most = len(shown[0].villages)
    first = "、".join(entry.theme for entry in shown if len(entry.villages) == most)
    return (
        f"{len(shown)}类问题的条形图，按涉及村数从多到少：{first}涉及村数最多，为{most}个村；"
        f"涉及{least}个村以上的共性问题{len(common)}类，只涉及一个村的"
        f"{sum(len(entry.villages) == 1 for entry in shown)}类。"
    )
