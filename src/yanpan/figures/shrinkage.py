"""Satisfaction as counted and as drawn towards what the villages have in common; for the eye only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from yanpan.chinese.numbers import percent
from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    MANY,
    MIDDLE,
    STRONG,
    column,
    figure_block,
    legend,
    missing,
    no_data,
    rows_canvas,
    rows_height,
    shortened,
    theme,
)

ID = "收缩"


@dataclass(frozen=True)
class VillageShrunk:
    """A village's satisfaction rate and the shrunk one, 0…1; None without forms."""

    name: str
    raw: float | None
    shrunk: float | None


def shrinkage_by_village(
    rows: Sequence[VillageShrunk], *, forms: int, caveat: str, owner: str = TOWNSHIP
) -> ReportFigure | Paragraph:
    """Two marks a village in roster order; the caveat stands in the caption."""
    known = [row for row in rows if row.raw is not None and row.shrunk is not None]
    if not known or len(rows) > MANY:
        return missing("村数太少或太多，不画收缩图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _draw(rows),
            id=ID,
            owner=owner,
            caption=f"各村满意率的原值与收缩值（来源：满意度测评表，表态{forms}份，{len(known)}个村）。{caveat}",
            alt=_alt(known),
        )


def _draw(rows: Sequence[VillageShrunk]) -> Axes:
    labels = [shortened(row.name) for row in rows]
    axes, left = rows_canvas(labels, 64 + rows_height(len(rows), 17), right=100, top=26)
    for place, row in enumerate(rows):
        if row.raw is None or row.shrunk is None:
            no_data(axes, place)
            continue
        axes.plot([100 * row.raw, 100 * row.shrunk], [place, place], color=MIDDLE, linewidth=2.4, zorder=2)
        axes.plot([100 * row.raw], [place], marker="o", color=STRONG, markersize=6, zorder=3)
        axes.plot([100 * row.shrunk], [place], marker="D", color="white", mec=ALARM, mew=1.4, markersize=6, zorder=4)
    low = min(100 * value for row in rows for value in (row.raw, row.shrunk) if value is not None)
    axes.set_xlim(max(0.0, (low - 2) // 5 * 5), 100.8)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10]))
    axes.grid(axis="x")
    axes.set_xlabel("满意率（%）")
    dot = Line2D([], [], marker="o", linestyle="", color=STRONG, markersize=6)
    diamond = Line2D([], [], marker="D", linestyle="", color="white", mec=ALARM, mew=1.4, markersize=6)
    legend(axes, {"原值": dot, "收缩值": diamond}, left=left - 8)
    column(axes, "原值", [_text(row.raw) for row in rows], right=46)
    column(axes, "收缩值", [_text(row.shrunk) for row in rows], right=94)
    return axes


def _text(value: float | None) -> str:
    return "—" if value is None else percent(value)


def _alt(rows: Sequence[VillageShrunk]) -> str:
    raw = [row.raw for row in rows if row.raw is not None]
    shrunk = [row.shrunk for row in rows if row.shrunk is not None]
    return (
        f"{len(rows)}个村按名册顺序各占一行，圆点是满意率原值，菱形是收缩值；原值在{percent(min(raw))}至"
        f"{percent(max(raw))}之间，收缩值在{percent(min(shrunk))}至{percent(max(shrunk))}之间。"
    )
