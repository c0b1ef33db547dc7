"""How far the rectification of problems is, village by village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    FAINT,
    MANY,
    MIDDLE,
    SOFT,
    STRONG,
    column,
    figure_block,
    legend,
    missing,
    rows_canvas,
    rows_height,
    shortened,
    theme,
)

ID = "整改进度"
LOOKS = {
    "已销号": (STRONG, ""),
    "待验收": (MIDDLE, ""),
    "推进中": ("#c9dcea", ""),
    "长期": (SOFT, "///"),
    "未启动": (FAINT, "..."),
    "逾期": (ALARM, ""),
    "无措施": ("#ffffff", ""),
}


@dataclass(frozen=True)
class VillageProgress:
    """A village's problems by status; `无措施` are those without a plan."""

    village: str
    name: str
    statuses: Mapping[str, int]

    @property
    def total(self) -> int:
        """All its problems."""
        return sum(self.statuses.values())


def rectification_progress(rows: Sequence[VillageProgress], owner: str = TOWNSHIP) -> ReportFigure | Paragraph:
    """One bar a village, as long as its problems, by status; villages in the order given."""
    shown = [row for row in rows if row.total]
    if not shown:
        return missing("没有登记问题，不画整改进度图。", id=ID, owner=owner)
    if len(shown) > MANY:
        return missing("村数较多，整改进度不成图，见各村问题整改进度表。", id=ID, owner=owner)
    problems = sum(row.total for row in shown)
    with theme():
        return figure_block(
            _draw(shown),
            id=ID,
            owner=owner,
            caption=f"各村问题整改进度（来源：问题清单、整改台账，{len(shown)}个村，{problems}条问题；右侧为已销号数／问题数）",
            alt=_alt(shown, problems),
        )


def _draw(rows: Sequence[VillageProgress]) -> Axes:
    labels = [shortened(row.name) for row in rows]
    axes, left = rows_canvas(labels, 60 + rows_height(len(rows), 18), right=64, top=26)
    for place, row in enumerate(rows):
        start = 0
        for status, (colour, hatch) in LOOKS.items():
            count = row.statuses.get(status, 0)
            if count:
                axes.barh(
                    place, count, left=start, height=0.58, color=colour, hatch=hatch, edgecolor="#5b6873", linewidth=0.5
                )
            start += count
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=8))
    axes.set_xlim(0, max(row.total for row in rows))
    axes.set_xlabel("问题数（条）")
    used = {status: look for status, look in LOOKS.items() if any(row.statuses.get(status) for row in rows)}
    patches = {status: Patch(fc=colour, hatch=hatch, ec="#5b6873", lw=0.5) for status, (colour, hatch) in used.items()}
    legend(axes, patches, left=left - 8)
    column(axes, "", [f"{row.statuses.get('已销号', 0)}／{row.total}" for row in rows], right=56)
    return axes


def _alt(rows: Sequence[VillageProgress], problems: int) -> str:
    counts = {status: sum(row.statuses.get(status, 0) for row in rows) for status in LOOKS}
    said = "、".join(f"{status}{count}条" for status, count in counts.items() if count)
    return f"{len(rows)}个村的堆叠条形图，条长为问题数，共{problems}条：{said}。"
