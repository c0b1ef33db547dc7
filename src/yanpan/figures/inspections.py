"""Inspections by village and month: points deducted, gaps and months to come in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch

from yanpan.chinese.numbers import plain
from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    FAINT,
    INK,
    MANY,
    MIDDLE,
    SMALL,
    STRONG,
    canvas,
    figure_block,
    legend,
    margin,
    missing,
    rows_height,
    shortened,
    theme,
)

ID = "督查矩阵"
CLEAN, SOME, MUCH, GAP, TO_COME = "不扣分", "扣分", "扣三分以上", "缺查", "未到"
LOOKS = {
    CLEAN: (FAINT, INK),
    SOME: (MIDDLE, INK),
    MUCH: (STRONG, "white"),
    GAP: (ALARM, "white"),
    TO_COME: ("#ffffff", INK),
}
MUCH_FROM = 3.0


@dataclass(frozen=True)
class Month:
    """A village in a month: points deducted, None where nobody came; `due`: the month is over."""

    village: str
    name: str
    month: str
    deduction: float | None
    due: bool

    @property
    def state(self) -> str:
        """What the cell's colour says."""
        if self.deduction is None:
            return GAP if self.due else TO_COME
        return CLEAN if self.deduction == 0 else MUCH if self.deduction >= MUCH_FROM else SOME

    @property
    def words(self) -> str:
        """What stands in the cell."""
        return self.state if self.deduction is None else plain(self.deduction)


def inspection_matrix(cells: Sequence[Month], owner: str = TOWNSHIP) -> ReportFigure | Paragraph:
    """Villages (in the order given) by months; of many villages, gaps and deductions stand in the table alone."""
    if all(cell.deduction is None for cell in cells):
        return missing("没有督查记录，不画督查矩阵。", id=ID, owner=owner)
    names = list(dict.fromkeys((cell.village, cell.name) for cell in cells))
    if len(names) > MANY:
        return missing("村数较多，督查矩阵不成图，见各村督查情况表。", id=ID, owner=owner)
    months = sorted({cell.month for cell in cells})
    with theme():
        return figure_block(
            _draw(cells, names, months),
            id=ID,
            owner=owner,
            caption=f"各村各月督查扣分（来源：月督查，{len(names)}个村，{len(months)}个月；格内为扣分，单位为分）",
            alt=_alt(cells, months),
        )


def _draw(cells: Sequence[Month], names: list[tuple[str, str]], months: list[str]) -> Axes:
    labels = [shortened(name) for _, name in names]
    left = margin(labels)
    axes = canvas(50 + rows_height(len(names), 18), left=left, top=40, bottom=8)
    known = {(cell.village, cell.month): cell for cell in cells}
    grid = [[known[village, month] for month in months] for village, _ in names]
    order = list(LOOKS)
    sns.heatmap(
        pd.DataFrame([[order.index(cell.state) for cell in row] for row in grid]),
        ax=axes,
        cmap=ListedColormap([LOOKS[state][0] for state in order]),
        vmin=-0.5,
        vmax=len(order) - 0.5,
        cbar=False,
        linewidths=1.2,
        linecolor="#ffffff",
        xticklabels=False,
        yticklabels=False,
    )
    for row, line in enumerate(grid):
        for column, cell in enumerate(line):
            axes.text(
                column + 0.5, row + 0.5, cell.words, ha="center", va="center_baseline", size=SMALL,
                color=LOOKS[cell.state][1],
            )  # fmt: skip
    axes.set_xticks([place + 0.5 for place in range(len(months))], months)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.set_yticks([row + 0.5 for row in range(len(labels))], labels, va="center_baseline")
    shown = [state for state in order if any(cell.state == state for cell in cells)]
    patches = {state: Patch(fc=LOOKS[state][0], ec=INK, lw=0.4) for state in shown}
    legend(axes, patches, left=left - 8, above=20)
    return axes


def _alt(cells: Sequence[Month], months: Sequence[str]) -> str:
    gaps = [f"{cell.name}{cell.month}" for cell in cells if cell.state == GAP]
    most = max((cell for cell in cells if cell.deduction is not None), key=lambda cell: cell.deduction or 0)
    told = f"缺查的有{'、'.join(gaps)}" if gaps else "没有缺查"
    return (
        f"村（行）与月份（列，{months[0]}至{months[-1]}）的方格图，颜色越深扣分越多：{told}；"
        f"扣分最多的是{most.name}{most.month}，扣{most.words}分。"
    )
