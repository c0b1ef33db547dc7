"""Satisfaction rates of the villages with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from yanpan.analysis.results import Rate
from yanpan.chinese.numbers import percent, percent_interval
from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    INK,
    MANY,
    SOFT,
    STRONG,
    canvas,
    column,
    figure_block,
    missing,
    no_data,
    rows_canvas,
    rows_height,
    shortened,
    theme,
)

ID = "满意率"
WHAT = "满意度测评表"


@dataclass(frozen=True)
class VillageRate:
    """A village's satisfaction rate with its interval, all in 0…1; None where nobody gave a view.

    `n` is the number of forms that gave a view; `flag` a short remark printed after the name (`表少`). `told` is said
    where the rate itself is withheld (`92%以上`): only its interval is drawn then.
    """

    id: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    flag: str = ""
    told: str = ""

    @property
    def label(self) -> str:
        """Name and remark."""
        return shortened(self.name) + (f"（{self.flag}）" if self.flag else "")


def satisfaction_by_village(
    rows: Sequence[VillageRate], township: Rate | None = None, *, owner: str = TOWNSHIP, floor: float = 0.9
) -> ReportFigure | Paragraph:
    """Points with intervals in roster order (never by value), and the policy's line; a histogram of many villages."""
    known = [row for row in rows if row.value is not None or row.told]
    if not known:
        return missing("没有满意度测评表，不画各村满意率图。", id=ID, owner=owner)
    with theme():
        many = len(rows) > MANY
        axes = _histogram(known, floor) if many else _points(rows, township, floor)
        return figure_block(
            axes,
            id=ID,
            owner=owner,
            caption=f"各村（社区）群众满意率{'分布' if many else '及95%参考区间'}（来源：{WHAT}，表态"
            f"{sum(row.n for row in known)}份，{len(known)}个村{_left_out(known) if many else ''}）",
            alt=_alt(rows, township, floor, many=many),
        )


def _left_out(rows: Sequence[VillageRate]) -> str:
    """What the histogram cannot show: rates that are told as bounds only."""
    return "；满意率只写界限的村不在图内" if any(row.value is None for row in rows) else ""


def _points(rows: Sequence[VillageRate], township: Rate | None, floor: float) -> Axes:
    shown = [*rows, *([_as_row(township)] if township else [])]
    labels = [row.label for row in shown]
    axes, _ = rows_canvas(labels, 54 + rows_height(len(shown), 15.5), right=92, top=20)
    for place, row in enumerate(shown):
        _interval(axes, place, row, whole=row.id == TOWNSHIP)
    if township:
        axes.axhline(len(rows) - 0.5, color=SOFT, linewidth=0.6)
    _percent_axis(axes, _lowest(shown))
    _line(axes, floor)
    column(axes, "满意率", [_said(row) for row in shown], right=42)
    column(axes, "表态", [f"{row.n}份" for row in shown], right=84)
    return axes


def _as_row(township: Rate) -> VillageRate:
    return VillageRate(TOWNSHIP, "全镇", township.value, township.low, township.high, township.n)


def _said(row: VillageRate) -> str:
    return row.told or ("—" if row.value is None else percent(row.value))


def _interval(axes: Axes, place: int, row: VillageRate, *, whole: bool) -> None:
    if row.value is None and not row.told:
        no_data(axes, place)
        return
    if row.low is not None and row.high is not None:
        axes.plot([100 * row.low, 100 * row.high], [place, place], color=STRONG, linewidth=1.6, solid_capstyle="butt")
        axes.plot([100 * row.low, 100 * row.high], [place, place], "|", color=STRONG, markersize=6)
    if row.value is None:
        return
    axes.plot(
        100 * row.value, place, "D" if whole else "o", color="white" if whole else STRONG, mec=STRONG, markersize=6
    )


def _lowest(rows: Sequence[VillageRate]) -> float:
    ends = [end for row in rows for end in (row.low, row.value) if end is not None]
    return max(0.0, min(100 * min(ends) - 2, 80) // 10 * 10)


def _percent_axis(axes: Axes, lowest: float) -> None:
    axes.set_xlim(lowest, 100.8)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.grid(axis="x")
    axes.set_xlabel("满意率（%）")


def _line(axes: Axes, floor: float) -> None:
    axes.axvline(100 * floor, color=ALARM, linewidth=1.2, linestyle=(0, (4, 2.5)))
    axes.annotate(
        f"{percent(floor, 0)}线",
        (100 * floor, 1),
        (0, 4),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha="center",
        size=9,
        color=ALARM,
    )


def _histogram(rows: Sequence[VillageRate], floor: float) -> Axes:
    axes = canvas(200, left=44, top=26)
    values = [100 * row.value for row in rows if row.value is not None]
    lowest = min(values) // 10 * 10
    sns.histplot(x=values, binwidth=2.5, binrange=(lowest, 100), color=STRONG, edgecolor="white", alpha=1, ax=axes)
    _percent_axis(axes, lowest)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel("村数（个）", rotation=0, ha="left", va="bottom")
    axes.yaxis.set_label_coords(-0.08, 1.03)
    axes.tick_params(axis="y", colors=INK, length=0)
    _line(axes, floor)
    return axes


def _alt(rows: Sequence[VillageRate], township: Rate | None, floor: float, *, many: bool) -> str:
    known = [row for row in rows if row.value is not None or row.told]
    ends = [(row.low, row.high) for row in known if row.low is not None and row.high is not None]
    line = f"{percent(floor, 0)}线"
    above = sum(low > floor for low, _ in ends)
    below = sum(high < floor for _, high in ends)
    said = [
        f"{len(known)}个村（社区）满意率的直方图"
        if many
        else f"{len(rows)}个村（社区）按名册顺序各占一行，圆点是满意率，横线是95%参考区间",
        f"{len(ends) - above - below}个村的区间包含{line}，{above}个村整段在线以上，{below}个村整段在线以下",
    ]
    if len(ends) > 1 and max(low for low, _ in ends) <= min(high for _, high in ends):
        said.append("所有村的区间都有重叠，看不出先后")
    if many and _left_out(known):
        said.append("满意率只写界限的村（多在高的一端）没有画入，图中偏低")
    elif many:
        said.append(f"中位数为{percent(median(row.value for row in known if row.value is not None))}")
    if not many and any(row.told for row in known):
        said.append("不满意份数少的村满意率只写界限，只画区间")
    if not many and len(known) < len(rows):
        said.append(f"{len(rows) - len(known)}个村没有数据")
    if township and township.value is not None:
        said.append(f"全镇为{percent(township.value)}" + _ends(township))
    return "；".join(said) + "。"


def _ends(rate: Rate) -> str:
    return "" if rate.low is None or rate.high is None else f"，区间{percent_interval(rate.low, rate.high)}"
