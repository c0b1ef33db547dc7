"""Tables of the village report: satisfaction, four sources, ledger, grade, reasons, evidence."""

from __future__ import annotations

from yanpan.analysis.results import IndicatorScore, Source
from yanpan.chinese.numbers import percent_interval
from yanpan.document import Cell, HeadCell, ReportTable, cell
from yanpan.facts import Fact
from yanpan.findings.subject import Subject
from yanpan.findings.village.collect import VillageFindings
from yanpan.findings.village.public import item_facts
from yanpan.findings.village.sources import state_fact
from yanpan.schema.values import SATISFACTION_ITEMS, Dimension

NONE = "—"


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
    interval = (
        cell(
            make.words(
                f"测评.分项.{zh}.区间",
                percent_interval(*fact.interval),
                label=f"{zh}满意率参考区间",
                sources=fact.sources,
                method="Wilson 95% 参考区间",
            )
        )
        if fact.interval
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
