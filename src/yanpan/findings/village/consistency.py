"""Rules that hold chapters, registers and dates against each other (R05, R06, R10, R12, R14, R15), for the analyst."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanpan.findings.make import Rows
from yanpan.findings.model import Finding
from yanpan.findings.subject import Subject
from yanpan.findings.village.problems import Found
from yanpan.schema import TABLES
from yanpan.schema.values import Grade
from yanpan.summary import Notice

OPPOSED: dict[str, tuple[str, tuple[str, ...]]] = {
    "班子.政治": ("班子政治表现好", ("理论学习", "组织生活与资料", "上级通报")),
    "班子.履职": ("班子履职好", ("上级通报",)),
    "班子.健全": ("职数配齐", ("后备与空缺",)),
    "党建.示范": ("党员示范活动好", ("党员示范",)),
    "集体经济.收益": ("集体收益高于全镇中位数", ("集体经济",)),
}
"""What chapter two says well, in words, and themes of chapter three that speak against it."""
SET_TERMS = frozenset({"三会一课", "四议两公开", "双强双创", "双诺双评", "书记项目", "自选动作", "一肩挑", "两委"})
"""Quoted terms that name a task or a rule, no thing that a register could hold."""
REGISTERS = (
    "industries",
    "projects",
    "honours",
    "idle_assets",
    "party_tasks",
    "cooperations",
    "activities",
    "villages",
)
DATES = (("honours", "year", "授予年"), ("activities", "date", "日期"), ("projects", "finished", "完工日期"))
_QUOTED = re.compile(r"“([^”]+)”")


def consistency(subject: Subject, problems: list[Found], achievements: list[Finding]) -> Iterator[Notice]:
    """Every rule that fired, by number."""
    yield from weak_support(subject, problems)
    yield from double_stretches(subject)
    yield from chapters_against_each_other(subject, problems, achievements)
    yield from one_income_twice(subject)
    yield from dates_that_cannot_be(subject)
    yield from names_without_register(subject, problems)


def _notice(subject: Subject, code: str, message: str, *facts: str) -> Notice:
    return Notice(code=code, owner=subject.village, message=message, facts=facts)


def weak_support(subject: Subject, problems: list[Found]) -> Iterator[Notice]:
    """R05: a problem that one account alone speaks of, that nothing speaks of, or whose evidence does not show it."""
    normal = subject.rows("party_tasks").equal(completion=str(Grade.NORMAL))
    for found in problems:
        text = found.gist.text
        if found.finding.code == "问题.待核":
            yield _notice(subject, "R05", f"问题“{text}”没有可用的证据，报告写作待核实；请补证据号。", found.gist.key)
        elif found.finding.code == "问题.单源":
            only = "、".join(sorted(found.finding.support))
            yield _notice(subject, "R05", f"问题“{text}”只有{only}一类来源，报告写明出处；请再找佐证。", found.gist.key)
        elif _cites_only(found, normal):
            told = f"问题“{text}”只引了完成情况为“正常”的党建任务，不足以佐证；请补证据或改写。"
            yield _notice(subject, "R05", told, found.gist.key)


def _cites_only(found: Found, rows: Rows) -> bool:
    """True if all the evidence of the problem is among the rows."""
    known = {(str(row["source_file"]), int(row["source_row"])) for _, row in rows.frame.iterrows()}
    cited = {(ref.file, row) for ref in found.evidence for row in ref.rows}
    tables = {ref.table for ref in found.evidence}
    return tables == {"party_tasks"} and cited <= known and len(found.finding.support) < 2


def double_stretches(subject: Subject) -> Iterator[Notice]:
    """R06: a stretch of road of this village that another row gives too: its kilometres may be counted twice."""
    for stretch, villages in subject.benchmarks.double_stretches.items():
        if subject.village in villages:
            names = "、".join(subject.names.get(village, village) for village in dict.fromkeys(villages))
            message = f"{stretch}在{names}共登记{len(villages)}次，合计里程可能重复计算，请核对起止。"
            yield _notice(subject, "R06", message)


def chapters_against_each_other(
    subject: Subject, problems: list[Found], achievements: list[Finding]
) -> Iterator[Notice]:
    """R14: chapter two speaks well of what chapter three finds wanting."""
    for finding in achievements:
        if finding.code not in OPPOSED or not _speaks_well(finding):
            continue
        praise, themes = OPPOSED[finding.code]
        opposed = [found for found in problems if set(found.themes) & set(themes)]
        if opposed:
            gists = "、".join(found.gist.text for found in opposed)
            told = f"成绩部分说{praise}，问题部分又列：{gists}。两处说法须对照，必要时删改一处。"
            yield _notice(subject, "R14", told, *(found.gist.key for found in opposed))


def _speaks_well(finding: Finding) -> bool:
    """True if the finding praises: not a filler, not merely 正常, not a figure below the township's."""
    if finding.filler or str(Grade.NORMAL) in finding.when:
        return False
    return finding.code != "集体经济.收益" or "高于" in str(finding.values.get("横向", ""))


def one_income_twice(subject: Subject) -> Iterator[Notice]:
    """R15: both sides of a cooperation register one income, maybe counted twice, or do not tell the same."""
    rows = Rows("cooperations", subject.tables["cooperations"]).equal(kind="跨村联建")
    for own in rows.equal(village=subject.village).each():
        others = rows.equal(project=own.text("project")).where(rows.frame["village"] != subject.village)
        for other in others.each():
            name = subject.names.get(other.text("village"), other.text("village"))
            project = own.text("project")
            if own.number("income") and own.number("income") == other.number("income"):
                told = f"跨村联建 {project} 本方与{name}登记的年收益相同，可能是同一笔，合计时请勿重复。"
                yield _notice(subject, "R15", told)
            if own.text("content") != other.text("content"):
                yield _notice(subject, "R15", f"跨村联建 {project} 本方与{name}登记的内容不同，请核对。")


def dates_that_cannot_be(subject: Subject) -> Iterator[Notice]:
    """R10: something dated after the closing day, or an honour awarded before the period that it is for had ended."""
    closing = subject.round.as_of.isoformat()
    for table, column, label in DATES:
        for row in subject.rows(table).each():
            day = row.text(column)
            if day and day > closing[: len(day)]:
                told = f"{TABLES[table].zh}“{row.text('name')}”的{label}（{day}）晚于截止日，请核对。"
                yield _notice(subject, "R10", told)
    for row in subject.rows("honours").each():
        end = row.text("period").rpartition("-")[2]
        if end and int(row.number("year") or 0) < int(end[:4]):
            told = f"荣誉“{row.text('name')}”的授予年早于考核期末（{row.text('period')}），请核对。"
            yield _notice(subject, "R10", told)


def names_without_register(subject: Subject, problems: list[Found]) -> Iterator[Notice]:
    """R12: a problem names something in quotation marks that no register of the village holds."""
    cells = (subject.rows(table).frame.to_numpy().ravel().tolist() for table in REGISTERS)
    known = "\n".join(str(cell) for table in cells for cell in table)
    for found in problems:
        for term in _QUOTED.findall(found.gist.text):
            if term not in SET_TERMS and term not in known and not _is_honour(found.gist.text):
                told = f"问题提到“{term}”，本村各类台账都没有登记，请核对名称或补录。"
                yield _notice(subject, "R12", told, found.gist.key)


def _is_honour(text: str) -> bool:
    """True if R02 looks after it."""
    return any(word in text for word in ("招牌", "称号", "荣誉", "示范村", "牌子"))
