"""What follows, part two: inspections, warnings, files, comparison, appraisal, talks, scheduling (section two)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from yanpan.analysis.needs import overdue_tasks
from yanpan.analysis.periods import months_between
from yanpan.analysis.quarters import Standing, quarters_of, standings
from yanpan.chinese.dates import format_date
from yanpan.evidence import merge_refs
from yanpan.facts import Fact, Relation
from yanpan.findings.make import FactMaker, Rows, sources_of
from yanpan.findings.model import Finding, Value, series
from yanpan.findings.township.data import TownshipData, named_series, place_fact, villages_in
from yanpan.findings.township.measures import WARNING, gap, lacking, measure, within_term

STATUSES = ("已完成", "推进中", "未启动", "逾期")


def supervision(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Section two of chapter four."""
    yield from _inspections(data, make)
    yield _warnings(data, make)
    yield _files(data, make)
    yield _quarters(data, make)
    yield from _appraisal(data, make)
    yield from _talks(data, make)
    yield from _tasks(data, make)


def _inspections(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("inspections")
    if not rows:
        yield measure("督查", {}, "未开展")
        return
    months = months_between(str(rows.frame["month"].min()), str(rows.frame["month"].max()))
    done = set(zip(rows.frame["village"], rows.frame["month"], strict=True))
    due = len(data.places) * len(months)
    values: dict[str, Value] = {
        "起": make.words("措施.督查.起", format_date(months[0]), label="督查起始月", rows=rows),
        "止": make.words("措施.督查.止", format_date(months[-1]), label="督查截至月", rows=rows),
        "应查": make.amount("措施.督查.应查", due, "村次", label="应督查", rows=rows, method="村×月"),
        "实查": make.amount("措施.督查.实查", len(done), "村次", label="已督查", rows=rows, method="村×月"),
    }
    missed = {place.id: [month for month in months if (place.id, month) not in done] for place in data.places}
    if any(missed.values()):
        values["缺查"] = _missed(data, make, rows, missed)
    yield measure("督查", values, "有缺查" if any(missed.values()) else "无缺查")
    unmended = rows.equal(recheck="未整改")
    if unmended:
        found = gap(data, make, "督查未整改", villages_in(unmended), unmended, "督查问题未整改的村")
        found["条数"] = make.count("措施.督查未整改.条数", unmended, "条", label="复查未整改的督查问题")
        yield measure("督查未整改", found)


def _missed(data: TownshipData, make: FactMaker, rows: Rows, missed: dict[str, list[str]]) -> Value:
    """Villages with the months in which nobody came (`竹溪村2023年2月`)."""
    ids = [village for village, months in missed.items() if months]
    listed = [
        (
            place_fact(make, data, place),
            make.words(
                f"措施.督查.缺查.{place.id}",
                "、".join(format_date(month) for month in missed[place.id]),
                label="缺督查的月份",
                rows=rows.equal(village=place.id) or rows,
                method="村×月矩阵中没有记录的月份",
            ),
        )
        for place in data.first(ids)
    ]
    return named_series(data, make, "措施.督查.缺查", listed, whole=len(ids), label="有缺查的村", rows=rows)


def _warnings(data: TownshipData, make: FactMaker) -> Finding:
    rows = within_term(data, data.rows("trainings").equal(kind=WARNING))
    without = lacking(data, villages_in(rows))
    found = gap(data, make, "警示", without, data.roster(without), "没有开展警示教育的村")
    return measure("警示", found, "有短板" if without else "无短板")


def _files(data: TownshipData, make: FactMaker) -> Finding:
    members, roster = data.rows("members"), data.rows("villages")
    serving = members.where(members.frame["serving"])
    values: dict[str, Value] = {
        "村数": make.amount("措施.档案.村数", len(data.places), "份", label="一村一档", rows=roster)
    }
    if serving:
        values["人数"] = make.count("措施.档案.人数", serving, "份", label="一人一档")
    return measure("档案", values)


def _quarters(data: TownshipData, make: FactMaker) -> Finding:
    """Last quarter against the one before (纵向) and against the township's median (横向)."""
    rows = data.rows("inspections")
    known = quarters_of(rows.frame)
    if not known or known[-1].before not in known:
        return measure("季度", {}, "不足两季")
    last = known[-1]
    part = rows.where(rows.frame["month"].isin([*last.before.months, *last.months]))
    held = standings(data.tables, last)
    worse = [each.village for each in held if each.worse]
    above = [each.village for each in held if each.behind]
    values: dict[str, Value] = {
        "上季": make.words("措施.季度.上季", last.before.zh, label="上一季度", rows=part),
        "本季": make.words("措施.季度.本季", last.zh, label="最近季度", rows=part),
    }
    if down := gap(
        data, make, "季度纵向", worse, part.where(part.frame["village"].isin(worse)), "督查扣分比上季增加的村"
    ):
        values["纵向村"] = down["村"]
        _claims(make, held, down["村"], worse, Relation.HIGHER, "change")
    if across := gap(
        data, make, "季度横向", above, part.where(part.frame["village"].isin(above)), "督查扣分高于全镇中位数的村"
    ):
        values["横向村"] = across["村"]
        _claims(make, held, across["村"], above, Relation.HIGHER, "above")
    if not worse:
        _claims(make, held, values["上季"], [each.village for each in held], Relation.NOT_HIGHER, "change")
    when = ["有增加"] if worse else ["无增加"]
    return measure("季度", values, *when, *(["有偏高"] if above else []))


def _claims(
    make: FactMaker, held: Sequence[Standing], anchor: Value, ids: list[str], relation: Relation, measure: str
) -> None:
    """Say of every village named how its mean deduction stands to last quarter's (`change`) or the median (`above`)."""
    words = {"change": "比上季", "above": "比中位数"}
    for each in held:
        gap = getattr(each, measure)
        if each.village in ids and gap is not None and isinstance(anchor, Fact):
            sources = (*each.sources, *each.before_sources)
            key, label = f"措施.季度.{each.village}.{words[measure]}", f"平均每项扣分{words[measure]}"
            told = make.amount(key, round(gap, 2), "分", label=label, sources=sources, method="扣分之和除以督查事项数")
            make.claim(anchor, relation, told)


def _appraisal(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    weights, rows = data.policy.appraisal, data.rows("annual_assessments")
    parts = (("督导", weights.supervision), ("实绩", weights.results), ("测评", weights.ballot))
    values: dict[str, Value] = {
        name: make.amount(f"措施.考核.{name}", weight, "%", label=f"{name}权重", method="政策参数", text=f"{weight:g}%")
        for name, weight in parts
    }
    if rows:
        year = int(rows.frame["year"].max())
        latest = rows.equal(year=year)
        values["年度"] = make.words("措施.考核.年度", f"{year}年度", label="最近考核年度", rows=latest)
        values["已考"] = make.amount(
            "措施.考核.村数", len(villages_in(latest)), "个", label="有考核结果的村", rows=latest
        )
    yield measure("考核", values, "有结果" if rows else "无结果")


def _talks(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    members, talks = data.rows("members"), data.rows("talks")
    serving = members.where(members.frame["serving"])
    if not serving:
        return
    heard = set(talks.frame["target"])
    seen = serving.where(serving.frame["member"].isin(heard))
    unseen = serving.where(~serving.frame["member"].isin(heard))
    sources = merge_refs(sources_of(serving), sources_of(talks))
    values: dict[str, Value] = {
        "已谈": make.amount(
            "措施.谈话.已谈", len(seen.frame), "名", label="谈话涉及的在任成员", sources=sources, method="去重计人"
        ),
        "应谈": make.amount("措施.谈话.应谈", len(serving.frame), "名", label="在任成员", rows=serving),
    }
    values |= gap(
        data,
        make,
        "谈话",
        villages_in(unseen),
        serving.where(serving.frame["village"].isin(villages_in(unseen))),
        "谈话尚未覆盖全部成员的村",
    )
    yield measure("谈话", values, "有缺口" if unseen else "全覆盖")


def _tasks(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("key_tasks")
    if not rows:
        return
    late = Rows("key_tasks", overdue_tasks(data.tables, as_of=data.config.as_of))
    counts = Counter(str(status) for status in rows.frame["status"])
    values: dict[str, Value] = {"总数": make.count("措施.调度.总数", rows, "项", label="重点工作")}
    values["分状态"] = series(
        [
            (status, make.count(f"措施.调度.{status}", rows.equal(status=status), "项", label=f"{status}的重点工作"))
            for status in STATUSES
            if counts[status]
        ]
    )
    if late:
        values["逾期"] = make.count(
            "措施.调度.到期未结", late, "项", label="到期未完成的重点工作", method="逾期或已过时限未完成"
        )
        values |= gap(data, make, "调度", villages_in(late), late, "有到期未完成事项的村")
    yield measure("调度", values, "有逾期" if late else "无逾期")
