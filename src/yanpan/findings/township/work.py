"""How the review was done: opening, prechecks, talks, forms, suggestions, documents, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from yanpan.chinese.numbers import yu
from yanpan.chinese.terms import listed
from yanpan.evidence import merge_refs
from yanpan.facts import TOWNSHIP, Fact
from yanpan.findings.make import FactMaker, Rows, sources_of
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.township.data import TownshipData, distinct, items
from yanpan.schema.values import DIMENSIONS, IDENTITIES, TALK_PARTNERS, Instrument

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
            "组数": groups_fact(make, groups),
            "组长": distinct(make, "工作组.组长身份", groups, "leader_role", "组长身份"),
            "成员": distinct(make, "工作组.成员身份", groups, "member_roles", "成员身份"),
        }
    used = [(name, data.rows(table)) for name, table in METHODS if data.rows(table)]
    if used:
        values["方法"] = series([make.words(f"方法.{name}", name, label="研判方法", rows=rows) for name, rows in used])
    yield work("镇.开篇", values, "全部完成" if not data.unfinished else "未全部完成")


def groups_fact(make: FactMaker, groups: Rows) -> Fact:
    """Number of work groups."""
    return make.count("工作组.组数", groups, "个", label="工作组", name="工作组数")


def finished_fact(data: TownshipData, make: FactMaker) -> Fact:
    """Number of finished villages."""
    return out_of(data, make, "村.已研判", "个", label="已完成研判的村（社区）")


def out_of(data: TownshipData, make: FactMaker, detail: str, unit: str, *, label: str) -> Fact:
    """Number of finished villages; as 8/9 where some are unfinished."""
    done, whole = len(data.finished), len(data.places)
    text = f"{done}/{whole}{unit}" if data.unfinished else ""
    return make.amount(
        detail, done, unit, label=label, rows=data.roster(data.summaries), method="按村级报告计数", text=text
    )


def coverage(data: TownshipData, make: FactMaker) -> Fact:
    """Finished of all villages (9/9)."""
    text = f"{len(data.finished)}/{len(data.places)}"
    return make.words(
        "村.覆盖", text, label="研判覆盖", rows=data.roster(data.summaries), method="已研判村数比辖区村数", name="覆盖"
    )


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
            "维度": listed(DIMENSIONS),
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
    named = set(items(data.rows("meetings"), "identities"))
    named |= {str(value) for rows in tables for value in rows.frame["identity"].dropna()}
    known = [name for name in IDENTITIES if name in named and name != "其他"]
    if known:
        sources = merge_refs(*(sources_of(rows) for rows in (data.rows("meetings"), *tables)))
        fact = make.words(
            "调研.身份",
            "、".join(known),
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
