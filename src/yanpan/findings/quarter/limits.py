"""What the quarterly report answers first, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.findings.make import FactMaker
from yanpan.findings.model import Finding, Value
from yanpan.findings.quarter.data import QuarterData, finding, period
from yanpan.findings.quarter.inspections import counts, inspections, shortfalls
from yanpan.findings.quarter.progress import rectification
from yanpan.findings.quarter.tasks import tasks

LEADING = {"季.纵向": "季.要点.短板", "季.整改": "季.要点.整改", "季.调度": "季.要点.调度"}
"""Findings of the body that the opening answers repeat in fewer words."""


def highlights(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """Three to four statements: how much was inspected, who fell behind, how far rectification and tasks are."""
    first, *_ = inspections(data, make)
    yield finding("要点.督查", dict(first.values), *first.when)
    for each in (*shortfalls(data, make), *rectification(data, make), *tasks(data, make)):
        if each.code in LEADING:
            yield finding(LEADING[each.code].removeprefix("季."), dict(each.values), *each.when)


def limits(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """What is missing, each with its reason."""
    values: dict[str, Value] = {**period(data, make), **counts(data, make)}
    if not data.inspected:
        yield finding("局限.无督查", values)
    if all(each.change is None for each in data.standings):
        before = make.words("上季度", data.quarter.before.zh, label="上一季度", method="运行参数")
        yield finding("局限.无上季", {"上季": before})
    plans = data.township.rows("rectifications")
    undated = plans.where(plans.frame["status"].eq("已销号") & plans.frame["closed"].isna())
    if undated:
        number = make.count("整改.无销号日期", undated, "条", label="没有销号日期的已销号事项")
        yield finding("局限.无日期", {"条数": number})
    if missing := data.township.missing:
        listed = make.words("缺材料", "；".join(missing), label="本轮缺的材料", method="收件核对")
        yield finding("局限.缺材料", {"缺项": listed})
