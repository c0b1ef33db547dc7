"""How the review was done: opening, prechecks, talks, forms, suggestions, documents, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yanpan.chinese.dates import format_date
from yanpan.chinese.numbers import yu
from yanpan.evidence import merge_refs
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker, Rows, sources_of
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.township_data import TownshipData, places_fact
from yanpan.schema.values import DIMENSIONS, IDENTITIES, TALK_PARTNERS, TOPICS, Instrument

METHODS = (
    ("谈心谈话", "talks"),
    ("问卷调查", "questionnaires"),
    ("民主测评", "ballot_tallies"),
    ("查阅资料", "document_checks"),
    ("实地调研", "meetings"),
)
"""Methods of the review and the table that shows that each was used."""

GRAIN: Final = "十"
"""Counts of forms are printed in tens (300余份), exact counts beside them."""


def work(code: str, values: dict[str, Value], *when: str) -> Finding:
    """A finding of chapter one."""
    return Finding(code, TOWNSHIP, Theme.METHOD, values, 0, Polarity.NEUTRAL, frozenset(when))


def opening(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """The opening paragraph: basis, plan, groups, methods that have data, coverage."""
    config, groups = data.config, data.rows("work_groups")
    setting = "批次设置（params 下的 township.yml）"
    values: dict[str, Value] = {
        "名称": make.words("批次.名称", config.name, label="工作名称", method=setting),
        "依据": make.words("批次.依据", config.basis, label="依据", method=setting),
        "方案": make.words("批次.方案", config.plan, label="工作方案", method=setting),
        "镇": make.words("批次.镇名", config.township, label="镇名", method=setting, name="镇名"),
        "村数": make.amount("村.总数", len(data.places), "个", label="村（社区）总数", rows=data.rows("villages")),
        "完成": finished_fact(data, make),
        "覆盖": coverage(data, make),
    }
    if groups:
        values |= {
            "组数": make.count("工作组.组数", groups, "个", label="工作组", name="工作组数"),
            "组长": _distinct(make, "工作组.组长身份", groups, "leader_role", "组长身份"),
            "成员": _distinct(make, "工作组.成员身份", groups, "member_roles", "成员身份"),
        }
    used = [(name, data.rows(table)) for name, table in METHODS if data.rows(table)]
    if used:
        values["方法"] = series([make.words(f"方法.{name}", name, label="研判方法", rows=rows) for name, rows in used])
    yield work("镇.开篇", values, "全部完成" if not data.unfinished else "未全部完成")


def finished_fact(data: TownshipData, make: FactMaker) -> Fact:
    """Number of finished villages."""
    return out_of(data, make, "村.已研判", "个", label="已完成研判的村（社区）")


def out_of(data: TownshipData, make: FactMaker, detail: str, unit: str, *, label: str) -> Fact:
    """Number of finished villages; as 8/9 where some are unfinished."""
    done, whole = len(data.finished), len(data.places)
    text = f"{done}/{whole}{unit}" if data.unfinished else ""
    return make.amount(detail, done, unit, label=label, rows=_roster(data), method="按村级报告计数", text=text)


def coverage(data: TownshipData, make: FactMaker) -> Fact:
    """Finished of all villages (9/9)."""
    text = f"{len(data.finished)}/{len(data.places)}"
    return make.words("村.覆盖", text, label="研判覆盖", rows=_roster(data), method="已研判村数比辖区村数", name="覆盖")


def _roster(data: TownshipData) -> Rows:
    rows = data.rows("villages")
    return rows.where(rows.frame["village"].isin(list(data.summaries)))


def _distinct(make: FactMaker, detail: str, rows: Rows, column: str, label: str) -> Fact:
    """Distinct items of a column of lists, joined."""
    return make.words(detail, "、".join(_items(rows, column)), label=label, rows=rows, method="去重列出")


def _items(rows: Rows, column: str) -> list[str]:
    cells = (str(cell) for cell in rows.frame[column].dropna())
    return list(dict.fromkeys(item for cell in cells for item in cell.split("、") if item))


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
            "牵头": _distinct(make, "摸底.牵头", rows, "lead", "牵头部门"),
            "部门": make.words("摸底.部门", "、".join(departments), label="摸底部门", rows=rows),
            "部门数": make.amount("摸底.部门数", len(departments), "个", label="摸底部门数", rows=rows),
            "事项": make.words("摸底.事项", "、".join(topics), label="摸底事项", rows=rows),
            "应复": make.amount("摸底.应复", expected, "人次", label="应回复", rows=rows, method="成员×部门计人次"),
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


def survey(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Meetings, talks, forms, suggestions, participants."""
    yield from _meetings(data, make)
    yield from _talks(data, make)
    for instrument in Instrument:
        yield from _forms(data, make, instrument)
    yield from _participants(data, make)
    yield from _suggestions(data, make)


def _meetings(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("meetings").equal(kind="党员群众代表会议")
    if not rows:
        yield work("镇.调研.未开会", {})
        return
    yield work(
        "镇.调研.会议",
        {
            "场次": make.count("会议.场次", rows, "场次", label="党员群众代表会议", name="代表会议场次"),
            "实到": make.amount("会议.实到", int(rows.frame["present"].sum()), "人次", label="实到", rows=rows),
        },
    )


def _talks(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("talks")
    if not rows:
        yield work("镇.调研.未谈话", {})
        return
    present = set(rows.frame["partner"])
    partners = "、".join(name for name in TALK_PARTNERS if name in present)
    yield work(
        "镇.调研.谈话",
        {
            "人次": make.count("谈话.人次", rows, "人次", label="谈心谈话", name="谈话人次", method="按次计，不去重"),
            "对象": make.words("谈话.对象", partners, label="谈话对象类别", rows=rows, method="去重列出"),
            "维度": "、".join(DIMENSIONS),
        },
    )


def return_facts(data: TownshipData, make: FactMaker, instrument: Instrument) -> dict[str, Fact]:
    """发出, 收回, 有效, 无效 of an instrument over the township, and 约数 (300余份); empty if none was handed in."""
    rows = data.rows("form_returns").equal(instrument=str(instrument))
    if not rows:
        return {}
    columns = {"发出": "issued", "收回": "returned", "有效": "valid", "无效": "invalid"}
    facts = {
        word: make.amount(
            f"票表.{instrument}.{word}",
            int(rows.frame[column].sum()),
            "份",
            label=f"{instrument}{word}",
            rows=rows,
            method="各村票表回收登记相加",
        )
        for word, column in columns.items()
    }
    facts["约数"] = make.words(
        f"票表.{instrument}.约数",
        f"{yu(int(facts['有效'].value or 0), GRAIN)}份",
        label=f"有效{instrument}",
        rows=rows,
        method="有效份数取到十位",
    )
    return facts


def _forms(data: TownshipData, make: FactMaker, instrument: Instrument) -> Iterator[Finding]:
    facts = return_facts(data, make, instrument)
    if not facts:
        yield work("镇.调研.票表缺", {"表种": str(instrument)})
        return
    exact = facts["约数"].text == facts["有效"].text
    yield work("镇.调研.票表", {"表种": str(instrument), **facts}, "整数" if exact else "余数")


def _participants(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    """Identities of those who took part, as the meetings' registers and the forms name them."""
    tables = [rows for table in ("satisfaction_forms", "questionnaires") if (rows := data.rows(table))]
    named = set(_items(data.rows("meetings"), "identities"))
    named |= {str(value) for rows in tables for value in rows.frame["identity"].dropna()}
    listed = [name for name in IDENTITIES if name in named and name != "其他"]
    if listed:
        sources = merge_refs(*(sources_of(rows) for rows in (data.rows("meetings"), *tables)))
        fact = make.words(
            "调研.身份",
            "、".join(listed),
            label="参与人员身份",
            sources=sources,
            method="会议登记与票表所填身份去重列出",
        )
        yield work("镇.调研.参与", {"身份": fact})


def _suggestions(data: TownshipData, make: FactMaker) -> Iterator[Finding]:
    rows = data.rows("suggestions")
    if not rows:
        return
    own = rows.where(rows.frame["merged_into"].isna())
    checked = own.where(own.frame["verified"].isin(["属实", "部分属实"]))
    values: dict[str, Value] = {
        "原数": make.count("建议.收集", rows, "条", label="收集的问题建议"),
        "并后": make.count("建议.条数", own, "条", label="问题建议（归并后）", method="并入他条的不计"),
    }
    if checked:
        values["属实"] = make.count("建议.属实", checked, "条", label="核实属实或部分属实")
    yield work("镇.调研.建议", values, "有归并" if len(own.frame) < len(rows.frame) else "无归并")
