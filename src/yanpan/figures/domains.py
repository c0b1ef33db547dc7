"""Questionnaire scores of all villages by domain; every cell holds its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap

from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    MANY,
    MIDDLE,
    SIZE,
    SMALL,
    STRONG,
    canvas,
    figure_block,
    margin,
    missing,
    row_labels,
    rows_height,
    shortened,
    theme,
)

ID = "各村问卷领域"
LOWEST, HIGHEST = 40, 100
"""Scores (0…100) from the palest to the darkest colour."""

SHADES = ("#f7f9fb", "#6fa5cb")
"""Palest and darkest; dark letters stay readable on both."""


@dataclass(frozen=True)
class VillageScores:
    """A village's questionnaire scores (0…100) by domain; None where nobody answered. `n`: valid questionnaires."""

    id: str
    name: str
    scores: dict[str, float | None]
    n: int


def domain_heatmap(rows: Sequence[VillageScores], owner: str = TOWNSHIP) -> ReportFigure | Paragraph:
    """Villages by domains in roster order; of many villages, how the scores spread in each domain."""
    known = [row for row in rows if any(score is not None for score in row.scores.values())]
    if not known:
        return missing("没有可以计分的问卷调查表，不画各村问卷领域图。", id=ID, owner=owner)
    many = len(rows) > MANY
    with theme():
        return figure_block(
            _spread(known) if many else _cells(rows),
            id=ID,
            owner=owner,
            caption=f"各村（社区）问卷各领域得分{'的分布' if many else ''}（来源：问卷调查表，有效"
            f"{sum(row.n for row in known)}份，{len(known)}个村；满分100分）",
            alt=_alt(known, many=many),
        )


def _frame(rows: Sequence[VillageScores]) -> pd.DataFrame:
    return pd.DataFrame([row.scores for row in rows], dtype=float)


def _cells(rows: Sequence[VillageScores]) -> Axes:
    labels, scores = [shortened(row.name) for row in rows], _frame(rows)
    axes = canvas(30 + rows_height(len(rows), 17), left=margin(labels), top=22, bottom=8)
    shades = LinearSegmentedColormap.from_list("shades", SHADES)
    sns.heatmap(scores, ax=axes, cmap=shades, vmin=LOWEST, vmax=HIGHEST, cbar=False, linewidths=1.5, linecolor="white")
    for row, line in enumerate(scores.itertuples(index=False)):
        for place, score in enumerate(line):
            words = "—" if pd.isna(score) else f"{score:.1f}"
            axes.text(place + 0.5, row + 0.5, words, ha="center", va="center_baseline", size=SMALL)
    axes.xaxis.tick_top()
    axes.set_xticks([place + 0.5 for place in range(scores.shape[1])], list(scores.columns), size=SIZE, rotation=0)
    axes.set_yticks([row + 0.5 for row in range(len(labels))], labels, va="center_baseline", rotation=0)
    axes.tick_params(length=0)
    return axes


def _spread(rows: Sequence[VillageScores]) -> Axes:
    scores = _frame(rows)
    labels = [str(name) for name in scores.columns]
    axes = canvas(50 + 24 * len(labels), left=margin(labels))
    axes.boxplot(
        [scores[label].dropna().tolist() for label in labels],
        positions=range(len(labels)),
        orientation="horizontal",
        widths=0.55,
        patch_artist=True,
        boxprops={"facecolor": MIDDLE, "edgecolor": STRONG},
        medianprops={"color": STRONG, "linewidth": 2},
        whis=(5, 95),
        showfliers=False,
    )
    row_labels(axes, labels)
    axes.grid(axis="x")
    axes.set_xlabel("得分（0—100分；盒为中间一半的村，须线为第5至第95百分位）")
    return axes


def _alt(rows: Sequence[VillageScores], *, many: bool) -> str:
    scores = _frame(rows)
    middles = {str(name): median(column.dropna()) for name, column in scores.items() if column.notna().any()}
    kind = "箱线图" if many else "色块图，颜色越深得分越高，格内写明得分"
    said = "，".join(f"{name}{score:.1f}分" for name, score in middles.items())
    lowest = min(middles, key=lambda name: middles[name])
    return f"{len(rows)}个村乘{len(middles)}个领域的{kind}；各村得分的中位数：{said}；中位数最低的领域是{lowest}。"
