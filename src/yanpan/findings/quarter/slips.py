"""What a village is reminded of: one finding a matter, in the village's own book of facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from yanpan.chinese.dates import format_date
from yanpan.facts import Fact, Relation
from yanpan.findings.make import FactMaker, Row, Rows
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.quarter.data import QuarterData, finding, period, points
from yanpan.findings.quarter.inspections import missed_of, months_fact, unmended
from yanpan.findings.quarter.progress import late_plans
from yanpan.findings.quarter.tasks import LATE, NOW, Entry, calendar

SHOWN = 2
"""Matters of one kind that a slip spells out; it is one page."""


def matters(data: QuarterData, make: FactMaker) -> list[Finding]:
    """Everything that the village (the maker's owner) is to be reminded of; empty if there is nothing."""
    return [
        *_missed(data, make),
        *_deductions(data, make),
        *_unmended(data, make),
        *_plans(data, make),
        *_tasks(data, make),
    ]


def _matter(make: FactMaker, code: str, values: dict[str, Value], *when: str) -> Finding:
    return finding(f"提醒.{code}", values, *when, owner=make.owner)


def _missed(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    if gone := missed_of(data, make.owner):
        yield _matter(make, "缺查", {"月": months_fact(make, gone)})


def _deductions(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """The mean deduction, if it is clearly above last quarter's or the median, with the items that lost points."""
    own = next(each for each in data.standings if each.village == make.owner)
    least = data.township.policy.slips.least
    if own.now is None or max(own.change or 0.0, own.above or 0.0) < least:
        return
    lost = data.inspected.equal(village=make.owner)
    lost = lost.where(lost.frame["deduction"] > 0)
    items = "、".join(dict.fromkeys(row.text("item") for row in lost.each()))
    now = points(make, "督查.本季", own.now, label="本季平均每项扣分", sources=own.sources)
    values: dict[str, Value] = {
        **period(data, make),
        "本季分": now,
        "事项": make.words("督查.失分事项", items, label="失分事项", rows=lost, method="扣分大于零的督查事项，去重"),
    }
    when = []
    if own.before is not None and own.change is not None and own.change >= least:
        when.append("增加")
        before = points(make, "督查.上季", own.before, label="上季平均每项扣分", sources=own.before_sources)
        both = (*own.sources, *own.before_sources)
        more = points(make, "督查.增加", own.change, label="比上季增加", sources=both, method="两季相减")
        values |= {"上季分": before, "增加分": make.claim(more, Relation.HIGHER, now, before)}
    if own.median is not None and own.above is not None and own.above >= least:
        when.append("偏高")
        middle = points(
            make, "督查.中位数", own.median, label="全镇中位数", rows=data.inspected, method="各村平均扣分的中位数"
        )
        values["中位数"] = make.claim(middle, Relation.HIGHER, now, middle)
    yield _matter(make, "扣分", values, *when)


def _unmended(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    rows = unmended(data).equal(village=make.owner)
    if rows:
        told = [_issue(make, number, row) for number, row in enumerate(rows.each(), start=1)]
        count = make.count("督查.未整改", rows, "项", label="未整改的督查问题")
        yield _matter(make, "未整改", {"项数": count, "清单": _some(told)}, *_more(told))


def _issue(make: FactMaker, number: int, row: Row) -> Fact:
    text = f"{format_date(row.text('month'))}{row.text('item')}"
    return make.words(f"督查.未整改.{number}", text, label="未整改的督查事项", rows=row)


def _plans(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    homes = data.township.tables["problems"].set_index("problem")["village"]
    late = late_plans(data)
    own = late.where(late.frame["problem"].map(homes).fillna(late.frame["village"]).eq(make.owner))
    if own:
        told = [_plan(make, row) for row in own.each()]
        count = make.count("整改.到期未销号", own, "条", label="到期未销号的整改事项")
        yield _matter(make, "整改", {"项数": count, "清单": _some(told)}, *_more(told))


def _plan(make: FactMaker, row: Row) -> Fact:
    text = f"{row.text('direction')}（时限{format_date(row.text('deadline'))}）"
    return make.words(f"整改.{row.text('problem')}", text, label="到期未销号的整改事项", rows=row)


def _tasks(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    own = [entry for entry in calendar(data) if entry.row.text("village") == make.owner]
    for code, states in (("逾期", (LATE,)), ("临近", (NOW,))):
        part = [entry for entry in own if entry.state in states]
        if part:
            told = [_task(make, entry) for entry in part]
            rows = data.township.rows("key_tasks")
            mine = Rows("key_tasks", rows.frame[rows.frame["task"].isin([each.row.text("task") for each in part])])
            count = make.count(f"调度.{code}", mine, "项", label=f"重点工作{code}")
            yield _matter(make, f"重点.{code}", {"项数": count, "清单": _some(told)}, *_more(told))


def _task(make: FactMaker, entry: Entry) -> Fact:
    row = entry.row
    text = f"{row.text('content')}（时限{format_date(row.text('deadline'))}）"
    return make.words(f"调度.{row.text('task')}", text, label="重点工作", rows=row)


def _some(told: Sequence[Fact]) -> Value:
    return series(list(told[:SHOWN]))


def _more(told: Sequence[Fact]) -> list[str]:
    return ["有省略"] if len(told) > SHOWN else []
