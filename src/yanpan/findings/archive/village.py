"""What stands in a village's file: rounds, inspections by quarter, honours, circulars, rectification, appraisals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from yanpan.analysis.quarters import Quarter, open_issues, quarters_of, within
from yanpan.chinese.dates import format_date
from yanpan.findings.archive.data import ArchiveData
from yanpan.findings.closing import closing
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.schema import TABLES

PUBLIC = "可公开结论"


def note(code: str, make: FactMaker, values: dict[str, Value], *when: str) -> Finding:
    """A finding of a performance file."""
    return Finding(f"档.{code}", make.owner, Theme.METHOD, values, 0, Polarity.NEUTRAL, frozenset(when))


def opening(data: ArchiveData, make: FactMaker) -> Iterator[Finding]:
    """Which rounds the file holds."""
    roster = data.of("villages", make.owner)
    yield note(
        "开头",
        make,
        {
            "批数": make.amount(
                "档案.批数", len(data.rounds), "个批次", label="批次", rows=roster, method="按批次计数"
            ),
            "截止日": make.words("档案.截止日", format_date(data.as_of), label="截止日", method="批次设置"),
        },
    )


def tasks(data: ArchiveData, make: FactMaker) -> Iterator[Finding]:
    """How many tasks of each register there are and how they went; nothing where neither has any."""
    values: dict[str, Value] = {}
    for name, key, column in (("党建", "party_tasks", "completion"), ("重点", "key_tasks", "status")):
        rows = data.of(key, make.owner)
        if not rows:
            continue
        parts: list[Value] = [
            (
                f"“{state}”",
                make.count(f"任务.{name}.{state}", rows.equal(**{column: state}), "项", label=f"{name}：{state}"),
            )
            for state in TABLES[key].by_key[column].allowed
            if rows.equal(**{column: state})
        ]
        values[name] = make.count(f"任务.{name}", rows, "项", label=f"登记的{TABLES[key].zh}")
        values[f"{name}分列"] = series(parts)
    if values:
        yield note("任务", make, values, *(f"有{name}" for name in ("党建", "重点") if name in values))


def quarters(data: ArchiveData, make: FactMaker) -> list[tuple[Quarter, Rows, Rows]]:
    """Quarters with an inspection of the village: the rows, and those not mended."""
    rows, day = data.of("inspections", make.owner), dt.date.fromisoformat(data.as_of)
    found = []
    for quarter in quarters_of(rows.frame):
        part = Rows("inspections", within(rows.frame, quarter))
        found.append((quarter, part, Rows("inspections", open_issues(part.frame, as_of=day))))
    return found


def inspections(data: ArchiveData, make: FactMaker) -> Iterator[Finding]:
    """How often the village was inspected; that it never was, where it never was."""
    rows = data.of("inspections", make.owner)
    if not rows:
        yield note("督查", make, {}, "无")
        return
    months = make.amount(
        "督查.月数", rows.frame["month"].nunique(), "个月", label="有督查记录的月", rows=rows, method="按月计数"
    )
    failed = rows.equal(result="未达标")
    values: dict[str, Value] = {
        "月数": months,
        "事项": make.count("督查.事项", rows, "项次", label="督查事项"),
        "未达标": make.count("督查.未达标", failed, "项次", label="未达标的督查事项"),
    }
    yield note("督查", make, values, "有", *([] if failed else ["全达标"]))


def circulars(data: ArchiveData, make: FactMaker) -> Rows:
    """Concluded circulars and sanctions against the team that may be made public; nothing tells of others."""
    return data.of("sanctions", make.owner).equal(publicity=PUBLIC, target_kind="班子")


def rectification(data: ArchiveData, make: FactMaker) -> Iterator[Finding]:
    """How many problems all rounds found, and how many are signed off."""
    problems, plans = data.of("problems", make.owner), data.of("rectifications", make.owner)
    values = closing(make, problems, plans, as_of=dt.date.fromisoformat(data.as_of))
    if not values:
        yield note("整改", make, {}, "无")
        return
    values["问题数"] = make.count("整改.问题", problems, "条", label="问题清单")
    yield note("整改", make, values, "有", *(["有逾期"] if "逾期数" in values else []))


def appraisals(data: ArchiveData, make: FactMaker) -> Iterator[Finding]:
    """For how many years there is an appraisal; what it says is for the committee."""
    rows = data.of("annual_assessments", make.owner)
    if not rows:
        yield note("考核", make, {}, "无")
        return
    years = make.count("考核.年数", rows, "个年度", label="年终考核")
    yield note("考核", make, {"年数": years}, "有", *(["有表"] if data.is_committee else []))
