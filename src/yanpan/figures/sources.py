"""Four sources held against each other: what each says, and how far they agree; every cell says it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.patches import Patch

from yanpan.analysis.results import Agreement, Source
from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    FAINT,
    INK,
    MANY,
    MIDDLE,
    SIZE,
    SMALL,
    STRONG,
    canvas,
    figure_block,
    legend,
    margin,
    missing,
    rows_canvas,
    rows_height,
    shortened,
    theme,
)
from yanpan.schema.values import DIMENSIONS, Grade

ID = "四源互证"
WHAT = "来源：满意度测评表、问卷调查表、谈心谈话、资料查阅、平时掌握"
STATES = {
    Agreement.AGREED: (STRONG, "white"),
    Agreement.MOSTLY: (MIDDLE, INK),
    Agreement.CONTRADICTED: (ALARM, "white"),
    Agreement.INSUFFICIENT: (FAINT, INK),
}
GRADES = {Grade.GOOD: (STRONG, "white"), Grade.NORMAL: (MIDDLE, INK), Grade.POOR: (ALARM, "white")}
NOTHING = "—"


@dataclass(frozen=True)
class VillageStates:
    """How far a village's sources agree, by dimension (`思想动态` …); a dimension that is absent counts as 不足."""

    id: str
    name: str
    states: Mapping[str, str]

    def of(self, dimension: str) -> Agreement:
        """State of one dimension."""
        return Agreement(self.states.get(dimension, Agreement.INSUFFICIENT))


def four_source_heatmap(rows: Sequence[VillageStates], owner: str = TOWNSHIP) -> ReportFigure | Paragraph:
    """Villages by dimensions in roster order; of many villages, counts of states by dimension."""
    if not rows:
        return missing("没有完成研判的村（社区），不画四源互证图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _counts(rows) if len(rows) > MANY else _states(rows),
            id=ID,
            owner=owner,
            caption=f"四源互证状态（{WHAT}；{len(rows)}个村，{len(DIMENSIONS)}个维度）",
            alt=_alt(rows),
        )


def source_grades(
    matrix: Mapping[str, Mapping[str, str | None]], states: Mapping[str, str], owner: str, *, name: str = ""
) -> ReportFigure | Paragraph:
    """A village's dimensions by sources: the grade that each source gives, and whether they agree.

    `matrix` is dimension -> source -> grade or None (the source says nothing), `states` dimension -> state.
    """
    if not any(grade for cells in matrix.values() for grade in cells.values()):
        return missing("四个来源都没有可用的材料，不画互证图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _grades(matrix, states),
            id=ID,
            owner=owner,
            caption=f"{name}四源互证：各来源在四个维度上的档次（{WHAT}）",
            alt=_grades_alt(matrix, states),
        )


def _states(rows: Sequence[VillageStates]) -> Axes:
    labels = [shortened(row.name) for row in rows]
    cells = pd.DataFrame([[str(row.of(dimension)) for dimension in DIMENSIONS] for row in rows])
    axes = canvas(30 + rows_height(len(rows), 17), left=margin(labels), top=22, bottom=8)
    _heat(axes, cells, {str(state): look for state, look in STATES.items()})
    _heads(axes, [str(dimension) for dimension in DIMENSIONS])
    axes.set_yticks([row + 0.5 for row in range(len(labels))], labels, va="center_baseline")
    return axes


def _grades(matrix: Mapping[str, Mapping[str, str | None]], states: Mapping[str, str]) -> Axes:
    labels = [str(dimension) for dimension in DIMENSIONS]
    sources = [str(source) for source in Source]
    cells = pd.DataFrame(
        [
            [matrix.get(label, {}).get(source) or NOTHING for source in sources] + [str(states.get(label, "不足"))]
            for label in labels
        ]
    )
    axes = canvas(30 + 24 * len(labels), left=margin(labels), top=22, bottom=8)
    looks = {str(grade): look for grade, look in GRADES.items()} | {NOTHING: ("#f6f7f8", INK)}
    _heat(axes, cells, looks | {str(state): ("white", INK) for state in Agreement})
    _heads(axes, [*sources, "互证结果"])
    axes.set_yticks([row + 0.5 for row in range(len(labels))], labels, va="center_baseline")
    return axes


def _heat(axes: Axes, cells: pd.DataFrame, looks: Mapping[str, tuple[str, str]]) -> None:
    """Coloured cells with their words; seaborn colours by number, so words are numbered in the order of `looks`."""
    code = {word: number for number, word in enumerate(looks)}
    sns.heatmap(
        cells.map(code.__getitem__).astype(float),
        ax=axes,
        cmap=ListedColormap([colour for colour, _ in looks.values()]),
        vmin=-0.5,
        vmax=len(looks) - 0.5,
        cbar=False,
        linewidths=1.5,
        linecolor="white",
    )
    for row, words in enumerate(cells.itertuples(index=False)):
        for place, word in enumerate(words):
            axes.text(place + 0.5, row + 0.5, word, ha="center", va="center_baseline", size=SMALL, color=looks[word][1])


def _heads(axes: Axes, names: Sequence[str]) -> None:
    axes.set_xticks([place + 0.5 for place in range(len(names))], names, size=SIZE, rotation=0)
    axes.tick_params(length=0, labelrotation=0)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)


def _counts(rows: Sequence[VillageStates]) -> Axes:
    labels = [str(dimension) for dimension in DIMENSIONS]
    axes, left = rows_canvas(labels, 60 + 24 * len(labels), right=18, top=26)
    for place, dimension in enumerate(DIMENSIONS):
        _stack(axes, place, [row.of(dimension) for row in rows])
    axes.set_xlim(0, len(rows))
    axes.set_xlabel("村数（个）")
    legend(axes, {state: Patch(facecolor=look[0]) for state, look in STATES.items()}, left=left - 8)
    return axes


def _stack(axes: Axes, place: int, states: Sequence[Agreement]) -> None:
    start = 0
    for state, (colour, ink) in STATES.items():
        count = states.count(state)
        axes.barh(place, count, left=start, height=0.62, color=colour, edgecolor="white", linewidth=0.8)
        if count >= 0.05 * len(states):
            axes.text(start + count / 2, place, f"{count}", ha="center", va="center_baseline", size=SMALL, color=ink)
        start += count


def _alt(rows: Sequence[VillageStates]) -> str:
    states = [row.of(dimension) for row in rows for dimension in DIMENSIONS]
    counts = "，".join(f"{state}{states.count(state)}个" for state in STATES)
    odd = {row.name: [str(d) for d in DIMENSIONS if row.of(d) is Agreement.CONTRADICTED] for row in rows}
    at_odds = [f"{name}（{'、'.join(where)}）" for name, where in odd.items() if where]
    told = f"来源相矛盾的有{len(at_odds)}个村" + (f"：{'、'.join(at_odds)}" if 0 < len(at_odds) <= 9 else "")
    return f"{len(rows)}个村乘{len(DIMENSIONS)}个维度的状态图：{counts}；{told}。"


def _grades_alt(matrix: Mapping[str, Mapping[str, str | None]], states: Mapping[str, str]) -> str:
    lines = [
        f"{dimension}："
        + "，".join(f"{source}{matrix.get(dimension, {}).get(source) or '无'}" for source in Source)
        + f"，{states.get(dimension, '不足')}"
        for dimension in DIMENSIONS
    ]
    return "；".join(lines) + "。"
