"""Inspections of the quarter: how many of those due, which months were missed, 纵向 and 横向, what is not mended."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.quarters import Visit, open_issues
from yanpan.chinese.dates import format_date
from yanpan.evidence import merge_refs
from yanpan.facts import Fact, Relation
from yanpan.findings.make import FactMaker, Rows
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.quarter.data import QuarterData, finding, period, standing_fact
from yanpan.findings.township.data import place_fact, villages_in
from yanpan.findings.township.measures import gap


def inspections(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """How much was inspected, and the months that are not over yet."""
    values = {**period(data, make), **counts(data, make)}
    if not data.inspected:
        over = any(visit.due for visit in data.visits)
        yield finding("督查", {**values, **_missed(data, make)}, "未开展" if over else "未到期")
        return
    missed = _missed(data, make)
    yield finding("督查", {**values, **missed}, "有缺查" if missed else "无缺查")
    if open_months := [month for month in data.quarter.months if not _is_over(data, month)]:
        months = make.words(
            "督查.未到期月", "、".join(map(format_date, open_months)), label="尚未结束的月份", method="与截止日比较"
        )
        yield finding("未结束", {**period(data, make), "未到月": months})


def counts(data: QuarterData, make: FactMaker) -> dict[str, Value]:
    """`应查` and `实查`, village × month over the months that are over; visits in an unfinished month count as done."""
    due = [visit for visit in data.visits if visit.due or visit.items]
    done = [visit for visit in due if visit.items]
    sources = merge_refs(*(visit.sources for visit in due))
    facts: dict[str, Value] = {
        name: make.amount(f"督查.{name}", len(part), "村次", label=f"{name}村次", sources=sources, method="村×月")
        for name, part in (("应查", due), ("实查", done))
    }
    if data.inspected:
        facts["事项"] = make.count("督查.事项", data.inspected, "项次", label="督查事项")
        facts["未达标"] = make.count(
            "督查.未达标", data.inspected.equal(result="未达标"), "项次", label="未达标的督查事项"
        )
    return facts


def _is_over(data: QuarterData, month: str) -> bool:
    return any(visit.due for visit in data.visits if visit.month == month)


def missed_of(data: QuarterData, village: str) -> list[Visit]:
    """Months in which nobody came to the village."""
    return [visit for visit in data.visits if visit.village == village and visit.missed]


def _missed(data: QuarterData, make: FactMaker) -> dict[str, Value]:
    told = [
        (place_fact(make, data.township, place), months_fact(make, gone))
        for place in data.township.places
        if (gone := missed_of(data, place.id))
    ]
    return {"缺查": series(told)} if told else {}


def months_fact(make: FactMaker, gone: list[Visit]) -> Fact:
    """The months of the missed visits of one village."""
    return make.words(
        f"督查.缺查.{gone[0].village}",
        "、".join(format_date(visit.month) for visit in gone),
        label="缺督查的月份",
        sources=merge_refs(*(visit.sources for visit in gone)),
        method="村×月矩阵中没有记录的月份",
    )


def shortfalls(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    """Villages that fell behind their own last quarter, and those behind the median; what is not mended."""
    yield from _lengthwise(data, make)
    yield from _across(data, make)
    yield from _unmended(data, make)


def _lengthwise(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    known = [each for each in data.standings if each.change is not None]
    before = make.words("上季度", data.quarter.before.zh, label="上一季度", method="运行参数")
    if not known:
        yield finding("纵向", {**period(data, make), "上季": before}, "不能比")
        return
    worse = [each.village for each in known if each.worse]
    better = [each.village for each in known if (each.change or 0) < -1e-9]
    values: dict[str, Value] = {**period(data, make), "上季": before}
    values |= _named(data, make, "增加", worse, "平均扣分比上季增加的村", Relation.HIGHER, "比上季")
    values |= _named(data, make, "减少", better, "平均扣分比上季减少的村", Relation.LOWER, "比上季")
    if not worse:
        _claims(data, make, before, [each.village for each in known], Relation.NOT_HIGHER, "比上季")
    yield finding("纵向", values, "有增加" if worse else "无增加", *(["有减少"] if better else []))


def _across(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    middle = next((each.median for each in data.standings if each.median is not None), None)
    if middle is None:
        yield finding("横向", period(data, make), "不能比")
        return
    behind = [each.village for each in data.standings if each.behind]
    values: dict[str, Value] = {**period(data, make)}
    told = make.amount(
        "督查.中位数",
        round(middle, 2),
        "分",
        label="各村平均每项扣分的中位数",
        rows=data.inspected,
        method="各村扣分之和除以事项数，取中位数",
    )
    values["中位数"] = told
    values |= _named(data, make, "偏高", behind, "平均扣分高于全镇中位数的村", Relation.HIGHER, "比中位数")
    if not behind:
        _claims(data, make, told, [each.village for each in data.standings], Relation.NOT_HIGHER, "比中位数")
    yield finding("横向", values, "有偏高" if behind else "无偏高")


def _named(
    data: QuarterData, make: FactMaker, word: str, ids: list[str], label: str, relation: Relation, measure: str
) -> dict[str, Value]:
    rows = data.inspected.where(data.inspected.frame["village"].isin(ids))
    found = gap(data.township, make, f"季度.{word}", ids, rows, label).get("村")
    if not isinstance(found, Fact):
        return {}
    _claims(data, make, found, ids, relation, measure)
    return {f"{word}村": found}


def _claims(data: QuarterData, make: FactMaker, anchor: Fact, ids: list[str], relation: Relation, measure: str) -> None:
    """Say of every village named how its measure stands to nought."""
    for each in data.standings:
        told = standing_fact(make, each, measure) if each.village in ids else None
        if told is not None:
            make.claim(anchor, relation, told)


def unmended(data: QuarterData) -> Rows:
    """The quarter's failed items that are not mended."""
    return Rows("inspections", open_issues(data.inspected.frame, as_of=data.as_of))


def _unmended(data: QuarterData, make: FactMaker) -> Iterator[Finding]:
    rows = unmended(data)
    failed = data.inspected.equal(result="未达标")
    if not failed:
        return
    values: dict[str, Value] = {"未达标": make.count("督查.未达标", failed, "项次", label="未达标的督查事项")}
    if rows:
        values["未整改"] = make.count("督查.未整改", rows, "项次", label="复查未整改或过期未复查的督查问题")
        values |= gap(data.township, make, "季度.未整改", villages_in(rows), rows, "有督查问题未整改的村")
    yield finding("未整改", values, "有" if rows else "无")
