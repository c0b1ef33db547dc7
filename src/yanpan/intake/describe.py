"""The intake as text for the terminal: what was read, what is wrong, what is odd, what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from yanpan.intake.faults import Fault
from yanpan.intake.round import Intake
from yanpan.schema import TABLES


def describe(intake: Intake) -> str:
    """Chinese lines, faults and warnings grouped by file; the last line says whether the hand-in is accepted."""
    rows = sum(len(frame) for frame in intake.tables.values())
    filled = sum(len(frame) > 0 for frame in intake.tables.values())
    lines = [f"读了 {len(intake.files)} 个文件，{filled}/{len(TABLES)} 张表，共 {rows} 行。"]
    lines += _section("错误", intake.faults) + _section("提醒", intake.warnings)
    if intake.missing:
        lines += ["", f"批次不完整，缺 {len(intake.missing)} 项：", *(f"  · {line}" for line in intake.missing)]
    return "\n".join([*lines, "", _verdict(intake)])


def _section(title: str, faults: Iterable[Fault]) -> list[str]:
    lines = []
    for file, group in groupby(faults, key=lambda fault: fault.file):
        lines += ["", f"{title}｜{file or '全部材料'}", *(f"  · {fault}" for fault in group)]
    return lines


def _verdict(intake: Intake) -> str:
    if intake.faults:
        return f"有 {len(intake.faults)} 处错误，全部材料未收；改正后请重新检查。"
    told = f"（{len(intake.warnings)} 条提醒）" if intake.warnings else ""
    return f"没有错误{told}，" + ("可以运行，但批次不完整。" if intake.missing else "可以运行。")
