"""Shares of the trials by grade, village by village in roster order: how firm the suggested grades are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    FAINT,
    INK,
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
from yanpan.schema.values import Grade

ID = "档次稳定性"
COLOURS = {Grade.GOOD: STRONG, Grade.NORMAL: MIDDLE, Grade.POOR: ALARM}


@dataclass(frozen=True)
class VillageFirmness:
    """Shares of the trials by grade (0…1, adding up to 1) and the label; empty where nothing can be said."""

    name: str
    shares: dict[Grade, float]
    label: str


def firmness_by_village(
    rows: Sequence[VillageFirmness], *, trials: int, owner: str = TOWNSHIP
) -> ReportFigure | Paragraph:
    """One bar a village in roster order; a remark where there are too many villages or none with shares."""
    known = [row for row in rows if row.shares]
    if not known or len(rows) > MANY:
        return missing("没有可画的试算结果，或村数太多，稳定性只列表。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _bars(rows),
            id=ID,
            owner=owner,
            caption=f"各村建议档次的试算分布（来源：票表、台账与研判口径，每村试算{trials}次，{len(known)}个村）",
            alt=_alt(rows),
        )


def _bars(rows: Sequence[VillageFirmness]) -> Axes:
    labels = [shortened(row.name) for row in rows]
    axes, left = rows_canvas(labels, 64 + rows_height(len(rows), 17), right=62, top=26)
    for place, row in enumerate(rows):
        if not row.shares:
            no_data(axes, place, row.label)
        begun = 0.0
        for grade, colour in COLOURS.items():
            share = 100 * row.shares.get(grade, 0.0)
            axes.barh(place, share, left=begun, height=0.62, color=colour, edgecolor="white", linewidth=0.6)
            begun += share
    axes.set_xlim(0, 100)
    axes.set_xlabel("占试算次数的比例（%）")
    axes.grid(axis="x", color=FAINT)
    axes.tick_params(axis="x", labelcolor=INK)
    legend(axes, {f"“{grade}”": Patch(color=colour) for grade, colour in COLOURS.items()}, left=left - 8)
    column(axes, "标签", [row.label if row.shares else "—" for row in rows], right=54)
    return axes


def _alt(rows: Sequence[VillageFirmness]) -> str:
    said = [
        f"{row.name}{row.label}（" + "、".join(f"{grade}{100 * row.shares[grade]:.0f}%" for grade in Grade) + "）"
        if row.shares
        else f"{row.name}没有结果"
        for row in rows
    ]
    return f"{len(rows)}个村按名册顺序各占一条横条，分段为试算中各档所占比例：" + "；".join(said) + "。"
