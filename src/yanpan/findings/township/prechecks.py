"""Prechecks over the township: how far complete, whether fed back in time, and the all-clear where it is one (L2)."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.chinese.dates import format_date
from yanpan.evidence import merge_refs
from yanpan.findings.make import FactMaker, Rows, sources_of
from yanpan.findings.model import Finding, Value
from yanpan.findings.township.data import TownshipData, distinct, places_fact
from yanpan.findings.township.work import work
from yanpan.schema.values import TOPICS


def prechecks(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """How far the prechecks are complete; the all-clear only from a complete matrix that is clear throughout."""
    rows, results = data.rows("prechecks"), list(data.prechecks.values())
    expected = sum(result.people_expected for result in results)
    answered = sum(result.people_answered for result in results)
    if not rows or not expected:
        yield work("镇.摸底.未开展", {})
        return
    departments = [name for name in data.policy.prechecks.departments if name in set(rows.frame["department"])]
    topics = [str(topic) for topic in TOPICS if topic in set(rows.frame["topic"])]
    yield work(
        "镇.摸底.安排",
        {
            "牵头": distinct(make, "摸底.牵头", rows, "lead", "牵头部门"),
            "部门": make.words("摸底.部门", "、".join(departments), label="摸底部门", rows=rows),
            "部门数": make.amount("摸底.部门数", len(departments), "个", label="摸底部门数", rows=rows),
            "事项": make.words("摸底.事项", "、".join(topics), label="摸底事项", rows=rows),
            "完成": make.words(
                "摸底.完成",
                f"{answered}/{expected}人次",
                label="摸底完成情况",
                rows=rows,
                method="成员×部门计人次，事项全部回复才算完成",
                name="摸底完成",
            ),
        },
        "齐全" if answered == expected else "缺项",
    )
    yield from _fed_back(data, make, rows)
    yield from _clearance(data, make, rows)


def _fed_back(data: TownshipData, make: FactMaker, rows: Rows) -> Iterator[Finding]:
    """Whether every village's results were fed back before its group's first visit."""
    groups = data.rows("work_groups")
    visits = dict(zip(groups.frame["village"], groups.frame["first_visit"], strict=True))
    told = rows.where(rows.frame["fed_back"].notna())
    if not told or not visits:
        return
    last = told.frame.groupby("village")["fed_back"].max()
    late = [village for village, day in last.items() if str(day) > str(visits.get(village, day))]
    when = make.words(
        "摸底.反馈",
        format_date(str(last.max())),
        label="最后反馈日期",
        sources=merge_refs(sources_of(told), sources_of(groups)),
        method="反馈日期与各组首次进村日期比较",
    )
    values: dict[str, Value] = {"日期": when}
    if late:
        late_rows = told.where(told.frame["village"].isin(late))
        values["晚村"] = places_fact(
            make, "摸底.晚反馈村", data, map(str, late), label="进村后才反馈的村", rows=late_rows
        )
    yield work("镇.摸底.反馈", values, "有晚" if late else "均早")


def _clearance(data: TownshipData, make: FactMaker, rows: Rows) -> Iterator[Finding]:
    lacking = [place for place in data.places if place.id not in data.prechecks]
    incomplete = [village for village, found in data.prechecks.items() if found.missing]
    whole = not lacking and not data.missing
    if whole and all(found.all_clear for found in data.prechecks.values()):
        clear = make.words(
            "摸底.结论", "无反映", label="摸底结论", rows=rows, method="全部对象、部门、事项均回复“无反映”时才成立"
        )
        yield work("镇.摸底.无反映", {"结论": clear})
    elif incomplete:
        part = rows.where(rows.frame["village"].isin(incomplete))
        names = places_fact(make, "摸底.缺项村", data, incomplete, label="摸底未回复齐全的村", rows=part)
        yield work("镇.摸底.缺项", {"村": names})
