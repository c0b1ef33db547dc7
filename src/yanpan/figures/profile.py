"""A village's questionnaire scores by domain beside the township's mean."""

from __future__ import annotations

from collections.abc import Mapping

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from yanpan.chinese.terms import join_names
from yanpan.document import Paragraph, ReportFigure
from yanpan.figures.style import (
    ALARM,
    MIDDLE,
    STRONG,
    column,
    figure_block,
    legend,
    missing,
    no_data,
    rows_canvas,
    theme,
)

ID = "问卷领域"
EVEN = 1.0
"""Differences below this print as 0.0 and count as level."""


def dimension_profile(
    village: Mapping[str, float | None],
    township: Mapping[str, float | None],
    owner: str,
    *,
    n: int,
    name: str = "本村",
) -> ReportFigure | Paragraph:
    """Scores (0…100) by domain: a dot for the village, a diamond for the township's mean (to the whole point).

    `n`: valid questionnaires."""
    if all(score is None for score in village.values()):
        return missing("没有有效的问卷调查表，不画问卷领域图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _draw(village, township, name),
            id=ID,
            owner=owner,
            caption=f"{name}问卷各领域得分与全镇平均（来源：问卷调查表，有效{n}份；全镇为各村得分的平均）",
            alt=_alt(village, township, name),
        )


def _draw(village: Mapping[str, float | None], township: Mapping[str, float | None], name: str) -> Axes:
    labels = list(village)
    axes, left = rows_canvas(labels, 60 + 22 * len(labels), right=92, top=26)
    for row, label in enumerate(labels):
        _pair(axes, row, village[label], township.get(label))
    axes.set_xlim(_lowest(village, township), 100.8)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.grid(axis="x")
    axes.set_xlabel("得分（0—100分）")
    dot = Line2D([], [], marker="o", linestyle="", color=STRONG, markersize=7)
    legend(axes, {name: dot, "全镇平均": _diamond()}, left=left - 8)
    column(axes, name, [_text(village[label]) for label in labels], right=42)
    column(axes, "全镇", [_text(township.get(label), 0) for label in labels], right=84)
    return axes


def _pair(axes: Axes, row: int, own: float | None, all_: float | None) -> None:
    if own is None:
        no_data(axes, row)
    if own is not None and all_ is not None:
        axes.plot([all_, own], [row, row], color=MIDDLE, linewidth=3, solid_capstyle="butt", zorder=2)
    if all_ is not None:
        axes.plot([all_], [row], marker="D", color="white", mec=ALARM, mew=1.4, markersize=6, zorder=3)
    if own is not None:
        axes.plot([own], [row], marker="o", color=STRONG, markersize=7, zorder=4)


def _diamond() -> Line2D:
    return Line2D([], [], marker="D", linestyle="", color="white", mec=ALARM, mew=1.4, markersize=6)


def _lowest(*scores: Mapping[str, float | None]) -> float:
    known = [score for group in scores for score in group.values() if score is not None]
    return max(0.0, min(min(known) - 5, 60) // 10 * 10)


def _text(score: float | None, digits: int = 1) -> str:
    return "—" if score is None else f"{score:.{digits}f}"


def _alt(village: Mapping[str, float | None], township: Mapping[str, float | None], name: str) -> str:
    gaps = {
        label: score - mean
        for label, score in village.items()
        if score is not None and (mean := township.get(label)) is not None
    }
    above = [label for label, gap in gaps.items() if gap > EVEN]
    below = [label for label, gap in gaps.items() if gap < -EVEN]
    scores = "，".join(f"{label}{_text(score)}分" for label, score in village.items())
    said = [f"{name}各领域得分：{scores}"]
    said += [f"高于全镇平均的有{join_names(above)}"] if above else []
    said += [f"低于全镇平均的有{join_names(below)}"] if below else []
    if gaps:
        widest = max(gaps, key=lambda label: abs(gaps[label]))
        said.append(f"与全镇相差最多的是{widest}，差{abs(gaps[widest]):.0f}分左右")
    return "；".join(said) + "。"
