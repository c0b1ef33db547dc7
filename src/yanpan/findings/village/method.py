"""How the review of one village was done: prechecks, meetings, talks, forms, documents, suggestions."""

from __future__ import annotations

from collections.abc import Iterator

from yanpan.analysis.results import InstrumentReturn
from yanpan.chinese.dates import format_date
from yanpan.findings.make import Row
from yanpan.findings.model import Finding, Polarity, Theme, Value, series
from yanpan.findings.subject import Subject
from yanpan.schema.values import Instrument

SHORT = {
    Instrument.QUESTIONNAIRE: "问卷",
    Instrument.SATISFACTION: "测评表",
    Instrument.BALLOT: "测评票",
}


def method(subject: Subject) -> Iterator[Finding]:
    """Findings of chapter one, in the order of the work."""
    yield from _group(subject)
    yield from _prechecks(subject)
    yield from _meetings(subject)
    yield from _talks(subject)
    for returned in subject.analysis.returns:
        yield from _forms(subject, returned)
    yield from _suggestions(subject)
    yield from _documents(subject)


def _finding(subject: Subject, code: str, values: dict[str, Value], weight: float, *when: str) -> Finding:
    return Finding(code, subject.village, Theme.METHOD, values, weight, Polarity.NEUTRAL, frozenset(when))


def _group(subject: Subject) -> Iterator[Finding]:
    groups = subject.rows("work_groups")
    if not groups:
        return
    group, make = Row("work_groups", groups.frame.iloc[[0]]), subject.make
    values: dict[str, Value] = {
        "组号": make.words("工作组.组号", f"第{group.text('group')}工作组", label="工作组", rows=group),
        "组长身份": make.words("工作组.组长身份", group.text("leader_role"), label="组长身份", rows=group),
        "成员身份": make.words("工作组.成员身份", group.text("member_roles"), label="成员身份", rows=group),
        "进村日期": make.words(
            "工作组.进村日期", format_date(group.text("first_visit")), label="首次进村日期", rows=group
        ),
    }
    yield _finding(subject, "工作.工作组", values, 90)


def _prechecks(subject: Subject) -> Iterator[Finding]:
    found, make = subject.analysis.prechecks, subject.make
    if not found.people_expected:
        yield _finding(subject, "工作.摸底未做", {}, 80)
        return
    values: dict[str, Value] = {
        "完成情况": make.words(
            "摸底.完成情况",
            f"{found.people_answered}/{found.people_expected}人次",
            label="摸底完成情况",
            sources=found.sources,
            method="成员×部门计人次，事项全部回复才算完成",
        )
    }
    if found.missing:
        values["缺项"] = make.words(
            "摸底.缺项", "、".join(found.missing), label="尚未回复", sources=found.sources, method="按部门计人次"
        )
    yield _finding(subject, "工作.摸底", values, 80, "缺项" if found.missing else "齐全")
    if found.all_clear:
        clear = make.words(
            "摸底.结论", "无反映", label="摸底结论", sources=found.sources, method="全部回复均为无反映时才成立"
        )
        yield _finding(subject, "工作.摸底无反映", {"结论": clear}, 79)


def _meetings(subject: Subject) -> Iterator[Finding]:
    meetings = subject.rows("meetings")
    if not meetings:
        yield _finding(subject, "工作.未开会", {}, 70)
        return
    frame, make = meetings.frame, subject.make
    assemblies = meetings.equal(kind="党员群众代表会议")
    present = make.amount(
        "会议.实到",
        int(frame["present"].sum()),
        "人次",
        label="到会",
        rows=meetings,
        name="到会人次",
        method="实到合计",
    )
    values: dict[str, Value] = {
        "会议场次": make.count("会议.场次", meetings, "场", label="会议", name="会议场次"),
        "到会人次": present,
    }
    if assemblies:
        values["代表会场次"] = make.count(
            "会议.代表会场次", assemblies, "场", label="党员群众代表会议", name="代表会议场次"
        )
    yield _finding(subject, "工作.会议", values, 70)


def _talks(subject: Subject) -> Iterator[Finding]:
    talks = subject.rows("talks")
    if not talks:
        yield _finding(subject, "工作.未谈话", {}, 65)
        return
    people = subject.make.count("谈话.人次", talks, "人次", label="谈心谈话", name="谈话人次", method="按次计，不去重")
    yield _finding(subject, "工作.谈话", {"谈话人次": people}, 65)


def _forms(subject: Subject, returned: InstrumentReturn) -> Iterator[Finding]:
    label = str(returned.instrument)
    if returned.issued is None or returned.returned is None or returned.valid is None:
        yield _finding(subject, "工作.票表缺", {"表种": label}, 40)
        return
    values: dict[str, Value] = {"表种": label}
    counts = {
        "发出": returned.issued,
        "收回": returned.returned,
        "有效": returned.valid,
        "无效": returned.invalid or 0,
    }
    for word, number in counts.items():
        values[word] = subject.make.amount(
            f"票表.{label}.{word}",
            number,
            "份",
            label=f"{label}{word}",
            sources=returned.sources,
            name=f"{SHORT[returned.instrument]}{word}份数",
        )
    whole = returned.issued == returned.returned == returned.valid
    yield _finding(
        subject,
        "工作.票表",
        values,
        60 - list(Instrument).index(returned.instrument),
        "全部有效" if whole else "有损耗",
    )


def _suggestions(subject: Subject) -> Iterator[Finding]:
    suggestions = subject.rows("suggestions")
    if not suggestions:
        return
    own = suggestions.where(suggestions.frame["merged_into"].isna())
    values: dict[str, Value] = {
        "建议条数": subject.make.count(
            "建议.条数", own, "条", label="问题建议", name="建议条数", method="去重后计数，并入他条的不计"
        )
    }
    yield _finding(subject, "工作.建议", values, 63)


def _documents(subject: Subject) -> Iterator[Finding]:
    found, make = subject.analysis.documents, subject.make
    if not found.due:
        yield _finding(subject, "工作.未查资料", {}, 45)
        return
    values: dict[str, Value] = {
        "事项数": make.amount(
            "资料.事项数", len(found.items), "项", label="查阅事项", sources=found.sources, name="资料事项数"
        ),
        "应有": make.amount("资料.应有", found.due, "份次", label="资料应有", sources=found.sources, name="资料应有"),
        "实有": make.amount("资料.实有", found.found, "份次", label="资料实有", sources=found.sources, name="资料实有"),
    }
    weak = [item for item in found.items.values() if item.worst_quality in ("不规范", "缺失")]
    if weak:
        values["不规范事项"] = series(
            [make.words(f"资料.{item.item}", item.item, label="资料事项", sources=item.sources) for item in weak]
        )
    yield _finding(subject, "工作.资料", values, 45, "有缺陷" if weak else "规范")
    if found.previous_term:
        earlier = [
            make.words(f"上届资料.{i.item}", i.item, label="上届资料", sources=i.sources) for i in found.previous_term
        ]
        yield _finding(subject, "工作.上届资料", {"事项": series(list(earlier))}, 44)
