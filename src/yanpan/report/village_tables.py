"""Tables of the village report: satisfaction, four sources, ledger, grade, reasons, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from yanpan.analysis.results import IndicatorScore, Source
from yanpan.chinese.dates import format_date
from yanpan.document import Cell, HeadCell, ReportTable, Run, cell
from yanpan.facts import Fact
from yanpan.findings.make import Rows
from yanpan.findings.subject import Subject
from yanpan.findings.village import VillageFindings
from yanpan.findings.village_problems import Found
from yanpan.findings.village_public import item_facts
from yanpan.findings.village_rectification import plan_of
from yanpan.findings.village_sources import state_fact
from yanpan.narrative.compose import Voice
from yanpan.narrative.village import statement
from yanpan.schema.values import SATISFACTION_ITEMS, Dimension
from yanpan.summary import Problem

NONE = "—"
MOST_SHEETS = 4
"""Sheets that the evidence annex lists row by row for one fact."""


def head(*names: str) -> tuple[tuple[HeadCell, ...], ...]:
    """One head row."""
    return (tuple(HeadCell(text=name) for name in names),)


def satisfaction_table(found: VillageFindings) -> ReportTable:
    """The eight items: share satisfied, reference interval, forms that gave a view, 不了解."""
    subject = found.subject
    facts = item_facts(subject)
    result = subject.analysis.satisfaction
    keys = {zh: key for key, zh in SATISFACTION_ITEMS.items()}
    rows = [_item_row(subject, zh, fact, result.item_unknown.get(keys[zh], 0)) for zh, fact in facts.items()]
    return ReportTable(
        id=f"{subject.village}-表-满意度",
        owner=subject.village,
        caption="满意度测评分项结果",
        head=head("测评项", "满意率", "参考区间", "表态", "不了解"),
        rows=tuple(rows),
        note="来源：满意度测评表。满意率为满意与基本满意占表态票的比例；“不了解”不计入。",
    )


def _item_row(subject: Subject, zh: str, fact: Fact, unknown: int) -> tuple[Cell, ...]:
    make = subject.make
    ends = list(fact.interval or ())
    interval = (
        cell(
            make.words(
                f"测评.分项.{zh}.区间",
                f"{ends[0] * 100:.1f}%—{ends[1] * 100:.1f}%",
                label=f"{zh}满意率参考区间",
                sources=fact.sources,
                method="Wilson 95% 参考区间",
            )
        )
        if ends
        else cell(NONE)
    )
    said = make.amount(f"测评.分项.{zh}.表态", fact.n or 0, "份", label=f"{zh}表态份数", sources=fact.sources)
    not_known = make.amount(f"测评.分项.{zh}.不了解", unknown, "份", label=f"{zh}不了解", sources=fact.sources)
    return (cell(zh), cell(fact), interval, cell(said), cell(not_known))


def matrix_table(found: VillageFindings) -> ReportTable:
    """Dimensions by source, with the state of each."""
    subject = found.subject
    grades = {(item.dimension, item.source): item for item in subject.analysis.matrix}
    rows = []
    for dimension in Dimension:
        cells: list[Cell] = [cell(state_fact(subject, dimension, str(dimension)))]
        for source in Source:
            item = grades.get((dimension, source))
            cells.append(_matrix_cell(subject, dimension, source, item.grade if item else None, item))
        state = subject.analysis.states.get(dimension)
        cells.append(cell(str(state) if state else NONE))
        rows.append(tuple(cells))
    return ReportTable(
        id=f"{subject.village}-表-四源",
        owner=subject.village,
        caption="四源互证情况",
        head=head("维度", *(str(source) for source in Source), "状态"),
        rows=tuple(rows),
        note="“—”为该来源没有可用材料。一致、基本一致可作肯定判断；矛盾须核实；不足不作判断。",
    )


def _matrix_cell(subject: Subject, dimension: Dimension, source: Source, grade: object, item: object) -> Cell:
    if grade is None:
        return cell(NONE)
    return cell(
        subject.make.words(
            f"互证.{dimension}.{source}",
            str(grade),
            label=f"{dimension}：{source}",
            sources=getattr(item, "sources", ()),
            method=getattr(item, "basis", ""),
        )
    )


def matrix_grades(subject: Subject) -> dict[str, dict[str, str | None]]:
    """Dimension -> source -> grade or None, for the summary."""
    grades = {(item.dimension, item.source): item.grade for item in subject.analysis.matrix}
    return {
        str(dimension): {
            str(source): str(grade) if (grade := grades.get((dimension, source))) else None for source in Source
        }
        for dimension in Dimension
    }


def ledger_rows(found: VillageFindings, voice: Voice) -> tuple[Problem, ...]:
    """The problems with what is to be done about each, for the summary and the ledger."""
    return tuple(_problem(found.subject, item, voice) for item in found.register)


def _problem(subject: Subject, item: Found, voice: Voice) -> Problem:
    code = item.row.text("problem")
    plan = plan_of(subject, code)
    said = {
        key: plan.text(column) if plan is not None else ""
        for key, column in (
            ("direction", "direction"),
            ("measure", "measure"),
            ("person", "owner"),
            ("deadline", "deadline"),
            ("status", "status"),
        )
    }
    return Problem(
        problem=code,
        owner=subject.village,
        themes=item.themes,
        statement="".join(run.text for run in statement(item.finding, voice)),
        evidence=tuple(str(ref) for ref in item.evidence),
        severity=item.row.text("severity"),
        **said,
    )


def ledger_table(found: VillageFindings, voice: Voice) -> ReportTable:
    """Problem, direction, measure, person, deadline, status."""
    subject = found.subject
    rows = [_ledger_row(subject, item, voice) for item in found.register]
    return ReportTable(
        id=f"{subject.village}-表-整改",
        owner=subject.village,
        caption="问题整改台账",
        head=head("问题", "整改方向", "具体措施", "责任人", "时限", "状态"),
        rows=tuple(rows),
        align="llllcc",
        note="来源：问题清单、整改台账。" if rows else "没有登记的问题。",
    )


def _ledger_row(subject: Subject, item: Found, voice: Voice) -> tuple[Cell, ...]:
    code = item.row.text("problem")
    plan = plan_of(subject, code)
    runs: Cell = statement(item.finding, voice)
    if plan is None:
        return (runs, *(cell(NONE) for _ in range(5)))
    texts = (
        plan.text("direction"),
        plan.text("measure"),
        plan.text("owner"),
        format_date(plan.text("deadline")),
        plan.text("status"),
    )
    labels = ("整改方向", "具体措施", "责任人", "完成时限", "整改状态")
    facts = [
        subject.make.words(f"整改.{code}.{label}", text or NONE, label=label, rows=Rows("rectifications", plan.frame))
        for label, text in zip(labels, texts, strict=True)
    ]
    return (runs, *(cell(fact) for fact in facts))


def grade_table(found: VillageFindings) -> ReportTable:
    """Indicators behind the composite score, by group."""
    subject = found.subject
    rows = [_indicator_row(subject, item) for item in subject.analysis.suggestion.indicators]
    return ReportTable(
        id=f"{subject.village}-表-档次",
        owner=subject.village,
        caption="建议档次的指标构成",
        head=head("指标", "类别", "数值", "折算分", "权重", "得分"),
        rows=tuple(rows),
        align="llrrrr",
        note="折算分按政策设定的低标、高标折为百分；缺数的指标剔除后重新分配权重。",
    )


def _indicator_row(subject: Subject, item: IndicatorScore) -> tuple[Cell, ...]:
    if item.raw is None or item.normalised is None or item.contribution is None:
        return (cell(item.name), cell(item.group), cell(item.missing or "缺数"), *(cell(NONE) for _ in range(3)))
    numbers = (
        ("数值", item.raw, item.unit),
        ("折算分", item.normalised, ""),
        ("权重", item.weight * 100, "%"),
        ("得分", item.contribution, ""),
    )
    facts = [
        subject.make.amount(
            f"指标.{item.key}.{word}",
            round(value, 1),
            unit,
            label=f"{item.name}{word}",
            sources=item.sources,
            method="按政策口径计算",
            text=f"{value:.1f}{unit}",
        )
        for word, value, unit in numbers
    ]
    return (cell(item.name), cell(item.group), *(cell(fact) for fact in facts))


def evidence_table(facts: Iterable[Fact], *, owner: str) -> ReportTable:
    """Where every printed fact comes from: what, how printed, rows."""
    rows = [
        (
            cell(fact.label),
            cell(fact),
            cell(fact.method or NONE),
            cell(places(fact)),
        )
        for fact in facts
        if fact.sources
    ]
    return ReportTable(
        id=f"{owner}-表-依据",
        owner=owner,
        caption="数据来源",
        head=head("事项", "数据", "方法", "来源行"),
        rows=tuple(rows),
        row_heads=1,
        align="llll",
        note="来源行写作“表名@文件/工作表#编号”或“表名@文件/工作表|行号”；涉密级别高的表只列行号。",
    )


def places(fact: Fact) -> str:
    """The rows that a fact rests on; of many sheets the tables only, each row is found in the facts they feed."""
    if len(fact.sources) <= MOST_SHEETS:
        return "；".join(str(ref) for ref in fact.sources) or NONE
    names = list(dict.fromkeys(ref.table_name for ref in fact.sources))
    return f"{'、'.join(names)}（各表的行见相应各项）"


def printed(blocks: Sequence[object], facts: Iterable[Fact]) -> list[Fact]:
    """Facts that the paragraphs among the blocks print, in the order of the book; tables name their source below."""
    keys = {run.fact for block in blocks for run in runs_in(block) if run.fact}
    return [fact for fact in facts if fact.key in keys]


def runs_in(block: object) -> Iterable[Run]:
    """Every run of a paragraph, or of the paragraphs of a section."""
    for part in getattr(block, "blocks", ()):
        yield from runs_in(part)
    yield from getattr(block, "runs", ())
