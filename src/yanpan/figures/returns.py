"""What became of the forms: handed out, returned, valid, invalid."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Patch

from yanpan.analysis.results import InstrumentReturn
from yanpan.document import Paragraph, ReportFigure
from yanpan.facts import TOWNSHIP
from yanpan.figures.style import (
    ALARM,
    FAINT,
    STRONG,
    column,
    figure_block,
    legend,
    missing,
    no_data,
    rows_canvas,
    theme,
)

ID = "票表回收"
COLUMNS = (("发出", "issued", 36), ("收回", "returned", 76), ("有效", "valid", 116), ("无效", "invalid", 152))
"""Heading, field and right edge of the columns of numbers."""


def response_flow(returns: Sequence[InstrumentReturn], owner: str = TOWNSHIP) -> ReportFigure | Paragraph:
    """One bar an instrument, as long as the forms handed out: valid, invalid, not returned."""
    handed_in = [entry for entry in returns if entry.issued is not None]
    if not handed_in:
        return missing("没有票表回收记录，不画回收图。", id=ID, owner=owner)
    with theme():
        return figure_block(
            _draw(returns),
            id=ID,
            owner=owner,
            caption=f"票表发出与回收情况（来源：票表回收，{len(handed_in)}种票表）",
            alt="；".join(_words(entry) for entry in returns) + "。",
        )


def _draw(returns: Sequence[InstrumentReturn]) -> Axes:
    labels = [str(entry.instrument) for entry in returns]
    axes, left = rows_canvas(labels, 58 + 24 * len(returns), right=160, top=24)
    for row, entry in enumerate(returns):
        _bar(axes, row, entry)
    axes.set_xlim(0, None)
    axes.grid(axis="x")
    axes.set_xlabel("份数（份）")
    legend(axes, {"有效": Patch(fc=STRONG), "无效": Patch(fc=ALARM), "未收回": Patch(fc=FAINT)}, left=left - 8)
    for heading, name, right in COLUMNS:
        column(axes, heading, [_text(getattr(entry, name)) for entry in returns], right=right)
    return axes


def _bar(axes: Axes, row: int, entry: InstrumentReturn) -> None:
    if entry.issued is None:
        no_data(axes, row, "未交")
        return
    valid, invalid = entry.valid or 0, entry.invalid or 0
    parts = ((valid, STRONG), (invalid, ALARM), (max(0, entry.issued - valid - invalid), FAINT))
    start = 0
    for count, colour in parts:
        axes.barh(row, count, left=start, height=0.56, color=colour, linewidth=0)
        start += count


def _text(count: int | None) -> str:
    return "—" if count is None else f"{count}"


def _words(entry: InstrumentReturn) -> str:
    if entry.issued is None:
        return f"{entry.instrument}没有回收记录"
    said = "，".join(f"{heading}{_text(getattr(entry, name))}" for heading, name, _ in COLUMNS)
    return f"{entry.instrument}{said}份"
