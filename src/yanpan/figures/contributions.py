"""How the composite score comes about: points of each group of indicators, step by step, beside the cut lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from yanpan.analysis.results import IndicatorScore, Suggestion
from yanpan.document import Paragraph, ReportFigure
from yanpan.figures.style import (
    ALARM,
    FAINT,
    MIDDLE,
    STRONG,
    column,
    figure_block,
    legend,
    missing,
    rows_canvas,
    theme,
)

ID = "得分构成"
TOTAL = "综合得分"
JOINED = "含票表的各类合并"


@dataclass(frozen=True)
class GroupPoints:
    """Points a group of indicators has brought, out of those it could bring (of 100 in all)."""

    name: str
    points: float
    full: float

    @property
    def share(self) -> float:
        """Points reached of those possible, 0…1."""
        return self.points / self.full if self.full else 0.0


def group_points(
    indicators: Sequence[IndicatorScore], together: Collection[str] = (), *, score: float | None = None
) -> tuple[GroupPoints, ...]:
    """Points by group in first-seen order; indicators without a score weigh nothing.

    The groups `together` come last as one: apart, their points would give back how few were dissatisfied. They are what
    the others leave of `score`, the composite as it is told, so that no length gives back what the text does not.
    """
    scored = [indicator for indicator in indicators if indicator.contribution is not None]
    if together:
        alone = [each for each in scored if each.group not in together]
        scored = alone + [replace(each, group=JOINED) for each in scored if each.group in together]
    groups = tuple(
        GroupPoints(
            name,
            sum(indicator.contribution or 0.0 for indicator in scored if indicator.group == name),
            100 * sum(indicator.weight for indicator in scored if indicator.group == name),
        )
        for name in dict.fromkeys(indicator.group for indicator in scored)
    )
    if score is None or not groups or groups[-1].name != JOINED:
        return groups
    return (*groups[:-1], replace(groups[-1], points=score - sum(each.points for each in groups[:-1])))


def indicator_contributions(
    suggestion: Suggestion,
    owner: str,
    *,
    cuts: Mapping[str, float],
    name: str = "",
    together: Collection[str] = (),
    told: Callable[[float], float | None] = float,
    decimals: int = 1,
) -> ReportFigure | Paragraph:
    """A staircase of the groups' points up to the composite score; `cuts` are the lower cuts of grades, in points.

    `told`: the score as it may be told, None if not at all; `decimals`: those that are written of it.
    """
    if suggestion.score is None:
        return missing("没有综合得分，不画得分构成图。", id=ID, owner=owner)
    score = told(suggestion.score)
    if score is None:
        return missing("综合得分不列，不画得分构成图。", id=ID, owner=owner)
    groups = group_points(suggestion.indicators, together, score=score)
    if not groups:
        return missing("没有综合得分，不画得分构成图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _draw(groups, score, cuts, decimals=decimals),
            id=ID,
            owner=owner,
            caption=f"{name}综合得分的构成（来源：评价指标表，"
            f"{sum(indicator.contribution is not None for indicator in suggestion.indicators)}项指标；满分100分）",
            alt=_alt(groups, score, cuts, decimals=decimals, reached=suggestion.score),
        )


def _points(group: GroupPoints, decimals: int) -> str:
    """A group's points; those of the joined ones no finer than the score that they are reckoned from."""
    return f"{group.points:.{decimals}f}" if group.name == JOINED else f"{group.points:.1f}"


def _draw(groups: Sequence[GroupPoints], score: float, cuts: Mapping[str, float], *, decimals: int) -> Axes:
    labels = [*(group.name for group in groups), TOTAL]
    axes, left = rows_canvas(labels, 58 + 19 * len(labels), right=84, top=24)
    start = 0.0
    for row, group in enumerate(groups):
        axes.barh(row, group.full, left=start, height=0.6, color=FAINT, linewidth=0)
        axes.barh(row, group.points, left=start, height=0.6, color=MIDDLE, linewidth=0)
        start += group.points
    axes.barh(len(groups), score, height=0.6, color=STRONG, linewidth=0)
    axes.set_xlim(0, 100.5)
    axes.set_xlabel("得分（分）")
    for grade, cut in cuts.items():
        _cut(axes, grade, cut)
    column(axes, "得分", [*(_points(group, decimals) for group in groups), f"{score:.{decimals}f}"], right=36)
    column(axes, "满分", [*(f"{group.full:.1f}" for group in groups), "100.0"], right=76)
    parts = {"各组得分": MIDDLE, "未得分": FAINT, TOTAL: STRONG}
    legend(axes, {word: Patch(fc=colour) for word, colour in parts.items()}, left=left - 8)
    return axes


def _cut(axes: Axes, grade: str, cut: float) -> None:
    axes.axvline(cut, color=ALARM, linewidth=1.1, linestyle=(0, (4, 2.5)), zorder=3)
    axes.annotate(
        f"{grade}{cut:g}",
        (cut, 1),
        (0, 4),
        xycoords=axes.get_xaxis_transform(),
        textcoords="offset points",
        ha="center",
        size=9,
        color=ALARM,
    )


def _alt(
    groups: Sequence[GroupPoints], score: float, cuts: Mapping[str, float], *, decimals: int, reached: float
) -> str:
    parts = "，".join(f"{group.name}{_points(group, decimals)}分（满分{group.full:.1f}分）" for group in groups)
    weakest = min(groups, key=lambda group: group.share)
    lines = "，".join(f"{'达到' if reached >= cut else '未达到'}“{grade}”的{cut:g}分线" for grade, cut in cuts.items())
    return f"{parts}；得分占满分的比例最低的一组是{weakest.name}；综合得分{score:.{decimals}f}分，{lines}。"
