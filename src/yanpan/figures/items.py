"""Answers to the eight items of the satisfaction form as stacked bars."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from yanpan.chinese.numbers import percent
from yanpan.chinese.terms import join_names
from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    FAINT,
    INK,
    MIDDLE,
    SMALL,
    STRONG,
    column,
    figure_block,
    legend,
    missing,
    no_data,
    rows_canvas,
    theme,
)
from yanpan.schema.values import Satisfaction

ID = "八项测评"
LOOK = {
    Satisfaction.SATISFIED: (STRONG, "white"),
    Satisfaction.MOSTLY: (MIDDLE, INK),
    Satisfaction.DISSATISFIED: (ALARM, "white"),
    Satisfaction.UNKNOWN: (FAINT, INK),
}
"""Colour of the bar and of the letters on it."""

SMALL_CELL = 5
"""Fewer respondents than this are not counted out in the figure."""

JOINED = "基本满意、不满意合并"
"""What stands for two answers where one of them is a small cell."""
GROUPED = "份数少的回答合并"
"""What stands for other answers than these two."""
TWO = frozenset({str(Satisfaction.MOSTLY), str(Satisfaction.DISSATISFIED)})
HATCH = "////"
"""Lines that tell the joined answers from 基本满意 in grey print."""
ORDER: dict[str, tuple[str, str]] = {
    str(Satisfaction.SATISFIED): LOOK[Satisfaction.SATISFIED],
    JOINED: ("#c9b7ae", INK),
    GROUPED: ("#c9b7ae", INK),
    **{str(answer): LOOK[answer] for answer in LOOK if answer is not Satisfaction.SATISFIED},
}
"""Segments from left to right."""

ROOM = 0.06
"""A part of the bar narrower than this holds no number."""


def eight_items(
    items: Mapping[str, Mapping[str, int]],
    owner: str = TOWNSHIP,
    *,
    township: Mapping[str, float | None] | None = None,
    name: str = "全镇",
    told: Mapping[str, str] | None = None,
    joined: Mapping[str, frozenset[str]] | None = None,
) -> ReportFigure | Paragraph:
    """Shares of the four answers per item, in the form's order.

    `items` counts forms by item and answer; `township` gives the township's satisfaction rates (0…1, to the
    whole per cent) to stand beside a village's own; `name` is whose forms they are. `told`: what is said instead of the
    rate of items in which few were dissatisfied; these have 基本满意 and 不满意 drawn as one, or the answers that
    `joined` names.
    """
    together = {**dict.fromkeys(told or {}, TWO), **(joined or {})}
    drawn = {label: _joined(counts, together.get(label, frozenset())) for label, counts in items.items()}
    if not any(sum(counts.values()) for counts in items.values()):
        return missing("没有满意度测评表，不画各项测评的图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _draw(items, drawn, township, told or {}),
            id=ID,
            owner=owner,
            caption=f"{name}满意度测评各项回答的构成（来源：满意度测评表，有效"
            f"{max(sum(counts.values()) for counts in items.values())}份；满意率不计“不了解”）",
            alt=_alt(items, township, name, told or {}, {name for counts in drawn.values() for name in counts}),
        )


def rate(counts: Mapping[str, int]) -> float | None:
    """满意 and 基本满意 among those who gave a view, 0…1.

    >>> rate({"满意": 30, "基本满意": 15, "不满意": 5, "不了解": 10})
    0.9
    """
    good = counts.get(Satisfaction.SATISFIED, 0) + counts.get(Satisfaction.MOSTLY, 0)
    views = good + counts.get(Satisfaction.DISSATISFIED, 0)
    return good / views if views else None


def _joined(counts: Mapping[str, int], together: frozenset[str]) -> dict[str, int]:
    """The counts with those of `together` as one."""
    if not together:
        return dict(counts)
    apart = {str(answer): counts.get(answer, 0) for answer in LOOK if str(answer) not in together}
    return apart | {JOINED if together == TWO else GROUPED: sum(counts.get(answer, 0) for answer in together)}


def _draw(
    items: Mapping[str, Mapping[str, int]],
    drawn: Mapping[str, Mapping[str, int]],
    township: Mapping[str, float | None] | None,
    told: Mapping[str, str],
) -> Axes:
    labels = list(items)
    axes, left = rows_canvas(labels, 74 + 17 * len(items), right=98 if township else 56, top=40)
    for row, counts in enumerate(drawn.values()):
        _bar(axes, row, counts)
    axes.set_xlim(0, 100)
    axes.set_xlabel("占有效测评表的比例（%）")
    used = {answer for counts in drawn.values() for answer in counts} | {str(answer) for answer in LOOK}
    looks = [answer for answer in ORDER if answer in used]
    legend(axes, {answer: Patch(lw=0, **_look(answer)) for answer in looks}, left=left - 8, above=20)
    column(axes, "满意率", [told.get(label) or _text(rate(counts)) for label, counts in items.items()], right=44)
    if township:
        column(axes, "全镇", [_text(township.get(label), 0) for label in labels], right=88)
    return axes


def _bar(axes: Axes, row: int, counts: Mapping[str, int]) -> None:
    total, start = sum(counts.values()), 0.0
    if not total:
        no_data(axes, row)
    for answer, (_, ink) in ORDER.items():
        count = counts.get(answer, 0)
        if not count:
            continue
        width = 100 * count / total
        axes.barh(row, width, left=start, height=0.66, **_look(answer), linewidth=0.8)
        if count >= SMALL_CELL and width >= 100 * ROOM:
            axes.text(start + width / 2, row, f"{count}", ha="center", va="center_baseline", size=SMALL, color=ink)
        start += width


def _look(answer: str) -> dict[str, Any]:
    return {
        "facecolor": ORDER[answer][0],
        "edgecolor": "white",
        "hatch": HATCH if answer in (JOINED, GROUPED) else None,
    }


def _text(share: float | None, digits: int = 1) -> str:
    return "—" if share is None else percent(share, digits)


def _alt(
    items: Mapping[str, Mapping[str, int]],
    township: Mapping[str, float | None] | None,
    name: str,
    told: Mapping[str, str],
    drawn: Collection[str],
) -> str:
    rates = {label: share for label, counts in items.items() if (share := rate(counts)) is not None}
    if not rates:
        return f"{name}各项没有人表态。"
    low, high = min(rates.values()), max(rates.values())
    said = [f"{name}{len(items)}项测评的堆叠条形图，按满意、基本满意、不满意、不了解分段"]
    if told:
        if JOINED in drawn:
            said.append("不满意份数少的项目，基本满意与不满意合并画，满意率只写界限")
        if GROUPED in drawn:
            said.append("有的回答份数少，合并画，这些项目的满意率只写界限或不列")
        said.append("各项满意率：" + "，".join(f"{label}{told.get(label) or percent(rates[label])}" for label in rates))
    elif low == high:
        said.append(f"各项满意率都是{percent(low)}")
    else:
        said.append(
            f"满意率最低的是{_which(rates, low)}（{percent(low)}），最高的是{_which(rates, high)}（{percent(high)}）"
        )
    if township and not told:
        below = [label for label, share in rates.items() if round(share, 2) < (township.get(label) or 0.0)]
        said.append(f"低于全镇的有{len(below)}项" + (f"：{join_names(below)}" if below else ""))
    return "；".join(said) + "。"


def _which(rates: Mapping[str, float], value: float) -> str:
    return join_names(label for label, share in rates.items() if share == value)
