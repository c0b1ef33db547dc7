"""How much of the variation of each village's composite each assumption accounts for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.domains import SHADES
from yanpan.figures.style import (
    MANY,
    SIZE,
    SMALL,
    canvas,
    figure_block,
    margin,
    missing,
    rows_height,
    shortened,
    theme,
)

ID = "假定的影响"


@dataclass(frozen=True)
class VillageInfluence:
    """Total indices by assumption, 0…1 but for noise; empty where the village has no score."""

    name: str
    totals: dict[str, float]


def influence_heatmap(rows: Sequence[VillageInfluence], *, owner: str = TOWNSHIP) -> ReportFigure | Paragraph:
    """Villages in roster order by assumptions; a remark where there is nothing to draw or too much."""
    known = [row for row in rows if row.totals]
    if not known or len(known) > MANY:
        return missing("没有可画的敏感性结果，或村数太多，只列全镇平均。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _cells(known),
            id=ID,
            owner=owner,
            caption=f"各条假定对综合得分变动的影响：总效应指数（来源：票表、台账与研判口径，{len(known)}个村）",
            alt=_alt(known),
        )


def _cells(rows: Sequence[VillageInfluence]) -> Axes:
    labels = [shortened(row.name) for row in rows]
    frame = pd.DataFrame([row.totals for row in rows], dtype=float)
    axes = canvas(30 + rows_height(len(rows), 17), left=margin(labels), top=22, bottom=8)
    shades = LinearSegmentedColormap.from_list("shades", SHADES)
    sns.heatmap(frame, ax=axes, cmap=shades, vmin=0, vmax=1, cbar=False, linewidths=1.5, linecolor="white")
    for row, line in enumerate(frame.itertuples(index=False)):
        for place, total in enumerate(line):
            axes.text(place + 0.5, row + 0.5, f"{max(0.0, total):.2f}", ha="center", va="center_baseline", size=SMALL)
    axes.xaxis.tick_top()
    axes.set_xticks([place + 0.5 for place in range(frame.shape[1])], list(frame.columns), size=SIZE, rotation=0)
    axes.set_yticks([row + 0.5 for row in range(len(labels))], labels, va="center_baseline", rotation=0)
    axes.tick_params(length=0)
    return axes


def _alt(rows: Sequence[VillageInfluence]) -> str:
    means = {name: mean(row.totals[name] for row in rows) for name in rows[0].totals}
    said = "、".join(f"{name}{max(0.0, value):.2f}" for name, value in means.items())
    most = max(means, key=lambda name: means[name])
    return (
        f"{len(rows)}个村乘{len(means)}条假定的色块图，颜色越深影响越大，格内写明总效应指数；"
        f"各村平均：{said}；平均影响最大的是{most}。"
    )
